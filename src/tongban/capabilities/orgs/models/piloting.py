"""Where a measure has started: body by body, each with a day of its own (ORG-07)."""

from django.db import models

from tongban.capabilities.orgs.models.places import Body
from tongban.plumbing.database.keys import new_key


class Measure(models.Model):
    """Something that can start at some bodies before others: data of the law files."""

    code = models.CharField(primary_key=True, max_length=40)
    title = models.CharField(max_length=60)
    about = models.CharField(max_length=200)

    class Meta:
        """Public: the same for every city."""

        db_table = "measure"


class Pilot(models.Model):
    """A measure starts at a body on a day, and may end; the newest row counts."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    # Empty: asked for, and not yet begun.
    starts_on = models.DateField(null=True)
    # The first day on which it does not run any more.
    ends_on = models.DateField(null=True)
    # The day by which the paper wants it begun.
    due_on = models.DateField(null=True)
    document_number = models.CharField(max_length=120)
    set_by_id = models.UUIDField(null=True)
    set_at = models.DateTimeField()

    class Meta:
        """Only added."""

        db_table = "pilot"
        indexes = [models.Index(fields=["measure", "body"], name="pilot_of_body")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gt=models.F("starts_on")),
                name="a_pilot_ends_after_it_starts",
            )
        ]
