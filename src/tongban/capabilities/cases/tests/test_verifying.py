"""Events, states and papers against the log: the superuser's hand is found."""

from pathlib import Path

import pytest
from django.conf import settings

from tongban.capabilities.cases.paper_files import get_or_make_paper, papers_actor
from tongban.capabilities.cases.queries import verify_records
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import AT, make_case, make_world
from tongban.plumbing.database.cluster.testing import OpenSession
from tongban.plumbing.evidence.sequencing import sequence_round
from tongban.plumbing.evidence.signing import (
    installation_key,
    installation_public_keys,
)

pytestmark = pytest.mark.django_db(transaction=True)

ATTACKS = [
    (
        "update case_event set occurred_at = occurred_at - interval '1 day' where kind = 'accepted'",
        {"events", "states"},
    ),
    (
        "update case_event set actor_person = gen_random_uuid() where kind = 'reviewed'",
        {"events"},
    ),
    (
        "update case_event set facts = facts || '{\"way\": \"post\"}' where kind = 'submitted'",
        {"events"},
    ),
    ("delete from case_event where kind = 'reviewed'", {"events"}),
    ('update "case" set promised_due_on = promised_due_on + 9', {"states"}),
    ("update \"case\" set state = 'refused'", {"states"}),
    ("update paper_file set digest = repeat('0', 64)", {"papers"}),
    ("delete from paper_file", {"papers"}),
    ("update stored_file set digest = repeat('0', 64)", {"papers"}),
    (
        "update evidence_leaf set body = replace(body, 'accepted', 'refused') where body like '%accepted%'",
        {"events", "hashes"},
    ),
]


def found_wrong(city: str) -> set[str]:
    checks = verify_records(
        actor=papers_actor(city), trusted=installation_public_keys()
    )
    return {check.name for check in checks if not check.ok}


def test_what_the_superuser_changes_is_found(open_session: OpenSession) -> None:
    world = make_world()
    receipt = make_case(world, CaseState.GRANTED)
    assert receipt.paper_id is not None
    get_or_make_paper(actor=world.citizen, paper_id=receipt.paper_id, at=AT)
    city = world.city.code
    while sequence_round(city=city, key=installation_key(), now=AT).linked:
        pass
    assert found_wrong(city) == set()
    root = open_session("postgres")
    for attack, checks in ATTACKS:
        # Undone after each look: the change is made before it, and put back after it.
        root.execute("set session_replication_role = replica")
        saved = _save(root)
        assert root.execute(attack).rowcount, attack
        root.commit()
        assert checks <= found_wrong(city), attack
        _put_back(root, saved)
        assert found_wrong(city) == set(), attack


TABLES = ("case_event", '"case"', "paper_file", "stored_file", "evidence_leaf")


def _save(root: object) -> dict[str, bytes]:
    saved = {}
    for table in TABLES:
        with root.cursor().copy(f"copy {table} to stdout (format binary)") as copy:  # type: ignore[attr-defined]
            saved[table] = b"".join(copy)
    return saved


def _put_back(root: object, saved: dict[str, bytes]) -> None:
    for table, rows in saved.items():
        root.execute(f"delete from {table}")  # type: ignore[attr-defined]
        with root.cursor().copy(f"copy {table} from stdin (format binary)") as copy:  # type: ignore[attr-defined]
            copy.write(rows)
    root.commit()  # type: ignore[attr-defined]


def test_a_changed_file_on_disk_is_found() -> None:
    world = make_world()
    receipt = make_case(world)
    assert receipt.paper_id is not None
    file_id = get_or_make_paper(actor=world.citizen, paper_id=receipt.paper_id, at=AT)
    while sequence_round(city=world.city.code, key=installation_key(), now=AT).linked:
        pass
    assert found_wrong(world.city.code) == set()
    from tongban.plumbing.access.commands import reading
    from tongban.plumbing.files.storing import get_file

    with reading(world.citizen):
        digest = get_file(file_id).digest
    place = (
        Path(settings.FILES_ROOT) / world.city.code / digest[:2] / digest[2:4] / digest
    )
    content = place.read_bytes()
    place.write_bytes(content[:-1] + b" ")
    assert found_wrong(world.city.code) == {"papers"}
    place.write_bytes(content)


@pytest.mark.parametrize(
    "state", [CaseState.CORRECTING, CaseState.WITHDRAWN, CaseState.DISPATCHED]
)
def test_the_everyday_turns_leave_a_state_that_their_events_say(
    state: CaseState,
) -> None:
    world = make_world()
    make_case(world, state)

    assert "states" not in found_wrong(world.city.code)
