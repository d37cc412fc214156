"""Orders of assisted handling and their steps, who serves where, items that may be assisted."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tongban.plumbing.database.keys import new_key

POST_KINDS = ("village", "window", "firm")
TAGS = ("", "key", "specialised")
PATHS = ("on_behalf", "remote")
STEPS = (
    "taken",
    "under_way",
    "filed",
    "done",
    "given_up",
    "handed_on",
    "stopped",
)
BENEFITS = ("certification", "allowance", "none")


class AgencyPost(models.Model):
    """Who serves as agent of a village, at an assistance window, or for a firm; dated.

    The row never changes: it ends by another row, and a new one says what is so from then.
    """

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    kind = models.CharField(max_length=8)
    body = models.ForeignKey("orgs.Body", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    # Themes of guides as "person:040" for which they may be asked; none named: any item.
    themes = ArrayField(models.CharField(max_length=24), default=list)
    firm = models.ForeignKey("people.Firm", models.PROTECT, null=True, related_name="+")
    project = models.CharField(max_length=120, default="", blank=True)
    # 重点企业, 专精特新: why the firm has an officer of its own.
    tag = models.CharField(max_length=12, default="", blank=True)
    valid_from = models.DateField()
    # The day on which it is over.
    valid_to = models.DateField()
    registered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()

    class Meta:
        """Officers of firms name the firm, others do not."""

        db_table = "agency_post"
        indexes = [models.Index(fields=["body", "person"], name="agency_post_of_body")]
        constraints = [
            models.UniqueConstraint(fields=["id", "city"], name="agency_post_of_city"),
            models.CheckConstraint(
                condition=models.Q(kind__in=POST_KINDS, tag__in=TAGS)
                & models.Q(valid_to__gt=models.F("valid_from"))
                & (
                    models.Q(kind="firm", firm__isnull=False)
                    | (
                        models.Q(firm__isnull=True, project="", tag="")
                        & ~models.Q(kind="firm")
                    )
                ),
                name="an_agency_post_is_of_a_kind",
            ),
        ]


class AgencyPostEnd(models.Model):
    """A post ended before its last day."""

    post = models.OneToOneField(
        AgencyPost, models.PROTECT, primary_key=True, related_name="end"
    )
    city = models.CharField(max_length=12)
    # The first day on which it is over.
    ends_on = models.DateField()
    reason = models.CharField(max_length=200)
    ended_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    ended_at = models.DateTimeField()

    class Meta:
        """Once for all."""

        db_table = "agency_post_end"


class AgencyOrder(models.Model):
    """What a person or a firm asks to have done for them, free of charge (代办单).

    No column holds an amount, and no table of this room does: agency costs nothing.
    """

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    body = models.ForeignKey("orgs.Body", models.PROTECT, related_name="+")
    principal_person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+"
    )
    principal_firm = models.ForeignKey(
        "people.Firm", models.PROTECT, null=True, related_name="+"
    )
    asked_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    items = ArrayField(models.UUIDField(), default=list)
    project = models.CharField(max_length=120, default="", blank=True)
    path = models.CharField(max_length=12, default="on_behalf")
    # Who was asked by name, and the mandate that was given to them with it.
    post = models.ForeignKey(AgencyPost, models.PROTECT, null=True, related_name="+")
    mandate = models.ForeignKey(
        "mandates.Mandate", models.PROTECT, null=True, related_name="+"
    )
    asked_at = models.DateTimeField()

    class Meta:
        """One principal, a person or a firm; some item, or a project."""

        db_table = "agency_order"
        indexes = [
            models.Index(
                fields=["principal_person", "-asked_at"], name="agency_order_of_person"
            ),
            models.Index(fields=["body", "-asked_at"], name="agency_order_of_body"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["id", "city"], name="agency_order_of_city"),
            models.CheckConstraint(
                condition=models.Q(
                    principal_person__isnull=False, principal_firm__isnull=True
                )
                | models.Q(principal_person__isnull=True, principal_firm__isnull=False),
                name="an_order_has_one_principal",
            ),
            models.CheckConstraint(
                condition=models.Q(path__in=PATHS)
                & models.Q(items__len__lte=20)
                & (models.Q(items__len__gt=0) | ~models.Q(project="")),
                name="an_order_says_what_for",
            ),
        ]


class AgencyStep(models.Model):
    """What happened with an order after it was asked, numbered within it."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    order = models.ForeignKey(AgencyOrder, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    # Taken: under which mandate. Filed: which case. Handed on: to whose post.
    mandate = models.ForeignKey(
        "mandates.Mandate", models.PROTECT, null=True, related_name="+"
    )
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(AgencyPost, models.PROTECT, null=True, related_name="+")
    # The outcome, or why: read by the principal.
    words = models.CharField(max_length=200, default="", blank=True)
    happened_at = models.DateTimeField()

    class Meta:
        """Each step has what its kind needs."""

        db_table = "agency_step"
        constraints = [
            models.UniqueConstraint(
                fields=["order", "number"], name="one_agency_step_a_number"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=STEPS)
                & (models.Q(kind="taken") | models.Q(mandate__isnull=True))
                & (models.Q(kind="filed") | models.Q(case__isnull=True))
                & (models.Q(kind="handed_on") | models.Q(post__isnull=True)),
                name="an_agency_step_is_of_a_kind",
            ),
        ]


class AssistedItem(models.Model):
    """An item of benefits for the old, and which assisted paths are open; the newest counts."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    item = models.ForeignKey("catalogue.Item", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16)
    paths = ArrayField(models.CharField(max_length=12), default=list)
    said_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        """Only added."""

        db_table = "assisted_item"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "number"], name="one_assisted_item_a_number"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=BENEFITS)
                & models.Q(paths__contained_by=["family", "remote", "on_behalf"]),
                name="an_assisted_item_names_its_paths",
            ),
        ]
