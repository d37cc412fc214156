"""What people ask of their data: request with its clock, answer, and the copy made for them."""

from django.db import models

from tongban.capabilities.privacy.models.texts import CHANNELS, PrivacyText
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.sealing.fields import SealedText

REQUESTS = ["access", "export", "correct", "delete", "explain"]
OUTCOMES = ["done", "refused"]


class PrivacyRequest(models.Model):
    """查阅、复制、更正、删除、解释说明: acknowledged at once, due on a working day."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    number = models.CharField(max_length=24)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    words = SealedText(kind="person", subject="person_id", default="")
    channel = models.CharField(max_length=8)
    # Of who filed it themselves: the copy holds their sign-ins as well.
    account_id = models.UUIDField(null=True)
    at_body = models.ForeignKey(
        "orgs.Body", models.PROTECT, null=True, related_name="+"
    )
    filed_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    filed_on = models.DateField()
    working_days = models.PositiveSmallIntegerField()
    # The published clock by which it counts; none where the city has published none.
    clock = models.ForeignKey(PrivacyText, models.PROTECT, null=True, related_name="+")
    calendar = models.CharField(max_length=40)
    due_on = models.DateField()

    class Meta:
        """Never changed; what came of it stands in the answer."""

        db_table = "privacy_request"
        constraints = [
            models.UniqueConstraint(
                fields=["city", "number"], name="one_privacy_request_a_number"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=REQUESTS, channel__in=CHANNELS),
                name="privacy_request_kind_is_known",
            ),
        ]
        indexes = [
            models.Index(fields=["city", "due_on"], name="privacy_request_by_day")
        ]


class PrivacyAnswer(models.Model):
    """What came of a request: done, or refused with the article and where to go on."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    request = models.ForeignKey(
        PrivacyRequest, models.PROTECT, related_name="answers", db_index=False
    )
    outcome = models.CharField(max_length=8)
    reason = models.CharField(max_length=500)
    article = models.CharField(max_length=200, default="", blank=True)
    remedy = models.CharField(max_length=200, default="", blank=True)
    # Nobody where the platform itself made the copy that was asked for.
    answered_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField()

    class Meta:
        """Once and for all."""

        db_table = "privacy_answer"
        constraints = [
            models.UniqueConstraint(
                fields=["request"], name="a_privacy_request_is_answered_once"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=OUTCOMES),
                name="privacy_outcome_is_known",
            ),
        ]


class Export(models.Model):
    """A copy of everything was made: its digest stays when the copy itself is gone."""

    request = models.OneToOneField(
        PrivacyRequest, models.PROTECT, primary_key=True, related_name="export"
    )
    city = models.CharField(max_length=12)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        """One a request."""

        db_table = "privacy_export"


class ExportContent(models.Model):
    """The copy itself, sealed with the person's own key; it goes when its time is over."""

    export = models.OneToOneField(
        Export, models.PROTECT, primary_key=True, related_name="content"
    )
    city = models.CharField(max_length=12)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    text = SealedText(kind="person", subject="person_id")
    ends_at = models.DateTimeField()

    class Meta:
        """Read by its person alone."""

        db_table = "privacy_export_content"
