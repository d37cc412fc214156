"""The closed sets of a version: no case may go beyond these rows (CAT-19).

Each row carries the version; a unique key on (version, id) is what the composite keys of
a case point at.
"""

from django.db import models

from tongban.plumbing.database.keys import new_key


class ItemBasis(models.Model):
    """A law that sets the item up, with its article."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    version = models.ForeignKey(
        "catalogue.ItemVersion", models.PROTECT, related_name="bases"
    )
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    document_number = models.CharField(max_length=120, default="")
    article = models.CharField(max_length=120)
    text = models.TextField(default="")
    authority = models.CharField(max_length=120, default="")

    class Meta:
        """Insert only."""

        db_table = "item_basis"


class ItemCondition(models.Model):
    """An acceptance condition; a refusal to accept must name one."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    version = models.ForeignKey(
        "catalogue.ItemVersion", models.PROTECT, related_name="conditions"
    )
    key = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField()
    text = models.TextField()
    # Conditions with one key belong together; what the group is called stands in the
    # elements of the version, word for word.
    group_key = models.CharField(max_length=40, default="", db_default="")
    # One of the group is enough, so failing one alone is no reason to refuse.
    is_any = models.BooleanField(default=False, db_default=False)

    class Meta:
        """Insert only."""

        db_table = "item_condition"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(is_any=True, group_key=""),
                name="any_of_a_group_that_is_named",
            ),
            models.UniqueConstraint(
                fields=["version", "id"], name="condition_of_version"
            ),
            models.UniqueConstraint(
                fields=["version", "key"], name="one_condition_a_key"
            ),
        ]


class ItemSituation(models.Model):
    """A question whose answer changes what is asked."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    version = models.ForeignKey(
        "catalogue.ItemVersion", models.PROTECT, related_name="situations"
    )
    key = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=200)
    help = models.CharField(max_length=300, default="")
    options = models.JSONField()

    class Meta:
        """Insert only."""

        db_table = "item_situation"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "key"], name="one_situation_a_key"
            )
        ]


class ItemMaterial(models.Model):
    """A material that may be asked, picked from the material catalogue."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    version = models.ForeignKey(
        "catalogue.ItemVersion", models.PROTECT, related_name="materials"
    )
    material_type = models.ForeignKey(
        "catalogue.MaterialType", models.PROTECT, related_name="+"
    )
    key = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    necessity = models.CharField(max_length=12)
    form = models.CharField(max_length=12)
    trust = models.CharField(max_length=1)
    is_waived = models.BooleanField(default=False)
    when = models.JSONField(default=list)
    details = models.JSONField(default=dict)

    class Meta:
        """Insert only."""

        db_table = "item_material"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "id"], name="material_of_version"
            ),
            models.UniqueConstraint(
                fields=["version", "key"], name="one_material_a_key"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    necessity__in=["required", "optional", "deferrable"]
                ),
                name="material_necessity_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(form__in=["paper", "electronic", "either"]),
                name="material_form_is_known",
            ),
        ]


class ItemStep(models.Model):
    """A step of the published flow; a special step says whether its time counts."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    version = models.ForeignKey(
        "catalogue.ItemVersion", models.PROTECT, related_name="steps"
    )
    key = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=60, default="")
    standard = models.TextField(default="")
    limit_value = models.PositiveIntegerField(default=0)
    limit_unit = models.CharField(max_length=12, default="working_day")
    is_special = models.BooleanField(default=False)
    counts = models.BooleanField(default=True)
    # When a special step takes place, where it does not in every case (a hearing, say).
    only_if = models.TextField(default="")
    basis = models.TextField(default="")

    class Meta:
        """Insert only."""

        db_table = "item_step"
        constraints = [
            models.UniqueConstraint(fields=["version", "id"], name="step_of_version"),
            models.UniqueConstraint(fields=["version", "key"], name="one_step_a_key"),
        ]


class ItemFee(models.Model):
    """A fee on the list, with its exact amount and basis (licensing law art. 58)."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    version = models.ForeignKey(
        "catalogue.ItemVersion", models.PROTECT, related_name="fees"
    )
    key = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    amount_fen = models.PositiveBigIntegerField()
    standard = models.TextField()
    basis = models.TextField()
    waiver = models.TextField(default="")

    class Meta:
        """Insert only."""

        db_table = "item_fee"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "id", "amount_fen"], name="fee_of_version"
            ),
            # What lists point at; bills also hold on to the amount.
            models.UniqueConstraint(
                fields=["version", "id"], name="listed_fee_of_version"
            ),
            models.UniqueConstraint(fields=["version", "key"], name="one_fee_a_key"),
            models.CheckConstraint(
                condition=~models.Q(basis=""), name="no_fee_without_a_basis"
            ),
        ]


class ItemPartyRole(models.Model):
    """Who may or must take part: applicant, seller, buyer, agent."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    version = models.ForeignKey(
        "catalogue.ItemVersion", models.PROTECT, related_name="party_roles"
    )
    role = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=60)
    fewest = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField()

    class Meta:
        """Insert only."""

        db_table = "item_party_role"
        constraints = [
            models.UniqueConstraint(fields=["version", "role"], name="role_of_version")
        ]
