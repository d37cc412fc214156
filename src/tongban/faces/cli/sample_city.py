"""The files of the sample folder, and the order in which the commands take them in."""

import csv
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.catalogue.commands import (
    import_guide,
    publish_draft,
    register_delegation,
    register_intake_mode,
)
from tongban.capabilities.catalogue.queries import find_item_id, get_draft
from tongban.capabilities.orgs import commands as orgs
from tongban.capabilities.orgs.permissions import LOAD_ORGS
from tongban.capabilities.orgs.queries import list_bodies, list_venues, list_windows
from tongban.capabilities.orgs.types import (
    BodyLine,
    CityLine,
    RegionLine,
    VenueLine,
    WindowLine,
)
from tongban.capabilities.people import commands as people
from tongban.capabilities.people.permissions import LOAD_PEOPLE
from tongban.capabilities.people.queries import get_actor, known_roles
from tongban.capabilities.people.types import (
    AccountLine,
    AgentLine,
    FirmLine,
    PersonLine,
    PostingLine,
)
from tongban.ground.clock import china_calendar
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor, system

CITY_LEVEL: Final = "city"
# The items were in force before the city's story begins.
EFFECTIVE_ON: Final = date(2024, 1, 2)
_POWERS: Final = {"acceptance": ("accept",), "decision": ("accept", "decide")}


class SampleCity:
    """One folder of a city's data, ready to be loaded; loading again changes nothing."""

    def __init__(
        self, folder: Path, passwords: dict[str, str], *, today: date, at: datetime
    ) -> None:
        self._folder = folder
        self._passwords = passwords
        self._today = today
        self._at = at
        self._regions = self._rows("regions.csv")
        self.code = next(
            row["code"] for row in self._regions if row["level"] == CITY_LEVEL
        )
        grants = frozenset({(LOAD_ORGS, None), (LOAD_PEOPLE, None)})
        self._loader = system("loading", city=self.code, grants=grants)

    def load(self) -> dict[str, int]:
        """Load everything, the foundations first; says how many of each were new."""
        counts = self._load_places()
        staff, citizens = self._document("staff.json"), self._document("citizens.json")
        lines = [_person(row) for row in staff["people"] + citizens["people"]]
        keys = people.load_people(actor=self._loader, people=lines, today=self._today)
        counts["people"] = len(keys)
        counts["firms"] = len(self._load_firms(keys))
        logins = self._load_accounts(staff, citizens, keys)
        counts["accounts"] = len(logins)
        counts["postings"] = self._load_postings(staff, keys)
        people.load_role_grants(actor=self._loader, roles=known_roles())
        return counts | self._load_items(staff, logins)

    def _load_places(self) -> dict[str, int]:
        loader = self._loader
        name = next(row["name"] for row in self._regions if row["code"] == self.code)
        city = CityLine(self.code, name, is_sample=True)
        orgs.load_city(actor=loader, city=city)
        regions = [_region(row) for row in self._regions]
        bodies = [BodyLine(**row) for row in self._rows("bodies.csv")]
        venues = [
            VenueLine(**_without(row, "kind")) for row in self._rows("venues.csv")
        ]
        windows = [
            WindowLine(**_without(row, "items", "valid_from"))
            for row in self._rows("windows.csv")
        ]
        return {
            "regions": orgs.load_regions(actor=loader, regions=regions),
            "bodies": orgs.load_bodies(actor=loader, bodies=bodies),
            "venues_and_windows": orgs.load_venues_and_windows(
                actor=loader, venues=venues, windows=windows
            ),
            "calendar_years": orgs.load_calendar(
                actor=loader, calendar=china_calendar()
            ),
        }

    def _load_firms(self, keys: dict[str, UUID]) -> dict[str, UUID]:
        document = self._document("firms.json")
        heads = {
            link["firm"]: link["person"]
            for link in document["links"]
            if link["kind"] == "legal_representative"
        }
        firms = [
            FirmLine(
                key=row["key"],
                name=row["name"],
                uscc=row["uscc"],
                kind=row["kind"],
                address=row["address"],
                phone=row["phone"],
                legal_representative=heads[row["key"]],
            )
            for row in document["firms"]
        ]
        agents = [
            AgentLine(
                firm=link["firm"],
                person=link["person"],
                role=link["kind"],
                scope=json.dumps(link["scope"], separators=(",", ":")),
                valid_from=date.fromisoformat(link["from"]),
                valid_until=_day(link["until"]),
            )
            for link in document["links"]
        ]
        return people.load_firms_and_agents(
            actor=self._loader, firms=firms, agents=agents, people=keys
        )

    def _load_accounts(
        self, staff: dict[str, Any], citizens: dict[str, Any], keys: dict[str, UUID]
    ) -> dict[str, UUID]:
        lines = [
            AccountLine(
                login=row["login"],
                kind=kind,
                person_id=keys[row["person"]],
                password=self._passwords.get(row["login"], ""),
            )
            for kind, document in (("staff", staff), ("citizen", citizens))
            for row in document["logins"]
        ]
        return people.load_accounts(actor=self._loader, accounts=lines)

    def _load_postings(self, staff: dict[str, Any], keys: dict[str, UUID]) -> int:
        bodies = {row.code: row.body_id for row in list_bodies(actor=self._loader)}
        windows = {
            (venue.code, window.number): window.window_id
            for venue in list_venues(actor=self._loader)
            for window in list_windows(actor=self._loader, venue_id=venue.venue_id)
        }
        lines = [
            PostingLine(
                person_id=keys[row["person"]],
                body_id=bodies[row["body"]],
                role=row["role"],
                valid_from=date.fromisoformat(row["from"]),
                valid_until=_day(row["until"]),
                # A township's window is not in the list of windows: the posting is.
                window_id=windows.get((row["venue"], row["window"])),
            )
            for row in staff["postings"]
        ]
        return people.load_postings(actor=self._loader, postings=lines)

    def _load_items(
        self, staff: dict[str, Any], logins: dict[str, UUID]
    ) -> dict[str, int]:
        drafter = self._in_office("catalogue_drafter", staff, logins)
        publisher = self._in_office("catalogue_publisher", staff, logins)
        published, items = 0, {}
        paths = sorted((self._folder / "items").glob("*.json"))
        for path in paths:
            document = json.loads(path.read_text(encoding="utf-8"))
            published += self._publish(document, drafter, publisher)
            code = document["handling_code"]
            item_id = find_item_id(actor=publisher, handling_code=code)
            items[document["basic_code"]] = item_id
        self._register_authority(publisher, items)
        return {
            "items_published": published,
            "items_unchanged": len(paths) - published,
        }

    def _publish(
        self, document: dict[str, Any], drafter: Actor, publisher: Actor
    ) -> bool:
        """Publish the document unless it is; two people, as for every item."""
        outcome = import_guide(
            actor=drafter, guide=document, org=document["org"], at=self._at
        )
        if outcome.draft_id is None:
            raise Invalid({document["name"]: outcome.findings[0].message})
        draft = get_draft(actor=drafter, draft_id=outcome.draft_id)
        if draft.published_version is not None:
            return False
        # A later text of an item that is in force can only count from today.
        code = document["handling_code"]
        is_first = find_item_id(actor=publisher, handling_code=code) is None
        publish_draft(
            actor=publisher,
            draft_id=draft.draft_id,
            effective_on=EFFECTIVE_ON if is_first else self._today,
            at=self._at,
        )
        return True

    def _register_authority(
        self, publisher: Actor, items: dict[str, UUID | None]
    ) -> None:
        bodies = {row.code: row.body_id for row in list_bodies(actor=publisher)}
        venues = {row.code: row.venue_id for row in list_venues(actor=publisher)}
        for row in self._document("delegations.json")["delegations"]:
            for power in _POWERS[row["kind"]]:
                register_delegation(
                    actor=publisher,
                    item_id=_item(items, row["item"]),
                    to_body_id=bodies[row["to_body"]],
                    power=power,
                    document_number=row["document_number"],
                    valid_from=date.fromisoformat(row["from"]),
                    valid_until=_day(row["until"]),
                )
        for row in self._document("intake_modes.json")["intake_modes"]:
            register_intake_mode(
                actor=publisher,
                item_id=_item(items, row["item"]),
                venue_id=venues[row["venue"]],
                mode=row["mode"],
                valid_from=date.fromisoformat(row["from"]),
                valid_until=_day(row["until"]),
            )

    def _in_office(
        self, role: str, staff: dict[str, Any], logins: dict[str, UUID]
    ) -> Actor:
        """The first person posted in the role, as if signed in."""
        person = next(row["person"] for row in staff["postings"] if row["role"] == role)
        login = next(row["login"] for row in staff["logins"] if row["person"] == person)
        return get_actor(account_id=logins[login], today=self._today)

    def _rows(self, name: str) -> list[dict[str, str]]:
        with (self._folder / name).open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    def _document(self, name: str) -> dict[str, Any]:
        text = (self._folder / name).read_text(encoding="utf-8")
        document: dict[str, Any] = json.loads(text)
        return document


def _region(row: dict[str, str]) -> RegionLine:
    return RegionLine(
        code=row["code"],
        name=row["name"],
        level=row["level"],
        kind=row["kind"],
        parent=row["parent"],
        valid_from=date.fromisoformat(row["valid_from"]),
    )


def _person(row: dict[str, str]) -> PersonLine:
    return PersonLine(
        key=row["key"],
        name=row["name"],
        id_kind=row["id_type"],
        id_number=row["id_number"],
        phone=row["phone"],
        address=row["address"],
    )


def _item(items: dict[str, UUID | None], basic_code: str) -> UUID:
    item_id = items.get(basic_code)
    if item_id is None:
        raise Invalid({basic_code: "示例数据里没有这个事项，请核对 items 目录。"})
    return item_id


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _without(row: dict[str, str], *names: str) -> dict[str, str]:
    return {name: value for name, value in row.items() if name not in names}
