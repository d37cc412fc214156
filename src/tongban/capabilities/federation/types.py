"""Values about signing in to other systems: what crosses to others and reaches pages."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal
from uuid import UUID

Kind = Literal["confidential", "public"]
Serves = Literal["citizen", "staff"]

# How long an identity token says who somebody is, in seconds.
ID_SECONDS: Final = 600

OPENID: Final = "openid"
PROFILE: Final = "profile"
REAL_NAME: Final = "real_name"
IDENTITY: Final = "identity"
PHONE: Final = "phone"
OFFLINE: Final = "offline_access"
# What each scope hands over, in the words of the consent page.
SCOPES: Final[dict[str, str]] = {
    OPENID: "一个只给这个系统的编号，证明是您本人；别的系统拿到的编号不一样",
    PROFILE: "姓名、证件号码、手机号，都隐去大部分",
    REAL_NAME: "姓名",
    IDENTITY: "证件种类和号码",
    PHONE: "手机号",
    OFFLINE: "您登录期间不用再问您，可以更新上面这些",
}


@dataclass(frozen=True)
class ClientLine:
    """What is said when a system is registered."""

    name: str
    body_id: UUID
    kind: Kind
    serves: Serves
    purpose: str
    scopes: tuple[str, ...]
    redirects: tuple[str, ...]
    valid_from: date
    valid_to: date | None = None
    after_sign_out: tuple[str, ...] = ()
    logout_address: str = ""
    # On which it rests that more than a number is told.
    assessment_id: UUID | None = None


@dataclass(frozen=True)
class Client:
    """A registered system."""

    client_id: UUID
    code: str
    name: str
    body_id: UUID
    body: str
    kind: str
    serves: str
    purpose: str
    scopes: tuple[str, ...]
    redirects: tuple[str, ...]
    after_sign_out: tuple[str, ...]
    logout_address: str
    valid_from: date
    valid_to: date | None
    registered_by: str
    registered_at: datetime
    ended_at: datetime | None
    assessment_id: UUID | None = None
    assessed_until: date | None = None

    @property
    def told_of_people(self) -> tuple[str, ...]:
        """What it is told of people beyond a number of its own."""
        return tuple(one for one in self.scopes if one not in {OPENID, OFFLINE})

    def lacks_assessment(self, today: date) -> bool:
        """Whether it is told of people, in use, without an assessment that still counts."""
        if self.ended_at is not None or not self.told_of_people:
            return False
        return self.assessed_until is None or self.assessed_until < today


@dataclass(frozen=True)
class NewClient:
    """A registered system with its secret, which is shown once and kept nowhere."""

    client_id: UUID
    code: str
    secret: str


@dataclass(frozen=True)
class Asked:
    """What a system asks for when it sends somebody to sign in, checked."""

    client: Client
    redirect: str
    scopes: tuple[str, ...]
    nonce: str
    challenge: str


@dataclass(frozen=True)
class Grant:
    """One sign-in to one system, as tokens are made from it."""

    grant_id: UUID
    client_id: UUID
    account_id: UUID
    client_code: str
    scopes: tuple[str, ...]
    nonce: str
    subject: str
    issuer: str
    level: int
    signed_in_at: datetime


@dataclass(frozen=True)
class Issued:
    """Tokens that were just made; they stand nowhere but here."""

    grant: Grant
    access: str
    refresh: str


@dataclass(frozen=True)
class Visit:
    """A system that somebody agreed to sign in to, as they see it."""

    consent_id: UUID
    client: str
    body: str
    hands_over: list[str]
    agreed_at: datetime
    last_at: datetime | None
    is_open: bool


@dataclass(frozen=True)
class PublicKey:
    """A key that others check signatures with, and until when it is shown."""

    key_id: UUID
    jwk: dict[str, str]
    made_at: datetime
    signs_to: datetime | None
    shown_to: datetime | None


@dataclass(frozen=True)
class LoginLine:
    """What is said of a department's own login."""

    body_id: UUID
    name: str
    address: str
    people: int
    due_on: date


@dataclass(frozen=True)
class DepartmentLogin:
    """A login that a department has of its own, and what became of it."""

    login_id: UUID
    body_id: UUID
    body: str
    name: str
    address: str
    people: int
    due_on: date
    state: Literal["own", "merged", "closed"]
    is_late: bool
    client: str
    settled_at: datetime | None


@dataclass(frozen=True)
class LoginFigure:
    """How far the departments' own logins have been folded into the city's identity."""

    total: int
    merged: int
    closed: int
    late: int
