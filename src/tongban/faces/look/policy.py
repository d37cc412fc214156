"""The content security policy: pages talk to our own server only, and nothing is inline.

Settings take `CONTENT_SECURITY_POLICY` as it stands here; nobody adds an exception
elsewhere, because one `unsafe-inline` makes the whole policy worthless.
"""

import json
from typing import Final

from csp.constants import NONE, SELF

CONTENT_SECURITY_POLICY: Final[dict[str, dict[str, list[str]]]] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "media-src": [SELF],
    }
}

# eval and script tags would be refused by the policy anyway: htmx must not try. An
# empty history cache keeps personal data out of the browser's storage.
HTMX_CONFIG: Final = json.dumps(
    {
        "includeIndicatorStyles": False,
        "allowEval": False,
        "allowScriptTags": False,
        "selfRequestsOnly": True,
        "historyCacheSize": 0,
        "responseHandling": [
            {"code": "204", "swap": False},
            {"code": "[23]..", "swap": True},
            # A form with errors comes back as 422 and must be shown, not dropped.
            {"code": "422", "swap": True, "error": False},
            {"code": "[45]..", "swap": False, "error": True},
        ],
    }
)
