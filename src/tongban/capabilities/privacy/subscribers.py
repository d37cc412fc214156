"""What follows a fact: people are told that a request arrived, and what came of it."""

from tongban.capabilities.notices.commands import tell_person
from tongban.capabilities.notices.permissions import TELL_PERSON
from tongban.capabilities.orgs.queries import system_actor_for_city
from tongban.capabilities.privacy.events import (
    PrivacyRequestAnswered,
    PrivacyRequestFiled,
)
from tongban.capabilities.privacy.queries import get_request
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.outbox.publishing import on
from tongban.plumbing.text.days import day_words

HERE = "/my/privacy"


@on(PrivacyRequestFiled)
def tell_that_it_arrived(fact: PrivacyRequestFiled, city: str) -> None:
    """The receipt number and the day, at once."""
    actor = _teller(city)
    card = get_request(actor=actor, request_id=fact.request_id)
    tell_person(
        actor=actor,
        person_id=card.person_id,
        title="收到了您的个人信息请求",
        text=f"回执编号 {card.number}，要求{card.kind_words}，最晚 {day_words(card.due_on)}答复。",
        link=HERE,
        fact_key=f"privacy_request:{card.request_id}:filed",
        at=fact.filed_at,
    )


@on(PrivacyRequestAnswered)
def tell_what_came_of_it(fact: PrivacyRequestAnswered, city: str) -> None:
    """Done or refused; the words themselves stand on the page alone."""
    actor = _teller(city)
    card = get_request(actor=actor, request_id=fact.request_id)
    tell_person(
        actor=actor,
        person_id=card.person_id,
        title="您的个人信息请求有答复了",
        text=f"回执编号 {card.number}，{card.outcome_words}。请打开看理由和下一步。",
        link=HERE,
        fact_key=f"privacy_request:{card.request_id}:answered",
        at=fact.answered_at,
    )


def _teller(city: str) -> Actor:
    return system_actor_for_city(
        name="notices", city=city, grants=frozenset({(TELL_PERSON, None)})
    )
