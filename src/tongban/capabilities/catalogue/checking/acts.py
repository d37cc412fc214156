"""Acts of law by their titles: repealed ones, how many articles one has, how high one ranks.

`repealed.json` and `articles.json` are registers of facts; what they do not name is not asked.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

_STATE: Final = "中华人民共和国"
_CITED: Final = re.compile(
    "《([^》]+)》((?:[^《》；。]{0,3}第[零一二三四五六七八九十百千]+条)*)"
)
_ARTICLE: Final = re.compile("第([零一二三四五六七八九十百千]+)条")
_YEAR: Final = re.compile("（[^）]*(修订|修正|年|版|本)[^）]*）")
_DIGITS: Final = dict(zip("零一二三四五六七八九", range(10), strict=True))
_TIMES: Final = {"十": 10, "百": 100, "千": 1000}

# A document number that only a law, a regulation or a rule carries.
_ENACTED: Final = re.compile("主席令|国务院令|(部|委|局|署|会|行|政府)令|^令")
_STATE_COUNCIL: Final = re.compile("国务院|全国人民代表大会")
_POLICY: Final = re.compile("国发|国办|国函|中发|中办|政发|政办|政函|政规")
_A_LAW: Final = re.compile("(?<!办)法$|条例$")
_LOCAL_LAW: Final = re.compile("人民代表大会|人大常委会")
_GOVERNMENT: Final = re.compile("(省|市|区|县|州|盟)(人民)?政府(办公厅|办公室)?$")
_PROVINCE_OR_LARGE_CITY: Final = re.compile(
    "(省|自治区|市)(人民)?政府令|(省|自治区|市)(人民)?政府$"
)
# Ministries may speak for the whole country; offices of a place may not make a basis.
_NATIONAL: Final = re.compile(
    "^(国家|中国)|[^省市县区州盟局]{2,}部(办公厅|、|$)|总局|财政部|人民银行"
)


@dataclass(frozen=True)
class Repealed:
    """An act that is no longer law."""

    title: str
    repealed_on: str
    by: str
    source: str


@dataclass(frozen=True)
class Citation:
    """An act as it is cited, with the numbers of the articles behind it."""

    title: str
    articles: tuple[str, ...]


def cited_in(text: str) -> Iterator[Citation]:
    """The acts that a text cites between 《 and 》."""
    for title, behind in _CITED.findall(text):
        articles = tuple(match.group() for match in _ARTICLE.finditer(behind))
        yield Citation(plain_title(title), articles)


@lru_cache(maxsize=2048)
def plain_title(title: str) -> str:
    """A title as the registers write it: no brackets, no name of the state, no year."""
    return _YEAR.sub("", title.strip().strip("《》")).removeprefix(_STATE).strip()


def find_repealed(title: str) -> Repealed | None:
    """The repealed act of this title."""
    return _repealed().get(title)


def article_beyond(title: str, article: str) -> int | None:
    """How many articles the act has, where this one is beyond them."""
    most = _articles().get(title)
    if most is None:
        return None
    numbers = [number_of(match) for match in _ARTICLE.findall(article)]
    return most if any(number > most for number in numbers) else None


def number_of(words: str) -> int:
    """一百三十五 as 135."""
    total, digit = 0, 0
    for word in words:
        if word in _TIMES:
            # 十五 begins with the ten itself.
            total += (digit or 1) * _TIMES[word]
            digit = 0
        else:
            digit = _DIGITS[word]
    return total + digit


def is_departmental(law: dict[str, Any]) -> bool:
    """Whether a basis is no more than a paper of a local department.

    What cannot be told is not called departmental: nobody is accused by a guess.
    """
    title, number, authority = _said(law)
    if _ENACTED.search(number) or _POLICY.search(number):
        return False
    if not authority:
        return False
    if _STATE_COUNCIL.search(authority) or _LOCAL_LAW.search(authority):
        return False
    if _A_LAW.search(title) and not number:
        return False
    return not (_GOVERNMENT.search(authority) or _NATIONAL.search(authority))


def may_set_a_licence(law: dict[str, Any]) -> bool | None:
    """Whether a licence may be set by this basis; None where that cannot be told."""
    title, number, authority = _said(law)
    if not authority and not number:
        return None
    if _STATE_COUNCIL.search(authority + number) or "主席令" in number:
        return True
    if _LOCAL_LAW.search(authority) or _A_LAW.search(title):
        return True
    return _PROVINCE_OR_LARGE_CITY.search(number or authority) is not None


def _said(law: dict[str, Any]) -> tuple[str, str, str]:
    title, number, authority = (
        str(law.get(name) or "") for name in ("title", "document_number", "authority")
    )
    return plain_title(title), number, authority


@cache
def _repealed() -> dict[str, Repealed]:
    return {row["title"]: Repealed(**row) for row in _data("repealed.json")}


@cache
def _articles() -> dict[str, int]:
    acts: dict[str, int] = _data("articles.json")
    return acts


def _data(name: str) -> Any:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return json.loads(text)["acts"]
