"""Items of the sample folder: published by five people, with intake modes and delegations."""

from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.catalogue.commands import (
    hand_in_draft,
    import_guides,
    load_usual_synonyms,
    publish_draft,
    register_delegation,
    register_intake_mode,
    review_draft,
    take_in_materials,
)
from tongban.capabilities.catalogue.commands.take_in_materials import entries_of
from tongban.capabilities.catalogue.permissions import TAKE_IN_MATERIALS
from tongban.capabilities.catalogue.queries import find_item_id, get_draft
from tongban.capabilities.catalogue.types import DraftCard
from tongban.capabilities.catalogue.types.catalogue_materials import NewMaterial
from tongban.capabilities.orgs.queries import (
    list_bodies,
    list_venues,
    system_actor_for_city,
)
from tongban.capabilities.people.queries import get_actor
from tongban.faces.cli.sample_baselines import load_baselines
from tongban.faces.cli.sample_directory import load_directory
from tongban.faces.cli.sample_documents import SampleDocuments
from tongban.faces.cli.sample_lists import SampleLists
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import together

# The items were in force before the city's story begins.
EFFECTIVE_ON: Final = date(2024, 1, 2)
# Who reviews at which stage, and whether at the body that drafts.
_REVIEWERS: Final = (
    ("first_review", "catalogue_first_reviewer", True),
    ("legality", "catalogue_legality_reviewer", False),
    ("gatekeeping", "catalogue_gatekeeper", False),
)
# Few commits, and little to do again where a load is interrupted.
_AT_ONCE: Final = 50
_POWERS: Final = {"acceptance": ("accept",), "decision": ("accept", "decide")}

Document = dict[str, Any]


class SampleItems:
    """The items of one folder; loading them again changes nothing."""

    def __init__(self, folder: Path, *, today: date, at: datetime) -> None:
        self._folder = folder
        self._today = today
        self._at = at
        self._actors: dict[str, Actor] = {}

    def load(self, staff: dict[str, Any], logins: dict[str, UUID]) -> dict[str, int]:
        """Publish what is not in force yet, and register who may accept it where."""
        self._staff, self._logins = staff, logins
        drafter = self._in_office("catalogue_drafter")
        publisher = self._in_office("catalogue_publisher")
        load_usual_synonyms(actor=publisher, at=self._at)
        told = SampleDocuments(self._folder)
        documents = list(told.items.values())
        # What a sample city asks for stands in its catalogue from the beginning.
        take_in_materials(
            actor=system_actor_for_city(
                name="sample",
                city=publisher.city,
                grants=frozenset({(TAKE_IN_MATERIALS, None)}),
            ),
            # What the city's own catalogue says of a paper counts before an item's words.
            entries=[*entries_of(documents), *_everyday(told)],
            at=self._at,
        )
        directory = load_directory(
            told,
            publisher=publisher,
            drafter=drafter,
            at=self._at,
        )
        published, items = 0, {}
        for at in range(0, len(documents), _AT_ONCE):
            part = documents[at : at + _AT_ONCE]
            published += self._publish(part, drafter, publisher)
        with together(publisher):
            for document in documents:
                code = document["handling_code"]
                item_id = find_item_id(actor=publisher, handling_code=code)
                items[document["basic_code"]] = item_id
            self._register_authority(told, publisher, items)
        lists = SampleLists(self._folder, self._in_office, at=self._at)
        return directory | {
            "items_published": published,
            "items_unchanged": len(documents) - published,
            "lists_published": lists.load(),
            "baselines": load_baselines(self._folder, publisher, at=self._at),
        }

    def _publish(
        self, documents: list[Document], drafter: Actor, publisher: Actor
    ) -> int:
        """Publish those that are not; five people, as for every item. How many were new.

        Each person does his part of all of them in one transaction: the same commands,
        rules and traces, with one commit instead of one for each item.
        """
        with together(drafter):
            cards = self._hand_in(documents, drafter)
        opened = [
            (document, card)
            for document, card in zip(documents, cards, strict=True)
            if card.published_version is None
        ]
        for stage, role, is_at_the_body in _REVIEWERS:
            self._review(stage, role, opened, is_at_the_body=is_at_the_body)
        with together(publisher):
            for document, card in opened:
                # A later text of an item that is in force can only count from today.
                code = document["handling_code"]
                is_first = find_item_id(actor=publisher, handling_code=code) is None
                publish_draft(
                    actor=publisher,
                    draft_id=card.draft_id,
                    effective_on=EFFECTIVE_ON if is_first else self._today,
                    at=self._at,
                )
        return len(opened)

    def _hand_in(self, documents: list[Document], drafter: Actor) -> list[DraftCard]:
        """The drafts of the documents, handed in unless they were before."""
        outcomes = import_guides(
            actor=drafter, guides=documents, org=documents[0]["org"], at=self._at
        )
        cards = []
        for document, outcome in zip(documents, outcomes, strict=True):
            if outcome.draft_id is None:
                raise Invalid({document["name"]: outcome.findings[0].message})
            card = get_draft(actor=drafter, draft_id=outcome.draft_id)
            # A load that was interrupted goes on where it stood.
            if card.published_version is None and not card.number:
                hand_in_draft(actor=drafter, draft_id=card.draft_id, at=self._at)
                card = get_draft(actor=drafter, draft_id=card.draft_id)
            cards.append(card)
        return cards

    def _register_authority(
        self,
        told: SampleDocuments,
        publisher: Actor,
        items: dict[str, UUID | None],
    ) -> None:
        bodies = {row.code: row.body_id for row in list_bodies(actor=publisher)}
        venues = {row.code: row.venue_id for row in list_venues(actor=publisher)}
        for row in told.delegations():
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
        for row in told.intake_modes():
            register_intake_mode(
                actor=publisher,
                item_id=_item(items, row["item"]),
                venue_id=venues[row["venue"]],
                mode=row["mode"],
                valid_from=date.fromisoformat(row["from"]),
                valid_until=day_of(row["until"]),
            )

    def _review(
        self,
        stage: str,
        role: str,
        drafts: list[tuple[Document, DraftCard]],
        *,
        is_at_the_body: bool,
    ) -> None:
        waiting: dict[Actor, list[DraftCard]] = {}
        for document, card in drafts:
            if stage not in {review.stage for review in card.reviews}:
                body = document["org"] if is_at_the_body else None
                waiting.setdefault(self._in_office(role, body), []).append(card)
        for reviewer, cards in waiting.items():
            with together(reviewer):
                for card in cards:
                    review_draft(
                        actor=reviewer,
                        draft_id=card.draft_id,
                        stage=stage,
                        outcome="passed",
                        opinion="",
                        digest=card.digest,
                        at=self._at,
                    )

    def _in_office(self, role: str, body: str | None = None) -> Actor:
        """The first person posted in the role, at that body if one is named, signed in."""
        person = next(
            (
                row["person"]
                for row in self._staff["postings"]
                if row["role"] == role and body in {None, row["body"]}
            ),
            None,
        )
        if person is None:
            raise Invalid(
                {
                    role: f"示例数据里 {body or '本市'} 没有人在这个岗位上，"
                    "请在 staff.json 的 postings 里补一条。"
                }
            )
        if person not in self._actors:
            login = next(
                row["login"] for row in self._staff["logins"] if row["person"] == person
            )
            self._actors[person] = get_actor(
                account_id=self._logins[login], today=self._today
            )
        return self._actors[person]


def day_of(text: str | None) -> date | None:
    """A day of the files; none where it is open."""
    return date.fromisoformat(text) if text else None


def _item(items: dict[str, UUID | None], basic_code: str) -> UUID:
    item_id = items.get(basic_code)
    if item_id is None:
        raise Invalid({basic_code: "示例数据里没有这个事项，请核对 items 目录。"})
    return item_id


def _everyday(told: SampleDocuments) -> list[NewMaterial]:
    return [
        NewMaterial(
            row["code"], row["name"], row["kind"], row["issuer"], tuple(row["aliases"])
        )
        for row in told.materials()
    ]
