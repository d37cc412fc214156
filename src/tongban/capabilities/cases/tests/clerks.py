"""Clerks and officers at their browser: signed in, with sample items at hall and counter."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.test import Client

from tongban.capabilities.cases.testing import AT, POWERS, World
from tongban.capabilities.cases.tests.citizens import (
    ELDER,
    FOOD,
    HOUSE,
    Street,
    make_street,
    publish_sample,
)
from tongban.capabilities.catalogue.commands import (
    register_intake_mode,
    withdraw_version,
)
from tongban.capabilities.catalogue.testing import EFFECTIVE_ON, let_take_in
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.orgs.commands import load_venues_and_windows
from tongban.capabilities.orgs.queries import list_windows
from tongban.capabilities.orgs.testing import make_loader
from tongban.capabilities.orgs.types import WindowLine
from tongban.capabilities.people.commands import load_postings
from tongban.capabilities.people.testing import make_people_loader, open_page_session
from tongban.capabilities.people.types import PostingLine
from tongban.plumbing.access.actor import Actor

ZHANG = "690121195603080248"
LI = "690121198107150351"
WANG = "690122199204300682"
HEPAN = "91690121690200199A"
PHONE = "13912345678"
WINDOW = "/desk/window"
SHOP = {
    "shop_name": "河畔餐饮有限公司",
    "uscc": HEPAN,
    "shop_address": "安澜市青渡县临江街道柳堤社区河沿街9号",
    "legal_representative": "李建国",
    "contact_name": "李建国",
    "contact_id_type": "citizen_id",
    "contact_id_number": LI,
    "contact_phone": PHONE,
    "business_kind": "catering",
    "floor_area": "60",
    "sells_online": "yes",
}


@dataclass(frozen=True)
class Hall:
    """The street, and the three sample items with their intake modes at the hall."""

    street: Street
    food: Guide
    elder: Guide
    house: Guide


def make_hall() -> Hall:
    """Food is collected, the elder's card is instant, the transfer is entrusted."""
    street = make_street()
    world = street.world
    # The world's own licence has the same name; a clerk must find one of them.
    withdraw_version(
        actor=world.office.publisher,
        version_id=world.guide.version_id,
        withdrawn_on=AT.date(),
        reason="换成示例事项",
        at=AT,
    )
    guides = {name: publish_sample(world, name) for name in (FOOD, ELDER, HOUSE)}
    for name, mode in (
        (FOOD, "collect"),
        (ELDER, "instant"),
        (HOUSE, "entrusted_acceptance"),
    ):
        let_take_in(
            world.city,
            world.office,
            guides[name].item_id,
            mode,
            powers=POWERS.get(mode, ()),
        )
    register_intake_mode(
        actor=world.office.publisher,
        item_id=guides[FOOD].item_id,
        venue_id=world.city.counter,
        mode="department_own",
        valid_from=EFFECTIVE_ON,
    )
    return Hall(street, guides[FOOD], guides[ELDER], guides[HOUSE])


def open_issue_window(world: World) -> UUID:
    """The hall gets a window for results, and from then on hands out nowhere else."""
    line = WindowLine("hall", "6", "6 号窗口（出件）", "issue")
    loader = make_loader(world.city.code)
    load_venues_and_windows(actor=loader, venues=[], windows=[line])
    rows = list_windows(actor=loader, venue_id=world.city.hall)
    return next(row.window_id for row in rows if row.kind == "issue")


def post_at_window(actor: Actor, body_id: UUID, window_id: UUID) -> None:
    """The person sits at this window, beside what they do already."""
    if actor.person_id is None:
        raise LookupError(actor.name)
    since = date(2020, 1, 3)
    line = PostingLine(actor.person_id, body_id, "clerk", since, window_id=window_id)
    load_postings(actor=make_people_loader(), postings=[line])


def browser_of(actor: Actor) -> Client:
    """A browser in which this person has signed in already."""
    client = Client()
    client.cookies["sessionid"] = open_page_session(actor)
    return client


def visitor(number: str = LI, name: str = "李建国", **more: str) -> dict[str, str]:
    """The person at the counter as the page sends them."""
    return {
        "visitor-id_kind": "citizen_id",
        "visitor-id_number": number,
        "visitor-name": name,
        "visitor-phone": PHONE,
        "visitor-address": "",
        **more,
    }


def food_page(hall: Hall, **changes: Any) -> dict[str, Any]:
    """The page of the food licence, whole: a firm, three answers, two papers."""
    return (
        visitor()
        | {
            "desk-intent": "take",
            "desk-key": "key-food",
            "desk-item": hall.food.handling_code,
            "firm-uscc": HEPAN,
            "firm-name": "河畔餐饮有限公司",
            "situation-s1": "make",
            "situation-s2": "rent",
            "situation-s3": "self",
            "desk-received": ["m3", "m5"],
        }
        | SHOP
        | changes
    )


def elder_page(hall: Hall, **changes: Any) -> dict[str, Any]:
    """The page of the elder's card, whole."""
    return (
        visitor(ZHANG, "张秀兰")
        | {
            "desk-intent": "take",
            "desk-key": "key-elder",
            "desk-item": hall.elder.handling_code,
            "situation-s1": "local",
            "situation-s2": "self",
            "desk-received": ["m2", "m3"],
            "elder_name": "张秀兰",
            "elder_id_type": "citizen_id",
            "elder_id_number": ZHANG,
            "elder_phone": PHONE,
            "elder_address": "安澜市青渡县临江街道百花巷8号",
            "card_form": "electronic",
        }
        | changes
    )


def house_page(hall: Hall, **changes: Any) -> dict[str, Any]:
    """The page of the transfer, whole: the visitor sells, a second person buys."""
    return (
        visitor()
        | {
            "desk-intent": "take",
            "desk-key": "key-house",
            "desk-item": hall.house.handling_code,
            "situation-s1": "one",
            "situation-s2": "clear",
            "situation-s3": "self",
            "desk-received": ["m2", "m3", "m4"],
            "desk-original": ["m4"],
            "party-transferee-0-id_kind": "citizen_id",
            "party-transferee-0-id_number": WANG,
            "party-transferee-0-name": "王晓燕",
            "contact_name": "李建国",
            "contact_id_type": "citizen_id",
            "contact_id_number": LI,
            "contact_phone": PHONE,
            "certificate_number": "安（2024）青渡县不动产权第0001234号",
            "house_address": "安澜市青渡县临江街道百花巷8号2单元301室",
            "price": "860000",
        }
        | changes
    )


def value_of(page: Any, name: str) -> str:
    """What stands in a control of the page."""
    found = re.search(rf'name="{re.escape(name)}"[^>]*value="([^"]*)"', _html(page))
    return found[1] if found else ""


def is_ticked(page: Any, name: str, value: str) -> bool:
    """Whether a box or radio of the page is chosen."""
    pattern = rf'name="{re.escape(name)}" value="{re.escape(value)}"[^>]*checked'
    return re.search(pattern, _html(page)) is not None


def _html(page: Any) -> str:
    return str(page.content.decode())
