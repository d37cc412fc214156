import django.db.models.deletion
import tongban.plumbing.database.keys
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_sign_in_level'),
        ('orgs', '0002_window_classes'),
        ('people', '0002_sealed_values'),
        ('rights', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='Readmission',
            fields=[
                ('id', models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ('city', models.CharField(max_length=12)),
                ('papers', models.CharField(max_length=200)),
                ('reason', models.CharField(max_length=300)),
                ('made_at', models.DateTimeField()),
                ('code_key', models.CharField(blank=True, default='', max_length=64)),
                ('code_ends_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.body')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('request', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rights.actrequest')),
            ],
            options={
                'db_table': 'readmission',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('body__isnull', False), ('code_ends_at__isnull', False), ('request', None), models.Q(('code_key', ''), _negated=True)), models.Q(('code_ends_at', None), ('code_key', ''), ('request__isnull', False)), _connector='OR'), name='a_readmission_is_at_a_window_or_of_two')],
            },
        ),
        migrations.CreateModel(
            name='ReadmissionUse',
            fields=[
                ('readmission', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='accounts.readmission')),
                ('city', models.CharField(max_length=12)),
                ('used_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'readmission_use',
            },
        ),
    ]
