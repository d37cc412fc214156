"""Citizens at their browser: sample people and items, signed in, filling pages in."""

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tongban.capabilities.cases.commands import ask_correction
from tongban.capabilities.cases.testing import AT, World, make_case, make_world
from tongban.capabilities.cases.types import LineToMend, Receipt
from tongban.capabilities.catalogue.commands import save_draft
from tongban.capabilities.catalogue.queries import get_guide
from tongban.capabilities.catalogue.testing import (
    EFFECTIVE_ON,
    MARKET_USCC,
    publish_reviewed,
)
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.people.commands import (
    load_accounts,
    load_firms_and_agents,
    load_people,
)
from tongban.capabilities.people.testing import (
    TODAY,
    make_people_loader,
    open_page_session,
)
from tongban.capabilities.people.types import (
    AccountLine,
    AgentLine,
    FirmLine,
    PersonLine,
)
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.database.testing import remembered
from tongban.plumbing.files.testing import make_pdf

PASSWORD = "百花巷 8 号 的 猫"
SAMPLE = Path(__file__).parents[5] / "sample" / "items"
FOOD, ELDER, HOUSE = "food-business-licence", "elder-card", "real-estate-transfer"
HOME = "安澜市青渡县临江街道澜心社区百花巷8号2单元301室"
MENDS = (
    LineToMend("照片看不清，请重新拍一张。", material="m3"),
    LineToMend("店名和营业执照上的不一样，请照执照填。", field="shop_name"),
)
_PEOPLE = (
    ("zhang", "张秀兰", "690121195603080248", "16969020001"),
    ("li", "李建国", "690121198107150351", "16969020002"),
    ("wang", "王晓燕", "690122199204300682", "16969020003"),
)


@dataclass(frozen=True)
class Street:
    """The world with three neighbours and one firm of theirs."""

    world: World
    firm_id: str


@remembered(unless_filled="city")
def make_street() -> Street:
    """张秀兰; 李建国, who leads 河畔餐饮; 王晓燕, who may act for it."""
    world = make_world()
    loader = make_people_loader()
    lines = [
        PersonLine(key, name, "citizen_id", number, phone, HOME)
        for key, name, number, phone in _PEOPLE
    ]
    people = load_people(actor=loader, people=lines, today=TODAY)
    firm = FirmLine(
        "hepan",
        "河畔餐饮有限公司",
        "91690121690200199A",
        "enterprise",
        "安澜市青渡县临江街道柳堤社区河沿街9号",
        "0699-6050001",
        "li",
    )
    agents = [
        AgentLine("hepan", "li", "legal_representative", "*", date(2026, 9, 16)),
        AgentLine("hepan", "wang", "agent", "*", date(2026, 10, 8)),
    ]
    firms = load_firms_and_agents(
        actor=loader, firms=[firm], agents=agents, people=people
    )
    accounts = [
        AccountLine(key, "citizen", people[key], PASSWORD) for key, *_rest in _PEOPLE
    ]
    load_accounts(actor=loader, accounts=accounts)
    return Street(world, str(firms["hepan"]))


def read_sample(name: str) -> dict[str, Any]:
    """A sample item, as if the market office handled it: codes begin with its own."""
    document: dict[str, Any] = json.loads((SAMPLE / f"{name}.json").read_text())
    codes = {
        key: MARKET_USCC + document[key][len(MARKET_USCC) :]
        for key in ("implementation_code", "handling_code")
    }
    return document | codes | {"org": "MARKET"}


def publish_sample(
    world: World, name: str, *, effective_on: date = EFFECTIVE_ON, **changes: Any
) -> Guide:
    """A sample item in force, with its guide."""
    draft = save_draft(
        actor=world.office.drafter,
        body_id=world.city.market,
        document=read_sample(name) | changes,
        at=AT,
    )
    version_id = publish_reviewed(
        world.office, draft.draft_id, effective_on=effective_on
    )
    return get_guide(actor=world.office.publisher, version_id=version_id)


def sign_in(login: str, *, csrf: bool = False) -> Client:
    """A browser in which somebody has signed in."""
    client = Client(enforce_csrf_checks=csrf)
    answer = client.post("/sign-in", {"login": login, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return client


def a_file(
    name: str = "布局图.pdf", content: bytes | None = None
) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    whole = make_pdf() if content is None else content
    return SimpleUploadedFile(name, whole, "application/pdf")


def upload(client: Client, code: str, *keys: str) -> None:
    """Upload a file for each of the materials."""
    for key in keys:
        answer = client.post(
            f"/apply/{code}/materials", {"material": key, "file": a_file()}
        )
        assert answer.status_code == 302, text_of(answer)


def submit(client: Client, code: str) -> HttpResponse:
    """Read the check page and submit it, promised, with the key that stands in it."""
    page = client.get(f"/apply/{code}/check")
    key = re.search(r'name="key" value="([0-9a-f]+)"', page.content.decode())
    assert key is not None, text_of(page)
    return client.post(  # type: ignore[return-value]  # the client's own subclass
        f"/apply/{code}/check", {"key": key[1], "promise": "yes"}
    )


class _Text(HTMLParser):
    """The words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data.strip())


def text_of(answer: Any) -> str:
    """What a person reads on a page, its title first."""
    parser = _Text()
    parser.feed(answer.content.decode())
    return " ".join(word for word in parser.words if word)


def ask_to_mend(
    world: World, lines: tuple[LineToMend, ...] = MENDS, *, citizen: Actor | None = None
) -> Receipt:
    """A case filed four days ago whose officer asked, the day after, for these lines."""
    filed = make_case(world, citizen=citizen, at=AT - timedelta(days=4))
    ask_correction(
        actor=world.officer,
        case_id=filed.case_id,
        acting_body=world.city.market,
        lines=lines,
        at=AT - timedelta(days=3),
    )
    return filed


def browser_of(actor: Actor) -> Client:
    """A browser in which this person has signed in already."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = open_page_session(actor)
    return client
