"""What an import of a file would do, row by row, before anything is written.

The preview shows the plan; the import carries out the same plan (ADR 10).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.catalogue.checking.facts import CityFacts
from tongban.capabilities.catalogue.checking.found import found
from tongban.capabilities.catalogue.differences import Difference
from tongban.capabilities.catalogue.elements.differing import differences
from tongban.capabilities.catalogue.listing.entries import Entry, base_of, findings_of
from tongban.capabilities.catalogue.listing.files import ListFile, read_file
from tongban.capabilities.catalogue.listing.news import News, news_of
from tongban.capabilities.catalogue.models import ItemDraft
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.catalogue.queries.city_facts import facts_of_city
from tongban.capabilities.catalogue.queries.holding import (
    Bodies,
    Held,
    Holding,
    Identity,
    find_holding,
)
from tongban.capabilities.catalogue.types import (
    Finding,
    ImportOutcome,
    ImportResult,
)
from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.orgs.types import BodyCard
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import query

IMPORTED: Final = "imported"
UNCHANGED: Final = "unchanged"
CHANGED: Final = "changed"
REJECTED: Final = "rejected"
_SHOWN: Final = 40
_MOST_LINES: Final = 8

OnRow = Callable[[int], object]


@dataclass(frozen=True)
class Planned:
    """One entry with what becomes of it; `document` is what would be kept."""

    entry: Entry
    outcome: str
    findings: tuple[Finding, ...]
    body: BodyCard | None = None
    draft_id: UUID | None = None
    document: dict[str, Any] | None = None
    earlier: ItemDraft | None = None
    replaces: tuple[UUID, ...] = ()
    taken: tuple[str, ...] = ()

    @property
    def changes(self) -> tuple[Difference, ...]:
        """Every element of the earlier draft that would say something else."""
        if self.earlier is None or self.document is None:
            return ()
        return tuple(differences(self.earlier.document, self.document))

    def told(self, draft_id: UUID | None) -> ImportOutcome:
        """The outcome as it is told, with the draft that it led to."""
        return ImportOutcome(
            outcome=self.outcome,
            name=self.entry.name,
            draft_id=draft_id,
            findings=self.findings,
            line=self.entry.line,
            shown=self.entry.shown if self.outcome == REJECTED else "",
            department=self.entry.department or (self.body.name if self.body else ""),
            item_type=str(
                (self.document or self.entry.document).get("item_type") or ""
            ),
            changes=self.changes,
        )


@query
def preview_file(
    *,
    actor: Actor,
    content: bytes,
    name: str,
    org: str = "",
    on_row: OnRow | None = None,
) -> ImportResult:
    """What an import of the file would do; nothing is written.

    Refuses with NotAllowed, and with Invalid a file that is no list.
    """
    require(actor, DRAFT_ITEM, org_id=actor.office_for(DRAFT_ITEM))
    org = answering_body(actor, org)
    read = read_file(content, org=org, name=name)
    planned = plan(actor, read.entries, org, on_row)
    return result_of(name, read, [one.told(one.draft_id) for one in planned])


def result_of(
    name: str, read: ListFile, outcomes: Iterable[ImportOutcome]
) -> ImportResult:
    """The result of a file."""
    return ImportResult(name, read.digest, tuple(outcomes), read.unknown)


def answering_body(actor: Actor, org: str) -> str:
    """The code of the body that answers for rows of none of ours; the actor's first by default."""
    held = set(actor.bodies_for(DRAFT_ITEM))
    first = (body.code for body in list_bodies(actor=actor) if body.body_id in held)
    return org or next(first, "")


def plan(
    actor: Actor, entries: Sequence[Entry], org: str, on_row: OnRow | None = None
) -> list[Planned]:
    """What becomes of each entry, in their order. A few questions to the database in all."""
    bodies = Bodies(actor)
    settled = _refuse_repeated(
        [_settle(actor, entry, bodies, org) for entry in entries]
    )
    held = find_holding(actor, {body.body_id for _, body in settled if body}, bodies)
    matched = _match(settled, held)
    drafts = _documents(matched, settled)
    shared, facts = _shared(settled), facts_of_city(actor)
    planned = []
    for at, (entry, body) in enumerate(settled):
        same = matched.get(at, [])
        planned.append(_decide(entry, body, same, drafts, shared, facts=facts))
        if on_row is not None:
            on_row(at + 1)
    return planned


def _settle(
    actor: Actor, entry: Entry, bodies: Bodies, org: str
) -> tuple[Entry, BodyCard | None]:
    """The entry with the body that it belongs to; refused where there is none for it."""
    if entry.refusal is not None:
        return entry, None
    if not entry.is_row:
        body = bodies.by_code.get(entry.org)
        if body is None:
            return entry.refused("body.missing", "org"), None
    else:
        known = bodies.find(entry.department, entry.department_code)
        body = known or bodies.by_code.get(org)
        if body is None:
            raise Invalid(
                {"org": f"没有“{org}”这个机关，请写本市的机关编码，例如 AL-MARKET。"},
                "不知道这份表归哪个机关。",
            )
        entry = _at_body(entry, body, is_known=known is not None)
    if not actor.may(DRAFT_ITEM, org_id=body.body_id):
        return entry.refused("row.not_yours", "department", body.name), None
    return entry, body


def _at_body(entry: Entry, body: BodyCard, *, is_known: bool) -> Entry:
    """The row under its body: a department of another place stays written beside it."""
    said, findings = dict(entry.said), list(entry.findings)
    listed = dict(said.get("listed") or {})
    if is_known:
        listed.pop("department", None)
        listed.pop("department_code", None)
    elif entry.department:
        findings.append(
            found("list.body_elsewhere", "department", entry.department, body.name)
        )
    said.pop("listed", None)
    if listed:
        said["listed"] = listed
    document = {key: value for key, value in entry.document.items() if key != "listed"}
    document |= said | {"org": body.code}
    return replace(entry, said=said, document=document, findings=findings)


def _refuse_repeated(
    settled: list[tuple[Entry, BodyCard | None]],
) -> list[tuple[Entry, BodyCard | None]]:
    """Of entries that are the same item, the first counts: no row is lost unsaid."""
    first: dict[object, Entry] = {}
    kept: list[tuple[Entry, BodyCard | None]] = []
    for entry, body in settled:
        if body is None:
            kept.append((entry, body))
            continue
        key = (body.body_id, _key(entry))
        earlier = first.setdefault(key, entry)
        if earlier is entry:
            kept.append((entry, body))
        else:
            rule = "row.repeated" if earlier.source == entry.source else "row.conflicts"
            kept.append((entry.refused(rule, "", earlier.line), None))
    return kept


def _key(entry: Entry) -> object:
    return entry.source_name if entry.is_guide else entry.identity


def _match(
    settled: list[tuple[Entry, BodyCard | None]], held: Holding
) -> dict[int, list[Held]]:
    """The drafts that each entry speaks of: surely the same first, then the likely ones."""
    matched: dict[int, list[Held]] = {}
    open_rows: dict[int, tuple[UUID, Identity]] = {}
    for at, (entry, body) in enumerate(settled):
        if body is None:
            continue
        # A guide is what its publisher calls it: another place's guide of the same name
        # is not our item, and must not be laid over it.
        if entry.is_guide:
            same = held.by_source(body.body_id, entry)
        else:
            same = held.by_identity(body.body_id, entry)
            if not same:
                open_rows[at] = (body.body_id, entry.identity)
        if same:
            matched[at] = same
    for likely in (held.renamed, held.recoded):
        taken = {one.draft_id for drafts in matched.values() for one in drafts}
        guessed: dict[UUID, list[int]] = defaultdict(list)
        found_now = {}
        for at, (body_id, identity) in open_rows.items():
            same = [] if at in matched else likely(body_id, identity, taken)
            if same:
                found_now[at] = same
                guessed[same[-1].draft_id].append(at)
        # Two rows that could both be the one draft: neither is taken for it.
        only = {rows[0] for rows in guessed.values() if len(rows) == 1}
        matched |= {at: same for at, same in found_now.items() if at in only}
    return matched


def _standing(drafts: list[Held]) -> list[Held]:
    """What counts of an item's drafts: the newest, and the newest that is published."""
    published = [one for one in drafts if one.is_published][-1:]
    return [*drafts[-1:], *(one for one in published if one is not drafts[-1])]


def _documents(
    matched: dict[int, list[Held]], settled: list[tuple[Entry, BodyCard | None]]
) -> dict[UUID, ItemDraft]:
    """The drafts whose text must be looked into: not those with the same digest."""
    wanted = [
        one.draft_id
        for at, drafts in matched.items()
        for one in _standing(drafts)
        if one.source_digest != settled[at][0].digest
    ]
    return ItemDraft.objects.in_bulk(wanted)


Shared = tuple[dict[str, list[int]], dict[tuple[str, str], list[int]]]


def _shared(settled: list[tuple[Entry, BodyCard | None]]) -> Shared:
    codes: dict[str, list[int]] = defaultdict(list)
    names: dict[tuple[str, str], list[int]] = defaultdict(list)
    for entry, body in settled:
        if body is not None and entry.is_row:
            department, code, name = entry.identity
            codes[code].append(entry.line)
            names[department, name].append(entry.line)
    codes.pop("", None)
    return codes, names


def _decide(
    entry: Entry,
    body: BodyCard | None,
    held: list[Held],
    drafts: dict[UUID, ItemDraft],
    shared: Shared,
    *,
    facts: CityFacts,
) -> Planned:
    if body is None:
        refusal = entry.refusal
        return Planned(entry, REJECTED, (refusal,) if refusal else ())
    if entry.is_row:
        findings = [*entry.findings, *_about_others(entry, shared)]
        entry = replace(entry, findings=findings)
    compared = _compare(entry, held, drafts)
    if isinstance(compared, UUID):
        told = findings_of(entry, entry.document, facts)
        return Planned(entry, UNCHANGED, told, body, compared)
    if compared is None:
        document = entry.document
        told = findings_of(entry, document, facts)
        return Planned(entry, IMPORTED, told, body, document=document)
    news, earlier = compared
    document = news.document | {"org": body.code}
    entry = replace(entry, findings=[*entry.findings, *_about_news(news, earlier)])
    return Planned(
        entry,
        CHANGED,
        findings_of(entry, document, facts),
        body,
        document=document,
        earlier=earlier,
        replaces=tuple(one.draft_id for one in held if not one.is_superseded),
        taken=news.taken,
    )


def _compare(
    entry: Entry, held: list[Held], drafts: dict[UUID, ItemDraft]
) -> UUID | tuple[News, ItemDraft] | None:
    """The draft that says it already; else what is new over the newest; None for a new item."""
    newest: tuple[News, ItemDraft] | None = None
    for one in _standing(held) if held else ():
        if one.source_digest == entry.digest:
            return one.draft_id
        draft = drafts[one.draft_id]
        news = _news(draft, entry)
        # A guide is kept whole and checked as it was published: another text of it is
        # another draft, also where the document that it becomes is the same.
        if not news.is_any and not entry.is_guide:
            return one.draft_id
        newest = newest or (news, draft)
    return newest


def _news(draft: ItemDraft, entry: Entry) -> News:
    before = base_of(draft.source_document, draft.document)
    return news_of(draft.document, before, entry.said)


def _about_others(entry: Entry, shared: Shared) -> list[Finding]:
    codes, names = shared
    department, code, name = entry.identity
    same_code, same_name = codes.get(code, []), names[department, name]
    told = []
    if len(same_code) > 1:
        where = "implementation_code"
        told.append(
            found("list.code_shared", where, code, len(same_code), _lines(same_code))
        )
    if len(same_name) > 1:
        told.append(
            found("list.name_shared", "name", name, len(same_name), _lines(same_name))
        )
    return told


def _lines(lines: list[int]) -> str:
    shown = "、".join(map(str, lines[:_MOST_LINES]))
    return f"{shown}…" if len(lines) > _MOST_LINES else shown


def _about_news(news: News, earlier: ItemDraft) -> list[Finding]:
    if not news.is_any:
        return []
    changed = "、".join(news.taken)[:_SHOWN] or "见下"
    on = f"{earlier.revised_at:%Y-%m-%d}"
    return [
        found("list.replaces", "", changed, on),
        *(
            found("list.conflict", where, where, _short(theirs), _short(ours))
            for where, ours, theirs in news.disputed
        ),
    ]


def _short(value: object) -> str:
    said = str(value)
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
