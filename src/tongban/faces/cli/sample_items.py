"""Items of the sample folder: published by two people, with intake modes and delegations."""

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
from tongban.capabilities.orgs.queries import list_bodies, list_venues
from tongban.capabilities.people.queries import get_actor
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor

# The items were in force before the city's story begins.
EFFECTIVE_ON: Final = date(2024, 1, 2)
_POWERS: Final = {"acceptance": ("accept",), "decision": ("accept", "decide")}


class SampleItems:
    """The items of one folder; loading them again changes nothing."""

    def __init__(self, folder: Path, *, today: date, at: datetime) -> None:
        self._folder = folder
        self._today = today
        self._at = at

    def load(self, staff: dict[str, Any], logins: dict[str, UUID]) -> dict[str, int]:
        """Publish what is not in force yet, and register who may accept it where."""
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
                    valid_until=day_of(row["until"]),
                )
        for row in self._document("intake_modes.json")["intake_modes"]:
            register_intake_mode(
                actor=publisher,
                item_id=_item(items, row["item"]),
                venue_id=venues[row["venue"]],
                mode=row["mode"],
                valid_from=date.fromisoformat(row["from"]),
                valid_until=day_of(row["until"]),
            )

    def _in_office(
        self, role: str, staff: dict[str, Any], logins: dict[str, UUID]
    ) -> Actor:
        """The first person posted in the role, as if signed in."""
        person = next(row["person"] for row in staff["postings"] if row["role"] == role)
        login = next(row["login"] for row in staff["logins"] if row["person"] == person)
        return get_actor(account_id=logins[login], today=self._today)

    def _document(self, name: str) -> dict[str, Any]:
        text = (self._folder / name).read_text(encoding="utf-8")
        document: dict[str, Any] = json.loads(text)
        return document


def day_of(text: str | None) -> date | None:
    """A day of the files; none where it is open."""
    return date.fromisoformat(text) if text else None


def _item(items: dict[str, UUID | None], basic_code: str) -> UUID:
    item_id = items.get(basic_code)
    if item_id is None:
        raise Invalid({basic_code: "示例数据里没有这个事项，请核对 items 目录。"})
    return item_id
