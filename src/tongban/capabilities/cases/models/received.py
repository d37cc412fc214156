"""What a case holds: materials with the form they came in, steps taken, fees, papers."""

from django.db import models

from tongban.capabilities.cases.models.handling import Case, CaseEvent
from tongban.plumbing.database.constraints import SameParent
from tongban.plumbing.database.keys import new_key

RECEIVED_FORMS = ["original_seen", "copy_kept", "paper_kept", "electronic", "waived"]


class CaseMaterial(models.Model):
    """A material of the guide as it was received."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    case = models.ForeignKey(
        Case,
        models.PROTECT,
        related_name="materials",
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
    material = models.ForeignKey(
        "catalogue.ItemMaterial",
        models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    # 0 as it was filed, 1 in answer to the correction notice.
    round = models.PositiveSmallIntegerField(default=0)
    received_form = models.CharField(max_length=16)
    copies = models.PositiveSmallIntegerField(default=1)
    file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, related_name="+"
    )
    upload = models.ForeignKey(
        "materials.Upload", models.PROTECT, null=True, related_name="+"
    )
    received_at = models.DateTimeField()
    received_by = models.UUIDField(null=True)

    class Meta:
        """Insert only."""

        db_table = "case_material"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "material", "round"], name="one_row_a_material"
            ),
            models.CheckConstraint(
                condition=models.Q(received_form__in=RECEIVED_FORMS),
                name="received_form_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(received_form="electronic", file=None),
                name="electronic_material_has_a_file",
            ),
            SameParent(
                name="material_of_the_guide",
                fields=["version", "material"],
                to="catalogue.ItemMaterial",
                to_fields=["version", "id"],
            ),
            SameParent(
                name="material_of_the_cases_version",
                fields=["case", "version"],
                to="cases.Case",
                to_fields=["id", "version"],
            ),
        ]


class CaseStep(models.Model):
    """A step of the published flow that was taken."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    case = models.ForeignKey(
        Case, models.PROTECT, related_name="steps", db_constraint=False, db_index=False
    )
    version = models.ForeignKey(
        "catalogue.ItemVersion",
        models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    step = models.ForeignKey(
        "catalogue.ItemStep",
        models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    taken_by = models.UUIDField()
    taken_at = models.DateTimeField()
    opinion = models.TextField(default="", blank=True)

    class Meta:
        """Insert only."""

        db_table = "case_step"
        constraints = [
            models.UniqueConstraint(fields=["case", "step"], name="one_row_a_step"),
            SameParent(
                name="step_of_the_flow",
                fields=["version", "step"],
                to="catalogue.ItemStep",
                to_fields=["version", "id"],
            ),
            SameParent(
                name="step_of_the_cases_version",
                fields=["case", "version"],
                to="cases.Case",
                to_fields=["id", "version"],
            ),
        ]


class CaseFee(models.Model):
    """A fee of the list, at exactly its amount."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    case = models.ForeignKey(
        Case, models.PROTECT, related_name="fees", db_constraint=False, db_index=False
    )
    version = models.ForeignKey(
        "catalogue.ItemVersion",
        models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    fee = models.ForeignKey(
        "catalogue.ItemFee",
        models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    amount_fen = models.PositiveBigIntegerField()
    asked_at = models.DateTimeField()

    class Meta:
        """Insert only."""

        db_table = "case_fee"
        constraints = [
            models.UniqueConstraint(fields=["case", "fee"], name="one_row_a_fee"),
            SameParent(
                name="fee_of_the_list",
                fields=["version", "fee", "amount_fen"],
                to="catalogue.ItemFee",
                to_fields=["version", "id", "amount_fen"],
            ),
            SameParent(
                name="fee_of_the_cases_version",
                fields=["case", "version"],
                to="cases.Case",
                to_fields=["id", "version"],
            ),
        ]


class Paper(models.Model):
    """An official document that was issued: receipt, acceptance, decision."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    case = models.ForeignKey(
        Case, models.PROTECT, related_name="papers", db_constraint=False
    )
    event = models.ForeignKey(
        CaseEvent, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    kind = models.CharField(max_length=24)
    number = models.CharField(max_length=60)
    layout = models.CharField(max_length=40)
    # The version of its words that was in force on its day; the database sets it, and none
    # means the platform's own.
    wording = models.ForeignKey(
        "wording.PaperWording",
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    facts = models.JSONField(default=dict)
    issued_at = models.DateTimeField()
    issued_by = models.UUIDField(null=True)

    class Meta:
        """Insert only; one paper of a kind for an event."""

        db_table = "paper"
        constraints = [
            models.UniqueConstraint(
                fields=["event", "kind"], name="one_paper_of_a_kind"
            ),
            models.UniqueConstraint(
                fields=["city", "number"], name="one_paper_a_number"
            ),
            SameParent(
                name="paper_of_the_cases_event",
                fields=["event", "case"],
                to="cases.CaseEvent",
                to_fields=["id", "case"],
            ),
        ]


class PaperFile(models.Model):
    """The bytes of an issued paper, made once."""

    paper = models.OneToOneField(
        Paper, models.PROTECT, primary_key=True, related_name="made"
    )
    city = models.CharField(max_length=12)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        """Insert only."""

        db_table = "paper_file"
