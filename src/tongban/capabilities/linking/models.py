"""Links: whose account here a foreign account opens, from when to when."""

from typing import Final

from django.db import models
from django.db.models import F, Q

from tongban.plumbing.database.keys import new_key

KEY: Final = 64


class AccountLink(models.Model):
    """An account elsewhere, by the keyed hash of what its provider calls it."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    account = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    subject_key = models.CharField(max_length=KEY)
    # What a sign-in by it proves at most: that of its kind on the day of linking.
    level = models.PositiveSmallIntegerField()
    linked_at = models.DateTimeField()
    unlinked_at = models.DateTimeField(null=True)

    class Meta:
        """Both are facts: another link is another row, and an end stays."""

        db_table = "account_link"
        constraints = [
            models.UniqueConstraint(
                fields=["city", "kind", "subject_key"],
                condition=Q(unlinked_at=None),
                name="one_account_a_foreign_account",
            ),
            models.UniqueConstraint(
                fields=["account", "kind"],
                condition=Q(unlinked_at=None),
                name="one_link_of_a_kind_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(level__in=[1, 2]), name="a_link_proves_little"
            ),
            models.CheckConstraint(
                condition=Q(unlinked_at=None) | Q(unlinked_at__gte=F("linked_at")),
                name="a_link_ends_after_it_began",
            ),
        ]
        indexes = [models.Index(fields=["account"], name="links_of_an_account")]
