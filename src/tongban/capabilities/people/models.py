"""Natural persons, firms and who acts for them, accounts, postings, roles."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from tongban.plumbing.database.keys import new_key
from tongban.plumbing.sealing.fields import SealedText

# 三员: who runs the system, who grants, who audits. No natural person is two of them.
ADMINISTRATORS = [
    "system_administrator",
    "security_administrator",
    "audit_administrator",
]


class Person(models.Model):
    """A natural person (IAM-04), known by kind and number of an identity document.

    `id_key` is the keyed hash by which people are found; append-only rows hold
    it or the key of the row, never the number. Number, phone and address are sealed
    with the person's own key.
    """

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    name = models.CharField(max_length=50)
    id_kind = models.CharField(max_length=40)
    id_number = SealedText(kind="person", subject="id")
    id_key = models.CharField(max_length=64)
    born_on = models.DateField(null=True)
    phone = SealedText(kind="person", subject="id", default="")
    address = SealedText(kind="person", subject="id", default="")

    class Meta:
        """One person a document in a city."""

        db_table = "person"
        constraints = [
            models.UniqueConstraint(
                fields=["city", "id_key"], name="one_person_a_document"
            ),
            models.UniqueConstraint(fields=["id", "city"], name="person_of_city"),
        ]


class Firm(models.Model):
    """A legal person; it acts only through named natural persons."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    name = models.CharField(max_length=120)
    uscc = models.CharField(max_length=18)
    kind = models.CharField(max_length=24)
    address = models.CharField(max_length=200, default="")
    # Often a person's own, though it stands in a register of firms.
    phone = SealedText(kind="firm", subject="id", default="")
    legal_representative = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        """One firm a credit code in a city."""

        db_table = "firm"
        constraints = [
            models.UniqueConstraint(fields=["city", "uscc"], name="one_firm_a_uscc"),
            models.UniqueConstraint(fields=["id", "city"], name="firm_of_city"),
        ]


class FirmAgent(models.Model):
    """A person who may act for a firm, for a scope and a time."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    firm = models.ForeignKey(Firm, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=24)
    scope = models.CharField(max_length=200, default="")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        """Legal representatives stand here as well, so one table answers."""

        db_table = "firm_agent"
        constraints = [
            models.UniqueConstraint(
                fields=["firm", "person", "valid_from"], name="one_agency_from_a_day"
            )
        ]


class AccountManager(BaseUserManager["Account"]):
    """Django asks for a manager that finds by login."""


class Account(AbstractBaseUser):
    """A way to sign in; staff accounts always belong to a named person (IAM-06)."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    login = models.CharField(max_length=60)
    kind = models.CharField(max_length=12)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = AccountManager()

    class Meta:
        """A login is unique; the shape is the one that Django's sign-in expects."""

        db_table = "account"
        constraints = [
            models.UniqueConstraint(fields=["login"], name="one_account_a_login"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["citizen", "staff"]),
                name="account_kind_is_known",
            ),
        ]


class Posting(models.Model):
    """A person holds a role at a body, from a day to a day."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    body = models.ForeignKey("orgs.Body", models.PROTECT, related_name="+")
    window = models.ForeignKey(
        "orgs.Window", models.PROTECT, null=True, related_name="+"
    )
    # Besides the body, every body below this region: for roles that oversee.
    region = models.ForeignKey(
        "orgs.Region", models.PROTECT, null=True, related_name="+"
    )
    role = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    # The grant, stand-in, hand-over or appointment that wrote it; none: it was loaded.
    because_id = models.UUIDField(null=True)

    class Meta:
        """The two-person rules and the authority rules read this table.

        The application's role adds none and changes none: triggers of the room "rights"
        write what a grant, an end or a stand-in says.
        """

        db_table = "posting"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "body", "role", "valid_from"],
                name="one_posting_from_a_day",
            ),
            ExclusionConstraint(
                name="one_person_one_administrator",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("role", RangeOperators.NOT_EQUAL),
                    (
                        models.Func("valid_from", "valid_to", function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=models.Q(role__in=ADMINISTRATORS),
            ),
        ]


class RoleGrant(models.Model):
    """A role holds a permission: roles are data, permission names are code.

    Without a city: as delivered. Where a city has rows of its own for a role, those alone
    count there; a trigger writes them from what two people agreed on.
    """

    city = models.CharField(max_length=12, default="", db_default="", blank=True)
    role = models.CharField(max_length=40)
    permission = models.CharField(max_length=80)

    class Meta:
        """Public to staff: anyone may see what a role may do."""

        db_table = "role_grant"
        constraints = [
            models.UniqueConstraint(
                fields=["city", "role", "permission"], name="one_grant_a_role"
            )
        ]
