"""Cities, regions, bodies, venues, windows, and the calendar that a city announced."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tongban.plumbing.database.keys import new_key

LEVELS = ["city", "county", "township", "village"]


class City(models.Model):
    """One city of this installation; its code is the city key on every table."""

    code = models.CharField(primary_key=True, max_length=12)
    name = models.CharField(max_length=60)
    host = models.CharField(max_length=200, default="", blank=True)
    zone = models.CharField(max_length=60, default="Asia/Shanghai")
    is_sample = models.BooleanField(default=False)

    class Meta:
        """Public by law."""

        db_table = "city"


class Region(models.Model):
    """A node of the one tree of city, county, township and village (ORG-01)."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    level = models.CharField(max_length=12)
    kind = models.CharField(max_length=24, default="region")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        """The parent is data: never cut from the code."""

        db_table = "region"
        constraints = [
            models.UniqueConstraint(fields=["city", "code"], name="one_region_a_code"),
            models.CheckConstraint(
                condition=models.Q(level__in=LEVELS), name="region_level_is_known"
            ),
        ]


class Body(models.Model):
    """An organ or unit that handles, receives or manages."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)
    uscc = models.CharField(max_length=18)
    level = models.CharField(max_length=12)
    kind = models.CharField(max_length=24)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    phone = models.CharField(max_length=40, default="")
    address = models.CharField(max_length=200, default="")
    # 分管领导、责任科室 as they were loaded (ORG-06).
    leader = models.CharField(max_length=60, null=True)  # noqa: DJ001 - only adding
    section = models.CharField(max_length=60, null=True)  # noqa: DJ001 - only adding

    class Meta:
        """Public by law."""

        db_table = "body"
        constraints = [
            models.UniqueConstraint(fields=["city", "code"], name="one_body_a_code"),
            models.UniqueConstraint(fields=["city", "uscc"], name="one_body_a_uscc"),
            models.UniqueConstraint(fields=["id", "city"], name="body_of_city"),
            models.CheckConstraint(
                condition=models.Q(level__in=LEVELS), name="body_level_is_known"
            ),
        ]


class Venue(models.Model):
    """A hall, service centre or station where people are received."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=12)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    address = models.CharField(max_length=200)
    hours = models.CharField(max_length=200)
    phone = models.CharField(max_length=40)

    class Meta:
        """Public by law."""

        db_table = "venue"
        constraints = [
            models.UniqueConstraint(fields=["city", "code"], name="one_venue_a_code"),
            models.UniqueConstraint(fields=["id", "city"], name="venue_of_city"),
            models.CheckConstraint(
                condition=models.Q(level__in=LEVELS), name="venue_level_is_known"
            ),
        ]


class Window(models.Model):
    """A counter in a venue."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="+")
    number = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=24)

    class Meta:
        """Public by law."""

        db_table = "window"
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "number"], name="one_window_a_number"
            )
        ]


class WindowClass(models.Model):
    """A class of windows by what they are for (WIN-09); a city registers its own as data."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    code = models.CharField(max_length=24)
    name = models.CharField(max_length=60)
    about = models.CharField(max_length=200)
    # The subjects whose items it is for, as "firm:040"; a first draft of its list.
    themes = ArrayField(models.CharField(max_length=12), default=list)

    class Meta:
        """Public by law."""

        db_table = "window_class"
        constraints = [
            models.UniqueConstraint(
                fields=["city", "code"], name="one_window_class_a_code"
            ),
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[a-z][a-z_]*$"),
                name="window_class_code_is_a_word",
            ),
        ]


class CalendarYear(models.Model):
    """One year of working days as announced; a later announcement is a new release."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    release = models.PositiveSmallIntegerField(default=1)
    holidays = models.JSONField()
    make_up = models.JSONField()
    notice = models.CharField(max_length=200)
    announced_on = models.DateField(null=True)

    class Meta:
        """Insert only: a proof names the release that it counted with."""

        db_table = "calendar_year"
        constraints = [
            models.UniqueConstraint(
                fields=["city", "year", "release"], name="one_calendar_a_release"
            )
        ]
