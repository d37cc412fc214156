"""Published texts (notice, consents, rules of the city), and who has seen or agreed."""

from django.db import models

from tongban.plumbing.database.keys import new_key

KINDS = ["notice", "consent", "clock", "retention", "misuse"]
CHANNELS = ["web", "window", "api"]


class PrivacyText(models.Model):
    """A version as it was drafted: the notice, a kind of consent, or a rule as data."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    kind = models.CharField(max_length=12)
    # Which one of its kind: consents are several, of the rest there is one a city.
    code = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    content = models.JSONField()
    drafted_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()

    class Meta:
        """Never changed: another version is drafted."""

        db_table = "privacy_text"
        constraints = [
            models.UniqueConstraint(
                fields=["city", "kind", "code", "number"],
                name="one_privacy_text_a_number",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=KINDS), name="privacy_text_kind_is_known"
            ),
        ]


class PrivacyPublication(models.Model):
    """From which day a version counts, and who put it there: not who drafted it."""

    text = models.OneToOneField(
        PrivacyText, models.PROTECT, primary_key=True, related_name="publication"
    )
    city = models.CharField(max_length=12)
    in_force_from = models.DateField()
    published_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        """Of several, the one with the latest first day that has come counts."""

        db_table = "privacy_publication"


class Acknowledgement(models.Model):
    """Somebody was shown the notice in force, before anything of theirs was kept."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    text = models.ForeignKey(PrivacyText, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8)
    at_body = models.ForeignKey(
        "orgs.Body", models.PROTECT, null=True, related_name="+"
    )
    acknowledged_at = models.DateTimeField()

    class Meta:
        """Once a version."""

        db_table = "privacy_acknowledgement"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "text"], name="one_acknowledgement_a_version"
            ),
            models.CheckConstraint(
                condition=models.Q(channel__in=CHANNELS),
                name="acknowledged_on_a_known_channel",
            ),
        ]


class Consent(models.Model):
    """Somebody agreed to one thing that no statute orders, separately, in these words."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    text = models.ForeignKey(PrivacyText, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    given_at = models.DateTimeField()

    class Meta:
        """Stands until it is withdrawn."""

        db_table = "privacy_consent"


class Withdrawal(models.Model):
    """A consent was taken back: at any moment, without a reason."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    consent = models.ForeignKey(
        Consent, models.PROTECT, related_name="withdrawals", db_index=False
    )
    withdrawn_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField()

    class Meta:
        """Once; another consent is another row."""

        db_table = "privacy_withdrawal"
        constraints = [
            models.UniqueConstraint(
                fields=["consent"], name="a_consent_is_withdrawn_once"
            )
        ]
