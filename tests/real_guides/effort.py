"""How long an officer would need to mend a guide: an estimate, counted from its findings.

Not measured with people. Each place that must be mended (severity error) is one piece of
work, as long as its kind: a value picked from a list, a sentence written, an article looked
up, or something that only another office can say. Findings that are advice count half.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tongban.capabilities.catalogue.types import Finding

PICK: Final = 0.5
WRITE: Final = 2.0
LOOK_UP: Final = 5.0
ASK: Final = 10.0
# The form of an application and the plain words are written anew for every guide.
COMPOSE: Final = 20.0
ADVICE: Final = 0.5

_COMPOSED: Final = ("form.", "plain.missing")
_ASKED: Final = (
    "limit.",
    "special.",
    "fee.",
    "condition.missing",
    "condition.none",
    "material.none",
    "material.open_ended",
    "material.needs_situation",
    "step.missing",
    "step.sum",
    "instant.",
    "text.other_place",
)
_LOOKED_UP: Final = (
    "basis.",
    "code.",
    "material.basis_missing",
    "remedies.",
    "material.abolished",
)
_PICKED: Final = (
    "type.",
    "level.",
    "served.",
    "case_kind.",
    "theme.",
    "mode.",
    "visits.",
    "result.",
    "party_roles.",
    "material.copy_kind",
    "material.copies",
    "material.necessity",
    "material.source",
    "material.form",
    "material.trust",
    "material.type",
)


@dataclass(frozen=True)
class Effort:
    """Pieces of work by how they are done, and the minutes of all together."""

    pieces: dict[str, int]
    minutes: int


def effort_of(findings: Iterable[Finding]) -> Effort:
    """The work that the findings of one guide ask for."""
    pieces: Counter[str] = Counter()
    minutes = 0.0
    for finding in findings:
        kind, each = _kind(finding.rule)
        # materials[1,2,5] stands for three places.
        places = 1 + finding.where.count(",")
        if finding.severity == "error":
            pieces[kind] += places
            minutes += places * each
        else:
            pieces["advice"] += places
            minutes += places * each * ADVICE
    return Effort(dict(pieces), round(minutes))


def _kind(rule: str) -> tuple[str, float]:
    for starts, kind, each in (
        (_COMPOSED, "compose", COMPOSE),
        (_LOOKED_UP, "look up", LOOK_UP),
        (_ASKED, "ask", ASK),
        (_PICKED, "pick", PICK),
    ):
        if rule.startswith(starts):
            return kind, each
    return "write", WRITE
