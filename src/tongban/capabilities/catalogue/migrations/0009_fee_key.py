
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0008_directory'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='itemfee',
            constraint=models.UniqueConstraint(fields=('version', 'id'), name='listed_fee_of_version'),
        ),
    ]
