"""The one material catalogue: its entries, how items ask for them, what is proposed for it."""

from collections.abc import Collection, Iterable
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q

from tongban.capabilities.catalogue.finding.words import (
    initials,
    normalise,
    spelling,
    syllables,
)
from tongban.capabilities.catalogue.models import ItemMaterial, MaterialType
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM, KEEP_MATERIALS
from tongban.capabilities.catalogue.states import PROPOSED, TAKEN_IN
from tongban.capabilities.catalogue.types import MaterialEntry
from tongban.capabilities.catalogue.types.catalogue_materials import (
    CatalogueMaterial,
    MaterialProposal,
)
from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

# What depends on the item and not on the material.
_OF_ITEM = frozenset({"basis", "necessity", "sample_note"})
_MOST: Final = 20
_ALIKE: Final = 4


@query
def list_material_entries(
    *, actor: Actor, codes: Iterable[str], names: Iterable[str]
) -> list[MaterialEntry]:
    """The entries with these codes or these names, each as the newest version asks for it."""
    wanted = Q(code__in=set(codes)) | Q(name__in=set(names))
    rows = list(_taken_in(actor).filter(wanted).order_by("code"))
    usual = _usual(row.id for row in rows)
    return [
        MaterialEntry(row.code, row.name, _said(row) | usual.get(row.id, {}))
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
            "waived": row.is_waived,
            **{k: v for k, v in row.details.items() if k not in _OF_ITEM},
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
    """Entries by name, pinyin, initials or code, those most used first; all without words."""
    rows = [
        (rank, row)
        for row in _taken_in(actor).order_by("code")
        if (rank := _rank(row, text)) is not None
    ]
    used = _used(row.id for _rank_, row in rows)
    rows.sort(key=lambda one: (one[0], -used.get(one[1].id, 0), one[1].code))
    return [_card(row, used) for _rank_, row in rows[:limit]]


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
    held = list(_taken_in(actor).order_by("code"))
    return [_proposal(row, held) for row in rows.order_by("proposed_at", "id")]


def _proposal(row: MaterialType, held: list[MaterialType]) -> MaterialProposal:
    alike = sorted(
        (one for one in held if _likeness(row.name, one.name)),
        key=lambda one: (-_likeness(row.name, one.name), one.code),
    )[:_ALIKE]
    used = _used(one.id for one in alike)
    return MaterialProposal(
        _card(row, {}),
        row.proposed_for_id,
        row.proposed_by_id,
        row.proposed_at,
        alike=tuple(_card(one, used) for one in alike),
    )


def _likeness(name: str, other: str) -> float:
    """How many pairs of signs two names share, of those that either has."""
    one, two = _pairs(name), _pairs(other)
    return len(one & two) / len(one | two)


def _pairs(name: str) -> set[str]:
    return {name[at : at + 2] for at in range(max(1, len(name) - 1))}


def _rank(row: MaterialType, text: str) -> int | None:
    """How well an entry answers what was typed: smaller is better, None not at all."""
    said = normalise(text)
    if not said:
        return 0
    name = normalise(row.name)
    sounds = syllables(name)
    answers = (
        said in {name, normalise(row.code)},
        name.startswith(said) or normalise(row.code).startswith(said),
        said in name,
        said in initials(sounds) or said in "".join(sounds),
        said in spelling(sounds),
    )
    return next((rank for rank, fits in enumerate(answers) if fits), None)


def _used(type_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many items have ever asked for each."""
    rows = ItemMaterial.objects.filter(material_type__in=list(type_ids))
    counted = rows.values("material_type").annotate(
        items=Count("version__item", distinct=True)
    )
    return {row["material_type"]: row["items"] for row in counted}


def _card(row: MaterialType, used: dict[UUID, int]) -> CatalogueMaterial:
    return CatalogueMaterial(
        row.id,
        row.code,
        row.name,
        row.kind,
        row.issuer,
        row.standing,
        used.get(row.id, 0),
    )
