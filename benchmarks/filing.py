"""A citizen inside an installation who files an example application again and again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.cases import commands
from tongban.capabilities.cases.types import (
    Filing,
    MaterialEntry,
    PartyEntry,
    Receipt,
)
from tongban.capabilities.catalogue.queries import get_guide, search_items
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.materials.commands import hand_in
from tongban.capabilities.orgs.queries import list_cities
from tongban.capabilities.people.queries import (
    find_account,
    get_actor,
    get_own_card,
    list_own_firms,
)
from tongban.faces.cli.touring.example import (
    ITEM_WORDS,
    MATERIALS,
    PDF,
    filing,
)
from tongban.plumbing.access.actor import Actor, anonymous
from tongban.plumbing.database.keys import new_key


@dataclass(frozen=True)
class Example:
    """An item, and what is answered there in place of the usual example's answers."""

    words: str
    situations: Mapping[str, str] | None = None
    materials: tuple[str, ...] = MATERIALS

    def body(
        self, version_id: UUID, own: Mapping[str, Any], uploads: Mapping[str, str]
    ) -> dict[str, Any]:
        """The application by this citizen for his firm."""
        body = filing({"version_id": str(version_id)}, own, uploads)
        if self.situations is None:
            return body
        return body | {"situations": self.situations, "values": _of_a_lift(own)}


USUAL: Final = Example(ITEM_WORDS)
# Promised like the usual one, with as many papers to hand in.
WITHOUT_SPECIAL_STEPS: Final = Example(
    "特种设备使用登记", {"s1": "lift", "s2": "new", "s3": "self"}, ("m4", "m5")
)


class Filer:
    """A citizen with two stored files who files again and again."""

    def __init__(self, login: str, example: Example = USUAL) -> None:
        """Read the guide, hand the files in."""
        self.actor = actor_of(login)
        at = datetime.now(UTC)
        today = at.date()
        found = search_items(actor=self.actor, text=example.words, day=today)
        self.guide: Guide = get_guide(actor=self.actor, version_id=found[0].version_id)
        types = {row.key: row.material_type_id for row in self.guide.materials}
        uploads = {key: str(self._hand_in(types[key], at)) for key in example.materials}
        own = _own(self.actor, at)
        body = self._body = example.body(self.guide.version_id, own, uploads)
        self._parties = tuple(PartyEntry(**row) for row in body["parties"])

    def file(self) -> Receipt:
        """File once more, under a key of its own."""
        body = self._body
        filing = Filing(
            version_id=UUID(body["version_id"]),
            situations=body["situations"],
            values=body["values"],
            parties=self._parties,
            materials=tuple(
                MaterialEntry(row["key"], row["received_form"], UUID(row["upload_id"]))
                for row in body["materials"]
            ),
            idempotency_key=str(new_key()),
            firm_id=UUID(body["firm_id"]),
        )
        return commands.file_application(
            actor=self.actor, filing=filing, channel="api", at=datetime.now(UTC)
        )

    def _hand_in(self, material_type: UUID, at: datetime) -> UUID:
        card = hand_in(
            actor=self.actor,
            material_type_id=material_type,
            content=PDF,
            name="材料.pdf",
            declared_type="application/pdf",
            at=at - timedelta(seconds=1),
        )
        return card.upload_id


def nobody() -> Actor:
    """Somebody who has not signed in."""
    return anonymous(list_cities()[0])


def account_of(login: str) -> UUID | None:
    """The account of this login."""
    return find_account(actor=nobody(), login=login)


def actor_of(login: str) -> Actor:
    """The actor of this login, with today's rights."""
    account = account_of(login)
    if account is None:
        raise RuntimeError(f"no account {login}")
    return get_actor(account_id=account, today=datetime.now(UTC).date())


def _own(actor: Actor, at: datetime) -> dict[str, Any]:
    """What the register knows of this citizen and his first firm."""
    card = get_own_card(actor=actor)
    firm = list_own_firms(actor=actor, today=at.date())[0]
    return {
        "name": card.name,
        "id_kind": card.id_kind,
        "id_number": card.id_number,
        "phone": card.phone,
        "firms": [
            {
                "firm_id": str(firm.firm_id),
                "name": firm.name,
                "uscc": firm.uscc,
                "address": firm.address,
            }
        ],
    }


def _of_a_lift(own: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of a firm that puts a lift into use."""
    firm = own["firms"][0]
    return {
        "firm_name": firm["name"],
        "firm_uscc": firm["uscc"],
        "firm_address": firm["address"],
        "legal_representative": own["name"],
        "contact_name": own["name"],
        "contact_id_type": own["id_kind"],
        "contact_id_number": own["id_number"],
        "contact_phone": own["phone"],
        "device_kind": "lift",
        "factory_number": "DT20260713008",
        "made_on": "2026-07-13",
        "device_place": firm["address"],
        "used_since": "2026-11-02",
    }
