"""A document against the dictionaries of the country and the facts of the city."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from tongban.capabilities.catalogue.checking.facts import CityFacts
from tongban.capabilities.catalogue.checking.found import found, part, rows, text, texts
from tongban.capabilities.catalogue.types import Finding
from tongban.capabilities.catalogue.wording import (
    BODY_NATURE_LABELS,
    DELIVERY_LABELS,
    DEPTH_LABELS,
    LEVEL_LABELS,
    MATERIAL_KIND_LABELS,
    POWER_SOURCE_LABELS,
    RESULT_KINDS,
    SERVED_LABELS,
    SOURCE_LABELS,
    theme_labels,
)
from tongban.ground.codes.item_codes import CodeScheme

Document = dict[str, Any]

_RESULT_LABELS: Final = {value: label for label, value in RESULT_KINDS.items()}
_USCC_LENGTH: Final = 18
NOT_PROPOSED: Final = "请按“从目录里选”；目录里确实没有的，在那里提请收进目录"


def check_city(document: Document, facts: CityFacts) -> list[Finding]:
    """Codes that no dictionary has, and what the city knows otherwise."""
    return [
        *_dictionaries(document),
        *_body(document, facts),
        *_catalogue(document, facts),
    ]


def _dictionaries(document: Document) -> Iterator[Finding]:
    themes, result = part(document, "themes"), part(document, "result")
    for where, label, codes, known in (
        ("themes.person", "个人主题", texts(themes, "person"), theme_labels("person")),
        ("themes.firm", "法人主题", texts(themes, "firm"), theme_labels("firm")),
        ("online_depth", "网上办理深度", texts(document, "online_depth"), DEPTH_LABELS),
        (
            "served_objects",
            "服务对象",
            texts(document, "served_objects"),
            SERVED_LABELS,
        ),
        (
            "body_nature",
            "实施主体性质",
            texts(document, "body_nature"),
            BODY_NATURE_LABELS,
        ),
        (
            "power_source",
            "权力来源",
            texts(document, "power_source"),
            POWER_SOURCE_LABELS,
        ),
        ("result.kind", "结果类型", texts(result, "kind"), _RESULT_LABELS),
        ("result.delivery", "送达方式", texts(result, "delivery"), DELIVERY_LABELS),
    ):
        yield from _unknown(where, label, codes, known)
    for at, material in enumerate(rows(document, "materials"), 1):
        for name, label, known in (
            ("source", "来源渠道", SOURCE_LABELS),
            ("material_kind", "材料类型", MATERIAL_KIND_LABELS),
        ):
            codes = texts(material, name)
            yield from _unknown(f"materials[{at}].{name}", label, codes, known)


def _unknown(
    where: str, label: str, codes: list[str], known: Mapping[str, str]
) -> Iterator[Finding]:
    for code in codes:
        if code not in known:
            first, words = next(iter(known.items()))
            yield found("dictionary.unknown", where, label, code, f"{first} {words}")


def _body(document: Document, facts: CityFacts) -> Iterator[Finding]:
    org = text(document, "org")
    if facts.bodies is None or not org:
        return
    body = facts.bodies.get(org)
    if body is None:
        yield found("body.unknown", "org", org)
        return
    code = text(document, "implementation_code")
    if len(code) == CodeScheme.IMPLEMENTATION.length and body.credit_code:
        held = code[:_USCC_LENGTH]
        if held != body.credit_code:
            where = "implementation_code"
            yield found("code.body", where, held, body.name, body.credit_code)
    level = text(document, "exercise_level")
    if level in LEVEL_LABELS and body.level and level != body.level:
        said, real = LEVEL_LABELS[level], LEVEL_LABELS[body.level]
        yield found("level.body", "exercise_level", said, body.name, real)


def _catalogue(document: Document, facts: CityFacts) -> Iterator[Finding]:
    if facts.materials is None:
        return
    for at, material in enumerate(rows(document, "materials"), 1):
        code, name = text(material, "catalogue_code"), text(material, "name")
        listed = facts.materials.get(code)
        if code and name and listed is None:
            said = facts.asked.get(code, NOT_PROPOSED)
            yield found("material.outside_catalogue", f"materials[{at}]", code, said)
        # One code stands for a kind of paper, whoever holds it: 身份证件, 代办人身份证件.
        if listed and name and not _pairs(listed) & _pairs(name):
            where = f"materials[{at}]"
            yield found("material.catalogue_mismatch", where, code, listed)


def _pairs(name: str) -> set[str]:
    return {name[at : at + 2] for at in range(max(1, len(name) - 1))}
