"""Drafts taken off the list, and entries of authority that end earlier than registered."""

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

_ENDING = (
    ("registered_valid", lambda: django.contrib.postgres.fields.ranges.DateRangeField(null=True)),
    ("ended_at", lambda: models.DateTimeField(null=True)),
    ("ended_by", lambda: models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person")),
)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0004_step_only_if")]

    operations = [
        migrations.AddField("itemdraft", "discarded_at", models.DateTimeField(null=True)),
        migrations.AddField("itemdraft", "discarded_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person")),
        *(migrations.AddField(model, name, make()) for model in ("delegation", "intakemode") for name, make in _ENDING),
    ]
