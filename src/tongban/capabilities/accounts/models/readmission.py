"""Somebody who lost the phone and every code is let back in by people who saw them."""

from django.db import models

from tongban.plumbing.database.keys import new_key


class Readmission(models.Model):
    """What kept somebody's account is taken away, because who it is was seen in person.

    A citizen's: a clerk at a window, at once; a code, told once, makes the account anew with
    another phone. An account of staff: two administrators; only the factors go.
    """

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    account = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    body = models.ForeignKey("orgs.Body", models.PROTECT, null=True, related_name="+")
    # What was seen of them, and why: no number stands here.
    papers = models.CharField(max_length=200)
    reason = models.CharField(max_length=300)
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    request = models.ForeignKey(
        "rights.ActRequest", models.PROTECT, null=True, related_name="+"
    )
    code_key = models.CharField(max_length=64, default="", blank=True)
    code_ends_at = models.DateTimeField(null=True)

    class Meta:
        """Only added; a trigger takes away what kept the account."""

        db_table = "readmission"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    request=None, body__isnull=False, code_ends_at__isnull=False
                )
                & ~models.Q(code_key="")
                | models.Q(request__isnull=False, code_key="", code_ends_at=None),
                name="a_readmission_is_at_a_window_or_of_two",
            )
        ]


class ReadmissionUse(models.Model):
    """The code was used: a function writes it, once."""

    readmission = models.OneToOneField(
        Readmission, models.PROTECT, primary_key=True, related_name="+"
    )
    city = models.CharField(max_length=12)
    used_at = models.DateTimeField()

    class Meta:
        """A code is good for one return."""

        db_table = "readmission_use"
