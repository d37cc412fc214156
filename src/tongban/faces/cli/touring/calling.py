"""The people of the sample city as they call the running system: over HTTP, with a token."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx

from tongban.ground.refusals import Refusal
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.evidence.recording import canonical_text

API: Final = "/api/v1"
PATIENCE: Final = 60.0
FIRST_ERROR: Final = 400
_SHOWN: Final = 240
_NAMES: Final = 5
# What a person wants to know of an answer; the rest is for machines.
_TELLING: Final = {
    "name": "名称",
    "body_name": "部门",
    "number": "编号",
    "query_code": "查询码",
    "state": "状态",
    "filed_at": "时间",
    "promised_due_on": "承诺办结日",
    "statutory_due_on": "法定办结日",
    "media_type": "类型",
    "size": "字节",
}


@dataclass(frozen=True)
class Exchange:
    """One request with its answer."""

    request: str
    status: int
    body: Any
    content: bytes

    @property
    def is_refused(self) -> bool:
        """Whether the system said no."""
        return self.status >= FIRST_ERROR

    @property
    def in_short(self) -> str:
        """The answer on one line."""
        if self.is_refused and isinstance(self.body, dict):
            rule, source = self.body.get("rule", ""), self.body.get("source", "")
            named = [f"规则 {rule}"] if rule else []
            told = "，".join([*named, f"依据：{source}"] if source else named)
            tail = f"（{told}）" if told else ""
            return f"{self.status} {self.body.get('title', '')}{tail}"
        return f"{self.status} {_in_words(self.body, len(self.content))}"


def _in_words(body: Any, size: int) -> str:
    if body is None:
        return f"文件，{size} 字节"
    if isinstance(body, list):
        names = "、".join(str(row.get("name", "")) for row in body[:_NAMES])
        return f"{len(body)} 条：{names}"
    if isinstance(body, dict):
        said = [
            f"{word} {body[name]}" for name, word in _TELLING.items() if body.get(name)
        ]
        return "，".join(said) or f"{len(body)} 项"
    return str(body)


class Person:
    """Somebody who has signed in (or nobody, without a token)."""

    def __init__(self, address: str, token: str = "") -> None:
        """Keep where the system is, and the token."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        # The system is on this machine: no proxy of the surroundings stands between.
        self._http = httpx.Client(
            base_url=address, headers=headers, timeout=PATIENCE, trust_env=False
        )

    def get(self, path: str, **query: str) -> Exchange:
        """Read something of the API."""
        return self._told("GET", API + path, params=query)

    def page(self, path: str) -> str:
        """A page as the browser gets it."""
        return self._http.get(path).text

    def post(
        self, path: str, body: Mapping[str, Any], *, key: bool = False
    ) -> Exchange:
        """Do something; `key` gives it a fresh idempotency key, so that it is a new act."""
        headers = {"Content-Type": "application/json"}
        if key:
            headers["Idempotency-Key"] = str(new_key())
        text = canonical_text(dict(body)).encode()
        return self._told("POST", API + path, content=text, headers=headers)

    def discard(self, path: str) -> Exchange:
        """Take something away."""
        return self._told("DELETE", API + path)

    def hand_in(self, material_type_id: str, name: str, content: bytes) -> Exchange:
        """Hand a file in as a material of the catalogue."""
        return self._told(
            "POST",
            f"{API}/materials",
            data={"material_type_id": material_type_id},
            files={"file": (name, content, "application/pdf")},
        )

    def _told(self, method: str, path: str, **options: Any) -> Exchange:
        answer = self._http.request(method, path, **options)
        is_json = "json" in answer.headers.get("Content-Type", "")
        sent = options.get("content", b"").decode()
        words = f"{method} {path}"
        if options.get("params"):
            words += "?" + "&".join(f"{k}={v}" for k, v in options["params"].items())
        if sent:
            words += " " + (sent if len(sent) <= _SHOWN else sent[:_SHOWN] + "…")
        # What says nothing (204) may be called JSON all the same.
        body = json.loads(answer.content) if is_json and answer.content else None
        return Exchange(words, answer.status_code, body, answer.content)


class City:
    """The running system and the passwords of its demo accounts."""

    def __init__(self, address: str, accounts: Path) -> None:
        """Keep the address; read the accounts that were made at first start."""
        self.address = address.rstrip("/")
        self._passwords = _read_accounts(accounts)
        self._people: dict[str, Person] = {}

    def nobody(self) -> Person:
        """A passer-by."""
        return Person(self.address)

    def person(self, login: str) -> Person:
        """Somebody of the sample city, signed in once."""
        if login not in self._people:
            body = {"login": login, "password": self._passwords[login]}
            answer = self.nobody().post("/session", body)
            if answer.is_refused:
                raise Refusal(f"演示账户 {login} 登录不了：{answer.in_short}")
            self._people[login] = Person(self.address, answer.body["token"])
        return self._people[login]


def _read_accounts(path: Path) -> dict[str, str]:
    if not path.exists():
        raise Refusal(
            "没有演示账户：导览要用示例城市。请不带 --database-url 启动一次："
            "python3 start.py"
        )
    lines = path.read_text(encoding="utf-8").splitlines()
    parts = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {part[0]: part[1] for part in parts}
