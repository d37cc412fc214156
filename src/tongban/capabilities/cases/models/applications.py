"""What people file: the application, its parties, its values, and unsent drafts."""

from django.db import models

from tongban.plumbing.database.constraints import SameParent
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.sealing.fields import SealedJSON, SealedText


class ApplicationDraft(models.Model):
    """An unsent application; it can be resumed anywhere and is purged when it expires.

    It is of who types it, for whom it is typed: a person, a firm, or (neither) oneself.
    """

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    for_person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+"
    )
    for_firm = models.ForeignKey(
        "people.Firm", models.PROTECT, null=True, related_name="+"
    )
    version = models.ForeignKey(
        "catalogue.ItemVersion", models.PROTECT, related_name="+"
    )
    answers = SealedJSON(kind="person", subject="person_id", default=dict)
    created_at = models.DateTimeField()
    revised_at = models.DateTimeField()
    expires_on = models.DateField()

    class Meta:
        """One draft a person, version and principal."""

        db_table = "application_draft"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "version", "for_person", "for_firm"],
                name="one_draft_a_principal",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(for_person=None) | models.Q(for_firm=None),
                name="a_draft_has_one_principal",
            ),
        ]


class Application(models.Model):
    """What is filed once: from any channel into the one intake (APP-02)."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    version = models.ForeignKey(
        "catalogue.ItemVersion",
        models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    channel = models.CharField(max_length=12)
    venue = models.ForeignKey(
        "orgs.Venue", models.PROTECT, null=True, related_name="+", db_index=False
    )
    taken_in_by_body = models.ForeignKey(
        "orgs.Body", models.PROTECT, null=True, related_name="+", db_index=False
    )
    submitted_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    submitted_account = models.UUIDField(null=True)
    firm = models.ForeignKey("people.Firm", models.PROTECT, null=True, related_name="+")
    # Under which mandate it was filed for another, where it was.
    mandate = models.ForeignKey(
        "mandates.Mandate", models.PROTECT, null=True, related_name="+"
    )
    filed_at = models.DateTimeField()
    filed_on = models.DateField()
    situations = models.JSONField(default=dict)
    idempotency_key = models.CharField(max_length=80)
    origin_system = models.CharField(max_length=60, default="", blank=True)
    origin_id = models.CharField(max_length=120, default="", blank=True)

    class Meta:
        """Values that name a person live in `application_form`, which can be purged."""

        db_table = "application"
        constraints = [
            models.UniqueConstraint(fields=["id", "city"], name="application_of_city"),
            models.UniqueConstraint(
                fields=["id", "version"], name="application_of_version"
            ),
            models.UniqueConstraint(
                fields=["city", "submitted_account", "idempotency_key"],
                name="one_application_a_key",
            ),
            models.CheckConstraint(
                condition=models.Q(channel__in=["web", "mobile", "window", "api"]),
                name="channel_is_known",
            ),
            SameParent(
                name="application_version_of_city",
                fields=["version", "city"],
                to="catalogue.ItemVersion",
                to_fields=["id", "city"],
            ),
        ]


class ApplicationForm(models.Model):
    """The values that were typed; the only place where they stand."""

    application = models.OneToOneField(
        Application, models.PROTECT, primary_key=True, related_name="form"
    )
    city = models.CharField(max_length=12)
    values = SealedJSON(kind="application", subject="application_id")

    class Meta:
        """Frozen after filing; a lawful purge destroys the key that seals it."""

        db_table = "application_form"


class ApplicationReader(models.Model):
    """A person to whom an application belongs: filer or party."""

    # No number of its own: to be told one, the writer would have to see the row, and
    # a row for another party is not the writer's to see.
    pk = models.CompositePrimaryKey("person_id", "application_id")
    city = models.CharField(max_length=12)
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        """The wall of row-level security reads this for citizens."""

        db_table = "application_reader"


class Party(models.Model):
    """Somebody with a part in the application, with document and mandate."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    application = models.ForeignKey(
        Application,
        models.PROTECT,
        related_name="parties",
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
    role = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    id_kind = models.CharField(max_length=40)
    id_number = SealedText(kind="application", subject="application_id")
    id_key = models.CharField(max_length=64)
    phone = SealedText(kind="application", subject="application_id", default="")
    # By which a desk finds a case from a whole phone number; empty without one.
    phone_key = models.CharField(max_length=64, default="", db_default="", blank=True)
    address = SealedText(kind="application", subject="application_id", default="")
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+"
    )
    firm = models.ForeignKey("people.Firm", models.PROTECT, null=True, related_name="+")
    mandate = models.CharField(max_length=200, default="")

    class Meta:
        """The role must be one that the published version names."""

        db_table = "party"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["natural", "legal"]),
                name="party_kind_is_known",
            ),
            models.UniqueConstraint(
                fields=["application", "role", "place"], name="one_party_a_place"
            ),
            SameParent(
                name="party_role_of_the_guide",
                fields=["version", "role"],
                to="catalogue.ItemPartyRole",
                to_fields=["version", "role"],
            ),
            SameParent(
                name="party_of_the_applications_version",
                fields=["application", "version"],
                to="cases.Application",
                to_fields=["id", "version"],
            ),
        ]
        indexes = [models.Index(fields=["city", "id_key"], name="party_by_document")]
