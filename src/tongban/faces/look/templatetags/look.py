"""Tags and filters of the look: lights, tags, panels; days, money, names.

Words come from `wording.py`; markup from `look/parts/`.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tongban.faces.look import icons, wording
from tongban.plumbing.text.days import day_words, days_left_words, moment_words
from tongban.plumbing.text.trust import TRUST_LABELS

register = template.Library()
_NUMBER, _MUTED, _NO_KIND, _FOCUS = (
    mark_safe(kind)  # noqa: S308  # our own constants
    for kind in (' class="is-num"', ' class="muted"', "", " data-focus")
)

# Place 6, day 8, serial and check 8 (ground.codes.case_number).
CASE_NUMBER = 22
KEPT_IN_FRONT = 3
KEPT_AT_END = 4


# What a component may know of its page besides its parameters.
KEPT = ("request", "csrf_token", "mode", "site", "demo_site", "errors")


@register.simple_tag(takes_context=True)
def part(context: template.Context, component: str, **parameters: Any) -> SafeString:
    """A component with its parameters and nothing else.

    A plain include would let a page's own `title` or `href` leak into it, and an
    include with `only` would lose the token against forgery.
    """
    kept = {key: context[key] for key in KEPT if key in context}
    engine = template.Engine.get_default()
    chosen = engine.get_template(f"look/parts/{component}.html")
    return chosen.render(context.new({**kept, **parameters}))


# ------------------------------------------------------------------ small parts
@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative drawing; the words beside it carry the meaning."""
    # The drawings are our own constants, nothing from outside is in them.
    return mark_safe(icons.draw(name))  # noqa: S308


@register.simple_tag
def light(state: Any, days_left: int | None = None, words: str = "") -> SafeString:
    """A light: shape, word and colour, never colour alone."""
    return _light(_plain(state) or "none", days_left, str(words), get_language())


@lru_cache(maxsize=1024)
def _light(
    key: str, days_left: int | None, words: str, _language: str | None
) -> SafeString:
    said = words or str(wording.LIGHTS[key])
    if days_left is not None:
        said = f"{said} · {days_left_words(days_left, working=True)}"
    shape = mark_safe(icons.light_shape(key))  # noqa: S308  # our own constants
    return format_html(
        '<span class="light light-{}">{}<span>{}</span></span>', key, shape, said
    )


@register.simple_tag
def tag(text: Any, kind: str = "plain") -> SafeString:
    """A short mark with a border, readable without its colour."""
    return format_html('<span class="tag tag-{}">{}</span>', kind or "plain", text)


@register.simple_tag
def table_rows(rows: Sequence[Mapping[str, Any]]) -> SafeString:
    """The rows of a worklist: by hand, because a page has four hundred cells.

    `format_html` for each of them took a tenth of the page's time: what may come from
    outside is escaped here, one by one.
    """
    usual, colon = _("办理"), conditional_escape(_("："))
    written = (
        f"\n<tr>{_cells(row)}\n"
        f'<td class="act"><a class="btn btn-2" href="{conditional_escape(row["href"])}"'
        f" data-row{'' if place else _FOCUS}>"
        f"{conditional_escape(row.get('act') or usual)}"
        f'<span class="sr">{colon}{conditional_escape(row["label"])}</span></a></td></tr>'
        for place, row in enumerate(rows)
    )
    return mark_safe("".join(written))  # noqa: S308  # each part is escaped above


def _cells(row: Mapping[str, Any]) -> str:
    return "".join(
        f"<td{_kind(cell)}>{conditional_escape(_said(cell))}</td>"
        for cell in row["cells"]
    )


def _kind(cell: Mapping[str, Any]) -> SafeString:
    if cell.get("num"):
        return _NUMBER
    return _MUTED if cell.get("muted") else _NO_KIND


def _said(cell: Mapping[str, Any]) -> Any:
    if cell.get("light"):
        return light(cell["light"], cell.get("days_left"))
    if cell.get("tag"):
        return tag(cell["tag"], cell.get("tag_kind", "plain"))
    if cell.get("href"):
        return format_html('<a href="{}">{}</a>', cell["href"], cell["text"])
    return cell.get("text", "")


@register.simple_tag
def trust(level: Any) -> SafeString:
    """How far a material is trusted: A to D, with the words."""
    letter = _plain(level)
    kind = {"A": "ok", "B": "info", "C": "warn"}.get(letter, "plain")
    return format_html(
        '<span class="tag tag-{} trust"><b>{}</b>{}</span>',
        kind,
        letter,
        TRUST_LABELS[letter],
    )


@register.simple_tag
def need(level: Any, note: str = "") -> SafeString:
    """Whether a material must be handed in."""
    key = _plain(level)
    return format_html(
        '<span class="need need-{}">{}</span>{}',
        key,
        wording.NEEDS[key],
        format_html('<span class="note-line">{}</span>', note) if note else "",
    )


@register.simple_tag
def state_tag(kind: str, key: Any) -> SafeString:
    """The tag of a task's or upload's state."""
    said, colour = wording.STATES[kind][_plain(key)]
    return format_html('<span class="tag tag-{}">{}</span>', colour, said)


# ------------------------------------------------------------------ parts with a body
@register.simple_block_tag
def panel(content: str, title: Any = "", id: str = "", level: int = 2) -> str:  # noqa: A002  # the word of HTML
    """A white card with a heading."""
    return render_to_string(
        "look/parts/panel.html",
        {"content": content, "title": title, "id": id, "level": level},
    )


@register.simple_block_tag
def fold(content: str, title: Any, open: bool = False, note: Any = "") -> str:  # noqa: A002  # the word of HTML
    """Matter that most people need not read, behind its own heading."""
    return render_to_string(
        "look/parts/fold.html",
        {"content": content, "title": title, "open": open, "note": note},
    )


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: Any = "") -> str:
    """A band that says something to everyone who comes by."""
    return render_to_string(
        "look/parts/notice.html",
        {
            "content": content,
            "kind": kind,
            "title": title,
            "icon_name": {"ok": "check", "warn": "alert", "danger": "alert"}.get(
                kind, "info"
            ),
            "word": wording.NOTICES[kind],
        },
    )


# ------------------------------------------------------------------ fields
@register.inclusion_tag("look/parts/field_body.html")
def field_body(f: Any, as_h1: bool = False) -> dict[str, Any]:
    """One form field, worked out from its description."""
    return {"field": wording.read_field(f), "as_h1": as_h1}


@register.simple_tag(takes_context=True)
def error_list(context: template.Context) -> list[tuple[str, str]]:
    """The page's errors as (field, message), whichever way the view gave them."""
    errors = context.get("errors")
    if isinstance(errors, Mapping):
        return [(str(field), str(message)) for field, message in errors.items()]
    return [
        (str(_get(entry, "field")), str(_get(entry, "message")))
        for entry in errors or []
    ]


# ------------------------------------------------------------------ filters
@register.filter
def day(value: date | datetime | None) -> str:
    """11 月 30 日（周一）."""
    return day_words(_local_day(value)) if value else ""


@register.filter
def day_year(value: date | datetime | None) -> str:
    """2026 年 11 月 30 日（周一）."""
    return day_words(_local_day(value), year=True) if value else ""


@register.filter
def moment(value: date | datetime | None) -> str:
    """11 月 30 日（周一）14:05; a bare date stays a date."""
    if isinstance(value, datetime):
        return moment_words(timezone.localtime(value) if value.tzinfo else value)
    return day(value)


@register.filter
def days_left(value: date | None, today: date) -> str:
    """Calendar days left until the day."""
    return days_left_words((value - today).days) if value else ""


@register.filter
def workdays_left(value: int | None) -> str:
    """Working days left, as counted by the clock."""
    return "" if value is None else days_left_words(value, working=True)


@register.filter
def yuan(fen: int | None) -> str:
    """Fen as yuan: 80 元, 12.50 元; nothing to pay is said in words."""
    if fen is None:
        return ""
    if fen == 0:
        return _("不收费")
    whole, rest = divmod(fen, 100)
    return f"{whole:,}.{rest:02d} 元" if rest else f"{whole:,} 元"


@register.filter
def grouped(number: int | None) -> str:
    """12,345: grouped by thousands."""
    return "" if number is None else f"{number:,}"


@register.filter
def case_number(number: str) -> SafeString:
    """A case number that breaks, where it must, between place, day and serial."""
    given = str(number)
    parts = (
        [given[:6], given[6:14], given[14:]] if len(given) == CASE_NUMBER else [given]
    )
    return format_html_join(mark_safe("<wbr>"), "{}", ((part,) for part in parts))


@register.filter
def mask_name(name: str) -> str:
    """张*兰: enough to know oneself, too little for others."""
    if not name:
        return ""
    first, middle = name[0], list(name[1:])
    last = middle.pop() if middle else ""
    if not middle:
        return f"{first}*" if last else first
    return first + "*" * len(middle) + last


@register.filter
def mask_number(number: str) -> str:
    """Keep three characters at the front and four at the end."""
    hidden = len(number) - KEPT_IN_FRONT - KEPT_AT_END
    if hidden <= 0:
        return "*" * len(number)
    return number[:KEPT_IN_FRONT] + "*" * hidden + number[-KEPT_AT_END:]


@register.filter
def limit_words(limit: Any) -> str:
    """A time limit in words; zero means that one waits for it."""
    if not limit:
        return ""
    value, unit = int(_get(limit, "value")), str(_plain(_get(limit, "unit")))
    return _("当场办结") if value == 0 else f"{value} {wording.UNITS[unit]}"


def _local_day(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return (timezone.localtime(value) if value.tzinfo else value).date()
    return value


def _plain(value: Any) -> str:
    return str(value.value if isinstance(value, Enum) else value or "")


def _get(thing: Any, name: str) -> Any:
    return thing[name] if isinstance(thing, Mapping) else getattr(thing, name)
