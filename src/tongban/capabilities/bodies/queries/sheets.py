"""Assessment sheets: what one would say, and those that were published."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.bodies.models import AssessmentScheme, AssessmentSheet
from tongban.capabilities.bodies.scoring import tenths_of
from tongban.capabilities.bodies.types import SchemeCard, SheetCard
from tongban.capabilities.indicators.queries import list_figures
from tongban.capabilities.orgs.queries import get_body
from tongban.ground.refusals import Invalid, MoveRefused, NotFound
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all
from tongban.plumbing.text.tables import write_csv

_STAFF: Final = "select established, everybody from window_staff(%s, %s)"
_MOST: Final = 200
HEADINGS: Final = ("指标", "分子", "分母", "结果", "分值", "得分")


@query
def find_scheme(*, actor: Actor) -> SchemeCard | None:
    """The scheme that counts for new sheets, or None."""
    row = AssessmentScheme.objects.filter(city=actor.city).order_by("-number").first()
    if row is None:
        return None
    return SchemeCard(
        row.id, row.number, row.title, tuple(row.weights), row.document_number
    )


@query
def preview_sheet(
    *, actor: Actor, body_id: UUID, first_day: date, last_day: date
) -> SheetCard:
    """What the sheet of a body and period would say; its key is that of the scheme.

    Refuses with NotFound, with Invalid for a period that is none or not over, and with
    MoveRefused where no scheme is published.
    """
    scheme = find_scheme(actor=actor)
    if scheme is None:
        raise MoveRefused("还没有公布考核办法，请先公布每个指标的分值。")
    if last_day < first_day:
        wrong = "最后一天不能早于第一天，例如：2026-07-01 到 2026-09-30。"
        raise Invalid({"last_day": wrong})
    body = get_body(actor=actor, body_id=body_id, day=last_day)
    figures = list_figures(actor=actor, day=last_day, body_id=body_id)
    rows = _weighed(scheme, figures)
    established, everybody = fetch_all(_STAFF, [body_id, last_day])[0]
    rows.append(_of_windows(established, everybody))
    counted = [row for row in rows if row["got"] is not None]
    return SheetCard(
        sheet_id=scheme.scheme_id,
        body_id=body_id,
        body=body.name,
        first_day=first_day,
        last_day=last_day,
        scheme=scheme.title,
        rows=tuple(rows),
        got=sum(row["got"] for row in counted),
        of=sum(row["points"] * 10 for row in counted),
        published_at=datetime.combine(last_day, datetime.min.time(), OFFICE_ZONE),
    )


def _weighed(scheme: SchemeCard, figures: Sequence[Any]) -> list[dict[str, Any]]:
    points = {weight["figure"]: weight["points"] for weight in scheme.weights}
    return [
        {
            "figure": one.indicator.key,
            "title": one.indicator.title,
            "part": one.part,
            "whole": one.whole,
            "words": one.words,
            "points": points[one.indicator.key],
            # A share of nothing is no figure: neither got nor lost.
            "got": tenths_of(
                one.value, one.indicator.target, points[one.indicator.key]
            ),
        }
        for one in figures
        if one.indicator.key in points
    ]


def _of_windows(established: int, everybody: int) -> dict[str, Any]:
    """Told and not scored: who works at windows of the establishment (AUT-02)."""
    return {
        "figure": "established_at_windows",
        "title": "窗口人员在编（只列出，不计分）",
        "part": established,
        "whole": everybody,
        "words": f"{established} / {everybody} 人",
        "points": 0,
        "got": None,
    }


@query
def list_sheets(*, actor: Actor, body_id: UUID | None = None) -> list[SheetCard]:
    """Published sheets, the newest period first; of one body or of all."""
    rows = AssessmentSheet.objects.filter(city=actor.city).select_related("scheme")
    if body_id is not None:
        rows = rows.filter(body_id=body_id)
    return [_card(row) for row in rows.order_by("-last_day", "body_name")[:_MOST]]


@query
def get_sheet(*, actor: Actor, sheet_id: UUID) -> SheetCard:
    """One published sheet. Refuses with NotFound."""
    rows = AssessmentSheet.objects.filter(city=actor.city, pk=sheet_id)
    row = rows.select_related("scheme").first()
    if row is None:
        raise NotFound("没有这份考核表，请从清单里打开。")
    return _card(row)


@query
def download_sheet(*, actor: Actor, sheet_id: UUID) -> tuple[str, bytes]:
    """A published sheet as CSV, and what the file is called. Refuses with NotFound."""
    sheet = get_sheet(actor=actor, sheet_id=sheet_id)
    name = f"考核表-{sheet.body}-{sheet.first_day}-{sheet.last_day}.csv"
    return name, write_csv(HEADINGS, cells_of(sheet.rows))


def cells_of(rows: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """The rows of a sheet as texts."""
    return [
        [
            row["title"],
            str(row["part"]),
            str(row["whole"]),
            row["words"],
            str(row["points"]),
            "不计" if row["got"] is None else f"{row['got'] / 10:.1f}",
        ]
        for row in rows
    ]


def _card(row: AssessmentSheet) -> SheetCard:
    return SheetCard(
        row.id,
        row.body_id,
        row.body_name,
        row.first_day,
        row.last_day,
        row.scheme.title,
        tuple(row.rows),
        row.got,
        row.of,
        row.published_at,
    )
