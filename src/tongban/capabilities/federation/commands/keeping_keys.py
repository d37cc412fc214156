"""Keys that sign what systems are told: a new one signs, the old one is shown for a while."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings

from tongban.capabilities.federation.models import FederationKey
from tongban.capabilities.federation.permissions import ISSUE_TOKENS
from tongban.capabilities.federation.signing import make_private_key, public_half
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.evidence.recording import record

# Systems bring the token of a sign-in along when somebody signs out: at the latest when the
# longest session is over.
_SPARE: Final = timedelta(hours=1)


@command
def rotate_key(*, actor: Actor, at: datetime) -> str:
    """Sign with a new key from now on; its name.

    The one before loses its private half at once, and is shown until everything that it
    signed has ended. Refuses with NotAllowed.
    """
    require(actor, ISSUE_TOKENS)

    shown_to = at + timedelta(hours=settings.SIGN_IN_LIMITS.session_hours) + _SPARE
    FederationKey.objects.filter(city=actor.city, signs_to=None).update(
        signs_to=at, shown_to=shown_to, private=""
    )
    key_id = new_key()
    private = make_private_key(str(key_id))
    FederationKey.objects.create(
        id=key_id,
        city=actor.city,
        public_jwk=public_half(private),
        private=private,
        made_at=at,
    )

    record(
        actor,
        "federation.key.rotated",
        subject="federation_key",
        subject_id=key_id,
        shown_to=shown_to,
    )
    return str(key_id)
