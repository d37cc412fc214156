"""Bodies as they are on a day: by the newest fact that has begun, else as they were loaded."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import JSONField, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from tongban.capabilities.orgs.models import Body
from tongban.capabilities.orgs.types import BodyCard
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.access.keeping import Kept
from tongban.plumbing.database.prepared import fetch_all

# The day that is asked about, or the one that the office has today.
_SAID: Final = """(select jsonb_build_object('name', f.name, 'short_name', f.short_name,
  'kind', f.kind, 'parent', f.parent_id, 'vertical', f.is_vertical, 'leader', f.leader,
  'section', f.section, 'phone', f.phone, 'address', f.address, 'ended', f.is_ended)
 from body_fact f where f.body_id = "body"."id"
  and f.valid_from <= (select coalesce(%s::date, actor_day()))
 order by f.valid_from desc limit 1)"""
_LATER: Final = """not exists (select 1 from body_fact f where f.body_id = "body"."id"
  and f.valid_from <= (select coalesce(%s::date, actor_day())))
 and exists (select 1 from body_fact f where f.body_id = "body"."id" and f.is_founding)"""
_NAMES: Final = """
select distinct on (body_id) body_id, name from body_fact
 where city = %s and valid_from <= %s order by body_id, valid_from desc
"""
_ALL_NAMES: Final = """
select body_id, array_agg(name order by valid_from) from body_fact
 where city = %s and valid_from <= %s group by body_id
"""
_DAYS_KEPT: Final = 32
# A change is approved on an earlier day than that from which it counts: what bodies are
# called on a day is settled when the day begins.
_kept: Kept[tuple[str, date], Mapping[UUID, str]] = Kept(_DAYS_KEPT)


@query
def list_bodies(
    *, actor: Actor, only: Collection[UUID] | None = None, day: date | None = None
) -> list[BodyCard]:
    """All bodies of the city, or only these, as they are on a day; ended ones too."""
    bodies = _as_of(day).filter(city=actor.city)
    if only is not None:
        bodies = bodies.filter(pk__in=only)
    return [_card(body) for body in bodies.order_by("code")]


@query
def get_body(*, actor: Actor, body_id: UUID, day: date | None = None) -> BodyCard:
    """One body as it is on a day. Refuses with NotFound."""
    body = _as_of(day).filter(pk=body_id).first()
    if body is None:
        raise NotFound("没有找到这个单位。")
    return _card(body)


@query
def find_body(*, actor: Actor, code: str, day: date | None = None) -> BodyCard | None:
    """A body by its code, as it is on a day."""
    body = _as_of(day).filter(city=actor.city, code=code).first()
    return _card(body) if body else None


@query
def count_bodies_by_level(*, actor: Actor) -> dict[str, int]:
    """How many stand at each of the four levels (ORG-01)."""
    standing = [body for body in list_bodies(actor=actor) if body.stands]
    return dict(Counter(body.level for body in standing))


@query
def list_bodies_at(
    *, actor: Actor, region_code: str, day: date | None = None
) -> list[BodyCard]:
    """The bodies of one region, as they are on a day; ended ones last."""
    bodies = _as_of(day).filter(city=actor.city, region__code=region_code)
    cards = [_card(body) for body in bodies.order_by("code")]
    return sorted(cards, key=lambda card: not card.stands)


def list_new_names(*, actor: Actor) -> Mapping[UUID, str]:
    """What those bodies are called today that were ever changed; once a day and process."""
    # What runs by itself has no door that tells it the day: the machine's.
    day = actor.day or timezone.localdate()
    held = _kept.find((actor.city, day))
    if held is None:
        held = _read_names(actor=actor, day=day)
        _kept.keep((actor.city, day), held)
    return held


def forget_names() -> None:
    """Ask anew what bodies are called: for a city that begins anew under the same days."""
    _kept.forget()


def name_on(*, actor: Actor, body_id: UUID, day: date, otherwise: str) -> str:
    """What a body was called on a day; no query for one that was never changed."""
    if body_id not in list_new_names(actor=actor):
        return otherwise
    return get_body(actor=actor, body_id=body_id, day=day).name


@query
def list_names_on(*, actor: Actor, day: date) -> Mapping[UUID, str]:
    """What those bodies were called on a day that were ever changed by then."""
    return _read_names(actor=actor, day=day)


@query
def list_all_names(*, actor: Actor, day: date) -> Mapping[UUID, tuple[str, ...]]:
    """Every name that changed bodies had by a day, besides the one they were loaded with."""
    found = fetch_all(_ALL_NAMES, [actor.city, day])
    return {body_id: tuple(names) for body_id, names in found}


@query
def _read_names(*, actor: Actor, day: date) -> Mapping[UUID, str]:
    return dict(fetch_all(_NAMES, [actor.city, day]))


def _as_of(day: date | None) -> QuerySet[Any]:
    return Body.objects.select_related("region").annotate(
        said=RawSQL(_SAID, [day], output_field=JSONField()),  # noqa: S611 - a constant
        is_later=RawSQL(_LATER, [day]),  # noqa: S611 - a constant
    )


def _card(body: Any) -> BodyCard:
    said: Mapping[str, Any] = body.said or {}
    kind = said.get("kind", body.kind)
    parent = said.get("parent") if said else body.parent_id
    return BodyCard(
        body.id,
        body.code,
        said.get("name", body.name),
        said.get("short_name", body.short_name),
        body.level,
        kind,
        said.get("phone") or body.phone,
        said.get("address") or body.address,
        body.region.code,
        parent_id=UUID(str(parent)) if parent else None,
        stands=not (said.get("ended") or body.is_later),
        is_vertical=bool(said.get("vertical")) or kind == "vertical",
        leader=said.get("leader") or body.leader or "",
        section=said.get("section") or body.section or "",
        region_kind=body.region.kind,
    )
