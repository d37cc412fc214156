"""The walk is made once for all tests of this room."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker

from tests.access.matrix import propose
from tests.access.walking import Walk, Walker
from tests.access.world import make_stage
from tools.access_matrix import PROPOSAL


@pytest.fixture(scope="session")
def walk(
    save: Callable[[Callable[[str], Walk]], Any], django_db_blocker: DjangoDbBlocker
) -> Walk:
    """What everybody got. Committed rows are taken away again."""

    def go(_owner_url: str) -> Walk:
        with django_db_blocker.unblock():
            try:
                return Walker(make_stage()).go()
            finally:
                connections.close_all()

    told: Walk = save(go).told
    if PROPOSAL in os.environ:
        _write_proposal(told, Path(os.environ[PROPOSAL]))
    return told


def _write_proposal(walk: Walk, target: Path) -> None:
    """A line for each operation, for the tool; people review them."""
    lines = {
        key: propose(key, {name: one.answer for name, one in answers.items()})
        for key, answers in walk.answers.items()
    }
    target.write_text(json.dumps(lines, ensure_ascii=False), encoding="utf-8")
