"""Applications, cases, events, and what a case may hold."""

from tongban.capabilities.cases.models.applications import (
    Application,
    ApplicationDraft,
    ApplicationForm,
    ApplicationReader,
    Party,
)
from tongban.capabilities.cases.models.corrections import (
    Correction,
    CorrectionAnswer,
    CorrectionLine,
)
from tongban.capabilities.cases.models.handing_over import (
    DeliveryWish,
    Dispatch,
    HandOver,
)
from tongban.capabilities.cases.models.handling import (
    Case,
    CaseCondition,
    CaseEvent,
    CaseFinding,
    HandlingSystem,
)
from tongban.capabilities.cases.models.looking_ahead import (
    PreReview,
    TrackingFailure,
)
from tongban.capabilities.cases.models.purging import PurgeOrder
from tongban.capabilities.cases.models.readings import CaseReading
from tongban.capabilities.cases.models.received import (
    CaseFee,
    CaseMaterial,
    CaseStep,
    Paper,
    PaperFile,
)
from tongban.capabilities.cases.models.urging import CaseUrge

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
    "CaseReading",
    "CaseStep",
    "CaseUrge",
    "Correction",
    "CorrectionAnswer",
    "CorrectionLine",
    "DeliveryWish",
    "Dispatch",
    "HandOver",
    "HandlingSystem",
    "Paper",
    "PaperFile",
    "Party",
    "PreReview",
    "PurgeOrder",
    "TrackingFailure",
]
