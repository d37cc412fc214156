"""What an act leaves behind, read as a system actor that sees the whole city."""

import json
from dataclasses import dataclass
from uuid import UUID

from tongban.capabilities.cases.models import Case, CaseEvent, Paper
from tongban.capabilities.cases.testing import World
from tongban.plumbing.access.actor import system
from tongban.plumbing.access.commands import reading
from tongban.plumbing.evidence.models import Leaf
from tongban.plumbing.outbox.models import Message


@dataclass(frozen=True)
class Traces:
    """The state of a case and everything that was written about it, oldest first."""

    state: str
    events: tuple[str, ...]
    event_leaves: tuple[str, ...]
    audit: tuple[str, ...]
    papers: tuple[str, ...]
    messages: tuple[str, ...]


def traces_of(world: World, case_id: UUID) -> Traces:
    """The traces of a case; `messages` name the kind of each move or paper told."""
    orgs = (world.city.market, world.city.centre, world.city.civil)
    with reading(system("reading", city=world.city.code, org_ids=orgs)):
        case = Case.objects.get(pk=case_id)
        events = CaseEvent.objects.filter(case=case).order_by("seq")
        leaves = [json.loads(leaf.body) for leaf in Leaf.objects.order_by("id")]
        bodies = [
            (row.fact, json.loads(row.body)) for row in Message.objects.order_by("id")
        ]
        return Traces(
            state=case.state,
            events=tuple(event.kind for event in events),
            event_leaves=tuple(
                leaf["event"]
                for leaf in sorted(leaves, key=lambda leaf: leaf.get("seq", 0))
                if leaf["kind"] == "case_event" and leaf["case"] == str(case_id)
            ),
            audit=tuple(
                leaf["action"]
                for leaf in leaves
                if leaf["kind"] == "audit"
                and str(case_id) in {leaf["subject_id"], leaf["facts"].get("case")}
            ),
            papers=tuple(
                Paper.objects.filter(case=case)
                .order_by("id")
                .values_list("kind", flat=True)
            ),
            messages=tuple(
                f"{fact}:{body.get('kind', '')}"
                for fact, body in bodies
                if body["case_id"] == str(case_id)
            ),
        )
