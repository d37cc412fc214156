"""What staff teach the search, and what it could not find."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tongban.plumbing.database.keys import new_key


class SearchSynonym(models.Model):
    """What people say, and what it is called in the names of items."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    word = models.CharField(max_length=20)
    means = ArrayField(models.CharField(max_length=40))
    is_in_use = models.BooleanField(default=True)
    # Every change counts it up: the sum over a city says whether an index is stale.
    revision = models.PositiveIntegerField(default=1)
    # Nobody for those that came with the platform.
    changed_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(null=True)

    class Meta:
        """Public; who taught a word stands in the log."""

        db_table = "search_synonym"
        constraints = [
            models.UniqueConstraint(fields=["city", "word"], name="one_synonym_a_word"),
        ]


class SearchMiss(models.Model):
    """What was searched for and not found: words, day and how often, never who."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    day = models.DateField()
    words = models.CharField(max_length=24)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        """Written by `note_search_miss` only, and purged."""

        db_table = "search_miss"
        constraints = [
            models.UniqueConstraint(
                fields=["city", "day", "words"], name="one_miss_a_day_and_words"
            ),
        ]
