"""Who drafts at the command line, and many drafts at once."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, Final

from tongban.capabilities.catalogue.commands import import_guides
from tongban.capabilities.people.queries import find_account, get_actor
from tongban.faces.clock import today
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor, anonymous

DRAFTER: Final = "linxiao"
_AT_ONCE: Final = 250


def officer(login: str) -> Actor:
    """The officer of that sign-in name. Refuses with NotFound."""
    account_id = find_account(actor=anonymous(""), login=login)
    if account_id is None:
        raise NotFound(
            f"没有“{login}”这个登录名。请用 --as 写明由谁来做，例如 --as linxiao。"
        )
    return get_actor(account_id=account_id, today=today())


def load_drafts(
    actor: Actor,
    documents: Iterable[dict[str, Any]],
    *,
    at: datetime,
    told: Callable[[int], object],
) -> dict[str, int]:
    """Keep item documents as drafts, some hundred in a transaction; what became of them."""
    counts = {"imported": 0, "unchanged": 0, "changed": 0, "rejected": 0}
    for part in _parts(documents):
        for one in import_guides(actor=actor, guides=part, org="", at=at):
            counts[one.outcome] += 1
        told(sum(counts.values()))
    return counts


def _parts(documents: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    left = iter(documents)
    while part := list(islice(left, _AT_ONCE)):
        yield part
