"""事件单: what was found, the steps that the plan asks for, and what happened since."""

from typing import Final

from django.db import models
from django.db.models import Q

from tongban.capabilities.incidents.models.plans import IncidentPlan
from tongban.plumbing.database.keys import new_key

PARTS: Final = ["step", "notice"]
KINDS: Final = [
    "note",
    "estimate",
    "level",
    "done",
    "excused",
    "closed",
    "reopened",
]


class Incident(models.Model):
    """Something is wrong, or is practised as if it were; as it was first reported."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    number = models.CharField(max_length=24)
    plan = models.ForeignKey(IncidentPlan, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    # What was thought of it at first: entries say what is known since.
    level = models.CharField(max_length=30)
    data = models.CharField(max_length=300, default="", blank=True)
    people = models.PositiveIntegerField(null=True)
    is_drill = models.BooleanField()
    title = models.CharField(max_length=120)
    words = models.CharField(max_length=2000)
    found_at = models.DateTimeField()
    found_how = models.CharField(max_length=200)
    # The alarm of the platform from which it was opened, where it was one.
    alarm = models.CharField(max_length=40, default="", blank=True)
    opened_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        """Insert only."""

        db_table = "incident"
        constraints = [
            models.UniqueConstraint(
                fields=["city", "number"], name="one_incident_a_number"
            )
        ]
        indexes = [models.Index(fields=["city", "-found_at"], name="incidents_by_time")]


class IncidentStep(models.Model):
    """What the plan asks for: who does it, or who is told, and by when.

    Written by the database alone, from the plan, when an incident is opened or raised.
    """

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="steps")
    part = models.CharField(max_length=8)
    code = models.CharField(max_length=30)
    title = models.CharField(max_length=200)
    who = models.CharField(max_length=200)
    basis = models.CharField(max_length=300, default="", blank=True)
    hours = models.PositiveIntegerField()
    is_required = models.BooleanField()
    due_at = models.DateTimeField()

    class Meta:
        """Once an incident."""

        db_table = "incident_step"
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "code"], name="one_incident_step_a_code"
            ),
            models.CheckConstraint(
                condition=Q(part__in=PARTS), name="incident_part_is_known"
            ),
        ]


class IncidentEntry(models.Model):
    """What happened, in its order; what was wrong is put right by a later one."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    incident = models.ForeignKey(
        Incident, models.PROTECT, related_name="entries", db_index=False
    )
    # Given by the database.
    number = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=10)
    step = models.ForeignKey(
        IncidentStep, models.PROTECT, null=True, related_name="+", db_index=False
    )
    words = models.CharField(max_length=2000)
    # Of a notice: by what its arrival is proved.
    receipt = models.CharField(max_length=200, default="", blank=True)
    level = models.CharField(max_length=30, default="", blank=True)
    data = models.CharField(max_length=300, default="", blank=True)
    people = models.PositiveIntegerField(null=True)
    # Of a closure.
    cause = models.CharField(max_length=1000, default="", blank=True)
    measures = models.CharField(max_length=1000, default="", blank=True)
    lessons = models.CharField(max_length=1000, default="", blank=True)
    happened_at = models.DateTimeField()
    written_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        """Insert only, one after the other; a step is settled once."""

        db_table = "incident_entry"
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "number"], name="one_incident_entry_a_number"
            ),
            models.UniqueConstraint(
                fields=["step"],
                condition=Q(kind__in=["done", "excused"]),
                name="an_incident_step_is_settled_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=KINDS), name="incident_entry_is_known"
            ),
        ]
