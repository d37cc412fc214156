"""Whether a filing is whole and right, by the guide and nothing but the guide.

Every message says what, how and an example; all errors are told at once.
"""

from datetime import date

from tongban.capabilities.cases.types import (
    Filing,
    MaterialEntry,
    PartyEntry,
    Wish,
)
from tongban.capabilities.catalogue.types import Guide, MaterialCard
from tongban.ground.codes.credit_code import check_credit_code
from tongban.ground.codes.identity import IdKind, check_identity
from tongban.ground.codes.names import check_organisation_name, check_person_name
from tongban.ground.codes.phone import check_any_phone
from tongban.ground.codes.writing import check_remark
from tongban.ground.refusals import Invalid, Refusal
from tongban.plumbing.schemas.validation import validate

LONGEST_REMARK = 200
LONGEST_REASON = 200
LONGEST_KEY = 80
MOST_COPIES = 99
WAY_WORDS = {"pickup": "窗口领取", "post": "邮寄", "electronic": "网上下载"}
ON_PAPER = frozenset({"original_seen", "copy_kept", "paper_kept"})


def check_filing(
    guide: Guide, filing: Filing, *, on: date, at_window: bool, lacking: bool = False
) -> dict[str, object]:
    """The cleaned form values; refuses with Invalid, naming every field at once.

    `lacking`: materials may be missing, because a correction notice will list them.
    """
    errors: dict[str, str] = {}
    errors |= _situations(guide, filing)
    errors |= _parties(guide, filing.parties, on)
    errors |= _materials(guide, filing, at_window=at_window, lacking=lacking)
    errors |= check_wish(guide, filing.wish)
    values: dict[str, object] = {}
    try:
        values = validate(guide.form, filing.values, on=on)
    except Invalid as refusal:
        errors |= refusal.errors
    if errors:
        raise Invalid(errors)
    return values


def check_key(key: str) -> None:
    """Refuse with Invalid an idempotency key that could not be kept."""
    if not 0 < len(key) <= LONGEST_KEY or not key.isascii() or not key.isprintable():
        raise Invalid(
            {
                "idempotency_key": f"幂等键要用 1 至 {LONGEST_KEY} 个英文字母、数字或符号，"
                "每次申请一个，例如 0197c2d4-8a53-7c1e-9b0f-3f6a5d2e7b10。"
            }
        )


def is_remark(words: str, *, most: int = LONGEST_REASON) -> bool:
    """Whether an officer's words can be kept: some, not too many, all of them visible."""
    try:
        lines = [
            check_remark(line, noun="", most=most, example="")
            for line in words.splitlines()
        ]
    except Refusal:
        return False
    return any(lines) and len(words.strip()) <= most


def _situations(guide: Guide, filing: Filing) -> dict[str, str]:
    errors = {}
    for row in guide.situations:
        answer = filing.situations.get(row.key)
        known = {option.key for option in row.options}
        if answer not in known:
            words = "、".join(option.label for option in row.options)
            errors[f"situation_{row.key}"] = (
                f"请回答“{row.question}”，从这些里选一个：{words}。"
            )
    for key in set(filing.situations) - {row.key for row in guide.situations}:
        errors[f"situation_{key}"] = "指南里没有这个问题，请刷新页面后再填。"
    return errors


def _parties(guide: Guide, parties: tuple[PartyEntry, ...], on: date) -> dict[str, str]:
    errors: dict[str, str] = {}
    known = {row.role: row for row in guide.party_roles}
    for row in guide.party_roles:
        count = sum(party.role == row.role for party in parties)
        if not row.fewest <= count <= row.most:
            errors[f"party_{row.role}"] = (
                f"“{row.label}”要填 {row.fewest} 至 {row.most} 位，现在是 {count} 位。"
            )
    seen: dict[str, int] = {}
    for party in parties:
        if party.role not in known:
            errors["parties"] = "指南里没有这种申请人身份，请从列出的身份中选。"
            continue
        place = seen[party.role] = seen.get(party.role, -1) + 1
        errors |= check_party(party, f"party_{party.role}_{place}", on)
    return errors


def check_party(party: PartyEntry, field: str, on: date) -> dict[str, str]:
    """What is wrong with one party, by `field` and the part of it."""
    errors = {}
    try:
        if party.kind == "natural":
            check_person_name(party.name)
        else:
            check_organisation_name(party.name)
    except Refusal as refusal:
        errors[f"{field}_name"] = refusal.message
    try:
        if party.kind == "natural":
            check_identity(_kind(party.id_kind), party.id_number, on=on)
        else:
            check_credit_code(party.id_number)
    except Refusal as refusal:
        errors[f"{field}_id_number"] = refusal.message
    return errors | _contact(party, field)


def _contact(party: PartyEntry, field: str) -> dict[str, str]:
    errors = {}
    if party.phone.strip():
        try:
            check_any_phone(party.phone)
        except Refusal as refusal:
            errors[f"{field}_phone"] = refusal.message
    for part, words, noun, example in (
        ("address", party.address, "地址", "安澜市青渡县百花巷8号"),
        ("mandate", party.mandate, "委托说明", "代为提交和领取"),
    ):
        try:
            check_remark(words, noun=noun, most=LONGEST_REMARK, example=example)
        except Refusal as refusal:
            errors[f"{field}_{part}"] = refusal.message
    return errors


def _kind(name: str) -> IdKind:
    if name not in set(IdKind):
        raise Refusal("请选择证件类型，例如居民身份证。")
    return IdKind(name)


def check_wish(guide: Guide, wish: Wish | None) -> dict[str, str]:
    """What is wrong with the wish for delivery: a way of the guide, an address to post."""
    if wish is None:
        return {}
    told = guide.elements.get("result") or {}
    ways = list(told.get("delivery") or ["pickup"])
    if wish.way not in ways:
        words = "、".join(WAY_WORDS[way] for way in ways if way in WAY_WORDS)
        return {"wish_way": f"这个事项的结果可以这样领：{words}，请选一种。"}
    if wish.way != "post":
        return {}
    errors = {}
    try:
        check_person_name(wish.name)
    except Refusal as refusal:
        errors["wish_name"] = refusal.message
    try:
        check_any_phone(wish.phone)
    except Refusal as refusal:
        errors["wish_phone"] = refusal.message
    if not is_remark(wish.address, most=LONGEST_REMARK):
        errors["wish_address"] = (
            "邮寄要写收件地址，写到门牌号，例如：安澜市青渡县百花巷8号。"
        )
    return errors


def _materials(
    guide: Guide, filing: Filing, *, at_window: bool, lacking: bool
) -> dict[str, str]:
    errors: dict[str, str] = {}
    asked = {row.key: row for row in guide.materials_for(filing.situations)}
    given: dict[str, MaterialEntry] = {}
    for entry in filing.materials:
        card = asked.get(entry.key)
        if card is None:
            errors[f"material_{entry.key}"] = (
                "办事指南在您的情形下不要这份材料，不用提交。"
            )
        elif entry.key in given:
            errors[f"material_{entry.key}"] = "这份材料交了两次，请只留一份。"
        else:
            given[entry.key] = entry
            errors |= check_entry(card, entry, at_window=at_window)
    for key, card in asked.items():
        if lacking:
            break
        if card.necessity == "required" and not card.is_waived and key not in given:
            errors[f"material_{key}"] = f"还缺“{card.name}”，请上传或提交后再办。"
    return errors


def check_entry(
    card: MaterialCard, entry: MaterialEntry, *, at_window: bool
) -> dict[str, str]:
    """What is wrong with the form in which a material is handed in."""
    if not 0 < entry.copies <= MOST_COPIES:
        return {f"material_{card.key}": f"份数要填 1 至 {MOST_COPIES}，例如 1。"}
    if entry.received_form == "electronic":
        if entry.upload_id is None:
            return {f"material_{card.key}": f"请上传“{card.name}”的文件。"}
        return {}
    if not at_window or entry.received_form not in ON_PAPER:
        return {
            f"material_{card.key}": f"网上办理请上传“{card.name}”的照片或 PDF 文件。"
        }
    return {}
