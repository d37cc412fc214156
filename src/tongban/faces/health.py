"""Health for supervisors and balancers: alive at all, and ready to serve."""

from functools import cache
from typing import Any

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from tongban.plumbing.jobs.heartbeat import WORKER, is_alive

NOT_READY = 503


@require_safe
def show_alive(request: HttpRequest) -> HttpResponse:
    """Say that the process answers; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
def show_ready(request: HttpRequest) -> JsonResponse:
    """Say whether the database answers, its tables are of this release, and work is done."""
    checks: dict[str, Any] = {"database": _database_answers()}
    checks["migrations"] = checks["database"] and _is_migrated()
    # The machine's own clock: a sample city's moved day says nothing about a heartbeat.
    checks["worker"] = is_alive(WORKER, timezone.now())
    is_ready = all(checks.values())
    response = JsonResponse(
        {"ready": is_ready, "checks": checks}, status=200 if is_ready else NOT_READY
    )
    response["Cache-Control"] = "no-store"
    return response


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        return False
    return True


def _is_migrated() -> bool:
    try:
        return _plan_is_empty()
    except DatabaseError:
        return False
    except _BehindError:
        return False


class _BehindError(Exception):
    """The tables are older than the program."""


@cache
def _plan_is_empty() -> bool:
    """True once and for all: tables do not go back while a process runs."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        # Not kept: the owner may migrate while this process waits.
        raise _BehindError
    return True
