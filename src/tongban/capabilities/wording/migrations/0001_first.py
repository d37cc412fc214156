
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
import tongban.plumbing.database.keys
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalogue', '0001_first'),
        ('orgs', '0001_first'),
        ('people', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='PaperWording',
            fields=[
                ('id', models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ('city', models.CharField(max_length=12)),
                ('kind', models.CharField(max_length=24)),
                ('number', models.PositiveIntegerField()),
                ('blocks', models.JSONField()),
                ('note', models.CharField(blank=True, default='', max_length=200)),
                ('drafted_at', models.DateTimeField()),
                ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.body')),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'db_table': 'paper_wording',
                'constraints': [models.UniqueConstraint(fields=('city', 'kind', 'body', 'number'), name='one_wording_a_number', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('number__gte', 2)), name='the_first_wording_is_the_platforms')],
            },
        ),
        migrations.CreateModel(
            name='WordingInForce',
            fields=[
                ('wording', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='in_force', serialize=False, to='wording.paperwording')),
                ('city', models.CharField(max_length=12)),
                ('kind', models.CharField(max_length=24)),
                ('effective_on', models.DateField()),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('put_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.body')),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('put_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'db_table': 'wording_in_force',
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('city', '='), ('kind', '='), (django.db.models.functions.comparison.Coalesce('body', models.Value(uuid.UUID('00000000-0000-0000-0000-000000000000'))), '='), ('valid', '&&')], name='one_wording_at_a_time'), models.CheckConstraint(condition=models.Q(('drafted_by', models.F('put_by')), _negated=True), name='put_in_force_by_another')],
            },
        ),
    ]
