"""Guides: which version is in force, and a version whole.

A version never changes, so its guide is kept in the process once it has been read.
"""

from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef

from tongban.capabilities.catalogue.keeping import Kept
from tongban.capabilities.catalogue.models import (
    ItemBasis,
    ItemCondition,
    ItemFee,
    ItemMaterial,
    ItemPartyRole,
    ItemSituation,
    ItemStep,
    ItemVersion,
    Publication,
    Withdrawal,
)
from tongban.capabilities.catalogue.types import (
    BasisCard,
    ConditionCard,
    FeeCard,
    Guide,
    LimitCard,
    MaterialCard,
    OptionCard,
    PartyRoleCard,
    SituationCard,
    StepCard,
)
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

GUIDES_KEPT: Final = 512


# The guides read last, by city and version.
_kept: Kept[tuple[str, UUID], Guide] = Kept(GUIDES_KEPT)


@query
def find_version_in_force(
    *, actor: Actor, handling_code: str, day: date
) -> UUID | None:
    """The version of an item that is in force on a day, by its code, or None."""
    withdrawn = Withdrawal.objects.filter(
        version=OuterRef("version"), withdrawn_on__lte=day
    )
    row = (
        Publication.objects.filter(
            city=actor.city, item__handling_code=handling_code, effective_on__lte=day
        )
        .annotate(is_withdrawn=Exists(withdrawn))
        .order_by("-effective_on")
        .values_list("version_id", "is_withdrawn")
        .first()
    )
    return row[0] if row and not row[1] else None


def get_guide(*, actor: Actor, version_id: UUID) -> Guide:
    """A published version, whole; no query at all once it was read. Refuses with NotFound."""
    guide = _kept.find((actor.city, version_id))
    if guide is None:
        guide = _read_guide(actor=actor, version_id=version_id)
        _kept.keep((actor.city, version_id), guide)
    return guide


@query
def _read_guide(*, actor: Actor, version_id: UUID) -> Guide:
    publication = (
        Publication.objects.filter(city=actor.city, version_id=version_id)
        .select_related("version__item__body", "version__form")
        .first()
    )
    if publication is None:
        raise NotFound("没有找到这份办事指南。")
    version = publication.version
    item = version.item
    return Guide(
        version_id=version.id,
        item_id=item.id,
        body_id=item.body_id,
        body_name=item.body.name,
        handling_code=item.handling_code,
        implementation_code=item.implementation_code,
        basic_code=item.basic_code,
        number=version.number,
        name=version.name,
        family=item.family,
        item_type=item.item_type,
        case_kind=version.case_kind,
        statutory=LimitCard(version.statutory_value, version.statutory_unit),
        promised=LimitCard(version.promised_value, version.promised_unit),
        visits=version.visits,
        effective_on=publication.effective_on,
        digest=version.digest,
        bases=_bases(version),
        conditions=_conditions(version),
        situations=_situations(version),
        materials=_materials(version),
        steps=_steps(version),
        fees=_fees(version),
        party_roles=_party_roles(version),
        form_schema=version.form.schema,
        elements=version.elements,
    )


def _bases(version: ItemVersion) -> tuple[BasisCard, ...]:
    return tuple(
        BasisCard(row.title, row.document_number, row.article, row.text, row.authority)
        for row in ItemBasis.objects.filter(version=version).order_by("place")
    )


def _conditions(version: ItemVersion) -> tuple[ConditionCard, ...]:
    return tuple(
        ConditionCard(row.id, row.key, row.text)
        for row in ItemCondition.objects.filter(version=version).order_by("place")
    )


def _situations(version: ItemVersion) -> tuple[SituationCard, ...]:
    return tuple(
        SituationCard(
            row.key,
            row.question,
            row.help,
            tuple(OptionCard(one["key"], one["label"]) for one in row.options),
        )
        for row in ItemSituation.objects.filter(version=version).order_by("place")
    )


def _materials(version: ItemVersion) -> tuple[MaterialCard, ...]:
    return tuple(
        MaterialCard(
            material_id=row.id,
            material_type_id=row.material_type_id,
            key=row.key,
            name=row.name,
            necessity=row.necessity,
            form=row.form,
            trust=row.trust,
            is_waived=row.is_waived,
            when=tuple((one["situation"], tuple(one["options"])) for one in row.when),
            details=row.details,
        )
        for row in ItemMaterial.objects.filter(version=version).order_by("place")
    )


def _steps(version: ItemVersion) -> tuple[StepCard, ...]:
    return tuple(
        StepCard(
            step_id=row.id,
            key=row.key,
            name=row.name,
            role=row.role,
            standard=row.standard,
            limit=LimitCard(row.limit_value, row.limit_unit),
            is_special=row.is_special,
            counts=row.counts,
            basis=row.basis,
            only_if=row.only_if,
        )
        for row in ItemStep.objects.filter(version=version).order_by("place")
    )


def _fees(version: ItemVersion) -> tuple[FeeCard, ...]:
    return tuple(
        FeeCard(
            row.id,
            row.key,
            row.name,
            row.amount_fen,
            row.standard,
            row.basis,
            row.waiver,
        )
        for row in ItemFee.objects.filter(version=version).order_by("place")
    )


def _party_roles(version: ItemVersion) -> tuple[PartyRoleCard, ...]:
    return tuple(
        PartyRoleCard(row.role, row.label, row.fewest, row.most)
        for row in ItemPartyRole.objects.filter(version=version).order_by("place")
    )
