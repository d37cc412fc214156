from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_second_factors'),
    ]

    operations = [
        migrations.AddField(
            model_name='accountsession',
            name='sign_in_level',
            field=models.PositiveSmallIntegerField(null=True),
        ),
    ]
