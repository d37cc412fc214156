"""Steps 6–10: acceptance and its clock, two acts that the database refuses, the decision."""

from typing import Any, Final, NoReturn
from uuid import UUID

from django.db import DatabaseError, connection

from tongban.capabilities.people.queries import find_account, get_actor
from tongban.faces.cli.clock import app as clock_app
from tongban.faces.cli.operating import operator
from tongban.faces.cli.touring.calling import Exchange
from tongban.faces.cli.touring.commanding import run_command
from tongban.faces.cli.touring.example import CITIZEN
from tongban.faces.cli.touring.telling import Story, Told, told
from tongban.faces.clock import now, today
from tongban.ground.refusals import Refusal
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.work import working
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.database.refusals import refusal_from

OFFICER: Final = "zhoumin"
APPROVER: Final = "chenli"
DONE: Final = 200
_MATERIAL: Final = (
    "insert into case_material (id, city, case_id, version_id, material_id,"
    " round, received_form, copies, received_at, received_by)"
    " values (%s, %s, %s, %s, %s, 0, 'paper_kept', 1, now(), %s)"
)
_EVENT: Final = (
    "insert into case_event (id, city, case_id, seq, kind, occurred_at, recorded_at,"
    " source, actor_person, actor_name, acting_body, facts)"
    " select %s, c.city, c.id, c.last_seq + 1, 'granted', %s, now(), 'us', %s, '',"
    " c.body_id, '{}' from \"case\" c where c.id = %s"
)


def accept(story: Story) -> Told:
    """The department accepts; every day of the clock is explained."""
    case, guide = story.kept["case"], story.kept["guide"]
    market = {"acting_body": guide["body_id"]}
    accepted = story.city.person(OFFICER).post(
        f"/cases/{case['case_id']}/acceptance", market
    )
    view = story.city.person(CITIZEN).get(f"/cases/{case['case_id']}")
    explained = run_command(clock_app, "explain", case["number"])
    lines = explained.said.strip().splitlines()
    return told(
        "周敏受理：时限开始算，每一天都说得清",
        "受理的同时算出承诺和法定两个办结日；哪天计、哪天不计，谁都能重算。",
        accepted,
        ok=accepted.status == DONE
        and bool(view.body.get("promised_due_on"))
        and explained.code == 0,
        page=story.page(f"/desk/cases/{case['case_id']}"),
        more=(
            f"承诺办结日 {view.body.get('promised_due_on')}，"
            f"法定办结日 {view.body.get('statutory_due_on')}\n"
            f"tongban clock explain {case['number']}\n" + "\n".join(lines[:8])
        ),
    )


def demand_outside_guide(story: Story) -> Told:
    """A material of another item, asked with raw SQL on the application's own role."""
    case, guide = story.kept["case"], story.kept["guide"]
    nobody = story.city.nobody()
    others = nobody.get("/items", q="老年证").body
    other = nobody.get(f"/items/{others[0]['handling_code']}").body
    material = other["materials"][0]
    officer = _actor(OFFICER)
    tried = _try_in_database(
        officer,
        _MATERIAL,
        [
            new_key(),
            officer.city,
            case["case_id"],
            guide["version_id"],
            material["material_id"],
            officer.person_id,
        ],
    )
    return told(
        f"指南之外要材料：有人绕过系统，往数据库里加一份“{material['name']}”",
        "群众最反感的三件事之一。用网站自己的数据库账户写 SQL，照样写不进去。",
        tried,
        ok=tried.body.get("rule") == "material_of_the_guide",
        page=story.page(f"/desk/cases/{case['case_id']}"),
    )


def decide_alone(story: Story) -> Told:
    """Who accepted tries to decide: first through the API, then in the database."""
    case, guide = story.kept["case"], story.kept["guide"]
    path = f"/cases/{case['case_id']}"
    reviewed = story.city.person(APPROVER).post(
        f"{path}/review", {"opinion": "材料齐全，符合条件。"}
    )
    tried = story.city.person(OFFICER).post(
        f"{path}/decision", {"acting_body": guide["body_id"], "grant": True}
    )
    officer = _actor(OFFICER)
    forced = _try_in_database(
        officer, _EVENT, [new_key(), now(), officer.person_id, case["case_id"]]
    )
    return told(
        "一个人包办：受理的周敏想自己批，再想直接改数据库",
        "受理和决定必须两个人，查的是自然人，换账户也没有用。",
        reviewed,
        tried,
        forced,
        ok=reviewed.status == DONE
        and tried.is_refused
        and forced.body.get("rule") == "accept_and_decide_by_two_people",
        page=story.page(f"/desk{path}"),
    )


def decide(story: Story) -> Told:
    """Another approver signs, after the site check that the guide publishes."""
    case, guide = story.kept["case"], story.kept["guide"]
    path = f"/cases/{case['case_id']}"
    approver = story.city.person(APPROVER)
    signing = {"acting_body": guide["body_id"], "grant": True}
    skipped = approver.post(f"{path}/decision", signing)
    approver.post(f"{path}/special-steps/x1/begin", {})
    checked = approver.post(
        f"{path}/special-steps/x1/end",
        {"outcome": "passed", "opinion": "两人到场，符合要求。"},
    )
    decided = approver.post(f"{path}/decision", signing)
    citizen = story.city.person(CITIZEN)
    paper = _paper(citizen.get(path).body, "decision_granted")
    file = citizen.get(f"/papers/{paper.get('paper_id', '')}.pdf")
    return told(
        "陈立签发：现场核查没登记，批不了；登记“通过”，决定书当场生成",
        "指南公布的特殊环节谁也跳不过；文书由办理记录生成，写明依据、编号和怎么核对。",
        skipped,
        checked,
        decided,
        file,
        ok=skipped.body.get("rule") == "no_special_step_is_skipped"
        and decided.status == DONE
        and file.content.startswith(b"%PDF"),
        page=story.page(f"/papers/{paper.get('paper_id', '')}"),
        more=f"《{paper.get('title', '')}》{paper.get('number', '')}",
    )


def deliver(story: Story) -> Told:
    """The result is delivered; the citizen sees the whole way."""
    case, guide = story.kept["case"], story.kept["guide"]
    path = f"/cases/{case['case_id']}"
    delivered = story.city.person(OFFICER).post(
        f"{path}/delivery", {"acting_body": guide["body_id"], "way": "electronic"}
    )
    seen = story.city.person(CITIZEN).get(f"/case-numbers/{case['number']}")
    steps = [event["words"] for event in seen.body.get("events", [])]
    return told(
        "送达，申请人看到全过程",
        "谁、在哪、哪天办的哪一步，申请人和监督的人看到的一样。",
        delivered,
        seen,
        ok=seen.body.get("state") == "delivered",
        page=story.page(f"/my{path}"),
        more=" → ".join(steps),
    )


def _paper(view: dict[str, Any], kind: str) -> dict[str, Any]:
    papers = [row for row in view.get("papers", []) if row["kind"] == kind]
    return papers[0] if papers else {}


def _actor(login: str) -> Actor:
    account_id = find_account(actor=operator(""), login=login)
    if account_id is None:
        raise Refusal(f"没有演示账户 {login}，请用示例城市。")
    return get_actor(account_id=UUID(str(account_id)), today=today())


def _try_in_database(actor: Actor, statement: str, values: list[Any]) -> Exchange:
    """What the database refuses it with, under its rule; what it lets pass is rolled back."""
    whole = str(connection.ops.compose_sql(statement, values))  # type: ignore[attr-defined]
    try:
        with working(actor, writing=True):
            _run_and_undo(statement, values)
    except _LetPass:
        return Exchange(f"SQL {whole}", DONE, {"name": "数据库没有拒绝！"}, b"")
    except DatabaseError as error:
        refusal = refusal_from(error)
        if refusal is None:
            raise
        return _refused(whole, refusal)


def _refused(whole: str, refusal: Refusal) -> Exchange:
    body = {"title": refusal.message, "rule": refusal.rule, "source": refusal.source}
    return Exchange(f"SQL {whole}", refusal.status, body, b"")


def _run_and_undo(statement: str, values: list[Any]) -> NoReturn:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    raise _LetPass


class _LetPass(Exception):
    """The statement went through, which it must not: everything is rolled back."""
