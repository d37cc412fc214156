"""What the forms of pages say: a page with several buttons is asked once for each.

Where nothing stands here a form is sent empty; a door that opens to an empty form is open.
"""

from collections.abc import Mapping
from typing import Final

Form = Mapping[str, str]
DAY: Final = "2026-12-01"
_EMPTY: Final[tuple[Form, ...]] = ({},)
# The first pair of a form names the button; it stands in the matrix behind the address.
FORMS: Final[Mapping[str, tuple[Form, ...]]] = {
    "POST /desk/cases/{case_id}/act": (
        {"act": "accept"},
        {"act": "begin_special", "step": "x1"},
        {"act": "end_special", "step": "x1", "outcome": "passed"},
        {"act": "review"},
        {"act": "grant"},
    ),
    "POST /desk/issue/{case_id}": (
        {"act": "hand", "confirm": "yes"},
        {"act": "send", "courier": "邮政特快专递", "tracking_number": "E1"},
    ),
    "POST /desk/items/{code}": (
        {"do": "draft"},
        {"do": "withdraw", "withdrawn_on": DAY, "reason": "改了。"},
        {"do": "intake", "venue": "{venue_id}", "mode": "collect", "mode_from": DAY},
        {
            "do": "delegate",
            "to_body": "{body_id}",
            "power": "accept",
            "document_number": "安函〔2026〕2号",
            "power_from": DAY,
        },
        {"do": "end_mode", "entry": "{intake_mode_id}", "last_day": DAY},
        {"do": "end_delegation", "entry": "{delegation_id}", "last_day": DAY},
    ),
    "POST /desk/items/bulk/{batch_id}": (
        {"do": "hand_in"},
        {"do": "passed"},
        {"do": "publish", "effective_on": DAY},
    ),
    "POST /desk/items/bulk": (
        {"do": "preview", "kind": "consult_phone", "before": "1", "after": "2"},
        {"do": "make", "kind": "consult_phone", "before": "1", "after": "2"},
    ),
    "POST /desk/items/words": (
        {"do": "teach", "word": "开店", "means": "食品经营"},
        {"do": "let_go", "word": "开店"},
        {"do": "usual"},
    ),
    "POST /desk/materials": ({"do": "accepted", "material": "{material_id}"},),
    "POST /desk/directory/{code}": (
        {"body": "{body_id}"},
        {"proposal": "{proposal_id}"},
    ),
    "POST /desk/lists/{release_id}/do": (
        {"do": "remove:{row_id}"},
        {"do": "derive"},
        {"do": "hand_in"},
        {"do": "discard"},
    ),
    "POST /desk/pre-reviews/{pre_review_id}": (
        {"act": "pass"},
        {"act": "return", "opinion": "缺一页。"},
    ),
    "POST /desk/wording/{kind}/{scope}/write": ({"do": "preview"}, {"do": "save"}),
    "POST /desk/items/exchange": ({"do": "report"}, {"do": "import"}),
}


def forms_of(operation: str) -> tuple[Form, ...]:
    """The forms that are sent to this operation."""
    return FORMS.get(operation, _EMPTY)


def button_of(form: Form) -> str:
    """What tells this form of an address from its sisters, fit for the matrix."""
    name, value = next(iter(form.items()), ("", ""))
    # Keys of things are the same in no two runs.
    return f"{name}={value.partition(':')[0]}" if "{" not in value[:1] else name
