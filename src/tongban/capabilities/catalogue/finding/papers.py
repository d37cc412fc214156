"""Which entries of the material catalogue answer a name that somebody typed, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from tongban.capabilities.catalogue.finding.alike import ALIKE, bare, most_alike
from tongban.capabilities.catalogue.finding.words import (
    initials,
    normalise,
    spelling,
    syllables,
)

_LIKE: Final = 9
# Two signs stand in too many names to mean one of them.
_SHORTEST: Final = 2


@dataclass(frozen=True)
class Paper:
    """An entry as it is looked for: by its code, its name, and what else it is called."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fit:
    """How well an entry answers: smaller is better, and why where its name does not say it."""

    rank: float
    why: str = ""


def fit_of(
    said: str, paper: Paper, synonyms: Mapping[str, Iterable[str]]
) -> Fit | None:
    """How the entry answers what was typed, or None where it does not."""
    typed = normalise(said)
    if not typed:
        return Fit(0)
    return (
        _by_name(typed, paper, exactly=True)
        or _by_synonym(bare(said), paper, synonyms)
        or _by_name(typed, paper, exactly=False)
        or _by_sound(typed, paper)
        or _by_likeness(said, paper)
    )


def _by_name(typed: str, paper: Paper, *, exactly: bool) -> Fit | None:
    """The code or a name, whole; or a part of one."""
    code, name = normalise(paper.code), normalise(paper.name)
    if exactly:
        if typed in {code, name} or bare(typed) == bare(paper.name):
            return Fit(0)
        same = {typed, bare(typed)}
        also = next((one for one in paper.aliases if normalise(one) in same), "")
        return Fit(1, _also(also)) if also else None
    if name.startswith(typed) or code.startswith(typed):
        return Fit(3)
    if typed in name:
        return Fit(4)
    also = next((one for one in paper.aliases if typed in normalise(one)), "")
    return Fit(5, _also(also)) if also else None


def _by_synonym(
    typed: str, paper: Paper, synonyms: Mapping[str, Iterable[str]]
) -> Fit | None:
    """The typed name with a word of the people replaced by one that the search is taught."""
    for word, means in synonyms.items():
        if word not in typed:
            continue
        for mean in means:
            meant, name = normalise(typed.replace(word, mean)), normalise(paper.name)
            if meant == name or (len(meant) > _SHORTEST and meant in name):
                return Fit(2 if meant == name else 5, f"“{word}”也说“{mean}”")
    return None


def _by_sound(typed: str, paper: Paper) -> Fit | None:
    if not typed.isascii():
        return None
    for at, name in enumerate((paper.name, *paper.aliases)):
        sounds = syllables(normalise(name))
        why = _also(name) if at else ""
        if typed in initials(sounds) or typed in "".join(sounds):
            return Fit(6, why)
        if typed in spelling(sounds):
            return Fit(7, why)
    return None


def _by_likeness(said: str, paper: Paper) -> Fit | None:
    alike = most_alike(said, (paper.name, *paper.aliases))
    return Fit(_LIKE - alike, "名称相近") if alike >= ALIKE else None


def _also(name: str) -> str:
    return f"也叫“{name}”"
