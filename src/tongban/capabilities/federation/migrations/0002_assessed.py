"""What a system is told of people rests on an impact assessment.

Nullable: systems that were registered before go on, and are shown as lacking one.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('federation', '0001_first'),
        ('privacy', '0002_sharing'),
    ]

    operations = [
        migrations.AddField(
            model_name='federationclient',
            name='assessment',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='privacy.assessment'),
        ),
    ]
