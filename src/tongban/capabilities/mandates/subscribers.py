"""What mandates do after a fact: both sides are told that one was given, or is over."""

from datetime import datetime
from typing import Final
from uuid import UUID

from tongban.capabilities.mandates.events import MandateEnded, MandateGiven
from tongban.capabilities.mandates.queries import get_mandate, list_people_to_tell
from tongban.capabilities.notices.commands import tell_person
from tongban.capabilities.notices.permissions import TELL_PERSON
from tongban.capabilities.orgs.queries import system_actor_for_city
from tongban.plumbing.outbox.publishing import on

HELPERS: Final = "/my/helpers"


@on(MandateGiven)
def tell_that_it_was_given(fact: MandateGiven, city: str) -> None:
    """The principal reads who may act now, until when, and how to stop it."""
    _tell(city, fact.mandate_id, fact.given_at, is_over=False)


@on(MandateEnded)
def tell_that_it_is_over(fact: MandateEnded, city: str) -> None:
    """Both read that nothing more is done under it."""
    _tell(city, fact.mandate_id, fact.ended_at, is_over=True)


def _tell(city: str, mandate_id: UUID, at: datetime, *, is_over: bool) -> None:
    actor = system_actor_for_city(
        name="notices", city=city, grants=frozenset({(TELL_PERSON, None)})
    )
    card = get_mandate(actor=actor, mandate_id=mandate_id)
    until = f"{card.valid_until.year} 年 {card.valid_until.month} 月 {card.valid_until.day} 日"
    names = f"{card.agent_name}替{card.principal_name}办事"
    title = "代办停止了" if is_over else "代办开始了"
    text = (
        f"{names}的授权从现在起停止，以后不能再办。"
        if is_over
        else f"{names}的授权开始了，到 {until}为止。委托人随时可以收回。"
    )
    for person_id in list_people_to_tell(actor=actor, mandate_id=mandate_id):
        tell_person(
            actor=actor,
            person_id=person_id,
            title=title,
            text=text,
            link=HELPERS,
            fact_key=f"mandate:{mandate_id}:{'over' if is_over else 'given'}",
            at=at,
        )
