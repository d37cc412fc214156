"""Texts and assessments about personal data of the sample folder: each by two people."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.people.queries import get_actor
from tongban.capabilities.privacy.commands import (
    approve_assessment,
    draft_privacy_text,
    file_assessment,
    publish_privacy_text,
)
from tongban.capabilities.privacy.queries import (
    find_text_in_force,
    list_sharing_assessments,
)
from tongban.capabilities.privacy.types import AssessmentDraft
from tongban.ground.refusals import Invalid

ROLE: Final = "privacy_officer"
_SAID: Final = ("processing", "necessity", "risk", "risks", "measures", "conclusion")


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


def load_assessments(
    folder: Path,
    staff: dict[str, Any],
    logins: dict[str, UUID],
    *,
    today: date,
    at: datetime,
) -> int:
    """File and approve what departments are told of people, where it is not yet."""
    path = folder / "privacy.json"
    if not path.exists():
        return 0
    assessor, approver = (
        get_actor(account_id=key, today=today) for key in _office(staff, logins)
    )
    bodies = {row.code: row.body_id for row in list_bodies(actor=assessor)}
    known = {
        (one.receiver_id, one.processing)
        for one in list_sharing_assessments(actor=assessor)
    }
    made = 0
    for said in json.loads(path.read_text(encoding="utf-8")).get("assessments", []):
        receiver = bodies[said["receiver"]]
        if (receiver, said["processing"]) in known:
            continue
        draft = AssessmentDraft(
            **{name: said[name] for name in _SAID},
            valid_from=today,
            valid_until=today + timedelta(days=said["days"]),
            receiver_id=receiver,
            claims=tuple(said["claims"]),
        )
        key = file_assessment(actor=assessor, draft=draft, at=at)
        approve_assessment(actor=approver, assessment_id=key, at=at)
        made += 1
    return made


def _office(staff: dict[str, Any], logins: dict[str, UUID]) -> list[UUID]:
    """The accounts of two who look after personal data."""
    by_person = {row["person"]: row["login"] for row in staff["logins"]}
    people = [row["person"] for row in staff["postings"] if row["role"] == ROLE]
    keys = [logins[by_person[person]] for person in people]
    if len(keys) < len(("drafter", "publisher")):
        raise Invalid({ROLE: "个人信息保护岗要有两个人，请核对 staff.json。"})
    return keys[:2]
