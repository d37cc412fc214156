"""Recording that a body is on a network, and how a department's network is joined."""

from datetime import datetime
from typing import Final
from uuid import UUID

from tongban.capabilities.networks.models import Interconnection, NetworkAccess
from tongban.capabilities.networks.permissions import RECORD_NETWORKS
from tongban.capabilities.networks.queries import find_access, known_networks
from tongban.capabilities.networks.types import (
    LINE_WORDS,
    NETWORK_WORDS,
    STATE_WORDS,
    AccessLine,
    NetworkLinkSaid,
)
from tongban.ground.refusals import Invalid, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

LONGEST_NOTE: Final = 200
_LONGEST_PROTOCOL: Final = 120


@command
def record_access(*, actor: Actor, line: AccessLine, at: datetime) -> UUID:
    """Put on record since when a body is on a network, or correct what is on record.

    Refuses with NotAllowed for a body that the actor's post does not reach, NotFound,
    Invalid, `a_body_is_on_a_network_once`.
    """
    require(actor, RECORD_NETWORKS, org_id=line.body_id)
    _check(line)
    if line.replaces is not None:
        card = find_access(actor=actor, access_id=line.replaces)
        if card is None or (card.body_id, card.network) != (line.body_id, line.network):
            raise NotFound("没有要更正的这一条，请从清单里打开。")
        if not card.counts:
            raise Invalid({"replaces": "这一条已经更正过，请更正最新的一条。"})

    access = access_row(actor, line, at)
    access.save(force_insert=True)

    record(
        actor,
        "networks.access.recorded",
        subject="network_access",
        subject_id=access.id,
        body_id=line.body_id,
        network=line.network,
        since=line.since,
        last_on=line.last_on,
        replaces=line.replaces,
        is_void=line.is_void,
    )
    return access.id


def access_row(actor: Actor, line: AccessLine, at: datetime) -> NetworkAccess:
    """The row of a line, not saved yet."""
    return NetworkAccess(
        city=actor.city,
        body_id=line.body_id,
        network=line.network,
        line=line.line,
        since=line.since,
        last_on=line.last_on,
        note=line.note.strip(),
        replaces_id=line.replaces,
        is_void=line.is_void,
        recorded_by_id=actor.natural_person,
        recorded_at=at,
    )


@command
def record_link(*, actor: Actor, said: NetworkLinkSaid, at: datetime) -> UUID:
    """Put on record how a department's network stands from a day on.

    Refuses with NotAllowed where the actor's post does not reach the body that answers for
    it, and with Invalid.
    """
    require(actor, RECORD_NETWORKS, org_id=said.body_id)
    errors = {
        "network": "请从登记的专网里选一个，例如：税务专网。"
        * (said.network not in known_networks()),
        "state": "请选计划接通、已互联或者已停用。" * (said.state not in STATE_WORDS),
        "protocol": (
            "请写怎样互联，最多 120 个字，例如：网闸摆渡，国密 IPSec。"
            * (said.state == "connected" and not said.protocol.strip())
        )
        or _too_long(said.protocol, _LONGEST_PROTOCOL),
        "note": _too_long(said.note, LONGEST_NOTE),
    }
    if found := {name: words for name, words in errors.items() if words}:
        raise Invalid(found)

    link = Interconnection(
        city=actor.city,
        network=said.network,
        state=said.state,
        since=said.since,
        due_on=said.due_on,
        body_id=said.body_id,
        protocol=said.protocol.strip(),
        note=said.note.strip(),
        recorded_by_id=actor.natural_person,
        recorded_at=at,
    )
    link.save(force_insert=True)

    record(
        actor,
        "networks.link.recorded",
        subject="network_link",
        subject_id=link.id,
        network=said.network,
        state=said.state,
        since=said.since,
    )
    return link.id


def _check(line: AccessLine) -> None:
    errors = {
        "network": "请选一个网络，例如：电子政务外网。"
        * (line.network not in NETWORK_WORDS),
        "line": "请选线路种类，例如：运营商专线。" * (line.line not in LINE_WORDS),
        "last_on": "停用日不能早于接通日，例如接通 2024-03-01，停用 2026-06-30。"
        * (line.last_on is not None and line.last_on < line.since),
        "note": _too_long(line.note, LONGEST_NOTE),
        "replaces": "撤销要说明是哪一条。" * (line.is_void and line.replaces is None),
    }
    if found := {name: words for name, words in errors.items() if words}:
        raise Invalid(found)


def _too_long(said: str, most: int) -> str:
    return f"太长了，最多 {most} 个字。" if len(said.strip()) > most else ""
