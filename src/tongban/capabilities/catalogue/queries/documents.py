"""One list of everything that can be found: items, and what the sources of the port have."""

from datetime import date
from typing import Final

from tongban.capabilities.catalogue.finding.mixing import mix
from tongban.capabilities.catalogue.finding.ranking import Hit
from tongban.capabilities.catalogue.queries import questions
from tongban.capabilities.catalogue.queries.cutting import (
    Keys,
    count_facets,
    keys_of,
    leaves,
)
from tongban.capabilities.catalogue.queries.in_force import InForce, in_force
from tongban.capabilities.catalogue.queries.items import rank_items
from tongban.capabilities.catalogue.queries.sources import (
    Source,
    list_sources,
    search_source,
)
from tongban.capabilities.catalogue.searches import Cut, Found
from tongban.capabilities.catalogue.types import (
    Findable,
    FoundDocument,
    ItemSummary,
)
from tongban.capabilities.orgs.queries import list_venues
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

ITEM: Final = "item"
ITEM_LABEL: Final = "事项"
FAQ: Final = questions.KIND
# Facets are counted over so many of the best items, and of each further kind.
_COUNTED: Final = 200
_OF_A_KIND: Final = 40
_CALLED: Final = "名称"

_Line = tuple[FoundDocument, Keys]


@query
def find_documents(
    *, actor: Actor, text: str, day: date, cut: Cut, limit: int = 20, skip: int = 0
) -> Found:
    """Whatever fits the words, best first, cut by the seven facets, each with why it matched."""
    items = in_force(actor, day)
    further = [_further(source, items, actor, text, day) for source in list_sources()]
    lines = mix(_items(items, text), further, lambda line: line[0].score)
    left = [one for one, keys in lines if leaves(cut, keys)]
    return Found(
        documents=tuple(left[skip : skip + limit]),
        total=len(left),
        facets=count_facets(
            cut,
            (keys for _, keys in lines),
            {
                "org": items.bodies,
                "venue": {
                    str(one.venue_id): one.name for one in list_venues(actor=actor)
                },
            },
        ),
    )


def _items(items: InForce, text: str) -> list[_Line]:
    return [
        (_item(one), keys_of(items.by_version[one.version_id]))
        for one in rank_items(items, text, limit=_COUNTED)
    ]


def _item(one: ItemSummary) -> FoundDocument:
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
) -> list[_Line]:
    found = search_source(
        source, actor, text, day, synonyms=items.synonyms, limit=_OF_A_KIND
    )
    # The same question with the same answer stands in many guides: once is enough.
    once = {(one.title, one.text): (one, hit) for one, hit in reversed(found)}
    return [
        (_document(source, one, hit, items), _keys(one, items))
        for one, hit in sorted(once.values(), key=lambda pair: -pair[1].score)
    ]


def _document(source: Source, one: Findable, hit: Hit, items: InForce) -> FoundDocument:
    whole = items.by_version[one.version_id] if one.version_id else None
    return FoundDocument(
        kind=source.kind,
        kind_label=source.label,
        title=one.title,
        text=one.text,
        href=one.href,
        why=hit.why.replace(_CALLED, source.called),
        score=hit.score * source.weight,
        part_of=whole.summary.name if whole else "",
    )


def _keys(document: Findable, items: InForce) -> Keys:
    if document.version_id is None:
        return document.keys
    return keys_of(items.by_version[document.version_id])
