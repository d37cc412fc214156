"""Lists of the sample folder: drafted, reviewed and published by the same five people."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from tongban.capabilities.catalogue.queries import list_guides, list_taken_in
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.lists import commands, queries
from tongban.capabilities.lists.types import Entry, LegalBasis, ReleaseCard
from tongban.capabilities.orgs.queries import (
    find_body,
    list_venues,
    list_window_classes,
)
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
Place = tuple[str, UUID | None, UUID | None]


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
        self._classes = {
            one.code: one.window_class_id
            for one in list_window_classes(actor=self._drafter)
        }
        self._guides: dict[str, Guide] = {}
        done = Counter(
            _place_of(one)
            for one in queries.list_published(actor=self._drafter, limit=_MOST)
        )
        self._waiting = {
            _place_of(one): one
            for one in queries.list_open_releases(actor=self._drafter)
        }
        published = 0
        for spec in document["lists"]:
            place = self._place(spec)
            if done[place]:
                done[place] -= 1
                continue
            self._load_one(spec, place)
            published += 1
        self._class_windows(document.get("windows", []))
        self._keep_powers(document.get("powers", []))
        return published

    def _place(self, spec: dict[str, Any]) -> Place:
        """What the release is of: its kind, hall and class of windows."""
        venue = self._venues.get(spec.get("venue", ""))
        return spec["kind"], venue, self._classes.get(spec.get("window_class", ""))

    def _class_windows(self, specs: list[dict[str, Any]]) -> None:
        """Each window from its day on; one that is of a class already stays as it is."""
        publisher = self._who("to_publish")
        for spec in specs:
            day = date.fromisoformat(spec["effective_on"])
            duties = queries.list_window_duties(
                actor=publisher, venue_id=self._venues[spec["venue"]], day=day
            )
            window = next(one for one in duties if one.number == spec["window"])
            if window.since is None:
                commands.class_window(
                    actor=publisher,
                    window_id=window.window_id,
                    window_class_id=self._classes[spec["window_class"]],
                    effective_on=day,
                    at=self._at,
                )

    def _keep_powers(self, specs: list[dict[str, Any]]) -> None:
        """What each hall does itself, by how it takes a resident item in."""
        publisher = self._who("to_publish")
        for spec in specs:
            day = date.fromisoformat(spec["effective_on"])
            taken = {
                (one.item_id, one.venue_id): one.mode
                for one in list_taken_in(actor=publisher, day=day)
            }
            for card in queries.list_powers(
                actor=publisher, day=day, venue_id=self._venues[spec["venue"]]
            ):
                mode = taken.get((card.item_id, card.venue_id), "")
                if mode in spec["powers"] and card.since is None:
                    commands.keep_power(
                        actor=publisher,
                        item_id=card.item_id,
                        venue_id=card.venue_id,
                        powers=spec["powers"][mode],
                        document_number=spec["document_number"],
                        effective_on=day,
                        at=self._at,
                    )

    def _load_one(self, spec: dict[str, Any], place: Place) -> None:
        card = self._draft(spec, place)
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

    def _draft(self, spec: dict[str, Any], place: Place) -> ReleaseCard:
        # By the guides of the day from which it is in force, whenever it is loaded.
        day = date.fromisoformat(spec["effective_on"])
        if spec.get("entries") or spec.get("without"):
            guides = list_guides(actor=self._drafter, day=day)
            self._guides = {guide.basic_code: guide for guide in guides}
        held = self._waiting.pop(place, None)
        if held is not None:
            return held
        card = commands.draft_release(
            actor=self._drafter,
            kind=spec["kind"],
            body_id=self._body_id,
            basis=LegalBasis(**spec["basis"]),
            title=spec.get("title", ""),
            venue_id=place[1],
            window_class_id=place[2],
            papers=spec.get("papers", {}),
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


def _place_of(card: ReleaseCard) -> Place:
    return card.kind, card.venue_id, card.window_class_id


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
