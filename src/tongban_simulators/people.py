"""A simulator of what stands around signing in: short messages, and the register of phones.

`tongban-people --port 8101`; messages stand on its page, newest first. Its register believes
every name, number and phone, but those whose name it was told not to know.
"""

import html
import json
import secrets
from collections import deque
from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from typing import Any

from tongban_simulators.serving import Answering, make_parser, run

MOST_BYTES = 64 * 1024
MOST_KEPT = 200
ASKED = ("name", "id_kind", "id_number", "phone")


class Surroundings:
    """What was sent, and whom the register does not know."""

    def __init__(self, strangers: Sequence[str] = ()) -> None:
        """Nothing was sent yet."""
        self.messages: deque[tuple[str, str, str]] = deque(maxlen=MOST_KEPT)
        self.strangers = set(strangers)

    def send(self, body: dict[str, Any]) -> dict[str, Any]:
        """Keep a message instead of sending it."""
        at = datetime.now().astimezone().strftime("%H:%M:%S")
        self.messages.appendleft((at, str(body["phone"]), str(body["text"])))
        return {"sent": True, "simulator": True}

    def check(self, body: dict[str, Any]) -> dict[str, Any]:
        """Say whether name, number and phone belong together."""
        agrees = all(body[key] for key in ASKED) and body["name"] not in self.strangers
        reference = f"simulator-{secrets.token_hex(8)}"
        return {"agrees": agrees, "reference": reference, "simulator": True}

    def page(self) -> str:
        """The messages, for a person who waits for a code."""
        rows = "".join(
            f"<tr><td>{at}</td><td>{html.escape(phone)}</td><td>{html.escape(text)}</td></tr>"
            for at, phone, text in self.messages
        )
        return (
            '<!doctype html><html lang="zh-CN"><meta charset="utf-8">'
            '<meta http-equiv="refresh" content="5"><title>短信（模拟器）</title>'
            f"<h1>短信（模拟器）</h1><table>{rows or '<tr><td>还没有短信</td></tr>'}</table></html>"
        )


def serve(
    held: Surroundings, *, host: str = "127.0.0.1", port: int = 0
) -> ThreadingHTTPServer:
    """A server of it; the caller lets it run and closes it."""

    class Handler(_Handler):
        surroundings = held

    return ThreadingHTTPServer((host, port), Handler)


class _Handler(Answering):
    surroundings: Surroundings

    def do_GET(self) -> None:  # noqa: N802  # the name of the standard library
        """The page of messages."""
        self.send(
            HTTPStatus.OK,
            self.surroundings.page().encode(),
            "text/html; charset=utf-8",
        )

    def do_POST(self) -> None:  # noqa: N802  # the name of the standard library
        """Take a message, or answer the register's question."""
        length = min(int(self.headers.get("Content-Length") or 0), MOST_BYTES)
        acts = {
            "/v1/messages": self.surroundings.send,
            "/v1/identity-checks": self.surroundings.check,
        }
        try:
            told = acts[self.path](json.loads(self.rfile.read(length)))
            status = HTTPStatus.OK
        except (KeyError, TypeError, ValueError):
            told, status = (
                {"error": "读不懂", "simulator": True},
                HTTPStatus.BAD_REQUEST,
            )
        content = json.dumps(told, ensure_ascii=False).encode()
        self.send(status, content, "application/json")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until Ctrl+C."""
    parser = make_parser("短信和身份核验的模拟器。", port=8101)
    parser.add_argument(
        "--stranger", action="append", default=[], help="核验不过的姓名。"
    )
    said = parser.parse_args(arguments)
    server = serve(Surroundings(said.stranger), host=said.host, port=said.port)
    return run(server, "短信和身份核验")


if __name__ == "__main__":
    raise SystemExit(main())
