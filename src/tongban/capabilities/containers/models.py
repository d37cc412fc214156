"""Mobile apps and what became of them; containers; tickets, entries; what an app was asked."""

from typing import Final

from django.db import models
from django.db.models import F, Q

from tongban.plumbing.database.keys import new_key
from tongban.plumbing.sealing.fields import SealedText

DIGEST: Final = 64


class MobileApp(models.Model):
    """An app of a body: the register says of each whether its matters are done here."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    body = models.ForeignKey("orgs.Body", models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    # Where people get it; an app of a shop may have no page.
    address = models.CharField(max_length=300, default="", blank=True)
    registered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()

    class Meta:
        """Insert only: what becomes of it stands beside it."""

        db_table = "mobile_app"
        constraints = [
            models.UniqueConstraint(
                fields=["body", "name"], name="one_app_of_a_name_at_a_body"
            )
        ]


class Container(models.Model):
    """An app may open our pages inside itself: by which key it speaks, from when to when."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    app = models.ForeignKey(MobileApp, models.PROTECT, related_name="containers")
    # What it calls itself by: public, made up, never used again.
    code = models.CharField(max_length=40)
    # Where people are led back to without the bridge.
    origin = models.CharField(max_length=200)
    # The public half of its key; no secret of it is kept here.
    public_jwk = models.JSONField()
    # How sure of a person its word may be.
    most_level = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    registered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Only the end of one changes; another key is another row."""

        db_table = "container"
        constraints = [
            models.UniqueConstraint(fields=["code"], name="one_container_a_code"),
            models.UniqueConstraint(
                fields=["app"],
                condition=Q(ended_at=None),
                name="one_container_of_an_app_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(most_level__in=[2, 3]), name="a_container_names_people"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="a_container_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="a_container_is_ended_by_somebody",
            ),
        ]


class MobileAppStanding(models.Model):
    """What was said of an app: to be merged by a day, merged into a container, exempt."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    app = models.ForeignKey(MobileApp, models.PROTECT, related_name="standings")
    state = models.CharField(max_length=8)
    into = models.ForeignKey(Container, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=200, default="", blank=True)
    due_on = models.DateField(null=True)
    noted_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        """Insert only: the latest is how it stands."""

        db_table = "mobile_app_standing"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="to_merge", into=None, due_on__isnull=False)
                | Q(state="merged", into__isnull=False, due_on=None)
                | Q(state="exempt", into=None, due_on__isnull=False) & ~Q(reason=""),
                name="an_app_outside_says_why_and_until_when",
            )
        ]


class ContainerTicket(models.Model):
    """An app's word for a person whom it has identified: opens one session, for a minute."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    container = models.ForeignKey(Container, models.PROTECT, related_name="+")
    account = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    # The number that the app gave its signed statement.
    statement = models.CharField(max_length=64)
    digest = models.CharField(max_length=DIGEST)
    level = models.PositiveSmallIntegerField()
    wanted = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        """Insert only; the ticket itself stands nowhere."""

        db_table = "container_ticket"
        constraints = [
            models.UniqueConstraint(
                fields=["container", "statement"], name="a_statement_is_used_once"
            ),
            models.UniqueConstraint(fields=["digest"], name="one_row_a_ticket"),
        ]
        indexes = [models.Index(fields=["account", "made_at"], name="tickets_of_whom")]


class ContainerEntry(models.Model):
    """A ticket was used."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    ticket = models.ForeignKey(ContainerTicket, models.PROTECT, related_name="+")
    # The container through whose address somebody came: the ticket's own, or none.
    container = models.ForeignKey(Container, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        """Insert only, one a ticket."""

        db_table = "container_entry"
        constraints = [
            models.UniqueConstraint(fields=["ticket"], name="a_ticket_is_used_once")
        ]


class ContainerRequest(models.Model):
    """Something that a page asks of the app around it; by its key the app answers."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    container = models.ForeignKey(Container, models.PROTECT, related_name="+")
    account = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    # No key: sessions are forgotten.
    session_id = models.UUIDField()
    act = models.CharField(max_length=12)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        """Insert only."""

        db_table = "container_request"
        constraints = [
            models.CheckConstraint(
                condition=Q(act__in=["face_check", "scan", "pay"]),
                name="an_app_is_asked_for_something_known",
            )
        ]
        indexes = [models.Index(fields=["account", "made_at"], name="asked_by_whom")]


class ContainerAnswer(models.Model):
    """What the app's server said of it, signed. A scanned text is its person's own."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    request = models.ForeignKey(ContainerRequest, models.PROTECT, related_name="+")
    container = models.ForeignKey(Container, models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12)
    reference = models.CharField(max_length=80, default="", blank=True)
    text = SealedText(kind="person", subject="person_id", default="")
    answered_at = models.DateTimeField()

    class Meta:
        """Insert only, one a request."""

        db_table = "container_answer"
        constraints = [
            models.UniqueConstraint(fields=["request"], name="an_app_answers_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=["done", "cancelled", "failed"]),
                name="an_answer_has_a_known_outcome",
            ),
        ]
