"""All items in force on a day, as lists and search read them; kept until something changes."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any, Final
from uuid import UUID

from django.db import connection

from tongban.capabilities.catalogue.models import Publication, Withdrawal
from tongban.capabilities.catalogue.searching import Index, make_entry
from tongban.capabilities.catalogue.types import ItemSummary, LimitCard
from tongban.plumbing.access.actor import Actor

LISTS_KEPT: Final = 8

# Publications and withdrawals are only ever added, and keys grow with time: how many there
# are and the newest key of each say whether anything has changed.
_STAMP: Final = """
select (select count(*) from item_publication where city = %(city)s and effective_on <= %(day)s),
       (select id from item_publication where city = %(city)s and effective_on <= %(day)s
         order by id desc limit 1),
       (select count(*) from item_withdrawal where city = %(city)s and withdrawn_on <= %(day)s),
       (select id from item_withdrawal where city = %(city)s and withdrawn_on <= %(day)s
         order by id desc limit 1)
"""
Stamp = tuple[str, int, UUID | None, int, UUID | None]


@dataclass(frozen=True)
class Listed:
    """An item in force, with what lists are cut by."""

    item_id: UUID
    summary: ItemSummary
    level: str
    persons: frozenset[str]
    firms: frozenset[str]
    served: frozenset[str]


@dataclass(frozen=True)
class InForce:
    """The items of a city that are in force, by name, and the index over them."""

    listed: tuple[Listed, ...]
    by_version: dict[UUID, Listed]
    index: Index


_kept: OrderedDict[Stamp, InForce] = OrderedDict()
_lock = Lock()


def in_force(actor: Actor, day: date) -> InForce:
    """The items in force on a day: one query when nothing has changed since."""
    stamp = _stamp(actor.city, day)
    with _lock:
        held = _kept.get(stamp)
    if held is None:
        held = _read(actor.city, day)
        with _lock:
            _kept[stamp] = held
            while len(_kept) > LISTS_KEPT:
                _kept.popitem(last=False)
    return held


def _stamp(city: str, day: date) -> Stamp:
    with connection.cursor() as cursor:
        cursor.execute(_STAMP, {"city": city, "day": day})
        published, last, withdrawn, last_withdrawn = cursor.fetchone()
    return city, published, last, withdrawn, last_withdrawn


def _read(city: str, day: date) -> InForce:
    withdrawn = set(
        Withdrawal.objects.filter(city=city, withdrawn_on__lte=day).values_list(
            "version_id", flat=True
        )
    )
    newest = (
        Publication.objects.filter(city=city, effective_on__lte=day)
        .order_by("item_id", "-effective_on")
        .distinct("item_id")
        .select_related("version__item__body")
    )
    rows = [row for row in newest if row.version_id not in withdrawn]
    listed = sorted(map(_listed, rows), key=_order)
    entries = [
        make_entry(
            row.version_id,
            row.version.name,
            row.version.elements.get("aliases") or [],
            row.version.item.handling_code,
            _plain(row.version.elements).get("summary") or "",
        )
        for row in rows
    ]
    by_version = {one.summary.version_id: one for one in listed}
    return InForce(tuple(listed), by_version, Index(entries))


def _order(listed: Listed) -> tuple[str, str]:
    return listed.summary.name, listed.summary.handling_code


def _listed(row: Publication) -> Listed:
    version, item = row.version, row.version.item
    elements = version.elements
    themes = elements.get("themes") or {}
    modes = set(elements.get("handling_modes") or [])
    summary = ItemSummary(
        version_id=version.id,
        handling_code=item.handling_code,
        name=version.name,
        body_name=item.body.name,
        body_id=item.body_id,
        item_type=item.item_type,
        family=item.family,
        case_kind=version.case_kind,
        promised=LimitCard(version.promised_value, version.promised_unit),
        visits=version.visits,
        is_online=bool(modes & {"web", "mobile"}),
        summary=_plain(elements).get("summary") or "",
    )
    return Listed(
        item_id=item.id,
        summary=summary,
        level=elements.get("exercise_level") or "",
        persons=frozenset(themes.get("person") or []),
        firms=frozenset(themes.get("firm") or []),
        served=frozenset(elements.get("served_objects") or []),
    )


def _plain(elements: dict[str, Any]) -> dict[str, Any]:
    return elements.get("plain") or {}
