"""Who may look at the registers: whoever of the staff, for what the wall shows them."""

from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.actor import Actor


def ask_for_staff(actor: Actor) -> None:
    """Refuses with NotAllowed whoever is no member of staff, or not of the system itself."""
    if actor.kind not in {"staff", "system"}:
        raise NotAllowed(
            "网络和数据安全台账供工作人员查看，请用工作账号登录。", turn_to="登录"
        )
