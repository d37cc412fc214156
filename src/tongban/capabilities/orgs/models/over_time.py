"""What was so of a body or a region from a day on: rows that are only ever added.

The rows of `body` and `region` are keys for ever, and what was so first. The newest fact
that has begun by a day says what is so on that day.
"""

from django.db import models

from tongban.capabilities.orgs.models.changing import OrgChange
from tongban.capabilities.orgs.models.places import Body, Region
from tongban.plumbing.database.keys import new_key


class BodyFact(models.Model):
    """What a body is called, whose it is and who answers for it, from a day on."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=24)
    parent = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    # 垂直管理: its superior is not the government here (ORG-06).
    is_vertical = models.BooleanField(default=False)
    # 分管领导、责任科室.
    leader = models.CharField(max_length=60, default="", blank=True)
    section = models.CharField(max_length=60, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    address = models.CharField(max_length=200, default="", blank=True)
    # The first of a body that a change founded: before its day there was none.
    is_founding = models.BooleanField(default=False)
    is_ended = models.BooleanField(default=False)
    document_number = models.CharField(max_length=120)
    change = models.ForeignKey(OrgChange, models.PROTECT, related_name="+")

    class Meta:
        """Written by a trigger alone."""

        db_table = "body_fact"
        constraints = [
            models.UniqueConstraint(
                fields=["body", "valid_from"], name="one_fact_a_body_and_day"
            )
        ]


class RegionFact(models.Model):
    """What a region is called and where it belongs, from a day on."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=24)
    parent = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    is_ended = models.BooleanField(default=False)
    document_number = models.CharField(max_length=120)
    change = models.ForeignKey(OrgChange, models.PROTECT, related_name="+")

    class Meta:
        """Written by a trigger alone."""

        db_table = "region_fact"
        constraints = [
            models.UniqueConstraint(
                fields=["region", "valid_from"], name="one_fact_a_region_and_day"
            )
        ]


class Succession(models.Model):
    """Who comes after a body or region that ended, and what they take over."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    from_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    to_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    from_region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    to_region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    from_day = models.DateField()
    takes = models.CharField(max_length=200, default="", blank=True)
    change = models.ForeignKey(OrgChange, models.PROTECT, related_name="+")

    class Meta:
        """Written by a trigger alone; of a body or of a region, never both."""

        db_table = "org_succession"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    from_body__isnull=False,
                    to_body__isnull=False,
                    from_region__isnull=True,
                    to_region__isnull=True,
                )
                | models.Q(
                    from_body__isnull=True,
                    to_body__isnull=True,
                    from_region__isnull=False,
                    to_region__isnull=False,
                ),
                name="succession_of_one_kind",
            )
        ]
