"""What proves a person besides the password: second factors, recovery codes, proofs given."""

from django.db import models

from tongban.plumbing.database.keys import new_key
from tongban.plumbing.sealing.fields import SealedText


class SecondFactor(models.Model):
    """An authenticator app or a passkey of an account.

    `secret` is the app's shared secret, or what a passkey registered (its public key); it is
    sealed with the person's own key. It counts from the moment at which it proved itself.
    """

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    account = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    name = models.CharField(max_length=40)
    secret = SealedText(kind="person", subject="person_id")
    # By which a passkey is found before anybody is known: the digest of its public name.
    credential_digest = models.CharField(max_length=64, default="", blank=True)
    # How often a passkey says that it signed: a copy of it would fall behind.
    counter = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        """One authenticator app at a time; any number of passkeys."""

        db_table = "second_factor"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="totp", credential_digest="")
                | models.Q(kind="passkey") & ~models.Q(credential_digest=""),
                name="second_factor_kind_is_known",
            ),
            models.UniqueConstraint(
                fields=["account"],
                condition=models.Q(kind="totp", removed_at=None),
                name="one_authenticator_an_account",
            ),
            models.UniqueConstraint(
                fields=["credential_digest"],
                condition=models.Q(kind="passkey"),
                name="one_factor_a_passkey",
            ),
        ]
        indexes = [models.Index(fields=["account"], name="factors_of_an_account")]


class RecoveryCode(models.Model):
    """A code on paper for whoever lost the phone: its keyed hash, good for one sign-in."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    account = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    code_key = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        """New ones end the old ones."""

        db_table = "recovery_code"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "code_key"], name="recovery_codes_differ"
            )
        ]


class AccountProof(models.Model):
    """Somebody proved to be the account's person, in one way, at one moment: a fact.

    It lifts the level of the one session that it is bound to. A one-time code names its
    factor and its time step, so that the database takes it once.
    """

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    account = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    # The session that it lifts, bound once; that row is forgotten earlier than this one.
    session_id = models.UUIDField(null=True)
    method = models.CharField(max_length=16)
    # What the configuration said that the method reaches, on that day.
    level = models.PositiveSmallIntegerField()
    factor = models.ForeignKey(
        SecondFactor, models.PROTECT, null=True, related_name="+"
    )
    step = models.BigIntegerField(null=True)
    # What the provider of a check calls its answer; no picture, no value of the person.
    reference = models.CharField(max_length=80, default="", blank=True)
    proved_at = models.DateTimeField()

    class Meta:
        """A one-time code once."""

        db_table = "account_proof"
        constraints = [
            models.UniqueConstraint(
                fields=["factor", "step"], name="a_step_is_used_once"
            ),
            models.CheckConstraint(
                condition=models.Q(method="totp", factor__isnull=False)
                & models.Q(step__isnull=False)
                | models.Q(method="passkey", factor__isnull=False, step=None)
                | models.Q(method="recovery", factor=None, step=None)
                | models.Q(method__in=["face", "trusted_identity", "certificate"])
                & models.Q(factor=None, step=None)
                & ~models.Q(reference=""),
                name="a_proof_says_how",
            ),
            # The configuration may value a method less, never more.
            models.CheckConstraint(
                condition=models.Q(level__range=(2, 3))
                | models.Q(level=4, method__in=["trusted_identity", "certificate"]),
                name="a_proof_reaches_its_level",
            ),
        ]
        indexes = [models.Index(fields=["session_id"], name="proofs_of_a_session")]
