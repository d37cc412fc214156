"""`tongban items bulk …`: one change for many items, and its way to publication."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from tongban.capabilities.catalogue.commands import make_bulk_change
from tongban.capabilities.catalogue.commands.batching import (
    hand_in_batch,
    publish_batch,
    review_batch,
)
from tongban.capabilities.catalogue.queries import (
    Chosen,
    change_of,
    get_bulk_change,
    preview_bulk_change,
)
from tongban.capabilities.catalogue.types.batches import Outcome
from tongban.capabilities.orgs.queries import find_body
from tongban.faces.cli.drafting import DRAFTER, officer
from tongban.faces.cli.output import REFUSED, AsJson, answer
from tongban.faces.clock import now, today
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor

app = typer.Typer(
    no_args_is_help=True, help="批量调整：一处改动，用到很多事项上，逐个审查、发布。"
)

Officer = Annotated[
    str, typer.Option("--as", help="由谁来做：他的登录名。", envvar="TONGBAN_OFFICER")
]
Told = Annotated[
    Path,
    typer.Argument(
        exists=True,
        dir_okay=False,
        help='JSON 文件，例如 {"kind": "consult_phone", "said": {"before": "…", "after": "…"},'
        ' "body": "AL-MARKET", "reason": "大厅换了电话"}。',
    ),
]
Key = Annotated[UUID, typer.Argument(help="这一批的编号。")]


@app.command("preview", help="看每个事项会改成什么；什么也不写。")
def preview(file: Told, login: Officer = DRAFTER, as_json: AsJson = False) -> None:
    """Old and new of every item that the change touches, with findings."""
    actor, told = officer(login), _read(file)
    shown = preview_bulk_change(
        actor=actor,
        chosen=_chosen(actor, told),
        change=change_of(told["kind"], told["said"]),
        day=today(),
    )
    lines = [
        f"{row.handling_code}  {row.name}  {one.where}：{one.was} → {one.becomes}"
        for row in shown.rows
        for one in row.changes
    ]
    lines += [
        f"{row.handling_code}  要改：{one.message}"
        for row in shown.rows
        for one in row.errors
    ]
    facts = {
        "change": shown.words,
        "items": [asdict(row) for row in shown.rows],
        "untouched": shown.untouched,
    }
    answer(facts, lines, as_json=as_json)
    if any(row.errors for row in shown.rows):
        raise typer.Exit(REFUSED)


@app.command("make", help="给每个事项各起一份草稿；有问题的事项不在内。")
def make(file: Told, login: Officer = DRAFTER, as_json: AsJson = False) -> None:
    """Drafts of the items named in the file, else of all that the change leaves sound."""
    actor, told = officer(login), _read(file)
    change = change_of(told["kind"], told["said"])
    codes = told.get("codes")
    if codes is None:
        shown = preview_bulk_change(
            actor=actor, chosen=_chosen(actor, told), change=change, day=today()
        )
        codes = [row.handling_code for row in shown.rows if not row.errors]
    batch_id = make_bulk_change(
        actor=actor,
        codes=codes,
        change=change,
        reason=str(told.get("reason") or ""),
        at=now(),
    )
    show(batch_id, login, as_json)


@app.command("show", help="一批里的事项各到哪一步。")
def show(batch_id: Key, login: Officer = DRAFTER, as_json: AsJson = False) -> None:
    """The batch and where each of its drafts stands."""
    batch = get_bulk_change(actor=officer(login), batch_id=batch_id)
    stages = Counter(draft.stage for draft in batch.drafts)
    facts = asdict(batch.card) | {
        "stages": dict(stages),
        "drafts": [
            {"draft_id": one.draft_id, "name": one.name, "stage": one.stage}
            for one in batch.drafts
        ],
    }
    lines = [f"{batch.card.batch_id}  {batch.card.words}（{batch.card.reason}）"]
    lines += [f"{one.name}  {one.stage}" for one in batch.drafts]
    answer(facts, lines, as_json=as_json)


@app.command("hand-in", help="整批送审；有问题的留下，写明原因。")
def hand_in(batch_id: Key, login: Officer = DRAFTER, as_json: AsJson = False) -> None:
    """Every draft that waits for its drafter."""
    done = hand_in_batch(actor=officer(login), batch_id=batch_id, at=now())
    _tell(done, as_json=as_json)


@app.command("review", help="整批审查：每个事项各记一条意见。")
def review(  # what a reviewer says is all of this
    batch_id: Key,
    login: Annotated[str, typer.Option("--as", help="审查人的登录名。")],
    outcome: Annotated[str, typer.Option(help="passed 或 returned。")] = "passed",
    opinion: Annotated[str, typer.Option(help="意见；退回必须写。")] = "",
    as_json: AsJson = False,
) -> None:
    """One word for every draft that waits for this person."""
    actor = officer(login)
    batch = get_bulk_change(actor=actor, batch_id=batch_id)
    done = review_batch(
        actor=actor,
        batch_id=batch_id,
        outcome=outcome,
        opinion=opinion,
        seen={draft.draft_id: draft.digest for draft in batch.drafts},
        at=now(),
    )
    _tell(done, as_json=as_json)


@app.command("publish", help="把三道审查都通过的逐个发布。")
def publish(
    batch_id: Key,
    login: Annotated[str, typer.Option("--as", help="发布人的登录名。")],
    on: Annotated[str, typer.Option("--on", help="从哪一天起，例如 2026-12-01。")] = "",
    as_json: AsJson = False,
) -> None:
    """Item by item."""
    done = publish_batch(
        actor=officer(login), batch_id=batch_id, effective_on=_day(on), at=now()
    )
    _tell(done, as_json=as_json)


def _tell(outcomes: Iterable[Outcome], *, as_json: bool) -> None:
    listed = list(outcomes)
    refused = [one for one in listed if one.refusal]
    facts = {
        "done": len(listed) - len(refused),
        "refused": [asdict(one) for one in refused],
    }
    lines = [f"{one.name}  {one.refusal or '办好了'}" for one in listed]
    answer(facts, lines, as_json=as_json)
    if refused:
        raise typer.Exit(REFUSED)


def _read(file: Path) -> dict[str, Any]:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        told = None
    if not isinstance(told, dict) or not isinstance(told.get("said"), dict):
        raise Invalid(
            {
                "file": "文件要是 JSON，写明 kind 和 said，例如 "
                '{"kind": "consult_phone", "said": {"before": "…", "after": "…"}}。'
            }
        )
    return told | {"kind": str(told.get("kind") or "")}


def _chosen(actor: Actor, told: dict[str, Any]) -> Chosen:
    code = str(told.get("body") or "")
    body = find_body(actor=actor, code=code) if code else None
    if code and body is None:
        raise Invalid({"body": "没有这个单位，请写机关编码，例如 AL-MARKET。"})
    return Chosen(
        body.body_id if body else None,
        str(told.get("item_type") or ""),
        str(told.get("theme") or ""),
    )


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said) if said else today()
    except ValueError:
        raise Invalid({"on": "请写日期，例如 2026-12-01。"}) from None
