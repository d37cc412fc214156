"""Data resources with their six links, the matrix of them, and the labels of columns."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from tongban.capabilities.networks.labels import read_labels
from tongban.capabilities.networks.models import DataResource, ResourceLink
from tongban.capabilities.networks.queries.seeing import ask_for_staff
from tongban.capabilities.networks.types import (
    LINK_WORDS,
    FieldLabel,
    ResourceCard,
    SafeguardCard,
)
from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.people.queries import list_staff_names
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.text.tables import write_csv

_HEADINGS: Final = (
    *("代码", "数据资源", "版本", "公布", "保管单位", "环节"),
    *("保障措施", "责任单位", "具体要求", "缺什么"),
)


@query
def list_resources(
    *, actor: Actor, day: date, code: str = "", every: bool = False
) -> list[ResourceCard]:
    """Of each resource the version in force on a day and a newer draft; gaps first.

    With `every` all versions that the actor may see. Refuses with NotAllowed.
    """
    ask_for_staff(actor)
    rows = DataResource.objects.filter(city=actor.city)
    if code:
        rows = rows.filter(code=code)
    cards = _cards(actor, list(rows.order_by("code", "-number")))
    shown = cards if every else [one for one in cards if _is_shown(one, cards, day)]
    return sorted(shown, key=lambda one: (-one.gaps, one.code, -one.number))


def _is_shown(card: ResourceCard, cards: Sequence[ResourceCard], day: date) -> bool:
    own = [one for one in cards if one.code == card.code]
    in_force = [one for one in own if one.in_force_from and one.in_force_from <= day]
    counts = max(
        in_force, key=lambda one: (one.in_force_from, one.number), default=None
    )
    newest = max(own, key=lambda one: one.number)
    return card is counts or card is newest


@query
def list_unregistered(*, actor: Actor) -> dict[str, str]:
    """Data resources in which tables lie and of which nothing is drafted yet, by code."""
    ask_for_staff(actor)
    held = set(
        DataResource.objects.filter(city=actor.city).values_list("code", flat=True)
    )
    named = read_labels().resources
    return {code: name for code, name in named.items() if code not in held}


@query
def get_resource(*, actor: Actor, resource_id: UUID) -> ResourceCard:
    """One version. Refuses with NotFound, NotAllowed."""
    ask_for_staff(actor)
    rows = list(DataResource.objects.filter(city=actor.city, pk=resource_id))
    if not rows:
        raise NotFound("没有这一版数据资源，请从清单里打开。")
    return _cards(actor, rows)[0]


@query
def download_matrix(*, actor: Actor, day: date) -> bytes:
    """Resource by link as CSV, gaps first."""
    cards = list_resources(actor=actor, day=day)
    return write_csv(
        _HEADINGS,
        [
            [
                *(card.code, card.name, str(card.number)),
                card.in_force_from.isoformat() if card.in_force_from else "未公布",
                *(card.keeper, link.link_words, link.control, link.body),
                *(link.requirement, "、".join(link.gaps)),
            ]
            for card in cards
            for link in card.links
        ],
    )


@query
def list_labels(
    *, actor: Actor, resource: str = "", table: str = ""
) -> list[FieldLabel]:
    """The label of each column; of one resource, of one table, or all.

    Refuses with NotAllowed whoever is no member of staff.
    """
    ask_for_staff(actor)
    return [
        one
        for one in read_labels().columns
        if (not resource or one.resource == resource)
        and (not table or one.table == table)
    ]


def _cards(actor: Actor, rows: list[DataResource]) -> list[ResourceCard]:
    if not rows:
        return []
    keys = [row.id for row in rows]
    published = {
        row.id: row.publication
        for row in DataResource.objects.filter(pk__in=keys).select_related(
            "publication"
        )
        if hasattr(row, "publication")
    }
    held: dict[UUID, dict[str, ResourceLink]] = {}
    for link in ResourceLink.objects.filter(resource__in=keys):
        held.setdefault(link.resource_id, {})[link.link] = link
    bodies = {one.body_id: one.name for one in list_bodies(actor=actor)}
    people = {row.drafted_by_id for row in rows}
    people |= {one.published_by_id for one in published.values()}
    names = list_staff_names(actor=actor, person_ids=sorted(people))
    labels = read_labels()
    found = []
    for row in rows:
        publication = published.get(row.id)
        found.append(
            ResourceCard(
                resource_id=row.id,
                code=row.code,
                number=row.number,
                name=row.name,
                about=row.about,
                keeper_id=row.keeper_id,
                keeper=bodies[row.keeper_id],
                drafted_by_id=row.drafted_by_id,
                drafted_by=names.get(row.drafted_by_id, ""),
                drafted_at=row.drafted_at,
                links=_links(held.get(row.id, {}), bodies),
                in_force_from=publication.in_force_from if publication else None,
                published_by=names.get(publication.published_by_id, "")
                if publication
                else "",
                tables=labels.tables_of(row.code),
            )
        )
    return found


def _links(
    held: dict[str, ResourceLink], bodies: dict[UUID, str]
) -> tuple[SafeguardCard, ...]:
    blank = ResourceLink(control="", requirement="")
    rows = [(name, held.get(name, blank)) for name in LINK_WORDS]
    return tuple(
        SafeguardCard(
            link=name,
            control=row.control,
            body_id=row.body_id,
            body=bodies.get(row.body_id, "") if row.body_id else "",
            requirement=row.requirement,
        )
        for name, row in rows
    )
