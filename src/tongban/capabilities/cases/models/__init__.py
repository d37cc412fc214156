"""Applications, cases, events, and what a case may hold."""

from tongban.capabilities.cases.models.applications import (
    Application,
    ApplicationDraft,
    ApplicationForm,
    ApplicationReader,
    Party,
)
from tongban.capabilities.cases.models.handling import (
    Case,
    CaseCondition,
    CaseEvent,
    CaseFinding,
    HandlingSystem,
)
from tongban.capabilities.cases.models.received import (
    CaseFee,
    CaseMaterial,
    CaseStep,
    Paper,
    PaperFile,
)

__all__ = [
    "Application",
    "ApplicationDraft",
    "ApplicationForm",
    "ApplicationReader",
    "Case",
    "CaseCondition",
    "CaseEvent",
    "CaseFee",
    "CaseFinding",
    "CaseMaterial",
    "CaseStep",
    "HandlingSystem",
    "Paper",
    "PaperFile",
    "Party",
]
