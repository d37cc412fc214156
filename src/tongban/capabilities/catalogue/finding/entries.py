"""An item as it is found: its names, its code, and what its guide says, by nearness."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.catalogue.checking.found import part, rows, text, texts
from tongban.capabilities.catalogue.finding.words import normalise
from tongban.capabilities.catalogue.wording import theme_labels

_LONGEST_SAID: Final = 400
_LONGEST_FAR: Final = 1200


@dataclass(frozen=True)
class Said:
    """A text of the guide that an item may be found by: where it stands, and the text."""

    where: str
    text: str


@dataclass(frozen=True)
class Entry:
    """An item as it is found. Texts are brought to one form already."""

    version_id: UUID
    code: str
    # The name first, then what people call it.
    names: tuple[str, ...]
    # What the item is about, and what its guide mentions.
    about: tuple[Said, ...] = ()
    mentioned: tuple[Said, ...] = ()


def make_entry(
    version_id: UUID,
    *,
    name: str,
    code: str,
    elements: Mapping[str, Any],
    bodies: Iterable[str] = (),
    materials: Iterable[str] = (),
) -> Entry:
    """An entry from what a version says; `elements` as in an item document."""
    plain, themes = part(elements, "plain"), part(elements, "themes")
    labels = [
        theme_labels(who).get(code, "")
        for who in ("person", "firm")
        for code in texts(themes, who)
    ]
    questions, situations = rows(elements, "faq"), rows(elements, "situations")
    about = [
        Said("办成后拿到", text(part(elements, "result"), "name")),
        Said("主题", " ".join(labels)),
        # Its body, by every name that it has had.
        *(Said("部门", body) for body in bodies),
        Said("说明", text(plain, "summary")),
    ]
    mentioned = [
        Said("材料", " ".join(materials)),
        Said("常见问题", " ".join(text(row, "q") for row in questions)),
        Said(
            "说明", " ".join([text(plain, "how_long"), " ".join(texts(plain, "steps"))])
        ),
        Said("常见问题", " ".join(text(row, "a") for row in questions)),
        Said(
            "条件", " ".join(text(row, "text") for row in rows(elements, "conditions"))
        ),
        Said("情形", " ".join(map(_asked, situations))),
    ]
    called = dict.fromkeys(map(normalise, [name, *texts(elements, "aliases")]))
    return Entry(
        version_id=version_id,
        code=normalise(code),
        names=tuple(one for one in called if one) or ("",),
        about=_short(about, _LONGEST_SAID),
        mentioned=_short(mentioned, _LONGEST_FAR),
    )


def _asked(situation: Mapping[str, Any]) -> str:
    labels = (text(row, "label") for row in rows(situation, "options"))
    return " ".join([text(situation, "question"), *labels])


def _short(said: Iterable[Said], longest: int) -> tuple[Said, ...]:
    return tuple(Said(one.where, normalise(one.text)[:longest]) for one in said)
