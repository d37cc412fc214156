"""What data the platform keeps, and how each is kept safe in each of six links."""

from django.db import models

from tongban.plumbing.database.keys import new_key

LINKS = ["collection", "transmission", "storage", "use", "sharing", "opening"]


class DataResource(models.Model):
    """A version of what is said of a data resource; a draft may have blanks."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    code = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    about = models.CharField(max_length=300)
    # Who keeps it.
    keeper = models.ForeignKey("orgs.Body", models.PROTECT, related_name="+")
    drafted_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()

    class Meta:
        """Only added; another version is drafted."""

        db_table = "data_resource"
        constraints = [
            models.UniqueConstraint(
                fields=["city", "code", "number"], name="one_data_resource_a_number"
            )
        ]


class ResourceLink(models.Model):
    """One of the six links: the control, who answers for it, and what is required."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    resource = models.ForeignKey(
        DataResource, models.PROTECT, related_name="links", db_index=False
    )
    link = models.CharField(max_length=12)
    control = models.CharField(max_length=300, default="", blank=True)
    body = models.ForeignKey("orgs.Body", models.PROTECT, null=True, related_name="+")
    requirement = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        """Only added, with its version."""

        db_table = "data_resource_link"
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "link"], name="one_line_a_link_of_a_resource"
            ),
            models.CheckConstraint(
                condition=models.Q(link__in=LINKS), name="resource_link_is_known"
            ),
        ]


class ResourcePublication(models.Model):
    """From which day a version counts, and who put it there: not who drafted it."""

    resource = models.OneToOneField(
        DataResource, models.PROTECT, primary_key=True, related_name="publication"
    )
    city = models.CharField(max_length=12)
    in_force_from = models.DateField()
    published_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        """Only added; of several versions the latest that has come into force counts."""

        db_table = "data_resource_publication"
