"""Five providers of accounts, played: social security, housing fund, UnionPay, Alipay, WeChat.

    tongban-accounts --port 8104 --client tongban --secret-file secret

Each stands at its own address (`http://127.0.0.1:8104/wechat`) and speaks OpenID Connect: a
code with PKCE (S256), a signed id token with the nonce. Its page asks which account one is;
whatever is typed is an account. It shares no code with the platform.
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
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

from tongban_simulators.serving import Answering, make_parser, run

KINDS: Final = {
    "social_security": "社会保障卡",
    "housing_fund": "住房公积金",
    "unionpay": "银联（云闪付）",
    "alipay": "支付宝",
    "wechat": "微信",
}
MOST_BYTES: Final = 64 * 1024
KEY_ID: Final = "simulator"
_SECONDS: Final = 60
_ASKED: Final = ("client_id", "redirect_uri", "state", "nonce", "code_challenge")


class Wrong(ValueError):
    """An error of RFC 6749, by its name."""


@dataclass(frozen=True)
class Given:
    """What a code stands for."""

    kind: str
    asked: Mapping[str, str]
    subject: str
    ends: float


@dataclass
class Providers:
    """All five: by which client they are asked, and the codes and tokens under way."""

    client: str
    secret: str
    own: str = ""
    key: rsa.RSAPrivateKey = field(
        default_factory=lambda: rsa.generate_private_key(65537, 2048)
    )
    codes: dict[str, Given] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def issuer(self, kind: str) -> str:
        """The address of one of them."""
        return f"{self.own}/{kind}"

    def describe(self, kind: str) -> dict[str, Any]:
        """Where everything of it is."""
        issuer = self.issuer(kind)
        return {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "userinfo_endpoint": f"{issuer}/userinfo",
            "jwks_uri": f"{issuer}/keys",
        }

    def keys(self) -> dict[str, Any]:
        """By which what it signs is checked."""
        numbers = self.key.public_key().public_numbers()
        values = {
            name: _base64(number.to_bytes((number.bit_length() + 7) // 8))
            for name, number in (("n", numbers.n), ("e", numbers.e))
        }
        marks = {"kty": "RSA", "kid": KEY_ID, "alg": "RS256", "use": "sig"}
        return {"keys": [marks | values]}

    def page(self, kind: str, asked: Mapping[str, str]) -> str:
        """Which account one is."""
        if asked.get("client_id") != self.client or "redirect_uri" not in asked:
            raise Wrong("invalid_client")
        kept = "".join(
            f'<input type="hidden" name="{name}" value="{html.escape(asked.get(name, ""))}">'
            for name in _ASKED
        )
        name = html.escape(KINDS[kind])
        return (
            '<!doctype html><html lang="zh-CN"><meta charset="utf-8">'
            f"<title>{name}（模拟器）</title><h1>{name}登录（模拟器）</h1>"
            f'<form method="post" action="/{kind}/authorize">{kept}'
            '<label>账号 <input name="account" required></label> '
            '<button name="act" value="agree">同意并登录</button> '
            '<button name="act" value="refuse" formnovalidate>不同意</button></form></html>'
        )

    def agree(self, kind: str, said: Mapping[str, str]) -> str:
        """Somebody has said which account is theirs; where the browser goes back to."""
        if said.get("client_id") != self.client:
            raise Wrong("invalid_client")
        told = {"state": said.get("state", ""), "iss": self.issuer(kind)}
        if said.get("act") == "agree" and said.get("account"):
            code = secrets.token_urlsafe(24)
            # Every provider calls a person something else.
            subject = hashlib.sha256(f"{kind}|{said['account']}".encode()).hexdigest()
            self.codes[code] = Given(kind, said, subject, time.time() + _SECONDS)
            told["code"] = code
        else:
            told["error"] = "access_denied"
        return f"{said['redirect_uri']}?{urlencode(told)}"

    def redeem(self, kind: str, said: Mapping[str, str]) -> dict[str, Any]:
        """Tokens for a code: once, by the client, with its verifier."""
        if (said.get("client_id"), said.get("client_secret")) != (
            self.client,
            self.secret,
        ):
            raise Wrong("invalid_client")
        given = self.codes.pop(said.get("code", ""), None)
        verifier = said.get("code_verifier", "")
        if (
            given is None
            or given.kind != kind
            or given.ends < time.time()
            or said.get("redirect_uri") != given.asked["redirect_uri"]
            or _base64(hashlib.sha256(verifier.encode()).digest())
            != given.asked.get("code_challenge")
        ):
            raise Wrong("invalid_grant")
        now = int(time.time())
        claims = {
            "iss": self.issuer(kind),
            "aud": self.client,
            "sub": given.subject,
            "iat": now,
            "exp": now + _SECONDS,
            "nonce": given.asked.get("nonce", ""),
        }
        access = secrets.token_urlsafe(24)
        self.tokens[access] = given.subject
        return {
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": _SECONDS,
            "id_token": self.sign(claims),
        }

    def sign(self, claims: Mapping[str, Any]) -> str:
        """A signed statement (RS256)."""
        head = {"alg": "RS256", "typ": "JWT", "kid": KEY_ID}
        signed = ".".join(_base64(json.dumps(part).encode()) for part in (head, claims))
        mark = self.key.sign(signed.encode(), padding.PKCS1v15(), SHA256())
        return f"{signed}.{_base64(mark)}"


def serve(
    held: Providers, *, host: str = "127.0.0.1", port: int = 0
) -> ThreadingHTTPServer:
    """A server of them; the caller lets it run and closes it."""

    class Handler(_Handler):
        providers = held

    server = ThreadingHTTPServer((host, port), Handler)
    held.own = held.own or f"http://{host}:{server.server_address[1]}"
    return server


class _Handler(Answering):
    providers: Providers

    def do_GET(self) -> None:  # noqa: N802  # the name of the standard library
        """What each of them says of itself, its page, and whom a token names."""
        parts = urlsplit(self.path)
        asked = {k: v[0] for k, v in parse_qs(parts.query).items()}
        kind, _slash, rest = parts.path.lstrip("/").partition("/")
        try:
            _require(kind in KINDS)
            match rest:
                case ".well-known/openid-configuration":
                    self._say(HTTPStatus.OK, self.providers.describe(kind))
                case "keys":
                    self._say(HTTPStatus.OK, self.providers.keys())
                case "authorize":
                    page = self.providers.page(kind, asked).encode()
                    self.send(HTTPStatus.OK, page, "text/html; charset=utf-8")
                case "userinfo":
                    held = self.headers.get("Authorization", "").partition(" ")[2]
                    subject = self.providers.tokens[held]
                    self._say(HTTPStatus.OK, {"sub": subject, "simulator": True})
                case _:
                    _require(False)
        except (Wrong, KeyError) as error:
            self._say(HTTPStatus.BAD_REQUEST, {"error": str(error)})

    def do_POST(self) -> None:  # noqa: N802  # the name of the standard library
        """Which account somebody is, or a code for tokens."""
        length = min(int(self.headers.get("Content-Length") or 0), MOST_BYTES)
        text = self.rfile.read(length).decode(errors="replace")
        said = {k: v[0] for k, v in parse_qs(text).items()}
        kind, _slash, rest = self.path.lstrip("/").partition("/")
        try:
            _require(kind in KINDS and rest in {"authorize", "token"})
            if rest == "token":
                self._say(HTTPStatus.OK, self.providers.redeem(kind, said))
                return
            back = self.providers.agree(kind, said)
        except (Wrong, KeyError) as error:
            self._say(HTTPStatus.BAD_REQUEST, {"error": str(error)})
            return
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", back)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _say(self, status: HTTPStatus, told: Mapping[str, Any]) -> None:
        content = json.dumps(told, ensure_ascii=False).encode()
        self.send(status, content, "application/json")


def _require(is_there: bool) -> None:
    if not is_there:
        raise Wrong("没有这个地址")


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until Ctrl+C."""
    parser = make_parser(
        "五种账号（社保、公积金、银联、支付宝、微信）的模拟器。", port=8104
    )
    parser.add_argument("--client", required=True, help="平台在它们那里的标识。")
    parser.add_argument(
        "--secret-file", type=Path, required=True, help="密钥，在文件第一行。"
    )
    said = parser.parse_args(arguments)
    secret = said.secret_file.read_text("utf-8").split("\n")[0]
    held = Providers(said.client, secret)
    return run(serve(held, host=said.host, port=said.port), "关联账号")


if __name__ == "__main__":
    raise SystemExit(main())
