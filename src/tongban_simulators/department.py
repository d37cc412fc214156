"""A department's system, played: it knows nobody, and asks the city who came (OpenID Connect).

    tongban-department --issuer http://127.0.0.1:8000 --client-id tb-… --secret-file secret --port 8102

It shares no code with the platform: it makes its own requests, and checks the signature, the
issuer, the audience, the times and the nonce of what it is told by itself. Two of them beside
each other show that one login serves both, and that they cannot compare whom they know.
"""

import base64
import hashlib
import html
import json
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from http.cookies import SimpleCookie
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

from tongban_simulators.serving import Answering, make_parser, run

COOKIE: Final = "department"
BACK: Final = "/back"
SIGNED_OUT: Final = "/signed-out"
PATIENCE: Final = 10.0
MOST_BYTES: Final = 256 * 1024
LOGOUT: Final = "http://schemas.openid.net/event/backchannel-logout"
_PARTS: Final = 3
_LEEWAY: Final = 60


class Wrong(ValueError):
    """What was told cannot be believed; the words say why."""


@dataclass(frozen=True)
class Visitor:
    """Somebody who has signed in here, as far as the city said who they are."""

    subject: str
    session: str
    values: dict[str, str]
    id_token: str


@dataclass
class Department:
    """The system: its registration with the city, and who is signed in."""

    issuer: str
    client_id: str
    secret: str
    own: str = ""
    name: str = "公积金网上大厅"
    scope: str = "openid profile phone"
    visitors: dict[str, Visitor] = field(default_factory=dict)
    waiting: dict[str, tuple[str, str]] = field(default_factory=dict)

    def begin(self) -> str:
        """Where to send a browser that wants to sign in."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        self.waiting[state] = (nonce, verifier)
        challenge = _base64(hashlib.sha256(verifier.encode()).digest())
        asked = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": self.own + BACK,
            "scope": self.scope,
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return f"{self._described('authorization_endpoint')}?{urlencode(asked)}"

    def finish(self, told: Mapping[str, str]) -> str:
        """Somebody is back with a code: who they are; the cookie that they get."""
        nonce, verifier = self.waiting.pop(told.get("state", ""), ("", ""))
        if not nonce:
            raise Wrong("不是从这里出去登录的")
        if told.get("iss") != self.issuer:
            raise Wrong("答话的不是本市的统一身份")
        if "code" not in told:
            raise Wrong(told.get("error", "没有授权码"))
        form = {
            "grant_type": "authorization_code",
            "code": told["code"],
            "redirect_uri": self.own + BACK,
            "code_verifier": verifier,
            "client_id": self.client_id,
            "client_secret": self.secret,
        }
        tokens = self._ask("POST", self._described("token_endpoint"), form)
        claims = self.believe(tokens["id_token"])
        if claims.get("nonce") != nonce:
            raise Wrong("凭证不是为这一次登录发的")
        values = self._ask(
            "GET",
            self._described("userinfo_endpoint"),
            bearer=tokens["access_token"],
        )
        if values.get("sub") != claims["sub"]:
            raise Wrong("两次说的不是同一个人")
        cookie = secrets.token_urlsafe(32)
        self.visitors[cookie] = Visitor(
            claims["sub"], claims["sid"], values, tokens["id_token"]
        )
        return cookie

    def forget(self, statement: str) -> None:
        """The city says that somebody signed out: they are out here as well."""
        claims = self.believe(statement)
        if LOGOUT not in claims.get("events", {}) or "nonce" in claims:
            raise Wrong("不是退出通知")
        self.visitors = {
            cookie: one
            for cookie, one in self.visitors.items()
            if one.session != claims.get("sid")
        }

    def leave(self, cookie: str) -> str:
        """Where to send a browser whose person signs out here and in the city."""
        one = self.visitors.pop(cookie, None)
        asked = {
            "client_id": self.client_id,
            "id_token_hint": one.id_token if one else "",
            "post_logout_redirect_uri": self.own + SIGNED_OUT,
        }
        return f"{self._described('end_session_endpoint')}?{urlencode(asked)}"

    def believe(self, statement: str) -> dict[str, Any]:
        """The claims of a statement that the city signed for this system, and that counts."""
        parts = statement.split(".")
        if len(parts) != _PARTS:
            raise Wrong("不是签过名的凭证")
        header, claims = (json.loads(_bytes(part)) for part in parts[:2])
        signed = f"{parts[0]}.{parts[1]}".encode()
        if header.get("alg") != "RS256":
            raise Wrong("签名算法不对")
        try:
            self._key(header.get("kid")).verify(
                _bytes(parts[2]), signed, padding.PKCS1v15(), SHA256()
            )
        except InvalidSignature as error:
            raise Wrong("签名不对") from error
        now = time.time()
        if (claims["iss"], claims["aud"]) != (self.issuer, self.client_id):
            raise Wrong("不是本市发给这个系统的")
        if not claims["iat"] - _LEEWAY <= now <= claims["exp"] + _LEEWAY:
            raise Wrong("凭证过期了")
        return dict(claims)

    def _key(self, key_id: str) -> rsa.RSAPublicKey:
        keys = self._ask("GET", self._described("jwks_uri"))["keys"]
        for key in keys:
            if key["kid"] == key_id and key["kty"] == "RSA":
                numbers = (int.from_bytes(_bytes(key[name])) for name in ("e", "n"))
                return rsa.RSAPublicNumbers(*numbers).public_key()
        raise Wrong("不认识签名的密钥")

    def _described(self, name: str) -> str:
        told = self._ask("GET", self.issuer + "/.well-known/openid-configuration")
        if told["issuer"] != self.issuer:
            raise Wrong("说明里写的不是本市")
        return str(told[name])

    def _ask(
        self,
        method: str,
        url: str,
        form: Mapping[str, str] | None = None,
        bearer: str = "",
    ) -> dict[str, Any]:
        parts = urlsplit(url)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=PATIENCE)
        headers = {"Accept": "application/json"}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if bearer:
            headers["Authorization"] = f"Bearer {bearer}"
        try:
            body = urlencode(form) if form is not None else None
            connection.request(method, parts.path, body, headers)
            answer = connection.getresponse()
            told: dict[str, Any] = json.loads(answer.read(MOST_BYTES))
        finally:
            connection.close()
        if answer.status != HTTPStatus.OK:
            raise Wrong(f"{answer.status} {told.get('error', '')}")
        return told


def serve(
    held: Department, *, host: str = "127.0.0.1", port: int = 0
) -> ThreadingHTTPServer:
    """A server of it; the caller lets it run and closes it."""

    class Handler(_Handler):
        department = held

    server = ThreadingHTTPServer((host, port), Handler)
    held.own = held.own or f"http://{host}:{server.server_address[1]}"
    return server


class _Handler(Answering):
    department: Department

    def do_GET(self) -> None:  # noqa: N802  # the name of the standard library
        """The page, the way to the city, and back."""
        parts = urlsplit(self.path)
        told = {k: v[0] for k, v in parse_qs(parts.query).items()}
        try:
            match parts.path:
                case "/sign-in":
                    self._lead(self.department.begin())
                case "/back":
                    cookie = self.department.finish(told)
                    kept = f"{COOKIE}={cookie}; HttpOnly; SameSite=Lax; Path=/"
                    self._lead("/", kept)
                case "/leave":
                    self._lead(self.department.leave(self._cookie()))
                case "/" | "/signed-out":
                    self._page()
                case _:
                    self._say(HTTPStatus.NOT_FOUND, "没有这个地址")
        except (Wrong, KeyError, OSError, HTTPException, ValueError) as error:
            self._say(HTTPStatus.BAD_GATEWAY, f"没有登录成：{error}")

    def do_POST(self) -> None:  # noqa: N802  # the name of the standard library
        """The city's notice that somebody signed out."""
        length = min(int(self.headers.get("Content-Length") or 0), MOST_BYTES)
        told = parse_qs(self.rfile.read(length).decode(errors="replace"))
        if self.path != "/notified":
            self._say(HTTPStatus.NOT_FOUND, "没有这个地址")
            return
        try:
            self.department.forget(told.get("logout_token", [""])[0])
            self._say(HTTPStatus.OK, "")
        except (Wrong, KeyError, OSError, HTTPException, ValueError) as error:
            self._say(HTTPStatus.BAD_REQUEST, str(error))

    def _page(self) -> None:
        one = self.department.visitors.get(self._cookie())
        name = html.escape(self.department.name)
        if one is None:
            body = '<p>没有登录。</p><p><a href="/sign-in">用本市账号登录</a></p>'
        else:
            rows = "".join(
                f"<tr><th>{html.escape(key)}</th><td>{html.escape(str(value))}</td></tr>"
                for key, value in one.values.items()
            )
            body = f'<table>{rows}</table><p><a href="/leave">退出</a></p>'
        self._say(HTTPStatus.OK, f"<h1>{name}（模拟器）</h1>{body}")

    def _say(self, status: HTTPStatus, words: str) -> None:
        start = '<!doctype html><html lang="zh-CN"><meta charset="utf-8">'
        title = "<title>部门系统（模拟器）</title>"
        self.send(status, f"{start}{title}{words}</html>".encode(), "text/html")

    def _lead(self, address: str, cookie: str = "") -> None:
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", address)
        if cookie:
            self.send_header("Set-Cookie", cookie)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _cookie(self) -> str:
        held = SimpleCookie(self.headers.get("Cookie", "")).get(COOKIE)
        return held.value if held else ""


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until Ctrl+C."""
    parser = make_parser("部门系统的模拟器：用本市的统一身份登录。", port=8102)
    parser.add_argument("--issuer", required=True, help="平台的地址。")
    parser.add_argument("--client-id", required=True, help="登记时给的系统标识。")
    parser.add_argument(
        "--secret-file", type=Path, help="登记时给的密钥，在文件第一行。"
    )
    parser.add_argument("--name", default="公积金网上大厅")
    parser.add_argument("--scope", default="openid profile phone")
    said = parser.parse_args(arguments)
    kept = said.secret_file.read_text("utf-8") if said.secret_file else ""
    held = Department(
        said.issuer.rstrip("/"),
        said.client_id,
        kept.split("\n")[0],
        name=said.name,
        scope=said.scope,
    )
    return run(serve(held, host=said.host, port=said.port), said.name)


if __name__ == "__main__":
    raise SystemExit(main())
