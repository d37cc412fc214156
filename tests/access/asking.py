"""One real request, and the class of its answer: let in, refused, not there, or asked to sign in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any, Final, Literal

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from tests.access.addresses import Operation
from tests.access.people import Person
from tongban.plumbing.evidence.recording import canonical_text
from tongban.plumbing.files.testing import make_pdf

Answer = Literal["in", "sign in", "refused", "missing", "no method", "failed"]
JSON: Final = "application/json"
_STATUS: Final[Mapping[int, Answer]] = {
    401: "sign in",
    403: "refused",
    404: "missing",
    405: "no method",
}
_FAILED: Final = 500
# What /readyz says where no worker lives, as in these tests.
_NOT_READY: Final = 503


@dataclass(frozen=True)
class Asked:
    """What is sent: where, and with what."""

    operation: Operation
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    media_type: str = ""
    body: Any = None


@dataclass(frozen=True)
class Answered:
    """What came back, as far as the matrix looks at it."""

    status: int
    answer: Answer
    content: bytes
    error: str = ""


class _Straight(Client):
    """Django's client without the templates and contexts that it keeps of every page.

    Copying those is a good part of a request, and there are thousands. A failure is an
    answer, as people get it.
    """

    def request(self, **request: Any) -> Any:
        """Straight to the platform, middleware and all."""
        # The stubs of Django do not know it.
        environ = self._base_environ(**request)  # type: ignore[attr-defined]
        return self.handler(environ)


class Door:
    """The whole platform behind one test client; nothing that is written stays."""

    def __init__(self, *, check_forgery: bool = False) -> None:
        """`check_forgery` as in service; otherwise it would answer every form first."""
        self._client = _Straight(enforce_csrf_checks=check_forgery)

    def ask(self, person: Person, asked: Asked) -> Answered:
        """One request by this person, as if it were their first."""
        client = self._client
        client.cookies = SimpleCookie()
        headers = {}
        if asked.operation.address.is_api:
            if person.token:
                headers["Authorization"] = f"Bearer {person.token}"
            if asked.operation.writes:
                headers["Idempotency-Key"] = "one"
        elif person.cookie:
            client.cookies[settings.SESSION_COOKIE_NAME] = person.cookie
        if not asked.operation.writes:
            return _read(self._send(asked, headers))
        with transaction.atomic():
            answered = _read(self._send(asked, headers))
            transaction.set_rollback(True)
        return answered

    def _send(self, asked: Asked, headers: dict[str, str]) -> Any:
        send = getattr(self._client, asked.operation.method.lower())
        if asked.operation.method == "GET":
            return send(asked.path, asked.query, headers=headers)
        if asked.media_type == JSON:
            return send(
                asked.path,
                canonical_text(asked.body),
                content_type=JSON,
                headers=headers,
                query_params=asked.query,
            )
        if asked.operation.method == "POST":
            return send(asked.path, _form(asked.body), headers=headers)
        return send(asked.path, headers=headers, query_params=asked.query)


def _form(body: Any) -> dict[str, Any]:
    """A form as a browser sends it; a file is a small true one."""
    given = dict(body or {})
    if "file" in given:
        given["file"] = SimpleUploadedFile("x.pdf", make_pdf(), "application/pdf")
    return given


def _read(response: Any) -> Answered:
    status = int(response.status_code)
    content = b"".join(response)
    error = content.decode(errors="replace")[:300] if status >= _FAILED else ""
    return Answered(status, _class_of(response, status), content, error)


def _class_of(response: Any, status: int) -> Answer:
    if status >= _FAILED and status != _NOT_READY:
        return "failed"
    if response.headers.get("Location", "").startswith("/sign-in"):
        return "sign in"
    return _STATUS.get(status, "in")
