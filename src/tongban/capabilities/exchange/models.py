"""Packages as they were made and answered, and each comparison with the other side."""

from django.db import models

from tongban.plumbing.database.keys import new_key


class ExchangePackage(models.Model):
    """One signed package; its items are made again from published versions, which never change."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    manifest = models.JSONField()
    digest = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)
    key_id = models.CharField(max_length=80)
    # What the other side said, once; until then the package is sent again.
    receipt = models.JSONField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """Numbers without a gap; an answer is whole or there is none."""

        db_table = "exchange_package"
        constraints = [
            models.UniqueConstraint(
                fields=["city", "number"], name="one_package_a_number"
            ),
            models.CheckConstraint(
                name="a_package_is_answered_whole",
                condition=models.Q(receipt=None, answered_at=None)
                | models.Q(receipt__isnull=False, answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="packages_are_counted_from_one",
                condition=models.Q(number__gte=1),
            ),
        ]


class ExchangeReconciliation(models.Model):
    """One comparison; a trouble where the other side could not be asked."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    compared_at = models.DateTimeField()
    our_count = models.PositiveIntegerField()
    our_digest = models.CharField(max_length=64)
    their_count = models.PositiveIntegerField(default=0)
    their_digest = models.CharField(max_length=64, default="")
    gaps = models.JSONField(default=list)
    is_simulator = models.BooleanField(default=False)
    trouble = models.CharField(max_length=300, default="")

    class Meta:
        """Only ever added to."""

        db_table = "exchange_reconciliation"
        indexes = [models.Index(fields=["city", "compared_at"])]


class ParcelAct(models.Model):
    """What happened to a parcel between networks: sent, received, refused or answered."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    act = models.CharField(max_length=12)
    # The digest by which both sides know it; of a refused one, of the file that came.
    parcel = models.CharField(max_length=64)
    # Where to, what is in it, what was not taken and why.
    told = models.JSONField()
    carried_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Only ever added to."""

        db_table = "exchange_parcel_act"
        indexes = [
            models.Index(fields=["city", "parcel"], name="acts_of_a_parcel"),
            models.Index(fields=["city", "at"], name="parcel_acts_by_time"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(act__in=["sent", "received", "refused", "answered"]),
                name="parcel_act_is_known",
            )
        ]
