"""Since when a body is on a network, until when, and by what kind of line."""

from django.db import models

from tongban.plumbing.database.keys import new_key

NETWORKS = ["extranet", "intranet", "internet", "private"]
LINES = ["fibre", "leased", "tunnel", "wireless"]


class NetworkAccess(models.Model):
    """A body's access to a network over some days; a correction is another row."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    body = models.ForeignKey("orgs.Body", models.PROTECT, related_name="+")
    network = models.CharField(max_length=12)
    line = models.CharField(max_length=12)
    since = models.DateField()
    # The last day on which it was there; none while it lasts.
    last_on = models.DateField(null=True)
    note = models.CharField(max_length=200, default="", blank=True)
    # The row that this one corrects; it counts no longer.
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaced_by"
    )
    # What it corrects was recorded by mistake: there was no such access.
    is_void = models.BooleanField(default=False)
    recorded_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        """Only added."""

        db_table = "network_access"
        indexes = [
            models.Index(fields=["city", "network", "body"], name="access_of_a_network")
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(network__in=NETWORKS, line__in=LINES),
                name="network_and_line_are_known",
            ),
            models.CheckConstraint(
                condition=models.Q(last_on__isnull=True)
                | models.Q(last_on__gte=models.F("since")),
                name="an_access_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=models.Q(is_void=False) | models.Q(replaces__isnull=False),
                name="only_a_correction_takes_back",
            ),
        ]
