"""The rule register and the releases of the law that was applied to this database."""

from django.db import models


class LawRelease(models.Model):
    """One application of all law files, by their digest."""

    digest = models.CharField(max_length=64, unique=True)
    applied_at = models.DateTimeField()

    class Meta:
        """Rows are only ever added."""

        db_table = "law_release"


class LawRule(models.Model):
    """One rule as it reads from a day on; triggers read the row in force.

    `effect` is what happens to an act of our own that breaks it; an act that a system
    elsewhere reports is always a finding (architecture, "ours and theirs").
    """

    rule_id = models.CharField(max_length=63)
    title = models.TextField()
    message = models.TextField()
    article = models.TextField()
    rank = models.CharField(max_length=24)
    effect = models.CharField(max_length=24)
    mechanism = models.CharField(max_length=24)
    scope = models.TextField(default="")
    requirement = models.TextField(default="")
    in_force_from = models.DateField()
    in_force_to = models.DateField(null=True)

    class Meta:
        """A rule changes by a new row with a later first day."""

        db_table = "law_rule"
        constraints = [
            models.UniqueConstraint(
                fields=["rule_id", "in_force_from"], name="one_reading_from_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    effect__in=["refuse", "refuse_unless_instrument", "finding"]
                ),
                name="law_rule_effect_is_known",
            ),
        ]
