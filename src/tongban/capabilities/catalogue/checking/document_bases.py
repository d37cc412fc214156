"""What an item document leans on: its legal basis, and the basis of every fee and demand."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from tongban.capabilities.catalogue.checking import acts, words
from tongban.capabilities.catalogue.checking.found import found, part, rows, text, whole
from tongban.capabilities.catalogue.checking.guide_limits import STATUTORY_BASIS
from tongban.capabilities.catalogue.types import Finding

Document = dict[str, Any]

_LICENCE: Final = "01"
# A title, an article or a document number: something that can be looked up.
_A_SOURCE: Final = re.compile(
    r"《[^》]+》|第[零一二三四五六七八九十百千\d]+条|[〔\[]\d{4}[〕\]]|令第?\d+号"
)
_LONGEST_SHOWN: Final = 40


def check_bases(document: Document, day: date | None) -> list[Finding]:
    """What is found in the legal basis, the fees, the intermediaries, and what they cite."""
    return [
        *_legal_basis(document),
        *_ranks(document),
        *_days(document, day),
        *_fees(document),
        *_intermediaries(document),
        *_special(document),
        *_cited(document),
    ]


def _legal_basis(document: Document) -> Iterator[Finding]:
    bases = rows(document, "legal_basis")
    if not bases:
        yield found("basis.missing", "legal_basis")
    for at, law in enumerate(bases, 1):
        where = f"legal_basis[{at}]"
        if not text(law, "title"):
            yield found("basis.title_incomplete", where, "")
        if not text(law, "article"):
            yield found("basis.article_missing", where)
        elif words.ARTICLE_DIGITS.search(text(law, "article")):
            yield found("basis.article_digits", where, text(law, "article"))
        if not text(law, "text") or not text(law, "authority"):
            yield found("basis.text_missing", where)


def _ranks(document: Document) -> Iterator[Finding]:
    bases = rows(document, "legal_basis")
    if not bases:
        return
    titles = "、".join(text(law, "title") for law in bases)[:_LONGEST_SHOWN]
    if all(map(acts.is_departmental, bases)):
        yield found("basis.rank_low", "legal_basis", titles)
    elif text(document, "item_type") == _LICENCE and all(
        acts.may_set_a_licence(law) is False for law in bases
    ):
        yield found("basis.licence_rank_low", "legal_basis", titles)


def _days(document: Document, day: date | None) -> Iterator[Finding]:
    for at, law in enumerate(rows(document, "legal_basis"), 1):
        said = text(law, "in_force_on")
        if not said:
            continue
        try:
            from_day = date.fromisoformat(said)
        except ValueError:
            yield found("date.wrong", f"legal_basis[{at}].in_force_on", said)
            continue
        if day is not None and from_day > day:
            yield found("basis.not_in_force", f"legal_basis[{at}]", said)


def _fees(document: Document) -> Iterator[Finding]:
    if not isinstance(document.get("fees"), list):
        yield found("fee.missing", "fees")
        return
    fees = rows(document, "fees")
    for at, fee in enumerate(fees, 1):
        where, basis = f"fees[{at}]", text(fee, "basis")
        if whole(fee, "amount_fen") is None:
            yield found("fee.amount_missing", where)
        if not basis:
            yield found("fee.basis_missing", where)
        elif not _A_SOURCE.search(basis):
            yield found("fee.basis_vague", where, basis)
    for law in [] if fees else rows(document, "legal_basis"):
        for title, (article, charge) in words.FEE_LAWS.items():
            if title in text(law, "title") and article in text(law, "article"):
                yield found("fee.contradicts_basis", "fees", title, article, charge)


def _intermediaries(document: Document) -> Iterator[Finding]:
    for at, service in enumerate(rows(document, "intermediaries"), 1):
        if not _A_SOURCE.search(text(service, "basis")):
            yield found("intermediary.basis_missing", f"intermediaries[{at}]")


def _special(document: Document) -> Iterator[Finding]:
    for at, step in enumerate(rows(document, "special_steps"), 1):
        if not _A_SOURCE.search(text(step, "basis")):
            yield found("special.basis_missing", f"special_steps[{at}]")


def _cited(document: Document) -> Iterator[Finding]:
    """Acts that are cited anywhere as a basis: still law, and long enough."""
    for at, law in enumerate(rows(document, "legal_basis"), 1):
        where, title = f"legal_basis[{at}]", acts.plain_title(text(law, "title"))
        yield from _act(where, title, text(law, "article"))
    for name in ("materials", "special_steps", "fees", "intermediaries"):
        for at, row in enumerate(rows(document, name), 1):
            yield from _acts_of(f"{name}[{at}]", text(row, "basis"))
    said = text(part(document, "statutory_limit"), "basis")
    yield from _acts_of(STATUTORY_BASIS, said)


def _acts_of(where: str, said: str) -> Iterator[Finding]:
    for one in acts.cited_in(said):
        yield from _act(where, one.title, "".join(one.articles))


def _act(where: str, title: str, articles: str) -> Iterator[Finding]:
    gone = acts.find_repealed(title)
    if gone:
        yield found("basis.repealed", where, title, gone.repealed_on, gone.by)
        return
    most = acts.article_beyond(title, articles)
    if most is not None:
        yield found("basis.article_beyond", where, title, most, articles)
