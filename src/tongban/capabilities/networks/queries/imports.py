"""What taking in a file of accesses would do, and the file to fill in."""

from datetime import date, datetime, time
from typing import Final

from tongban.capabilities.catalogue.queries import read_lines
from tongban.capabilities.networks.permissions import RECORD_NETWORKS
from tongban.capabilities.networks.queries.access import list_accesses
from tongban.capabilities.networks.reading_files import (
    COLUMNS,
    Key,
    Known,
    Row,
    read_accesses,
    read_rows,
)
from tongban.capabilities.networks.types import AccessCard, AccessFileSeen
from tongban.capabilities.orgs.queries import list_bodies
from tongban.ground.refusals import NotFound
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import query
from tongban.plumbing.text.tables import write_csv, write_workbook

_EXAMPLE: Final = (
    *("AL-DATA", "安澜市数据资源管理局", "电子政务外网", "运营商专线"),
    *("2024-03-01", "", "100 兆"),
)
_NOTES: Final = (
    ("一行一条", "一个单位接入一个网络写一行；已经登记的按单位、网络和接通日期认。"),
    ("网络", "电子政务外网、电子政务内网、互联网、部门专网。"),
    ("线路", "自有光纤、运营商专线、加密隧道（VPN）、无线。"),
    ("停用日期", "最后一天；还在用的空着。"),
)
_CREATED: Final = datetime.combine(date(2026, 1, 1), time(), OFFICE_ZONE)


@query
def preview_accesses(*, actor: Actor, content: bytes) -> AccessFileSeen:
    """What a file would do, line by line; writes nothing.

    Refuses with NotAllowed, and with Invalid what is no such file.
    """
    require(actor, RECORD_NETWORKS, org_id=actor.office_for(RECORD_NETWORKS))
    return AccessFileSeen(tuple(told for told, _line in understand(actor, content)))


def understand(actor: Actor, content: bytes) -> list[Row]:
    """Each line of a file with the access that it asks for, where it asks for one."""
    rows = read_rows([(line.line, line.cells) for line in read_lines(content)])
    held: dict[Key, list[AccessCard]] = {}
    for card in list_accesses(actor=actor):
        held.setdefault((card.body_id, card.network), []).append(card)
    bodies = {one.code: one for one in list_bodies(actor=actor)}
    reached = frozenset(actor.bodies_for(RECORD_NETWORKS))
    return read_accesses(rows, Known(bodies, reached, held))


def get_access_template(*, kind: str) -> bytes:
    """The file to fill in, as csv or xlsx. Refuses with NotFound."""
    if kind == "csv":
        return write_csv(COLUMNS, [list(_EXAMPLE)])
    if kind != "xlsx":
        raise NotFound("没有这种模板，可以下载的在“成批导入”页上。")
    return write_workbook(
        "网络接入模板",
        COLUMNS,
        [list(_EXAMPLE)],
        widths=[3] * len(COLUMNS),
        notes=_NOTES,
        created=_CREATED,
    )
