"""Invented people, always the same for the same number."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from tongban.ground.codes.check_digits import mod_11_2
from tongban.plumbing.database.keyed import document_key

# No county of the sample city has such a code: nobody of the story can be met.
_FIRST_REGION: Final = 690200
_FIRST_BIRTH: Final = date(1940, 1, 1)
_BIRTHS: Final = 24_000
_SURNAMES: Final = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN: Final = "安澜青渡江月竹松梅兰春夏秋冬明远清和嘉宁文静书瑶志强秀英建国思敏"


@dataclass(frozen=True)
class Invented:
    """A person of no existence."""

    key: UUID
    file_key: UUID
    name: str
    id_number: str
    id_key: str
    born_on: date
    phone: str


def invent(number: int, *, city: str, seed: int) -> Invented:
    """The person with this number, of this seed."""
    born_on = _FIRST_BIRTH + timedelta(days=number * 7 % _BIRTHS)
    seventeen = f"{_FIRST_REGION + seed}{born_on:%Y%m%d}{number // _BIRTHS % 1000:03d}"
    id_number = seventeen + mod_11_2(seventeen)
    given, rest = divmod(number, len(_SURNAMES))
    first, second = divmod(given, len(_GIVEN))
    name = _SURNAMES[rest] + _GIVEN[first % len(_GIVEN)] + _GIVEN[second]
    return Invented(
        key=person_key(number, seed),
        file_key=file_key(number, seed),
        name=name,
        id_number=id_number,
        id_key=document_key(city, "citizen_id", id_number),
        born_on=born_on,
        phone=f"1696{number % 10_000_000:07d}",
    )


def person_key(number: int, seed: int) -> UUID:
    """Keys stand in order of number, so that indexes grow at their end."""
    value = 0x0180 << 112 | 0x7 << 76 | 0b10 << 62
    return UUID(int=value | (seed & 0xFFFF) << 96 | (number & 0xFFFFFFFF) << 64 >> 32)


def file_key(number: int, seed: int) -> UUID:
    """The key of the one file that a person hands in, again and again."""
    return UUID(int=person_key(number, seed).int | 1 << 60)
