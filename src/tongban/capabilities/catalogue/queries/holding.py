"""What is held already of the items that a file speaks of, and by what it is recognised."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Q

from tongban.capabilities.catalogue.listing.entries import Entry, identity_of
from tongban.capabilities.catalogue.models import ItemDraft
from tongban.capabilities.orgs.queries import list_bodies, list_credit_codes
from tongban.capabilities.orgs.types import BodyCard
from tongban.plumbing.access.actor import Actor

Identity = tuple[str, str, str]
_PARTS: Final = ("name", "handling_code", "implementation_code", "basic_code")
_CELLS: Final = ("item_name", *_PARTS[1:], "department", "source_department_code")


class Bodies:
    """The bodies of the city, by their codes, names and credit codes."""

    def __init__(self, actor: Actor) -> None:
        cards = list_bodies(actor=actor)
        self.by_code = {card.code: card for card in cards}
        self._by_name: dict[str, BodyCard] = {}
        for card in cards:
            for name in (card.code, card.name, card.short_name):
                self._by_name.setdefault(name, card)
        self._by_credit_code = {
            credit: self.by_code[code]
            for credit, code in list_credit_codes(actor=actor).items()
        }

    def find(self, name: str, credit_code: str = "") -> BodyCard | None:
        """The body that a list names; its credit code tells more than its name."""
        return self._by_credit_code.get(credit_code) or self._by_name.get(name)


@dataclass(frozen=True)
class Held:
    """A draft, or what was published from it, with all by which it can be recognised."""

    draft_id: UUID
    body_id: UUID
    source_name: str
    source_digest: str
    is_published: bool
    is_superseded: bool
    is_row: bool
    identity: Identity
    from_source: Identity


class Holding:
    """The drafts of some bodies, to be asked for the ones that an entry speaks of."""

    def __init__(self, held: Iterable[Held]) -> None:
        self._by_source: dict[tuple[UUID, str], list[Held]] = defaultdict(list)
        self._by_identity: dict[tuple[UUID, Identity], list[Held]] = defaultdict(list)
        self._by_digest: dict[tuple[UUID, str, str], list[Held]] = defaultdict(list)
        self._by_code: dict[tuple[UUID, str], list[Held]] = defaultdict(list)
        self._by_name: dict[tuple[UUID, str, str], list[Held]] = defaultdict(list)
        for one in held:
            if not one.is_row:
                self._by_source[one.body_id, one.source_name].append(one)
            if not one.is_superseded:
                source = (one.body_id, one.source_name, one.source_digest)
                self._by_digest[source].append(one)
            for identity in {one.identity, one.from_source}:
                self._by_identity[one.body_id, identity].append(one)
            department, code, name = one.identity
            self._by_code[one.body_id, code].append(one)
            self._by_name[one.body_id, department, name].append(one)

    def by_source(self, body_id: UUID, entry: Entry) -> list[Held]:
        """Drafts that came from the same guide."""
        return self._by_source.get((body_id, entry.source_name), [])

    def by_identity(self, body_id: UUID, entry: Entry) -> list[Held]:
        """Drafts of the same department, code and name, or taken in from the same words."""
        same = self._by_identity.get((body_id, entry.identity), [])
        source = (body_id, entry.source_name, entry.digest)
        return same or self._by_digest.get(source, [])

    def renamed(
        self, body_id: UUID, identity: Identity, taken: set[UUID]
    ) -> list[Held]:
        """Drafts of one single item with the same code and another name, or none."""
        code = identity[1]
        found = self._by_code.get((body_id, code), []) if code else []
        return _of_one_item(found, taken)

    def recoded(
        self, body_id: UUID, identity: Identity, taken: set[UUID]
    ) -> list[Held]:
        """Drafts of one single item with the same name, where one of the two has no code."""
        department, code, name = identity
        found = self._by_name.get((body_id, department, name), [])
        return _of_one_item(
            [one for one in found if not (code and one.identity[1])], taken
        )


def _of_one_item(found: list[Held], taken: set[UUID]) -> list[Held]:
    left = [one for one in found if one.draft_id not in taken]
    return left if len({one.identity for one in left}) == 1 else []


def find_holding(actor: Actor, body_ids: Iterable[UUID], bodies: Bodies) -> Holding:
    """All drafts of the bodies, oldest first: one query, and no document whole."""
    keys = [f"document__{name}" for name in (*_PARTS, "listed__department")]
    cells = [f"source_document__cells__{name}" for name in _CELLS]
    rows = ItemDraft.objects.filter(
        city=actor.city, body_id__in=set(body_ids), discarded_at=None
    )
    # What a newer draft replaced before it was published speaks for the item no more.
    rows = rows.filter(Q(superseded_by=None) | Q(published_version__isnull=False))
    found = rows.order_by("id").values(
        "id",
        "body_id",
        "source_name",
        "source_digest",
        "published_version",
        "superseded_by",
        *keys,
        *cells,
    )
    return Holding(_held(row, bodies) for row in found)


def _held(row: Mapping[str, Any], bodies: Bodies) -> Held:
    document: dict[str, Any] = {name: row[f"document__{name}"] for name in _PARTS}
    document["listed"] = {"department": row["document__listed__department"]}
    identity = identity_of(document)
    cells = {name: row[f"source_document__cells__{name}"] for name in _CELLS}
    source = {
        "name": cells["item_name"],
        **{name: cells[name] for name in _PARTS[1:]},
        "listed": {
            "department": None
            if bodies.find(
                cells["department"] or "", cells["source_department_code"] or ""
            )
            else cells["department"]
        },
    }
    return Held(
        draft_id=row["id"],
        body_id=row["body_id"],
        source_name=row["source_name"],
        source_digest=row["source_digest"],
        is_published=row["published_version"] is not None,
        is_superseded=row["superseded_by"] is not None,
        is_row=bool(cells["item_name"]),
        identity=identity,
        from_source=identity_of(source) if cells["item_name"] else identity,
    )
