"""What happens after an order moved: the principal is told each step, and the agent a stop."""

from typing import Final

from tongban.capabilities.agency.events import AgencyOrderMoved
from tongban.capabilities.agency.queries import list_who_to_tell
from tongban.capabilities.agency.types import STEP_WORDS
from tongban.capabilities.notices.commands import tell_person
from tongban.capabilities.notices.permissions import TELL_PERSON
from tongban.capabilities.orgs.queries import system_actor_for_city
from tongban.plumbing.outbox.publishing import on

_FOR_AGENT: Final = frozenset({"asked", "handed_on", "stopped"})


@on(AgencyOrderMoved)
def tell_that_it_moved(fact: AgencyOrderMoved, city: str) -> None:
    """Who asked reads what happened and by whom; who is to act reads that it is their turn."""
    actor = system_actor_for_city(
        name="notices", city=city, grants=frozenset({(TELL_PERSON, None)})
    )
    people = list_who_to_tell(actor=actor, order_id=fact.order_id)
    state = STEP_WORDS[fact.kind][0]
    for side, person_id in people.items():
        if side == "agent" and fact.kind not in _FOR_AGENT:
            continue
        is_principal = side == "principal"
        page = "/my/agency" if is_principal else "/desk/agency"
        tell_person(
            actor=actor,
            person_id=person_id,
            title=f"代办单：{state}",
            text=_text(fact, state, is_principal=is_principal),
            link=f"{page}/{fact.order_id}",
            fact_key=f"agency:{fact.order_id}:{fact.number}:{side}",
            at=fact.moved_at,
        )


def _text(fact: AgencyOrderMoved, state: str, *, is_principal: bool) -> str:
    words = f"：{fact.words}" if fact.words else ""
    if not is_principal:
        return f"有一张代办单{state}，请到代办页面看一看。代办不收费。"
    if fact.kind == "asked":
        return "您的代办单提交了，接单以后会告诉您。代办不收费，您随时可以停止。"
    if fact.kind == "handed_on":
        return (
            f"您的代办单由{fact.by_name}转给了别人{words}。"
            "新的代办人要有您的授权才能办，请给他代办码；不愿意的话随时可以停止。"
        )
    return f"您的代办单{state}（{fact.by_name}）{words}。代办不收费，您随时可以停止。"
