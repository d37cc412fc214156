import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_case_open_holds_its_days'),
        ('wording', '0001_first'),
    ]

    operations = [
        migrations.AddField(
            model_name='paper',
            name='wording',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wording.paperwording'),
        ),
    ]
