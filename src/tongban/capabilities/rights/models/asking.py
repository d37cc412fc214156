"""Dangerous acts: asked for by one person, confirmed by another, used once."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tongban.plumbing.database.keys import new_key

OUTCOMES = ["confirmed", "declined"]


class DangerousAct(models.Model):
    """What no single person does: data, which the law files put here."""

    code = models.CharField(primary_key=True, max_length=40)
    title = models.CharField(max_length=60)
    why = models.CharField(max_length=200)
    asked_by_role = models.CharField(max_length=40)
    confirmed_by_roles = ArrayField(models.CharField(max_length=40))
    days_to_confirm = models.PositiveSmallIntegerField()

    class Meta:
        """Public: a rule that everybody may read."""

        db_table = "dangerous_act"


class ReservedPower(models.Model):
    """A permission that one office holds alone; none: the system's, nobody's."""

    permission = models.CharField(primary_key=True, max_length=80)
    role = models.CharField(max_length=40, default="", blank=True)

    class Meta:
        """A test holds it against the roles as delivered."""

        db_table = "reserved_power"


class ActRequest(models.Model):
    """One person asks for a dangerous act, with everything that it will write."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    act = models.ForeignKey(DangerousAct, models.PROTECT, related_name="+")
    # Compared word for word with what is written when the act is done.
    facts = models.JSONField()
    words = models.CharField(max_length=300)
    document_number = models.CharField(max_length=120)
    reason = models.CharField(max_length=300)
    asked_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    expires_on = models.DateField()

    class Meta:
        """Only added."""

        db_table = "act_request"
        indexes = [
            models.Index(fields=["city", "asked_at"], name="act_request_of_city")
        ]


class ActAnswer(models.Model):
    """Another natural person confirms it or declines."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    request = models.ForeignKey(ActRequest, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12)
    reason = models.CharField(max_length=300, default="", blank=True)
    answered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        """Once for a request."""

        db_table = "act_answer"
        constraints = [
            models.UniqueConstraint(
                fields=["request"], name="a_request_is_answered_once"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=OUTCOMES), name="act_outcome_is_known"
            ),
        ]


class ActUse(models.Model):
    """The one row for whose sake a request was confirmed; a trigger writes it."""

    request = models.OneToOneField(
        ActRequest, models.PROTECT, primary_key=True, related_name="+"
    )
    city = models.CharField(max_length=12)
    subject_id = models.UUIDField()
    used_at = models.DateTimeField()

    class Meta:
        """A confirmation is good for one act."""

        db_table = "act_use"
