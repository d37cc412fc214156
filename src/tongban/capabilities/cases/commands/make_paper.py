"""Making the file of a paper that stands in the record: by a job, or at first view."""

from datetime import datetime
from uuid import UUID

from tongban.capabilities.cases.models import Paper, PaperFile
from tongban.capabilities.cases.papering import PaperSource, paper_values, read_source
from tongban.capabilities.cases.permissions import MAKE_PAPER
from tongban.capabilities.wording.queries import get_words
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.promising import promise
from tongban.plumbing.evidence.proving import get_leaf_body
from tongban.plumbing.evidence.recording import record
from tongban.plumbing.evidence.signing import installation_key
from tongban.plumbing.files.storing import get_file, keep
from tongban.plumbing.papers import render

PDF = "application/pdf"


@command
def make_paper_file(*, actor: Actor, paper_id: UUID, at: datetime) -> UUID:
    """Make the file of a paper once; the second time gives the same file.

    Only a named system actor may: a paper is ours, whoever asks to see it (people use
    `paper_files.get_or_make_paper`). Refuses with NotFound, NotAllowed, MissingGlyph or
    PaperTooLong.
    """
    require(actor, MAKE_PAPER)
    paper = Paper.objects.filter(pk=paper_id).first()
    if paper is None:
        raise NotFound("没有找到这份文书，或者您没有查看它的权限。")
    made = PaperFile.objects.filter(paper=paper).first()
    if made is not None:
        return made.file_id

    words = (
        get_words(actor=actor, version_id=paper.wording_id)
        if paper.wording_id
        else None
    )
    values = paper_values(_source(actor, paper, at))
    content = render(paper.layout, values, words=words)
    file_id = keep(
        content,
        city=actor.city,
        name=f"{paper.number}.pdf",
        declared_type=PDF,
        received_by=None,
        at=at,
        made_here=True,
    )
    digest = get_file(file_id).digest
    PaperFile.objects.create(
        paper=paper, city=actor.city, file_id=file_id, digest=digest, made_at=at
    )

    record(
        actor,
        "cases.paper.made",
        subject="paper",
        subject_id=paper.id,
        file=file_id,
        digest=digest,
        wording=paper.wording_id,
    )
    return file_id


def _source(actor: Actor, paper: Paper, at: datetime) -> PaperSource:
    body = get_leaf_body(paper.event_id)
    if body is None:
        raise NotFound("没有找到这份文书所依据的办理记录。")
    made = promise(
        city=actor.city,
        leaf_id=paper.event_id,
        leaf_body=body,
        at=at,
        key=installation_key(),
    )
    return read_source(actor, paper, made)
