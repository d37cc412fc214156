"""What else an entry of the material catalogue is called."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("catalogue", "0012_bulk_changes")]

    operations = [
        migrations.AddField(
            model_name="materialtype",
            name="aliases",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=60),
                db_default=[],
                default=list,
                size=None,
            ),
        ),
    ]
