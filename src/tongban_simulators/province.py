"""A provincial platform, played: takes packages, verifies them, answers with receipts.

    tongban-province --key var/keys/signing.pub.pem --port 8100
    python -m tongban_simulators.province --key … --lose CODE --refuse CODE

It shares no code with the platform on purpose: what it recomputes (digests, signatures, sums)
is a second opinion. It can be told to lose or refuse rows, to see whether anybody notices. It
keeps what it holds in memory, and listens on this machine only unless told otherwise.
"""

import hashlib
import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from tongban_simulators.serving import Answering, make_parser, run

FORMAT: Final = "tongban.exchange/1"
RECEIPT: Final = "tongban.exchange-receipt/1"
MOST_BYTES: Final = 64 * 1024 * 1024
_HALF: Final = 32
# Order of the curve P-256.
_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_PAGE: Final = (
    "<!doctype html><meta charset=utf-8><title>省平台（模拟器）</title>"
    "<h1>这是模拟器，不是省平台</h1><p>它收下、核对并回执市里报来的包，只用于试验。</p>"
)

Answer = tuple[HTTPStatus, dict[str, Any]]


class Malformed(ValueError):
    """A package that cannot be taken apart; the words say why."""


@dataclass
class CityHeld:
    """What is held of one city."""

    rows: dict[str, str] = field(default_factory=dict)
    receipts: dict[str, dict[str, Any]] = field(default_factory=dict)
    number: int = 0
    last: str = ""


class Province:
    """What the province holds, and how it takes a package."""

    def __init__(
        self,
        pems: Sequence[bytes],
        *,
        key: ec.EllipticCurvePrivateKey | None = None,
    ) -> None:
        """Know the public keys of the cities, by PEM; sign receipts with a key of its own."""
        self._keys = [_read_key(pem) for pem in pems]
        self._key = key or ec.generate_private_key(ec.SECP256R1())
        self._cities: dict[str, CityHeld] = {}
        self._lock = threading.Lock()
        # Rows that vanish although they were accepted, and rows that are not accepted.
        self.lose: set[str] = set()
        self.refuse: dict[str, str] = {}

    def take(self, body: object) -> Answer:
        """Verify a package and answer with a receipt; the same package, the same receipt."""
        try:
            manifest, items = self._verify(body)
        except Malformed as error:
            return _no(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))
        digest = sm3(canonical(manifest))
        with self._lock:
            city = self._cities.setdefault(manifest["city"], CityHeld())
            if digest in city.receipts:
                return HTTPStatus.OK, city.receipts[digest]
            if manifest["number"] != city.number + 1 or manifest["before"] != city.last:
                wanted = f"应该是第 {city.number + 1} 包，接在 {city.last[:16]} 之后"
                return _no(HTTPStatus.CONFLICT, wanted)
            receipt = self._lay(city, manifest, items, digest)
            city.number, city.last = manifest["number"], digest
            city.receipts[digest] = receipt
        return HTTPStatus.OK, receipt

    @property
    def public_pem(self) -> bytes:
        """The key by which a city checks receipts."""
        return self._key.public_key().public_bytes(
            Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
        )

    def state(self, city: str) -> dict[str, Any]:
        """What is held of a city, in one figure."""
        with self._lock:
            rows = dict(self._cities.get(city, CityHeld()).rows)
        lines = "".join(f"{code} {rows[code]}\n" for code in sorted(rows))
        return {"count": len(rows), "digest": sm3(lines.encode()), "simulator": True}

    def rows(self, city: str) -> dict[str, Any]:
        """Everything that is held of a city."""
        with self._lock:
            return {"rows": dict(self._cities.get(city, CityHeld()).rows)}

    def be_told(self, body: object) -> Answer:
        """Take instructions: `{"lose": [code], "refuse": {code: reason}}`."""
        if not isinstance(body, dict):
            return _no(HTTPStatus.UNPROCESSABLE_ENTITY, "要一个对象")
        self.lose = {str(code) for code in body.get("lose") or []}
        told = body.get("refuse") or {}
        self.refuse = {str(code): str(why) for code, why in dict(told).items()}
        return HTTPStatus.OK, {"lose": sorted(self.lose), "refuse": self.refuse}

    def forget(self, city: str, code: str) -> None:
        """Lose a row that is held already."""
        with self._lock:
            self._cities[city].rows.pop(code, None)

    def _verify(self, body: object) -> tuple[dict[str, Any], dict[str, Any]]:
        if not isinstance(body, dict) or not isinstance(body.get("manifest"), dict):
            raise Malformed("没有清单（manifest）")
        manifest: dict[str, Any] = body["manifest"]
        if manifest.get("format") != FORMAT:
            raise Malformed(f"不认识的格式：{manifest.get('format')}")
        if not self._is_signed(manifest, str(body.get("signature", ""))):
            raise Malformed("签名不对，或者不是登记过的密钥签的")
        rows = manifest["rows"]
        counted = {
            action: sum(row["action"] == action for row in rows)
            for action in ("put", "remove")
        }
        if counted != manifest["counts"]:
            raise Malformed("清单里的行数和它写的数目对不上")
        if sm3(canonical(rows)) != manifest["rows_digest"]:
            raise Malformed("清单各行的摘要对不上")
        items = {sm3(canonical(item)): item for item in body.get("items") or []}
        return manifest, items

    def _is_signed(self, manifest: dict[str, Any], signature: str) -> bool:
        try:
            raw = bytes.fromhex(signature)
        except ValueError:
            return False
        if len(raw) != 2 * _HALF:
            return False
        r, s = int.from_bytes(raw[:_HALF]), int.from_bytes(raw[_HALF:])
        return any(_verifies(key, r, s, canonical(manifest)) for key in self._keys)

    def _lay(
        self,
        city: CityHeld,
        manifest: dict[str, Any],
        items: dict[str, Any],
        digest: str,
    ) -> dict[str, Any]:
        refused = []
        for row in manifest["rows"]:
            why = self._why_not(row, items)
            if why:
                refused.append({"code": row["code"], "reason": why})
            elif row["action"] == "remove":
                city.rows.pop(row["code"], None)
            elif row["code"] not in self.lose:
                city.rows[row["code"]] = row["digest"]
        receipt = {
            "format": RECEIPT,
            "package": digest,
            "city": manifest["city"],
            "number": manifest["number"],
            "accepted": len(manifest["rows"]) - len(refused),
            "refused": refused,
            "simulator": True,
        }
        return receipt | {"signature": _sign(self._key, canonical(receipt))}

    def _why_not(self, row: dict[str, Any], items: dict[str, Any]) -> str:
        if row["code"] in self.refuse:
            return self.refuse[row["code"]]
        if row["action"] == "remove":
            return ""
        item = items.get(row["digest"])
        if item is None:
            return "没有这个事项的要素，或者要素的摘要对不上"
        if item.get("handling_code") != row["code"] or not item.get("name"):
            return "要素里的业务办理项编码或事项名称不对"
        return ""


def canonical(value: object) -> bytes:
    """The one text of a JSON value: sorted keys, no spaces, UTF-8 as it stands."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def sm3(content: bytes) -> str:
    """SM3 in hexadecimal."""
    return hashlib.new("sm3", content).hexdigest()


def serve(
    province: Province, *, host: str = "127.0.0.1", port: int = 0
) -> ThreadingHTTPServer:
    """A server that is ready to run; `server_address` says where."""

    class Handler(_Handler):
        held = province

    return ThreadingHTTPServer((host, port), Handler)


class _Handler(Answering):
    held: Province

    def do_GET(self) -> None:  # noqa: N802  # the name of the standard library
        """Say what is held, or what this is."""
        match self.path.strip("/").split("/"):
            case ["v1", "cities", city, "state"]:
                self._answer(HTTPStatus.OK, self.held.state(city))
            case ["v1", "cities", city, "rows"]:
                self._answer(HTTPStatus.OK, self.held.rows(city))
            case [""]:
                self.send(HTTPStatus.OK, _PAGE.encode(), "text/html; charset=utf-8")
            case _:
                self._answer(*_no(HTTPStatus.NOT_FOUND, "没有这个地址"))

    def do_POST(self) -> None:  # noqa: N802  # the name of the standard library
        """Take a package, or an instruction."""
        length = int(self.headers.get("Content-Length") or 0)
        if length > MOST_BYTES:
            self.close_connection = True
            self._answer(*_no(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "包太大"))
            return
        try:
            body = json.loads(self.rfile.read(length))
        except ValueError:
            self._answer(*_no(HTTPStatus.BAD_REQUEST, "不是 JSON"))
            return
        known = {"/v1/packages": self.held.take, "/v1/faults": self.held.be_told}
        act = known.get(self.path)
        if act is None:
            self._answer(*_no(HTTPStatus.NOT_FOUND, "没有这个地址"))
            return
        try:
            answer = act(body)
        except (KeyError, TypeError, AttributeError) as error:
            answer = _no(HTTPStatus.UNPROCESSABLE_ENTITY, f"包里缺了什么：{error}")
        self._answer(*answer)

    def _answer(self, status: HTTPStatus, told: dict[str, Any]) -> None:
        self.send(status, canonical(told), "application/json")


def _read_key(pem: bytes) -> ec.EllipticCurvePublicKey:
    key = load_pem_public_key(pem)
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise Malformed("不是椭圆曲线公钥")
    return key


def _verifies(key: ec.EllipticCurvePublicKey, r: int, s: int, signed: bytes) -> bool:
    try:
        key.verify(encode_dss_signature(r, s), signed, ec.ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def _sign(key: ec.EllipticCurvePrivateKey, payload: bytes) -> str:
    """R and s side by side, s the lower of its two forms."""
    r, s = decode_dss_signature(key.sign(payload, ec.ECDSA(SHA256())))
    return (r.to_bytes(_HALF) + min(s, _ORDER - s).to_bytes(_HALF)).hex()


def _read_own_key(path: Path) -> ec.EllipticCurvePrivateKey:
    """The simulator's key of that file; made at the first start."""
    if path.exists():
        key = load_pem_private_key(path.read_bytes(), password=None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise Malformed("不是椭圆曲线私钥")
        return key
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.touch(mode=0o600)
    path.write_bytes(pem)
    return key


def _no(status: HTTPStatus, words: str) -> Answer:
    return status, {"error": words, "simulator": True}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until Ctrl+C."""
    parser = make_parser("省平台模拟器：收包、核对、回执。", port=8100)
    parser.add_argument(
        "--key", type=Path, action="append", required=True, help="市里的公钥（PEM）。"
    )
    parser.add_argument(
        "--lose", action="append", default=[], help="收下却弄丢的编码。"
    )
    parser.add_argument("--refuse", action="append", default=[], help="不收的编码。")
    parser.add_argument(
        "--sign-with",
        type=Path,
        help="签回执的私钥（PEM），没有就新做一把；公钥写在旁边的 .pub.pem。",
    )
    said = parser.parse_args(arguments)
    own = _read_own_key(said.sign_with) if said.sign_with else None
    province = Province([path.read_bytes() for path in said.key], key=own)
    if said.sign_with:
        said.sign_with.with_suffix(".pub.pem").write_bytes(province.public_pem)
    province.lose = set(said.lose)
    province.refuse = dict.fromkeys(said.refuse, "模拟器按吩咐不收")
    server = serve(province, host=said.host, port=said.port)
    return run(server, "省平台")


if __name__ == "__main__":
    raise SystemExit(main())
