"""How many items a city has, by department and family; the sums are compared (CAT-13)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from tongban.capabilities.catalogue.listing.columns import family_of
from tongban.capabilities.catalogue.models import ItemDraft
from tongban.capabilities.catalogue.queries.in_force import Listed, in_force
from tongban.capabilities.catalogue.types import (
    DepartmentTotals,
    ImportResult,
    ItemTotals,
)
from tongban.capabilities.catalogue.types.tags import count_tags, tags_of
from tongban.capabilities.orgs.queries import list_bodies
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

POWER: Final = "administrative_power"
SERVICE: Final = "public_service"
UNTYPED: Final = ""
_REJECTED: Final = "rejected"

# Code and name of the department, and the family.
_Line = tuple[str, str, str]


@query
def count_items(*, actor: Actor, day: date, with_drafts: bool = False) -> ItemTotals:
    """The items in force on a day; with drafts also the new items that the actor may see.

    A draft of an item that is in force is no other item, and several drafts of one item
    are one.
    """
    bodies = {body.body_id: body for body in list_bodies(actor=actor)}
    current = in_force(actor, day).listed
    listed = [one.summary for one in current]
    published = [
        (bodies[one.body_id].code, one.body_name, one.family) for one in listed
    ]
    drafts: list[_Line] = []
    if with_drafts:
        held = {one.handling_code for one in listed}
        drafts = _drafts(
            actor, held, {key: (b.code, b.name) for key, b in bodies.items()}
        )
    plain = sum(one.has_plain for one in current)
    tags = count_tags(_tags(one) for one in current)
    return replace(_totals(published, drafts, plain), tags=tags)


def _tags(listed: Listed) -> tuple[str, ...]:
    one = listed.summary
    return tags_of(
        case_kind=one.case_kind,
        is_online=one.is_online,
        level=listed.level,
        visits=one.visits,
    )


def totals_of(result: ImportResult) -> ItemTotals:
    """The rows that a file brought or had brought before, by what they say themselves."""
    lines = [
        ("", one.department, family_of(one.item_type))
        for one in result.outcomes
        if one.outcome != _REJECTED
    ]
    return _totals([], lines)


def _drafts(
    actor: Actor, held: set[str], bodies: dict[object, tuple[str, str]]
) -> list[_Line]:
    rows = ItemDraft.objects.filter(
        city=actor.city,
        published_version=None,
        superseded_by=None,
        discarded_at=None,
        item=None,
    ).values_list(
        "body_id",
        "document__listed__department",
        "document__handling_code",
        "document__implementation_code",
        "document__name",
        "document__family",
    )
    newest: dict[tuple[object, ...], _Line] = {}
    for body_id, department, handling, implementation, name, family in rows.order_by(
        "id"
    ):
        if handling and handling in held:
            continue
        code, title = bodies.get(body_id, ("", ""))
        # A department of another place counts for itself, not for the body that keeps it.
        who = ("", department) if department else (code, title)
        known = family if family in (POWER, SERVICE) else UNTYPED
        key = (body_id, department, handling or implementation, name)
        newest[key] = (*who, known)
    return list(newest.values())


def _totals(published: list[_Line], drafts: list[_Line], plain: int = 0) -> ItemTotals:
    every = [*published, *drafts]
    departments = tuple(_departments(every))
    families = Counter(family for _, _, family in every)
    total = len(every)
    sums = (
        sum(one.total for one in departments),
        sum(
            one.administrative_power + one.public_service + one.untyped
            for one in departments
        ),
        sum(families.values()),
        len(published) + len(drafts),
    )
    return ItemTotals(
        published=len(published),
        plain=plain,
        drafts=len(drafts),
        administrative_power=families[POWER],
        public_service=families[SERVICE],
        untyped=families[UNTYPED],
        total=total,
        departments=departments,
        reconciles=all(one == total for one in sums),
    )


def _departments(lines: Iterable[_Line]) -> list[DepartmentTotals]:
    counted: dict[tuple[str, str], Counter[str]] = {}
    for code, name, family in lines:
        counted.setdefault((code, name), Counter())[family] += 1
    return [
        DepartmentTotals(
            code=code,
            name=name,
            administrative_power=families[POWER],
            public_service=families[SERVICE],
            untyped=families[UNTYPED],
            total=families.total(),
        )
        for (code, name), families in sorted(
            counted.items(), key=lambda pair: (-pair[1].total(), pair[0])
        )
    ]
