"""Items and drafts of a body that are called nearly the same as one that somebody begins."""

from datetime import date
from typing import Final
from uuid import UUID

from django.db.models.fields.json import KT

from tongban.capabilities.catalogue.finding.alike import likeness
from tongban.capabilities.catalogue.models import ItemDraft
from tongban.capabilities.catalogue.queries.in_force import in_force
from tongban.capabilities.catalogue.types import Namesake
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

# 食品经营许可 and 食品经营许可（新办） are; 食品生产许可 is not.
_NEARLY_THE_SAME: Final = 0.7
_MOST: Final = 8


@query
def list_namesakes(
    *, actor: Actor, body_id: UUID, name: str, day: date
) -> list[Namesake]:
    """What the body has under nearly this name and any type, the nearest first.

    Items in force on the day, and drafts that wait and that the actor may see. Told before
    an item is begun a second time, and never refused: two items may well be alike.
    """
    waiting = ItemDraft.objects.filter(
        city=actor.city,
        body_id=body_id,
        published_version=None,
        superseded_by=None,
        discarded_at=None,
    )
    drafts = waiting.order_by("-revised_at", "id").values_list(
        KT("document__name"), KT("document__item_type"), "id"
    )
    known = [
        *(
            Namesake(one.summary.name, one.summary.item_type, one.summary.handling_code)
            for one in in_force(actor, day).listed
            if one.summary.body_id == body_id
        ),
        *(Namesake(said or "", kind or "", draft_id=key) for said, kind, key in drafts),
    ]
    found = [(likeness(name, one.name), one) for one in known]
    found = [one for one in found if one[0] >= _NEARLY_THE_SAME]
    found.sort(key=lambda one: (-one[0], one[1].name))
    return [namesake for _likeness, namesake in found[:_MOST]]
