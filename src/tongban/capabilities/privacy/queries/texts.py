"""Texts: what counts today, what was drafted, who was shown what and agreed to what."""

from datetime import date
from typing import Final
from uuid import UUID

from tongban.capabilities.privacy.models import (
    Acknowledgement,
    Consent,
    PrivacyText,
)
from tongban.capabilities.privacy.types import (
    CONSENT,
    NOTICE,
    ConsentLine,
    SeenNotice,
    TextCard,
)
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all

MOST_SHOWN: Final = 200
_IN_FORCE: Final = "select privacy_text_in_force(%s, %s, %s, %s)"


@query
def find_text_in_force(
    *, actor: Actor, kind: str, code: str, day: date
) -> TextCard | None:
    """The version that counts on a day, or None where the city has published none."""
    found = fetch_all(_IN_FORCE, [actor.city, kind, code, day])[0][0]
    rows = PrivacyText.objects.select_related("publication").filter(pk=found)
    return next((_card(row) for row in rows), None) if found else None


@query
def find_notice(*, actor: Actor, day: date) -> TextCard | None:
    """The notice in force, or None where the city has published none."""
    kind, code = NOTICE
    return find_text_in_force(actor=actor, kind=kind, code=code, day=day)


@query
def list_texts(*, actor: Actor) -> list[TextCard]:
    """Every version that the actor may see, by kind, the newest first."""
    rows = PrivacyText.objects.select_related("publication").filter(city=actor.city)
    return [_card(row) for row in rows.order_by("kind", "code", "-number")[:MOST_SHOWN]]


@query
def list_seen_notices(*, actor: Actor) -> list[SeenNotice]:
    """Which versions of the notice the signed-in person was shown, the newest first."""
    rows = Acknowledgement.objects.select_related("text").filter(
        person_id=actor.natural_person
    )
    return [
        SeenNotice(
            row.text_id,
            row.text.title,
            row.text.number,
            row.channel,
            row.acknowledged_at,
        )
        for row in rows.order_by("-acknowledged_at")
    ]


@query
def list_own_consents(*, actor: Actor, day: date) -> list[ConsentLine]:
    """What may be agreed to on a day, and what the signed-in person said to each.

    What was agreed to earlier and stands, in whatever version, is listed as well.
    """
    own = list(
        Consent.objects.select_related("text__publication")
        .prefetch_related("withdrawals")
        .filter(person_id=actor.natural_person)
        .order_by("-given_at")
    )
    codes = {row.code for row in own} | {
        text.code for text in list_texts(actor=actor) if text.kind == CONSENT
    }
    lines = []
    for code in sorted(codes):
        text = find_text_in_force(actor=actor, kind=CONSENT, code=code, day=day)
        mine = [row for row in own if row.code == code]
        stands = next((row for row in mine if not row.withdrawals.all()), None)
        if stands is not None:
            text = _card(stands.text)
        if text is None:
            continue
        over = tuple(
            (row.given_at, back.withdrawn_at)
            for row in mine
            for back in row.withdrawals.all()
        )
        lines.append(
            ConsentLine(
                text,
                stands.id if stands else None,
                stands.given_at if stands else None,
                over,
            )
        )
    return lines


@query
def find_text(*, actor: Actor, text_id: UUID) -> TextCard | None:
    """One version that the actor may see, or None."""
    rows = PrivacyText.objects.select_related("publication").filter(pk=text_id)
    return next((_card(row) for row in rows), None)


def _card(row: PrivacyText) -> TextCard:
    published = getattr(row, "publication", None)
    return TextCard(
        row.id,
        row.kind,
        row.code,
        row.number,
        row.title,
        row.content,
        row.drafted_by_id,
        row.drafted_at,
        published.in_force_from if published else None,
        published.published_at if published else None,
    )
