"""关联的账号 through the API: one's own, and taking one away; adding leads through a browser."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from ninja import Router, Status

from tongban.capabilities.linking.adapter import list_open_kinds
from tongban.capabilities.linking.commands import unlink_account
from tongban.capabilities.linking.queries import list_own_links
from tongban.capabilities.linking.types import Link, LinkKind
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.problems import Problem
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["session"], auth=bearer)


@dataclass(frozen=True)
class OwnLinks:
    """What is linked, and what can be: add one at `/connect/linked/{kind}` in a browser."""

    links: list[Link]
    kinds: list[LinkKind]


@router.get("", response={200: OwnLinks, 401: Problem}, summary="My linked accounts")
def read_links(request: ActorRequest) -> OwnLinks:
    """The accounts elsewhere that open one's own."""
    return OwnLinks(list_own_links(actor=request.actor), list_open_kinds())


@router.delete(
    "/{link_id}",
    response={204: None, 401: Problem, 404: Problem},
    summary="Unlink an account",
)
def remove_link(request: ActorRequest, link_id: UUID) -> Status[None]:
    """It opens one's own no more."""
    unlink_account(actor=request.actor, link_id=link_id, at=timezone.now())
    return Status(204, None)
