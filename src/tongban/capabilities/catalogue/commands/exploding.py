"""The closed sets of a version, row by row, from its document."""

from typing import Any
from uuid import UUID

from tongban.capabilities.catalogue.checking.document_conditions import any_groups
from tongban.capabilities.catalogue.checking.found import part, rows, text
from tongban.capabilities.catalogue.models import (
    ItemBasis,
    ItemCondition,
    ItemFee,
    ItemMaterial,
    ItemPartyRole,
    ItemSituation,
    ItemStep,
    ItemVersion,
    MaterialType,
)
from tongban.ground.refusals import Invalid

Document = dict[str, Any]

_IN_COLUMNS = frozenset(
    {"key", "name", "necessity", "form", "trust", "waived", "when", "position"}
)


def explode(document: Document, version: ItemVersion) -> None:
    """Insert every part of the document as rows of the version: one statement a table."""
    ItemBasis.objects.bulk_create(_bases(document, version))
    ItemCondition.objects.bulk_create(_conditions(document, version))
    ItemSituation.objects.bulk_create(_situations(document, version))
    ItemMaterial.objects.bulk_create(_materials(document, version))
    ItemStep.objects.bulk_create(_steps(document, version))
    ItemFee.objects.bulk_create(_fees(document, version))
    ItemPartyRole.objects.bulk_create(_party_roles(document, version))


def _bases(document: Document, version: ItemVersion) -> list[ItemBasis]:
    return [
        ItemBasis(
            city=version.city,
            version=version,
            place=place,
            title=text(row, "title"),
            document_number=text(row, "document_number"),
            article=text(row, "article"),
            text=text(row, "text"),
            authority=text(row, "authority"),
        )
        for place, row in enumerate(rows(document, "legal_basis"), 1)
    ]


def _conditions(document: Document, version: ItemVersion) -> list[ItemCondition]:
    any_of = any_groups(document)
    return [
        ItemCondition(
            city=version.city,
            version=version,
            key=row["key"],
            place=place,
            text=text(row, "text"),
            group_key=text(row, "group"),
            is_any=text(row, "group") in any_of,
        )
        for place, row in enumerate(rows(document, "conditions"), 1)
    ]


def _situations(document: Document, version: ItemVersion) -> list[ItemSituation]:
    return [
        ItemSituation(
            city=version.city,
            version=version,
            key=row["key"],
            place=place,
            question=text(row, "question"),
            help=text(row, "help"),
            options=[
                {"key": text(option, "key"), "label": text(option, "label")}
                for option in rows(row, "options")
            ],
        )
        for place, row in enumerate(rows(document, "situations"), 1)
    ]


def _materials(document: Document, version: ItemVersion) -> list[ItemMaterial]:
    materials = rows(document, "materials")
    types = _material_types(version.city, materials)
    return [
        ItemMaterial(
            city=version.city,
            version=version,
            material_type_id=types[row["catalogue_code"]],
            key=row["key"],
            place=place,
            name=text(row, "name"),
            necessity=row["necessity"],
            form=row["form"],
            trust=row["trust"],
            is_waived=row.get("waived") is True,
            when=rows(row, "when"),
            details={
                name: value for name, value in row.items() if name not in _IN_COLUMNS
            },
        )
        for place, row in enumerate(materials, 1)
    ]


def _material_types(city: str, materials: list[Document]) -> dict[str, UUID]:
    """Keys in the one material catalogue, by code; whether they may be asked, the law says.

    Refuses with Invalid, by place, what the catalogue has not.
    """
    wanted = {row["catalogue_code"] for row in materials}
    known = MaterialType.objects.filter(city=city, code__in=wanted)
    held = dict(known.values_list("code", "id"))
    outside = {
        f"materials[{at}]": f"申请材料第 {at} 项“{text(row, 'name')}”不在材料目录里，"
        "请从目录里选，或者先提请收进目录，例如：营业执照。"
        for at, row in enumerate(materials, 1)
        if row["catalogue_code"] not in held
    }
    if outside:
        raise Invalid(outside)
    return held


def _steps(document: Document, version: ItemVersion) -> list[ItemStep]:
    ordinary = [(row, False) for row in rows(document, "steps")]
    special = [(row, True) for row in rows(document, "special_steps")]
    return [
        ItemStep(
            city=version.city,
            version=version,
            key=row["key"],
            place=place,
            name=text(row, "name"),
            role=text(row, "role"),
            standard=text(row, "standard"),
            limit_value=part(row, "limit")["value"],
            limit_unit=part(row, "limit")["unit"],
            is_special=is_special,
            counts=row.get("counts") is not False,
            only_if=text(row, "only_if") if is_special else "",
            basis=text(row, "basis"),
        )
        for place, (row, is_special) in enumerate(ordinary + special, 1)
    ]


def _fees(document: Document, version: ItemVersion) -> list[ItemFee]:
    return [
        ItemFee(
            city=version.city,
            version=version,
            key=row["key"],
            place=place,
            name=text(row, "name"),
            amount_fen=row["amount_fen"],
            standard=text(row, "standard"),
            basis=text(row, "basis"),
            waiver=text(row, "waiver"),
        )
        for place, row in enumerate(rows(document, "fees"), 1)
    ]


def _party_roles(document: Document, version: ItemVersion) -> list[ItemPartyRole]:
    return [
        ItemPartyRole(
            city=version.city,
            version=version,
            role=row["role"],
            place=place,
            label=text(row, "label"),
            fewest=row.get("min", 0),
            most=row.get("max", 1),
        )
        for place, row in enumerate(rows(document, "party_roles"), 1)
    ]
