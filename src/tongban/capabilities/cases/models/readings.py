"""Who of the staff looked at what somebody filed: a row for each, which the person sees."""

from django.db import models
from django.db.models.functions import Now

from tongban.capabilities.cases.models.applications import Application
from tongban.capabilities.cases.models.handling import Case
from tongban.plumbing.database.keys import new_key

PURPOSES = ["handling", "closed", "reveal"]


class CaseReading(models.Model):
    """One member of staff opened a case on a day, and what for.

    Once a day is enough for the person to ask why; each look would hide the first. Whole
    numbers and addresses are shown for a reason only, and each time is a row.
    """

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    application = models.ForeignKey(
        Application,
        models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    case = models.ForeignKey(
        Case, models.PROTECT, related_name="readings", db_index=False
    )
    reader_id = models.UUIDField()
    body = models.ForeignKey(
        "orgs.Body", models.PROTECT, null=True, related_name="+", db_index=False
    )
    purpose = models.CharField(max_length=12)
    reason = models.CharField(max_length=200, default="", db_default="", blank=True)
    read_on = models.DateField()
    read_at = models.DateTimeField(db_default=Now())

    class Meta:
        """Insert only, by the query that shows the case: nothing is shown without it."""

        db_table = "case_reading"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "reader_id", "purpose", "read_on"],
                name="one_reading_a_day",
                condition=~models.Q(purpose="reveal"),
            ),
            models.CheckConstraint(
                condition=models.Q(purpose__in=PURPOSES),
                name="purpose_of_reading_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(purpose="reveal", reason=""),
                name="shown_whole_for_a_reason",
            ),
        ]
