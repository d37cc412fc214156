"""What the search page offers to narrow by: an address for each choice, with its count."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from tongban.capabilities.catalogue.searches import Cut, Found
from tongban.capabilities.catalogue.types import (
    ItemGroup,
)

LONGEST: Final = 60
MOST_CHOICES: Final = 12
NAMES: Final = tuple(field.name for field in fields(Cut))


@dataclass(frozen=True)
class Search:
    """A search as its address says it."""

    words: str
    cut: Cut
    skip: int = 0

    def address(self, **changes: str) -> str:
        """The same search, changed; another choice begins at the first page."""
        asked = {"q": self.words, **asdict(self.cut), **changes}
        return "?" + urlencode({name: value for name, value in asked.items() if value})


def read_search(asked: QueryDict) -> Search:
    """What an address asks for; whatever is unknown leaves nothing over, and says so."""
    chosen = {name: asked.get(name, "").strip()[:LONGEST] for name in NAMES}
    skip = asked.get("skip", "")
    return Search(
        words=asked.get("q", "").strip()[:LONGEST],
        cut=Cut(**chosen),
        skip=int(skip) if skip.isascii() and skip.isdigit() and len(skip) < 4 else 0,  # noqa: PLR2004  # no page lies further
    )


def _labels() -> Mapping[str, str]:
    return {
        "who": _("给谁办"),
        "theme": _("什么主题"),
        "org": _("哪个部门"),
        "level": _("哪一级"),
        "online": _("网上办到哪一步"),
        "kind": _("当场办还是等几天"),
        "venue": _("去哪个大厅"),
    }


def show_facets(search: Search, found: Found) -> dict[str, Any]:
    """The facets as the page shows them, and what is chosen."""
    chosen = asdict(search.cut)
    groups = [
        {
            "name": name,
            "label": label,
            "is_open": bool(chosen[name]),
            "choices": [
                _choice(search, name, group)
                for group in found.facets[name][:MOST_CHOICES]
            ],
        }
        for name, label in _labels().items()
        # One item left is nothing to narrow.
        if (found.total > 1 and len(found.facets[name]) > 1) or chosen[name]
    ]
    return {
        "facets": groups,
        "chips": [
            {"label": group.label, "href": search.address(**{name: ""})}
            for name in NAMES
            for group in found.facets[name]
            if chosen[name] == group.key
        ],
        "reset_href": search.address(**dict.fromkeys(NAMES, "")),
    }


def _choice(search: Search, name: str, group: ItemGroup) -> dict[str, Any]:
    is_chosen = getattr(search.cut, name) == group.key
    return {
        "label": group.label,
        "count": group.count,
        "current": is_chosen,
        "href": search.address(**{name: "" if is_chosen else group.key}),
    }
