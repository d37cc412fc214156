"""Who is on which network, as of any day, and how much of each level."""

from datetime import date
from typing import Final
from uuid import UUID

from tongban.capabilities.networks.models import NetworkAccess
from tongban.capabilities.networks.permissions import SEE_NETWORKS
from tongban.capabilities.networks.queries.seeing import ask_for_staff
from tongban.capabilities.networks.types import (
    LEVEL_WORDS,
    NETWORK_WORDS,
    AccessCard,
    LevelCoverage,
    NetworkCoverage,
)
from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.people.queries import list_staff_names
from tongban.ground.refusals import Invalid, NotAllowed
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all
from tongban.plumbing.text.tables import write_csv

_COVERAGE: Final = (
    "select level, is_zone, bodies, reached from network_coverage(%s, %s)"
)
HEADINGS: Final = (
    *("单位代码", "单位", "网络", "线路", "接通日期", "停用日期", "说明", "登记人"),
    *("登记时间", "状态"),
)


@query
def list_levels(*, actor: Actor, network: str, day: date) -> list[LevelCoverage]:
    """How many bodies of each level are on a network on a day; the same for whoever asks."""
    counted = {
        "zone" if is_zone else level: (bodies, reached)
        for level, is_zone, bodies, reached in fetch_all(_COVERAGE, [network, day])
    }
    return [
        LevelCoverage(level, *counted.get(level, (0, 0)))
        for level in LEVEL_WORDS
        if level in counted or level != "zone"
    ]


@query
def get_coverage(*, actor: Actor, network: str, day: date) -> NetworkCoverage:
    """Coverage by level with the bodies that are not on the network.

    Refuses with NotAllowed, and Invalid for a network that is none.
    """
    if not actor.may_anywhere(SEE_NETWORKS):
        raise NotAllowed("接入情况由安全、审计管理员和市级机构岗位查看。")
    if network not in NETWORK_WORDS:
        raise Invalid({"network": "没有这种网络，例如 extranet（电子政务外网）。"})
    reached = {
        card.body_id
        for card in list_accesses(actor=actor, network=network)
        if card.holds_on(day)
    }
    bodies = list_bodies(actor=actor, day=day)
    return NetworkCoverage(
        network,
        day,
        tuple(list_levels(actor=actor, network=network, day=day)),
        tuple(one for one in bodies if one.stands and one.body_id not in reached),
    )


@query
def list_accesses(
    *, actor: Actor, network: str = "", body_id: UUID | None = None
) -> list[AccessCard]:
    """What is on record and the actor may see, corrections too; the newest first."""
    ask_for_staff(actor)
    rows = NetworkAccess.objects.filter(city=actor.city)
    if network:
        rows = rows.filter(network=network)
    if body_id is not None:
        rows = rows.filter(body_id=body_id)
    return _cards(actor, list(rows.order_by("-since", "-recorded_at", "id")))


@query
def find_access(*, actor: Actor, access_id: UUID) -> AccessCard | None:
    """One row on record, where the actor may see it."""
    ask_for_staff(actor)
    found = _cards(actor, list(NetworkAccess.objects.filter(pk=access_id)))
    return found[0] if found else None


@query
def download_accesses(*, actor: Actor) -> bytes:
    """What is on record and the actor may see, as CSV."""
    rows = list_accesses(actor=actor)
    return write_csv(HEADINGS, [_cells(one) for one in rows])


def _cells(card: AccessCard) -> list[str]:
    state = "已撤销" if card.is_void else "已更正" if card.is_replaced else "有效"
    return [
        *(card.body_code, card.body, card.network_words, card.line_words),
        *(card.since.isoformat(), card.last_on.isoformat() if card.last_on else ""),
        *(card.note, card.recorded_by, card.recorded_at.isoformat("T", "minutes")),
        state,
    ]


def _cards(actor: Actor, rows: list[NetworkAccess]) -> list[AccessCard]:
    if not rows:
        return []
    bodies = {one.body_id: one for one in list_bodies(actor=actor)}
    people = sorted({row.recorded_by_id for row in rows})
    names = list_staff_names(actor=actor, person_ids=people)
    keys = [row.id for row in rows]
    replaced = set(
        NetworkAccess.objects.filter(replaces__in=keys).values_list(
            "replaces_id", flat=True
        )
    )
    return [
        AccessCard(
            access_id=row.id,
            body_id=row.body_id,
            body_code=bodies[row.body_id].code,
            body=bodies[row.body_id].name,
            network=row.network,
            line=row.line,
            since=row.since,
            last_on=row.last_on,
            note=row.note,
            recorded_by=names.get(row.recorded_by_id, ""),
            recorded_at=row.recorded_at,
            is_replaced=row.id in replaced,
            is_void=row.is_void,
        )
        for row in rows
    ]
