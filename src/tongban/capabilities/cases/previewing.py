"""B6: the decision paper as it would be issued now; nothing is written."""

from datetime import datetime
from uuid import UUID

from tongban.capabilities.cases.models import Case, CaseEvent, Paper, Party
from tongban.capabilities.cases.papering import PaperSource, paper_values
from tongban.capabilities.catalogue.queries import get_guide
from tongban.capabilities.orgs.queries import get_body
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.papers import page_images, render

# Sharp at the width of the viewer, and half the weight of a full page picture.
PREVIEW_DPI = 90
_KIND = "decision_granted"
# A paper that is not issued has no number and no record behind it, and says so.
_NUMBER = "预览，尚未签发"
_NO_RECORD = {"text": "预览，尚未签发", "leaf_hash": "0" * 16}


@query
def preview_decision(*, actor: Actor, case_id: UUID, at: datetime) -> bytes:
    """The granting decision as a picture (PNG). Refuses with NotFound or PaperTooLong."""
    case = Case.objects.select_related("application").filter(pk=case_id).first()
    if case is None:
        raise NotFound("没有找到这个办件，或者您没有查看它的权限。")
    pdf = render(_KIND, paper_values(_source(actor, case, at)))
    return page_images(pdf, dpi=PREVIEW_DPI)[0]


def _source(actor: Actor, case: Case, at: datetime) -> PaperSource:
    guide = get_guide(actor=actor, version_id=case.version_id)
    roles = {row.role: place for place, row in enumerate(guide.party_roles)}
    parties = Party.objects.filter(application_id=case.application_id)
    body = get_body(actor=actor, body_id=case.body_id)
    return PaperSource(
        actor=actor,
        paper=Paper(case=case, kind=_KIND, number=_NUMBER, facts={}, issued_at=at),
        case=case,
        event=CaseEvent(case=case, kind="granted", occurred_at=at),
        application=case.application,
        guide=guide,
        parties=tuple(
            sorted(parties, key=lambda row: (roles.get(row.role, 99), row.place))
        ),
        organ=body.name,
        foot=f"{body.name}　{body.address}　电话 {body.phone}",
        promise=_NO_RECORD,
    )
