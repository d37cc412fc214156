"""Five steps in django-viewflow, each a transaction with a row of its own written."""

import json
import os
import sys
import time
from importlib.metadata import version
from urllib.parse import parse_qs, urlsplit

import django
from django.conf import settings

STEPS = ("accept", "review", "decide", "deliver")


def _set_up() -> None:
    url = urlsplit(os.environ["PEER_URL"])
    settings.configure(
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "viewflow",
            "viewflow.workflow",
            "steps",
        ],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": url.path.lstrip("/"),
                "USER": url.username,
                "HOST": parse_qs(url.query)["host"][0],
                "CONN_MAX_AGE": None,
            }
        },
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
    )
    django.setup()


_set_up()

from django.db import connection, transaction  # noqa: E402 - needs the settings
from viewflow import this  # noqa: E402
from viewflow.workflow import flow, lock  # noqa: E402
from viewflow.workflow.models import Process  # noqa: E402


def note(case: int, kind: str) -> None:
    """The step's own row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into step_taken (case_id, kind, at) values (%s, %s, now())",
            [case, kind],
        )


class CaseFlow(flow.Flow):
    """Submit, accept, review, decide, deliver."""

    process_class = Process
    lock_impl = lock.select_for_update_lock

    submit = flow.StartHandle(this.take_in).Next(this.accept)
    accept = flow.Handle(this.step).Next(this.review)
    review = flow.Handle(this.step).Next(this.decide)
    decide = flow.Handle(this.step).Next(this.deliver)
    deliver = flow.Handle(this.step).Next(this.end)
    end = flow.End()

    def take_in(self, activation: object) -> object:
        """Start."""
        return activation.process  # type: ignore[attr-defined]

    def step(self, activation: object) -> None:
        """One of the steps in between."""
        task = activation.task  # type: ignore[attr-defined]
        note(task.process_id, task.flow_task.name)


def live() -> None:
    """One case from filing to delivery."""
    with transaction.atomic():
        process = CaseFlow.submit.run()
        note(process.pk, "submit")
    for name in STEPS:
        with transaction.atomic():
            node = getattr(CaseFlow, name)
            task = CaseFlow.task_class.objects.select_related("process").get(
                process_id=process.pk, flow_task=node
            )
            node.run(task)


def prepare() -> None:
    """Make the tables."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "create table step_taken (id bigserial primary key, case_id bigint,"
            " kind text, at timestamptz)"
        )


def main() -> None:
    """Prepare, or run for so many seconds."""
    if sys.argv[1] == "prepare":
        prepare()
        return
    for _ in range(10):
        live()
    done, begin = 0, time.perf_counter()
    while time.perf_counter() - begin < float(sys.argv[1]):
        live()
        done += 1
    rate = done / (time.perf_counter() - begin)
    source = f"PyPI django-viewflow {version('django-viewflow')}"
    print(json.dumps({"per_second": rate, "source": source}))
