"""What stands below this room of a person: who they are, firms, reminders, and consents."""

from dataclasses import asdict
from typing import Any, Final

from tongban.capabilities.notices.queries import list_own_notices
from tongban.capabilities.people.queries import get_own_card
from tongban.capabilities.privacy.models import Consent
from tongban.capabilities.privacy.queries import list_own_requests, list_seen_notices
from tongban.capabilities.privacy.types import tells_of
from tongban.plumbing.access.actor import Actor

MOST: Final = 10_000


@tells_of("10_person", "基本信息")
def tell_person_card(actor: Actor) -> list[dict[str, Any]]:
    """Name, document, phone and address, as they were registered."""
    card = asdict(get_own_card(actor=actor))
    return [{name: value for name, value in card.items() if name != "id_key"}]


@tells_of("60_notices", "给您的提醒")
def tell_notices(actor: Actor) -> list[dict[str, Any]]:
    """What the platform told them."""
    return [asdict(one) for one in list_own_notices(actor=actor, limit=MOST)]


@tells_of("70_privacy", "看过的告知、同意和请求")
def tell_privacy(actor: Actor) -> list[dict[str, Any]]:
    """What they were shown, agreed to and asked."""
    told = [{"what": "notice", **asdict(one)} for one in list_seen_notices(actor=actor)]
    consents = (
        Consent.objects.filter(person_id=actor.natural_person)
        .prefetch_related("withdrawals")
        .order_by("given_at")
    )
    told += [
        {
            "what": "consent",
            "code": row.code,
            "given_at": row.given_at,
            "withdrawn_at": [back.withdrawn_at for back in row.withdrawals.all()],
        }
        for row in consents
    ]
    asked = list_own_requests(actor=actor)
    return told + [{"what": "request", **asdict(one)} for one in asked]
