"""An assessment may be about sharing: to which body, and what.

Nullable, so that the release before writes its rows on.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('orgs', '0002_window_classes'),
        ('privacy', '0001_privacy'),
    ]

    operations = [
        migrations.AddField(
            model_name='assessment',
            name='receiver',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.body'),
        ),
        migrations.AddField(
            model_name='assessment',
            name='claims',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), null=True, size=None),
        ),
    ]
