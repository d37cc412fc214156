"""A guide as people read it: the value of a version turned into rows for the page.

Nothing is decided here; every row says in words what the version says.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tongban.capabilities.catalogue.types import (
    ConditionGroup,
    FoundDocument,
    Guide,
    ItemSummary,
    LimitCard,
    MaterialCard,
    StepCard,
)
from tongban.capabilities.catalogue.types.tags import TAG_LABELS, tags_of
from tongban.capabilities.catalogue.wording import (
    ASSURANCE_LABELS,
    CASE_KIND_LABELS,
    COPY_KIND_LABELS,
    DELIVERY_LABELS,
    FORM_LABELS,
    HANDLING_MODE_LABELS,
    ITEM_TYPE_LABELS,
    LEVEL_LABELS,
    SERVED_LABELS,
    SOURCE_LABELS,
    limit_words,
)

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class GuidePage:
    """Everything that the page of a guide shows."""

    name: str
    code: str
    body_name: str
    summary: str
    kind_words: str
    is_online: bool
    apply_note: str
    tags: list[str]
    facts: Rows
    materials: Rows
    waived: int
    plain_steps: list[str]
    steps: Rows
    special_steps: Rows
    conditions: Rows
    fees: Rows
    services: Rows
    bases: Rows
    places: Rows
    pairs: Rows
    rights: Rows
    phones: Rows
    questions: Rows
    digest: str
    number: int


def show_guide(guide: Guide) -> GuidePage:
    """The page of a guide, whole."""
    elements = guide.elements
    plain = elements.get("plain") or {}
    modes = set(elements.get("handling_modes") or [])
    steps = [step for step in guide.steps if not step.is_special]
    is_online = bool(modes & {"web", "mobile"})
    tags = tags_of(
        case_kind=guide.case_kind,
        is_online=is_online,
        level=str(elements.get("exercise_level") or ""),
        visits=guide.visits,
    )
    return GuidePage(
        name=guide.name,
        code=guide.handling_code,
        body_name=guide.body_name,
        summary=plain.get("summary") or "",
        kind_words=_label(CASE_KIND_LABELS, guide.case_kind),
        is_online=is_online,
        apply_note=_apply_note(guide),
        tags=[TAG_LABELS[tag] for tag in tags],
        facts=_facts(guide, plain),
        materials=[_material(guide, row) for row in guide.materials],
        waived=sum(row.is_waived for row in guide.materials),
        plain_steps=list(plain.get("steps") or []),
        steps=[_step(guide, row) for row in steps],
        special_steps=[_step(guide, row) for row in guide.steps if row.is_special],
        conditions=[_condition(group) for group in guide.condition_groups],
        fees=_fees(guide),
        services=_services(elements),
        bases=_bases(guide),
        places=list(elements.get("place") or []),
        pairs=_pairs(guide),
        rights=_rights(elements),
        phones=_phones(elements),
        questions=list(elements.get("faq") or []),
        digest=guide.digest,
        number=guide.number,
    )


def show_hit(item: ItemSummary) -> dict[str, Any]:
    """An item in a list or among what was found."""
    said = [item.body_name, _promise(item.promised)]
    return {
        "code": item.handling_code,
        "name": item.name,
        "summary": item.summary,
        "said": " · ".join(said),
        "is_online": item.is_online,
        "why": item.why,
    }


def show_document(found: FoundDocument) -> dict[str, Any]:
    """Whatever was found, as a line of the one list: what it is, and why it matched."""
    item = found.item
    return {
        "kind": "" if item else found.kind_label,
        "title": found.title,
        "text": found.text,
        "said": show_hit(item)["said"] if item else found.part_of,
        "is_online": item is not None and item.is_online,
        "why": found.why,
        "href": found.href,
    }


def _promise(limit: LimitCard) -> str:
    words = limit_words(limit.value, limit.unit)
    return words if limit.value == 0 else _("{limit}办好").format(limit=words)


def _facts(guide: Guide, plain: dict[str, Any]) -> Rows:
    return [
        {"term": _("多久办好"), "value": plain.get("how_long") or ""},
        {"term": _("要不要钱"), "value": plain.get("cost") or ""},
        {"term": _("要带什么"), "value": plain.get("bring") or ""},
        {"term": _("跑几趟"), "value": plain.get("visits") or ""},
    ]


def _condition(group: ConditionGroup) -> dict[str, Any]:
    """A condition that stands alone, or what is said of a group and its conditions."""
    texts = [row.text for row in group.conditions]
    if not group.key:
        return {"text": texts[0], "of": []}
    return {"text": group.words, "of": texts}


def _material(guide: Guide, row: MaterialCard) -> dict[str, Any]:
    details = row.details
    need, note = _need(guide, row)
    return {
        "name": row.name,
        "need": need,
        "need_note": note,
        "trust": row.trust,
        "form_words": _label(FORM_LABELS, row.form),
        "kind_words": _label(COPY_KIND_LABELS, details.get("original_or_copy")),
        "copies": details.get("copies"),
        "source_words": _label(SOURCE_LABELS, details.get("source")),
        "issuer": details.get("issuer") or "",
        "standard": details.get("acceptance_standard") or "",
        "note": row.note,
        "basis": details.get("basis") or "",
        "held_reason": details.get("held_reason") or "",
        **_form_links(guide, row),
    }


def _form_links(guide: Guide, row: MaterialCard) -> dict[str, str]:
    """Where its blank form and its filled example lie, if a form stands behind it."""
    if row != guide.form_material:
        return {}
    version = f"?version={guide.version_id}"
    return {
        name: reverse("catalogue:form_paper", args=[guide.handling_code, kind])
        + version
        for name, kind in (("blank_href", "blank"), ("sample_href", "sample"))
    }


def _need(guide: Guide, row: MaterialCard) -> tuple[str, str]:
    """Whether it is handed in, and when it depends: on which answers."""
    when = _when_words(guide, row)
    if row.is_waived:
        return "waived", ""
    if when:
        return "depends", when
    return row.necessity, ""


def _when_words(guide: Guide, row: MaterialCard) -> str:
    situations = {situation.key: situation for situation in guide.situations}
    said = []
    for key, wanted in row.when:
        situation = situations[key]
        labels = [
            option.label
            for option in situation.options
            if option.key in wanted and option.key != "unsure"
        ]
        answers = _("或者").join(f"“{label}”" for label in labels)
        words = _("{question}选{answers}时要交。")
        said.append(words.format(question=situation.question, answers=answers))
    return "".join(said)


def _step(guide: Guide, row: StepCard) -> dict[str, Any]:
    results = guide.elements.get("step_results") or {}
    step: dict[str, Any] = {
        "name": row.name,
        "who": row.role,
        "limit": limit_words(row.limit.value, row.limit.unit),
        "text": _step_text(row),
        "result": results.get(row.key) or "",
    }
    if row.limit.value == 0:
        step["limit"] = _("当天")
    if row.is_special and not row.counts:
        step["counted"] = False
    return step


def _step_text(row: StepCard) -> str:
    said = row.standard or row.basis
    if not row.only_if:
        return said
    when = _("不是每件都做，只在这种情况下做：{when}。").format(
        when=row.only_if.rstrip("。")
    )
    return f"{when}{said}"


def _fees(guide: Guide) -> Rows:
    return [
        {
            "name": row.name,
            "amount_fen": row.amount_fen,
            "standard": row.standard,
            "basis": row.basis,
            "waiver": row.waiver,
        }
        for row in guide.fees
    ]


def _bases(guide: Guide) -> Rows:
    days = guide.elements.get("basis_in_force_on") or []
    return [
        {
            "title": row.title.strip("《》"),
            "number": row.document_number,
            "article": row.article,
            "text": row.text,
            "made": _join(
                row.authority, _since(days[at]) if at < len(days) else "", by=_("，")
            ),
        }
        for at, row in enumerate(guide.bases)
    ]


def _since(said: str) -> str:
    """From which day a law has been in force; what is no day stands as it was written."""
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return said
    return _("{year} 年 {month} 月 {day} 日起施行").format(
        year=day.year, month=day.month, day=day.day
    )


def _apply_note(guide: Guide) -> str:
    if guide.assurance > 1:
        return _("要先登录；{how}。填到一半可以存着。").format(
            how=ASSURANCE_LABELS[str(guide.assurance)]
        )
    return _("要先登录；填到一半可以存着。")


def _services(elements: dict[str, Any]) -> Rows:
    """What must be had from an intermediary by law, each with the article."""
    return [
        {"name": row.get("name") or "", "basis": row.get("basis") or ""}
        for row in elements.get("intermediaries") or []
        if isinstance(row, dict)
    ]


def _pairs(guide: Guide) -> Rows:
    elements = guide.elements
    statutory = limit_words(guide.statutory.value, guide.statutory.unit)
    result = elements.get("result") or {}
    level = elements.get("exercise_level")
    rows = [
        (_("实施机关"), guide.body_name, ""),
        (_("事项类型"), _label(ITEM_TYPE_LABELS, guide.item_type), ""),
        (_("行使层级"), _label(LEVEL_LABELS, level), ""),
        (_("服务对象"), _labels(SERVED_LABELS, elements.get("served_objects")), ""),
        (_("办件类型"), _label(CASE_KIND_LABELS, guide.case_kind), ""),
        (
            _("承诺时限"),
            limit_words(guide.promised.value, guide.promised.unit),
            elements.get("promise_reason") or "",
        ),
        (
            _("法定时限"),
            statutory if guide.statutory.value else _("没有规定"),
            elements.get("statutory_basis") or "",
        ),
        (
            _("办理形式"),
            _labels(HANDLING_MODE_LABELS, elements.get("handling_modes")),
            "",
        ),
        (
            _("网上办怎么核验身份"),
            ASSURANCE_LABELS[str(guide.assurance)] if guide.assurance > 1 else "",
            _("不想核验的，到窗口当面办"),
        ),
        (_("通办范围"), elements.get("cross_region") or "", ""),
        (_("数量限制"), elements.get("quantity_limit") or "", ""),
        (
            _("每人几份"),
            _("每人一份") if guide.one_per_person else "",
            _("已经有的，再申请会提醒您"),
        ),
        (_("办理结果"), result.get("name") or "", result.get("validity") or ""),
        (_("怎么拿结果"), _labels(DELIVERY_LABELS, result.get("delivery")), ""),
        (_("实施编码"), guide.implementation_code, ""),
        (_("业务办理项编码"), guide.handling_code, ""),
    ]
    return [
        {"term": term, "value": value, "note": note}
        for term, value, note in rows
        if value
    ]


def _rights(elements: dict[str, Any]) -> Rows:
    remedies = elements.get("remedies") or {}
    review, litigation = remedies.get("review") or {}, remedies.get("litigation") or {}
    return [
        {
            "term": _("行政复议"),
            "value": review.get("body") or "",
            "note": _join(review.get("address"), review.get("phone")),
        },
        {
            "term": _("行政诉讼"),
            "value": litigation.get("court") or "",
            "note": _join(litigation.get("address"), litigation.get("phone")),
        },
    ]


def _phones(elements: dict[str, Any]) -> Rows:
    return [
        {"term": _("咨询电话"), "value": _join(*elements.get("consult_phones") or [])},
        {
            "term": _("监督投诉"),
            "value": _join(*elements.get("complaint_phones") or []),
        },
    ]


def _join(*said: str | None, by: str = "、") -> str:
    return by.join(word for word in said if word)


def _label(labels: dict[str, str], key: str | None) -> str:
    return labels.get(key or "", "")


def _labels(labels: dict[str, str], keys: list[str] | None) -> str:
    return _join(*(labels.get(key, "") for key in keys or []))
