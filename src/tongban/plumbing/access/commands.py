"""The one shape of every write (`@command`) and every read (`@query`)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar, cast

import structlog
from django.db import DatabaseError

from tongban.ground.refusals import Refusal
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.work import current_work, working
from tongban.plumbing.database.attempts import keep_attempt
from tongban.plumbing.database.refusals import refusal_from

P = ParamSpec("P")
R = TypeVar("R")

log = structlog.get_logger(__name__)


def command(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function a command: one transaction, one actor, traces before commit.

    A refusal by the database becomes a `Refusal` with rule and article; a refusal that
    names a rule is kept and counted after the rollback.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        actor = cast("Actor", kwargs["actor"])
        if current_work() is not None:
            with working(actor, writing=True):
                return function(*args, **kwargs)
        name = f"{function.__module__}.{function.__qualname__}"
        try:
            with working(actor, writing=True):
                return function(*args, **kwargs)
        except Refusal as refusal:
            _keep(actor, name, refusal)
            raise
        except DatabaseError as error:
            refusal_found = refusal_from(error)
            if refusal_found is None:
                raise
            _keep(actor, name, refusal_found)
            raise refusal_found from error

    return run


def query(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function a query: it runs in a transaction that knows the actor."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with working(cast("Actor", kwargs["actor"]), writing=False):
                return function(*args, **kwargs)
        except DatabaseError as error:
            found = refusal_from(error)
            if found is None:
                raise
            raise found from error

    return run


def query_of_one_moment(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function a query whose statements all see the same moment.

    For what compares tables with one another while others write: row by row, what has
    been written meanwhile would be taken for a difference.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        actor = cast("Actor", kwargs["actor"])
        with working(actor, writing=False, of_one_moment=True):
            return function(*args, **kwargs)

    return run


@contextmanager
def reading(actor: Actor) -> Iterator[None]:
    """Let several queries of one page share a transaction."""
    with working(actor, writing=False):
        yield


@contextmanager
def together(actor: Actor) -> Iterator[None]:
    """Let several commands of one person share a transaction: all of them, or none.

    Each asks and leaves what it does alone; what is saved is a beginning, an actor and a
    commit for each. A refusal that a rule names is kept after the rollback, as for one.
    """
    name = f"{__name__}.together"
    try:
        with working(actor, writing=True):
            yield
    except Refusal as refusal:
        _keep(actor, name, refusal)
        raise
    except DatabaseError as error:
        found = refusal_from(error)
        if found is None:
            raise
        _keep(actor, name, found)
        raise found from error


def _keep(actor: Actor, name: str, refusal: Refusal) -> None:
    if refusal.rule is None:
        return
    log.info("act_refused", rule=refusal.rule, command=name, city=actor.city)
    with working(actor, writing=False):
        keep_attempt(
            city=actor.city,
            rule=refusal.rule,
            command=name,
            account_id=actor.account_id,
        )
