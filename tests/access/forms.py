"""What the forms of pages say: a page with several buttons is asked once for each.

Where nothing stands here a form is sent empty; a door that opens to an empty form is open.
"""

from collections.abc import Mapping
from typing import Final

Form = Mapping[str, str]


def _day(name: str) -> dict[str, str]:
    """The three boxes of a day."""
    return {f"{name}-year": "2030", f"{name}-month": "1", f"{name}-day": "5"}


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
    "POST /desk/mandates": ({"act": "register"},),
    "POST /my/agency/new": ({"act": "ask", "items": "{item_id}", "post": "{post_id}"},),
    "POST /my/agency/{order_id}": ({"act": "stop"},),
    "POST /desk/agency/{order_id}": (
        {"do": "take"},
        {"do": "under_way"},
        {"do": "file", "case": "690121"},
        {"do": "done", "words": "办好了"},
        {"do": "given_up", "words": "自己去办"},
        {"do": "hand_on", "words": "搬家了", "post": "{post_id}"},
    ),
    "POST /desk/agency/roster": (
        {
            "do": "register",
            "kind": "village",
            "person": "{body_id}|{post_id}",
            **_day("valid_from"),
            **_day("valid_until"),
        },
        {"do": "end", "post": "{post_id}", "reason": "换届", **_day("last_day")},
    ),
    "POST /desk/agency/roster/import": ({"do": "preview"},),
    "POST /desk/agency/benefits": (
        {"do": "mark", "kind": "allowance", "code": "{handling_code}"},
    ),
    "POST /desk/readmissions": ({"do": "citizen"}, {"do": "staff"}),
    "POST /my/helpers": (
        {"act": "offer", "kind": "family", "scope": "all", **_day("until")},
        {"act": "take", "name": "张秀兰", "code": "00000000"},
        {"act": "end", "mandate": "{mandate_id}"},
    ),
    "POST /my/privacy": (
        {"act": "seen"},
        {"act": "agree", "text": "{text_id}"},
        {"act": "withdraw", "consent": "{consent_id}"},
        {"act": "ask", "kind": "access"},
    ),
    "POST /desk/privacy": (
        {"act": "done", "request": "{privacy_request_id}", "reason": "看了。"},
    ),
    "POST /desk/privacy/window": (
        {"act": "take_in", "body": "{body_id}", "kind": "access"},
    ),
    "POST /desk/privacy/texts": (
        {"act": "draft", "kind": "notice"},
        {"act": "publish", "text": "{text_id}", **_day("in_force_from")},
    ),
    "POST /desk/privacy/assessments": (
        {"act": "file", **_day("valid_from"), **_day("valid_until")},
        {"act": "approve", "assessment": "{assessment_id}"},
    ),
    "POST /desk/privacy/odd-reads": (
        {"act": "explained", "finding": "{finding_id}", "words": "问过了。"},
    ),
    "POST /desk/incidents/new": (
        {"do": "open", **_day("found_at"), "found_at_time": "09:30"},
    ),
    "POST /desk/incidents/plans": (
        {"do": "draft"},
        {"do": "publish", "plan": "{plan_id}", **_day("in_force_from")},
    ),
    "POST /desk/incidents/{incident_id}": (
        {"do": "note", "words": "看了。"},
        {"do": "done", "step": "{incident_step_id}", "words": "办了。"},
        {"do": "level", "level": "large", "words": "更多人。"},
        {"do": "close", "cause": "x", "measures": "x", "lessons": "x"},
        {"do": "reopen", "words": "又有。"},
    ),
    "POST /my/firms/{firm_id}": ({"act": "add", "name": "甲", **_day("until")},),
    "POST /desk/issue/{case_id}": (
        {"act": "hand", "confirm": "yes"},
        {"act": "send", "courier": "邮政特快专递", "tracking_number": "E1"},
    ),
    "POST /desk/items/{code}": (
        {"do": "draft"},
        {"do": "withdraw", "reason": "改了。", **_day("withdrawn_on")},
        {"do": "intake", "venue": "{venue_id}", "mode": "collect", **_day("mode_from")},
        {
            "do": "delegate",
            "to_body": "{body_id}",
            "power": "accept",
            "document_number": "安函〔2026〕2号",
            **_day("power_from"),
        },
        {"do": "end_mode", "entry": "{intake_mode_id}", **_day("last_day")},
        {"do": "end_delegation", "entry": "{delegation_id}", **_day("last_day")},
    ),
    "POST /desk/items/bulk/{batch_id}": (
        {"do": "hand_in"},
        {"do": "passed"},
        {"do": "publish", **_day("effective_on")},
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
    "POST /desk/items/questions/{question_id}": (
        {"do": "faq", "code": "{handling_code}", "asked": "带什么？", "answer": "证。"},
        {"do": "word", "word": "转学", "means": "学籍"},
        {"do": "aside", "reason": "不是政务服务事项。"},
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
    "POST /desk/items/drafts/{draft_id}/review": (
        {"outcome": "passed", "stage": "first_review"},
    ),
    "POST /desk/items/drafts/{draft_id}/publish": (
        {"do": "publish", **_day("effective_on")},
    ),
    "POST /desk/lists/{release_id}/review": (
        {"outcome": "passed", "stage": "first_review"},
    ),
    "POST /desk/lists/{release_id}/publish": (
        {"do": "publish", **_day("effective_on")},
    ),
    "POST /desk/wording/versions/{version_id}/put": (
        {"do": "put", **_day("effective_on")},
    ),
    "POST /desk/wording/versions/{version_id}/end": (
        {"do": "end", **_day("effective_on")},
    ),
    "POST /desk/wording/{kind}/{scope}/write": ({"do": "preview"}, {"do": "save"}),
    "POST /my/sign-ins": ({"act": "others"},),
    "POST /my/systems": (
        {"act": "withdraw", "consent": "00000000-0000-7000-8000-000000000000"},
    ),
    "POST /my/links": (
        {"act": "unlink", "link": "00000000-0000-7000-8000-000000000000"},
    ),
    "POST /inside/requests": ({"act": "scan"},),
    "POST /desk/systems/apps/{app_id}": (
        {"act": "stand", "state": "to_merge", **_day("due_on")},
        {"act": "end"},
    ),
    "POST /desk/systems/{client_id}": (
        {"act": "secret"},
        {"act": "cover"},
        {"act": "end"},
    ),
    "POST /desk/systems/logins/{login_id}": ({"act": "close"},),
    "POST /desk/rights/postings": (
        {
            "do": "grant",
            "login": "{login}",
            "body": "{body_id}",
            "role": "officer",
            "document_number": "安政数〔2026〕3号",
            **_day("valid_from"),
        },
        {
            "do": "end",
            "posting": "{posting_id}",
            "reason": "调离",
            **_day("last_day"),
        },
    ),
    "POST /desk/rights/roles": (
        {
            "role": "own_clerk",
            "title": "档案员",
            "permissions": "cases.case.see",
            "document_number": "安政数〔2026〕3号",
            "reason": "分工",
        },
    ),
    "POST /desk/rights/requests": (
        {"do": "declined", "request": "{request_id}", "reason": "再想想"},
    ),
    "POST /desk/rights/review": (
        {"do": "keep", "posting": "{posting_id}", "reason": "还要用"},
    ),
    "POST /desk/rights/stand-ins": (
        {
            "do": "arrange",
            "kind": "leave",
            "body": "{body_id}",
            "person": "{login}",
            "deputy": "{login}",
            "reason": "年休假",
            **_day("first"),
            **_day("last"),
        },
        {
            "do": "recall",
            "stand_in": "{stand_in_id}",
            "reason": "返岗",
            **_day("back_on"),
        },
        {
            "do": "hand_over",
            "body": "{body_id}",
            "person": "{login}",
            "successor": "{login}",
            "document_number": "安政数〔2026〕3号",
            "reason": "调离",
            **_day("from_day"),
        },
    ),
    "POST /desk/rights/chiefs": (
        {
            "do": "register",
            "body": "{body_id}",
            "login": "{login}",
            "rank": "county",
            "duty": "局长",
            "document_number": "安组〔2026〕1号",
            **_day("first"),
        },
    ),
    "POST /desk/rights/certificates": (
        {"do": "issue", "login": "{login}", "body": "{body_id}", **_day("until")},
    ),
    "POST /desk/bodies/changes": ({"do": "declined", "change": "{change_id}"},),
    "POST /desk/bodies/of/{code}": (
        {"do": "close"},
        {"do": "items", "to": "{body_id}", "reason": "x"},
    ),
    "POST /desk/bodies/import": ({"do": "preview"},),
    "POST /desk/bodies/pilots": ({"do": "set"},),
    "POST /desk/bodies/sheets": ({"do": "scheme"},),
    "POST /desk/networks/accesses": (
        {
            "do": "record",
            "body": "{body_id}",
            "network": "extranet",
            "line": "leased",
            **_day("since"),
        },
        {"do": "void", "replaces": "{access_id}"},
    ),
    "POST /desk/networks/import": ({"do": "preview"},),
    "POST /desk/networks/links": (
        {
            "do": "record",
            "network": "tax",
            "state": "planned",
            "body": "{body_id}",
            **_day("since"),
        },
    ),
    "POST /desk/networks/packages": (
        {"do": "send", "to": "内网"},
        {"do": "receive"},
        {"do": "answer"},
    ),
    "POST /desk/networks/resources/new": (
        {
            "do": "draft",
            "code": "x1",
            "name": "甲",
            "about": "乙",
            "keeper": "{body_id}",
        },
    ),
    "POST /desk/networks/resources/{resource_id}": (
        {"do": "publish", **_day("in_force_from")},
    ),
    "POST /desk/items/exchange": ({"do": "report"}, {"do": "import"}),
}


def forms_of(operation: str) -> tuple[Form, ...]:
    """The forms that are sent to this operation."""
    return FORMS.get(operation, _EMPTY)


def button_of(form: Form) -> str:
    """What tells this form of an address from its sisters, fit for the matrix."""
    if not form:
        return ""
    name, value = next(iter(form.items()))
    # Keys of things are the same in no two runs.
    return name if value.startswith("{") else f"{name}={value.partition(':')[0]}"


_PHONE: Final = {
    "kind": "consult_phone",
    "said": {"before": "0699-6012345", "after": "0699-6055555"},
}
# What the shape of a body leaves open, where anything else would be refused as nonsense.
BODIES: Final[Mapping[str, Mapping[str, object]]] = {
    "POST /api/v1/bulk-changes": _PHONE,
    "POST /api/v1/bulk-changes/preview": _PHONE,
    "POST /api/v1/open-questions/{question_id}/answer": {
        "kind": "set_aside",
        "reason": "不是政务服务事项。",
    },
    "POST /api/v1/paper-wordings/message-preview": {"kind": "sms_accepted"},
    "POST /api/v1/bodies/of/{code}/items-to-successor": {"to": "CIVIL"},
    "POST /api/v1/list-releases": {"kind": "licences"},
    "POST /api/v1/networks/links": {"network": "tax", "state": "planned"},
    "POST /api/v1/data-resources": {"code": "x2", "links": {}},
    "POST /api/v1/material-catalogue/{material_id}/answer": {"answer": "accepted"},
    "POST /api/v1/directory/{basic_code}/versions": {
        "level": "national",
        "basis_rank": "rule",
    },
}
