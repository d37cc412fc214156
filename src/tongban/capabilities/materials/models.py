"""What a person handed in: a file, what it is, and when; reused across matters."""

from django.db import models

from tongban.plumbing.database.keys import new_key


class Upload(models.Model):
    """A file of a person, as an entry of the material catalogue."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    material_type = models.ForeignKey(
        "catalogue.MaterialType", models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=255)
    handed_in_at = models.DateTimeField()
    handed_in_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        """A person sees their own; staff see those of their cases."""

        db_table = "upload"
        constraints = [
            models.UniqueConstraint(fields=["id", "city"], name="upload_of_city")
        ]
        indexes = [models.Index(fields=["person", "material_type"], name="uploads_of")]
