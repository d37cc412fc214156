"""One list of everything that can be found: items, and what the sources of the port have.

All that fits is put in order by score alone. What a line says, why it matched included, is
worked out for the page that is shown.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import compress
from typing import Final

from tongban.capabilities.catalogue.finding.leading import Keys
from tongban.capabilities.catalogue.finding.mixing import mix
from tongban.capabilities.catalogue.finding.ranking import Ranking
from tongban.capabilities.catalogue.finding.reasons import Fit
from tongban.capabilities.catalogue.queries import questions
from tongban.capabilities.catalogue.queries.cutting import (
    count_facets,
    keys_in,
    left_of,
)
from tongban.capabilities.catalogue.queries.in_force import InForce, in_force
from tongban.capabilities.catalogue.queries.items import rank_items, show_item
from tongban.capabilities.catalogue.queries.sources import (
    Source,
    list_sources,
    rank_source,
)
from tongban.capabilities.catalogue.searches import Cut, Found
from tongban.capabilities.catalogue.types import Findable, FoundDocument
from tongban.capabilities.orgs.queries import name_venues
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

ITEM: Final = "item"
ITEM_LABEL: Final = "事项"
FAQ: Final = questions.KIND
_CALLED: Final = "名称"


@dataclass(frozen=True, slots=True)
class _Line:
    """Something that fits: how well, where it stands, and how it is shown."""

    score: float
    keys: Keys
    show: Callable[[], FoundDocument]


@query
def find_documents(
    *, actor: Actor, text: str, day: date, cut: Cut, limit: int = 20, skip: int = 0
) -> Found:
    """Whatever fits the words, best first, cut by the seven facets, each with why it matched."""
    items = in_force(actor, day)
    further = [
        list(_further(source, items, actor, text, day)) for source in list_sources()
    ]
    lines = mix(list(_items(items, text)), further, lambda line: line.score)
    standing = [line.keys for line in lines]
    left = list(compress(lines, left_of(cut, standing)))
    return Found(
        documents=tuple(line.show() for line in left[skip : skip + limit]),
        total=len(left),
        facets=count_facets(
            cut, standing, {"org": items.bodies, "venue": name_venues(actor=actor)}
        ),
    )


def _items(items: InForce, text: str) -> Iterator[_Line]:
    ranking = rank_items(items, text)
    for fit in ranking.fits:
        yield _Line(
            fit.score,
            keys_in(items, fit.version_id),
            partial(_item, items, ranking, fit),
        )


def _item(items: InForce, ranking: Ranking, fit: Fit) -> FoundDocument:
    one = show_item(items, ranking, fit)
    return FoundDocument(
        kind=ITEM,
        kind_label=ITEM_LABEL,
        title=one.name,
        text=one.summary,
        href=f"/items/{one.handling_code}",
        why=one.why,
        score=one.score,
        item=one,
    )


def _further(
    source: Source, items: InForce, actor: Actor, text: str, day: date
) -> Iterator[_Line]:
    ranking, documents = rank_source(
        source, actor, text, day, items=items.stamp, synonyms=items.synonyms
    )
    seen = set()
    for fit in ranking.fits:
        one = documents[fit.version_id]
        # The same question with the same answer stands in many guides: once is enough.
        if (one.title, one.text) not in seen:
            seen.add((one.title, one.text))
            yield _Line(
                fit.score * source.weight,
                _keys(one, items),
                partial(_document, source, one, ranking, fit, items),
            )


def _document(
    source: Source, one: Findable, ranking: Ranking, fit: Fit, items: InForce
) -> FoundDocument:
    whole = items.by_version[one.version_id] if one.version_id else None
    return FoundDocument(
        kind=source.kind,
        kind_label=source.label,
        title=one.title,
        text=one.text,
        href=one.href,
        why=ranking.why(fit).replace(_CALLED, source.called),
        score=fit.score * source.weight,
        part_of=whole.summary.name if whole else "",
    )


def _keys(document: Findable, items: InForce) -> Keys:
    if document.version_id is None:
        return document.keys
    return keys_in(items, document.version_id)
