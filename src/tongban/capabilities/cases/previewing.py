"""B3, W4 and B6: a paper as it would be issued now; nothing is written."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tongban.capabilities.cases.commands.ask_correction import answer_day
from tongban.capabilities.cases.models import (
    Application,
    Case,
    CaseEvent,
    Paper,
    Party,
)
from tongban.capabilities.cases.papering import (
    PaperSource,
    Values,
    foot_of,
    notice_values,
    paper_values,
    read_source,
)
from tongban.capabilities.cases.permissions import SEE_CASE
from tongban.capabilities.cases.queries.sight import seen_by
from tongban.capabilities.cases.types import (
    CorrectionLineView,
    CorrectionView,
    LineToMend,
)
from tongban.capabilities.catalogue.queries import get_guide
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.orgs.queries import get_body
from tongban.capabilities.wording.queries import find_words, get_version
from tongban.ground.refusals import Invalid, NotFound
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.papers import light_page_image, page_image, render
from tongban.plumbing.papers.pages import LIGHT_DPI

_DECISION, _NOTICE = "decision_granted", "correction"
# A paper that is not issued has no number and no record behind it, and says so.
_NUMBER = "预览，尚未签发"
_NO_RECORD = {"text": "预览，尚未签发", "leaf_hash": "0" * 16}
_MOVES = {_DECISION: "granted", _NOTICE: "correction_asked"}


@dataclass(frozen=True)
class Arriving:
    """An application that lies on the counter and is not written down yet."""

    guide: Guide
    applicant: str
    venue_id: UUID


@query
def preview_decision(*, actor: Actor, case_id: UUID, at: datetime) -> bytes:
    """The granting decision as a picture (PNG). Refuses with NotFound or PaperTooLong."""
    source = _source(actor, _case(actor, case_id), _DECISION, at)
    return _picture(source, paper_values(source))


@query
def preview_correction(
    *, actor: Actor, case_id: UUID, lines: tuple[LineToMend, ...], at: datetime
) -> bytes:
    """The notice with these lines as a picture (PNG). Refuses with NotFound, PaperTooLong."""
    return _notice(_source(actor, _case(actor, case_id), _NOTICE, at), lines, at)


@query
def preview_notice_at_window(
    *, actor: Actor, arriving: Arriving, lines: tuple[LineToMend, ...], at: datetime
) -> bytes:
    """The notice that would go with what lies on the counter. Refuses with PaperTooLong."""
    guide, day = arriving.guide, at.astimezone(OFFICE_ZONE).date()
    case = Case(
        city=actor.city,
        version_id=guide.version_id,
        body_id=guide.body_id,
        venue_id=arriving.venue_id,
        number="收件后编号",
        filed_on=day,
        application=Application(city=actor.city, channel="window", filed_on=day),
    )
    return _notice(
        _source(actor, case, _NOTICE, at, (Party(name=arriving.applicant),)), lines, at
    )


@query
def preview_wording(*, actor: Actor, version_id: UUID, number: str, day: date) -> bytes:
    """A version of the words on a paper that a real case has, as a picture (PNG).

    Refuses with NotFound, and with Invalid where the case is not the actor's to see, or
    has no such paper, or its office does not bear these words.
    """
    card = get_version(actor=actor, version_id=version_id, day=day)
    paper = (
        Paper.objects.filter(case__number=number.strip(), kind=card.kind)
        .select_related("case")
        .first()
    )
    # Hidden, missing and not the actor's look alike.
    if paper is None or not actor.may(SEE_CASE, org_id=paper.case.body_id):
        raise Invalid(
            {
                "number": "没有找到这个编号、出过这种文书、归您看的办件。请核对编号，"
                "例如 690100-2026-0112-000123。"
            }
        )
    if card.body_id not in {None, paper.case.body_id}:
        raise Invalid({"number": "这个办件是别的单位的，不照这一版打印。请换一个。"})
    source = read_source(actor, paper, _NO_RECORD)
    made = render(card.kind, paper_values(source), words=card.blocks, mark="预览")
    picture = page_image(made, 1, LIGHT_DPI, is_own_paper=True)
    if picture is None:
        raise RuntimeError("a paper has one page")
    return picture


def _case(actor: Actor, case_id: UUID) -> Case:
    case = seen_by(actor).select_related("application").filter(pk=case_id).first()
    if case is None:
        raise NotFound("没有找到这个办件，或者您没有查看它的权限。")
    return case


def _notice(source: PaperSource, lines: tuple[LineToMend, ...], at: datetime) -> bytes:
    names = {row.key: row.name for row in source.guide.materials}
    fields = source.guide.form.fields
    rows = tuple(
        CorrectionLineView(
            line.material,
            line.field,
            names.get(line.material)
            or (fields[line.field].label if line.field in fields else line.field),
            line.reason.strip() or "（请写明原因）",
        )
        for line in lines
    )
    told = CorrectionView(at, answer_day(source.actor, at), rows)
    values = notice_values(source, told)
    return _picture(source, values)


def _picture(source: PaperSource, values: Values) -> bytes:
    """The paper in four tones: it is read within its page, and weighs as part of it."""
    kind, day = source.paper.kind, source.office_day(source.paper.issued_at)
    words = find_words(
        actor=source.actor, kind=kind, body_id=source.case.body_id, day=day
    )
    picture = light_page_image(render(kind, values, words=words), 1)
    if picture is None:
        raise RuntimeError("a paper has one page")
    return picture


def _source(
    actor: Actor,
    case: Case,
    kind: str,
    at: datetime,
    parties: tuple[Party, ...] | None = None,
) -> PaperSource:
    guide = get_guide(actor=actor, version_id=case.version_id)
    if parties is None:
        roles = {row.role: place for place, row in enumerate(guide.party_roles)}
        found = Party.objects.filter(application_id=case.application_id)
        parties = tuple(
            sorted(found, key=lambda row: (roles.get(row.role, 99), row.place))
        )
    body = get_body(actor=actor, body_id=case.body_id)
    return PaperSource(
        actor=actor,
        paper=Paper(case=case, kind=kind, number=_NUMBER, facts={}, issued_at=at),
        case=case,
        event=CaseEvent(case=case, kind=_MOVES[kind], occurred_at=at),
        application=case.application,
        guide=guide,
        parties=parties,
        organ=body.name,
        foot=foot_of(actor, case, body.name, body.address, body.phone),
        promise=_NO_RECORD,
    )
