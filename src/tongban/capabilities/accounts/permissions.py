"""What can be granted about accounts."""

from tongban.capabilities.people.permissions import LOAD_PEOPLE, REGISTER_PERSON
from tongban.plumbing.access.actor import Actor, system
from tongban.plumbing.access.permissions import permission

KEEP_OWN_SIGN_INS = permission("accounts.session.keep", "查看和退出自己的登录")
REGISTER_ONLINE = permission("accounts.account.register", "办理网上注册")
READMIT_CITIZEN = permission(
    "accounts.citizen.readmit", "窗口给办事人找回账号（当面核对本人）"
)
READMIT_STAFF = permission(
    "accounts.staff.readmit", "提出给工作人员找回账号（另一名管理员确认）"
)


def registrar(city: str) -> Actor:
    """The named system actor that makes accounts, with nothing else."""
    needed = (REGISTER_ONLINE, REGISTER_PERSON, LOAD_PEOPLE)
    return system(
        "registration", city=city, grants=frozenset((one, None) for one in needed)
    )
