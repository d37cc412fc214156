"""Of which class a window is, from which day on (WIN-09)."""

from django.db import models

from tongban.plumbing.database.keys import new_key


class WindowClassing(models.Model):
    """A window is of a class from a day on; of none: it takes in whatever its hall does."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    window = models.ForeignKey("orgs.Window", models.PROTECT, related_name="+")
    window_class = models.ForeignKey(
        "orgs.WindowClass", models.PROTECT, null=True, related_name="+"
    )
    effective_on = models.DateField()
    registered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()

    class Meta:
        """Insert only: of which class a window was on a day can be read for good."""

        db_table = "window_classing"
        constraints = [
            models.UniqueConstraint(
                fields=["window", "effective_on"], name="one_window_class_from_a_day"
            )
        ]
