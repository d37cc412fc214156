"""Lawful purges: ordered under a document by one person, done by another's approval."""

from django.db import models

from tongban.capabilities.cases.models.applications import Application
from tongban.plumbing.database.keys import new_key


class PurgeOrder(models.Model):
    """What was filed in one application is to be destroyed; approved, it is the tombstone."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    application = models.OneToOneField(
        Application, models.PROTECT, related_name="purge_order"
    )
    document_number = models.CharField(max_length=80)
    reason = models.CharField(max_length=200)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    approved_by = models.UUIDField(null=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        """Never taken back or deleted: an approved one has destroyed already."""

        db_table = "purge_order"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by=None, approved_at=None)
                | models.Q(approved_by__isnull=False, approved_at__isnull=False)
                & ~models.Q(approved_by=models.F("proposed_by")),
                name="purge_by_two_people",
            ),
            models.CheckConstraint(
                condition=~models.Q(document_number="") & ~models.Q(reason=""),
                name="a_purge_names_its_document",
            ),
        ]
