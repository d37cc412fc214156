"""Bodies that were closed after their end, and what bodies are assessed by."""

from django.db import models

from tongban.plumbing.database.keys import new_key


class BodyClosing(models.Model):
    """Nothing is left at a body that ended: its last posts end with this row."""

    body = models.OneToOneField(
        "orgs.Body", models.PROTECT, primary_key=True, related_name="+"
    )
    city = models.CharField(max_length=12)
    closed_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()

    class Meta:
        """Only added."""

        db_table = "body_closing"


class AssessmentScheme(models.Model):
    """By which figures bodies are assessed, and how many points each is worth: data."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=60)
    # [{"figure": key of an indicator, "points": whole number}, …]
    weights = models.JSONField()
    document_number = models.CharField(max_length=120)
    published_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        """Only added; the newest counts for new sheets."""

        db_table = "assessment_scheme"
        constraints = [
            models.UniqueConstraint(
                fields=["city", "number"], name="one_assessment_scheme_a_number"
            )
        ]


class AssessmentSheet(models.Model):
    """The figures of one body and period as they were published: a snapshot."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    scheme = models.ForeignKey(AssessmentScheme, models.PROTECT, related_name="+")
    body = models.ForeignKey("orgs.Body", models.PROTECT, related_name="+")
    # As it was called on the last day.
    body_name = models.CharField(max_length=120)
    first_day = models.DateField()
    last_day = models.DateField()
    rows = models.JSONField()
    # In tenths of a point: whole numbers add up.
    got = models.PositiveIntegerField()
    of = models.PositiveIntegerField()
    published_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        """Only added."""

        db_table = "assessment_sheet"
        constraints = [
            models.UniqueConstraint(
                fields=["body", "first_day", "last_day"],
                name="one_sheet_a_body_and_period",
            ),
            models.CheckConstraint(
                condition=models.Q(first_day__lte=models.F("last_day")),
                name="a_sheet_is_of_a_period",
            ),
        ]
