"""The city app, played: it knows its people, and opens the city's pages inside itself.

    tongban-cityapp --platform http://127.0.0.1:8000 --app app-… --key-file app.pem --port 8103

It shares no code with the platform: it signs its statements by itself (JWS, ES256), asks for
a ticket when somebody goes to a matter, and answers what pages ask through the bridge. In a
browser its page is a phone on a desk; a web view would run `/webview.js` in every page and
hand what comes to `tongbanNative` over to `CityApp.hear`.
"""

import base64
import html
import json
import secrets
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from tongban_simulators.serving import Answering, make_parser, run

PATIENCE: Final = 10.0
MOST_BYTES: Final = 256 * 1024
SECONDS: Final = 120
_SIDE: Final = 32
# What a web view runs in each page before anything else.
WEB_VIEW: Final = """\
window.TongbanContainer = {
  postMessage: function (text) {
    window.tongbanNative(text).then(function (id) {
      if (id) { window.dispatchEvent(new CustomEvent('tongban:answered', { detail: { id: id } })); }
    });
  }
};
"""


class Wrong(ValueError):
    """The city said no; the words are its own."""


@dataclass(frozen=True)
class User:
    """Somebody who has an account of the app, and how sure the app is of them."""

    name: str
    id_number: str
    phone: str
    level: int = 2


@dataclass
class CityApp:
    """The app: its key, its people, and what its camera and its cashier would say next."""

    platform: str
    code: str = ""
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    name: str = "安澜通"
    users: dict[str, User] = field(default_factory=dict)
    # What the next scan reads, and whether the person goes through with what is asked.
    scanned: str = "91690121690200199A"
    outcome: str = "done"
    heard: list[dict[str, Any]] = field(default_factory=list)
    is_closed: bool = False

    def public_key(self) -> str:
        """What the operator registers."""
        shape = PublicFormat.SubjectPublicKeyInfo
        return self.key.public_key().public_bytes(Encoding.PEM, shape).decode()

    def ticket(self, user: User, wanted: str = "/my/cases") -> str:
        """The address that the web view opens for somebody."""
        claims = {
            "name": user.name,
            "id_kind": "citizen_id",
            "id_number": user.id_number,
            "phone": user.phone,
            "level": user.level,
            "to": wanted,
        }
        return str(self.say("tickets", self.state("ticket", claims))["address"])

    def hear(self, text: str) -> str:
        """What a page asked through the bridge; the number that was answered, or nothing."""
        message = json.loads(text)
        self.heard.append(message)
        if message["act"] == "close":
            self.is_closed = True
            return ""
        claims = {"request": message["id"], "outcome": self.outcome}
        if self.outcome == "done":
            claims |= self._do(message)
        self.say("answers", self.state("answer", claims))
        return str(message["id"])

    def _do(self, message: Mapping[str, Any]) -> dict[str, str]:
        match message["act"]:
            case "scan":
                return {"text": self.scanned}
            case "pay":
                return {"reference": f"simulator-{secrets.token_hex(6)}"}
            case _:
                # The person looks into the camera on the provider's own page.
                self._call("POST", message["page"], b"state=passed")
                return {}

    def state(self, purpose: str, claims: Mapping[str, Any]) -> str:
        """A statement for the city, signed."""
        now = int(time.time())
        whole = {
            "iss": self.code,
            "aud": self.platform,
            "iat": now,
            "exp": now + SECONDS,
            "jti": secrets.token_urlsafe(24),
            "purpose": purpose,
            **claims,
        }
        head = _base64(json.dumps({"alg": "ES256", "typ": "JWT"}).encode())
        body = _base64(json.dumps(whole, ensure_ascii=False).encode())
        signed = f"{head}.{body}"
        pair = decode_dss_signature(self.key.sign(signed.encode(), ec.ECDSA(SHA256())))
        raw = b"".join(number.to_bytes(_SIDE) for number in pair)
        return f"{signed}.{_base64(raw)}"

    def say(self, what: str, statement: str) -> dict[str, Any]:
        """Tell the city; what it answers."""
        body = json.dumps({"app": self.code, "statement": statement}).encode()
        address = f"{self.platform}/api/v1/containers/{what}"
        status, told = self._call("POST", address, body, "application/json")
        if status >= HTTPStatus.BAD_REQUEST:
            raise Wrong(str(told.get("detail") or told.get("title") or status))
        return told

    def _call(
        self,
        method: str,
        url: str,
        body: bytes,
        kind: str = "application/x-www-form-urlencoded",
    ) -> tuple[int, dict[str, Any]]:
        parts = urlsplit(url)
        secure = parts.scheme == "https"
        connection = (HTTPSConnection if secure else HTTPConnection)(
            parts.hostname or "", parts.port, timeout=PATIENCE
        )
        try:
            connection.request(method, parts.path, body, {"Content-Type": kind})
            answer = connection.getresponse()
            content = answer.read(MOST_BYTES)
        finally:
            connection.close()
        try:
            told = json.loads(content)
        except ValueError:
            told = {}
        return answer.status, told if isinstance(told, dict) else {}

    def page(self) -> str:
        """The app's first page: a phone, its people, and where they may go."""
        rows = "".join(
            f'<li><form action="/go"><input type="hidden" name="who" value="{html.escape(key)}">'
            f"{html.escape(user.name)}（{user.level} 级）"
            '<label>去 <input name="to" value="/my/cases"></label> '
            f"<button>{html.escape(user.name)}去办事</button></form></li>"
            for key, user in self.users.items()
        )
        return (
            '<!doctype html><html lang="zh-CN"><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{html.escape(self.name)}（模拟器）</title>"
            "<style>body{max-width:390px;min-height:780px;margin:1em auto;padding:1em;"
            "border:12px solid #333;border-radius:32px;font-family:sans-serif}</style>"
            f"<h1>{html.escape(self.name)}（模拟器）</h1><p>这不是真的城市应用。</p>"
            f"<ul>{rows or '<li>还没有人</li>'}</ul></html>"
        )


def serve(
    held: CityApp, *, host: str = "127.0.0.1", port: int = 0
) -> ThreadingHTTPServer:
    """A server of it; the caller lets it run and closes it."""

    class Handler(_Handler):
        app = held

    return ThreadingHTTPServer((host, port), Handler)


class _Handler(Answering):
    app: CityApp

    def do_GET(self) -> None:  # noqa: N802  # the name of the standard library
        """The first page, the way to the city, and what a web view runs."""
        parts = urlsplit(self.path)
        told = {k: v[0] for k, v in parse_qs(parts.query).items()}
        match parts.path:
            case "/":
                self._say(HTTPStatus.OK, self.app.page())
            case "/webview.js":
                self.send(HTTPStatus.OK, WEB_VIEW.encode(), "text/javascript")
            case "/go":
                self._go(told)
            case _:
                self._say(HTTPStatus.NOT_FOUND, "没有这个地址")

    def do_POST(self) -> None:  # noqa: N802  # the name of the standard library
        """What a web view's own code would hand over."""
        length = min(int(self.headers.get("Content-Length") or 0), MOST_BYTES)
        try:
            answered = self.app.hear(self.rfile.read(length).decode())
        except (Wrong, KeyError, OSError, HTTPException, ValueError) as error:
            self._say(HTTPStatus.BAD_GATEWAY, html.escape(f"没有办成：{error}"))
            return
        self.send(HTTPStatus.OK, answered.encode(), "text/plain")

    def _go(self, told: Mapping[str, str]) -> None:
        try:
            user = self.app.users[told.get("who", "")]
            address = self.app.ticket(user, told.get("to", "/my/cases"))
        except (Wrong, KeyError, OSError, HTTPException, ValueError) as error:
            words = f"没有登录成：{error}。回到<a href='/'>首页</a>再试。"
            self._say(HTTPStatus.BAD_GATEWAY, words)
            return
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _say(self, status: HTTPStatus, words: str) -> None:
        self.send(status, words.encode(), "text/html; charset=utf-8")


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def read_or_make_key(path: Path) -> ec.EllipticCurvePrivateKey:
    """The app's own key; one is made where there is none yet, for its eyes alone."""
    if not path.exists():
        made = ec.generate_private_key(ec.SECP256R1())
        path.touch(mode=0o600)
        path.write_bytes(
            made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        )
    key = load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise SystemExit("密钥要是 P-256 的。")
    return key


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until Ctrl+C; without a code it says which key to register, and ends."""
    parser = make_parser("城市应用的模拟器：在应用里打开平台的页面。", port=8103)
    parser.add_argument("--platform", required=True, help="平台的地址。")
    parser.add_argument("--key-file", type=Path, required=True, help="应用的私钥。")
    parser.add_argument("--app", default="", help="登记后得到的应用标识。")
    parser.add_argument(
        "--user",
        action="append",
        default=[],
        metavar="姓名,身份证号,手机号",
        help="应用认识的人，可以写几次。",
    )
    said = parser.parse_args(arguments)
    held = CityApp(said.platform.rstrip("/"), said.app, read_or_make_key(said.key_file))
    for number, line in enumerate(said.user):
        name, id_number, phone = line.replace("，", ",").split(",")
        held.users[str(number)] = User(name.strip(), id_number.strip(), phone.strip())
    sys.stdout.write(f"登记这个公钥：\n{held.public_key()}")
    sys.stdout.flush()
    if not held.code:
        return 0
    return run(serve(held, host=said.host, port=said.port), held.name)


if __name__ == "__main__":
    raise SystemExit(main())
