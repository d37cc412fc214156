"""What this room keeps of a person: applications as filed, cases, papers, and who looked."""

from dataclasses import asdict
from typing import Any

from tongban.capabilities.cases.models import (
    Application,
    ApplicationDraft,
    ApplicationReader,
    Case,
    CaseEvent,
    CaseMaterial,
    Paper,
)
from tongban.capabilities.cases.queries import list_readings
from tongban.capabilities.privacy.types import tells_of
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.sealing.subjects import hold_keys


@tells_of("20_applications", "申请和办件")
def tell_applications(actor: Actor) -> list[dict[str, Any]]:
    """Each application with its form, its parties, and the cases that came of it."""
    own = ApplicationReader.objects.filter(person_id=actor.natural_person)
    rows = list(
        Application.objects.select_related("version", "form")
        .prefetch_related("parties")
        .filter(pk__in=own.values("application_id"))
        .order_by("filed_at")
    )
    hold_keys(row.id for row in rows)
    return [
        {
            "item": row.version.name,
            "channel": row.channel,
            "filed_at": row.filed_at,
            "situations": row.situations,
            "values": row.form.values,
            # Others in the same application are named there; their numbers are theirs.
            "parties": [
                {"role": one.role, "name": one.name}
                | (
                    {
                        "id_kind": one.id_kind,
                        "id_number": one.id_number,
                        "phone": one.phone,
                        "address": one.address,
                    }
                    if one.person_id == actor.person_id
                    else {}
                )
                for one in row.parties.all()
            ],
            "cases": [_case(actor, one) for one in row.cases.order_by("number")],
        }
        for row in rows
    ]


def _case(actor: Actor, case: Case) -> dict[str, Any]:
    events = CaseEvent.objects.filter(case=case).order_by("seq")
    papers = Paper.objects.filter(case=case).order_by("issued_at")
    materials = CaseMaterial.objects.select_related("material", "file").filter(
        case=case
    )
    readings = list_readings(actor=actor, case_id=case.id)
    return {
        "number": case.number,
        "state": case.state,
        "submitted_at": case.submitted_at,
        "accepted_at": case.accepted_at,
        "decided_at": case.decided_at,
        "closed_at": case.closed_at,
        "promised_due_on": case.promised_due_on,
        "statutory_due_on": case.statutory_due_on,
        "events": [
            {"kind": one.kind, "occurred_at": one.occurred_at} for one in events
        ],
        "papers": [
            {"kind": one.kind, "number": one.number, "issued_at": one.issued_at}
            for one in papers
        ],
        "materials": [
            {
                "name": one.material.name,
                "received_form": one.received_form,
                "received_at": one.received_at,
                "digest_sm3": one.file.digest if one.file else "",
            }
            for one in materials
        ],
        "looked_at_by": [asdict(one) for one in readings],
    }


@tells_of("25_drafts", "还没有提交的申请")
def tell_drafts(actor: Actor) -> list[dict[str, Any]]:
    """What was typed and kept, and until when."""
    rows = ApplicationDraft.objects.select_related("version").filter(
        person_id=actor.natural_person
    )
    return [
        {
            "item": row.version.name,
            "answers": row.answers,
            "created_at": row.created_at,
            "expires_on": row.expires_on,
        }
        for row in rows.order_by("created_at")
    ]
