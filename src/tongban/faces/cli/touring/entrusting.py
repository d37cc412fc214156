"""Step 16: a relative acts for an elder by a code that counts once, until she ends it."""

from datetime import timedelta
from typing import Final

from tongban.faces.cli.touring.telling import Story, Told, told
from tongban.faces.clock import today

ELDER: Final = "zhangxiulan"
ELDERS_NAME: Final = "张秀兰"
RELATIVE: Final = "wangxiaoyan"
_DAYS: Final = timedelta(days=90)


def entrust(story: Story) -> Told:
    """The code makes one mandate, for so long; ended, nothing is left of it."""
    elder, relative = story.city.person(ELDER), story.city.person(RELATIVE)
    until = (today() + _DAYS).isoformat()
    offer = {"kind": "family", "scope_kind": "all", "scope": [], "until": until}
    given = elder.post("/mandates/offers", offer)
    code = {"name": ELDERS_NAME, "code": given.body.get("code", "")}
    taken = relative.post("/mandates", code)
    again = relative.post("/mandates", code)
    mandate = taken.body.get("mandate_id", "")
    ended = elder.discard(f"/mandates/{mandate}")
    held = relative.get("/mandates").body["held"]
    over = {row["mandate_id"] for row in held if row["ended_at"]}
    return told(
        "张秀兰给王晓燕一个代办码：只用一次，说好到哪天，随时收回",
        "老人不上网，家里人办；替谁办、办什么、到哪天，数据库逐笔核对，收回就不能再办。",
        given,
        taken,
        again,
        ended,
        ok=taken.status == 201  # noqa: PLR2004  # HTTP's own number
        and again.is_refused
        and mandate in over,
        page=story.page("/my/helpers"),
    )
