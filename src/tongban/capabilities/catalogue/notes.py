"""What a guide says of how a paper is got: whether it is handed in has one source."""

import re
from typing import Final

# Only what is said of every applicant contradicts: 查得到的不用交 is a rule of its own,
# and so is 备案过的系统能查到，不用交. What the system makes itself, nobody brings.
_NOT_HANDED_IN: Final = re.compile(
    "(系统[^，]*[，]?|[^，]*系统(自动)?生成[，]?)?(此项|本项)?"
    "(不用|无需|不需要|不必|免)(另外|另|再|您)?(交|提交|提供|带|上传)了?"
)
_CLAUSES: Final = re.compile("[。；]")


def said_not_to_be_handed_in(note: str) -> str:
    """The clause that says so; nothing where none does."""
    return next(
        (one.strip() for one in _CLAUSES.split(note) if _denies(one)),
        "",
    )


def without_denial(note: str) -> str:
    """The note of a paper that is handed in, without a clause that says it is not."""
    if not said_not_to_be_handed_in(note):
        return note
    kept = [one.strip() for one in _CLAUSES.split(note) if not _denies(one)]
    return "".join(f"{one}。" for one in kept if one)


def _denies(clause: str) -> bool:
    return _NOT_HANDED_IN.fullmatch(clause.strip()) is not None
