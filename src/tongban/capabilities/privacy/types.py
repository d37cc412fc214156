"""Values about personal data that cross to faces and others, and who tells what is kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from tongban.plumbing.access.actor import Actor

# Which text there is one of; consents have codes of their own.
NOTICE: Final = ("notice", "platform")
CLOCK: Final = ("clock", "requests")
RETENTION: Final = ("retention", "records")
MISUSE: Final = ("misuse", "reads")
ONE_OF_ITS_KIND: Final = dict((NOTICE, CLOCK, RETENTION, MISUSE))
CONSENT: Final = "consent"
TEXT_WORDS: Final[Mapping[str, str]] = {
    "notice": "个人信息处理告知",
    "consent": "同意事项",
    "clock": "请求的答复期限",
    "retention": "保存期限表",
    "misuse": "异常查看的规则",
}
NOTICE_PARTS: Final[Mapping[str, str]] = {
    "controller": "谁在处理",
    "purpose": "为什么处理",
    "kinds": "处理哪些信息",
    "basis": "依据什么",
    "retention": "保存多久",
    "rights": "您有什么权利",
    "contact": "怎么联系",
}
CONSENT_PARTS: Final[Mapping[str, str]] = {
    "purpose": "为什么",
    "kinds": "用到哪些信息",
    "without": "不同意会怎样",
}
REQUEST_WORDS: Final[Mapping[str, str]] = {
    "access": "查阅",
    "export": "复制（下载一份全部信息）",
    "correct": "更正",
    "delete": "删除",
    "explain": "解释说明",
}
OUTCOME_WORDS: Final[Mapping[str, str]] = {"done": "已经办好", "refused": "不能办"}
RISK_WORDS: Final[Mapping[str, str]] = {"low": "低", "medium": "中", "high": "高"}
VERDICT_WORDS: Final[Mapping[str, str]] = {
    "explained": "工作需要，已说明",
    "misused": "不当查看，已移交处理",
}
RULE_WORDS: Final[Mapping[str, str]] = {
    "without_case": "看了自己没有办过的办件",
    "many_reveals": "多次查看完整号码",
    "many_reads": "一天看了很多办件",
    "off_hours": "下班时间查看",
}
# Where the city has published no clock of its own.
USUAL_DAYS: Final = 15
# How long a copy can be fetched.
COPY_LASTS: Final = timedelta(days=7)
MAKE_COPY: Final = "privacy.make_copy"
COPY_FORMAT: Final = "tongban.personal_data/1"


@dataclass(frozen=True)
class TextCard:
    """A version of a text: as drafted, and from when it counts once it is published."""

    text_id: UUID
    kind: str
    code: str
    number: int
    title: str
    content: dict[str, Any]
    drafted_by: UUID
    drafted_at: datetime
    in_force_from: date | None = None
    published_at: datetime | None = None

    @property
    def kind_words(self) -> str:
        """What kind of text this is, in Chinese."""
        return TEXT_WORDS[self.kind]

    @property
    def parts(self) -> list[tuple[str, str]]:
        """What it says, each part under its heading."""
        names = NOTICE_PARTS if self.kind == "notice" else CONSENT_PARTS
        return [
            (words, str(self.content.get(name, ""))) for name, words in names.items()
        ]


@dataclass(frozen=True)
class SeenNotice:
    """That somebody was shown a version of the notice."""

    text_id: UUID
    title: str
    number: int
    channel: str
    at: datetime


@dataclass(frozen=True)
class ConsentLine:
    """What may be agreed to, and whether it is: the consent that stands, and earlier ones."""

    text: TextCard
    consent_id: UUID | None
    given_at: datetime | None
    # Given and taken back, the newest first.
    over: tuple[tuple[datetime, datetime], ...] = ()


@dataclass(frozen=True)
class PrivacyRequestCard:
    """A request with its clock and its answer."""

    request_id: UUID
    number: str
    kind: str
    words: str
    channel: str
    person_id: UUID
    filed_at: datetime
    filed_on: date
    working_days: int
    due_on: date
    outcome: str = ""
    reason: str = ""
    article: str = ""
    remedy: str = ""
    answered_at: datetime | None = None
    copy: "CopyFacts | None" = None

    @property
    def kind_words(self) -> str:
        """What is asked, in Chinese."""
        return REQUEST_WORDS[self.kind]

    @property
    def outcome_words(self) -> str:
        """What came of it, in Chinese; empty while it waits."""
        return OUTCOME_WORDS.get(self.outcome, "")

    def is_late_on(self, day: date) -> bool:
        """Whether it waits beyond its day."""
        return not self.outcome and self.due_on < day


@dataclass(frozen=True)
class CopyFacts:
    """The copy that was made for a request: digest and size, and until when it is there."""

    digest: str
    size: int
    ends_at: datetime


@dataclass(frozen=True)
class ForCopy:
    """Whose copy is to be made, as the maker of copies sees the request."""

    request_id: UUID
    number: str
    person_id: UUID
    account_id: UUID | None
    is_answered: bool


@dataclass(frozen=True)
class AssessmentDraft:
    """What an assessment says."""

    processing: str
    necessity: str
    risk: str
    risks: str
    measures: str
    conclusion: str
    valid_from: date
    valid_until: date
    # Of sharing: to which body, and what of a person.
    receiver_id: UUID | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class AssessmentCard:
    """A register entry: what it says, who assessed and who approved."""

    assessment_id: UUID
    said: AssessmentDraft
    assessed_by: str
    assessed_by_id: UUID
    assessed_at: datetime
    approved_by: str = ""
    approved_at: datetime | None = None

    @property
    def risk_words(self) -> str:
        """How large the risk is, in Chinese."""
        return RISK_WORDS[self.said.risk]


@dataclass(frozen=True)
class SharingAssessment:
    """An approved assessment of what a body is told of people."""

    assessment_id: UUID
    processing: str
    receiver_id: UUID
    claims: tuple[str, ...]
    valid_from: date
    valid_until: date


# What of a person may be provided to another body, as systems ask for it.
CLAIM_WORDS: Final[Mapping[str, str]] = {
    "profile": "姓名、证件号码、手机号，都隐去大部分",
    "real_name": "姓名",
    "identity": "证件种类和号码",
    "phone": "手机号",
}


@dataclass(frozen=True)
class RetentionLine:
    """A kind of short-lived record: bounds, what the schedule says, what went lately."""

    code: str
    title: str
    shortest_days: int
    longest_days: int
    why: str
    days: int | None
    basis: str


@dataclass(frozen=True)
class RunLine:
    """One line of a schedule, carried out once."""

    line: str
    title: str
    days: int
    removed: int
    ran_at: datetime
    schedule_number: int


@dataclass(frozen=True)
class FindingCard:
    """Reads that stood out, and what was made of them."""

    finding_id: UUID
    rule: str
    reader: str
    reader_id: UUID
    body: str
    day: date
    number: int
    bound: int
    verdict: str = ""
    words: str = ""
    looked_by: str = ""
    looked_at: datetime | None = None

    @property
    def rule_words(self) -> str:
        """Which rule found it, in Chinese."""
        return RULE_WORDS[self.rule]

    @property
    def verdict_words(self) -> str:
        """What it was, in Chinese; empty while nobody has looked."""
        return VERDICT_WORDS.get(self.verdict, "")


@dataclass(frozen=True)
class MisuseReport:
    """The findings, and figures of the last thirty days."""

    findings: list[FindingCard]
    waiting: int
    by_rule: dict[str, int] = field(default_factory=dict)


# ---------------------------------------------------------------- what is kept of a person
# A capability that keeps something of people tells of it here, in its module `holding`, as
# the person: what the wall does not show them is not theirs, and is in no copy.
Teller = Callable[[Actor], list[dict[str, Any]]]
HELD: Final[dict[str, tuple[str, Teller]]] = {}


def tells_of(code: str, title: str) -> Callable[[Teller], Teller]:
    """Register what a capability keeps of a person, under a code and a title."""

    def keep(teller: Teller) -> Teller:
        HELD[code] = (title, teller)
        return teller

    return keep
