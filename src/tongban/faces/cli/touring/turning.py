"""Steps 11–13: one correction and no second, tracking without a name, withdrawal."""

from typing import Final

from tongban.faces.cli.touring.applying import (
    file_for_firm,
    hand_in,
    rule_of,
    upload_of,
)
from tongban.faces.cli.touring.deciding import OFFICER
from tongban.faces.cli.touring.example import CITIZEN, as_material
from tongban.faces.cli.touring.telling import Story, Told, told

REASON: Final = "照片看不清，请重新拍一张。"
PERSONAL: Final = {"item_name", "applicant", "parties", "values", "body_name"}


def correct_once(story: Story) -> Told:
    """What lacks is told once, with its clock; a second demand is refused."""
    _files, filed = file_for_firm(story)
    story.kept["second"] = filed.body
    guide, case_id = story.kept["guide"], filed.body.get("case_id", "")
    officer, citizen = story.city.person(OFFICER), story.city.person(CITIZEN)
    path = f"/cases/{case_id}/correction-notice"
    notice = {
        "acting_body": guide["body_id"],
        "lines": [{"material": "m3", "reason": REASON}],
    }
    asked = officer.post(path, notice)
    file = hand_in(citizen, guide, "m3")
    answer = {"materials": [as_material("m3", upload_of(file))]}
    answered = citizen.post(f"/cases/{case_id}/correction", answer)
    notice["lines"] = [{"material": "m5", "reason": REASON}]
    again = officer.post(path, notice)
    return told(
        "补正只告知一次：补齐以后，周敏想再要一份，系统不让",
        "一趟一趟补材料最磨人。法律说一次告知全部内容，数据库就只收一次告知。",
        asked,
        answered,
        again,
        ok=answered.body == "submitted" and rule_of(again) == "one_correction_notice",
        page=story.page(f"/my/cases/{case_id}"),
    )


def track(story: Story) -> Told:
    """Number and code tell the state to anybody, and nothing about a person."""
    second = story.kept["second"]
    asked = {"number": second["number"], "code": second["query_code"]}
    nobody = story.city.nobody()
    found = nobody.post("/tracking", asked)
    wrong = nobody.post("/tracking", asked | {"code": "x"})
    told_of = set(found.body) if isinstance(found.body, dict) else PERSONAL
    return told(
        "不登录也能查办到哪一步：凭编号和查询码",
        "替家里老人查一查，不用账号；只说办到哪一步，不说是谁、办什么。",
        found,
        wrong,
        ok=found.body.get("state") == "submitted"
        and wrong.is_refused
        and not told_of & PERSONAL,
        page=story.page("/track"),
    )


def withdraw(story: Story) -> Told:
    """The applicant withdraws; nobody has anything left to do."""
    guide, case_id = story.kept["guide"], story.kept["second"]["case_id"]
    withdrawn = story.city.person(CITIZEN).post(f"/cases/{case_id}/withdrawal", {})
    tried = story.city.person(OFFICER).post(
        f"/cases/{case_id}/acceptance", {"acting_body": guide["body_id"]}
    )
    return told(
        "李建国撤回第二份申请，周敏就不能再办了",
        "办不办由申请人决定；撤回以后，工作人员的待办里也没有它了。",
        withdrawn,
        tried,
        ok=withdrawn.body == "withdrawn"
        and rule_of(tried) == "no_step_outside_the_flow",
        page=story.page(f"/my/cases/{case_id}"),
    )
