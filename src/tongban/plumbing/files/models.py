"""Files that people handed in or that we issued: rows point at bytes by their digest."""

from django.db import models

from tongban.plumbing.database.keys import new_key


class StoredFile(models.Model):
    """One file of a city; the bytes lie under the digest and can be purged by law."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=80)
    original_name = models.CharField(max_length=255)
    received_at = models.DateTimeField()
    received_by = models.UUIDField(null=True)
    purged_at = models.DateTimeField(null=True)

    class Meta:
        """A file is seen by who handed it in, and with the case that holds it."""

        db_table = "stored_file"
