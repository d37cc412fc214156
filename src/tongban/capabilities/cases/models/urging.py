"""What the window says to the office that keeps a case waiting: urged, or told its chief."""

from django.db import models

from tongban.capabilities.cases.models.handling import Case
from tongban.plumbing.database.keys import new_key

URGED, ESCALATED = 1, 2
LONGEST_WORDS = 200


class CaseUrge(models.Model):
    """The body that took a case in urges the one that handles it (AUT-03).

    Past the promised day the chief representative of the handling body is told as well.
    """

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    case = models.ForeignKey(Case, models.PROTECT, related_name="urges", db_index=False)
    level = models.PositiveSmallIntegerField()
    words = models.CharField(
        max_length=LONGEST_WORDS, default="", db_default="", blank=True
    )
    urged_by = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="+", db_index=False
    )
    at_body = models.ForeignKey(
        "orgs.Body", models.PROTECT, related_name="+", db_index=False
    )
    told = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    urged_at = models.DateTimeField()
    urged_on = models.DateField()

    class Meta:
        """Only added, once a day and level."""

        db_table = "case_urge"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__in=[URGED, ESCALATED]),
                name="level_of_an_urge_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(level=ESCALATED, told__isnull=False)
                | (~models.Q(level=ESCALATED) & models.Q(told=None)),
                name="told_where_escalated",
            ),
            models.UniqueConstraint(
                fields=["case", "level", "urged_on"], name="one_urge_a_day"
            ),
        ]
