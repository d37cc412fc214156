"""What is missing or wrong in a published guide, before an officer has touched it.

What the collector noted about the guide (`raw_flaws`, `missing`, `curator`) is never read:
those notes are what tests compare with.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from tongban.capabilities.catalogue.checking import words
from tongban.capabilities.catalogue.checking.found import (
    found,
    part,
    positions,
    rows,
    text,
    texts,
)
from tongban.capabilities.catalogue.checking.guide_limits import check_limits
from tongban.capabilities.catalogue.checking.places import placed
from tongban.capabilities.catalogue.types import Finding
from tongban.capabilities.catalogue.wording import (
    CASE_KINDS,
    COPY_KINDS,
    HANDLING_MODES,
    ITEM_TYPES,
    before_bracket,
)

Guide = dict[str, Any]

NOTES_ABOUT_IT: Final = frozenset(
    {"source", "raw_flaws", "missing", "curator", "missing_reason", "id"}
)
_AT_LEAST_TWO: Final = 2
# What no published guide says, and every item document must.
_NEVER_THERE: Final = (
    ("code.missing", "code"),
    ("theme.missing", "theme"),
    ("form.missing", "form"),
    ("party_roles.missing", "party_roles"),
    ("remedies.missing", "remedies"),
    ("alias.missing", "alias"),
)
_ATTRIBUTES: Final = (
    ("original_or_copy", "material.copy_kind_missing"),
    ("copies", "material.copies_missing"),
    ("required", "material.necessity_missing"),
    ("source", "material.source_missing"),
)


def check_guide(guide: Guide) -> list[Finding]:
    """Everything found in a guide, in the order of its parts; never refuses one."""
    findings = [
        *_frame(guide),
        *_conditions(guide),
        *_materials(guide),
        *check_limits(guide),
        *_fees(guide),
        *_bases(guide),
        *_places_named(guide),
        *_handling(guide),
        *_places(guide),
        *_phones(guide),
        *(found(rule, where) for rule, where in _NEVER_THERE),
        found("plain.missing", "plain", "全部"),
    ]
    return placed(findings, guide)


def guide_name(guide: Guide) -> str:
    """The title without the bracket that a curator put behind it."""
    return words.CURATED.sub("", text(guide, "item_name")).strip()


def _frame(guide: Guide) -> Iterator[Finding]:
    name = guide_name(guide)
    if name != text(guide, "item_name"):
        yield found("name.uncertain", "item_name")
    if words.MERGED.search(name):
        yield found("name.merged", "item_name", name)
    said = {key: value for key, value in guide.items() if key not in NOTES_ABOUT_IT}
    left = words.placeholder_in(json.dumps(said, ensure_ascii=False))
    if left:
        yield found("text.placeholder", "*", left)
    if guide.get("complete") is False:
        yield found("source.incomplete", "complete")
    yield from _kind(guide)


def _kind(guide: Guide) -> Iterator[Finding]:
    item_type = before_bracket(text(guide, "item_type"))
    if not item_type:
        yield found("type.missing", "item_type")
    elif item_type not in ITEM_TYPES:
        yield found("type.unknown", "item_type", item_type)
    level = text(guide, "level")
    if not level:
        yield found("level.missing", "level")
    elif "、" in re.sub("（.*?）", "", level):
        yield found("level.several", "level", level)
    if not text(guide, "implementing_body"):
        yield found("body.missing", "implementing_body")
    if not texts(guide, "service_object"):
        yield found("served.missing", "service_object")
    case_kind = text(guide, "case_kind")
    if not case_kind:
        yield found("case_kind.missing", "case_kind")
    elif before_bracket(case_kind) not in CASE_KINDS:
        yield found("case_kind.unknown", "case_kind", case_kind)


def _conditions(guide: Guide) -> Iterator[Finding]:
    conditions = texts(guide, "conditions")
    if not conditions:
        yield found("condition.missing", "conditions")
    for at, said in enumerate(conditions, 1):
        yield from check_condition(said, f"conditions[{at}]", guide_name(guide))


def check_condition(said: str, where: str, name: str) -> Iterator[Finding]:
    """What is wrong with one condition, in a guide or in a document."""
    if words.NO_CONDITION.fullmatch(said):
        yield found("condition.none", where, said)
    if words.IS_MATERIAL.search(said):
        yield found("condition.is_material", where, said)
    elif words.VAGUE_CONDITION.search(said):
        yield found("condition.vague", where, said)
    if said.startswith("注"):
        yield found("condition.note", where, said)
    if words.HAS_DAYS.search(said):
        yield found("condition.has_limit", where, said)
    # A few characters more than the name say nothing more than the name.
    if name and name in said and len(said) <= len(name) + 4:
        yield found("condition.is_name", where, said)
    if words.OPEN_ENDED.search(said):
        yield found("condition.open_ended", where, said)


def _materials(guide: Guide) -> Iterator[Finding]:
    materials = rows(guide, "materials")
    if not materials:
        yield found("material.none", "materials")
        return
    for at, material in enumerate(materials, 1):
        name, where = text(material, "name"), f"materials[{at}]"
        yield from check_material_name(name, where)
        if words.HELD.search(name):
            yield found("material.already_held", where)
        yield from _material_words(material, where)
    for attribute, rule in _ATTRIBUTES:
        without = [at for at, row in enumerate(materials, 1) if attribute not in row]
        if without:
            yield found(rule, f"materials[{positions(without)}]")
    yield found("material.trust_missing", "materials")
    yield found("material.standard_missing", "materials")
    yield found("material.basis_missing", "materials")
    names = [text(material, "name") for material in materials]
    if sum(bool(words.APPLICATION_FORM.search(name)) for name in names) >= (
        _AT_LEAST_TWO
    ):
        yield found("material.duplicate_form", "materials")


def check_material_name(name: str, where: str) -> Iterator[Finding]:
    """What is wrong with the name of one material, in a guide or in a document."""
    if words.OPEN_ENDED.search(name):
        yield found("material.open_ended", where)
    elif words.VAGUE_MATERIAL.search(name):
        yield found("material.vague", where)
    if words.is_mixed(name):
        yield found("material.mixed", where)
    if words.OWN_PRODUCT.search(name):
        yield found("material.own_product", where)
    abolished = words.abolished_in(name)
    if abolished:
        yield found("material.abolished", where, abolished[1])
    if words.STAMP_CHAIN.search(name) and re.search("[、，]", name):
        yield found("material.stamp_chain", where)
    if "（原件）" in name and "复印件" in name:
        yield found("material.contradiction", where)


def _material_words(material: dict[str, Any], where: str) -> Iterator[Finding]:
    if "原文列在" in text(material, "note"):
        yield found("material.misplaced", where)
    required = material.get("required")
    if isinstance(required, str):
        yield found("material.needs_situation", where, required)
    kind = text(material, "original_or_copy")
    if kind == "原件及复印件" and "copies" in material:
        yield found("material.copies_unclear", where, material["copies"])
    if kind and kind not in COPY_KINDS:
        yield found("material.copy_word_unknown", where, kind)


def _fees(guide: Guide) -> Iterator[Finding]:
    if guide.get("fees") is None:
        yield found("fee.missing", "fees")
    for at, fee in enumerate(rows(guide, "fees"), 1):
        where, basis = f"fees[{at}]", text(fee, "basis")
        if not words.FREE.fullmatch(text(fee, "standard")):
            if not basis:
                yield found("fee.basis_missing", where)
            continue
        if basis:
            yield found("fee.basis_not_a_basis", where, basis)
        for law in rows(guide, "legal_basis"):
            for title, (article, charge) in words.FEE_LAWS.items():
                if title in text(law, "title"):
                    yield found("fee.contradicts_basis", where, title, article, charge)


def _bases(guide: Guide) -> Iterator[Finding]:
    bases = rows(guide, "legal_basis")
    if not bases:
        yield found("basis.missing", "legal_basis")
        return
    seen = set()
    for at, law in enumerate(bases, 1):
        where = f"legal_basis[{at}]"
        title, article = text(law, "title"), text(law, "article")
        if not article:
            yield found("basis.article_missing", where, title.strip("《》"))
        elif words.ARTICLE_DIGITS.search(article):
            yield found("basis.article_digits", where, article)
        closed = "《" in title and title.count("《") == title.count("》")
        if not closed or words.BARE_TITLE.search(title):
            yield found("basis.title_incomplete", where, title)
        if (title, article) in seen:
            yield found("basis.duplicate", where, title)
        seen.add((title, article))
    yield found("basis.text_missing", "legal_basis")


def _places_named(guide: Guide) -> Iterator[Finding]:
    here = text(guide, "region") + text(guide, "implementing_body")
    for name in ("materials", "steps", "conditions", "legal_basis"):
        listed = guide.get(name)
        for at, row in enumerate(listed if isinstance(listed, list) else [], 1):
            said = (
                " ".join(map(str, row.values())) if isinstance(row, dict) else str(row)
            )
            for place in words.other_places(said, here):
                yield found("text.other_place", f"{name}[{at}]", place)


def _handling(guide: Guide) -> Iterator[Finding]:
    result = part(guide, "result")
    if not (text(result, "name") or text(result, "type")):
        yield found("result.missing", "result")
    elif text(result, "name") in {"", "无"} or text(result, "type") == "无":
        yield found("result.none", "result")
    modes = [before_bracket(mode) for mode in texts(guide, "handling_modes")]
    if not modes:
        yield found("mode.missing", "handling_modes")
    for mode in modes:
        if mode not in HANDLING_MODES:
            yield found("mode.unknown", "handling_modes", mode)
    at_window = any(HANDLING_MODES.get(mode) == "window" for mode in modes)
    if modes and guide.get("place") and not at_window:
        yield found("mode.contradicts_place", "handling_modes")
    if "visits" not in guide:
        yield found("visits.missing", "visits")
    elif guide["visits"] == 0 and not any("网" in mode for mode in modes):
        yield found("visits.contradiction", "visits")


def _places(guide: Guide) -> Iterator[Finding]:
    places = texts(guide, "place")
    if not places:
        yield found("place.missing", "place")
    for place in places:
        if not words.ADDRESS.search(place):
            yield found("place.vague", "place", place)
    if not guide.get("hours"):
        yield found("hours.missing", "hours")


def _phones(guide: Guide) -> Iterator[Finding]:
    if not texts(guide, "phone"):
        yield found("phone.missing", "phone")
    if not texts(guide, "complaints"):
        yield found("complaint.missing", "complaints")
    for name in ("phone", "complaints"):
        for said in texts(guide, name):
            number = re.search(r"[\d-]{5,}", said)
            if number and words.BARE_NUMBER.fullmatch(number.group()):
                yield found("phone.no_area_code", name, said)
            if "待核" in said:
                yield found("phone.uncertain", name, said)
    if not guide.get("faq"):
        yield found("faq.missing", "faq")
