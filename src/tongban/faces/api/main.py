"""The one API object: routers of the capabilities, sign-in, refusals as problems."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from tongban.capabilities.cases.api import router as cases
from tongban.capabilities.catalogue.api import router as catalogue
from tongban.capabilities.materials.api import router as materials
from tongban.capabilities.people.api import router as people
from tongban.faces.api.problems import problem, problem_of
from tongban.ground.refusals import Refusal

api = NinjaAPI(
    title="通办 API",
    version="1",
    description="一个城市的政务服务：事项、申请、办件、文书。错误为 application/problem+json。",
    urls_namespace="api",
    openapi_url="/openapi.json",
    docs_url=None,  # its pages need inline scripts, which the policy refuses
)
api.add_router("/session", people)
api.add_router("/items", catalogue)
api.add_router("/materials", materials)
api.add_router("", cases)


@api.exception_handler(Refusal)
def refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer a refusal as a problem."""
    return problem_of(refusal)


@api.exception_handler(ValidationError)
def refuse_shape(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer a body that does not have the documented shape."""
    places = {
        ".".join(str(part) for part in row["loc"]): str(row["msg"])
        for row in error.errors
    }
    return problem(
        422,
        "请求的内容与接口说明不符",
        "请对照 /api/v1/openapi.json 检查下列字段。",
        errors=places,
    )
