"""Certificates of window service: what the posts of establishment staff say, on paper."""

from django.db import models

from tongban.plumbing.database.keys import new_key


class ServiceCertificate(models.Model):
    """窗口工作经历证明 (AUT-02): days at windows of a body, counted by the database."""

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    # Drawn by lot: whoever has the paper has it, and nobody guesses another.
    number = models.CharField(max_length=40)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    body = models.ForeignKey("orgs.Body", models.PROTECT, related_name="+")
    until = models.DateField()
    # Written by a trigger from the posts: [{"role", "window", "first", "last"}, …].
    posts = models.JSONField(default=list)
    days = models.PositiveIntegerField(default=0)
    issued_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        """Only added."""

        db_table = "service_certificate"
        constraints = [
            models.UniqueConstraint(
                fields=["city", "number"], name="one_service_certificate_a_number"
            )
        ]
