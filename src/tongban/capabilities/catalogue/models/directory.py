"""The basic directory: what exists, who claims it, and how what is published agrees."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tongban.capabilities.catalogue.models.versions import (
    Item,
    ItemDraft,
    ItemVersion,
)
from tongban.plumbing.database.keys import new_key

LEVELS = ["national", "provincial", "city"]
# What a directory may rest on (CAT-06): a department's own document is not among them.
RANKS = ["law", "regulation", "rule", "national_policy", "provincial_policy"]


class DirectoryEntry(models.Model):
    """One line of the basic directory; its versions say what it is."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    level = models.CharField(max_length=12)
    basic_code = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        """Insert only."""

        db_table = "directory_entry"
        constraints = [
            models.UniqueConstraint(
                fields=["city", "basic_code"], name="one_entry_a_basic_code"
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=LEVELS), name="directory_level_is_known"
            ),
        ]


class DirectoryVersion(models.Model):
    """What an entry says from a day on. `slots` names every element that must be alike."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    entry = models.ForeignKey(DirectoryEntry, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    item_type = models.CharField(max_length=2)
    # The exercise levels whose bodies may claim it.
    levels = ArrayField(models.CharField(max_length=1))
    slots = models.JSONField()
    basis_title = models.CharField(max_length=200)
    basis_number = models.CharField(max_length=100, default="")
    basis_rank = models.CharField(max_length=20)
    reason = models.CharField(max_length=400, default="")
    effective_on = models.DateField()
    published_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        """Insert only. What it must say is in the law file."""

        db_table = "directory_version"
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "number"], name="one_entry_version_a_number"
            ),
        ]


class DirectoryClaim(models.Model):
    """A body takes an entry on itself: from then on it may publish an implementation."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    entry = models.ForeignKey(DirectoryEntry, models.PROTECT, related_name="+")
    body = models.ForeignKey("orgs.Body", models.PROTECT, related_name="+")
    exercise_level = models.CharField(max_length=1)
    claimed_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField()

    class Meta:
        """Insert only."""

        db_table = "directory_claim"
        constraints = [
            models.UniqueConstraint(fields=["entry", "body"], name="one_claim_a_body"),
        ]


class Implementation(models.Model):
    """A published version of an item held against a version of its entry; written by the law.

    Both texts never change, so what was counted once stays true.
    """

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    entry = models.ForeignKey(DirectoryEntry, models.PROTECT, related_name="+")
    directory_version = models.ForeignKey(
        DirectoryVersion, models.PROTECT, related_name="+"
    )
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    version = models.ForeignKey(ItemVersion, models.PROTECT, related_name="+")
    conforms = models.BooleanField()
    stated = models.PositiveSmallIntegerField()
    equal = models.PositiveSmallIntegerField()
    differing = ArrayField(models.CharField(max_length=40))
    departing = ArrayField(models.CharField(max_length=40))

    class Meta:
        """Nobody but a trigger writes here."""

        db_table = "implementation"
        constraints = [
            models.UniqueConstraint(
                fields=["directory_version", "version"],
                name="one_comparison_a_pair",
            ),
        ]


class DirectoryProposal(models.Model):
    """What a new version of an entry asks of one implementation, until somebody takes it over."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    directory_version = models.ForeignKey(
        DirectoryVersion, models.PROTECT, related_name="+"
    )
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    # Of the body: so that who sees it can be asked of the row.
    body = models.ForeignKey("orgs.Body", models.PROTECT, related_name="+")
    version = models.ForeignKey(ItemVersion, models.PROTECT, related_name="+")
    departing = ArrayField(models.CharField(max_length=40))
    # Taken over once, into this draft; what stood there before in the elements laid over it.
    draft = models.ForeignKey(ItemDraft, models.PROTECT, null=True, related_name="+")
    taken_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+"
    )
    taken_at = models.DateTimeField(null=True)
    replaced = models.JSONField(null=True)

    class Meta:
        """Written by a trigger, taken over by the body's drafter."""

        db_table = "directory_proposal"
        constraints = [
            models.UniqueConstraint(
                fields=["directory_version", "item"], name="one_proposal_a_version"
            ),
        ]
