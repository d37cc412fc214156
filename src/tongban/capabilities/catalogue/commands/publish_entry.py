"""Publishing a version of a directory entry: in the same act every implementation is asked."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings

from tongban.capabilities.catalogue.directory.cards import EntryPublished
from tongban.capabilities.catalogue.directory.slots import schema_at, stated
from tongban.capabilities.catalogue.events import EntryChanged
from tongban.capabilities.catalogue.models import (
    DirectoryEntry,
    DirectoryProposal,
    DirectoryVersion,
    Implementation,
)
from tongban.capabilities.catalogue.permissions import PUBLISH_DIRECTORY
from tongban.capabilities.catalogue.types import Basis
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record
from tongban.plumbing.outbox.publishing import publish


@command
def publish_entry(  # each says one thing about the version
    *,
    actor: Actor,
    basic_code: str,
    level: str,
    levels: Sequence[str],
    elements: dict[str, Any],
    basis: Basis,
    effective_on: date,
    at: datetime,
    reason: str = "",
) -> EntryPublished:
    """Publish an entry, or its next version, with the elements that must be alike.

    `level` is whose directory it is, `levels` the exercise levels whose bodies may claim it.
    The database compares every implementation with it and makes the proposals. Refuses with
    NotAllowed, Invalid; the database refuses a departmental basis and a day that is past.
    """
    office = actor.office_for(PUBLISH_DIRECTORY)
    require(actor, PUBLISH_DIRECTORY, org_id=office)
    _check(basic_code, level, levels, elements)
    schema = schema_at(settings.UNIFORM_ELEMENTS)
    slots = stated(schema, elements, basic_code=basic_code, levels=list(levels))

    entry = _entry_of(actor, basic_code, level, at)
    version = DirectoryVersion(
        city=actor.city,
        entry=entry,
        number=1 + DirectoryVersion.objects.filter(entry=entry).count(),
        name=str(elements["name"]),
        item_type=str(elements["item_type"]),
        levels=list(levels),
        slots=[slot.row() for slot in slots],
        basis_title=basis.title.strip(),
        basis_number=basis.number.strip(),
        basis_rank=basis.rank,
        reason=reason.strip(),
        effective_on=effective_on,
        published_by_id=actor.natural_person,
        published_at=at,
    )
    version.save(force_insert=True)
    done = _published(version)

    _leave_trace(actor, version, basic_code, done)
    return done


def _leave_trace(
    actor: Actor, version: DirectoryVersion, basic_code: str, done: EntryPublished
) -> None:
    day = version.effective_on
    record(
        actor,
        "catalogue.directory.published",
        subject="directory_version",
        subject_id=version.id,
        number=version.number,
        effective_on=day,
        proposals=done.proposals,
    )
    publish(EntryChanged(done.entry_id, version.id, basic_code, day, done.proposals))


def _published(version: DirectoryVersion) -> EntryPublished:
    """What the law made of it: whom it asks, and who says so already."""
    asked = DirectoryProposal.objects.filter(directory_version=version)
    held = Implementation.objects.filter(directory_version=version, conforms=True)
    return EntryPublished(
        version.entry_id, version.id, version.number, asked.count(), held.count()
    )


def _entry_of(
    actor: Actor, basic_code: str, level: str, at: datetime
) -> DirectoryEntry:
    """The entry of the code, made when this is its first version."""
    entry = DirectoryEntry.objects.filter(
        city=actor.city, basic_code=basic_code
    ).first()
    if entry is None:
        entry = DirectoryEntry(
            city=actor.city, level=level, basic_code=basic_code, created_at=at
        )
        entry.save(force_insert=True)
    elif entry.level != level:
        raise Invalid({"level": "这一条已经在另一级目录里，层级不能改，请核对编码。"})
    return entry


def _check(
    basic_code: str, level: str, levels: Sequence[str], elements: dict[str, Any]
) -> None:
    errors = {}
    if not basic_code.strip():
        errors["basic_code"] = "请写基本编码，例如 000190001000。"
    if level not in {"national", "provincial", "city"}:
        errors["level"] = (
            "请选是哪一级的目录：national（国家）、provincial（省）、city（市）。"
        )
    if not levels or any(one not in "123456" or len(one) != 1 for one in levels):
        errors["levels"] = "请选至少一个行使层级，例如 3（市级）、4（县级）。"
    for key, words in (
        ("name", "事项名称，例如：食品经营许可"),
        ("item_type", "事项类型，例如：01"),
    ):
        if not str(elements.get(key) or "").strip():
            errors[key] = f"请写{words}。"
    if errors:
        raise Invalid(errors)
