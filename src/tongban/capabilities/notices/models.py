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
