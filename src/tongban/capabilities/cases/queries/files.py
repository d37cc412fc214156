"""The files of a case and of its papers, as far as the actor may see them."""

from dataclasses import dataclass
from uuid import UUID

from tongban.capabilities.cases.models import CaseMaterial
from tongban.capabilities.cases.queries.sight import sees
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.files.storing import read_file


@dataclass(frozen=True)
class OpenedFile:
    """A file's bytes with what is known about them."""

    name: str
    media_type: str
    content: bytes


@query
def read_case_file(*, actor: Actor, case_id: UUID, file_id: UUID) -> OpenedFile:
    """A file that was handed in with this case. Refuses with NotFound."""
    held = CaseMaterial.objects.filter(case_id=case_id, file_id=file_id)
    if not (held.exists() and sees(actor, case_id)):
        raise NotFound("没有这个文件，或者您没有查看它的权限。")
    return _read(file_id)


@query
def read_paper_file(*, actor: Actor, file_id: UUID) -> OpenedFile:
    """The file of a paper, by the key that `get_or_make_paper` gave."""
    return _read(file_id)


def _read(file_id: UUID) -> OpenedFile:
    facts, content = read_file(file_id)
    return OpenedFile(facts.name, facts.media_type, content)
