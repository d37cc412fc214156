"""What may be removed when its time is over, and what was: by which line, and when."""

from django.db import models

from tongban.capabilities.privacy.models.texts import PrivacyText
from tongban.plumbing.database.keys import new_key


class RetentionKind(models.Model):
    """A kind of short-lived record that a schedule may name, with the law's own bounds."""

    code = models.CharField(max_length=40, primary_key=True)
    title = models.CharField(max_length=80)
    shortest_days = models.PositiveSmallIntegerField()
    longest_days = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=200)

    class Meta:
        """Closed: what is not here is never removed by a schedule. Filled by the law."""

        db_table = "retention_kind"


class RetentionRun(models.Model):
    """One line of the schedule was carried out: so many rows went."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    line = models.ForeignKey(RetentionKind, models.PROTECT, related_name="+")
    schedule = models.ForeignKey(PrivacyText, models.PROTECT, related_name="+")
    days = models.PositiveSmallIntegerField()
    removed = models.PositiveIntegerField()
    ran_at = models.DateTimeField()

    class Meta:
        """Written by the function that removes, and by nobody else."""

        db_table = "retention_run"
