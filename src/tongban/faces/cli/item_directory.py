"""`tongban items directory …`: the basic directory, its claims, its drift."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from tongban.capabilities.catalogue.commands import claim_entry, publish_entry
from tongban.capabilities.catalogue.queries import (
    get_entry,
    list_entries,
    list_proposals,
    total_directory,
)
from tongban.capabilities.catalogue.types import Basis
from tongban.capabilities.orgs.queries import find_body, find_city, list_bodies
from tongban.faces.cli.drafting import DRAFTER, officer
from tongban.faces.cli.output import REFUSED, AsJson, answer
from tongban.faces.clock import now, today
from tongban.ground.refusals import Invalid, NotFound
from tongban.plumbing.access.actor import anonymous
from tongban.plumbing.access.commands import reading
from tongban.plumbing.evidence.recording import plain

app = typer.Typer(
    no_args_is_help=True, help="基本目录：事项、认领、联动调整、要素统一。"
)

_HOST: Final = "localhost"
_MOST: Final = 100_000
PUBLISHER: Final = "tangwen"
_LEVELS: Final = {"national": "国家", "provincial": "省", "city": "市"}

Officer = Annotated[
    str, typer.Option("--as", help="由谁来做：他的登录名。", envvar="TONGBAN_OFFICER")
]
Code = Annotated[str, typer.Argument(help="基本编码，例如 000190001000。")]
Day = Annotated[
    str, typer.Option("--on", help="看哪一天的，例如 2026-11-22；不写就是今天。")
]


@app.command("list", help="基本目录里的事项：版本、认领、实施、要素统一程度。")
def show_list(
    words: Annotated[str, typer.Option(help="名称里的字，或者编码的开头。")] = "",
    level: Annotated[str, typer.Option(help="national、provincial 或 city。")] = "",
    on: Day = "",
    as_json: AsJson = False,
) -> None:
    """List the entries in force on a day."""
    actor, day = anonymous(find_city(host=_HOST)), _day(on)
    cards = list_entries(actor=actor, day=day, words=words, level=level, limit=_MOST)
    rows = [
        asdict(card) | {"uniformity": _round(card.counts.uniformity)} for card in cards
    ]
    lines = [
        f"{card.basic_code}  {card.name}（{_LEVELS[card.level]}，第 {card.number} 版）  "
        f"认领 {card.claims}、实施 {card.counts.implementations}、"
        f"未跟上 {card.counts.drift}、统一 {_per_cent(card.counts.uniformity)}"
        for card in cards
    ]
    answer({"entries": plain(rows)}, lines or ["没有这样的目录事项。"], as_json=as_json)


@app.command("show", help="一条目录事项和各单位的实施清单，逐个要素对照。")
def show_entry(code: Code, on: Day = "", as_json: AsJson = False) -> None:
    """Show an entry beside its implementations."""
    actor = anonymous(find_city(host=_HOST))
    with reading(actor):
        entry = get_entry(actor=actor, basic_code=code, day=_day(on))
        names = {body.body_id: body.name for body in list_bodies(actor=actor)}
    labels = {
        slot.key: slot.label for version in entry.versions for slot in version.slots
    }
    card = entry.card
    lines = [
        f"{card.name}（{card.basic_code}，{_LEVELS[card.level]}级目录第 {card.number} 版）"
    ]
    for one in entry.implementations:
        differing = "、".join(labels.get(key, key) for key in one.differing)
        rests = f"依据目录第 {one.rests_on} 版" if one.rests_on else "没有依据目录"
        lines.append(
            f"  {names.get(one.body_id, '')}  {one.handling_code}  {rests}，"
            f"相同 {one.equal}/{one.stated}"
            + (f"，不同：{differing}" if differing else "")
        )
    waiting = {one.body_id for one in entry.claims}
    waiting -= {one.body_id for one in entry.implementations}
    lines += [f"  {names.get(key, '')}  已认领，还没有发布" for key in waiting]
    answer(plain(asdict(entry)), lines, as_json=as_json)


@app.command(
    "drift", help="哪些实施清单还没有跟上目录的调整；都跟上了是 0，没有就以 1 退出。"
)
def show_drift(on: Day = "", as_json: AsJson = False) -> None:
    """Count what rests on an older version of its entry; exit 1 where something does."""
    actor, day = anonymous(find_city(host=_HOST)), _day(on)
    with reading(actor):
        totals = total_directory(actor=actor, day=day)
        drifting = list_entries(actor=actor, day=day, drifting=True, limit=_MOST)
    facts = {
        "entries": totals.entries,
        "claimed": totals.claimed,
        "implementations": totals.counts.implementations,
        "drift": totals.counts.drift,
        "uniformity": _round(totals.counts.uniformity),
        "drifting": [
            {"code": one.basic_code, "name": one.name, "drift": one.counts.drift}
            for one in drifting
        ],
    }
    lines = [
        *(f"{one.basic_code}  {one.name}：{one.counts.drift} 个" for one in drifting),
        (
            f"目录 {totals.entries} 条（已认领 {totals.claimed}），"
            f"实施 {totals.counts.implementations} 个，未跟上 {totals.counts.drift} 个，"
            f"要素统一指数 {_per_cent(totals.counts.uniformity)}。"
        ),
    ]
    answer(facts, lines, as_json=as_json)
    if totals.counts.drift:
        raise typer.Exit(REFUSED)


@app.command("claim", help="替一个单位认领目录里的事项。")
def claim(
    code: Code,
    *,
    body: Annotated[str, typer.Option(help="认领单位的编码，例如 AL-MARKET。")],
    login: Officer = DRAFTER,
    as_json: AsJson = False,
) -> None:
    """Claim an entry for a body."""
    who = officer(login)
    found = find_body(actor=who, code=body)
    if found is None:
        raise NotFound(f"没有“{body}”这个单位，请写单位编码，例如 AL-MARKET。")
    key = claim_entry(actor=who, basic_code=code, body_id=found.body_id, at=now())
    facts = {"claim": str(key), "code": code, "body": body}
    answer(facts, [f"{found.name}已经认领 {code}。"], as_json=as_json)


@app.command("proposals", help="目录调整后，请各单位照改的建议。")
def show_proposals(login: Officer = DRAFTER, as_json: AsJson = False) -> None:
    """List what new versions of the directory ask of the officer's bodies."""
    cards = list_proposals(actor=officer(login))
    lines = [
        f"{one.handling_code}  {one.entry_name}（目录第 {one.number} 版）："
        f"{'、'.join(one.labels)}" + ("  已采用" if one.draft_id else "")
        for one in cards
    ]
    facts = {"proposals": plain([asdict(one) for one in cards])}
    answer(facts, lines or ["没有待办的目录调整建议。"], as_json=as_json)


@app.command(
    "publish",
    help="发布一条目录事项或它的新版本（JSON 文件）；各单位的实施清单当场收到建议。",
)
def publish(
    file: Annotated[
        Path,
        typer.Argument(
            exists=True,
            dir_okay=False,
            help="basic_code、level、levels、elements、basis、effective_on。",
        ),
    ],
    login: Officer = PUBLISHER,
    as_json: AsJson = False,
) -> None:
    """Publish a version of an entry from a file."""
    told = _told(file)
    done = publish_entry(actor=officer(login), at=now(), **told)
    told_words = (
        f"第 {done.number} 版已发布；{done.proposals} 个实施清单收到调整建议，"
        f"{done.conforming} 个本来就一致。"
    )
    answer(plain(asdict(done)), [told_words], as_json=as_json)


def _told(file: Path) -> dict[str, Any]:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return {
            "basic_code": str(told["basic_code"]),
            "level": str(told["level"]),
            "levels": list(told["levels"]),
            "elements": dict(told["elements"]),
            "basis": Basis(**told["basis"]),
            "reason": str(told.get("reason", "")),
            "effective_on": date.fromisoformat(told["effective_on"]),
        }
    except (ValueError, KeyError, TypeError) as error:
        raise Invalid(
            {
                "file": "要有 basic_code、level、levels、elements、basis"
                "（title、number、rank）和 effective_on，例如 2026-12-01。"
            },
            f"读不懂 {file}。",
        ) from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else today()
    except ValueError:
        raise Invalid({"on": "日期请写成 2026-11-22 这样。"}) from None


def _round(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 4)


def _per_cent(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:.1%}"
