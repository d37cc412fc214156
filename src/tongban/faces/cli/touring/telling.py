"""What a step of the tour says: what happens, why it matters, and whether it was so."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from tongban.faces.cli.touring.calling import City, Exchange


@dataclass(frozen=True)
class Told:
    """One step: its words, what was sent and came back, and where one sees it."""

    title: str
    why: str
    ok: bool
    sent: str
    answer: str
    page: str = ""
    number: int = 0

    def lines(self, of: int) -> list[str]:
        """The step for a person at a terminal."""
        mark = "✓" if self.ok else "✗ 与预期不符"
        lines = [
            "",
            f"[{self.number}/{of}] {self.title}",
            f"  为什么：{self.why}",
            *(f"  请求：{line}" for line in self.sent.splitlines()),
            *(f"  回答：{line}" for line in self.answer.splitlines()),
        ]
        if self.page:
            lines.append(f"  网页：{self.page}")
        return [*lines, f"  {mark}"]

    def facts(self) -> dict[str, Any]:
        """The step for a machine."""
        facts = asdict(self)
        facts["detail"] = facts.pop("answer")
        return facts


@dataclass
class Story:
    """What earlier steps left for later ones: guides, cases, by short names."""

    city: City
    kept: dict[str, Any] = field(default_factory=dict)

    def page(self, path: str) -> str:
        """An address for the browser."""
        return self.city.address + path


Step = Callable[[Story], Told]


def told(
    title: str,
    why: str,
    *exchanges: Exchange,
    ok: bool,
    page: str = "",
    more: str = "",
) -> Told:
    """A step from its exchanges."""
    answers = [exchange.in_short for exchange in exchanges]
    return Told(
        title=title,
        why=why,
        ok=ok,
        sent="\n".join(exchange.request for exchange in exchanges),
        answer="\n".join([*answers, more] if more else answers),
        page=page,
    )
