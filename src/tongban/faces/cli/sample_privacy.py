"""Texts about personal data of the sample folder: drafted by one, published by another."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.people.queries import get_actor
from tongban.capabilities.privacy.commands import (
    draft_privacy_text,
    publish_privacy_text,
)
from tongban.capabilities.privacy.queries import find_text_in_force
from tongban.ground.refusals import Invalid

ROLE: Final = "privacy_officer"


def load_privacy(
    folder: Path,
    staff: dict[str, Any],
    logins: dict[str, UUID],
    *,
    today: date,
    at: datetime,
) -> int:
    """Publish what is not in force yet; a folder without texts has none."""
    path = folder / "privacy.json"
    if not path.exists():
        return 0
    drafter, publisher = (
        get_actor(account_id=key, today=today) for key in _office(staff, logins)
    )
    published = 0
    for text in json.loads(path.read_text(encoding="utf-8"))["texts"]:
        kind, code = text["kind"], text["code"]
        if find_text_in_force(actor=drafter, kind=kind, code=code, day=today):
            continue
        key = draft_privacy_text(
            actor=drafter,
            kind=kind,
            code=code,
            title=text["title"],
            content=text["content"],
            at=at,
        )
        publish_privacy_text(actor=publisher, text_id=key, in_force_from=today, at=at)
        published += 1
    return published


def _office(staff: dict[str, Any], logins: dict[str, UUID]) -> list[UUID]:
    """The accounts of two who look after personal data."""
    by_person = {row["person"]: row["login"] for row in staff["logins"]}
    people = [row["person"] for row in staff["postings"] if row["role"] == ROLE]
    keys = [logins[by_person[person]] for person in people]
    if len(keys) < len(("drafter", "publisher")):
        raise Invalid({ROLE: "个人信息保护岗要有两个人，请核对 staff.json。"})
    return keys[:2]
