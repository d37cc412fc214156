"""个人信息保护影响评估: register entries, each with an assessor and another approver."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tongban.plumbing.database.keys import new_key

RISKS = ["low", "medium", "high"]


class Assessment(models.Model):
    """What is processed, why it must be, what could go wrong, and what is done about it."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    processing = models.CharField(max_length=200)
    necessity = models.CharField(max_length=1000)
    risk = models.CharField(max_length=8)
    risks = models.CharField(max_length=1000)
    measures = models.CharField(max_length=1000)
    conclusion = models.CharField(max_length=500)
    valid_from = models.DateField()
    # The last day on which it holds; then it is done again.
    valid_until = models.DateField()
    # What is provided, and to which body, where it is about sharing (23, 55).
    receiver = models.ForeignKey(
        "orgs.Body", models.PROTECT, null=True, related_name="+"
    )
    claims = ArrayField(models.CharField(max_length=20), null=True)
    assessed_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    assessed_at = models.DateTimeField()

    class Meta:
        """Kept for good, so for the three years of article 56 as well."""

        db_table = "privacy_assessment"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(risk__in=RISKS), name="risk_is_known"
            )
        ]


class AssessmentApproval(models.Model):
    """Another person stands for it as well."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    assessment = models.ForeignKey(
        Assessment, models.PROTECT, related_name="approvals", db_index=False
    )
    approved_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()

    class Meta:
        """Once."""

        db_table = "privacy_assessment_approval"
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"], name="an_assessment_is_approved_once"
            )
        ]
