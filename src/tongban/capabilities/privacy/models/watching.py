"""Reads by staff that stand out, found by published rules, and what was made of each."""

from django.db import models

from tongban.capabilities.privacy.models.texts import PrivacyText
from tongban.plumbing.database.keys import new_key

RULES = ["without_case", "many_reveals", "many_reads", "off_hours"]
VERDICTS = ["explained", "misused"]


class MisuseFinding(models.Model):
    """Somebody read more on a day than a rule lets pass without a question."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    rule = models.CharField(max_length=16)
    rules = models.ForeignKey(PrivacyText, models.PROTECT, related_name="+")
    reader = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    body = models.ForeignKey("orgs.Body", models.PROTECT, null=True, related_name="+")
    day = models.DateField()
    number = models.PositiveIntegerField()
    bound = models.PositiveIntegerField()
    found_at = models.DateTimeField()

    class Meta:
        """One a rule, person and day."""

        db_table = "misuse_finding"
        constraints = [
            models.UniqueConstraint(
                fields=["city", "rule", "reader", "day"],
                name="one_misuse_finding_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(rule__in=RULES), name="misuse_rule_is_known"
            ),
        ]


class MisuseLook(models.Model):
    """The audit administrator has asked about it, and says what it was."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    finding = models.ForeignKey(
        MisuseFinding, models.PROTECT, related_name="looks", db_index=False
    )
    verdict = models.CharField(max_length=12)
    words = models.CharField(max_length=300)
    looked_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    looked_at = models.DateTimeField()

    class Meta:
        """Once; by another than whose reads they are."""

        db_table = "misuse_look"
        constraints = [
            models.UniqueConstraint(
                fields=["finding"], name="a_misuse_finding_is_settled_once"
            ),
            models.CheckConstraint(
                condition=models.Q(verdict__in=VERDICTS),
                name="misuse_verdict_is_known",
            ),
        ]
