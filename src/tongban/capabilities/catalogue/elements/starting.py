"""How a new document begins: from nothing with what is usual, or from an item that is there."""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any, Final

from tongban.capabilities.catalogue.elements.values import Document
from tongban.capabilities.orgs.types import BodyCard, VenueCard

# What belongs to the item itself and never to a copy of it.
_OWN: Final = frozenset(
    {
        *("name", "aliases", "org", "family", "item_type", "basic_code"),
        *("implementation_code", "handling_code", "exercise_level", "format"),
        *("listed", "plain"),
    }
)
# What is a body's, not an item's: alike in all its guides.
_OF_BODY: Final = ("place", "consult_phones", "complaint_phones", "remedies")


def copy_of(document: Document, blank: Document) -> Document:
    """A new item that begins as another one; its name, codes and plain words are its own."""
    kept = {key: value for key, value in document.items() if key not in _OWN}
    begun = blank | deepcopy(kept)
    if document.get("org") != blank.get("org"):
        # Places and remedies of another body would send people to the wrong door.
        begun |= {name: blank.get(name) for name in _OF_BODY}
    return begun


def with_usual(
    blank: Document,
    body: BodyCard,
    bodies: Sequence[BodyCard],
    venues: Iterable[VenueCard],
    told: Iterable[tuple[BodyCard, Document]],
) -> Document:
    """Places, phones and remedies as the body's other guides say, else as its record does.

    `told` are guides in force with their bodies; a neighbour in the region has the same
    government and court above it.
    """
    guides = list(told)
    own = next((said for one, said in guides if one.body_id == body.body_id), None)
    near = next(
        (said for one, said in guides if one.region_code == body.region_code), None
    )
    found: Document = {
        "place": _places(body, bodies, venues),
        "remedies": _remedies(body, bodies),
    }
    if near and near.get("remedies"):
        found["remedies"] = near["remedies"]
    if own:
        found |= {name: own[name] for name in _OF_BODY if own.get(name)}
    return blank | deepcopy(found)


def _places(
    body: BodyCard, bodies: Sequence[BodyCard], venues: Iterable[VenueCard]
) -> list[dict[str, str]]:
    """The hall of the body's region, else its own door."""
    regions = {one.body_id: one.region_code for one in bodies}
    for venue in venues:
        if regions.get(venue.body_id) == body.region_code:
            return [
                {
                    "name": venue.name,
                    "address": venue.address,
                    "hours": venue.hours,
                    "phone": venue.phone,
                }
            ]
    if not body.address:
        return []
    return [
        {"name": body.name, "address": body.address, "hours": "", "phone": body.phone}
    ]


def _remedies(body: BodyCard, bodies: Sequence[BodyCard]) -> dict[str, Any]:
    """Review by the government of the same level; which court nobody's record says."""
    court = {"court": "", "address": "", "phone": ""}
    above = [one for one in bodies if one.kind == "government"]
    same = [one for one in above if one.region_code == body.region_code]
    review = {"body": "", "address": "", "phone": ""}
    if same and same[0].body_id != body.body_id:
        review = {
            "body": same[0].name,
            "address": same[0].address,
            "phone": same[0].phone,
        }
    return {"review": review, "litigation": court}
