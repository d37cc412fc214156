"""Pre-review of an unsent application (APP-11), and tries at tracking without sign-in."""

from django.db import models

from tongban.plumbing.database.keys import new_key
from tongban.plumbing.sealing.fields import SealedJSON


class PreReview(models.Model):
    """An applicant asks the office to look at a draft before it is filed.

    It binds nobody and starts no statutory clock; `due_on` is the office's own limit.
    """

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    # For whom the draft is, as there.
    for_person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+"
    )
    for_firm = models.ForeignKey(
        "people.Firm", models.PROTECT, null=True, related_name="+"
    )
    version = models.ForeignKey(
        "catalogue.ItemVersion", models.PROTECT, related_name="+"
    )
    body = models.ForeignKey("orgs.Body", models.PROTECT, related_name="+")
    answers = SealedJSON(kind="person", subject="person_id")
    digest = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    outcome = models.CharField(max_length=12, default="", blank=True)
    opinion = models.CharField(max_length=500, default="", blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        """One that waits for each draft; deleted with the draft it is of."""

        db_table = "pre_review"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "version", "for_person", "for_firm"],
                name="one_pre_review_of_a_draft_waits",
                condition=models.Q(outcome=""),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="", answered_at=None, answered_by=None)
                | models.Q(outcome="passed", answered_at__isnull=False)
                | models.Q(outcome="returned", answered_at__isnull=False)
                & ~models.Q(opinion=""),
                name="pre_review_says_why_it_returns",
            ),
        ]
        indexes = [
            models.Index(
                fields=["body", "due_on", "id"],
                name="pre_review_worklist",
                condition=models.Q(outcome=""),
            )
        ]


class TrackingFailure(models.Model):
    """A wrong code for a number: five of them, and the number rests for a while."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    number_key = models.CharField(max_length=64)
    failed_at = models.DateTimeField()

    class Meta:
        """Keyed hashes only: neither the number nor who asked stands here."""

        db_table = "tracking_failure"
        indexes = [
            models.Index(
                fields=["city", "number_key", "failed_at"], name="tracking_by_number"
            )
        ]
