"""Systems that sign people in here; consents, sign-ins, what was issued, ends; keys; logins."""

from typing import Final

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tongban.plumbing.database.constraints import SameParent
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.sealing.fields import SealedText

DIGEST: Final = 64


class FederationClient(models.Model):
    """A system that may ask who somebody is: whose it is, what for, what it is told."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    body = models.ForeignKey("orgs.Body", models.PROTECT, related_name="+")
    # What the system calls itself by: public, made up, never used again.
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=12)
    secret_digest = models.CharField(max_length=DIGEST, default="", blank=True)
    serves = models.CharField(max_length=8)
    purpose = models.CharField(max_length=200)
    scopes = ArrayField(models.CharField(max_length=20))
    # On which it rests that the system is told more than a number; none: it was registered
    # before this was asked, or is told none.
    assessment = models.ForeignKey(
        "privacy.Assessment", models.PROTECT, null=True, related_name="+"
    )
    # People get one number for each sector: the host of its addresses.
    sector = models.CharField(max_length=120)
    after_sign_out = ArrayField(models.CharField(max_length=300), default=list)
    logout_address = models.CharField(max_length=300, default="", blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    registered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Addresses stand beside it; only the secret and the end ever change."""

        db_table = "federation_client"
        constraints = [
            models.UniqueConstraint(fields=["code"], name="one_client_a_code"),
            models.UniqueConstraint(fields=["id", "body"], name="client_of_body"),
            models.CheckConstraint(
                condition=Q(kind="public", secret_digest="")
                | Q(kind="confidential") & ~Q(secret_digest=""),
                name="a_client_has_a_secret_or_can_keep_none",
            ),
            models.CheckConstraint(
                condition=Q(serves__in=["citizen", "staff"]),
                name="a_client_serves_one_kind_of_people",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="a_client_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="a_client_is_ended_by_somebody",
            ),
        ]


class FederationRedirect(models.Model):
    """An address to which people are led back: exactly this one, letter for letter."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    client = models.ForeignKey(FederationClient, models.PROTECT, related_name="+")
    url = models.CharField(max_length=300)

    class Meta:
        """Insert only. Which addresses will do is in the law file."""

        db_table = "federation_redirect"
        constraints = [
            models.UniqueConstraint(
                fields=["client", "url"], name="one_address_of_a_client"
            )
        ]


class FederationConsent(models.Model):
    """Somebody agreed that a system is told certain things, until they withdraw it."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    account = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    client = models.ForeignKey(FederationClient, models.PROTECT, related_name="+")
    scopes = ArrayField(models.CharField(max_length=20))
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """One at a time; more is agreed to by another one."""

        db_table = "federation_consent"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "client"],
                condition=Q(withdrawn_at=None),
                name="one_consent_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["id", "account", "client"], name="consent_of_whom_to_what"
            ),
        ]


class FederationGrant(models.Model):
    """One sign-in to one system, from one session; its code stands here as a digest."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    client = models.ForeignKey(
        FederationClient, models.PROTECT, related_name="+", db_constraint=False
    )
    account = models.ForeignKey(
        "people.Account", models.PROTECT, related_name="+", db_constraint=False
    )
    consent = models.ForeignKey(
        FederationConsent, models.PROTECT, related_name="+", db_constraint=False
    )
    # No key: sessions are forgotten, and what came from them has ended by then.
    session_id = models.UUIDField(db_index=True)
    redirect = models.CharField(max_length=300)
    scopes = ArrayField(models.CharField(max_length=20))
    nonce = models.CharField(max_length=255, default="", blank=True)
    challenge = models.CharField(max_length=43)
    code_digest = models.CharField(max_length=DIGEST)
    subject = models.CharField(max_length=DIGEST)
    # As whom the city spoke: the address under which it was asked.
    issuer = models.CharField(max_length=200)
    level = models.PositiveSmallIntegerField()
    signed_in_at = models.DateTimeField()
    given_at = models.DateTimeField()
    code_ends_at = models.DateTimeField()

    class Meta:
        """Insert only."""

        db_table = "federation_grant"
        constraints = [
            models.UniqueConstraint(fields=["code_digest"], name="one_grant_a_code"),
            SameParent(
                name="only_a_registered_address",
                fields=["client", "redirect"],
                to="federation.FederationRedirect",
                to_fields=["client", "url"],
            ),
            SameParent(
                name="a_sign_in_rests_on_consent",
                fields=["consent", "account", "client"],
                to="federation.FederationConsent",
                to_fields=["id", "account", "client"],
            ),
        ]
        indexes = [models.Index(fields=["account", "given_at"], name="grants_of_whom")]


class FederationIssue(models.Model):
    """What was issued for a sign-in: the first time for its code, then for each renewal."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    grant = models.ForeignKey(FederationGrant, models.PROTECT, related_name="+")
    # 1 uses the code up, 2 the first renewal token, and so on.
    turn = models.PositiveIntegerField()
    access_digest = models.CharField(max_length=DIGEST)
    refresh_digest = models.CharField(max_length=DIGEST, null=True)  # noqa: DJ001  # unique where there is one
    issued_at = models.DateTimeField()
    access_ends_at = models.DateTimeField()

    class Meta:
        """Insert only: a code, and each renewal token, is used up by the row after it."""

        db_table = "federation_issue"
        constraints = [
            models.UniqueConstraint(
                fields=["grant", "turn"], name="a_code_is_used_once"
            ),
            models.UniqueConstraint(
                fields=["access_digest"], name="one_issue_an_access_token"
            ),
            models.UniqueConstraint(
                fields=["refresh_digest"], name="one_issue_a_refresh_token"
            ),
        ]


class FederationEnd(models.Model):
    """A sign-in to a system is over, with everything that was issued for it."""

    grant = models.OneToOneField(
        FederationGrant, models.PROTECT, primary_key=True, related_name="end"
    )
    city = models.CharField(max_length=12)
    ended_at = models.DateTimeField()
    because = models.CharField(max_length=12)

    class Meta:
        """Insert only."""

        db_table = "federation_end"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    because__in=[
                        "session",
                        "withdrawn",
                        "revoked",
                        "replayed",
                        "client",
                    ]
                ),
                name="an_end_of_a_sign_in_says_why",
            )
        ]


class FederationLogout(models.Model):
    """A system is to be told that a sign-in is over; made by the end itself."""

    grant = models.OneToOneField(
        FederationGrant, models.PROTECT, primary_key=True, related_name="+"
    )
    city = models.CharField(max_length=12)
    next_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        """What waits is found by when it is to be tried next."""

        db_table = "federation_logout"
        indexes = [
            models.Index(
                fields=["city", "next_at"],
                condition=Q(told_at=None),
                name="logouts_that_wait",
            )
        ]


class FederationKey(models.Model):
    """A key that signs what systems are told; its private half is sealed, and goes first."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    public_jwk = models.JSONField()
    private = SealedText(kind="signing_key", subject="id", default="")
    made_at = models.DateTimeField()
    signs_to = models.DateTimeField(null=True)
    shown_to = models.DateTimeField(null=True)

    class Meta:
        """One signs at a time; what it signed is checked with it until that has ended."""

        db_table = "federation_key"
        constraints = [
            models.UniqueConstraint(
                fields=["city"],
                condition=Q(signs_to=None),
                name="one_signing_key_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(signs_to=None, shown_to=None) & ~Q(private="")
                | Q(signs_to__isnull=False, shown_to__gte=F("signs_to"), private=""),
                name="a_key_that_signs_no_more_is_only_shown",
            ),
        ]


class DepartmentLogin(models.Model):
    """A login that a department keeps of its own (IAM-03), and by when it is to be merged."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    body = models.ForeignKey("orgs.Body", models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    address = models.CharField(max_length=300)
    people = models.PositiveIntegerField()
    due_on = models.DateField()
    registered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()

    class Meta:
        """Insert only: another due day would be another line, with the first one closed."""

        db_table = "department_login"
        constraints = [
            models.UniqueConstraint(
                fields=["body", "name"], name="one_login_of_a_name_at_a_body"
            ),
            models.UniqueConstraint(fields=["id", "body"], name="login_of_body"),
        ]


class DepartmentLoginSettled(models.Model):
    """A department's own login is merged into a registered system of it, or closed."""

    login = models.OneToOneField(
        DepartmentLogin, models.PROTECT, primary_key=True, related_name="settled"
    )
    city = models.CharField(max_length=12)
    how = models.CharField(max_length=8)
    client = models.ForeignKey(
        FederationClient, models.PROTECT, null=True, related_name="+"
    )
    settled_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    settled_at = models.DateTimeField()

    class Meta:
        """Insert only: once, and merged names the system that signs in here instead."""

        db_table = "department_login_settled"
        constraints = [
            models.CheckConstraint(
                condition=Q(how="merged", client__isnull=False)
                | Q(how="closed", client=None),
                name="a_merged_login_names_its_system",
            )
        ]
