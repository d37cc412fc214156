"""A change said once for many items: its drafts point at it, and so does nothing else."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tongban.plumbing.database.keys import new_key


class BulkChange(models.Model):
    """What was changed, why, by whom, for which bodies."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    kind = models.CharField(max_length=24)
    said = models.JSONField()
    reason = models.CharField(max_length=400)
    bodies = ArrayField(models.UUIDField())
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        """Insert only."""

        db_table = "bulk_change"
