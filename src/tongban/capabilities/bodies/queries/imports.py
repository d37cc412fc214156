"""What taking in a file of regions or bodies would do, and the file to fill in."""

from datetime import date, datetime, time
from typing import Final

from tongban.capabilities.bodies.reading_files import (
    COLUMNS,
    Known,
    Row,
    read_bodies,
    read_regions,
    read_rows,
)
from tongban.capabilities.bodies.types import ImportSeen
from tongban.capabilities.catalogue.queries import read_lines
from tongban.capabilities.orgs.queries import (
    list_all_regions,
    list_bodies,
    list_credit_codes,
)
from tongban.ground.refusals import NotFound
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.text.tables import write_csv, write_workbook

_SAMPLE: Final = {
    "regions": ("690121101", "临江街道", "乡级", "街道", "690121"),
    "bodies": (
        *("AL-DATA", "安澜市数据资源管理局", "市数据局", "11690100690100171P"),
        *("市级", "部门", "690100", "AL-GOV", "王建国", "政务服务科"),
        *("0699-6012345", "澜心大道1号"),
    ),
}
_NOTES: Final = (
    ("一行一个", "已经登记的按代码认；没有变化的行不会改什么。"),
    ("层级", "市级、县级、乡级、村级。"),
    ("顺序", "上级排在下级前面。"),
    ("生效", "导入以后要由另一个人审定，从写明的日子起生效。"),
)


@query
def preview_import(*, actor: Actor, what: str, content: bytes, day: date) -> ImportSeen:
    """What a file would change as of a day, line by line; writes nothing.

    Refuses with Invalid what is no such file.
    """
    rows = understand(actor, what, content, day)
    return ImportSeen(what, tuple(line for line, _change in rows))


def understand(actor: Actor, what: str, content: bytes, day: date) -> list[Row]:
    """Each line of a file with the change that it asks for, where it asks for one."""
    lines = [(line.line, line.cells) for line in read_lines(content)]
    rows = read_rows(what, lines)
    bodies = {card.code: card for card in list_bodies(actor=actor, day=day)}
    regions = {card.code: card for card in list_all_regions(actor=actor, day=day)}
    codes = {one.body_id: one.code for one in bodies.values()}
    known = Known(regions, bodies, codes, list_credit_codes(actor=actor))
    return (read_regions if what == "regions" else read_bodies)(rows, known)


def get_template(*, what: str, kind: str) -> bytes:
    """The file to fill in, as csv or xlsx. Refuses with NotFound."""
    if what not in COLUMNS or kind not in {"csv", "xlsx"}:
        raise NotFound("没有这种模板，可以下载的在“成批导入”页上。")
    rows = [list(_SAMPLE[what])]
    if kind == "csv":
        return write_csv(COLUMNS[what], rows)
    created = datetime.combine(date(2026, 1, 1), time(), OFFICE_ZONE)
    widths = [3] * len(COLUMNS[what])
    return write_workbook(
        "机构模板", COLUMNS[what], rows, widths=widths, notes=_NOTES, created=created
    )
