"""What is missing or wrong in an item document; errors keep it from being published."""

from collections.abc import Iterator
from typing import Any, Final

from tongban.capabilities.catalogue.checking import words
from tongban.capabilities.catalogue.checking.document_materials import check_materials
from tongban.capabilities.catalogue.checking.document_times import check_times
from tongban.capabilities.catalogue.checking.found import (
    ERROR,
    found,
    part,
    rows,
    text,
    texts,
    whole,
)
from tongban.capabilities.catalogue.checking.guide import check_condition
from tongban.capabilities.catalogue.types import Finding
from tongban.capabilities.catalogue.wording import (
    CASE_KIND_LABELS,
    HANDLING_MODE_LABELS,
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
from tongban.plumbing.schemas import check_schema

Document = dict[str, Any]

_PLAIN: Final = {
    "how_long": "多久办好",
    "cost": "要不要钱",
    "bring": "要带什么",
    "visits": "跑几趟",
    "summary": "一句话说明",
    "steps": "怎么办",
}
_LISTS: Final = (
    "legal_basis",
    "conditions",
    "situations",
    "materials",
    "steps",
    "special_steps",
    "party_roles",
    "place",
)
# What makes a national code another item's code, not merely an odd one.
_WRONG_CODE: Final = frozenset(
    {"placeholder", "uscc", "basic_form", "serial", "type", "level"}
)


def check_document(document: Document, *, place: str = "") -> list[Finding]:
    """Everything found in an item document, in the order of its parts.

    `place` is the region that the guide was published for, when it was imported.
    """
    return [
        *_shape(document),
        *_frame(document),
        *_kind(document),
        *_codes(document),
        *_conditions(document),
        *check_materials(document),
        *check_times(document),
        *_fees(document),
        *_bases(document),
        *_form_and_people(document),
        *_handling(document),
        *_places(document),
        *_contacts(document),
        *_plain(document),
        *_words(document, place),
    ]


def has_errors(findings: list[Finding]) -> bool:
    """Whether one of them blocks publication."""
    return any(finding.severity == ERROR for finding in findings)


def _shape(document: Document) -> Iterator[Finding]:
    for name in _LISTS:
        value = document.get(name, [])
        entries = value if isinstance(value, list) else [value]
        if not all(isinstance(entry, dict) for entry in entries):
            yield found("shape.wrong", name, name)
    for name in ("conditions", "situations", "materials", "steps", "fees"):
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


def _codes(document: Document) -> Iterator[Finding]:
    implementation = text(document, "implementation_code")
    handling = text(document, "handling_code")
    if not implementation or not handling:
        yield found("code.missing", "handling_code")
        return
    if not handling.startswith(implementation):
        yield found("code.chain", "handling_code")
    expected = Expectations(
        item_type=text(document, "item_type") or None,
        level=text(document, "exercise_level") or None,
    )
    for name, scheme in (
        ("implementation_code", CodeScheme.IMPLEMENTATION),
        ("handling_code", CodeScheme.HANDLING),
    ):
        yield from _code(text(document, name), name, scheme, expected)
    basic = text(document, "basic_code")
    if basic:
        yield from _code(basic, "basic_code", CodeScheme.BASIC, expected)


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


def _conditions(document: Document) -> Iterator[Finding]:
    conditions = rows(document, "conditions")
    if not conditions:
        yield found("condition.missing", "conditions")
    for at, condition in enumerate(conditions, 1):
        where = f"conditions[{at}]"
        said = text(condition, "text")
        if not said:
            yield found("condition.none", where, at, said)
        yield from check_condition(said, at, where, text(document, "name"))


def _fees(document: Document) -> Iterator[Finding]:
    if not isinstance(document.get("fees"), list):
        yield found("fee.missing", "fees")
        return
    fees = rows(document, "fees")
    for at, fee in enumerate(fees, 1):
        where = f"fees[{at}]"
        if whole(fee, "amount_fen") is None:
            yield found("fee.amount_missing", where, at)
        if not text(fee, "basis"):
            yield found("fee.basis_missing", where, at)
    for law in [] if fees else rows(document, "legal_basis"):
        for title, (article, charge) in words.FEE_LAWS.items():
            if title in text(law, "title") and article in text(law, "article"):
                yield found("fee.contradicts_basis", "fees", title, article, charge)


def _bases(document: Document) -> Iterator[Finding]:
    bases = rows(document, "legal_basis")
    if not bases:
        yield found("basis.missing", "legal_basis")
    for at, law in enumerate(bases, 1):
        where = f"legal_basis[{at}]"
        if not text(law, "title"):
            yield found("basis.title_incomplete", where, "")
        if not text(law, "article"):
            yield found("basis.article_missing", where, text(law, "title"))
        elif words.ARTICLE_DIGITS.search(text(law, "article")):
            yield found("basis.article_digits", where, text(law, "article"))
        if not text(law, "text") or not text(law, "authority"):
            yield found("basis.text_missing", where)


def _form_and_people(document: Document) -> Iterator[Finding]:
    form = part(document, "form")
    if not rows(form, "pages"):
        yield found("form.missing", "form")
    else:
        for problem in check_schema(form):
            yield found("form.wrong", "form", problem)
    roles = rows(document, "party_roles")
    if not any(text(row, "role") and whole(row, "min") for row in roles):
        yield found("party_roles.missing", "party_roles")


def _handling(document: Document) -> Iterator[Finding]:
    result = part(document, "result")
    if not text(result, "name") or not text(result, "kind"):
        yield found("result.missing", "result")
    elif text(result, "kind") == "none" or text(result, "name") == "无":
        yield found("result.none", "result")
    modes = texts(document, "handling_modes")
    if not modes:
        yield found("mode.missing", "handling_modes")
    for mode in modes:
        if mode not in HANDLING_MODE_LABELS:
            yield found("mode.unknown", "handling_modes", mode)
    if modes and document.get("place") and "window" not in modes:
        yield found("mode.contradicts_place", "handling_modes")
    visits = whole(document, "visits")
    if visits is None:
        yield found("visits.missing", "visits")
    elif visits == 0 and not {"web", "mobile"} & set(modes):
        yield found("visits.contradiction", "visits")


def _places(document: Document) -> Iterator[Finding]:
    places = rows(document, "place")
    if not places:
        yield found("place.missing", "place")
    for at, place in enumerate(places, 1):
        if not words.ADDRESS.search(text(place, "address")):
            yield found("place.vague", f"place[{at}]", text(place, "name"))
        if not text(place, "hours"):
            yield found("hours.missing", f"place[{at}]")


def _contacts(document: Document) -> Iterator[Finding]:
    for name, rule in (
        ("consult_phones", "phone.missing"),
        ("complaint_phones", "complaint.missing"),
    ):
        if not texts(document, name):
            yield found(rule, name)
        for phone in texts(document, name):
            if words.BARE_NUMBER.fullmatch(phone):
                yield found("phone.no_area_code", name, phone)
    remedies = part(document, "remedies")
    review, litigation = part(remedies, "review"), part(remedies, "litigation")
    if not text(review, "body") or not text(litigation, "court"):
        yield found("remedies.missing", "remedies")
    if not rows(document, "faq"):
        yield found("faq.missing", "faq")


def _plain(document: Document) -> Iterator[Finding]:
    plain = part(document, "plain")
    lacking = [label for name, label in _PLAIN.items() if not texts(plain, name)]
    if lacking:
        yield found("plain.missing", "plain", "、".join(lacking))
    for name in _PLAIN:
        for said in texts(plain, name):
            where = f"plain.{name}"
            if words.OFFICIAL_WORDS.search(said):
                yield found("plain.official_words", where, said)
            for sentence in words.sentences(said):
                if len(sentence) > words.MOST_CHARACTERS_A_SENTENCE:
                    yield found("plain.long_sentence", where, sentence)


def _words(document: Document, place: str) -> Iterator[Finding]:
    # What a law says is quoted: 其他有关部门 may stand in it.
    said = {name: value for name, value in document.items() if name != "legal_basis"}
    for where, value in _all_texts(said):
        left = words.PLACEHOLDER.search(value)
        if left:
            yield found("text.placeholder", where, left.group())
        for other in words.other_places(value, place) if place else ():
            yield found("text.other_place", where, other)


def _all_texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _all_texts(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for at, inner in enumerate(value, 1):
            yield from _all_texts(inner, f"{path}[{at}]")
