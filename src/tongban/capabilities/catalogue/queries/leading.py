"""Questions that lead to the right item (CNS-04), over the items in force on a day."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from tongban.capabilities.catalogue.finding.leading import (
    SKIPPED,
    Keys,
    left_by,
    next_question,
)
from tongban.capabilities.catalogue.queries.cutting import LABELS, keys_of
from tongban.capabilities.catalogue.queries.in_force import Listed, in_force
from tongban.capabilities.catalogue.searches import Choice, Leading
from tongban.capabilities.catalogue.wording import WANT_LABELS
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

ASKED: Final = ("who", "theme", "want", "kind", "online", "level", "org")


@query
def lead_to_items(*, actor: Actor, day: date, answers: Mapping[str, str]) -> Leading:
    """The next question, with what each answer leaves; or the few items that are left.

    `answers` are by facet, in the order in which they were given; `unsure` skips one.
    """
    items = in_force(actor, day)
    standing = [_keys(one) for one in items.listed]
    labels = {**LABELS, "org": items.bodies}
    known = {name: said for name, said in answers.items() if name in ASKED and said}
    left = [items.listed[at] for at in left_by(known, standing)]
    found = next_question(known, standing)
    choices: tuple[Choice, ...] = ()
    if found is not None:
        name, counted = found
        named = labels.get(name, {})
        choices = tuple(
            Choice(key, named.get(key, key), count)
            for key, count in sorted(
                counted.items(), key=lambda pair: (-pair[1], pair[0])
            )
        )
    return Leading(
        facet=found[0] if found else "",
        choices=choices,
        answered=tuple(
            (
                name,
                said,
                "" if said == SKIPPED else labels.get(name, {}).get(said, said),
            )
            for name, said in known.items()
        ),
        items=() if found else tuple(one.summary for one in left),
        left=len(left),
    )


def _keys(listed: Listed) -> Keys:
    # Several types are one thing to people: the words are the key, as with themes.
    return {
        **keys_of(listed),
        "want": frozenset({WANT_LABELS[listed.summary.item_type]}),
    }
