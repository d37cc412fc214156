"""Who may accept and decide where: delegations and intake modes, each with its days."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from tongban.plumbing.database.constraints import SameParent
from tongban.plumbing.database.keys import new_key


class Delegation(models.Model):
    """A registered delegation from a department to another body, for one item."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    document_number = models.CharField(max_length=120)
    item = models.ForeignKey("catalogue.Item", models.PROTECT, related_name="+")
    from_body = models.ForeignKey("orgs.Body", models.PROTECT, related_name="+")
    to_body = models.ForeignKey("orgs.Body", models.PROTECT, related_name="+")
    power = models.CharField(max_length=12)
    valid = DateRangeField()
    # The days as they were registered, once they were changed; a trigger writes them.
    registered_valid = DateRangeField(null=True)
    ended_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """`power` is accept or decide; only the item's own department can delegate."""

        db_table = "delegation"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(power__in=["accept", "decide"]),
                name="delegation_power_is_known",
            ),
            SameParent(
                name="delegation_by_the_items_department",
                fields=["item", "from_body"],
                to="catalogue.Item",
                to_fields=["id", "body"],
            ),
            ExclusionConstraint(
                name="no_overlapping_delegation",
                expressions=[
                    ("item", RangeOperators.EQUAL),
                    ("to_body", RangeOperators.EQUAL),
                    ("power", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
        ]


class IntakeMode(models.Model):
    """How an item is taken in at a venue, from a day to a day."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    item = models.ForeignKey("catalogue.Item", models.PROTECT, related_name="+")
    venue = models.ForeignKey("orgs.Venue", models.PROTECT, related_name="+")
    mode = models.CharField(max_length=24)
    valid = DateRangeField()
    # The days as they were registered, once they were changed; a trigger writes them.
    registered_valid = DateRangeField(null=True)
    ended_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """One mode at a time."""

        db_table = "intake_mode"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    mode__in=[
                        "collect",
                        "entrusted_acceptance",
                        "department_own",
                        "instant",
                    ]
                ),
                name="intake_mode_is_known",
            ),
            ExclusionConstraint(
                name="no_overlapping_intake_mode",
                expressions=[
                    ("item", RangeOperators.EQUAL),
                    ("venue", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
        ]
