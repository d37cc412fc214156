"""Lists of the sample folder: drafted, reviewed and published by the same five people."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from tongban.capabilities.catalogue.queries import list_guides
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.lists import commands, queries
from tongban.capabilities.lists.types import Entry, LegalBasis, ReleaseCard
from tongban.capabilities.orgs.queries import find_body, list_venues
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor

_MOST = 10_000
_STAGES = ("first_review", "legality", "gatekeeping")
# Who does each of the five acts, and whether at the body that compiles.
_ROLES = {
    "drafting": ("catalogue_drafter", True),
    "first_review": ("catalogue_first_reviewer", True),
    "legality": ("catalogue_legality_reviewer", False),
    "gatekeeping": ("catalogue_gatekeeper", False),
    "to_publish": ("catalogue_publisher", False),
}
InOffice = Callable[[str, str | None], Actor]


class SampleLists:
    """The lists of one folder; loading them again changes nothing."""

    def __init__(self, folder: Path, in_office: InOffice, *, at: datetime) -> None:
        """`in_office` finds who holds a role at a body, signed in."""
        self._path = folder / "lists.json"
        self._in_office = in_office
        self._at = at

    def load(self) -> int:
        """Publish what is not published yet; a folder without lists has none."""
        if not self._path.exists():
            return 0
        document = json.loads(self._path.read_text(encoding="utf-8"))
        self._body = document["body"]
        self._drafter = self._who("drafting")
        body = find_body(actor=self._drafter, code=self._body)
        if body is None:
            raise Invalid({self._body: "示例数据里没有这个单位，请核对 lists.json。"})
        self._body_id = body.body_id
        self._venues = {
            one.code: one.venue_id for one in list_venues(actor=self._drafter)
        }
        self._guides: dict[str, Guide] = {}
        done = Counter(
            (one.kind, one.venue_id)
            for one in queries.list_published(actor=self._drafter, limit=_MOST)
        )
        self._waiting = {
            (one.kind, one.venue_id): one
            for one in queries.list_open_releases(actor=self._drafter)
        }
        published = 0
        for spec in document["lists"]:
            place = spec["kind"], self._venues.get(spec.get("venue", ""))
            if done[place]:
                done[place] -= 1
                continue
            self._load_one(spec, place[1])
            published += 1
        return published

    def _load_one(self, spec: dict[str, Any], venue_id: UUID | None) -> None:
        card = self._draft(spec, venue_id)
        digest, stages = card.digest, _left(card.stage)
        # A load that was interrupted goes on where it stood.
        if card.stage in {"drafting", "sent_back"}:
            stages = _STAGES
            digest = commands.hand_in_release(
                actor=self._drafter, release_id=card.release_id, at=self._at
            )
        for stage in stages:
            commands.review_release(
                actor=self._who(stage),
                release_id=card.release_id,
                stage=stage,
                outcome="passed",
                opinion="",
                digest=digest,
                at=self._at,
            )
        commands.publish_release(
            actor=self._who("to_publish"),
            release_id=card.release_id,
            effective_on=date.fromisoformat(spec["effective_on"]),
            at=self._at,
        )

    def _draft(self, spec: dict[str, Any], venue_id: UUID | None) -> ReleaseCard:
        # By the guides of the day from which it is in force, whenever it is loaded.
        day = date.fromisoformat(spec["effective_on"])
        if spec.get("entries") or spec.get("without"):
            guides = list_guides(actor=self._drafter, day=day)
            self._guides = {guide.basic_code: guide for guide in guides}
        held = self._waiting.pop((spec["kind"], venue_id), None)
        if held is not None:
            return held
        card = commands.draft_release(
            actor=self._drafter,
            kind=spec["kind"],
            body_id=self._body_id,
            basis=LegalBasis(**spec["basis"]),
            title=spec.get("title", ""),
            venue_id=venue_id,
            day=day,
            at=self._at,
        )
        for row in spec.get("entries", []):
            entry = self._entry(row)
            if entry is not None:
                commands.add_entry(
                    actor=self._drafter,
                    release_id=card.release_id,
                    entry=entry,
                    day=day,
                    at=self._at,
                )
        if spec.get("without"):
            self._leave_out(card, spec["without"])
        return card

    def _entry(self, row: dict[str, Any]) -> Entry | None:
        """The row as an entry; none where the folder's items say otherwise by now."""
        said = {
            "reason": row["reason"],
            "basis": row.get("basis", ""),
            "terms": row.get("terms", {}),
        }
        if "proof" in row:
            asked = _asking(self._guides.values(), row["proof"])
            return Entry(row["proof"], **said) if asked == {False} else None
        guide = self._guides.get(row["item"])
        return Entry(guide.handling_code, **said) if guide else None

    def _leave_out(self, card: ReleaseCard, basic_codes: list[str]) -> None:
        """A first batch holds less than what is possible by now."""
        codes = {
            self._guides[one].handling_code
            for one in basic_codes
            if one in self._guides
        }
        page = queries.list_rows(
            actor=self._drafter,
            release_id=card.release_id,
            kind=card.kind,
            limit=_MOST,
        )
        for row in page.rows:
            if row.code in codes:
                commands.remove_entry(
                    actor=self._drafter,
                    release_id=card.release_id,
                    row_id=row.row_id,
                    at=self._at,
                )

    def _who(self, stage: str) -> Actor:
        role, is_at_the_body = _ROLES[stage]
        return self._in_office(role, self._body if is_at_the_body else None)


def _left(stage: str) -> tuple[str, ...]:
    """The reviews that are still to come for what was handed in."""
    return _STAGES[_STAGES.index(stage) :] if stage in _STAGES else ()


def _asking(guides: Iterable[Guide], code: str) -> set[bool]:
    """Whether the guides that know a material ask it of people; empty where none knows it."""
    return {
        not row.is_waived
        for guide in guides
        for row in guide.materials
        if row.details.get("catalogue_code") == code
    }
