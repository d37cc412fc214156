"""What for a lawful reason cannot be done online: the only items that no online rate counts."""

from tongban.capabilities.lists.kinds.shape import (
    BASIS,
    BODY,
    CODE,
    NAME,
    Kind,
    reason_column,
)

_REASONS = {
    "secrecy": "涉及国家秘密",
    "law": "法律法规规定要当面办",
    "safety": "安全原因",
}

OFFLINE = Kind(
    "offline",
    "不能网上办理事项清单",
    "因涉密、安全或者法律法规另有规定，不能在网上办的事项；清单之外，应上尽上。",
    (NAME, CODE, BODY, reason_column("不能网上办的原因", _REASONS), BASIS),
    reasons=_REASONS,
)
