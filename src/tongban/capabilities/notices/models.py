"""Messages to a person about a matter of theirs."""

from django.db import models

from tongban.plumbing.database.keys import new_key


class Notice(models.Model):
    """One message; `fact_key` makes telling twice harmless."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    text = models.TextField()
    link = models.CharField(max_length=200, default="")
    fact_key = models.CharField(max_length=120)
    # A short message about a case: its kind, whose it is, and the version of its words,
    # which stand in a room above (`wording`); the database compares it.
    kind = models.CharField(max_length=24, default="", db_default="", blank=True)
    body = models.ForeignKey("orgs.Body", models.PROTECT, null=True, related_name="+")
    wording_id = models.UUIDField(null=True)
    told_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        """A person sees their own only."""

        db_table = "notice"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "fact_key"], name="one_notice_a_fact"
            )
        ]
