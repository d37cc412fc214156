"""Refusals as `application/problem+json` (RFC 9457), with rule, article, whom to ask."""

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from tongban.ground.refusals import Invalid, Refusal

PROBLEM: Final = "application/problem+json"
FIRST_ERROR: Final = 400
ROOT: Final = "/api/"
# Errors that come before any of our code was asked: what happened, what to do.
WORDS: Final = {
    400: ("请求的内容读不懂", '请检查请求体是不是完整的 JSON，例如 {"login": "…"}。'),
    401: (
        "请先登录",
        "请用 POST /api/v1/session 取得令牌，放在 Authorization: Bearer 后面。",
    ),
    404: ("没有这个地址", "请对照 /api/v1/openapi.json 检查地址。"),
    405: ("这个地址不能这样用", "请对照 /api/v1/openapi.json 检查方法，例如 POST。"),
    413: ("请求太大了", "请把文件压缩以后再传，例如照片不超过 10 MB。"),
}
# What is wrong with the shape of a value, by the kinds that pydantic knows.
SHAPES: Final = {
    "missing": "缺了这一项，请补上。",
    "uuid": "这里要一个 UUID，例如 0197c2d4-8a53-7c1e-9b0f-3f6a5d2e7b10。",
    "string_too_long": "太长了，请写短些。",
    "string": '这里要一段文字，例如 "张秀兰"。',
    "int": "这里要一个整数，例如 50。",
    "bool": "这里要 true 或 false。",
    "literal": "不在可选的值里，请对照接口说明。",
    "dict": "这里要一个对象，例如 {}。",
    "list": "这里要一个列表，例如 []。",
}
FAILED: Final = ("系统出了错", "请稍后再试；还不行的，请打 12345。")


def shapes_refused(operation: Mapping[str, Any]) -> dict[int, dict[str, Any]]:
    """The answers to what cannot be read, as the document says them of every such endpoint.

    The framework gives them before an endpoint is asked, so no endpoint can forget them.
    """
    statuses = []
    if operation.get("parameters") or "requestBody" in operation:
        statuses.append(HTTPStatus.UNPROCESSABLE_ENTITY)
    if "requestBody" in operation:
        statuses += [HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE]
    shape = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {
        int(one): {"description": one.phrase, "content": {"application/json": shape}}
        for one in statuses
    }


class ProblemMiddleware:
    """Makes every error under `/api/` a problem: also those that no endpoint answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on, then look at what came back."""
        response = self.get_response(request)
        if not request.path.startswith(ROOT) or response.status_code < FIRST_ERROR:
            return response
        if response.headers.get("Content-Type", "").startswith(PROBLEM):
            return response
        answer = problem_of_status(response.status_code)
        if "Allow" in response.headers:
            answer["Allow"] = response.headers["Allow"]
        return answer


def shape_words(kind: str) -> str:
    """What is wrong with the shape of a value, and what would be right."""
    fitting = (words for name, words in SHAPES.items() if kind.startswith(name))
    return next(fitting, "格式不对，请对照 /api/v1/openapi.json。")


def problem_of_status(status: int) -> HttpResponse:
    """The problem document of an error that says nothing but its status."""
    title, detail = WORDS.get(status, FAILED)
    answer = problem(status, title, detail)
    if status == 401:  # noqa: PLR2004  # HTTP's own number
        answer["WWW-Authenticate"] = "Bearer"
    return answer


def problem_of(refusal: Refusal) -> HttpResponse:
    """The problem document of a refusal."""
    extra: dict[str, Any] = {}
    if refusal.rule:
        extra["rule"] = refusal.rule
    if refusal.source:
        extra["source"] = refusal.source
    if refusal.turn_to:
        extra["turn_to"] = refusal.turn_to
    if isinstance(refusal, Invalid):
        extra["errors"] = refusal.errors
    kind = refusal.rule or type(refusal).__name__
    return problem(refusal.status, refusal.message, "", kind=kind, **extra)


def problem(
    status: int, title: str, detail: str, *, kind: str = "about:blank", **extra: Any
) -> HttpResponse:
    """One problem document."""
    body = {
        "type": kind if kind == "about:blank" else f"urn:tongban:{kind}",
        "title": title,
        "status": status,
        **({"detail": detail} if detail else {}),
        **extra,
    }
    return HttpResponse(
        json.dumps(body, ensure_ascii=False),
        status=status,
        content_type=f"{PROBLEM}; charset=utf-8",
    )
