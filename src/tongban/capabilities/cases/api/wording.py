"""The words of a paper on a real case, through the API, for who may see that case."""

from uuid import UUID

from django.http import HttpResponse
from ninja import Router, Schema

from tongban.capabilities.cases.previewing import preview_wording
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.problems import REFUSED
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.files.sending import document_file

router = Router(tags=["paper wordings"], auth=bearer)


class CaseBody(Schema):
    """A case by its number: in the body, so that it stands in no address."""

    number: str


@router.post(
    "/paper-wordings/versions/{version_id}/on-case",
    response=REFUSED,
    summary="Show a version on a real case",
    openapi_extra=document_file("image/png"),
)
def show_on_case(
    request: ActorRequest, version_id: UUID, body: CaseBody
) -> HttpResponse:
    """The paper that the case has, in these words, as a picture (PNG) marked 预览."""
    picture = preview_wording(
        actor=request.actor,
        version_id=version_id,
        number=body.number,
        day=request.today,
    )
    return HttpResponse(picture, content_type="image/png")
