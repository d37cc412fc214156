"""Guides: which version is in force, and a version whole.

A version never changes, so its guide is kept in the process once it has been read.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, QuerySet

from tongban.capabilities.catalogue.models import (
    ItemBasis,
    ItemCondition,
    ItemFee,
    ItemMaterial,
    ItemPartyRole,
    ItemSituation,
    ItemStep,
    Publication,
    Withdrawal,
)
from tongban.capabilities.catalogue.queries.in_force import in_force
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
from tongban.capabilities.orgs.queries import list_new_names
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.access.keeping import Kept

GUIDES_KEPT: Final = 512
_AT_ONCE: Final = 1000


# The guides read last, by city and version.
_kept: Kept[tuple[str, UUID], Guide] = Kept(GUIDES_KEPT)


@query
def find_version_in_force(
    *,
    actor: Actor,
    handling_code: str,
    day: date,
    known_at: datetime | None = None,
) -> UUID | None:
    """The version of an item that is in force on a day, by its code, or None.

    `known_at` asks what the list said at that moment: what was published or withdrawn
    later is left out, also where it reaches back.
    """
    withdrawn = Withdrawal.objects.filter(
        version=OuterRef("version"), withdrawn_on__lte=day
    )
    rows = Publication.objects.filter(
        city=actor.city, item__handling_code=handling_code, effective_on__lte=day
    )
    if known_at is not None:
        withdrawn = withdrawn.filter(withdrawn_at__lte=known_at)
        rows = rows.filter(published_at__lte=known_at)
    row = (
        rows.annotate(is_withdrawn=Exists(withdrawn))
        .order_by("-effective_on")
        .values_list("version_id", "is_withdrawn")
        .first()
    )
    return row[0] if row and not row[1] else None


def get_guide(*, actor: Actor, version_id: UUID) -> Guide:
    """A published version, whole; no query at all once it was read. Refuses with NotFound.

    Its body is called what it is called today: that alone is not of the version.
    """
    guide = _kept.find((actor.city, version_id))
    if guide is None:
        found = _read_guides(actor=actor, keys=[version_id])
        if version_id not in found:
            raise NotFound("没有找到这份办事指南。")
        guide = found[version_id]
        _kept.keep((actor.city, version_id), guide)
    return _as_called(guide, list_new_names(actor=actor))


def _as_called(guide: Guide, names: Mapping[UUID, str]) -> Guide:
    name = names.get(guide.body_id, guide.body_name)
    return guide if name == guide.body_name else replace(guide, body_name=name)


def get_guides(*, actor: Actor, version_ids: Collection[UUID]) -> dict[UUID, Guide]:
    """Published versions, whole, by key; those not held yet in nine queries a thousand."""
    found = {}
    for version_id in version_ids:
        guide = _kept.find((actor.city, version_id))
        if guide is not None:
            found[version_id] = guide
    missing = [one for one in dict.fromkeys(version_ids) if one not in found]
    for first in range(0, len(missing), _AT_ONCE):
        read = _read_guides(actor=actor, keys=missing[first : first + _AT_ONCE])
        for version_id, guide in read.items():
            _kept.keep((actor.city, version_id), guide)
        found |= read
    names = list_new_names(actor=actor)
    return {key: _as_called(guide, names) for key, guide in found.items()}


@query
def list_guides(*, actor: Actor, day: date) -> list[Guide]:
    """The guides of all items in force on a day, by name."""
    listed = [one.summary.version_id for one in in_force(actor, day).listed]
    found = get_guides(actor=actor, version_ids=listed)
    return [found[version_id] for version_id in listed]


@query
def _read_guides(*, actor: Actor, keys: Collection[UUID]) -> dict[UUID, Guide]:
    publications = Publication.objects.filter(
        city=actor.city, version_id__in=keys
    ).select_related("version__item__body", "version__form")
    published = {row.version_id: row for row in publications}
    parts = {
        name: _parts(model, published, make) for name, (model, make) in _PARTS.items()
    }
    return {
        version_id: _guide(
            row, {name: tuple(held[version_id]) for name, held in parts.items()}
        )
        for version_id, row in published.items()
    }


def _parts(
    model: type[Model], versions: Collection[UUID], make: Callable[[Any], Any]
) -> Mapping[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    rows: QuerySet[Any] = QuerySet(model).filter(version__in=list(versions))
    for row in rows.order_by("place"):
        found[row.version_id].append(make(row))
    return found


def _guide(publication: Publication, parts: Mapping[str, tuple[Any, ...]]) -> Guide:
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
        form_schema=version.form.schema,
        elements=version.elements,
        **parts,
    )


def _bases(row: ItemBasis) -> BasisCard:
    return BasisCard(
        row.title, row.document_number, row.article, row.text, row.authority
    )


def _conditions(row: ItemCondition) -> ConditionCard:
    return ConditionCard(row.id, row.key, row.text, row.group_key, row.is_any)


def _situations(row: ItemSituation) -> SituationCard:
    return SituationCard(
        row.key,
        row.question,
        row.help,
        tuple(OptionCard(one["key"], one["label"]) for one in row.options),
    )


def _materials(row: ItemMaterial) -> MaterialCard:
    return MaterialCard(
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


def _steps(row: ItemStep) -> StepCard:
    return StepCard(
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


def _fees(row: ItemFee) -> FeeCard:
    return FeeCard(
        row.id,
        row.key,
        row.name,
        row.amount_fen,
        row.standard,
        row.basis,
        row.waiver,
    )


def _party_roles(row: ItemPartyRole) -> PartyRoleCard:
    return PartyRoleCard(row.role, row.label, row.fewest, row.most)


# What a guide is made of besides its own row: table, and one row as a value.
_PARTS: Final[Mapping[str, tuple[type[Model], Callable[[Any], Any]]]] = {
    "bases": (ItemBasis, _bases),
    "conditions": (ItemCondition, _conditions),
    "situations": (ItemSituation, _situations),
    "materials": (ItemMaterial, _materials),
    "steps": (ItemStep, _steps),
    "fees": (ItemFee, _fees),
    "party_roles": (ItemPartyRole, _party_roles),
}
