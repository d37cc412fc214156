"""What is missing or wrong in an item document; errors keep it from being published."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from tongban.capabilities.catalogue.checking import words
from tongban.capabilities.catalogue.checking.document_bases import check_bases
from tongban.capabilities.catalogue.checking.document_city import check_city
from tongban.capabilities.catalogue.checking.document_conditions import (
    check_conditions,
)
from tongban.capabilities.catalogue.checking.document_contacts import (
    check_addresses,
    check_contacts,
)
from tongban.capabilities.catalogue.checking.document_form import check_form
from tongban.capabilities.catalogue.checking.document_handling import check_handling
from tongban.capabilities.catalogue.checking.document_materials import check_materials
from tongban.capabilities.catalogue.checking.document_plain import check_plain
from tongban.capabilities.catalogue.checking.document_situations import check_situations
from tongban.capabilities.catalogue.checking.document_times import check_times
from tongban.capabilities.catalogue.checking.facts import NOTHING_KNOWN, CityFacts
from tongban.capabilities.catalogue.checking.found import (
    ERROR,
    found,
    part,
    rows,
    text,
    texts,
)
from tongban.capabilities.catalogue.checking.listed import credit_code_of, region_of
from tongban.capabilities.catalogue.checking.places import placed
from tongban.capabilities.catalogue.types import Finding
from tongban.capabilities.catalogue.wording import (
    CASE_KIND_LABELS,
    ITEM_TYPE_LABELS,
    LEVEL_LABELS,
    PUBLIC_SERVICES,
    SERVED_LABELS,
)
from tongban.ground.codes.item_codes import (
    CodeScheme,
    Expectations,
    ItemCodeRefused,
    inspect,
)

Document = dict[str, Any]

# What people are asked for has rules of its own; names and citations are not our words.
_HAS_ITS_OWN: Final = re.compile(
    r"^(name|aliases|org|listed)|^materials\[\d+\]\.name$|^conditions\[|\.basis$|\.key$"
)
_LISTS: Final = (
    "legal_basis",
    "conditions",
    "condition_groups",
    "situations",
    "materials",
    "steps",
    "special_steps",
    "party_roles",
    "place",
)
_KEYED: Final = (
    "conditions",
    "condition_groups",
    "situations",
    "materials",
    "steps",
    "fees",
)
_CODES: Final = {
    "basic_code": CodeScheme.BASIC,
    "implementation_code": CodeScheme.IMPLEMENTATION,
    "handling_code": CodeScheme.HANDLING,
}
# What makes a national code another item's code, not merely an odd one.
_WRONG_CODE: Final = frozenset(
    {"placeholder", "uscc", "basic_form", "serial", "type", "level"}
)


def check_document(
    document: Document, *, facts: CityFacts = NOTHING_KNOWN, place: str = ""
) -> list[Finding]:
    """Everything found in an item document, in the order of its parts.

    `place` is the region that the guide was published for, when it was imported.
    """
    findings = [
        *_shape(document),
        *_frame(document),
        *_kind(document),
        *_codes(document, facts),
        *check_conditions(document),
        *check_situations(document),
        *check_materials(document),
        *check_times(document),
        *check_bases(document, facts.day),
        *check_form(document),
        *check_handling(document),
        *check_contacts(document),
        *check_plain(document),
        *check_city(document, facts),
        *_words(document, place),
    ]
    return placed(findings, document)


def has_errors(findings: list[Finding]) -> bool:
    """Whether one of them blocks publication."""
    return any(finding.severity == ERROR for finding in findings)


def _shape(document: Document) -> Iterator[Finding]:
    for name in _LISTS:
        value = document.get(name, [])
        entries = value if isinstance(value, list) else [value]
        if not all(isinstance(entry, dict) for entry in entries):
            yield found("shape.wrong", name, name)
    for name in _KEYED:
        others = rows(document, "special_steps") if name == "steps" else []
        keys = [text(row, "key") for row in rows(document, name) + others]
        for key in sorted({key for key in keys if not key or keys.count(key) > 1}):
            yield found("key.duplicate", name, key)


def _frame(document: Document) -> Iterator[Finding]:
    if not text(document, "name"):
        yield found("name.missing", "name")
    if not text(document, "org"):
        yield found("body.missing", "org")
    themes = part(document, "themes")
    if not texts(themes, "person") and not texts(themes, "firm"):
        yield found("theme.missing", "themes")
    if not texts(document, "aliases"):
        yield found("alias.missing", "aliases")
    if not rows(document, "faq"):
        yield found("faq.missing", "faq")


def _kind(document: Document) -> Iterator[Finding]:
    item_type = text(document, "item_type")
    if not item_type:
        yield found("type.missing", "item_type")
    elif item_type not in ITEM_TYPE_LABELS:
        yield found("type.unknown", "item_type", item_type)
    elif (item_type in PUBLIC_SERVICES) != (
        text(document, "family") == "public_service"
    ):
        yield found("type.family", "family", ITEM_TYPE_LABELS[item_type])
    if text(document, "exercise_level") not in LEVEL_LABELS:
        yield found("level.missing", "exercise_level")
    if not set(texts(document, "served_objects")) & set(SERVED_LABELS):
        yield found("served.missing", "served_objects")
    if not text(document, "case_kind"):
        yield found("case_kind.missing", "case_kind")
    elif text(document, "case_kind") not in CASE_KIND_LABELS:
        yield found("case_kind.unknown", "case_kind", document["case_kind"])


def _codes(document: Document, facts: CityFacts) -> Iterator[Finding]:
    implementation = text(document, "implementation_code")
    handling = text(document, "handling_code")
    if not implementation or not handling:
        yield found("code.missing", "handling_code")
    elif not handling.startswith(implementation):
        yield found("code.chain", "handling_code")
    expected = _expected(document, facts)
    # One code wants the other, but the one that is there is looked at all the same.
    for name, scheme in _CODES.items():
        code = text(document, name)
        if code:
            yield from _code(code, name, scheme, expected)


def _expected(document: Document, facts: CityFacts) -> Expectations:
    """What else the item says; its list counts until it has a code of our own body."""
    item_type = text(document, "item_type") or None
    level = text(document, "exercise_level") or None
    body = (facts.bodies or {}).get(text(document, "org"))
    code = text(document, "implementation_code")
    if body and body.credit_code and code.startswith(body.credit_code):
        return Expectations(item_type=item_type, level=level)
    listed = part(document, "listed")
    return Expectations(
        item_type=item_type,
        level=level,
        region=region_of(text(listed, "region_code")),
        uscc=credit_code_of(text(listed, "department_code")),
    )


def _code(
    code: str, where: str, scheme: CodeScheme, expected: Expectations
) -> Iterator[Finding]:
    # A code of another length is a local one: odd, but a city may keep it.
    scheme = scheme if len(code) == scheme.length else CodeScheme.LOCAL
    try:
        odd = inspect(code, scheme, expected)
    except ItemCodeRefused as refusal:
        yield found("code.wrong", where, refusal.message)
        return
    for one in odd:
        rule = "code.wrong" if one.rule in _WRONG_CODE else "code.odd"
        yield found(rule, where, one.message)


def _words(document: Document, place: str) -> Iterator[Finding]:
    # What a law says is quoted: 其他有关部门 may stand in it.
    said = {name: value for name, value in document.items() if name != "legal_basis"}
    # Nearly all documents are sound in this: one look at the whole spares a thousand.
    whole = json.dumps(said, ensure_ascii=False)
    is_sound = not (
        words.PLACEHOLDER.search(whole)
        or words.is_vague(whole)
        or "http" in whole
        or "www." in whole
        or (place and any(words.other_places(whole, place)))
    )
    for where, value in () if is_sound else _all_texts(said):
        left = words.placeholder_in(value)
        if left:
            yield found("text.placeholder", where, left)
        for other in words.other_places(value, place) if place else ():
            yield found("text.other_place", where, other)
        yield from check_addresses(value, where)
        vague = None if _HAS_ITS_OWN.search(where) else words.vague_in(value)
        if vague:
            yield found("wording.vague", where, *vague)


def _all_texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _all_texts(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for at, inner in enumerate(value, 1):
            yield from _all_texts(inner, f"{path}[{at}]")
