"""What the commands on drafts share: finding one to change, and its value."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.catalogue.checking.document import check_document
from tongban.capabilities.catalogue.checking.facts import CityFacts
from tongban.capabilities.catalogue.checking.found import ERROR, known_rules, text
from tongban.capabilities.catalogue.digests import digest_of
from tongban.capabilities.catalogue.directory.slots import MODES
from tongban.capabilities.catalogue.elements.mending import section_of
from tongban.capabilities.catalogue.elements.moving import moved_to
from tongban.capabilities.catalogue.elements.values import value_at
from tongban.capabilities.catalogue.models import DirectoryProposal, ItemDraft
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.catalogue.queries.city_facts import facts_for, facts_of_city
from tongban.capabilities.catalogue.queries.drafts import draft_card
from tongban.capabilities.catalogue.queries.proposals import list_departures
from tongban.capabilities.catalogue.types import Finding
from tongban.capabilities.orgs.queries import find_body, get_body
from tongban.capabilities.orgs.types import BodyCard
from tongban.ground.refusals import Invalid, MoveRefused, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.evidence.recording import record

_OF_A_LIST: Final = "list"

__all__ = [
    "body_of",
    "digest_of",
    "draft_card",
    "draft_to_change",
    "finding_rows",
    "found_anew",
    "move_with_its_body",
    "require_alike",
    "require_whole",
    "still_of_a_list",
]


def draft_to_change(draft_id: UUID) -> ItemDraft:
    """The draft, locked. Refuses with NotFound; with MoveRefused where it is done with."""
    draft = ItemDraft.objects.select_for_update().filter(pk=draft_id).first()
    if draft is None:
        raise NotFound("没有找到这份草稿，或者它不归您的单位管。")
    if draft.published_version is not None:
        raise MoveRefused("这份草稿已经发布，不能再改。要调整，请另起草一份。")
    if draft.superseded_by_id is not None:
        raise MoveRefused(
            "清单这一行有了变化，这份草稿已由新的草稿替代，请到新的草稿上办理。",
            rule="a_superseded_draft_rests",
        )
    if draft.discarded_at is not None:
        raise MoveRefused(
            "这份草稿已经作废，不能再改。还要办，请新建一份或照它另起草。"
        )
    return draft


def move_with_its_body(
    actor: Actor, draft: ItemDraft, document: dict[str, Any]
) -> dict[str, Any]:
    """Move the draft to the body that its document names; gives the document as it is there.

    Refuses with NotAllowed where the actor does not draft for that body, with MoveRefused
    where a list or the directory says whose draft it is.
    """
    body = find_body(actor=actor, code=text(document, "org"))
    if body is None or body.body_id == draft.body_id:
        return document
    require(actor, DRAFT_ITEM, org_id=body.body_id)
    if draft.source_digest or draft.source_document is not None:
        raise MoveRefused(
            "这份草稿是从清单导入的，归哪个单位照清单，不能在这里换实施机关。"
            "要换，请改清单再导入，或者由那个单位新建一份。"
        )
    if DirectoryProposal.objects.filter(draft_id=draft.id).exists():
        raise MoveRefused(
            "这份草稿采用了基本目录给原单位的调整建议，不能换实施机关。"
            "请由那个单位新建一份，可以照这个事项写。"
        )
    left = get_body(actor=actor, body_id=draft.body_id)
    draft.body_id = body.body_id
    record(
        actor,
        "catalogue.draft.moved",
        subject="item_draft",
        subject_id=draft.id,
        from_body=str(left.body_id),
        to_body=str(body.body_id),
    )
    known = facts_of_city(actor).bodies or {}
    return moved_to(document, known[left.code], known[body.code])


def finding_rows(findings: list[Finding]) -> list[dict[str, str]]:
    """Findings as they are kept beside the draft."""
    # Not `asdict`: its deep copies take most of the time of a bulk import.
    return [dict(vars(finding)) for finding in findings]


def found_anew(draft: ItemDraft, facts: CityFacts) -> list[dict[str, str]]:
    """What is found in a draft by the rules and facts as they stand now.

    What an import said of its row can only be seen beside the other rows: it stays.
    """
    kept = [row for row in draft.findings if _is_of_a_list(row)]
    return [*kept, *finding_rows(check_document(draft.document, facts=facts))]


def still_of_a_list(
    draft: ItemDraft, document: Mapping[str, Any], looked_through: str = ""
) -> list[dict[str, str]]:
    """What an import said of the row and nobody has answered: by a change, or by a look.

    Whoever saves the section in which it stands has been through it; what is kept while
    they type, or saved elsewhere, answers nothing.
    """
    return [
        row
        for row in draft.findings
        if _is_of_a_list(row)
        and section_of(row["where"]).key != looked_through
        and value_at(document, row["where"]) == value_at(draft.document, row["where"])
    ]


def _is_of_a_list(row: dict[str, str]) -> bool:
    known = known_rules().get(row["rule"])
    return known is not None and known.kind == _OF_A_LIST


def require_whole(actor: Actor, document: Any, act: str, *, day: date) -> None:
    """Refuse with Invalid, by place, where findings of severity error forbid the act."""
    errors: dict[str, list[str]] = {}
    for finding in check_document(document, facts=facts_for(actor, document, day)):
        if finding.severity == ERROR:
            errors.setdefault(finding.where, []).append(finding.message)
    if errors:
        raise Invalid(
            {where: "".join(said) for where, said in errors.items()},
            f"指南还不完整，不能{act}。请先补齐下面几处。",
        )


def require_alike(actor: Actor, document: Any, act: str, *, day: date) -> None:
    """Refuse with Invalid, by place, where uniform elements depart from the directory."""
    found = list_departures(actor=actor, document=document, day=day)
    if found:
        labels = "、".join(one.label for one in found)
        raise Invalid(
            {
                one.where: f"{one.label}{MODES[one.mode]}，请照基本目录改。"
                for one in found
            },
            f"{labels}和基本目录不一致，不能{act}。这些是统一要素，各地不能自行更改；"
            "请按目录更新，或者请目录管理部门先调整目录。",
        )


def body_of(actor: Actor, document: Any) -> BodyCard:
    """The body that implements the item. Refuses with Invalid where the city has none."""
    body = find_body(actor=actor, code=document["org"])
    if body is None:
        raise Invalid(
            {"org": "没有这个实施机关，请改成本市的机关编码，例如 AL-MARKET。"}
        )
    return body
