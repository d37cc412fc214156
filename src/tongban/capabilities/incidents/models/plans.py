"""应急预案: versions, each drafted by one person and published by another."""

from django.db import models

from tongban.plumbing.database.keys import new_key


class IncidentPlan(models.Model):
    """A version as it was drafted: kinds, levels, steps and notices with their hours."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    content = models.JSONField()
    drafted_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()

    class Meta:
        """Never changed: another version is drafted."""

        db_table = "incident_plan"
        constraints = [
            models.UniqueConstraint(
                fields=["city", "number"], name="one_incident_plan_a_number"
            )
        ]


class IncidentPlanPublication(models.Model):
    """From which day a version counts, and who put it there: not who drafted it."""

    plan = models.OneToOneField(
        IncidentPlan, models.PROTECT, primary_key=True, related_name="publication"
    )
    city = models.CharField(max_length=12)
    in_force_from = models.DateField()
    published_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        """Of several, the one with the latest first day that has come counts."""

        db_table = "incident_plan_publication"
