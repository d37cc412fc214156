"""Every page and every form as those who may see them, with hostile words in every field.

No answer may be an error of ours, give a word back as markup, or come without the headers
that hold a browser back.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.test import Client

from tests.access.addresses import list_addresses
from tests.access.forms import forms_of
from tests.access.matrix import ANONYMOUS, PAGE, Page
from tests.access.people import Person
from tests.access.things import fill
from tests.access.world import Stage
from tests.outside.hostile import STRINGS, UNESCAPED

SOURCE: Final = Path(__file__).parents[2] / "src" / "tongban"
# On every answer, whatever it is.
HEADERS: Final[Mapping[str, str]] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY: Final = "Content-Security-Policy"
REFERRERS: Final = frozenset({"same-origin", "no-referrer"})
# So often in each turn; each field meets another word at each address.
_READS: Final = 1
_WRITES: Final = 2
_BUTTONS: Final = frozenset({"act", "do", "outcome"})
_FAILED: Final = 500
# What the code calls the parameters of an address, and what stands in a file that reads them:
# to look into every file takes seconds.
_QUERIES: Final = frozenset({"GET", "asked", "given", "params", "query"})
_HINTS: Final = tuple(
    f"{name}{reading}" for name in sorted(_QUERIES) for reading in (".get", "[")
)
# What /readyz says where no worker lives, as in these tests.
_NOT_READY: Final = 503
_REDIRECTS: Final = range(300, 400)


@dataclass
class Crawled:
    """How much was asked, and what was wrong with the answers."""

    requests: int = 0
    forms: set[str] = field(default_factory=set)
    statuses: dict[int, int] = field(default_factory=dict)
    findings: set[str] = field(default_factory=set)


class Fields(HTMLParser):
    """The forms of a page: where each goes, and the names of its fields with their values."""

    def __init__(self, text: str) -> None:
        """Read the page."""
        super().__init__()
        self.posts: list[tuple[str, dict[str, str]]] = []
        self._fields: dict[str, str] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a form, or note a field of the one that is open."""
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._fields = {} if told.get("method", "").lower() == "post" else None
            if self._fields is not None:
                self.posts.append((told.get("action", ""), self._fields))
        elif self._fields is not None and told.get("name"):
            self._fields.setdefault(told["name"], told.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        """End a form."""
        if tag == "form":
            self._fields = None


class Straight(Client):
    """Django's client without the templates and contexts that it keeps of every page."""

    def request(self, **request: Any) -> Any:
        """Straight to the platform; a failure is an answer, as people get it."""
        environ = self._base_environ(**request)  # type: ignore[attr-defined]
        return self.handler(environ)


class Crawler:
    """Goes from address to address with one stage."""

    def __init__(self, stage: Stage, *, turns: int = 1) -> None:
        """Each address is read so many times, and each of its forms sent twice as often."""
        self._stage = stage
        self._turns_each = turns
        self._client = Straight()
        text = PAGE.read_text(encoding="utf-8")
        self._page = Page(text, tuple(stage.people))
        self._asked_for = parameters_in_code()
        self._turn = 0
        self.crawled = Crawled()

    def go(self) -> Crawled:
        """Crawl; nothing that is written stays."""
        for template, path in self._places():
            self._read(template, path)
            self._write(template, path)
        return self.crawled

    def _places(self) -> Iterator[tuple[str, str]]:
        for address in list_addresses():
            if not address.is_api:
                things = self._stage.things.of(address)
                yield address.template, fill(address, things)

    def _read(self, template: str, path: str) -> None:
        """The page, if it is one, with every parameter that any page looks at, hostile."""
        if f"GET {template}" not in self._page.rows:
            return
        names = dict.fromkeys(self._asked_for, "")
        for person, turn in self._turns(self._who_may(f"GET {template}"), _READS):
            # Long addresses end at the server: what would never arrive is not asked.
            words = _poisoned(names, turn)
            short = {name: word[:200] for name, word in words.items()}
            self._ask(person, path, query=short)

    def _write(self, template: str, path: str) -> None:
        """Each form that leads here, all of its fields hostile."""
        for key, fields in self._forms(template, path).items():
            self.crawled.forms.add(key)
            for person, turn in self._turns(self._who_may(key), _WRITES):
                self._ask(person, path, form=fields | _poisoned(fields, turn))

    def _forms(self, template: str, path: str) -> dict[str, dict[str, str]]:
        """The known forms of an address, with all fields that its page shows to who may."""
        key = f"POST {template}"
        rows = [row for row in self._page.rows if row.partition(" [")[0] == key]
        shown: dict[str, str] = {}
        is_page = f"GET {template}" in self._page.rows
        for person in self._who_may(rows[0])[:2] if rows and is_page else ():
            for action, fields in self._shown(person, path):
                if action in {"", path}:
                    shown |= fields
        named = self._stage.things.fields
        return {
            row: shown | {name: value.format_map(named) for name, value in form.items()}
            for row, form in zip(rows, forms_of(key), strict=False)
        }

    def _shown(self, person: Person, path: str) -> list[tuple[str, dict[str, str]]]:
        answer = self._send(person, path)
        kind = answer.headers.get("Content-Type", "")
        content = b"".join(answer)
        if not kind.startswith("text/html"):
            return []
        return Fields(content.decode()).posts

    def _who_may(self, key: str) -> list[Person]:
        row = self._page.rows.get(key, {})
        may = [name for name, said in row.items() if said == "in"]
        return [self._stage.people[name] for name in may or [ANONYMOUS]]

    def _turns(self, people: list[Person], few: int) -> Iterator[tuple[Person, int]]:
        """Who sends which words, going on where the last address left off."""
        for _one in range(few * self._turns_each):
            self._turn += 1
            yield people[self._turn % len(people)], self._turn

    def _ask(
        self,
        person: Person,
        path: str,
        query: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
    ) -> None:
        place = f"{'GET' if form is None else 'POST'} {path} by {person.name}"
        sent = repr(next(iter((form or query or {"": ""}).values())))[:40]
        with transaction.atomic():
            answer = self._send(person, path, query, form)
            content = b"".join(answer)
            transaction.set_rollback(True)
        crawled = self.crawled
        crawled.requests += 1
        status = answer.status_code
        crawled.statuses[status] = crawled.statuses.get(status, 0) + 1
        crawled.findings |= {
            f"{place} [{sent}]: {wrong}" for wrong in wrongs_of(answer, content)
        }

    def _send(
        self,
        person: Person,
        path: str,
        query: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
    ) -> Any:
        self._client.cookies = SimpleCookie()
        if person.cookie:
            self._client.cookies[settings.SESSION_COOKIE_NAME] = person.cookie
        if form is None:
            return self._client.get(path, query or {})
        return self._client.post(path, form)


def _poisoned(fields: Mapping[str, str], turn: int) -> dict[str, str]:
    """A word in every field but those that say which button was pressed, each its own."""
    names = [name for name in fields if name not in _BUTTONS]
    return {name: STRINGS[(at + turn) % len(STRINGS)] for at, name in enumerate(names)}


def wrongs_of(answer: Any, content: bytes) -> Iterable[str]:
    """What no answer may be or lack."""
    status = answer.status_code
    if status >= _FAILED and status != _NOT_READY:
        yield f"{status} {content[:200].decode(errors='replace')}"
    kind = answer.headers.get("Content-Type", "")
    if kind.startswith("text/html"):
        text = content.decode(errors="replace")
        yield from (f"gives back {one}" for one in UNESCAPED if one in text)
    yield from headers_missing(answer)
    if status in _REDIRECTS:
        target = answer.headers["Location"]
        if not target.startswith("/") or target.startswith(("//", "/\\")):
            yield f"leads to {target[:80]}"


def headers_missing(answer: Any) -> Iterable[str]:
    """Which of the headers is not there, or says something else."""
    for name, said in HEADERS.items():
        if answer.headers.get(name) != said:
            yield f"{name}: {answer.headers.get(name)}"
    # Nothing of an address that holds a ticket goes even to our own pages.
    if (referrer := answer.headers.get("Referrer-Policy")) not in REFERRERS:
        yield f"Referrer-Policy: {referrer}"
    policy = answer.headers.get(POLICY, "")
    if "default-src 'none'" not in policy or "unsafe" in policy:
        yield f"{POLICY}: {policy or None}"


@cache
def parameters_in_code() -> tuple[str, ...]:
    """The name of every parameter of an address that the code reads."""
    texts = (
        path.read_text(encoding="utf-8")
        for path in SOURCE.rglob("*.py")
        if "tests" not in path.parts
    )
    found = {
        name
        for text in texts
        if any(word in text for word in _HINTS)
        for name in _read_names(ast.parse(text))
    }
    return tuple(sorted(found))


def _read_names(tree: ast.Module) -> Iterator[str]:
    """`request.GET.get("x")`, `request.GET["x"]`, `given.getlist("x")`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in {"get", "getlist"} and node.args:
                yield from _constant(node.args[0], node.func.value)
        elif isinstance(node, ast.Subscript):
            yield from _constant(node.slice, node.value)


def _constant(name: ast.expr, owner: ast.expr) -> Iterator[str]:
    is_query = ast.unparse(owner).rpartition(".")[2] in _QUERIES
    if is_query and isinstance(name, ast.Constant) and isinstance(name.value, str):
        yield name.value
