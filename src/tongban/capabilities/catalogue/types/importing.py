"""Values of an import: what became of each row of a file."""

from collections import Counter
from dataclasses import dataclass, field, replace
from uuid import UUID

from tongban.capabilities.catalogue.differences import Difference
from tongban.capabilities.catalogue.types.items import Finding


@dataclass(frozen=True)
class ImportOutcome:
    """What became of one row or guide of a file: imported, unchanged, changed or rejected.

    `line` is its place in the file, `shown` its own text; `department` and `item_type` are
    what it says itself.
    """

    outcome: str
    name: str
    draft_id: UUID | None
    findings: tuple[Finding, ...] = field(default=())
    line: int = 0
    shown: str = ""
    department: str = ""
    item_type: str = ""
    changes: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class RowReport:
    """A row of the report; a rejected one says why (`field`, `reason`) and shows its own text."""

    line: int
    name: str
    outcome: str
    draft_id: UUID | None
    findings: tuple[Finding, ...]
    field: str = ""
    reason: str = ""
    text: str = ""
    changes: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class ImportResult:
    """What became of a file: its digest, every row, and headings that nobody knows."""

    file: str
    digest: str
    outcomes: tuple[ImportOutcome, ...]
    unknown_headings: tuple[str, ...] = field(default=())

    @property
    def counts(self) -> dict[str, int]:
        """How many rows were read, and what became of them: they add up."""
        counted = Counter(one.outcome for one in self.outcomes)
        named = ("imported", "unchanged", "changed", "rejected")
        return {
            "read": len(self.outcomes),
            **{name: counted[name] for name in named},
            "findings": sum(len(one.findings) for one in self.outcomes),
        }

    @property
    def report(self) -> tuple[RowReport, ...]:
        """Every row with all that was found in it."""
        return tuple(_report_row(one) for one in self.outcomes)

    @property
    def has_errors(self) -> bool:
        """Whether a row was rejected, or something in one must be mended."""
        return any(
            finding.severity == "error"
            for one in self.outcomes
            for finding in one.findings
        )


def _report_row(one: ImportOutcome) -> RowReport:
    row = RowReport(
        *(one.line, one.name, one.outcome, one.draft_id, one.findings),
        changes=one.changes,
    )
    if one.outcome != "rejected":
        return row
    refusal = one.findings[0]
    return replace(row, field=refusal.where, reason=refusal.message, text=one.shown)
