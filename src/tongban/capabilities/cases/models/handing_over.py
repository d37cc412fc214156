"""How a result is to reach the applicant, and how it did: sent, handed over, signed for."""

from django.db import models

from tongban.capabilities.cases.models.applications import Application
from tongban.capabilities.cases.models.handling import Case
from tongban.plumbing.sealing.fields import SealedText

WAYS = ["pickup", "post", "electronic"]


class DeliveryWish(models.Model):
    """How the applicant wants the result; the address stands only here."""

    application = models.OneToOneField(
        Application, models.PROTECT, primary_key=True, related_name="delivery_wish"
    )
    city = models.CharField(max_length=12)
    way = models.CharField(max_length=12)
    name = models.CharField(max_length=60, default="", blank=True)
    phone = SealedText(
        kind="application", subject="application_id", default="", blank=True
    )
    address = SealedText(
        kind="application", subject="application_id", default="", blank=True
    )

    class Meta:
        """Frozen after filing; a lawful purge destroys the key that seals it."""

        db_table = "delivery_wish"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(way__in=WAYS), name="wished_way_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(way="post")
                | ~models.Q(name="") & ~models.Q(phone="") & ~models.Q(address=""),
                name="post_needs_an_address",
            ),
        ]


class Dispatch(models.Model):
    """The result was given to a courier (APP-15)."""

    case = models.OneToOneField(
        Case, models.PROTECT, primary_key=True, related_name="dispatch"
    )
    city = models.CharField(max_length=12)
    courier = models.CharField(max_length=60)
    tracking_number = models.CharField(max_length=40)
    sent_at = models.DateTimeField()
    sent_by = models.UUIDField()

    class Meta:
        """Insert only."""

        db_table = "dispatch"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(courier="") & ~models.Q(tracking_number=""),
                name="dispatch_can_be_tracked",
            )
        ]


class HandOver(models.Model):
    """The result reached somebody: when, how, at which window, and to whom."""

    case = models.OneToOneField(
        Case, models.PROTECT, primary_key=True, related_name="hand_over"
    )
    city = models.CharField(max_length=12)
    way = models.CharField(max_length=12)
    window = models.ForeignKey(
        "orgs.Window", models.PROTECT, null=True, related_name="+"
    )
    taken_by = models.CharField(max_length=60, default="", blank=True)
    signed_for_at = models.DateTimeField()
    handed_by = models.UUIDField(null=True)

    class Meta:
        """Insert only."""

        db_table = "hand_over"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(way__in=WAYS), name="way_of_hand_over_is_known"
            )
        ]
