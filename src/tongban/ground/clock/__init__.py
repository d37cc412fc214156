"""Working days, statutory limits, pauses, lights, and proofs of due days."""

from tongban.ground.clock.agreement import Disagreement, compare
from tongban.ground.clock.batch import BatchRun, run_batch
from tongban.ground.clock.calendar import (
    Calendar,
    CalendarYear,
    YearDays,
    china_calendar,
    read_calendar,
)
from tongban.ground.clock.counting import (
    History,
    count_working_days,
    due,
    due_many,
    months_later,
)
from tongban.ground.clock.explaining import DayLine, explain
from tongban.ground.clock.lights import Colour, Light, LightThresholds, light
from tongban.ground.clock.proof import (
    Check,
    PrivateKey,
    PublicKey,
    check_proof,
    dump_private_key,
    dump_public_key,
    encode_proof,
    generate_key,
    key_id,
    load_private_key,
    load_public_key,
    make_proof,
)
from tongban.ground.clock.proof_document import (
    AcceptedFact,
    ClockFacts,
    ExtensionFact,
    LimitFact,
    PauseFact,
    ProofRefused,
)
from tongban.ground.clock.receiving import received_on
from tongban.ground.clock.reference import due_by_walking
from tongban.ground.clock.values import (
    LONGEST,
    UNIT_WORDS,
    UNITS,
    CannotCount,
    Due,
    Limit,
    Pause,
    Unit,
)
from tongban.ground.zone import OFFICE_ZONE

__all__ = [
    "LONGEST",
    "OFFICE_ZONE",
    "UNITS",
    "UNIT_WORDS",
    "AcceptedFact",
    "BatchRun",
    "Calendar",
    "CalendarYear",
    "CannotCount",
    "Check",
    "ClockFacts",
    "Colour",
    "DayLine",
    "Disagreement",
    "Due",
    "ExtensionFact",
    "History",
    "Light",
    "LightThresholds",
    "Limit",
    "LimitFact",
    "Pause",
    "PauseFact",
    "PrivateKey",
    "ProofRefused",
    "PublicKey",
    "Unit",
    "YearDays",
    "check_proof",
    "china_calendar",
    "compare",
    "count_working_days",
    "due",
    "due_by_walking",
    "due_many",
    "dump_private_key",
    "dump_public_key",
    "encode_proof",
    "explain",
    "generate_key",
    "key_id",
    "light",
    "load_private_key",
    "load_public_key",
    "make_proof",
    "months_later",
    "read_calendar",
    "received_on",
    "run_batch",
]
