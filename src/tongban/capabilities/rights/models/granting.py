"""Grants, their end and their review, and changes of roles."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tongban.capabilities.rights.models.asking import ActRequest
from tongban.plumbing.database.keys import new_key


class PostingGrant(models.Model):
    """Who put whom in which post, on what document; its key is that of the posting."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    body = models.ForeignKey("orgs.Body", models.PROTECT, related_name="+")
    region = models.ForeignKey(
        "orgs.Region", models.PROTECT, null=True, related_name="+"
    )
    window = models.ForeignKey(
        "orgs.Window", models.PROTECT, null=True, related_name="+"
    )
    role = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    # 在编: establishment staff posted to a window keep it on record (AUT-02).
    is_established = models.BooleanField(default=False)
    document_number = models.CharField(max_length=120)
    granted_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    request = models.ForeignKey(ActRequest, models.PROTECT, null=True, related_name="+")

    class Meta:
        """Only added; a trigger adds the posting."""

        db_table = "posting_grant"


class PostingEnd(models.Model):
    """Somebody's posting ends on a day, for a reason."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    posting = models.ForeignKey("people.Posting", models.PROTECT, related_name="+")
    # The first day on which it is not held any more.
    ends_on = models.DateField()
    reason = models.CharField(max_length=300)
    ended_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    ended_at = models.DateTimeField()
    request = models.ForeignKey(ActRequest, models.PROTECT, null=True, related_name="+")

    class Meta:
        """Only added; a trigger shortens the posting."""

        db_table = "posting_end"


class GrantReview(models.Model):
    """A reviewer confirms a posting or ends it."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    posting = models.ForeignKey("people.Posting", models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=8)
    reason = models.CharField(max_length=300)
    reviewed_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()

    class Meta:
        """Only added; where it ends the posting a trigger does."""

        db_table = "grant_review"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["keep", "end"]),
                name="grant_review_outcome_is_known",
            )
        ]
        indexes = [models.Index(fields=["posting", "reviewed_at"], name="last_review")]


class RoleChange(models.Model):
    """A further version of what a role holds in a city; the newest is in force."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    role = models.CharField(max_length=40)
    title = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    permissions = ArrayField(models.CharField(max_length=80))
    changed_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    request = models.ForeignKey(ActRequest, models.PROTECT, related_name="+")

    class Meta:
        """Only added; a trigger writes the rights of the role."""

        db_table = "role_change"
        constraints = [
            models.UniqueConstraint(
                fields=["city", "role", "number"], name="one_version_of_a_role_a_number"
            ),
            models.CheckConstraint(
                condition=models.Q(permissions__len__gte=1),
                name="a_role_holds_something",
            ),
        ]
