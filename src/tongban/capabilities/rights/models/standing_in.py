"""Stand-ins, recalls, hand-overs of posts, and chief representatives."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from tongban.plumbing.database.keys import new_key

RANKS = ["deputy_county", "county", "deputy_city"]


class StandIn(models.Model):
    """The posts of somebody away at a body are held by a colleague, from a day to a day."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    kind = models.CharField(max_length=12)
    body = models.ForeignKey("orgs.Body", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    deputy = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    # With the last day, as people say it; the lists know the day after.
    valid = DateRangeField()
    reason = models.CharField(max_length=300)
    arranged_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    arranged_at = models.DateTimeField()

    class Meta:
        """Only added; a trigger moves the postings, all of them or none."""

        db_table = "stand_in"
        constraints = [
            ExclusionConstraint(
                name="one_stand_in_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("body", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["leave", "travel", "training", "other"]),
                name="stand_in_kind_is_known",
            ),
        ]


class StandInRecall(models.Model):
    """Whoever was away is back before the day that was said."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    stand_in = models.OneToOneField(StandIn, models.PROTECT, related_name="+")
    back_on = models.DateField()
    reason = models.CharField(max_length=300)
    recalled_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    recalled_at = models.DateTimeField()

    class Meta:
        """Once; a trigger moves the postings back."""

        db_table = "stand_in_recall"


class PostHandOver(models.Model):
    """All posts of somebody at a body go to a successor from a day on, for good."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    body = models.ForeignKey("orgs.Body", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    successor = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    from_day = models.DateField()
    document_number = models.CharField(max_length=120)
    reason = models.CharField(max_length=300)
    arranged_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    arranged_at = models.DateTimeField()

    class Meta:
        """Only added; a trigger moves the postings."""

        db_table = "post_hand_over"


class ChiefRepresentative(models.Model):
    """The one person who acts for a department with full scope (AUT-01, R-22)."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    body = models.ForeignKey("orgs.Body", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    rank = models.CharField(max_length=16)
    duty = models.CharField(max_length=60)
    valid = DateRangeField()
    document_number = models.CharField(max_length=120)
    registered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()

    class Meta:
        """One for a department at a time, of deputy-county rank or above."""

        db_table = "chief_representative"
        constraints = [
            ExclusionConstraint(
                name="one_chief_representative_a_department",
                expressions=[
                    ("body", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=models.Q(rank__in=RANKS),
                name="a_chief_representative_has_the_rank",
            ),
        ]
