"""Making packages, keeping answers, keeping comparisons: what the connector writes."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from tongban.capabilities.exchange.models import (
    ExchangePackage,
    ExchangeReconciliation,
    ParcelAct,
)
from tongban.capabilities.exchange.packing import (
    Listed,
    Row,
    changes,
    chunks,
    compare,
    digest_of,
    make_manifest,
    signed_bytes,
    state_digest,
)
from tongban.capabilities.exchange.permissions import SEND_PACKAGES
from tongban.capabilities.exchange.queries import (
    held_by_them,
    list_ours,
    package_card,
)
from tongban.capabilities.exchange.types import (
    PackageCard,
    ParcelVerb,
    Refused,
    StateTold,
)
from tongban.ground.refusals import MoveRefused, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record
from tongban.plumbing.evidence.signing import installation_key


@command
def make_packages(*, actor: Actor, day: date, at: datetime) -> list[PackageCard]:
    """Pack what changed since the last answers, signed; none where nothing did.

    Only a named system actor packs. Refuses with NotAllowed, and with MoveRefused while a
    package waits for its answer: what it brings about is not known yet.
    """
    require(actor, SEND_PACKAGES)
    with connection.cursor() as cursor:
        # Two packers at once would give two packages one number.
        key = f"exchange|{actor.city}"
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    packages = ExchangePackage.objects.filter(city=actor.city)
    if packages.filter(answered_at=None).exists():
        raise MoveRefused("上一包还没有回执，先把它送到，再打新的包。")

    rows = changes(held_by_them(actor), list_ours(actor=actor, day=day))
    last = packages.order_by("-number").first()
    made = _pack(actor, rows, last, at)
    ExchangePackage.objects.bulk_create(made)

    for package in made:
        record(
            actor,
            "exchange.package.made",
            subject="exchange_package",
            subject_id=package.id,
            number=package.number,
            digest=package.digest,
            **package.manifest["counts"],
        )
    return [package_card(package) for package in made]


@command
def keep_receipt(
    *,
    actor: Actor,
    package_id: UUID,
    accepted: int,
    refused: Sequence[Refused],
    at: datetime,
    told: Mapping[str, Any] | None = None,
) -> None:
    """Keep what the other side said to a package, once, whole, so that it can be checked again.

    Refuses with NotFound, NotAllowed.
    """
    require(actor, SEND_PACKAGES)
    package = (
        ExchangePackage.objects.select_for_update()
        .filter(city=actor.city, pk=package_id)
        .first()
    )
    if package is None or package.answered_at is not None:
        raise NotFound("没有这个等着回执的包。")

    receipt = {"accepted": accepted, "refused": [asdict(one) for one in refused]}
    if told is not None:
        receipt["told"] = dict(told)
    package.receipt, package.answered_at = receipt, at
    package.save(update_fields=["receipt", "answered_at"])

    record(
        actor,
        "exchange.package.answered",
        subject="exchange_package",
        subject_id=package_id,
        accepted=accepted,
        refused=len(refused),
        receipt_digest=digest_of(receipt),
    )


@command
def keep_comparison(
    *,
    actor: Actor,
    ours: Sequence[Listed],
    told: StateTold | None,
    theirs: dict[str, str],
    trouble: str = "",
    at: datetime,
) -> bool:
    """Keep a comparison with what the other side holds; whether both hold the same.

    Without `told` the other side could not be asked, and `trouble` says why. Refuses with
    NotAllowed.
    """
    require(actor, SEND_PACKAGES)

    own = {one.code: one.digest for one in ours}
    gaps = compare(ours, theirs) if told is not None else []
    row = ExchangeReconciliation.objects.create(
        city=actor.city,
        compared_at=at,
        our_count=len(own),
        our_digest=state_digest(own),
        their_count=told.count if told else 0,
        their_digest=told.digest if told else "",
        gaps=[asdict(gap) for gap in gaps],
        is_simulator=told.is_simulator if told else False,
        trouble=trouble[:300],
    )

    record(
        actor,
        "exchange.state.compared",
        subject="exchange_reconciliation",
        subject_id=row.id,
        ours=row.our_digest,
        theirs=row.their_digest,
        gaps=len(gaps),
    )
    return told is not None and row.our_digest == row.their_digest


@command
def keep_parcel(
    *,
    actor: Actor,
    act: ParcelVerb,
    parcel: str,
    by: Actor,
    at: datetime,
    facts: Mapping[str, Any],
    told: Mapping[str, Any],
) -> None:
    """Put on record that a parcel was carried between networks, and by whose account.

    `told` is what the page shows of it; the log holds the facts alone, and no names. Refuses
    with NotAllowed.
    """
    require(actor, SEND_PACKAGES)

    ParcelAct(
        city=actor.city,
        act=act,
        parcel=parcel,
        told={**facts, **told},
        carried_by_id=by.natural_person,
        at=at,
    ).save(force_insert=True)

    record(
        actor,
        f"exchange.parcel.{act}",
        subject="exchange_parcel",
        # By its digest: what is on record here are acts.
        subject_id=parcel,
        carried_by=by.own_account,
        **facts,
    )


def _pack(
    actor: Actor, rows: Sequence[Row], last: ExchangePackage | None, at: datetime
) -> list[ExchangePackage]:
    number, before = (last.number, last.digest) if last else (0, "")
    key = installation_key()
    made = []
    for part in chunks(rows):
        number += 1
        manifest = make_manifest(
            city=actor.city, number=number, before=before, rows=part, at=at
        )
        before = digest_of(manifest)
        made.append(
            ExchangePackage(
                city=actor.city,
                number=number,
                made_at=at,
                manifest=manifest,
                digest=before,
                signature=key.sign(signed_bytes(manifest)).hex(),
                key_id=key.key_id,
            )
        )
    return made
