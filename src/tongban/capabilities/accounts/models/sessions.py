"""Sessions of people who have signed in, codes sent to phones, checks of identity."""

from django.db import models

from tongban.plumbing.database.keys import new_key


class AccountSession(models.Model):
    """One browser or programme that is known to the platform until it ends.

    The key that the browser holds stands nowhere: its digest does. A row stays after its
    end, so that the browser can be told why, and the person sees where they were.
    """

    id = models.UUIDField(primary_key=True, default=new_key)
    digest = models.CharField(max_length=64)
    city = models.CharField(max_length=12, default="")
    account = models.ForeignKey(
        "people.Account", models.PROTECT, null=True, related_name="+"
    )
    kind = models.CharField(max_length=8)
    data = models.TextField()
    address = models.CharField(max_length=45, default="")
    device = models.CharField(max_length=80, default="")
    idle_minutes = models.PositiveIntegerField()
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=12, default="", blank=True)
    # What a sign-in by somebody else's word reaches by itself; none: as its person does.
    sign_in_level = models.PositiveSmallIntegerField(null=True)

    class Meta:
        """What has ended says why, and the other way round."""

        db_table = "account_session"
        constraints = [
            models.UniqueConstraint(fields=["digest"], name="one_session_a_key"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["page", "api"]),
                name="session_kind_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_because="")
                | models.Q(
                    ended_at__isnull=False,
                    ended_because__in=[
                        "signed_out",
                        "elsewhere",
                        "idle",
                        "expired",
                        "ended",
                    ],
                    data="",
                ),
                name="an_end_says_why_and_keeps_nothing",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "began_at"], name="sessions_of_account")
        ]


class PhoneCode(models.Model):
    """A code that was sent to a phone: keyed hashes of both, for minutes and few tries.

    Made and used by functions alone: nobody has a right on the table.
    """

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    purpose = models.CharField(max_length=12)
    phone_key = models.CharField(max_length=64)
    code_key = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    tries = models.PositiveIntegerField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        """The latest code of a phone is the one that counts."""

        db_table = "phone_code"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(purpose__in=["register", "reset"]),
                name="phone_code_purpose_is_known",
            )
        ]
        indexes = [
            models.Index(fields=["phone_key", "made_at"], name="codes_of_a_phone")
        ]


class IdentityCheck(models.Model):
    """Somebody was found to be who they say, in one way: a fact that stays.

    How sure that is, is the level: 2 name, number and phone agree with the authority's
    register, 3 a face or trusted identity as well, 4 the document seen at a window.
    """

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=16)
    # What the provider calls its answer; no picture and no value of the person.
    reference = models.CharField(max_length=80)
    checked_at = models.DateTimeField()

    class Meta:
        """Each method gives one level."""

        db_table = "identity_check"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level=2, method="register")
                | models.Q(level=3, method__in=["face", "trusted_identity"])
                | models.Q(level=4, method="window"),
                name="a_level_is_that_of_its_method",
            )
        ]
        indexes = [models.Index(fields=["person", "level"], name="checks_of_a_person")]
