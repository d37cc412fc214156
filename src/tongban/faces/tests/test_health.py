"""Health: alive without anything, ready only with database, tables and worker."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tongban.plumbing.jobs.heartbeat import WORKER, beat

pytestmark = pytest.mark.django_db


def test_alive_asks_nothing() -> None:
    response = Client().get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")


def test_ready_when_the_worker_lives() -> None:
    beat(WORKER, datetime.now(UTC))

    response = Client().get("/readyz")

    assert response.status_code == 200
    assert response.json()["checks"] == {
        "database": True,
        "migrations": True,
        "worker": True,
    }


def test_not_ready_when_the_worker_is_silent() -> None:
    beat(WORKER, datetime.now(UTC) - timedelta(minutes=5))

    response = Client().get("/readyz")

    assert response.status_code == 503
    assert response.json()["checks"]["worker"] is False
