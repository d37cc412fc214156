"""How far the networks of departments are joined to the city's."""

from django.db import models

from tongban.plumbing.database.keys import new_key

STATES = ["planned", "connected", "stopped"]


class Interconnection(models.Model):
    """From a day on a department's network is planned, connected or stopped."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    # One of the named networks; which there are is configuration.
    network = models.CharField(max_length=24)
    state = models.CharField(max_length=12)
    since = models.DateField()
    # By when it is to be connected, where it is planned.
    due_on = models.DateField(null=True)
    # Who answers for it.
    body = models.ForeignKey("orgs.Body", models.PROTECT, related_name="+")
    protocol = models.CharField(max_length=120, default="", blank=True)
    note = models.CharField(max_length=200, default="", blank=True)
    recorded_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        """Only added; of each network the newest row that has begun counts."""

        db_table = "network_link"
        indexes = [
            models.Index(
                fields=["city", "network", "since"], name="link_of_a_network_by_day"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=STATES), name="link_state_is_known"
            )
        ]
