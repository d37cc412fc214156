"""What the search is taught, and what it could not find."""

from datetime import date, timedelta
from typing import Final

from django.db import connection
from django.db.models import Max, Sum

from tongban.capabilities.catalogue.finding.masking import masked
from tongban.capabilities.catalogue.models import SearchMiss, SearchSynonym
from tongban.capabilities.catalogue.searches import MissCard, SynonymCard
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

SINCE: Final = timedelta(days=90)
_MISSES: Final = 50


@query
def note_miss(*, actor: Actor, text: str, day: date) -> None:
    """Count that nothing was found: the day and the words, never who asked."""
    words = masked(text)
    if words:
        with connection.cursor() as cursor:
            cursor.execute("select note_search_miss(%s, %s)", [words, day])


@query
def list_synonyms(*, actor: Actor, word: str = "") -> list[SynonymCard]:
    """The words in use, those like the one asked for; by word."""
    rows = SearchSynonym.objects.filter(city=actor.city, is_in_use=True)
    found = [
        SynonymCard(row.word, tuple(row.means), row.changed_at)
        for row in rows.order_by("word")
    ]
    if not word:
        return found
    return [
        one
        for one in found
        if word in one.word or any(word in name for name in one.means)
    ]


@query
def list_misses(*, actor: Actor, day: date) -> list[MissCard]:
    """What was not found of late, the most asked for first."""
    rows = (
        SearchMiss.objects.filter(city=actor.city, day__gt=day - SINCE)
        .values("words")
        .annotate(times=Sum("times"), last=Max("day"))
        .order_by("-times", "-last", "words")[:_MISSES]
    )
    return [MissCard(row["words"], row["times"], row["last"]) for row in rows]
