"""The roster and the benefit items of the sample folder; gaps are left as they are."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from tongban.capabilities.agency.commands import mark_item, register_post
from tongban.capabilities.agency.queries import (
    list_firm_officers,
    list_gaps,
    list_posts,
)
from tongban.capabilities.agency.types import PostLine
from tongban.capabilities.catalogue.queries import list_guides
from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.people.queries import get_actor
from tongban.plumbing.access.actor import Actor


def load_agency(
    folder: Path,
    staff: dict[str, Any],
    logins: dict[str, UUID],
    *,
    today: date,
    at: datetime,
) -> dict[str, int]:
    """Register who serves, mark the items; a second time nothing is new."""
    path = folder / "agency.json"
    if not path.exists():
        return {}
    document = json.loads(path.read_text(encoding="utf-8"))
    firms = json.loads((folder / "firms.json").read_text(encoding="utf-8"))["firms"]
    by_person = {row["person"]: logins[row["login"]] for row in staff["logins"]}
    people = {
        key: get_actor(account_id=account, today=today)
        for key, account in by_person.items()
        if key in {row["person"] for row in document["posts"]} | {document["keeper"]}
    }
    keeper = people[document["keeper"]]
    uscc = {row["key"]: row["uscc"] for row in firms}
    posts = 0
    if not list_posts(actor=keeper, day=today):
        for row in document["posts"]:
            line = _line(row, keeper, people, uscc, today)
            register_post(actor=keeper, line=line, at=at)
            posts += 1
    officers = len(list_firm_officers(actor=keeper, day=today))
    return {
        "agents": posts,
        "firm_officers": officers if posts else 0,
        "benefit_items": _mark(document["benefits"], keeper, today=today, at=at),
    }


def _line(
    row: dict[str, Any],
    keeper: Actor,
    people: dict[str, Actor],
    uscc: dict[str, str],
    today: date,
) -> PostLine:
    bodies = {one.code: one.body_id for one in list_bodies(actor=keeper)}
    return PostLine(
        row["kind"],
        bodies[row["body"]],
        people[row["person"]].natural_person,
        today,
        today + timedelta(days=row["days"]),
        themes=tuple(row["themes"]),
        uscc=uscc.get(row.get("firm", ""), ""),
        project=row.get("project", ""),
        tag=row.get("tag", ""),
    )


def _mark(
    rows: list[dict[str, Any]], keeper: Actor, *, today: date, at: datetime
) -> int:
    known = {row.name for row in list_gaps(actor=keeper, day=today).rows}
    items = {
        guide.name: guide.item_id for guide in list_guides(actor=keeper, day=today)
    }
    marked = 0
    for row in rows:
        if row["item"] in items and row["item"] not in known:
            mark_item(
                actor=keeper,
                item_id=items[row["item"]],
                kind=row["kind"],
                paths=tuple(row["paths"]),
                at=at,
            )
            marked += 1
    return marked
