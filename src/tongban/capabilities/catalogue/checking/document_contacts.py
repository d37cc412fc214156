"""Places, telephones and addresses on the web: there, and such that they can be reached."""

import re
from collections.abc import Iterator
from typing import Any, Final

from tongban.capabilities.catalogue.checking import words
from tongban.capabilities.catalogue.checking.found import found, part, rows, text, texts
from tongban.capabilities.catalogue.types import Finding

Document = dict[str, Any]

# A landline with its area code (three digits only for the largest cities), a mobile, a 400
# or 800 number, a short number of the state (12345, 110); an extension may follow.
_PHONE: Final = re.compile(
    r"([(（]?(010|02\d)[)）]?[- ]?\d{8}|[(（]?0[3-9]\d{2}[)）]?[- ]?\d{7,8}"
    r"|1[3-9]\d{9}|[48]00-?\d{3,4}-?\d{3,4}"
    r"|1\d{2}|1\d{4}|9\d{4,5})([-转 ]{1,2}\d{1,6})?"
)
_BETWEEN: Final = re.compile("[、，,；;/]|或者?")
_URL: Final = re.compile(
    r"https?[:：][^\s，。；、）)》”」]*|(?<![a-z0-9./])www\.[^\s，。；、）)》”」]*"
)
_WHOLE_URL: Final = re.compile(
    r"https?://(?!(?:\d{1,3}\.){3}\d)(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#][!-~]*)?",
    re.IGNORECASE,
)


def check_contacts(document: Document) -> list[Finding]:
    """What is found in the places, the telephones and the remedies of a document."""
    return [*_places(document), *_phones(document), *_remedies(document)]


def check_addresses(said: str, where: str) -> Iterator[Finding]:
    """Addresses on the web that stand in a text and lead nowhere."""
    if "http" not in said and "www." not in said:
        return
    for url in _URL.findall(said):
        if not _WHOLE_URL.fullmatch(url):
            yield found("url.wrong", where, url)


def _places(document: Document) -> Iterator[Finding]:
    places = rows(document, "place")
    if not places:
        yield found("place.missing", "place")
    for at, place in enumerate(places, 1):
        if not words.ADDRESS.search(text(place, "address")):
            yield found("place.vague", f"place[{at}]", text(place, "name"))
        if not text(place, "hours"):
            yield found("hours.missing", f"place[{at}]")
        yield from _phone(text(place, "phone"), f"place[{at}].phone")


def _phones(document: Document) -> Iterator[Finding]:
    for rule, name in (
        ("phone.missing", "consult_phones"),
        ("complaint.missing", "complaint_phones"),
    ):
        phones = texts(document, name)
        if not phones:
            yield found(rule, name)
        for phone in phones:
            yield from _phone(phone, name)


def _phone(said: str, where: str) -> Iterator[Finding]:
    for number in _BETWEEN.split(said) if said else ():
        told = number.strip()
        if words.BARE_NUMBER.fullmatch(told):
            yield found("phone.no_area_code", where, told)
        # 0699-6012345（工作时间）: what stands in brackets behind it is a remark.
        elif not _PHONE.fullmatch(re.sub("（[^）]*）$", "", told)):
            yield found("phone.wrong", where, told)


def _remedies(document: Document) -> Iterator[Finding]:
    remedies = part(document, "remedies")
    review, court = part(remedies, "review"), part(remedies, "litigation")
    if not text(review, "body") or not text(court, "court"):
        yield found("remedies.missing", "remedies")
    yield from _phone(text(review, "phone"), "remedies.review.phone")
    yield from _phone(text(court, "phone"), "remedies.litigation.phone")
