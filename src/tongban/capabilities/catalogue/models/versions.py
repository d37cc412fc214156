"""Service items: drafts, published versions with their closed sets, publication."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tongban.capabilities.catalogue.states import MERGED, STANDINGS, TAKEN_IN
from tongban.plumbing.database.keys import new_key

FAMILIES = ["administrative_power", "public_service"]
UNITS = ["working_day", "natural_day", "month", "year"]


class MaterialType(models.Model):
    """An entry of the one material catalogue that items pick from (MAT-01).

    A body proposes it, another person of the catalogue's office takes it in, points to the
    entry that it is already, or declines it. Only what was taken in can be asked for.
    """

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, default="", db_default="")
    issuer = models.CharField(max_length=200, default="", db_default="")
    # What people call it too: 户口本 is the 居民户口簿. Found by, never asked for under.
    aliases = ArrayField(models.CharField(max_length=60), default=list, db_default=[])
    # What the law lets nobody but a named system actor write at once: see law/materials.sql.
    standing = models.CharField(max_length=10, default=TAKEN_IN, db_default=TAKEN_IN)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    proposed_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+"
    )
    proposed_for = models.ForeignKey(
        "orgs.Body", models.PROTECT, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    opinion = models.CharField(max_length=400, default="", db_default="")

    class Meta:
        """Public by law."""

        db_table = "material_type"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(standing__in=STANDINGS),
                name="material_standing_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(standing=MERGED, merged_into__isnull=False)
                | ~models.Q(standing=MERGED) & models.Q(merged_into=None),
                name="only_what_is_merged_points_on",
            ),
            models.UniqueConstraint(
                fields=["city", "code"], name="one_material_type_a_code"
            ),
            models.UniqueConstraint(
                fields=["id", "city"], name="material_type_of_city"
            ),
        ]


class Item(models.Model):
    """A service item handled on application (CAT-01); its versions hold the elements."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    body = models.ForeignKey("orgs.Body", models.PROTECT, related_name="+")
    family = models.CharField(max_length=24)
    item_type = models.CharField(max_length=2)
    basic_code = models.CharField(max_length=64, default="", blank=True)
    implementation_code = models.CharField(max_length=64)
    handling_code = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        """Codes are text up to 64 characters; schemes are checked by findings."""

        db_table = "item"
        constraints = [
            models.UniqueConstraint(
                fields=["city", "handling_code"], name="one_item_a_handling_code"
            ),
            models.UniqueConstraint(fields=["id", "city"], name="item_of_city"),
            models.UniqueConstraint(fields=["id", "body"], name="item_of_body"),
            models.CheckConstraint(
                condition=models.Q(family__in=FAMILIES), name="item_is_on_application"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    family="administrative_power",
                    item_type__in=["01", "04", "05", "07", "08", "09", "10"],
                )
                | models.Q(family="public_service", item_type__in=["11", "20", "21"]),
                name="item_type_of_its_family",
            ),
        ]


class ItemDraft(models.Model):
    """What an officer is writing: one item document, with what was found in it."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    body = models.ForeignKey("orgs.Body", models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="+")
    document = models.JSONField()
    findings = models.JSONField(default=list)
    additions = models.JSONField(default=list)
    source_name = models.CharField(max_length=200, default="")
    source_digest = models.CharField(max_length=64, default="")
    source_document = models.JSONField(null=True)
    # What the platform filled in when the draft began and nobody has seen to since, as
    # elements/marks.py names it.
    unchecked = ArrayField(models.TextField(), default=list, db_default=[])
    drafted_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    # Everybody who wrote in the document. A trigger keeps it: none of them may review it.
    writers = ArrayField(models.UUIDField(), default=list)
    revised_at = models.DateTimeField()
    published_version = models.UUIDField(null=True)
    # The draft that a changed list has put in its place: it says who carried over, and when.
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+"
    )
    # The bulk change that it belongs to: said when it is made, and never again.
    batch = models.ForeignKey(
        "catalogue.BulkChange", models.PROTECT, null=True, related_name="+"
    )
    # Taken off the list by hand: what was reviewed of it stays, nothing more is done to it.
    discarded_at = models.DateTimeField(null=True)
    discarded_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        """A draft is mutable; nothing of a case may point at it."""

        db_table = "item_draft"
        constraints = [
            models.UniqueConstraint(
                fields=["body", "source_name", "source_digest"],
                condition=models.Q(superseded_by=None, discarded_at=None)
                & ~models.Q(source_digest=""),
                name="one_draft_a_source",
            ),
        ]


class ItemVersion(models.Model):
    """One version of an item as it is published: rows are only ever inserted."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    case_kind = models.CharField(max_length=12)
    statutory_value = models.PositiveIntegerField()
    statutory_unit = models.CharField(max_length=12)
    promised_value = models.PositiveIntegerField()
    promised_unit = models.CharField(max_length=12)
    visits = models.PositiveSmallIntegerField()
    form = models.ForeignKey("forms.FormVersion", models.PROTECT, related_name="+")
    elements = models.JSONField()
    digest = models.CharField(max_length=64)
    drafted_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        """`promised_within_statute` is in the law file: it needs a SQL function."""

        db_table = "item_version"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "number"], name="one_version_a_number"
            ),
            models.UniqueConstraint(fields=["id", "item"], name="version_of_item"),
            models.UniqueConstraint(fields=["id", "city"], name="version_of_city"),
            models.CheckConstraint(
                condition=models.Q(case_kind__in=["instant", "promised"]),
                name="case_kind_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(statutory_unit__in=UNITS, promised_unit__in=UNITS),
                name="limit_unit_is_known",
            ),
        ]


class Publication(models.Model):
    """The act that puts a version in force from a day: what was handed in and passed."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    version = models.OneToOneField(ItemVersion, models.PROTECT, related_name="+")
    submission = models.OneToOneField(
        "catalogue.ItemSubmission", models.PROTECT, related_name="+"
    )
    effective_on = models.DateField()
    drafted_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    published_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        """Insert only."""

        db_table = "item_publication"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(drafted_by=models.F("published_by")),
                name="draft_and_publish_by_two_people",
            ),
            models.UniqueConstraint(
                fields=["item", "effective_on"], name="one_version_from_a_day"
            ),
        ]


class Withdrawal(models.Model):
    """The act that takes a version out of force from a day."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    version = models.OneToOneField(ItemVersion, models.PROTECT, related_name="+")
    withdrawn_on = models.DateField()
    reason = models.CharField(max_length=400)
    withdrawn_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField()

    class Meta:
        """Insert only."""

        db_table = "item_withdrawal"
