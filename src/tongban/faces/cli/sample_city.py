"""The files of the sample folder, and the order in which the commands take them in."""

import csv
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.orgs import commands as orgs
from tongban.capabilities.orgs.permissions import DRAFT_CHANGE, LOAD_ORGS
from tongban.capabilities.orgs.queries import (
    list_bodies,
    list_region_keys,
    list_rollout,
    list_venues,
    list_windows,
)
from tongban.capabilities.orgs.types import (
    BodyLine,
    CityLine,
    PilotLine,
    RegionLine,
    VenueLine,
    WindowClassLine,
    WindowLine,
)
from tongban.capabilities.people import commands as people
from tongban.capabilities.people.permissions import LOAD_PEOPLE
from tongban.capabilities.people.types import (
    AccountLine,
    AgentLine,
    FirmLine,
    PersonLine,
    PostingLine,
)
from tongban.faces.cli.sample_agency import load_agency
from tongban.faces.cli.sample_incidents import load_incident_plan
from tongban.faces.cli.sample_items import SampleItems, day_of
from tongban.faces.cli.sample_networks import load_networks
from tongban.faces.cli.sample_privacy import load_assessments, load_privacy
from tongban.ground.clock import china_calendar
from tongban.plumbing.access.actor import system

CITY_LEVEL: Final = "city"
# What two people of the city draft and publish, by what is counted of it.
_BY_TWO: Final = {
    "privacy_texts": load_privacy,
    "sharing_assessments": load_assessments,
    "incident_plans": load_incident_plan,
}


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
        grants = frozenset(
            {(LOAD_ORGS, None), (LOAD_PEOPLE, None), (DRAFT_CHANGE, None)}
        )
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
        for name, load in _BY_TWO.items():
            counts[name] = load(
                self._folder, staff, logins, today=self._today, at=self._at
            )
        counts |= load_networks(
            self._folder, staff, logins, today=self._today, at=self._at
        )
        items = SampleItems(self._folder, today=self._today, at=self._at)
        counts |= items.load(staff, logins)
        return counts | load_agency(
            self._folder, staff, logins, today=self._today, at=self._at
        )

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
        classes = [
            WindowClassLine(
                row["code"], row["name"], row["about"], tuple(row["themes"].split())
            )
            for row in self._rows("window_classes.csv", may_lack=True)
        ]
        counts = {
            "regions": orgs.load_regions(actor=loader, regions=regions),
            "bodies": orgs.load_bodies(actor=loader, bodies=bodies),
        }
        return counts | {
            "pilots": self._load_pilots(),
            "venues_and_windows": orgs.load_venues_and_windows(
                actor=loader, venues=venues, windows=windows
            ),
            "window_classes": orgs.load_window_classes(actor=loader, classes=classes),
            "calendar_years": orgs.load_calendar(
                actor=loader, calendar=china_calendar()
            ),
        }

    def _load_pilots(self) -> int:
        """Where a measure runs; nothing where the city has said so already."""
        rows = self._rows("pilots.csv", may_lack=True)
        if not rows or list_rollout(actor=self._loader, day=self._today):
            return 0
        for row in rows:
            line = PilotLine(
                row["measure"],
                row["body"],
                row["document_number"],
                starts_on=day_of(row["starts_on"]),
                due_on=day_of(row["due_on"]),
            )
            orgs.set_pilot(actor=self._loader, line=line, at=self._at)
        return len(rows)

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
                valid_until=day_of(link["until"]),
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
        regions = list_region_keys(actor=self._loader)
        lines = [
            PostingLine(
                person_id=keys[row["person"]],
                body_id=bodies[row["body"]],
                role=row["role"],
                valid_from=date.fromisoformat(row["from"]),
                valid_until=day_of(row["until"]),
                # A township's window is not in the list of windows: the posting is.
                window_id=windows.get((row["venue"], row["window"])),
                region_id=regions.get(row.get("region", "")),
            )
            for row in staff["postings"]
        ]
        return people.load_postings(actor=self._loader, postings=lines)

    def _rows(self, name: str, *, may_lack: bool = False) -> list[dict[str, str]]:
        """The lines of a file; none where a folder may do without it and does."""
        if may_lack and not (self._folder / name).exists():
            return []
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


def _without(row: dict[str, str], *names: str) -> dict[str, str]:
    return {name: value for name, value in row.items() if name not in names}
