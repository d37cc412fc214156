"""Words and counts about drafts that several pages of the desk say alike."""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from tongban.capabilities.catalogue.checking.found import ERROR
from tongban.capabilities.catalogue.elements.mending import section_of
from tongban.capabilities.catalogue.elements.table import sections
from tongban.capabilities.catalogue.states import CHANGED, SUPERSEDED
from tongban.capabilities.catalogue.types import DraftCard, Finding
from tongban.capabilities.people.queries import list_staff_names
from tongban.ground.reviews import DRAFTING, PUBLISHED, SENT_BACK, TO_PUBLISH
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.text.opinions import speakers, tell_opinions

_KINDS = {
    DRAFTING: "plain",
    SENT_BACK: "danger",
    CHANGED: "warn",
    TO_PUBLISH: "ok",
    PUBLISHED: "ok",
    SUPERSEDED: "plain",
}


def stage_kind(stage: str) -> str:
    """The kind of tag a stage is shown with."""
    return _KINDS.get(stage, "info")


def errors_of(findings: Iterable[Finding]) -> list[Finding]:
    """Those that keep the draft from being handed in."""
    return [finding for finding in findings if finding.severity == ERROR]


def percent_complete(draft: DraftCard) -> int:
    """How many of the sections have nothing that must be mended, in per cent."""
    bad = {section_of(finding.where).key for finding in errors_of(draft.findings)}
    whole = len(sections())
    return 100 * (whole - len(bad)) // whole


def count_words(draft: DraftCard) -> str:
    """How many findings of each kind."""
    errors = len(errors_of(draft.findings))
    others = len(draft.findings) - errors
    said = []
    if errors:
        said.append(_("%(count)s 处要改") % {"count": errors})
    if others:
        said.append(_("%(count)s 处提醒") % {"count": others})
    return "、".join(said) or _("没有")


def gap_words(count: int) -> str:
    """How many places of a section are still empty; nothing where none is."""
    return _("这一部分还缺 %(count)s 处") % {"count": count} if count else ""


def rows_named(where: str, name: str) -> set[int]:
    """The rows of a list that a finding names, counted from nought: materials[1,3]."""
    found = re.match(rf"{re.escape(name)}\[([\d,]+)\]", where)
    return {int(number) - 1 for number in found[1].split(",")} if found else set()


def timeline_of(draft: DraftCard, actor: Actor) -> list[dict[str, Any]]:
    """All that was ever said about the draft, in order, with names."""
    people = speakers(draft.reviews)
    names = list_staff_names(actor=actor, person_ids=people)
    return tell_opinions(draft.reviews, names)
