"""Saying of which class a window is, from a day on."""

from datetime import date, datetime
from uuid import UUID

from tongban.capabilities.lists.models import WindowClassing
from tongban.capabilities.lists.permissions import CLASS_WINDOW
from tongban.capabilities.lists.queries.releases import find_in_force
from tongban.capabilities.orgs.queries import get_window, list_window_classes
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def class_window(
    *,
    actor: Actor,
    window_id: UUID,
    window_class_id: UUID | None,
    effective_on: date,
    at: datetime,
) -> UUID:
    """From that day on the window takes in the list of the class; of None, all of its hall.

    Refuses with NotFound, NotAllowed; Invalid for a class that is not registered, or that
    has no list at this hall from that day. The database refuses a day that is past.
    """
    office = actor.office_for(CLASS_WINDOW)
    require(actor, CLASS_WINDOW, org_id=office)
    window = get_window(actor=actor, window_id=window_id)
    if window_class_id is not None:
        _check(actor, window.venue_id, window_class_id, effective_on)

    classing = WindowClassing(
        city=actor.city,
        window_id=window.window_id,
        window_class_id=window_class_id,
        effective_on=effective_on,
        registered_by_id=actor.natural_person,
        registered_at=at,
    )
    classing.save(force_insert=True)

    record(
        actor,
        "lists.window.classed",
        subject="window",
        subject_id=window.window_id,
        window_class=window_class_id,
        effective_on=effective_on,
    )
    return classing.id


def _check(actor: Actor, venue_id: UUID, class_id: UUID, day: date) -> None:
    known = {one.window_class_id: one.name for one in list_window_classes(actor=actor)}
    if class_id not in known:
        raise Invalid({"window_class": "请选窗口属于哪一类，例如：企业服务。"})
    listed = find_in_force(
        actor=actor, kind="window", venue_id=venue_id, window_class_id=class_id, day=day
    )
    if listed is None:
        raise Invalid(
            {
                "window_class": f"这个大厅在这一天还没有“{known[class_id]}”窗口的受理清单，"
                "请先编制并公布清单（连同服务规范、工作规程）。"
            }
        )
