"""The guide compiler over items: those of the city, one of them, or those in a file."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.catalogue.checking.document import check_document
from tongban.capabilities.catalogue.checking.found import known_kinds, known_rules
from tongban.capabilities.catalogue.listing.entries import findings_of, identity_of
from tongban.capabilities.catalogue.listing.files import read_file
from tongban.capabilities.catalogue.models import ItemDraft
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.catalogue.queries.city_facts import facts_of_city
from tongban.capabilities.catalogue.queries.in_force import in_force
from tongban.capabilities.catalogue.types import LintedItem, RuleCard
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import query

_AT_ONCE: Final = 200
_LINES: Final = ".jsonl"
OnItem = Callable[[int], object]


@query
def lint_items(
    *, actor: Actor, day: date, code: str = "", on_item: OnItem | None = None
) -> list[LintedItem]:
    """What is found in the items that the actor may see: in force, and being drafted.

    Of several drafts of one item the newest counts. Refuses with NotFound where `code`
    names none of them.
    """
    facts = facts_of_city(actor, day)
    linted = []
    for at, document in enumerate(_documents(actor, day, code), 1):
        found = tuple(check_document(document, facts=facts))
        linted.append(LintedItem(_code_of(document), _name_of(document), found))
        if on_item is not None:
            on_item(at)
    if code and not linted:
        raise NotFound("没有这个编码的事项或者草稿，或者它不归您的单位管。请核对编码。")
    return linted


@query
def lint_file(
    *, actor: Actor, content: bytes, name: str, day: date, org: str = ""
) -> list[LintedItem]:
    """What is found in the items of a file; nothing is written.

    Guides, item documents (one object, a list, or one a line) and lists of rows. Refuses
    with NotAllowed, and with Invalid a file that is none of these.
    """
    require(actor, DRAFT_ITEM, org_id=actor.office_for(DRAFT_ITEM))
    facts = facts_of_city(actor, day)
    if name.lower().endswith(_LINES):
        lines = (line.strip() for line in content.splitlines())
        content = b"[" + b",".join(line for line in lines if line) + b"]"
    read = read_file(content, org=org, name=name)
    return [
        LintedItem(
            _code_of(entry.document),
            entry.name,
            findings_of(entry, entry.document, facts),
        )
        for entry in read.entries
    ]


def list_rules() -> list[RuleCard]:
    """The register of rules, in the order in which it is written."""
    kinds = known_kinds()
    return [
        RuleCard(rule, one.severity, kinds[one.kind], one.title, one.article)
        for rule, one in known_rules().items()
    ]


def _documents(actor: Actor, day: date, code: str) -> Iterator[dict[str, Any]]:
    drafts = ItemDraft.objects.filter(city=actor.city, superseded_by=None)
    if code:
        drafts = drafts.filter(document__handling_code=code)
    current = {one.summary.version_id for one in in_force(actor, day).listed}
    seen: set[tuple[UUID, object]] = set()
    told = drafts.order_by("-id").values_list(
        "body_id", "published_version", "document"
    )
    for body_id, version, document in told.iterator(chunk_size=_AT_ONCE):
        key = (body_id, identity_of(document))
        if version is not None:
            if version in current:
                yield document
        elif key not in seen:
            seen.add(key)
            yield document


def _code_of(document: dict[str, Any]) -> str:
    """What an item is told by: its longest code; of one without a code, its name."""
    return identity_of(document)[1] or _name_of(document)


def _name_of(document: dict[str, Any]) -> str:
    return str(document.get("name") or "")
