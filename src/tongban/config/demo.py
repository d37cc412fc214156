"""Sign-ins of the sample city: passwords are made at first start and stand in one file."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from tongban.config.places import write_privately

# Without letters that are taken for one another when read aloud or from paper.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 3, 4

# What each post can do today; posts whose pages come with a later release say so.
_LATER = "还没有自己的页面，随后续版本提供；现在登录只看得到空的待办"
_CAN = {
    "citizen": "在网上申请、补正、撤回，看办件和文书",
    "clerk": "综合收件（窗口），出件发证",
    "officer": "受理、补正、审查、出件",
    "approver": "作决定、签发",
    "catalogue_drafter": "编制和导入事项，送审",
    "catalogue_first_reviewer": "初审事项",
    "catalogue_legality_reviewer": "事项的合法性审查",
    "catalogue_gatekeeper": "事项把关",
    "catalogue_publisher": "发布事项",
    "paper_editor": "改写本单位的打印模板",
    "paper_approver": "启用本单位的打印模板",
    "city_paper_editor": "改写全市通用的打印模板",
    "city_paper_approver": "启用全市通用的打印模板",
    "system_administrator": "确认危险操作（岗位和权限），公布数据安全措施和应急预案",
    "security_administrator": "授予和结束岗位、调整角色、登记首席事务代表，登记网络接入、编制数据安全措施，处置安全事件",
    "audit_administrator": "复核岗位授权，确认危险操作，看异常查看，看和关闭事件单",
    "privacy_officer": "公布个人信息告知，答复个人信息请求，登记影响评估",
    "organisation_drafter": "起草机构的更名、合并、拆分、撤销，导入机构和区划",
    "organisation_approver": "审定机构变动，公布考核表",
    "assistance_agent": "接代办单，替本村、本社区的人代办",
    "assistance_keeper": "登记代办员和帮办专员，看代办单，标注老年人待遇事项",
    "supervisor": _LATER,
    "auditor": "还没有自己的页面；用命令核准销毁、核对存证：tongban purge list",
    "operator": "收发内外网交换包；用命令提出销毁：tongban purge propose",
}

_HEADER = """\
# 示例城市（安澜市）的演示账户。密码在第一次启动时随机生成，只保存在这个文件里。
# 登录名<TAB>密码<TAB>说明
"""


@dataclass(frozen=True)
class DemoAccount:
    """One sign-in."""

    login: str
    password: str
    description: str


def make_accounts(sample: Path) -> list[DemoAccount]:
    """A password for every login that the sample city names."""
    staff = json.loads((sample / "staff.json").read_text())
    citizens = json.loads((sample / "citizens.json").read_text())
    # Of several posts the one that deals with people is what somebody is known by.
    order = list(_CAN)
    held = sorted(
        staff["postings"], key=lambda one: order.index(one["role"]), reverse=True
    )
    posts = {posting["person"]: posting for posting in held}
    made = []
    for people, usual in ((citizens, "办事人"), (staff, "工作人员")):
        names = {person["key"]: person["name"] for person in people["people"]}
        for login in people["logins"]:
            post = posts.get(login["person"], {"title": usual, "role": "citizen"})
            name, can = names[login["person"]], _CAN[post["role"]]
            words = f"{name}（{post['title']}）：{can}"
            made.append(DemoAccount(login["login"], _password(), words))
    return made


def write_accounts(path: Path, accounts: list[DemoAccount]) -> None:
    """Write the file, 0600."""
    lines = [
        f"{account.login}\t{account.password}\t{account.description}\n"
        for account in accounts
    ]
    write_privately(path, _HEADER + "".join(lines))


def read_accounts(path: Path) -> list[DemoAccount]:
    """Read the file; none when it is not there."""
    if not path.exists():
        return []
    lines = path.read_text().splitlines()
    parts = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [DemoAccount(*part) for part in parts]


def _password() -> str:
    groups = (
        "".join(secrets.choice(_LETTERS) for _letter in range(_GROUP))
        for _group in range(_GROUPS)
    )
    return "-".join(groups)
