"""The one API object: routers of the capabilities, sign-in, refusals as problems."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from tongban.capabilities.accounts.api import readmissions
from tongban.capabilities.accounts.api import router as accounts
from tongban.capabilities.agency.api import router as agency
from tongban.capabilities.bodies.api import router as bodies
from tongban.capabilities.cases.api import router as cases
from tongban.capabilities.catalogue.api import bulk_router as bulk_changes
from tongban.capabilities.catalogue.api import directory_router as directory
from tongban.capabilities.catalogue.api import document_router as documents
from tongban.capabilities.catalogue.api import draft_router as item_drafts
from tongban.capabilities.catalogue.api import finding_router as item_findings
from tongban.capabilities.catalogue.api import list_router as item_lists
from tongban.capabilities.catalogue.api import material_router as material_catalogue
from tongban.capabilities.catalogue.api import question_router as open_questions
from tongban.capabilities.catalogue.api import router as catalogue
from tongban.capabilities.catalogue.api import word_router as search_words
from tongban.capabilities.containers.api import gate_router as containers
from tongban.capabilities.containers.api import router as mobile_apps
from tongban.capabilities.exchange.api import router as exchange
from tongban.capabilities.federation.api import own_router as own_systems
from tongban.capabilities.federation.api import router as systems
from tongban.capabilities.incidents.api import router as incidents
from tongban.capabilities.indicators.api import router as indicators
from tongban.capabilities.linking.api import router as own_links
from tongban.capabilities.lists.api import demand_router as proof_demands
from tongban.capabilities.lists.api import draft_router as list_releases
from tongban.capabilities.lists.api import power_router as hall_powers
from tongban.capabilities.lists.api import router as lists
from tongban.capabilities.lists.api import window_router as windows
from tongban.capabilities.mandates.api import router as mandates
from tongban.capabilities.materials.api import router as materials
from tongban.capabilities.networks.api import registers as networks
from tongban.capabilities.networks.api import resources as data_resources
from tongban.capabilities.privacy.api import router as privacy
from tongban.capabilities.rights.api import router as rights
from tongban.capabilities.wording.api import router as paper_wordings
from tongban.faces.api.problems import (
    FIRST_ERROR,
    PROBLEM,
    problem,
    problem_of,
    problem_of_status,
    shape_words,
    shapes_refused,
)
from tongban.ground.refusals import Refusal
from tongban.plumbing.access.tallies import TooMany

_documents: dict[str, OpenAPISchema] = {}


class CityAPI(NinjaAPI):
    """Says of every error in its document that it is a problem; makes the document once."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The document, with the media type that errors really have.

        Kept: made anew it is a second of a processor, for whoever asks, signed in or not.
        """
        asked = repr(sorted(options.items()))
        if asked not in _documents:
            _documents[asked] = self.make_openapi_schema(**options)
        return _documents[asked]

    def make_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The document anew."""
        schema = super().get_openapi_schema(**options)
        for path in schema["paths"].values():
            for operation in path.values():
                for status, words in shapes_refused(operation).items():
                    operation["responses"].setdefault(status, words)
                for status, response in operation["responses"].items():
                    content = response.get("content", {})
                    if int(status) >= FIRST_ERROR and content:
                        content[PROBLEM] = content.pop("application/json")
        return schema


api = CityAPI(
    title="通办 API",
    version="1",
    description="一个城市的政务服务：事项、申请、办件、文书。错误为 application/problem+json。",
    urls_namespace="api",
    openapi_url="/openapi.json",
    docs_decorator=require_safe,
    docs_url=None,
)
api.add_router("/session", accounts)
api.add_router("", readmissions)
api.add_router("/session/systems", own_systems)
api.add_router("/session/links", own_links)
api.add_router("/systems", systems)
api.add_router("/apps", mobile_apps)
api.add_router("/containers", containers)
# Before the items: else "imports" would be read as the code of one.
api.add_router("/items/imports", item_lists)
api.add_router("/items", catalogue)
api.add_router("/directory", directory)
api.add_router("/item-drafts", item_drafts)
api.add_router("/item-findings", item_findings)
api.add_router("/search", documents)
api.add_router("/bulk-changes", bulk_changes)
api.add_router("/material-catalogue", material_catalogue)
api.add_router("/search-words", search_words)
api.add_router("/open-questions", open_questions)
api.add_router("/lists", lists)
api.add_router("/list-releases", list_releases)
api.add_router("", windows)
api.add_router("", hall_powers)
api.add_router("/proof-demands", proof_demands)
api.add_router("/exchange", exchange)
api.add_router("/indicators", indicators)
api.add_router("/paper-wordings", paper_wordings)
api.add_router("/materials", materials)
api.add_router("/rights", rights)
api.add_router("/bodies", bodies)
api.add_router("/networks", networks)
api.add_router("/data-resources", data_resources)
api.add_router("", mandates)
api.add_router("/agency", agency)
api.add_router("/privacy", privacy)
api.add_router("/incidents", incidents)
api.add_router("", cases)


@api.exception_handler(Refusal)
def refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer a refusal as a problem."""
    answer = problem_of(refusal)
    if isinstance(refusal, TooMany):
        answer["Retry-After"] = str(refusal.seconds)
    return answer


@api.exception_handler(AuthenticationError)
def refuse_stranger(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Answer a request without a token, or with one that has ended."""
    return problem_of_status(401)


@api.exception_handler(HttpError)
def refuse_request(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Answer what the framework could not read."""
    return problem_of_status(error.status_code)


@api.exception_handler(ValidationError)
def refuse_shape(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer a body that does not have the documented shape."""
    places = {
        ".".join(str(part) for part in row["loc"]): shape_words(str(row["type"]))
        for row in error.errors
    }
    return problem(
        422,
        "请求的内容与接口说明不符",
        "请对照 /api/v1/openapi.json 检查下列字段。",
        errors=places,
    )
