"""What cases do after a fact: the file of a paper, and words to the people concerned.

Listeners may be called twice; each is safe to repeat.
"""

from datetime import UTC, datetime

from tongban.capabilities.cases.commands import make_paper_file
from tongban.capabilities.cases.events import (
    CaseMoved,
    CaseUrged,
    DraftPreReviewed,
    PaperIssued,
)
from tongban.capabilities.cases.paper_files import papers_actor
from tongban.capabilities.cases.queries import (
    get_body_of_case,
    list_handlers,
    list_principals_of_step,
    list_readers,
)
from tongban.capabilities.notices.commands import tell_person
from tongban.capabilities.notices.permissions import TELL_PERSON
from tongban.capabilities.notices.types import MessageWords
from tongban.capabilities.orgs.queries import system_actor_for_city
from tongban.capabilities.wording.queries import words_in_force
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.outbox.publishing import on
from tongban.plumbing.papers.messages import fill_message
from tongban.plumbing.text.days import day_words

LINK = "/my/cases/{case_id}"

# What happened, as the heading of a message; {step} is put in. Its text is the kind's of
# the same name (`papers/messages.py`), in the words that its office put in force.
TITLES = {
    "submitted": "收到您的申请",
    "correction_asked": "请您补正",
    "corrected": "收到您的补正",
    "accepted": "受理了",
    "not_accepted": "没有受理",
    "special_begun": "{step}开始了",
    "special_ended": "{step}有结果了",
    "granted": "办好了",
    "refused": "没有办成",
    "dispatched": "结果寄出了",
    "withdrawn": "您撤回了申请",
    "delivered": "结果已送达",
}
# What another did by mandate, told to those for whom it was done.
DONE_FOR = {
    "submitted": "替您提交了申请",
    "corrected": "替您交了补正",
    "withdrawn": "替您撤回了申请",
}


@on(PaperIssued)
def make_its_file(fact: PaperIssued, city: str) -> None:
    """Make the file before anybody opens it."""
    make_paper_file(
        actor=papers_actor(city), paper_id=fact.paper_id, at=datetime.now(UTC)
    )


@on(CaseMoved)
def tell_its_people(fact: CaseMoved, city: str) -> None:
    """Tell everybody to whom the application belongs what happened; review is internal."""
    title = TITLES.get(fact.kind)
    if title is None:
        return
    actor = _teller(city)
    day = fact.occurred_at.astimezone(OFFICE_ZONE).date()
    _tell_principals(actor, fact)
    people = list_readers(actor=actor, case_id=fact.case_id, day=day)
    if not people:
        return
    body = get_body_of_case(actor=actor, case_id=fact.case_id)
    kind = f"sms_{fact.kind}"
    words = words_in_force(
        actor=actor,
        kind=kind,
        body_id=body.body_id,
        day=day,
    )
    text = fill_message(kind, _values(fact, body.name), words.blocks)
    for person_id in people:
        # Should other words come into force in between, the database refuses, and the
        # fact is heard again.
        tell_person(
            actor=actor,
            person_id=person_id,
            title=title.format(step=fact.step_name),
            text=text,
            link=LINK.format(case_id=fact.case_id),
            fact_key=f"case_event:{fact.event_id}",
            at=fact.occurred_at,
            words=MessageWords(kind, body.body_id, words.version_id),
        )


def _tell_principals(actor: Actor, fact: CaseMoved) -> None:
    """Whoever did not act themselves learns who did, and how to stop it."""
    done = DONE_FOR.get(fact.kind)
    if done is None:
        return
    for person_id, agent in list_principals_of_step(
        actor=actor, event_id=fact.event_id
    ):
        tell_person(
            actor=actor,
            person_id=person_id,
            title=f"{agent}{done}",
            text=f"{agent}{done}：“{fact.item_name}”，编号 {fact.number}。"
            "不是您同意的，请马上到“请家人代办”或者“企业空间”收回授权。",
            link=LINK.format(case_id=fact.case_id),
            fact_key=f"acted_for:{fact.event_id}",
            at=fact.occurred_at,
        )


@on(DraftPreReviewed)
def tell_the_drafter(fact: DraftPreReviewed, city: str) -> None:
    """Tell whoever asked for a pre-review that the answer is there."""
    actor = _teller(city)
    words = "可以提交了" if fact.passed else "有几处要改，意见点开看"
    tell_person(
        actor=actor,
        person_id=fact.person_id,
        title="预审有答复了",
        text=f"“{fact.item_name}”的预审有答复了：{words}。",
        link=f"/apply/{fact.handling_code}",
        fact_key=f"pre_review:{fact.pre_review_id}",
        at=fact.answered_at,
    )


@on(CaseUrged)
def tell_who_works_on_it(fact: CaseUrged, city: str) -> None:
    """Tell those who work on a case that the window which took it in waits for it."""
    actor = _teller(city)
    day = fact.urged_at.astimezone(OFFICE_ZONE).date()
    due = day_words(fact.promised_due_on) if fact.promised_due_on else ""
    promised = f"承诺 {due}前办好。" if due else ""
    for person_id in list_handlers(actor=actor, case_id=fact.case_id, day=day):
        tell_person(
            actor=actor,
            person_id=person_id,
            title="窗口催办",
            text=f"“{fact.item_name}”（{fact.number}）{promised}"
            f"{fact.at_body}的窗口请您抓紧办理，说明见办件页。",
            link=f"/desk/cases/{fact.case_id}",
            fact_key=f"case_urge_work:{fact.urge_id}:{person_id}",
            at=fact.urged_at,
        )


@on(CaseUrged)
def tell_the_chief(fact: CaseUrged, city: str) -> None:
    """Tell the chief representative which case of the department is past its promised day."""
    if fact.told_id is None:
        return
    actor = _teller(city)
    due = day_words(fact.promised_due_on) if fact.promised_due_on else ""
    tell_person(
        actor=actor,
        person_id=fact.told_id,
        title="窗口催办：超过承诺时限",
        text=f"“{fact.item_name}”（{fact.number}）承诺 {due}前办好，现在已经超过。"
        f"{fact.at_body}的窗口报给您，请督促经办人尽快办理，说明见办件页。",
        link=f"/desk/cases/{fact.case_id}",
        fact_key=f"case_urge:{fact.urge_id}",
        at=fact.urged_at,
    )


def _teller(city: str) -> Actor:
    return system_actor_for_city(
        name="notices", city=city, grants=frozenset({(TELL_PERSON, None)})
    )


def _values(fact: CaseMoved, organ: str) -> dict[str, object]:
    return {
        "organ": organ,
        "item_name": fact.item_name,
        "case_number": fact.number,
        "due_on": fact.promised_due_on,
        "step_name": fact.step_name,
        "step_time": fact.step_time,
        "outcome": fact.outcome,
    }
