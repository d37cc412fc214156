"""The one material catalogue: its entries, how items ask for them, what is proposed for it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q

from tongban.capabilities.catalogue.finding.alike import ALIKE, most_alike
from tongban.capabilities.catalogue.finding.papers import Paper, fit_of
from tongban.capabilities.catalogue.models import ItemMaterial, MaterialType
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM, KEEP_MATERIALS
from tongban.capabilities.catalogue.queries.teaching import list_synonyms
from tongban.capabilities.catalogue.states import MERGED, PROPOSED, TAKEN_IN
from tongban.capabilities.catalogue.types import MaterialEntry
from tongban.capabilities.catalogue.types.catalogue_materials import (
    CatalogueMaterial,
    MaterialProposal,
)
from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

# What is said of the material whoever asks for it. How an item asks (standard, basis,
# copies, how to prepare it, whether it is waived) is that item's own.
_OF_MATERIAL: Final = ("original_or_copy", "source", "issuer", "material_kind")
_MOST: Final = 20
_ALIKE: Final = 4


@query
def list_material_entries(
    *, actor: Actor, codes: Iterable[str], names: Iterable[str]
) -> list[MaterialEntry]:
    """The entries with these codes or these names, each with what is said of it everywhere.

    That is what the catalogue says, and for the rest what the newest version does.
    """
    wanted = Q(code__in=set(codes)) | Q(name__in=set(names))
    rows = list(_taken_in(actor).filter(wanted).order_by("code"))
    usual = _usual(row.id for row in rows)
    return [
        MaterialEntry(row.code, row.name, usual.get(row.id, {}) | _said(row))
        for row in rows
    ]


def _taken_in(actor: Actor) -> Any:
    return MaterialType.objects.filter(city=actor.city, standing=TAKEN_IN)


def _said(row: MaterialType) -> dict[str, Any]:
    """What the catalogue itself says of the material."""
    told = {"material_kind": row.kind, "issuer": row.issuer}
    return {name: value for name, value in told.items() if value}


def _usual(type_ids: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    rows = ItemMaterial.objects.filter(material_type__in=list(type_ids))
    newest = rows.order_by("material_type", "-version_id").distinct("material_type")
    return {
        row.material_type_id: {
            "form": row.form,
            "trust": row.trust,
            **{k: row.details[k] for k in _OF_MATERIAL if row.details.get(k)},
        }
        for row in newest
    }


@query
def find_material_types(*, actor: Actor, codes: Collection[str]) -> dict[str, UUID]:
    """The keys of entries of the material catalogue, by their codes."""
    rows = _taken_in(actor).filter(code__in=list(codes))
    return dict(rows.values_list("code", "id"))


@query
def search_materials(
    *, actor: Actor, text: str = "", limit: int = _MOST
) -> list[CatalogueMaterial]:
    """Entries by name, what else they are called, synonyms, pinyin, initials or code.

    The nearest follow, marked as such; of equals those most used first; all without words.
    """
    held = _held(actor)
    known = {one.word: one.means for one in list_synonyms(actor=actor)}
    fits = [
        (fit, one)
        for one in held
        if (fit := fit_of(text, one.paper, known)) is not None
    ]
    used = _used(one.row.id for _fit, one in fits)
    fits.sort(
        key=lambda one: (one[0].rank, -used.get(one[1].row.id, 0), one[1].row.code)
    )
    return [_card(one, used, fit.why) for fit, one in fits[:limit]]


@query
def list_material_proposals(*, actor: Actor) -> list[MaterialProposal]:
    """What waits for an answer, oldest first: for the keepers all, for a body its own.

    Refuses with NotAllowed who neither drafts nor keeps.
    """
    if not (actor.may_anywhere(KEEP_MATERIALS) or actor.may_anywhere(DRAFT_ITEM)):
        raise NotAllowed("材料目录由起草事项的人提请、由事项管理岗答复。")
    rows = MaterialType.objects.filter(city=actor.city, standing=PROPOSED)
    if not actor.may_anywhere(KEEP_MATERIALS):
        rows = rows.filter(proposed_for__in=actor.bodies_for(DRAFT_ITEM))
    held = _held(actor)
    return [_proposal(row, held) for row in rows.order_by("proposed_at", "id")]


@query
def count_material_proposals(*, actor: Actor) -> int:
    """How many proposals wait for the actor: none for who does not answer them."""
    if not actor.may_anywhere(KEEP_MATERIALS):
        return 0
    waiting = MaterialType.objects.filter(city=actor.city, standing=PROPOSED)
    # What somebody proposed is answered by another: the database says so too.
    return waiting.exclude(proposed_by=actor.person_id).count()


@dataclass(frozen=True)
class _Held:
    """An entry with all that it is called."""

    row: MaterialType
    paper: Paper


def _held(actor: Actor) -> list[_Held]:
    """Every entry; what was merged into one is a name of it from then on."""
    merged: dict[UUID | None, list[str]] = {}
    answered = MaterialType.objects.filter(city=actor.city, standing=MERGED)
    for into, name in answered.order_by("id").values_list("merged_into", "name"):
        if into is not None:
            merged.setdefault(into, []).append(name)
    return [_with_names(row, merged) for row in _taken_in(actor).order_by("code")]


def _with_names(row: MaterialType, merged: dict[UUID | None, list[str]]) -> _Held:
    names = dict.fromkeys([*row.aliases, *merged.get(row.id, [])])
    also = tuple(name for name in names if name != row.name)
    return _Held(row, Paper(row.code, row.name, also))


def _proposal(row: MaterialType, held: list[_Held]) -> MaterialProposal:
    likeness = {
        one.row.id: most_alike(row.name, (one.paper.name, *one.paper.aliases))
        for one in held
    }
    alike = sorted(
        (one for one in held if likeness[one.row.id] >= ALIKE),
        key=lambda one: (-likeness[one.row.id], one.row.code),
    )[:_ALIKE]
    used = _used(one.row.id for one in alike)
    return MaterialProposal(
        _card(_with_names(row, {}), {}),
        row.proposed_for_id,
        row.proposed_by_id,
        row.proposed_at,
        alike=tuple(_card(one, used) for one in alike),
    )


def _used(type_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many items have ever asked for each."""
    rows = ItemMaterial.objects.filter(material_type__in=list(type_ids))
    counted = rows.values("material_type").annotate(
        items=Count("version__item", distinct=True)
    )
    return {row["material_type"]: row["items"] for row in counted}


def _card(held: _Held, used: dict[UUID, int], why: str = "") -> CatalogueMaterial:
    row = held.row
    return CatalogueMaterial(
        row.id,
        row.code,
        row.name,
        row.kind,
        row.issuer,
        row.standing,
        used.get(row.id, 0),
        held.paper.aliases,
        why,
    )
