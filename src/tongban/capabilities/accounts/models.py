"""Sessions of people who have signed in."""

from django.db import models

from tongban.plumbing.database.keys import new_key


class AccountSession(models.Model):
    """One browser or programme that is known to the platform until it ends.

    The key that the browser holds stands nowhere: its digest does. A row stays after its
    end, so that the browser can be told why, and the person sees where they were.
    """

    id = models.UUIDField(primary_key=True, default=new_key)
    digest = models.CharField(max_length=64)
    city = models.CharField(max_length=12, default="")
    account = models.ForeignKey(
        "people.Account", models.PROTECT, null=True, related_name="+"
    )
    kind = models.CharField(max_length=8)
    data = models.TextField()
    address = models.CharField(max_length=45, default="")
    device = models.CharField(max_length=80, default="")
    idle_minutes = models.PositiveIntegerField()
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=12, default="", blank=True)

    class Meta:
        """What has ended says why, and the other way round."""

        db_table = "account_session"
        constraints = [
            models.UniqueConstraint(fields=["digest"], name="one_session_a_key"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["page", "api"]),
                name="session_kind_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_because="")
                | models.Q(
                    ended_at__isnull=False,
                    ended_because__in=[
                        "signed_out",
                        "elsewhere",
                        "idle",
                        "expired",
                        "ended",
                    ],
                    data="",
                ),
                name="an_end_says_why_and_keeps_nothing",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "began_at"], name="sessions_of_account")
        ]
