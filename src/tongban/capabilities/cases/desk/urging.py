"""The window urges from the case page; what the page says about it."""

from typing import Any

from django.utils.translation import gettext as _

from tongban.capabilities.cases.models.urging import LONGEST_WORDS
from tongban.capabilities.cases.queries import Urging


def urging_context(urging: Urging, typed: str, error: str) -> dict[str, Any]:
    """The panel: what was urged, and the form for whoever may urge today."""
    return {
        "urging": urging,
        "urge_label": _("催办并报首席代表") if urging.tells_chief else _("催办"),
        "urge_words": {
            "name": "words",
            "label": _("说明"),
            "type": "textarea",
            "rows": 2,
            "max_length": LONGEST_WORDS,
            "example": _("申请人明天要用，请今天给出结果。"),
            "value": typed,
            "error": error,
        },
    }
