"""一次性告知: what one person's own situation makes of a guide, on one sheet (GUI-02)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from tongban.capabilities.catalogue.screens import GuidePage, show_guide
from tongban.capabilities.catalogue.types import Guide
from tongban.plumbing.papers import PaperTooLong, render

Answers = dict[str, str]
Rows = list[dict[str, Any]]

# What the questions are called in forms, here and on the way of an application alike.
_PREFIX: Final = "situation_"
_AGAIN: Final = "again"
_NEEDS: Final = {
    "required": "要交",
    "optional": "可以不交",
    "deferrable": "可以后补",
}


@dataclass(frozen=True)
class Told:
    """What was answered of the questions of a guide, and what is still to be asked."""

    answers: Answers
    fields: Rows
    errors: dict[str, str]
    # All questions are answered, and nobody wants to change that.
    is_whole: bool

    @property
    def asked(self) -> str:
        """The answers as they stand in an address."""
        return urlencode(
            {f"{_PREFIX}{key}": said for key, said in self.answers.items()}
        )


@dataclass(frozen=True)
class NoticePage:
    """What the sheet says: the guide without what does not concern this person."""

    page: GuidePage
    situation: Rows
    to_hand_in: Rows
    waived: list[str]


def read_situations(guide: Guide, given: Mapping[str, str]) -> Told:
    """The answers in an address. An unknown or missing one is asked for, never guessed."""
    names = {f"{_PREFIX}{row.key}": row for row in guide.situations}
    is_begun = any(name in given for name in names)
    answers: Answers = {}
    fields: Rows = []
    errors: dict[str, str] = {}
    for name, row in names.items():
        choices = [{"value": one.key, "label": one.label} for one in row.options]
        said = given.get(name, "")
        if any(one.key == said for one in row.options):
            answers[row.key] = said
        elif is_begun:
            errors[name] = _("请回答“%(question)s”，从这些里选一个：%(labels)s") % {
                "question": row.question,
                "labels": "、".join(one.label for one in row.options),
            }
        fields.append(
            {
                "name": name,
                "label": row.question,
                "help": row.help,
                "type": "choice",
                "required": True,
                "choices": choices,
                "value": answers.get(row.key, ""),
                "error": errors.get(name, ""),
            }
        )
    is_whole = len(answers) == len(names) and _AGAIN not in given
    return Told(answers, fields, errors, is_whole)


def show_notice(guide: Guide, answers: Answers) -> NoticePage:
    """The sheet for these answers: exactly what an application with them asks for."""
    asked = guide.materials_for(answers)
    page = show_guide(guide)
    # The rows of the page stand in the order of the guide's materials.
    rows = zip(guide.materials, page.materials, strict=True)
    to_hand_in = [
        # Which answer it depends on is settled: it is handed in or it is not.
        row | {"need": card.necessity, "need_note": "", "trust": ""}
        for card, row in rows
        if card in asked and not card.is_waived
    ]
    return NoticePage(
        page=page,
        situation=[
            {
                "term": row.question,
                "value": next(
                    one.label for one in row.options if one.key == answers[row.key]
                ),
            }
            for row in guide.situations
        ],
        to_hand_in=to_hand_in,
        waived=[card.name for card in asked if card.is_waived],
    )


def make_notice_paper(guide: Guide, answers: Answers, *, day: date) -> bytes:
    """The sheet as one page of PDF; with fewer words where all do not fit.

    Refuses with MissingGlyph or PaperTooLong.
    """
    told = show_notice(guide, answers)
    conditions = {
        "granted_when": [_condition_words(row) for row in told.page.conditions]
    }
    brief = _values(guide, told, day, is_brief=True)
    # What must be met goes only where not even the briefest words leave room for it: it
    # stands in the guide, whose address and digest are on the sheet.
    whole = _values(guide, told, day, is_brief=False) | conditions
    for values in (whole, brief | conditions):
        try:
            return render("notice", values)
        except PaperTooLong:
            continue
    return render("notice", brief)


def _condition_words(row: dict[str, Any]) -> str:
    listed = "；".join(one.rstrip("。；") for one in row["of"])
    return f"{row['text']}：{listed}。" if listed else row["text"]


def _values(
    guide: Guide, told: NoticePage, day: date, *, is_brief: bool
) -> dict[str, Any]:
    page = told.page
    return {
        "organ": page.body_name,
        "item_name": page.name,
        "issued_on": day,
        "facts": [[row["term"], row["value"]] for row in page.facts if row["value"]],
        "situation": [[row["term"], row["value"]] for row in told.situation],
        "to_bring": [_material_row(row, is_brief=is_brief) for row in told.to_hand_in],
        "waived": told.waived,
        "plain_steps": page.plain_steps,
        "fees": [_fee_words(row) for row in page.fees],
        "places": [_place_words(row) for row in page.places],
        "phones": [f"{row['term']}：{row['value']}" for row in page.phones if row["value"]],
        "rights": [] if is_brief else [
            f"{row['term']}：{row['value']}" for row in page.rights if row["value"]
        ],
        "code": page.code,
        "number": guide.number,
        "digest": guide.digest,
        "foot": f"{page.name}　{page.code}　指南第 {guide.number} 版",
    }  # fmt: skip


def _material_row(row: dict[str, Any], *, is_brief: bool) -> dict[str, Any]:
    kind = " ".join(filter(None, (row["form_words"], row["kind_words"])))
    copies = f"{row['copies']} 份" if row["copies"] else ""
    said = row["standard"] or row["note"]
    return {
        "name": row["name"],
        "note": "" if is_brief else said,
        "need": _NEEDS.get(row["need"], row["need"]),
        "form": "，".join(filter(None, (kind, copies))),
        "source": row["issuer"] or row["source_words"],
    }


def _fee_words(row: dict[str, Any]) -> str:
    amount = f"{row['amount_fen'] / 100:g} 元"
    basis = f"（依据：{row['basis']}）" if row["basis"] else ""
    return f"{row['name']} {amount}{basis}"


def _place_words(row: dict[str, Any]) -> str:
    parts = (row.get("name"), row.get("address"), row.get("hours"), row.get("phone"))
    return "　".join(part for part in parts if part)
