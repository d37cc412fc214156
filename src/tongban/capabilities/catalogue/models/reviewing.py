"""What was handed in for review, and what each reviewer said about it."""

from django.db import models

from tongban.capabilities.catalogue.models.versions import ItemDraft
from tongban.ground.reviews import LONGEST_OPINION, OUTCOMES, STAGES
from tongban.plumbing.database.keys import new_key


class ItemSubmission(models.Model):
    """The text of a draft as it was handed in: all reviews and the publication rest on it."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    draft = models.ForeignKey(ItemDraft, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    handed_in_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField()

    class Meta:
        """Insert only: a change of the draft needs a new round of reviews."""

        db_table = "item_submission"
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "number"], name="one_submission_a_number"
            ),
        ]


class ItemReview(models.Model):
    """One reviewer's word on what was handed in: first review, legality or gatekeeping."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    submission = models.ForeignKey(ItemSubmission, models.PROTECT, related_name="+")
    stage = models.CharField(max_length=16)
    outcome = models.CharField(max_length=8)
    opinion = models.CharField(max_length=LONGEST_OPINION)
    digest = models.CharField(max_length=64)
    reviewer = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    body = models.ForeignKey("orgs.Body", models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()

    class Meta:
        """Insert only. That a return says why is in the law file: blanks are no reason."""

        db_table = "item_review"
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "stage"], name="reviewed_once_a_stage"
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=STAGES), name="review_stage_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=OUTCOMES), name="review_outcome_is_known"
            ),
        ]
