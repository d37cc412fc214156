"""Form schemas by digest: a published version points at exactly one text."""

from django.db import models

from tongban.plumbing.database.keys import new_key


class FormVersion(models.Model):
    """A form schema (plumbing.schemas) that never changes once it is used."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    digest = models.CharField(max_length=64)
    schema = models.JSONField()

    class Meta:
        """Insert only."""

        db_table = "form_version"
        constraints = [
            models.UniqueConstraint(fields=["city", "digest"], name="one_form_a_digest")
        ]
