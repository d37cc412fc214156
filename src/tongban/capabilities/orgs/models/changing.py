"""A change of bodies or regions: one person drafts it, another approves it."""

from django.db import models

from tongban.plumbing.database.keys import new_key

OUTCOMES = ["confirmed", "declined"]


class OrgChange(models.Model):
    """What is to be so from a day on, by which document, drafted by whom."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    kind = models.CharField(max_length=24)
    # Everything that will be written, line by line; a trigger writes it on approval.
    lines = models.JSONField()
    words = models.CharField(max_length=300)
    document_number = models.CharField(max_length=120)
    effective_on = models.DateField()
    reason = models.CharField(max_length=300)
    # People stand above this room: the law file holds the key to its row.
    drafted_by_id = models.UUIDField()
    drafted_at = models.DateTimeField()

    class Meta:
        """Only added."""

        db_table = "org_change"
        indexes = [
            models.Index(fields=["city", "drafted_at"], name="org_change_of_city")
        ]


class OrgChangeAnswer(models.Model):
    """Another natural person approves a change or declines it."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    change = models.ForeignKey(OrgChange, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12)
    reason = models.CharField(max_length=300, default="", blank=True)
    answered_by_id = models.UUIDField()
    answered_at = models.DateTimeField()

    class Meta:
        """Once for a change."""

        db_table = "org_change_answer"
        constraints = [
            models.UniqueConstraint(
                fields=["change"], name="an_org_change_is_answered_once"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=OUTCOMES),
                name="org_change_outcome_is_known",
            ),
        ]
