"""Steps 14, 15 and 22: the window, where the same items are handled otherwise; the log."""

import time
from typing import Any, Final

from tongban.faces.cli.log import app as log_app
from tongban.faces.cli.touring.applying import CLERK, as_party
from tongban.faces.cli.touring.commanding import Ran, run_command
from tongban.faces.cli.touring.example import CITIZEN
from tongban.faces.cli.touring.telling import Story, Told, told

ELDER: Final = "zhangxiulan"
MADE: Final = 201
# The sequencer writes records into the log a moment after the act.
_WAITS: Final = (0, 2, 5, 10)


def elder_card(story: Story) -> Told:
    """An instant item: granted at the window, under a registered delegation."""
    guide = _guide(story, "老年证")
    elder = story.city.person(ELDER).get("/session").body
    body = {
        "version_id": guide["version_id"],
        "situations": {"s1": "local", "s2": "self"},
        "values": {
            "elder_name": elder["name"],
            "elder_id_type": elder["id_kind"],
            "elder_id_number": elder["id_number"],
            "elder_phone": elder["phone"],
            "elder_address": elder["address"],
            "card_form": "electronic",
        },
        "parties": [as_party(elder, "applicant")],
        "materials": [
            {"key": "m2", "received_form": "original_seen"},
            {"key": "m3", "received_form": "paper_kept"},
        ],
    }
    clerk = story.city.person(CLERK)
    taken = clerk.post(f"/windows/{story.kept['hall']}/applications", body, key=True)
    case_id = taken.body.get("case_id", "")
    handed = clerk.post(
        f"/cases/{case_id}/delivery",
        {
            "acting_body": story.kept["centre"],
            "way": "pickup",
            "shown": elder["id_number"],
        },
    )
    return told(
        "张秀兰到窗口办老年人优待证：当场办完，当场拿走",
        "民政局的委托登记在册、写明期限，窗口才有权当场办结。",
        taken,
        handed,
        ok=taken.status == MADE
        and taken.body.get("state") == "granted"
        and handed.body == "delivered",
        page=story.page(f"/desk/cases/{case_id}"),
    )


def house_transfer(story: Story) -> Told:
    """Several parties; the window accepts, because it is entrusted to."""
    guide = _guide(story, "房产过户")
    seller = story.city.person(ELDER).get("/session").body
    buyer = story.city.person(CITIZEN).get("/session").body
    body = {
        "version_id": guide["version_id"],
        "situations": {"s1": "one", "s2": "clear", "s3": "self"},
        "values": {
            "contact_name": buyer["name"],
            "contact_id_type": buyer["id_kind"],
            "contact_id_number": buyer["id_number"],
            "contact_phone": buyer["phone"],
            "certificate_number": "安（2019）青渡县不动产权第0001234号",
            "house_address": "安澜市青渡县临江街道柳堤社区河沿街15号1单元202室",
            "price": 86_000_000,
        },
        "parties": [as_party(seller, "transferor"), as_party(buyer, "transferee")],
        "materials": [
            {"key": "m2", "received_form": "original_seen"},
            {"key": "m3", "received_form": "original_seen"},
            {"key": "m4", "received_form": "paper_kept"},
        ],
    }
    taken = story.city.person(CLERK).post(
        f"/windows/{story.kept['hall']}/applications", body, key=True
    )
    case_id = taken.body.get("case_id", "")
    seen = story.city.person(ELDER).get(f"/cases/{case_id}")
    parties = [f"{row['label']}{row['name']}" for row in seen.body.get("parties", [])]
    return told(
        "张秀兰卖房给李建国：一次申请、几位当事人，窗口受委托当场受理",
        "同一个窗口：食品许可不能受理，过户能受理，差别就在登记的委托。",
        taken,
        ok=taken.status == MADE
        and taken.body.get("state") == "accepted"
        and len(parties) == len(body["parties"]),
        page=story.page(f"/desk/cases/{case_id}"),
        more=f"当事人：{'、'.join(parties)}；办结日 {taken.body.get('promised_due_on')}",
    )


def verify_log(story: Story) -> Told:
    """Everything that was just done stands in the one log, and the log adds up."""
    ran = _verify_patiently()
    return told(
        "核对全部存证日志",
        "刚才每一步都留了记录，删改一个字都会被算出来。",
        ok=ran.code == 0,
        more=f"tongban log verify\n{ran.said.strip()}",
    )


def _verify_patiently() -> Ran:
    ran = Ran(1, "")
    for wait in _WAITS:
        time.sleep(wait)
        ran = run_command(log_app, "verify")
        if ran.code == 0:
            break
    return ran


def _guide(story: Story, words: str) -> dict[str, Any]:
    nobody = story.city.nobody()
    found = nobody.get("/items", q=words).body
    guide: dict[str, Any] = nobody.get(f"/items/{found[0]['handling_code']}").body
    return guide
