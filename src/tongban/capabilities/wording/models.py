"""Versions of the words of a paper, and the days on which each is in force."""

from typing import Final
from uuid import UUID

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from tongban.plumbing.database.keys import new_key

# Stands for "the whole city" where a constraint compares scopes: nulls are never equal.
WHOLE_CITY: Final = UUID(int=0)


class PaperWording(models.Model):
    """One version: all blocks of one kind of paper, of a body or of the whole city.

    A save is a version, so that nothing that anybody looked at ever changes. Version 1 of
    every kind is the platform's own and stands in no row.
    """

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    kind = models.CharField(max_length=24)
    body = models.ForeignKey("orgs.Body", models.PROTECT, null=True, related_name="+")
    number = models.PositiveIntegerField()
    blocks = models.JSONField()
    note = models.CharField(max_length=200, default="", blank=True)
    drafted_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()

    class Meta:
        """Insert only. That the blocks are those of the kind is in the law file."""

        db_table = "paper_wording"
        constraints = [
            models.UniqueConstraint(
                fields=["city", "kind", "body", "number"],
                name="one_wording_a_number",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(number__gte=2), name="the_first_wording_is_the_platforms"
            ),
        ]


class WordingInForce(models.Model):
    """The act that puts a version in force from a day, and the days that it has."""

    wording = models.OneToOneField(
        PaperWording, models.PROTECT, primary_key=True, related_name="in_force"
    )
    city = models.CharField(max_length=12)
    kind = models.CharField(max_length=24)
    body = models.ForeignKey("orgs.Body", models.PROTECT, null=True, related_name="+")
    effective_on = models.DateField()
    valid = DateRangeField()
    drafted_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    put_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    put_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Insert only, but for the last day, which is set once."""

        db_table = "wording_in_force"
        constraints = [
            ExclusionConstraint(
                name="one_wording_at_a_time",
                expressions=[
                    ("city", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (Coalesce("body", Value(WHOLE_CITY)), RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=~Q(drafted_by=F("put_by")), name="put_in_force_by_another"
            ),
        ]
