"""The one-time notice, for B3 and W4: what can be ticked, why, how long, how it will look."""

from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.capabilities.cases.commands.ask_correction import LONGEST_LINE
from tongban.capabilities.cases.types import LineToMend
from tongban.capabilities.catalogue.types import Guide
from tongban.ground.clock import Calendar
from tongban.ground.refusals import Refusal

MEND, REASON = "mend", "reason_"
MATERIAL, FIELD = "material_", "field_"
NOT_HANDED_IN = gettext_lazy("没有提交，请补交。")
UNCLEAR = gettext_lazy("看不清，请重新提交清楚的。")
WRONG = gettext_lazy("与材料不一致，请核对后改正。")
PHRASES: Final[tuple[str | Promise, ...]] = (
    NOT_HANDED_IN,
    gettext_lazy("照片看不清，请重新拍一张。"),
    gettext_lazy("缺页，请补齐。"),
    gettext_lazy("没有签字，请签字后再交。"),
    gettext_lazy("没有盖章，请盖章后再交。"),
    gettext_lazy("已经过期，请交有效期内的。"),
    WRONG,
)


@dataclass(frozen=True)
class Held:
    """A material of the guide in the applicant's situation, and whether it is here."""

    key: str
    name: str
    necessity: str
    is_received: bool
    words: str | Promise


@dataclass(frozen=True)
class Row:
    """One thing that can be ticked: a material or a field, with its reason."""

    name: str
    label: str
    words: str | Promise
    kind: str
    is_ticked: bool
    reason: str
    usual: str | Promise
    error: str
    reason_error: str


@dataclass(frozen=True)
class Notice:
    """The whole form of the notice."""

    materials: tuple[Row, ...]
    fields: tuple[Row, ...]
    error: str

    @property
    def opens_fields(self) -> bool:
        """Whether a field is ticked, so that the fold must not hide it."""
        return any(row.is_ticked or row.error for row in self.fields)


def read_notice(
    guide: Guide,
    held: Iterable[Held],
    posted: QueryDict | None,
    errors: Mapping[str, str],
) -> Notice:
    """Everything of the guide; at first what must be here and is not stands ticked."""
    ticked = set(posted.getlist(MEND)) if posted is not None else None

    def row(
        name: str, label: str, words: str | Promise, *, lacks: bool, kind: str = ""
    ) -> Row:
        is_ticked = lacks if ticked is None else name in ticked
        usual = NOT_HANDED_IN if lacks else UNCLEAR
        first = str(usual) if is_ticked and posted is None else ""
        return Row(
            name=name,
            label=label,
            words=words,
            kind=kind,
            is_ticked=is_ticked,
            reason=first if posted is None else posted.get(REASON + name, ""),
            usual=usual if name.startswith(MATERIAL) else WRONG,
            error=errors.get(name, ""),
            reason_error=errors.get(REASON + name, ""),
        )

    return Notice(
        materials=tuple(
            row(
                MATERIAL + one.key,
                one.name,
                one.words,
                lacks=one.necessity == "required" and not one.is_received,
                kind="ok" if one.is_received else "warn",
            )
            for one in held
        ),
        fields=tuple(
            row(FIELD + spec.name, spec.label, "", lacks=False)
            for spec in guide.form.fields.values()
        ),
        error=errors.get("lines", ""),
    )


def read_lines(posted: QueryDict) -> tuple[LineToMend, ...]:
    """What is ticked, as the command takes it."""
    lines = []
    for name in posted.getlist(MEND):
        reason = posted.get(REASON + name, "").strip()
        if name.startswith(MATERIAL):
            lines.append(LineToMend(reason, material=name.removeprefix(MATERIAL)))
        else:
            lines.append(LineToMend(reason, field=name.removeprefix(FIELD)))
    return tuple(lines)


def is_of_notice(name: str) -> bool:
    """Whether a control belongs to the notice, and not to the page around it."""
    return name == MEND or name.startswith(REASON)


def time_words(last_day: date | None, today: date, calendar: Calendar) -> str:
    """How long the notice may still be sent (licensing law, art. 32)."""
    if last_day is None:
        return ""
    if today > last_day:
        return _("已超过 5 个工作日，依法视为受理，不能再要求补正。")
    left = calendar.working_days_between(today, last_day)
    if left == 0:
        return _("今天是可以告知的最后一天；逾期视为受理。")
    return _("还剩 %(left)s 个工作日可以告知；逾期视为受理。") % {"left": left}


def notice_context(notice: Notice) -> dict[str, Any]:
    """What the shared part of both pages needs."""
    return {
        "notice": notice,
        "phrases": PHRASES,
        "longest_reason": LONGEST_LINE,
    }


def is_fragment(request: HttpRequest) -> bool:
    """Whether a part of the page asks; without a script the whole page comes again."""
    return request.headers.get("HX-Request") == "true"


def show_preview(
    request: HttpRequest, lines: tuple[LineToMend, ...], draw: Callable[[], bytes]
) -> HttpResponse:
    """The notice as it will be printed; inside the page, for typed words stay out of URLs."""
    picture, words = "", ""
    if not lines:
        words = _("勾选要补的材料或内容以后，这里显示告知书的样子。")
    else:
        try:
            picture = b64encode(draw()).decode("ascii")
        except Refusal as refusal:
            words = refusal.message
    context = {"picture": picture, "words": words, "number": len(lines)}
    return render(request, "cases/desk/notice_preview.html", context)
