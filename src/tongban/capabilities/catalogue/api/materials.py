"""The one material catalogue through the API: found, proposed, answered."""

from uuid import UUID

from ninja import Router, Schema, Status

from tongban.capabilities.catalogue import commands, queries
from tongban.capabilities.catalogue.types.catalogue_materials import (
    CatalogueMaterial,
    MaterialProposal,
)
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.problems import REFUSED
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["material catalogue"], auth=bearer)


class NewMaterialBody(Schema):
    """A material that the catalogue has not, for the body that asks for it."""

    body_id: UUID
    name: str
    kind: str = ""
    issuer: str = ""


class MaterialAnswerBody(Schema):
    """accepted, merged (`into` is the code of the entry it is already), or declined."""

    answer: str
    into: str = ""
    opinion: str = ""


class MaterialKey(Schema):
    """The key of a proposal."""

    material_id: UUID


class CheckedAnew(Schema):
    """How many drafts that name the material were checked anew."""

    drafts: int


@router.get(
    "", response={200: list[CatalogueMaterial], **REFUSED}, summary="Find materials"
)
def find_materials(
    request: ActorRequest, q: str = "", limit: int = 50
) -> list[CatalogueMaterial]:
    """Entries by name, pinyin, initials or code, those most used first."""
    most = max(1, min(limit, 200))
    return queries.search_materials(actor=request.actor, text=q, limit=most)


@router.post("", response={201: MaterialKey, **REFUSED}, summary="Propose a material")
def propose(request: ActorRequest, body: NewMaterialBody) -> Status[MaterialKey]:
    """Until it is taken in, no item may ask for it."""
    material_id = commands.propose_material(
        actor=request.actor, at=request.now, **body.dict()
    )
    return Status(201, MaterialKey(material_id=material_id))


@router.get(
    "/proposals",
    response={200: list[MaterialProposal], **REFUSED},
    summary="List proposed materials",
)
def list_proposals(request: ActorRequest) -> list[MaterialProposal]:
    """What waits for an answer, oldest first, with entries that it may be already."""
    return queries.list_material_proposals(actor=request.actor)


@router.post(
    "/{material_id}/answer",
    response={200: CheckedAnew, **REFUSED},
    summary="Answer a proposed material",
)
def answer(
    request: ActorRequest, material_id: UUID, body: MaterialAnswerBody
) -> CheckedAnew:
    """Once, by another person than the proposer."""
    drafts = commands.answer_material(
        actor=request.actor, material_id=material_id, at=request.now, **body.dict()
    )
    return CheckedAnew(drafts=drafts)
