"""Drafting and publishing texts: two natural persons, and never a change afterwards."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.privacy.commands.writing import need_words
from tongban.capabilities.privacy.models import PrivacyPublication, PrivacyText
from tongban.capabilities.privacy.permissions import KEEP_TEXTS
from tongban.capabilities.privacy.types import (
    CONSENT,
    CONSENT_PARTS,
    NOTICE_PARTS,
    ONE_OF_ITS_KIND,
    TEXT_WORDS,
)
from tongban.ground.refusals import Invalid, MoveRefused, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

LONGEST_PART: Final = 3000
LONGEST_CODE: Final = 40
_PARTS: Final = {"notice": NOTICE_PARTS, CONSENT: CONSENT_PARTS}


@command
def draft_privacy_text(
    *,
    actor: Actor,
    kind: str,
    code: str,
    title: str,
    content: Mapping[str, Any],
    at: datetime,
) -> UUID:
    """Draft the next version of a text; it counts when somebody else has published it.

    Refuses with NotAllowed, Invalid, and with `a_privacy_text_is_whole` or
    `retention_keeps_within_the_law`.
    """
    require(actor, KEEP_TEXTS, org_id=actor.office_for(KEEP_TEXTS))
    if kind not in TEXT_WORDS:
        raise Invalid({"kind": "请选文本的种类，例如：个人信息处理告知。"})
    named = ONE_OF_ITS_KIND.get(kind, code.strip())
    if not (named.isascii() and named.replace("_", "").isalnum()):
        raise Invalid({"code": "请写同意事项的代码，小写字母和下划线，例如 survey。"})
    if len(named) > LONGEST_CODE:
        raise Invalid({"code": f"代码最长 {LONGEST_CODE} 个字母，例如 survey。"})
    heading = need_words({"title": (title, 120, "请写标题，例如：个人信息处理告知")})

    earlier = PrivacyText.objects.filter(city=actor.city, kind=kind, code=named)
    last = earlier.order_by("-number").values_list("number", flat=True).first()
    text = PrivacyText(
        city=actor.city,
        kind=kind,
        code=named,
        number=(last or 0) + 1,
        title=heading["title"],
        content=_tidy(kind, content),
        drafted_by_id=actor.natural_person,
        drafted_at=at,
    )
    text.save(force_insert=True)

    record(
        actor,
        "privacy.text.drafted",
        subject="privacy_text",
        subject_id=text.id,
        kind=kind,
        number=text.number,
    )
    return text.id


@command
def publish_privacy_text(
    *, actor: Actor, text_id: UUID, in_force_from: date, at: datetime
) -> None:
    """Let a version count from a day on; by another person than who drafted it.

    Refuses with NotAllowed, NotFound, MoveRefused where it is published already, and
    `a_privacy_text_is_published_by_another`.
    """
    require(actor, KEEP_TEXTS, org_id=actor.office_for(KEEP_TEXTS))
    if not PrivacyText.objects.filter(pk=text_id).exists():
        raise NotFound("没有找到这份文本。")
    if PrivacyPublication.objects.filter(pk=text_id).exists():
        raise MoveRefused("这一版已经公布过了，要改内容请编制新的一版。")

    PrivacyPublication(
        text_id=text_id,
        city=actor.city,
        in_force_from=in_force_from,
        published_by_id=actor.natural_person,
        published_at=at,
    ).save(force_insert=True)

    record(
        actor,
        "privacy.text.published",
        subject="privacy_text",
        subject_id=text_id,
        in_force_from=in_force_from,
    )


def _tidy(kind: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of words that a notice or consent has; other kinds are data, as they are."""
    parts = _PARTS.get(kind)
    if parts is None:
        return dict(content)
    wanted = {
        name: (str(content.get(name, "")), LONGEST_PART, f"请写“{words}”")
        for name, words in parts.items()
    }
    return dict(need_words(wanted))
