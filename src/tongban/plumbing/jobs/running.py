"""Runs procrastinate's worker for one queue until it is asked to stop."""

import asyncio
from threading import Event

import structlog
from asgiref.sync import sync_to_async
from django.db import close_old_connections
from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException

from tongban.plumbing.jobs.looping import AFTER_FAILURE

log = structlog.get_logger(__name__)

POLL_SECONDS = 1.0
# Finished jobs are of no use to anybody; failed ones stay, for doctor and operators.
DELETE = "successful"
# Succeeding jobs wait in this many connections at most: ours is a small pool.
MOST_CONNECTIONS = 3


def run_queue(queue: str, stop: Event, *, wait: bool = True) -> None:
    """Run the jobs of a queue; with `wait=False` those that are due, and no more.

    Periodic jobs are deferred by every worker; a unique key lets each be deferred once.
    """
    asyncio.run(_run(queue, stop, wait=wait))


async def _run(queue: str, stop: Event, *, wait: bool) -> None:
    while True:
        try:
            await _work(queue, stop, wait=wait)
        except ConnectorException as error:
            log.warning("database_away", queue=queue, error=type(error).__name__)
            # Periodic jobs are deferred through Django's own connection.
            await sync_to_async(close_old_connections)()
            await asyncio.to_thread(stop.wait, AFTER_FAILURE)
        if stop.is_set() or not wait:
            return


async def _work(queue: str, stop: Event, *, wait: bool) -> None:
    connector = PsycopgConnector(
        kwargs=connector_params(), min_size=1, max_size=MOST_CONNECTIONS
    )
    # An app of its own: jobs that queue others keep to Django's connection, and so to
    # the transaction of whoever queues.
    async with app.with_connector(connector).open_async() as opened:
        worker = asyncio.create_task(
            opened.run_worker_async(
                queues=[queue],
                name=f"{queue}-worker",
                wait=wait,
                listen_notify=False,
                fetch_job_polling_interval=POLL_SECONDS,
                delete_jobs=DELETE,
                install_signal_handlers=False,
            )
        )
        while not worker.done() and not stop.is_set():
            await asyncio.wait([worker], timeout=0.1)
        if not worker.done():
            # Once: procrastinate then takes no new job and lets the running one finish.
            worker.cancel()
            await asyncio.wait([worker])
        if not worker.cancelled():
            await worker
