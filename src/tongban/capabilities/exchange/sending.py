"""The adapter: how a package goes out over HTTP, and what is believed of the answer.

The other side is a stranger: an answer is bounded, taken apart, and refused when it does not
speak of what was sent.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from tongban.capabilities.exchange.packing import state_digest
from tongban.capabilities.exchange.types import PackageCard, Refused, StateTold
from tongban.ground.clock import PublicKey
from tongban.ground.refusals import Refusal
from tongban.plumbing.evidence.recording import canonical_text
from tongban.plumbing.evidence.signing import is_signed
from tongban.plumbing.outgoing.calling import NotCalled, Place

RECEIPT_FORMAT: Final = "tongban.exchange-receipt/1"
PATIENCE: Final = 30.0
_OK: Final = 200
_LONGEST: Final = 200


class NotReached(Refusal):
    """The other side could not be reached, or answered what cannot be believed."""


@dataclass(frozen=True)
class Taken:
    """A receipt: how many rows were taken, which were not, and what was said, whole."""

    accepted: int
    refused: tuple[Refused, ...]
    told: dict[str, Any]


@dataclass(frozen=True)
class Peer:
    """The other side, by its address: `http://127.0.0.1:8100`."""

    url: str
    patience: float = PATIENCE
    # The key with which it signs receipts; without one they are believed unsigned.
    key: PublicKey | None = None

    def send(self, package: PackageCard, items: list[dict[str, Any]]) -> Taken:
        """Send a package; how many rows were taken, and which were not. Raises NotReached.

        Where the other side's key is known, what is not signed with it is not believed.

        The same package again gets the same answer, so a broken line is no trouble.
        """
        body = {
            "manifest": package.manifest,
            "signature": package.signature,
            "key_id": package.key_id,
            "items": items,
        }
        told = self._ask("POST", "/v1/packages", body)
        accepted, refused = _read_receipt(told, package)
        if self.key is not None and not is_signed_receipt(told, self.key):
            raise NotReached(
                "回执的签名不对，或者没有签。请和省平台核对它的公钥（TONGBAN_PROVINCE_KEY）。"
            )
        return Taken(accepted, refused, told)

    def state(self, city: str) -> StateTold:
        """What the other side says it holds, in one figure. Raises NotReached."""
        told = self._ask("GET", f"/v1/cities/{city}/state")
        count, digest = told.get("count"), told.get("digest")
        if not isinstance(count, int) or not isinstance(digest, str):
            raise NotReached("对方没有说清它收到了多少。")
        return StateTold(count, digest, told.get("simulator") is True)

    def rows(self, city: str, told: StateTold) -> dict[str, str]:
        """All that the other side holds, by code. Raises NotReached where its sum is wrong."""
        answer = self._ask("GET", f"/v1/cities/{city}/rows").get("rows")
        if not isinstance(answer, dict) or not all(
            isinstance(code, str) and isinstance(digest, str)
            for code, digest in answer.items()
        ):
            raise NotReached("对方给的清单读不懂。")
        rows: dict[str, str] = answer
        if state_digest(rows) != told.digest or len(rows) != told.count:
            raise NotReached("对方给的清单和它自己说的总数对不上，请联系省平台。")
        return rows

    def _ask(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        content = (
            None if body is None else json.dumps(body, ensure_ascii=False).encode()
        )
        try:
            called = Place(self.url, self.patience).call(method, path, content)
        except NotCalled as error:
            raise NotReached(f"连不上省平台 {self.url}：{error}。") from error
        try:
            told = json.loads(called.content)
        except ValueError as error:
            raise NotReached("省平台的回答不是 JSON。") from error
        if not isinstance(told, dict):
            raise NotReached("省平台的回答读不懂。")
        if called.status != _OK:
            said = str(told.get("error", ""))[:_LONGEST]
            raise NotReached(f"省平台没有收（{called.status}）：{said}")
        return told


def is_signed_receipt(told: Mapping[str, Any], key: PublicKey) -> bool:
    """Whether the receipt carries that key's signature over all the rest of it."""
    try:
        signature = bytes.fromhex(str(told.get("signature", "")))
    except ValueError:
        return False
    rest = {name: value for name, value in told.items() if name != "signature"}
    return is_signed(canonical_text(rest).encode(), signature, key)


def _read_receipt(
    told: dict[str, Any], package: PackageCard
) -> tuple[int, tuple[Refused, ...]]:
    if told.get("format") != RECEIPT_FORMAT or told.get("package") != package.digest:
        raise NotReached("回执说的不是这个包。")
    rows = {row["code"] for row in package.manifest["rows"]}
    said = told.get("refused") or []
    if not isinstance(said, list):
        raise NotReached("回执读不懂：没收的要一项一项列出来。")
    refused = []
    for one in said:
        code = one.get("code") if isinstance(one, dict) else None
        if not isinstance(code, str) or code not in rows:
            raise NotReached("回执里有这个包没有的事项。")
        refused.append(Refused(code, str(one.get("reason", ""))[:_LONGEST]))
    accepted = told.get("accepted")
    if accepted != len(rows) - len(refused):
        raise NotReached("回执里收下的和没收的加起来，不是这个包的行数。")
    return accepted, tuple(refused)
