"""Makers for tests: people whose name was checked, and whose session is lifted."""

from dataclasses import replace

from django.test import Client
from django.utils import timezone

from tongban.capabilities.accounts.commands import (
    lift_session,
    make_recovery_codes,
    prove_by_code,
)
from tongban.capabilities.accounts.models import IdentityCheck
from tongban.capabilities.accounts.sessions import digest_of
from tongban.capabilities.people.testing import open_page_session
from tongban.plumbing.access.actor import Actor, system
from tongban.plumbing.access.work import working


def check_name(actor: Actor) -> None:
    """Let the register have agreed with this person's name and number."""
    with working(system("checking", city=actor.city), writing=True):
        IdentityCheck.objects.create(
            city=actor.city,
            person_id=actor.natural_person,
            level=2,
            method="register",
            reference="test",
            checked_at=timezone.now(),
        )


def signed_in_twice(actor: Actor) -> tuple[Client, Actor]:
    """A browser with both steps behind it, and the actor of its session."""
    at, key = timezone.now(), open_page_session(actor)
    code, *_others = make_recovery_codes(actor=actor, at=at)
    proof_id = prove_by_code(actor=actor, code=code, at=at)
    lift_session(actor=actor, proof_id=proof_id, key_digest=digest_of(key))
    client = Client()
    client.cookies["sessionid"] = key
    return client, replace(actor, session=digest_of(key))
