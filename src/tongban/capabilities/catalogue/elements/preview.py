"""The guide that a document would give, before anything is published; gaps stay gaps."""

from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from tongban.capabilities.catalogue.checking.document_conditions import any_groups
from tongban.capabilities.catalogue.checking.found import (
    part,
    rows,
    text,
    texts,
    whole,
)
from tongban.capabilities.catalogue.types import (
    BasisCard,
    ConditionCard,
    FeeCard,
    Guide,
    LimitCard,
    MaterialCard,
    OptionCard,
    PartyRoleCard,
    SituationCard,
    StepCard,
)

Document = dict[str, Any]


def preview(document: Document, body_name: str) -> Guide:
    """The guide as citizens will see it, number 0, in force from no day."""
    none = UUID(int=0)
    return Guide(
        version_id=none,
        item_id=none,
        body_id=none,
        body_name=body_name,
        handling_code=text(document, "handling_code"),
        implementation_code=text(document, "implementation_code"),
        basic_code=text(document, "basic_code"),
        number=0,
        name=text(document, "name"),
        family=text(document, "family"),
        item_type=text(document, "item_type"),
        case_kind=text(document, "case_kind"),
        statutory=_limit(document, "statutory_limit"),
        promised=_limit(document, "promised_limit"),
        visits=whole(document, "visits") or 0,
        effective_on=None,
        digest="",
        bases=_bases(document),
        conditions=_conditions(document),
        situations=_situations(document),
        materials=_materials(document),
        steps=_steps(document),
        fees=_fees(document),
        party_roles=tuple(
            PartyRoleCard(
                text(row, "role"),
                text(row, "label"),
                whole(row, "min") or 0,
                whole(row, "max") or 1,
            )
            for row in rows(document, "party_roles")
        ),
        form_schema=part(document, "form"),
        elements=_elements(document),
    )


def _elements(document: Document) -> Document:
    kept = dict(document)
    for name in ("plain", "result", "remedies"):
        kept[name] = part(document, name)
    for name in ("place", "faq", "condition_groups"):
        kept[name] = rows(document, name)
    for name in (
        "handling_modes",
        "served_objects",
        "consult_phones",
        "complaint_phones",
    ):
        kept[name] = texts(document, name)
    kept["plain"] = kept["plain"] | {"steps": texts(kept["plain"], "steps")}
    kept["result"] = kept["result"] | {"delivery": texts(kept["result"], "delivery")}
    kept["remedies"] = {
        name: part(kept["remedies"], name) for name in ("review", "litigation")
    }
    kept["statutory_basis"] = text(part(document, "statutory_limit"), "basis")
    kept["basis_in_force_on"] = [
        text(row, "in_force_on") for row in rows(document, "legal_basis")
    ]
    kept["intermediaries"] = rows(document, "intermediaries")
    kept["step_results"] = {
        text(step, "key"): text(step, "result") for step in rows(document, "steps")
    }
    return kept


def _bases(document: Document) -> tuple[BasisCard, ...]:
    names = ("title", "document_number", "article", "text", "authority")
    return tuple(
        BasisCard(*(text(row, name) for name in names))
        for row in rows(document, "legal_basis")
    )


def _conditions(document: Document) -> tuple[ConditionCard, ...]:
    any_of = any_groups(document)
    return tuple(
        ConditionCard(
            _key("c", row),
            text(row, "key"),
            text(row, "text"),
            text(row, "group"),
            text(row, "group") in any_of,
        )
        for row in rows(document, "conditions")
    )


def _fees(document: Document) -> tuple[FeeCard, ...]:
    return tuple(
        FeeCard(
            _key("f", row),
            text(row, "key"),
            text(row, "name"),
            whole(row, "amount_fen") or 0,
            text(row, "standard"),
            text(row, "basis"),
            text(row, "waiver"),
        )
        for row in rows(document, "fees")
    )


def _situations(document: Document) -> tuple[SituationCard, ...]:
    return tuple(
        SituationCard(
            text(row, "key"),
            text(row, "question"),
            text(row, "help"),
            tuple(
                OptionCard(text(option, "key"), text(option, "label"))
                for option in rows(row, "options")
            ),
        )
        for row in rows(document, "situations")
    )


def _materials(document: Document) -> tuple[MaterialCard, ...]:
    known = {text(row, "key") for row in rows(document, "situations")}
    return tuple(
        MaterialCard(
            _key("m", row),
            _key("t", row),
            text(row, "key"),
            text(row, "name"),
            text(row, "necessity") or "required",
            text(row, "form"),
            text(row, "trust") or "D",
            row.get("waived") is True,
            tuple(
                (text(one, "situation"), tuple(texts(one, "options")))
                for one in rows(row, "when")
                if text(one, "situation") in known
            ),
            row,
        )
        for row in rows(document, "materials")
    )


def _steps(document: Document) -> tuple[StepCard, ...]:
    listed = [(row, False) for row in rows(document, "steps")]
    listed += [(row, True) for row in rows(document, "special_steps")]
    return tuple(
        StepCard(
            _key("p", row),
            text(row, "key"),
            text(row, "name"),
            text(row, "role"),
            text(row, "standard"),
            _limit(row, "limit"),
            is_special,
            row.get("counts") is not False,
            text(row, "basis"),
            text(row, "only_if"),
        )
        for row, is_special in listed
    )


def _limit(row: Document, name: str) -> LimitCard:
    limit = part(row, name)
    return LimitCard(whole(limit, "value") or 0, text(limit, "unit") or "working_day")


def _key(kind: str, row: Document) -> UUID:
    return uuid5(NAMESPACE_OID, f"{kind}{text(row, 'key')}")
