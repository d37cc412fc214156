"""Tampering with any row, even by the superuser, is found by recomputing the log."""

import pytest

from tongban.ground.clock import generate_key
from tongban.plumbing.database.cluster.testing import OpenSession
from tongban.plumbing.evidence.sequencing import sequencer
from tongban.plumbing.evidence.signing import installation_public_keys
from tongban.plumbing.evidence.tests.logs import CITY, leave_notes, sequence_all
from tongban.plumbing.evidence.verifying import verify_log

pytestmark = pytest.mark.django_db(transaction=True)

FORGED = "update evidence_leaf set body = replace(body, 'note 3', 'note 9') where body like '%note 3\"%'"
OTHER_HASH = (
    "update evidence_link set leaf_hash = decode(repeat('ab', 32), 'hex') where seq = 4"
)
ATTACKS = [
    (FORGED, "hashes"),
    (OTHER_HASH, "hashes"),
    ("delete from evidence_leaf where body like '%note 3\"%'", "hashes"),
    (
        "update evidence_leaf set kind = 'seal_use' where body like '%note 3\"%'",
        "hashes",
    ),
    (
        "update evidence_link a set seq = 1000 where seq = 2",
        "order",
    ),
    ("delete from evidence_link where seq = 299", "complete"),
    ("delete from evidence_link where seq = 100", "order"),
    ("update evidence_head set root = decode(repeat('ab', 32), 'hex')", "heads"),
    (
        "update evidence_head set signature = decode(repeat('ab', 64), 'hex')",
        "signatures",
    ),
    ("update evidence_head set made_at = made_at - interval '1 day'", "signatures"),
    ("update evidence_head set key_id = 'another'", "signatures"),
    ("update evidence_head set done_xid = 'x/1'", "signatures"),
    ("update evidence_head set frontier = '{}'", "heads"),
    ("update evidence_head set size = 299", "heads"),
    ("delete from evidence_head", "heads"),
    ("update evidence_node set hash = decode(repeat('ab', 32), 'hex')", "nodes"),
    ("delete from evidence_node", "nodes"),
]


def verdict() -> dict[str, bool]:
    keys = installation_public_keys()
    return {c.name: c.ok for c in verify_log(actor=sequencer(CITY), trusted=keys)}


@pytest.mark.parametrize(("attack", "found_by"), ATTACKS)
def test_the_superusers_change_is_found(
    attack: str, found_by: str, open_session: OpenSession
) -> None:
    leave_notes(300)
    sequence_all()
    assert all(verdict().values())
    root = open_session("postgres")
    root.execute("set session_replication_role = replica")
    assert root.execute(attack).rowcount
    root.commit()
    assert not verdict()[found_by]


def test_a_leaf_and_its_hash_changed_together_break_the_root(
    open_session: OpenSession,
) -> None:
    leave_notes(5)
    sequence_all()
    root = open_session("postgres")
    root.execute("set session_replication_role = replica")
    root.execute(FORGED)
    (body, key) = root.execute(
        "select body, id from evidence_leaf where body like '%note 9\"%'"
    ).fetchone() or ("", "")
    from tongban.ground.merkle import SM3

    root.execute(
        "update evidence_link set leaf_hash = %s where leaf_id = %s",
        [SM3.leaf(body.encode()), key],
    )
    root.commit()
    found = verdict()
    assert found["hashes"]
    assert not found["heads"]


def test_another_installations_key_is_not_trusted() -> None:
    leave_notes(1)
    sequence_all()
    checks = verify_log(actor=sequencer(CITY), trusted=[generate_key().public_key()])
    assert {check.name for check in checks if not check.ok} == {"signatures"}


def test_an_empty_log_is_whole() -> None:
    assert all(verdict().values())
