"""The one correction notice of a case, what it lists, and what came in answer to it."""

from uuid import UUID

from django.db import models

from tongban.capabilities.cases.models.handling import Case
from tongban.plumbing.database.constraints import SameParent
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.sealing.fields import SealedJSON


class Correction(models.Model):
    """The notice that tells, once, everything that is missing or wrong (art. 32)."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    case = models.ForeignKey(
        Case, models.PROTECT, related_name="corrections", db_constraint=False
    )
    version = models.ForeignKey(
        "catalogue.ItemVersion", models.PROTECT, related_name="+", db_constraint=False
    )
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    answer_by = models.DateField()

    class Meta:
        """Insert only. `answer_by` is advice to the applicant: no law lets it lapse."""

        db_table = "correction"
        constraints = [
            models.UniqueConstraint(fields=["case"], name="one_correction_notice"),
            models.UniqueConstraint(
                fields=["id", "version"], name="correction_of_version"
            ),
            SameParent(
                name="correction_of_the_cases_version",
                fields=["case", "version"],
                to="cases.Case",
                to_fields=["id", "version"],
            ),
        ]


class CorrectionLine(models.Model):
    """One thing to mend: a material of the guide or a field of its form, and why."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    correction = models.ForeignKey(Correction, models.PROTECT, related_name="lines")
    version = models.ForeignKey(
        "catalogue.ItemVersion", models.PROTECT, related_name="+", db_constraint=False
    )
    place = models.PositiveSmallIntegerField()
    material = models.ForeignKey(
        "catalogue.ItemMaterial",
        models.PROTECT,
        null=True,
        related_name="+",
        db_constraint=False,
    )
    field = models.CharField(max_length=60, default="", blank=True)
    reason = models.CharField(max_length=200)

    class Meta:
        """Insert only; the words of the reason stand nowhere else, so they can be purged."""

        db_table = "correction_line"
        constraints = [
            models.UniqueConstraint(
                fields=["correction", "material"], name="one_line_a_material"
            ),
            models.UniqueConstraint(
                fields=["correction", "field"],
                name="one_line_a_field",
                condition=~models.Q(field=""),
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(material=None) & ~models.Q(field="")
                    | models.Q(material__isnull=False, field="")
                )
                & ~models.Q(reason=""),
                name="a_line_names_one_thing_and_why",
            ),
            SameParent(
                name="correction_of_the_guide",
                fields=["version", "material"],
                to="catalogue.ItemMaterial",
                to_fields=["version", "id"],
            ),
            SameParent(
                name="line_of_its_correction",
                fields=["correction", "version"],
                to="cases.Correction",
                to_fields=["id", "version"],
            ),
        ]


class CorrectionAnswer(models.Model):
    """The values typed in answer; what is not listed cannot be changed by it."""

    correction = models.OneToOneField(
        Correction, models.PROTECT, primary_key=True, related_name="answer"
    )
    city = models.CharField(max_length=12)
    values = SealedJSON(kind="application", subject="application_id", default=dict)
    answered_at = models.DateTimeField()
    answered_by = models.UUIDField()

    class Meta:
        """Insert only, while the case waits for it."""

        db_table = "correction_answer"

    @property
    def application_id(self) -> UUID:
        """Whose key seals the values: read it with its notice and case."""
        return self.correction.case.application_id
