"""Facts and keys that the tests of proofs share."""

from datetime import date, datetime, timedelta, timezone

from cryptography.hazmat.primitives.asymmetric import ec

from tongban.ground.clock import (
    AcceptedFact,
    ClockFacts,
    ExtensionFact,
    Limit,
    LimitFact,
    Pause,
    PauseFact,
    china_calendar,
)

SHANGHAI = timezone(timedelta(hours=8))
# A key that anyone can make again, for the published vector; it signs nothing real.
KEY = ec.derive_private_key(20261122, ec.SECP256R1())
PUBLIC = KEY.public_key()


def moment(day: int, month: int = 9) -> datetime:
    return datetime(2026, month, day, 9, 30, tzinfo=SHANGHAI)


def make_pause(begin: int, end: int | None) -> PauseFact:
    return PauseFact(
        pause=Pause(date(2026, 9, begin), None if end is None else date(2026, 9, end)),
        began_at=moment(begin),
        ended_at=None if end is None else moment(end),
        reason="现场核查后委托检测",
    )


ACCEPTED = AcceptedFact(on=date(2026, 9, 24), occurred_at=moment(24))
PROMISED = LimitFact(limit=Limit(5, "working_day"))
STATUTORY = LimitFact(limit=Limit(20, "working_day"), is_extended=True)
EXTENSION = ExtensionFact(value=10, on=date(2026, 10, 9), occurred_at=moment(9, 10))

PLAIN = ClockFacts(
    case_number="690100202609240000015",
    accepted=ACCEPTED,
    promised=PROMISED,
    statutory=None,
    calendar=china_calendar(),
)
FULL = ClockFacts(
    case_number="690100202609240000015",
    accepted=ACCEPTED,
    promised=PROMISED,
    statutory=STATUTORY,
    calendar=china_calendar(),
    pauses=(make_pause(28, 30), make_pause(29, 30)),
    extension=EXTENSION,
)
RUNNING = ClockFacts(
    case_number="690100202609240000015",
    accepted=ACCEPTED,
    promised=PROMISED,
    statutory=LimitFact(limit=Limit(20, "working_day")),
    calendar=china_calendar(),
    pauses=(make_pause(28, None),),
)
