"""What accounts do after a fact: a person reads that their account was opened anew."""

from tongban.capabilities.accounts.events import AccountReadmitted
from tongban.capabilities.notices.commands import tell_person
from tongban.capabilities.notices.permissions import TELL_PERSON
from tongban.capabilities.orgs.queries import system_actor_for_city
from tongban.plumbing.outbox.publishing import on


@on(AccountReadmitted)
def tell_that_it_was_opened(fact: AccountReadmitted, city: str) -> None:
    """Whoever did not ask for it has to learn of it."""
    actor = system_actor_for_city(
        name="notices", city=city, grants=frozenset({(TELL_PERSON, None)})
    )
    tell_person(
        actor=actor,
        person_id=fact.person_id,
        title="您的账号办过找回",
        text=(
            "工作人员当面核对以后，给您的账号办了找回：原来的手机号、两步验证和恢复码都停用了，"
            "所有设备都退出了。不是您本人办的，请马上拨打 12345 或者到窗口说明。"
        ),
        link="/my/sign-ins",
        fact_key=f"readmission:{fact.readmission_id}",
        at=fact.readmitted_at,
    )
