"""What one body handles: the case, its events, and the rows it may have."""

from django.db import models
from django.db.models.functions import Coalesce, TruncDate

from tongban.capabilities.cases.models.applications import Application
from tongban.plumbing.database.constraints import SameParent
from tongban.plumbing.database.keys import new_key


class HandlingSystem(models.Model):
    """Who may be said to handle a case: `us`, or a registered system elsewhere."""

    code = models.CharField(primary_key=True, max_length=60)
    name = models.CharField(max_length=120)

    class Meta:
        """Only the owner registers one: else "it came from elsewhere" would be a way out."""

        db_table = "handling_system"


class Case(models.Model):
    """One body's handling of an application, with its own clock.

    The application's role may insert a case, never update it: the state columns are what
    the last event says, and the trigger on events writes them.
    """

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    application = models.ForeignKey(
        Application,
        models.PROTECT,
        related_name="cases",
        db_constraint=False,
        db_index=False,
    )
    version = models.ForeignKey(
        "catalogue.ItemVersion",
        models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    item = models.ForeignKey(
        "catalogue.Item",
        models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    case_kind = models.CharField(max_length=12)
    number = models.CharField(max_length=24)
    # The keyed hash of the code on the receipt: who tracks without sign-in has to know it.
    tracking_key = models.CharField(max_length=64, default="", db_default="")
    body = models.ForeignKey(
        "orgs.Body",
        models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    received_body = models.ForeignKey(
        "orgs.Body", models.PROTECT, null=True, related_name="+", db_index=False
    )
    venue = models.ForeignKey(
        "orgs.Venue", models.PROTECT, null=True, related_name="+", db_index=False
    )
    handled_by = models.ForeignKey(
        HandlingSystem,
        models.PROTECT,
        db_column="handled_by",
        default="us",
        related_name="+",
        db_index=False,
    )
    filed_on = models.DateField()
    state = models.CharField(max_length=24, default="draft")
    last_seq = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    corrected_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.UUIDField(null=True)
    promised_due_on = models.DateField(null=True)
    statutory_due_on = models.DateField(null=True)
    is_provisional = models.BooleanField(default=False)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)
    origin_system = models.ForeignKey(
        HandlingSystem,
        models.PROTECT,
        db_column="origin_system",
        null=True,
        related_name="+",
        db_index=False,
    )
    origin_id = models.CharField(max_length=120, default="", blank=True)

    class Meta:
        """The composite keys of its rows point at (id, version)."""

        db_table = "case"
        constraints = [
            models.UniqueConstraint(fields=["id", "version"], name="case_of_version"),
            models.UniqueConstraint(fields=["id", "city"], name="case_of_city"),
            models.UniqueConstraint(
                fields=["city", "number"], name="one_case_a_number"
            ),
            SameParent(
                name="case_of_the_application",
                fields=["application", "version"],
                to="cases.Application",
                to_fields=["id", "version"],
            ),
            SameParent(
                name="case_version_of_item",
                fields=["version", "item"],
                to="catalogue.ItemVersion",
                to_fields=["id", "item"],
            ),
            SameParent(
                name="case_body_of_item",
                fields=["item", "body"],
                to="catalogue.Item",
                to_fields=["id", "body"],
            ),
        ]
        indexes = [
            # The queues of the worklist, each in its order.
            models.Index(
                fields=["body", "promised_due_on", "id"],
                name="case_running",
                condition=models.Q(closed_at=None, state__in=["accepted", "reviewed"]),
            ),
            models.Index(
                models.F("body"),
                Coalesce(TruncDate("corrected_at"), models.F("filed_on")),
                models.F("id"),
                name="case_to_be_accepted",
                condition=models.Q(closed_at=None, state="submitted"),
            ),
            # It also holds what `open_cases_by_days` counts by: the page of a worklist then
            # counts ten thousand open cases without touching their rows.
            models.Index(
                fields=["body", "filed_on", "id"],
                name="case_open",
                condition=models.Q(closed_at=None),
                include=[
                    *("city", "state", "corrected_at", "accepted_at"),
                    *("promised_due_on", "statutory_due_on"),
                ],
            ),
            # Only what came over a counter: the web's cases need not pay for it.
            models.Index(
                fields=["received_body"],
                name="case_by_receiving_body",
                condition=models.Q(received_body__isnull=False),
            ),
            models.Index(
                fields=["venue"],
                name="case_by_venue",
                condition=models.Q(venue__isnull=False),
            ),
        ]


class CaseEvent(models.Model):
    """Something that happened to a case; never changed, numbered within the case."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    case = models.ForeignKey(
        Case, models.PROTECT, related_name="events", db_constraint=False, db_index=False
    )
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=24)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    source = models.CharField(max_length=60, default="us")
    actor_person = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=60, default="", blank=True)
    acting_body = models.UUIDField(null=True)
    venue = models.UUIDField(null=True)
    facts = models.JSONField(default=dict)

    class Meta:
        """`recorded_at` is the database's own clock: nobody may give it."""

        db_table = "case_event"
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="one_event_a_number"),
            models.UniqueConstraint(fields=["id", "case"], name="event_of_case"),
            models.UniqueConstraint(
                fields=["case", "kind"],
                name="each_move_once",
                condition=models.Q(
                    kind__in=[
                        "submitted",
                        "accepted",
                        "not_accepted",
                        "granted",
                        "refused",
                        "delivered",
                        "corrected",
                        "withdrawn",
                        "dispatched",
                    ]
                ),
            ),
            SameParent(
                name="event_of_city",
                fields=["case", "city"],
                to="cases.Case",
                to_fields=["id", "city"],
            ),
        ]


class CaseFinding(models.Model):
    """A broken rule that a system elsewhere reported: stored, never refused."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    case = models.ForeignKey(Case, models.PROTECT, related_name="findings")
    event = models.ForeignKey(CaseEvent, models.PROTECT, related_name="+")
    rule_id = models.CharField(max_length=63)
    found_at = models.DateTimeField()

    class Meta:
        """Insert only."""

        db_table = "case_finding"


class CaseCondition(models.Model):
    """A condition of the guide as it was judged for this case."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    case = models.ForeignKey(
        Case,
        models.PROTECT,
        related_name="conditions",
        db_constraint=False,
        db_index=False,
    )
    version = models.ForeignKey(
        "catalogue.ItemVersion",
        models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    condition = models.ForeignKey(
        "catalogue.ItemCondition",
        models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    is_met = models.BooleanField()
    judged_by = models.UUIDField()
    judged_at = models.DateTimeField()

    class Meta:
        """Insert only."""

        db_table = "case_condition"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "condition"], name="one_judgement_a_condition"
            ),
            SameParent(
                name="condition_of_the_guide",
                fields=["version", "condition"],
                to="catalogue.ItemCondition",
                to_fields=["version", "id"],
            ),
            SameParent(
                name="condition_of_the_cases_version",
                fields=["case", "version"],
                to="cases.Case",
                to_fields=["id", "version"],
            ),
        ]
