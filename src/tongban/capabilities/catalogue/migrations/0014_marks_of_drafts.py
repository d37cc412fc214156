import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0013_material_aliases'),
    ]

    operations = [
        migrations.AlterField(
            model_name='itemdraft',
            name='unchecked',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), db_default=[], default=list, size=None),
        ),
    ]
