"""Items as a file that import reads back: published ones, and drafts when asked."""

from datetime import date
from typing import Any
from uuid import UUID

from tongban.capabilities.catalogue.importing import FORMAT
from tongban.capabilities.catalogue.listing.entries import identity_of
from tongban.capabilities.catalogue.listing.writing import (
    kind_of,
    write_items,
    write_template,
)
from tongban.capabilities.catalogue.models import ItemDraft
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.catalogue.queries.in_force import in_force
from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.orgs.types import BodyCard
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import query

Document = dict[str, Any]


@query
def export_items(
    *,
    actor: Actor,
    name: str,
    day: date,
    with_drafts: bool = False,
    national: bool = False,
) -> tuple[bytes, int]:
    """The bytes of a file of this name, and how many items are in it.

    What the actor may draft for is written: that is what the same person can import again.
    Refuses with NotAllowed; with Invalid where the name asks for no kind that we write.
    """
    held = actor.bodies_for(DRAFT_ITEM)
    require(actor, DRAFT_ITEM, org_id=next(iter(held), None))
    kind = kind_of(name)
    bodies = {body.body_id: body for body in list_bodies(actor=actor)}
    drafts = ItemDraft.objects.filter(city=actor.city, body_id__in=held).order_by("id")
    current = {one.summary.version_id for one in in_force(actor, day).listed}
    documents = [
        _document(draft.document, bodies[draft.body_id], kind)
        for draft in drafts.filter(published_version__in=current)
    ]
    if with_drafts:
        newest: dict[tuple[UUID, object], Document] = {}
        for draft in drafts.filter(
            published_version=None, superseded_by=None, discarded_at=None
        ):
            # Of several drafts of one item the last counts, on import as well.
            key = (draft.body_id, identity_of(draft.document))
            newest[key] = _document(draft.document, bodies[draft.body_id], kind)
        documents += newest.values()
    return write_items(documents, kind, national=national), len(documents)


def get_template(name: str = "清单.xlsx") -> bytes:
    """A list to fill in and import. Refuses with Invalid what is neither .xlsx nor .csv."""
    kind = kind_of(name)
    if kind == ".json":
        raise Invalid(
            {"file": "模板是 Excel 工作簿或 CSV，文件名例如 清单.xlsx、清单.csv。"}
        )
    return write_template(kind)


def _document(document: Document, body: BodyCard, kind: str) -> Document:
    whole = document | {"format": FORMAT, "org": body.code}
    listed = document.get("listed") or {}
    if kind != ".json" and not listed.get("department"):
        whole["listed"] = listed | {"department": body.name}
    return whole
