"""One day's exchange: send what waits, pack what changed, send it, compare; and parcels."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from tongban.capabilities.exchange.carrying import (
    Carried,
    answer_parcel,
    carrier,
    read_parcel_part,
    receive_parcel,
    send_parcel,
)
from tongban.capabilities.exchange.commands import (
    keep_comparison,
    keep_receipt,
    make_packages,
)
from tongban.capabilities.exchange.permissions import SEND_PACKAGES
from tongban.capabilities.exchange.queries import (
    list_ours,
    list_unanswered,
    may_see,
    province_key,
    read_items,
)
from tongban.capabilities.exchange.sending import PATIENCE, NotReached, Peer
from tongban.capabilities.exchange.types import NOW, PackageCard
from tongban.capabilities.orgs.queries import system_actor_for_city
from tongban.ground.refusals import MoveRefused, NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.jobs.scheduling import queue

CONNECTOR = "province-connector"

__all__ = [
    "CONNECTOR",
    "Carried",
    "Exchanged",
    "answer_parcel",
    "ask_for_a_run",
    "carrier",
    "connector",
    "read_parcel_part",
    "receive_parcel",
    "run_exchange",
    "send_parcel",
]


@dataclass(frozen=True)
class Exchanged:
    """What one run did."""

    sent: int
    accepted: int
    refused: int
    agrees: bool
    trouble: str = ""


def connector(city: str) -> Actor:
    """The named system actor that speaks with the province."""
    grants = frozenset({(SEND_PACKAGES, None)})
    return system_actor_for_city(name=CONNECTOR, city=city, grants=grants)


def ask_for_a_run(*, actor: Actor) -> str:
    """Have a run done in the background; the address it goes to.

    Refuses with NotAllowed; MoveRefused where no province is set up.
    """
    may_see(actor)
    if not settings.PROVINCE_URL:
        raise MoveRefused(
            "还没有接省平台，什么都不会送出去。请运维在配置里写上 TONGBAN_PROVINCE_URL。",
            turn_to="运维",
        )
    queue(NOW, city=actor.city)
    return str(settings.PROVINCE_URL)


def run_exchange(
    url: str, *, actor: Actor, day: date, at: datetime, patience: float = PATIENCE
) -> Exchanged:
    """Send and compare; what could not be done stands in the comparison, and waits."""
    peer = Peer(url, patience, province_key())
    taken: list[tuple[int, int]] = []

    def deliver(packages: Iterable[PackageCard]) -> None:
        for package in packages:
            taken.append(_send(peer, actor, package, at))  # noqa: PERF401  # what was taken before a line broke counts

    try:
        deliver(list_unanswered(actor=actor))
        deliver(make_packages(actor=actor, day=day, at=at))
        agrees, trouble = _compare(peer, actor, day, at), ""
    except NotReached as error:
        agrees, trouble = False, error.message
        ours = list_ours(actor=actor, day=day)
        keep_comparison(
            actor=actor, ours=ours, told=None, theirs={}, trouble=trouble, at=at
        )
    except (MoveRefused, NotFound):
        # Another run was faster: its answers are the ones that were kept.
        agrees, trouble = False, "另一次报送正在进行，以它的结果为准。"
    accepted, refused = (sum(one[side] for one in taken) for side in (0, 1))
    return Exchanged(len(taken), accepted, refused, agrees, trouble)


def _send(
    peer: Peer, actor: Actor, package: PackageCard, at: datetime
) -> tuple[int, int]:
    taken = peer.send(package, read_items(actor=actor, package=package))
    keep_receipt(
        actor=actor,
        package_id=package.package_id,
        accepted=taken.accepted,
        refused=taken.refused,
        told=taken.told,
        at=at,
    )
    return taken.accepted, len(taken.refused)


def _compare(peer: Peer, actor: Actor, day: date, at: datetime) -> bool:
    ours = list_ours(actor=actor, day=day)
    told = peer.state(actor.city)
    theirs = peer.rows(actor.city, told)
    return keep_comparison(actor=actor, ours=ours, told=told, theirs=theirs, at=at)
