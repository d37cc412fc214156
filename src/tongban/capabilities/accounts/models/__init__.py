"""Sessions, codes and checks of identity; second factors and what was proved with them."""

from tongban.capabilities.accounts.models.factors import (
    AccountProof,
    RecoveryCode,
    SecondFactor,
)
from tongban.capabilities.accounts.models.readmission import Readmission, ReadmissionUse
from tongban.capabilities.accounts.models.sessions import (
    AccountSession,
    IdentityCheck,
    PhoneCode,
)

__all__ = [
    "AccountProof",
    "AccountSession",
    "IdentityCheck",
    "PhoneCode",
    "Readmission",
    "ReadmissionUse",
    "RecoveryCode",
    "SecondFactor",
]
