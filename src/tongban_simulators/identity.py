"""A simulator of who checks faces and trusted identities (刷脸、网号): no picture is ever taken.

`tongban-identity --port 8102`; a person decides on its page whether the check passes.
"""

import html
import json
import secrets
from collections.abc import Sequence
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from tongban_simulators.serving import Answering, make_parser, run

MOST_BYTES = 64 * 1024
METHODS = {"face": "刷脸核验", "trusted_identity": "网号核验"}
ASKED = ("method", "name", "id_kind", "id_number", "return_to")


class Desk:
    """The checks that were asked for, and how each came out."""

    def __init__(self) -> None:
        """Nothing was asked yet."""
        self.checks: dict[str, dict[str, str]] = {}

    def begin(self, body: dict[str, Any]) -> dict[str, Any]:
        """Take a check; the person is sent to its page."""
        if body["method"] not in METHODS:
            raise ValueError(body["method"])
        reference = f"simulator-{secrets.token_urlsafe(12)}"
        self.checks[reference] = {key: str(body[key]) for key in ASKED} | {
            "state": "waiting"
        }
        return {"reference": reference, "page": f"/checks/{reference}"}

    def state(self, reference: str) -> dict[str, Any]:
        """How a check came out; it says so once, and then knows nothing of it any more."""
        state = self.checks[reference]["state"]
        if state != "waiting":
            del self.checks[reference]
        return {"state": state, "reference": reference, "simulator": True}

    def page(self, reference: str) -> str:
        """Where the person would look into the camera."""
        check = self.checks[reference]
        words = html.escape(f"{METHODS[check['method']]}：{check['name']}")
        return (
            '<!doctype html><html lang="zh-CN"><meta charset="utf-8">'
            f"<title>身份核验（模拟器）</title><h1>{words}（模拟器）</h1>"
            '<form method="post"><button name="state" value="passed">核验通过</button> '
            '<button name="state" value="failed">核验不通过</button></form></html>'
        )

    def decide(self, reference: str, state: str) -> str:
        """The person has decided; where the browser goes back to."""
        check = self.checks[reference]
        check["state"] = "passed" if state == "passed" else "failed"
        return check["return_to"]


def serve(held: Desk, *, host: str = "127.0.0.1", port: int = 0) -> ThreadingHTTPServer:
    """A server of it; the caller lets it run and closes it."""

    class Handler(_Handler):
        desk = held

    return ThreadingHTTPServer((host, port), Handler)


class _Handler(Answering):
    desk: Desk

    def do_GET(self) -> None:  # noqa: N802  # the name of the standard library
        """The page of a check, or how it came out."""
        way, _slash, reference = self.path.rpartition("/")
        try:
            if way == "/v1/checks":
                self._say(HTTPStatus.OK, self.desk.state(reference))
                return
            page = self.desk.page(reference).encode()
        except KeyError:
            self._say(HTTPStatus.NOT_FOUND, {"error": "没有这次核验"})
            return
        self.send(HTTPStatus.OK, page, "text/html; charset=utf-8")

    def do_POST(self) -> None:  # noqa: N802  # the name of the standard library
        """Take a check, or what the person decided."""
        length = min(int(self.headers.get("Content-Length") or 0), MOST_BYTES)
        body = self.rfile.read(length)
        try:
            if self.path == "/v1/checks":
                self._say(HTTPStatus.OK, self.desk.begin(json.loads(body)))
                return
            said = parse_qs(body.decode()).get("state", [""])[0]
            back = self.desk.decide(self.path.rpartition("/")[2], said)
        except (KeyError, TypeError, ValueError):
            self._say(HTTPStatus.BAD_REQUEST, {"error": "读不懂"})
            return
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", back)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _say(self, status: HTTPStatus, told: dict[str, Any]) -> None:
        content = json.dumps(told, ensure_ascii=False).encode()
        self.send(status, content, "application/json")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until Ctrl+C."""
    parser = make_parser("刷脸和网号核验的模拟器。", port=8102)
    said = parser.parse_args(arguments)
    return run(serve(Desk(), host=said.host, port=said.port), "刷脸和网号核验")


if __name__ == "__main__":
    raise SystemExit(main())
