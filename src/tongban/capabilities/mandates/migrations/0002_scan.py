import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0001_first'),
        ('mandates', '0001_mandates'),
    ]

    operations = [
        migrations.AddField(
            model_name='mandate',
            name='scan',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile'),
        ),
    ]
