"""Versions of the words of papers: all of a kind, the one in force, what changed."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db import connection

from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.wording.models import PaperWording, WordingInForce
from tongban.capabilities.wording.queries.kinds import get_kind, list_kinds
from tongban.capabilities.wording.types import (
    CITY_WIDE,
    COMING,
    DRAFT,
    ENDED,
    IN_FORCE,
    PLATFORM,
    BlockDifference,
    VersionCard,
    WordsInForce,
)
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.papers.blocks import first_words


@query
def list_in_force(*, actor: Actor, day: date) -> list[VersionCard]:
    """What each kind says on a day: for the whole city first, then bodies of their own."""
    rows = PaperWording.objects.filter(
        city=actor.city, in_force__valid__contains=day
    ).select_related("in_force")
    cards = _cards(actor, rows, day)
    found = []
    for kind in list_kinds():
        own = [one for one in cards if one.kind == kind.kind]
        city = [one for one in own if one.body_id is None]
        bodies = [one for one in own if one.body_id is not None]
        found += city or [platform_version(kind.kind)]
        found += sorted(bodies, key=lambda one: one.body_name)
    return found


@query
def list_versions(
    *, actor: Actor, kind: str, body_id: UUID | None, day: date
) -> list[VersionCard]:
    """All versions of a kind in one scope, the newest first, the platform's last."""
    get_kind(kind)
    rows = PaperWording.objects.filter(city=actor.city, kind=kind, body=body_id)
    ordered = rows.select_related("in_force").order_by("-number")
    return [*_cards(actor, ordered, day), platform_version(kind)]


@query
def list_drafts(*, actor: Actor, day: date) -> list[VersionCard]:
    """Versions that are newer than anything in force in their scope and wait for it."""
    rows = PaperWording.objects.filter(city=actor.city, in_force=None)
    newest: dict[tuple[str, UUID | None], PaperWording] = {}
    for row in rows.order_by("number"):
        newest[row.kind, row.body_id] = row
    put = WordingInForce.objects.filter(city=actor.city).select_related("wording")
    last: dict[tuple[str, UUID | None], int] = {}
    for act in put:
        scope = (act.kind, act.body_id)
        last[scope] = max(last.get(scope, 0), act.wording.number)
    waiting = [row for scope, row in newest.items() if row.number > last.get(scope, 0)]
    return _cards(actor, waiting, day)


@query
def get_version(*, actor: Actor, version_id: UUID, day: date) -> VersionCard:
    """One version. Refuses with NotFound, also where the actor may not see it."""
    rows = PaperWording.objects.filter(city=actor.city, pk=version_id)
    found = _cards(actor, rows.select_related("in_force"), day)
    if not found:
        raise NotFound("没有找到这一版文书模板，或者您没有查看它的权限。")
    return found[0]


@query
def find_words(
    *, actor: Actor, kind: str, body_id: UUID, day: date
) -> Mapping[str, str] | None:
    """The words that a paper of this body bears on a day; None: the platform's own."""
    found = words_in_force(actor=actor, kind=kind, body_id=body_id, day=day)
    return found.blocks if found.version_id else None


@query
def words_in_force(
    *, actor: Actor, kind: str, body_id: UUID, day: date
) -> WordsInForce:
    """The version for this body on a day and its words, or the platform's without one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select wording_of(%s, %s, %s, %s)", [actor.city, kind, body_id, day]
        )
        row = cursor.fetchone()
    if not row or row[0] is None:
        return WordsInForce(None, first_words(kind))
    return WordsInForce(row[0], get_words(actor=actor, version_id=row[0]))


@query
def get_words(*, actor: Actor, version_id: UUID) -> Mapping[str, str]:
    """The words of one version, as a paper that was issued with it keeps them."""
    blocks = PaperWording.objects.filter(pk=version_id).values_list("blocks", flat=True)
    words: Mapping[str, str] | None = blocks.first()
    if words is None:
        raise NotFound("没有找到这一版文书模板，或者您没有查看它的权限。")
    return words


def compare(before: VersionCard, after: VersionCard) -> list[BlockDifference]:
    """The blocks of a kind that read otherwise, in their order on paper."""
    return [
        BlockDifference(
            one.key,
            one.title,
            before.blocks.get(one.key, ""),
            after.blocks.get(one.key, ""),
        )
        for one in get_kind(after.kind).blocks
        if before.blocks.get(one.key, "") != after.blocks.get(one.key, "")
    ]


def platform_version(kind: str) -> VersionCard:
    """Version 1 of a kind, which is in force wherever nobody wrote another."""
    get_kind(kind)
    return VersionCard(None, kind, None, CITY_WIDE, 1, first_words(kind), PLATFORM)


def _cards(actor: Actor, rows: Iterable[PaperWording], day: date) -> list[VersionCard]:
    held = list(rows)
    keys = {row.body_id for row in held if row.body_id is not None}
    named = list_bodies(actor=actor, only=keys) if keys else []
    names: dict[UUID | None, str] = {one.body_id: one.name for one in named}
    return [_card(row, names.get(row.body_id, CITY_WIDE), day) for row in held]


def _card(row: PaperWording, body_name: str, day: date) -> VersionCard:
    put: WordingInForce | None = getattr(row, "in_force", None)
    return VersionCard(
        version_id=row.id,
        kind=row.kind,
        body_id=row.body_id,
        body_name=body_name,
        number=row.number,
        blocks=row.blocks,
        state=_state(put, day),
        note=row.note,
        drafted_by_id=row.drafted_by_id,
        drafted_at=row.drafted_at,
        effective_on=put.effective_on if put else None,
        until=_until(put),
        put_by_id=put.put_by_id if put else None,
    )


def _until(put: WordingInForce | None) -> date | None:
    if put is None:
        return None
    # Called off before it began: in force on no day.
    last: date | None = put.effective_on if put.valid.isempty else put.valid.upper
    return last


def _state(put: WordingInForce | None, day: date) -> str:
    if put is None:
        return DRAFT
    until = _until(put)
    if until is not None and until <= max(day, put.effective_on):
        return ENDED
    return IN_FORCE if put.effective_on <= day else COMING
