"""The one material catalogue: what its entries are called, and how items last asked for them."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q

from tongban.capabilities.catalogue.models import ItemMaterial, MaterialType
from tongban.capabilities.catalogue.types import MaterialEntry
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

# What depends on the item and not on the material.
_OF_ITEM = frozenset({"basis", "necessity", "sample_note"})


@query
def list_material_entries(
    *, actor: Actor, codes: Iterable[str], names: Iterable[str]
) -> list[MaterialEntry]:
    """The entries with these codes or these names, each as the newest version asks for it."""
    wanted = Q(code__in=set(codes)) | Q(name__in=set(names))
    rows = list(MaterialType.objects.filter(wanted, city=actor.city).order_by("code"))
    usual = _usual(row.id for row in rows)
    return [MaterialEntry(row.code, row.name, usual.get(row.id, {})) for row in rows]


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
    rows = MaterialType.objects.filter(city=actor.city, code__in=list(codes))
    return dict(rows.values_list("code", "id"))
