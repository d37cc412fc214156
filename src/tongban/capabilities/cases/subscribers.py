"""What cases do after a fact: the file of a paper, and words to the people concerned.

Listeners may be called twice; each is safe to repeat.
"""

from datetime import UTC, date, datetime

from tongban.capabilities.cases.commands import make_paper_file
from tongban.capabilities.cases.events import (
    CaseMoved,
    DraftPreReviewed,
    PaperIssued,
)
from tongban.capabilities.cases.paper_files import papers_actor
from tongban.capabilities.cases.queries import list_readers
from tongban.capabilities.notices.commands import tell_person
from tongban.capabilities.notices.permissions import TELL_PERSON
from tongban.capabilities.orgs.queries import system_actor_for_city
from tongban.plumbing.outbox.publishing import on

LINK = "/my/cases/{case_id}"

# What happened, in people's words: title, text. {item}, {number}, {due} are put in; of a
# special step its name, its time (told in writing: licensing law art. 45) and its result.
WORDS = {
    "submitted": (
        "收到您的申请",
        "“{item}”的申请收到了，编号 {number}。受理不受理，5 个工作日内告诉您。",
    ),
    "correction_asked": (
        "请您补正",
        "“{item}”还缺材料，编号 {number}。要补的都在告知书里，一次补齐就行。",
    ),
    "corrected": (
        "收到您的补正",
        "“{item}”补正的材料收到了，编号 {number}。受理不受理，5 个工作日内告诉您。",
    ),
    "accepted": ("受理了", "“{item}”受理了，编号 {number}。{due}"),
    "not_accepted": (
        "没有受理",
        "“{item}”没有受理，编号 {number}。为什么、找谁，都写在通知书里。",
    ),
    "special_begun": (
        "{step}开始了",
        "“{item}”开始{step}，编号 {number}。{time}。",
    ),
    "special_ended": (
        "{step}有结果了",
        "“{item}”的{step}做完了，编号 {number}。结果：{outcome}。",
    ),
    "granted": (
        "办好了",
        "“{item}”办好了，编号 {number}。怎么领结果，点开看。",
    ),
    "refused": (
        "没有办成",
        "“{item}”没有办成，编号 {number}。原因和怎么申诉，都写在决定书里。",
    ),
    "dispatched": (
        "结果寄出了",
        "“{item}”的结果寄出了，编号 {number}。快递单号点开看。",
    ),
    "withdrawn": ("您撤回了申请", "“{item}”的申请撤回了，编号 {number}。"),
    "delivered": ("结果已送达", "“{item}”的结果已经送到，编号 {number}。事情办完了。"),
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
    words = WORDS.get(fact.kind)
    if words is None:
        return
    actor = system_actor_for_city(
        name="notices", city=city, grants=frozenset({(TELL_PERSON, None)})
    )
    title, text = words
    for person_id in list_readers(actor=actor, case_id=fact.case_id):
        tell_person(
            actor=actor,
            person_id=person_id,
            title=title.format(step=fact.step_name),
            text=text.format(
                item=fact.item_name,
                number=fact.number,
                due=_due_words(fact.promised_due_on),
                step=fact.step_name,
                time=fact.step_time,
                outcome=fact.outcome,
            ),
            link=LINK.format(case_id=fact.case_id),
            fact_key=f"case_event:{fact.event_id}",
            at=fact.occurred_at,
        )


@on(DraftPreReviewed)
def tell_the_drafter(fact: DraftPreReviewed, city: str) -> None:
    """Tell whoever asked for a pre-review that the answer is there."""
    actor = system_actor_for_city(
        name="notices", city=city, grants=frozenset({(TELL_PERSON, None)})
    )
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


def _due_words(due_on: date | None) -> str:
    if due_on is None:
        return ""
    return f"{due_on.year}年{due_on.month}月{due_on.day}日前办好。"
