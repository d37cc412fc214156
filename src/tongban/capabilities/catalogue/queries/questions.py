"""The questions of published items (FAQ), each found by itself: it leads to its own answer."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid5

from tongban.capabilities.catalogue.checking.found import rows, text, texts
from tongban.capabilities.catalogue.models import ItemVersion
from tongban.capabilities.catalogue.queries.in_force import in_force
from tongban.capabilities.catalogue.queries.sources import Source, register_source
from tongban.capabilities.catalogue.types import Findable
from tongban.plumbing.access.actor import Actor

KIND: Final = "faq"
# A question is asked of something: the same words stand in many guides.
_OF_ITEMS: Final = 0.6


def questions_of(
    version_id: UUID, code: str, name: str, elements: Mapping[str, Any]
) -> Iterator[Findable]:
    """The questions that a version answers, numbered as its page shows them."""
    called = "、".join([name, *texts(elements, "aliases")])
    for number, row in enumerate(rows(elements, "faq"), 1):
        question, answer = text(row, "q"), text(row, "a")
        if question:
            yield Findable(
                key=uuid5(version_id, str(number)),
                group=version_id,
                title=question,
                text=answer,
                href=f"/items/{code}?tab=faq#q{number}",
                told=(("事项", called), ("回答", answer)),
                version_id=version_id,
            )


def _read(actor: Actor, versions: Sequence[UUID]) -> Iterator[Findable]:
    found = ItemVersion.objects.filter(city=actor.city, id__in=list(versions))
    told = found.values_list("id", "item__handling_code", "name", "elements")
    for version_id, code, name, elements in told.iterator():
        yield from questions_of(version_id, code, name, elements)


def _standing(actor: Actor, day: date) -> list[UUID]:
    return list(in_force(actor, day).by_version)


SOURCE: Final = Source(
    kind=KIND,
    label="常见问题",
    stamp=None,
    standing=_standing,
    read=_read,
    called="问题",
    weight=_OF_ITEMS,
)
register_source(SOURCE)
