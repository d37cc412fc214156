"""What was handed in of a release, what three reviewers said, and its publication."""

from django.db import models
from django.db.models import F, Q

from tongban.capabilities.lists.models.releases import ListRelease
from tongban.ground.reviews import LONGEST_OPINION, OUTCOMES, STAGES
from tongban.plumbing.database.keys import new_key

_FIVE = ("drafted_by", "first_reviewer", "lawyer", "gatekeeper", "published_by")


class ListHandIn(models.Model):
    """A release handed in for review: from here on it rests until it is sent back."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    release = models.ForeignKey(ListRelease, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    handed_in_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField()

    class Meta:
        """Insert only."""

        db_table = "list_hand_in"
        constraints = [
            models.UniqueConstraint(
                fields=["release", "number"], name="one_hand_in_a_number"
            ),
        ]


class ListReview(models.Model):
    """One reviewer's word on a release: first review, legality or gatekeeping."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    hand_in = models.ForeignKey(ListHandIn, models.PROTECT, related_name="+")
    stage = models.CharField(max_length=16)
    outcome = models.CharField(max_length=8)
    opinion = models.CharField(max_length=LONGEST_OPINION)
    reviewer = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    body = models.ForeignKey("orgs.Body", models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()

    class Meta:
        """Insert only. That a return says why is in the law file: blanks are no reason."""

        db_table = "list_review"
        constraints = [
            models.UniqueConstraint(
                fields=["hand_in", "stage"], name="a_list_reviewed_once_a_stage"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=STAGES), name="list_review_stage_is_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=OUTCOMES), name="list_review_outcome_is_known"
            ),
        ]


def _five_people() -> Q:
    """No two of the five are one person."""
    apart = Q()
    for at, one in enumerate(_FIVE):
        for other in _FIVE[at + 1 :]:
            apart &= ~Q(**{one: F(other)})
    return apart


class ListPublication(models.Model):
    """The act that puts a release in force from a day, with the five people behind it."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    release = models.OneToOneField(
        ListRelease, models.PROTECT, related_name="publication", db_constraint=False
    )
    hand_in = models.OneToOneField(ListHandIn, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)
    venue = models.ForeignKey("orgs.Venue", models.PROTECT, null=True, related_name="+")
    window_class = models.ForeignKey(
        "orgs.WindowClass", models.PROTECT, null=True, related_name="+"
    )
    effective_on = models.DateField()
    digest = models.CharField(max_length=64)
    drafted_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    first_reviewer = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="+"
    )
    lawyer = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    gatekeeper = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    published_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        """Insert only."""

        db_table = "list_publication"
        constraints = [
            models.CheckConstraint(
                condition=_five_people(), name="a_list_by_five_people"
            ),
            models.UniqueConstraint(
                fields=["city", "kind", "venue", "window_class", "effective_on"],
                name="one_list_from_a_day",
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(
                fields=["city", "kind", "-effective_on"], name="lists_in_force"
            )
        ]
