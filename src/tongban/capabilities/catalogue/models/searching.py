"""What staff teach the search, what it could not find, and what nobody has answered yet."""

from typing import Final

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

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


# What an open question became: a question of a guide, a word of the search, or nothing.
FAQ: Final = "faq"
SYNONYM: Final = "synonym"
SET_ASIDE: Final = "set_aside"


class OpenQuestion(models.Model):
    """What somebody wrote when no question led them on: masked words, how often, never who."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    words = models.CharField(max_length=60)
    # The answers after which they gave up, as the pages had them.
    path = models.CharField(max_length=200, default="", blank=True)
    first_on = models.DateField()
    last_on = models.DateField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        """Written by `note_open_question` only; what nobody answered is purged."""

        db_table = "open_question"
        constraints = [
            models.UniqueConstraint(
                fields=["city", "words"], name="one_open_question_a_wording"
            ),
        ]


class QuestionAnswer(models.Model):
    """What an open question became, by whom."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    question = models.ForeignKey(OpenQuestion, models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=12)
    # Of a guide's question: the draft in which it stands, and how it reads there.
    draft = models.ForeignKey(
        "catalogue.ItemDraft", models.PROTECT, null=True, related_name="+"
    )
    asked = models.CharField(max_length=200, default="", blank=True)
    synonym = models.ForeignKey(
        SearchSynonym, models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=200, default="", blank=True)
    answered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        """Insert only."""

        db_table = "question_answer"
        constraints = [
            models.UniqueConstraint(
                fields=["question"], name="a_question_is_answered_once"
            ),
            models.CheckConstraint(
                name="an_answer_says_what_became",
                condition=Q(
                    ~Q(asked=""), kind=FAQ, draft__isnull=False, synonym=None, reason=""
                )
                | Q(
                    kind=SYNONYM, synonym__isnull=False, draft=None, asked="", reason=""
                )
                | Q(~Q(reason=""), kind=SET_ASIDE, synonym=None, draft=None, asked=""),
            ),
        ]
