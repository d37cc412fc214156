"""Mandates as dated register entries, codes by which they are given, and their ends."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tongban.plumbing.database.keys import new_key

KINDS = ("family", "agent", "village_agent", "firm_agent")
SCOPES = ("all", "items", "themes")
WAYS = ("code", "window", "representative", "named")
ENDS = ("revoked", "renounced")


class MandateOffer(models.Model):
    """What a principal offers to whoever knows the code, for a short time and once."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    principal = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    scope_kind = models.CharField(max_length=8)
    scope = ArrayField(models.CharField(max_length=64), default=list)
    valid_to = models.DateField()
    code_key = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+"
    )
    taken_at = models.DateTimeField(null=True)

    class Meta:
        """The code itself stands nowhere."""

        db_table = "mandate_offer"
        indexes = [models.Index(fields=["city", "code_key"], name="offer_by_code")]


class Mandate(models.Model):
    """Who may act for whom, in what, from a day up to a day (委托代理, 民法典 165).

    The row never changes: a mandate does not widen, it ends, and another one is given.
    """

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    principal_person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+"
    )
    principal_firm = models.ForeignKey(
        "people.Firm", models.PROTECT, null=True, related_name="+"
    )
    agent = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    scope_kind = models.CharField(max_length=8)
    # Keys of items, or themes of guides as "person:040".
    scope = ArrayField(models.CharField(max_length=64), default=list)
    valid_from = models.DateField()
    # The day on which it is over.
    valid_to = models.DateField()
    made_how = models.CharField(max_length=16)
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_at_body = models.ForeignKey(
        "orgs.Body", models.PROTECT, null=True, related_name="+"
    )
    offer = models.ForeignKey(MandateOffer, models.PROTECT, null=True, related_name="+")
    # What was shown at the window: the written mandate, by its number or date.
    papers = models.CharField(max_length=200, default="", blank=True)
    scan = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        """One principal, a person or a firm; a code gives one mandate."""

        db_table = "mandate"
        constraints = [
            models.UniqueConstraint(fields=["id", "city"], name="mandate_of_city"),
            models.UniqueConstraint(fields=["offer"], name="one_mandate_a_code"),
            models.CheckConstraint(
                condition=models.Q(
                    principal_person__isnull=False, principal_firm__isnull=True
                )
                | models.Q(principal_person__isnull=True, principal_firm__isnull=False),
                name="a_mandate_has_one_principal",
            ),
        ]


class MandateEnd(models.Model):
    """A mandate was taken back by the principal, or given up by the agent."""

    mandate = models.OneToOneField(
        Mandate, models.PROTECT, primary_key=True, related_name="end"
    )
    city = models.CharField(max_length=12)
    why = models.CharField(max_length=12)
    ended_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    ended_at = models.DateTimeField()

    class Meta:
        """Once for all; it counts from its moment on."""

        db_table = "mandate_end"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(why__in=ENDS), name="mandate_end_is_known"
            )
        ]
