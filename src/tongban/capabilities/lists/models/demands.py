"""Reports that somebody demanded a proof which the list in force has cancelled (PRF-01)."""

from django.db import models
from django.db.models import Q

from tongban.capabilities.lists.models.releases import SAYS_SOMETHING
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.sealing.fields import SealedText


class ProofDemand(models.Model):
    """被要求提交已取消的证明: who demanded what, and what came of it.

    What people write about themselves stands in this row alone, so that it can be destroyed.
    """

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    # Drawn by lot: it tells neither the time nor how many there were.
    number = models.CharField(max_length=16)
    material_type = models.ForeignKey(
        "catalogue.MaterialType", models.PROTECT, related_name="+"
    )
    demanded_by = models.CharField(max_length=120)
    demanded_on = models.DateField(null=True)
    told = models.CharField(max_length=500)
    # Sealed with a key of its own: who reports need not be known.
    phone = SealedText(kind="demand", subject="id", default="", blank=True)
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+"
    )
    answer = models.CharField(max_length=500, default="", blank=True)
    answered_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """Seen by the keepers of the lists; answered once."""

        db_table = "proof_demand"
        constraints = [
            models.UniqueConstraint(
                fields=["city", "number"], name="one_demand_a_number"
            ),
            models.CheckConstraint(
                condition=Q(told__regex=SAYS_SOMETHING)
                & Q(demanded_by__regex=SAYS_SOMETHING),
                name="a_demand_says_who_and_what",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | Q(
                    answer__regex=SAYS_SOMETHING,
                    answered_by__isnull=False,
                    answered_at__isnull=False,
                ),
                name="an_answer_names_who_gave_it",
            ),
        ]
