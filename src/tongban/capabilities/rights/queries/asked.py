"""Dangerous acts: which there are, what was asked for, what became of it."""

from typing import Final

from tongban.capabilities.people.queries import list_staff_names
from tongban.capabilities.rights.models import DangerousAct
from tongban.capabilities.rights.queries.held import titles_of
from tongban.capabilities.rights.types import RequestCard
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all

_REQUESTS: Final = """
select r.id, r.act_id, d.title, d.why, r.words, r.document_number, r.reason, r.asked_by_id, r.asked_at, r.expires_on,
  coalesce(a.outcome, ''), a.answered_by_id, coalesce(a.reason, ''), u.request_id is not null
from act_request r join dangerous_act d on d.code = r.act_id left join act_answer a on a.request_id = r.id
  left join act_use u on u.request_id = r.id
where r.city = %(city)s order by a.outcome is not null, r.asked_at desc limit 100
"""


@query
def list_requests(*, actor: Actor) -> list[RequestCard]:
    """What waits first, then the answered, the newest first; as the wall shows them."""
    found = fetch_all(_REQUESTS, {"city": actor.city})
    people = {row[7] for row in found} | {row[11] for row in found if row[11]}
    names = list_staff_names(actor=actor, person_ids=sorted(people))
    return [
        RequestCard(
            request_id=row[0],
            act=row[1],
            title=row[2],
            why=row[3],
            words=row[4],
            document_number=row[5],
            reason=row[6],
            asked_by=names.get(row[7], ""),
            asked_by_id=row[7],
            asked_at=row[8],
            expires_on=row[9],
            outcome=row[10],
            answered_by=names.get(row[11], ""),
            answer_reason=row[12],
            is_done=row[13],
        )
        for row in found
    ]


@query
def list_acts(*, actor: Actor) -> list[dict[str, str]]:
    """Every dangerous act, who asks for it and who confirms it: the data of the rule."""
    titles = titles_of(actor)
    return [
        {
            "title": act.title,
            "why": act.why,
            "asked_by": titles.get(act.asked_by_role, act.asked_by_role),
            "confirmed_by": "、".join(titles.get(r, r) for r in act.confirmed_by_roles),
        }
        for act in DangerousAct.objects.order_by("code")
    ]
