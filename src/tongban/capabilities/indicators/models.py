"""Baselines: what an item asked of people before it was made simpler (CAT-16)."""

from typing import Final

from django.db import models
from django.db.models import Q

from tongban.plumbing.database.keys import new_key

# Something besides blanks, also those that are no blanks to PostgreSQL's \\s everywhere.
SAYS_SOMETHING: Final = r"[^\s\u00a0\u3000]"


class ItemBaseline(models.Model):
    """How many materials, steps and visits an item took on a day of the past, and says who.

    A mistake is mended by a further row that says why; the newest counts, all stay to be seen.
    """

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    item = models.ForeignKey("catalogue.Item", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    counted_on = models.DateField()
    materials = models.PositiveSmallIntegerField()
    steps = models.PositiveSmallIntegerField()
    visits = models.PositiveSmallIntegerField()
    # The document that says so: its title and number.
    source = models.CharField(max_length=300)
    reason = models.CharField(max_length=400, default="", blank=True)
    registered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    registered_on = models.DateField()
    registered_at = models.DateTimeField()

    class Meta:
        """Insert only; who may register, and when, is in the law file."""

        db_table = "item_baseline"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "number"], name="one_baseline_a_number"
            ),
            models.CheckConstraint(
                condition=Q(source__regex=SAYS_SOMETHING)
                & (Q(number=1) | Q(number__gt=1, reason__regex=SAYS_SOMETHING)),
                name="a_baseline_says_its_source",
            ),
        ]
