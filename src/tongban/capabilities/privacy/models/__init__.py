"""What this capability keeps, one file for each matter."""

from tongban.capabilities.privacy.models.assessing import (
    Assessment,
    AssessmentApproval,
)
from tongban.capabilities.privacy.models.keeping import RetentionKind, RetentionRun
from tongban.capabilities.privacy.models.requests import (
    Export,
    ExportContent,
    PrivacyAnswer,
    PrivacyRequest,
)
from tongban.capabilities.privacy.models.texts import (
    Acknowledgement,
    Consent,
    PrivacyPublication,
    PrivacyText,
    Withdrawal,
)
from tongban.capabilities.privacy.models.watching import MisuseFinding, MisuseLook

__all__ = [
    "Acknowledgement",
    "Assessment",
    "AssessmentApproval",
    "Consent",
    "Export",
    "ExportContent",
    "MisuseFinding",
    "MisuseLook",
    "PrivacyAnswer",
    "PrivacyPublication",
    "PrivacyRequest",
    "PrivacyText",
    "RetentionKind",
    "RetentionRun",
    "Withdrawal",
]
