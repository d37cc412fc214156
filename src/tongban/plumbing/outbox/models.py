"""Messages that wait, and those that were delivered."""

from django.db import models

from tongban.plumbing.database.keys import new_key


class Message(models.Model):
    """One fact for one listener, waiting; poison rows are set aside and stay visible."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    fact = models.CharField(max_length=120)
    listener = models.CharField(max_length=200)
    body = models.TextField()
    created_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    is_set_aside = models.BooleanField(default=False)
    last_error = models.TextField(default="")

    class Meta:
        """The relay reads by `next_at` what is not set aside."""

        db_table = "outbox_message"
        indexes = [
            models.Index(
                fields=["next_at", "id"],
                name="outbox_waiting",
                condition=models.Q(is_set_aside=False),
            )
        ]
