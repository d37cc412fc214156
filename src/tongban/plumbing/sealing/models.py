"""The key ring: data keys of the installation, and one key for each subject under them."""

from django.db import models

KINDS = ["person", "firm", "application", "demand", "signing_key"]


class DataKey(models.Model):
    """One version of the installation's data key, wrapped by the key outside the database.

    The newest wraps what is new. A version that nothing is wrapped with any more is
    destroyed: what was copied under it can then be opened by nobody.
    """

    version = models.PositiveIntegerField(primary_key=True)
    wrapped = models.CharField(max_length=200, default="", blank=True)
    # Which key-encryption key wrapped it: the start of a keyed hash, never the key.
    kek_mark = models.CharField(max_length=16)
    made_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        """Belongs to no city: each city's key is worked out from it."""

        db_table = "data_key"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(wrapped="") & models.Q(destroyed_at__isnull=False)
                | ~models.Q(wrapped="") & models.Q(destroyed_at=None),
                name="a_data_key_is_there_or_destroyed",
            )
        ]


class SubjectKey(models.Model):
    """The key of one subject: a person, or what was filed in one application.

    Every sealed value of the subject is sealed with it, wherever it stands. It is never
    changed, so rows that may not change need not; rotating wraps it anew, and a lawful
    purge destroys it.
    """

    id = models.UUIDField(primary_key=True)
    city = models.CharField(max_length=12)
    kind = models.CharField(max_length=12)
    key_version = models.PositiveIntegerField()
    wrapped = models.CharField(max_length=120, default="", blank=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        """`id` is that of the subject's own row, wherever its table lies."""

        db_table = "subject_key"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=KINDS), name="kind_of_subject_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(wrapped="") & models.Q(destroyed_at__isnull=False)
                | ~models.Q(wrapped="") & models.Q(destroyed_at=None),
                name="a_subject_key_is_there_or_destroyed",
            ),
        ]
