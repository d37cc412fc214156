"""The small world that is attacked: its keys, its people, and lawful rows about them."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.deeds import Deed, Move, Who
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.database.keys import new_key

CITY, OTHER_CITY = "699900", "699901"
STATES = (
    "draft",
    "submitted",
    "correcting",
    "accepted",
    "reviewed",
    "granted",
    "refused",
    "not_accepted",
    "dispatched",
    "delivered",
    "withdrawn",
)
# The items that cases are made of, by how they are taken in at the hall.
TAKEN_IN = {
    "collect": "collect",
    "entrusted": "entrusted_acceptance",
    "own": "department_own",
    "instant": "instant",
}
# The place of the material that the guide waives.
WAIVED = 3
# The places of the conditions of which one is enough, and the key of their group.
GROUPED = (4, 5)
GROUP = "g1"
PARTS = ("basis", "condition", "situation", "material", "step", "fee", "party_role")
# The special steps of the item "checked", by their place: one that is counted and always
# made, and one whose time is not counted and that only some cases need.
SPECIAL = {
    2: {"is_special": True, "name": "现场核查"},
    3: {"is_special": True, "name": "听证", "counts": False, "only_if": "有人要求"}
    | {"limit_value": 5},
}
# What an applicant types in, and how a result may reach them.
FORM = {
    "pages": [{"key": "p", "fields": [{"name": "shop_name"}, {"name": "floor_space"}]}]
}
RESULT = {"delivery": ["pickup", "post"]}
PAPER_OF = {
    "submitted": "receipt",
    "correction_asked": "correction",
    "accepted": "acceptance",
    "not_accepted": "non_acceptance",
    "granted": "decision_granted",
    "refused": "decision_refused",
}


@dataclass(frozen=True)
class Case:
    """One case of the world as it stands."""

    case_id: UUID
    application_id: UUID
    item: str
    version: UUID
    state: str = "draft"
    last_seq: int = 0
    events: dict[str, UUID] = field(default_factory=dict, hash=False)


@dataclass
class Names:
    """Keys by name. `now` is the database's clock when the world was made."""

    now: datetime
    ids: dict[str, UUID] = field(default_factory=dict)
    who: dict[str, Who] = field(default_factory=dict)
    cases: dict[tuple[str, str], Case] = field(default_factory=dict)
    texts: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day in the office's zone."""
        return self.now.astimezone(OFFICE_ZONE).date()

    def day(self, distance: int) -> date:
        """Some days from today."""
        return self.today + timedelta(days=distance)

    def key(self, name: str) -> UUID:
        """The key of that name, made when it is first asked for."""
        return self.ids.setdefault(name, new_key())

    def case(self, item: str, state: str) -> Case:
        """A case of that item in that state."""
        return self.cases[item, state]

    def is_at_hall(self, item: str) -> bool:
        """Whether its cases came over the counter of the hall."""
        return item not in {"own", "theirs"}

    def seen_by(self, name: str) -> Who:
        """That person, with every body's rows in view: an attacker may claim as much."""
        bodies = tuple(self.key(f"body:{body}") for body in ("dept", "dept2", "centre"))
        return replace(self.who[name], kind="staff", orgs=bodies)


@dataclass
class ListRows(Names):
    """Lawful rows of the list: versions, their parts, publication."""

    def version_row(self, item: str) -> dict[str, Any]:
        """A version of an item, not yet published."""
        return {
            "id": new_key(),
            "city": CITY,
            "item_id": self.key(f"item:{item}"),
            "number": 50,
            "name": "演练事项",
            "case_kind": "instant" if item.startswith("instant") else "promised",
            "statutory_value": 20,
            "statutory_unit": "working_day",
            "promised_value": 1 if item.startswith("instant") else 5,
            "promised_unit": "working_day",
            "visits": 0,
            "form_id": self.key("form"),
            "elements": Jsonb({}),
            "digest": "0" * 64,
            "drafted_by_id": self.key("person:drafter"),
        }

    def part_row(self, part: str, version: UUID, n: int = 1) -> dict[str, Any]:
        """A part of a version: the n-th basis, condition, material and so on."""
        row: dict[str, Any] = {"id": new_key(), "city": CITY, "version_id": version}
        named = {"key": f"{part[0]}{n}", "place": n}
        more: dict[str, dict[str, Any]] = {
            "basis": {
                "place": n,
                "title": "某法",
                "document_number": "",
                "article": "第一条",
                "text": "",
                "authority": "",
            },
            "condition": named
            | {"text": "条件", "group_key": GROUP if n in GROUPED else ""}
            | {"is_any": n in GROUPED},
            "situation": named | {"question": "问", "help": "", "options": Jsonb([])},
            "material": named
            | {"material_type_id": self.key("material_type"), "name": "材料"}
            | {"necessity": "optional", "form": "either", "trust": "C"}
            | {"is_waived": n == WAIVED, "when": Jsonb([])}
            | {"details": Jsonb({"catalogue_code": "m"})},
            "step": named
            | {"name": "审查", "role": "", "standard": "", "limit_value": 0}
            | {
                "limit_unit": "working_day",
                "is_special": False,
                "counts": True,
                "only_if": "",
                "basis": "",
            },
            "fee": named
            | {"name": "费", "amount_fen": 8000, "standard": "某标准"}
            | {"basis": "某法第一条", "waiver": ""},
            "party_role": {
                "role": f"role{n}",
                "place": n,
                "label": "人",
                "fewest": 0,
                "most": 9,
            },
        }
        return row | more[part]

    def publication(self, version: str, item: str) -> Move:
        """Publishing a version from tomorrow on."""
        publisher = self.who["publisher"]
        row = {
            "id": new_key(),
            "city": CITY,
            "item_id": self.key(f"item:{item}"),
            "version_id": self.key(f"version:{version}"),
            "submission_id": self.key(f"submission:{version}"),
            "effective_on": self.day(31),
            "drafted_by_id": self.key("person:drafter"),
            "published_by_id": publisher.person,
            "published_at": self.now,
            "digest": "0" * 64,
        }
        return Move(publisher, Deed("item_publication", row))


@dataclass
class World(ListRows):
    """Lawful rows of applications and cases, as the right person writes them."""

    def application(self, item: str, version: str | None = None) -> Move:
        """An application for an item: at the hall by the clerk, else by the citizen."""
        at_hall = self.is_at_hall(item)
        row: dict[str, Any] = {
            "id": new_key(),
            "city": CITY,
            "version_id": self.key(f"version:{version or item}"),
            "channel": "window" if at_hall else "web",
            "submitted_by_id": self.key("person:citizen"),
            "filed_at": self.now,
            "filed_on": self.today,
            "situations": Jsonb({}),
            "idempotency_key": str(new_key()),
            "origin_system": "",
            "origin_id": "",
        }
        if at_hall:
            row["venue_id"] = self.key("venue:hall")
            row["taken_in_by_body_id"] = self.key("body:centre")
        who = self.who["clerk" if at_hall else "citizen"]
        return Move(who, Deed("application", row))

    def new_case(self, filed: Move, item: str) -> Move:
        """The case for an application that is filed just before."""
        row = filed.deed.row
        case: dict[str, Any] = {
            "id": new_key(),
            "city": row["city"],
            "application_id": row["id"],
            "version_id": row["version_id"],
            "item_id": self.key(f"item:{item}"),
            "case_kind": "promised",
            "number": str(new_key())[-24:],
            "body_id": self.key("body:dept"),
            "handled_by": "us",
            "filed_on": row["filed_on"],
            "state": "draft",
            "last_seq": 0,
            "is_provisional": False,
            "origin_id": "",
        }
        if "venue_id" in row:
            case["venue_id"] = row["venue_id"]
            case["received_body_id"] = row["taken_in_by_body_id"]
        return Move(filed.who, Deed("case", case), ((filed.who, filed.deed),))

    def actor_for(self, case: Case, kind: str) -> tuple[Who, UUID | None]:
        """Who takes that step lawfully, and for which body."""
        centre, dept = self.key("body:centre"), self.key("body:dept")
        if case.item == "theirs":
            return self.who["connector"], None
        at_hall = self.is_at_hall(case.item)
        if kind in {"corrected", "withdrawn"} or (kind == "submitted" and not at_hall):
            return self.who["citizen"], None
        front = kind in {"submitted", "delivered", "dispatched"} and at_hall
        if kind in {"accepted", "not_accepted", "correction_asked"}:
            front = case.item in {"entrusted", "instant"}
            return (self.who["clerk"], centre) if front else (self.who["officer"], dept)
        if front or (kind in {"granted", "refused"} and case.item == "instant"):
            return self.who["clerk"], centre
        of_review = kind in {"reviewed", "special_begun", "special_ended"}
        return self.who["officer" if of_review else "approver"], dept

    def event(self, case: Case, kind: str) -> Move:
        """The event that would come next, as the right person writes it."""
        who, body = self.actor_for(case, kind)
        theirs = case.item == "theirs"
        facts = {}
        if kind == "accepted":
            facts = {
                "promised_due_on": str(self.day(7)),
                "statutory_due_on": str(self.day(28)),
            }
        row = {
            "id": new_key(),
            "city": CITY,
            "case_id": case.case_id,
            "seq": case.last_seq + 1,
            "kind": kind,
            "occurred_at": self.now,
            "recorded_at": self.now,
            "source": "elsewhere" if theirs else "us",
            "actor_person": who.person,
            "actor_name": "",
            "acting_body": body,
            "facts": Jsonb(facts),
        }
        return Move(who, Deed("case_event", row))

    def of_case(self, case: Case, part: str, n: int = 1) -> Move:
        """A material, condition, step or fee of the guide, added to the case."""
        officer = self.who["officer"]
        row: dict[str, Any] = {
            "id": new_key(),
            "city": CITY,
            "case_id": case.case_id,
            "version_id": case.version,
            f"{part}_id": self.key(f"{part}:{case.item}:{n}"),
        }
        if part == "material":
            row |= {"received_form": "original_seen", "copies": 1, "round": 0}
            row |= {"received_at": self.now, "received_by": officer.person}
        elif part == "condition":
            row |= {"is_met": True, "judged_by": officer.person, "judged_at": self.now}
        elif part == "step":
            row |= {"taken_by": officer.person, "taken_at": self.now, "opinion": ""}
        else:
            row |= {"amount_fen": 8000, "asked_at": self.now}
        return Move(officer, Deed(f"case_{part}", row))

    def paper(self, case: Case, kind: str) -> Move:
        """The paper of an event that happened, by who did it."""
        who, _ = self.actor_for(case, kind)
        row = {
            "id": new_key(),
            "city": CITY,
            "case_id": case.case_id,
            "event_id": case.events[kind],
            "kind": PAPER_OF[kind],
            "number": str(new_key()),
            "layout": PAPER_OF[kind],
            "facts": Jsonb({}),
            "issued_at": self.now,
            "issued_by": who.person,
        }
        return Move(who, Deed("paper", row))

    def party(self, case: Case) -> Move:
        """One more party of an application that is not submitted yet."""
        row = {
            "id": new_key(),
            "city": CITY,
            "application_id": case.application_id,
            "version_id": case.version,
            "role": "applicant",
            "place": 7,
            "kind": "natural",
            "name": "李四",
            "id_kind": "citizen_id",
            "id_number": "x",
            "id_key": "y",
            "phone": "",
            "address": "",
            "mandate": "",
        }
        who, _ = self.actor_for(case, "submitted")
        return Move(who, Deed("party", row))
