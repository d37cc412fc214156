"""What of an item is done in the hall itself, from which day on (AUT-03)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tongban.plumbing.database.keys import new_key

POWERS = ["accept", "review", "decide"]


class HallPower(models.Model):
    """The department lets its window in a hall accept, review or decide; of none: only receive."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    item = models.ForeignKey("catalogue.Item", models.PROTECT, related_name="+")
    venue = models.ForeignKey("orgs.Venue", models.PROTECT, related_name="+")
    powers = ArrayField(models.CharField(max_length=8))
    effective_on = models.DateField()
    document_number = models.CharField(max_length=120)
    registered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()

    class Meta:
        """Insert only: what a hall could decide on a day can be read for good."""

        db_table = "hall_power"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "venue", "effective_on"],
                name="one_hall_power_from_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(powers__contained_by=POWERS),
                name="hall_powers_are_known",
            ),
        ]
