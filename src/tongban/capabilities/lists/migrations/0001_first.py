
import django.contrib.postgres.fields
import django.db.models.deletion
import tongban.plumbing.database.constraints
import tongban.plumbing.database.keys
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalogue', '0009_fee_key'),
        ('orgs', '0001_first'),
        ('people', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='ListHandIn',
            fields=[
                ('id', models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ('city', models.CharField(max_length=12)),
                ('number', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('handed_in_at', models.DateTimeField()),
                ('handed_in_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'db_table': 'list_hand_in',
            },
        ),
        migrations.CreateModel(
            name='ListRelease',
            fields=[
                ('id', models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ('city', models.CharField(max_length=12)),
                ('kind', models.CharField(max_length=24)),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('basis_title', models.CharField(max_length=300)),
                ('basis_number', models.CharField(blank=True, default='', max_length=120)),
                ('basis_article', models.CharField(blank=True, default='', max_length=120)),
                ('basis_rank', models.CharField(max_length=24)),
                ('writers', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('revised_at', models.DateTimeField()),
                ('discarded_at', models.DateTimeField(null=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.body')),
                ('discarded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('venue', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.venue')),
            ],
            options={
                'db_table': 'list_release',
                'constraints': [models.UniqueConstraint(fields=('city', 'kind', 'venue', 'number'), name='one_release_a_number', nulls_distinct=False), models.UniqueConstraint(fields=('id', 'kind'), name='release_of_kind'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('kind__in', ['basic_directory', 'fees', 'resident', 'negative', 'one_visit', 'more_visits', 'promises', 'deferrable', 'clean_up', 'retained_proofs', 'cancelled_proofs', 'city_wide', 'province_wide', 'cross_province', 'township_base', 'township', 'village_base', 'village']), ('basis_rank__in', ['law', 'regulation', 'rule', 'state_policy', 'province_policy'])), models.Q(('kind__in', ['licences', 'intermediaries']), ('basis_rank__in', ['law', 'regulation', 'rule', 'state_policy'])), models.Q(('kind__in', ['special_steps']), ('basis_rank__in', ['law', 'regulation', 'rule'])), _connector='OR'), ('basis_title__regex', '[^\\s\\u00a0\\u3000]')), name='a_list_rests_on_law'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['resident', 'negative', 'township', 'village']), ('venue__isnull', False)), models.Q(('kind__in', ['basic_directory', 'licences', 'intermediaries', 'fees', 'special_steps', 'one_visit', 'more_visits', 'promises', 'deferrable', 'clean_up', 'retained_proofs', 'cancelled_proofs', 'city_wide', 'province_wide', 'cross_province', 'township_base', 'village_base']), ('venue__isnull', True)), _connector='OR'), name='a_list_of_its_hall')],
            },
        ),
        migrations.CreateModel(
            name='ListPublication',
            fields=[
                ('id', models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ('city', models.CharField(max_length=12)),
                ('kind', models.CharField(max_length=24)),
                ('effective_on', models.DateField()),
                ('digest', models.CharField(max_length=64)),
                ('published_at', models.DateTimeField()),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('first_reviewer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('gatekeeper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('hand_in', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='lists.listhandin')),
                ('lawyer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('venue', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.venue')),
                ('release', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='publication', to='lists.listrelease')),
            ],
            options={
                'db_table': 'list_publication',
                'indexes': [models.Index(fields=['city', 'kind', '-effective_on'], name='lists_in_force')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('drafted_by', models.F('first_reviewer')), _negated=True), models.Q(('drafted_by', models.F('lawyer')), _negated=True), models.Q(('drafted_by', models.F('gatekeeper')), _negated=True), models.Q(('drafted_by', models.F('published_by')), _negated=True), models.Q(('first_reviewer', models.F('lawyer')), _negated=True), models.Q(('first_reviewer', models.F('gatekeeper')), _negated=True), models.Q(('first_reviewer', models.F('published_by')), _negated=True), models.Q(('lawyer', models.F('gatekeeper')), _negated=True), models.Q(('lawyer', models.F('published_by')), _negated=True), models.Q(('gatekeeper', models.F('published_by')), _negated=True)), name='a_list_by_five_people'), models.UniqueConstraint(fields=('city', 'kind', 'venue', 'effective_on'), name='one_list_from_a_day', nulls_distinct=False)],
            },
        ),
        migrations.AddField(
            model_name='listhandin',
            name='release',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='lists.listrelease'),
        ),
        migrations.CreateModel(
            name='ListReview',
            fields=[
                ('id', models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ('city', models.CharField(max_length=12)),
                ('stage', models.CharField(max_length=16)),
                ('outcome', models.CharField(max_length=8)),
                ('opinion', models.CharField(max_length=1000)),
                ('reviewed_at', models.DateTimeField()),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.body')),
                ('hand_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='lists.listhandin')),
                ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'db_table': 'list_review',
                'constraints': [models.UniqueConstraint(fields=('hand_in', 'stage'), name='a_list_reviewed_once_a_stage'), models.CheckConstraint(condition=models.Q(('stage__in', ('first_review', 'legality', 'gatekeeping'))), name='list_review_stage_is_known'), models.CheckConstraint(condition=models.Q(('outcome__in', ('passed', 'returned'))), name='list_review_outcome_is_known')],
            },
        ),
        migrations.CreateModel(
            name='ListRow',
            fields=[
                ('id', models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ('city', models.CharField(max_length=12)),
                ('kind', models.CharField(max_length=24)),
                ('reason', models.CharField(blank=True, default='', max_length=24)),
                ('basis', models.CharField(blank=True, default='', max_length=400)),
                ('terms', models.JSONField(default=dict)),
                ('fee', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.itemfee')),
                ('item', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.item')),
                ('material', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.itemmaterial')),
                ('material_type', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.materialtype')),
                ('release', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='lists.listrelease')),
                ('step', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.itemstep')),
                ('version', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.itemversion')),
            ],
            options={
                'db_table': 'list_row',
                'constraints': [models.UniqueConstraint(fields=('release', 'version', 'material', 'fee', 'step', 'material_type'), name='listed_once', nulls_distinct=False), tongban.plumbing.database.constraints.SameParent(fields=('release', 'kind'), name='row_of_its_list', to='lists.ListRelease', to_fields=('id', 'kind')), tongban.plumbing.database.constraints.SameParent(fields=('version', 'item'), name='item_of_the_listed_version', to='catalogue.ItemVersion', to_fields=('id', 'item')), tongban.plumbing.database.constraints.SameParent(fields=('version', 'material'), name='material_of_the_listed_version', to='catalogue.ItemMaterial', to_fields=('version', 'id')), tongban.plumbing.database.constraints.SameParent(fields=('version', 'fee'), name='fee_of_the_listed_version', to='catalogue.ItemFee', to_fields=('version', 'id')), tongban.plumbing.database.constraints.SameParent(fields=('version', 'step'), name='step_of_the_listed_version', to='catalogue.ItemStep', to_fields=('version', 'id')), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['basic_directory', 'licences', 'intermediaries', 'resident', 'negative', 'one_visit', 'more_visits', 'promises', 'city_wide', 'province_wide', 'cross_province', 'township_base', 'township', 'village_base', 'village']), ('fee__isnull', True), ('item__isnull', False), ('material__isnull', True), ('material_type__isnull', True), ('step__isnull', True), ('version__isnull', False)), models.Q(('kind__in', ['fees']), ('fee__isnull', False), ('item__isnull', False), ('material__isnull', True), ('material_type__isnull', True), ('step__isnull', True), ('version__isnull', False)), models.Q(('kind__in', ['special_steps']), ('fee__isnull', True), ('item__isnull', False), ('material__isnull', True), ('material_type__isnull', True), ('step__isnull', False), ('version__isnull', False)), models.Q(('kind__in', ['deferrable', 'clean_up']), ('fee__isnull', True), ('item__isnull', False), ('material__isnull', False), ('material_type__isnull', True), ('step__isnull', True), ('version__isnull', False)), models.Q(('kind__in', ['retained_proofs', 'cancelled_proofs']), ('fee__isnull', True), ('item__isnull', True), ('material__isnull', True), ('material_type__isnull', False), ('step__isnull', True), ('version__isnull', True)), _connector='OR'), name='a_row_names_its_kind'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'basic_directory'), ('terms', {}), ('reason', '')), models.Q(('kind', 'licences'), ('terms', {}), ('reason', '')), models.Q(('kind', 'intermediaries'), ('terms', {}), ('reason', '')), models.Q(('kind', 'fees'), ('terms', {}), ('reason', '')), models.Q(('kind', 'special_steps'), ('terms', {}), ('reason', '')), models.Q(('kind', 'resident'), ('terms', {}), ('reason', '')), models.Q(('kind', 'negative'), ('terms', {}), models.Q(('reason__in', []), models.Q(('reason__in', ['law', 'safety', 'secrecy', 'venue']), ('basis__regex', '[^\\s\\u00a0\\u3000]')), _connector='OR')), models.Q(('kind', 'one_visit'), ('terms', {}), ('reason', '')), models.Q(('kind', 'more_visits'), ('terms__has_keys', ['roadmap', 'target_on']), models.Q(('reason__in', ['by_law', 'no_system', 'on_the_spot', 'several_bodies']), models.Q(('reason__in', []), ('basis__regex', '[^\\s\\u00a0\\u3000]')), _connector='OR')), models.Q(('kind', 'promises'), ('terms__has_keys', ['content', 'liability', 'requirement', 'supervision', 'way']), models.Q(('reason__in', []), models.Q(('reason__in', ['business_licence', 'investment', 'proof']), ('basis__regex', '[^\\s\\u00a0\\u3000]')), _connector='OR')), models.Q(('kind', 'deferrable'), ('terms', {}), ('reason', '')), models.Q(('kind', 'clean_up'), ('terms', {}), models.Q(('reason__in', ['cannot_be_checked', 'covered', 'held_licence', 'no_basis', 'online_check', 'promise']), models.Q(('reason__in', ['kept']), ('basis__regex', '[^\\s\\u00a0\\u3000]')), _connector='OR')), models.Q(('kind', 'retained_proofs'), ('terms', {}), models.Q(('reason__in', []), models.Q(('reason__in', ['none_of_five']), ('basis__regex', '[^\\s\\u00a0\\u3000]')), _connector='OR')), models.Q(('kind', 'cancelled_proofs'), ('terms', {}), models.Q(('reason__in', ['held_licence', 'no_basis', 'other_bodies', 'own_system', 'promise']), models.Q(('reason__in', []), ('basis__regex', '[^\\s\\u00a0\\u3000]')), _connector='OR')), models.Q(('kind', 'city_wide'), ('terms', {}), ('reason', '')), models.Q(('kind', 'province_wide'), ('terms', {}), ('reason', '')), models.Q(('kind', 'cross_province'), ('terms', {}), ('reason', '')), models.Q(('kind', 'township_base'), ('terms', {}), ('reason', '')), models.Q(('kind', 'township'), ('terms', {}), models.Q(('reason__in', ['added', 'base']), models.Q(('reason__in', []), ('basis__regex', '[^\\s\\u00a0\\u3000]')), _connector='OR')), models.Q(('kind', 'village_base'), ('terms', {}), ('reason', '')), models.Q(('kind', 'village'), ('terms', {}), models.Q(('reason__in', ['added', 'base']), models.Q(('reason__in', []), ('basis__regex', '[^\\s\\u00a0\\u3000]')), _connector='OR')), _connector='OR'), name='an_entry_says_why')],
            },
        ),
        migrations.CreateModel(
            name='ProofDemand',
            fields=[
                ('id', models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ('city', models.CharField(max_length=12)),
                ('number', models.CharField(max_length=16)),
                ('demanded_by', models.CharField(max_length=120)),
                ('demanded_on', models.DateField(null=True)),
                ('told', models.CharField(max_length=500)),
                ('phone', models.CharField(blank=True, default='', max_length=20)),
                ('reported_at', models.DateTimeField()),
                ('answer', models.CharField(blank=True, default='', max_length=500)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('material_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.materialtype')),
                ('reported_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'db_table': 'proof_demand',
                'constraints': [models.UniqueConstraint(fields=('city', 'number'), name='one_demand_a_number'), models.CheckConstraint(condition=models.Q(('told__regex', '[^\\s\\u00a0\\u3000]'), ('demanded_by__regex', '[^\\s\\u00a0\\u3000]')), name='a_demand_says_who_and_what'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None), ('answered_by', None)), models.Q(('answer__regex', '[^\\s\\u00a0\\u3000]'), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='an_answer_names_who_gave_it')],
            },
        ),
        migrations.AddConstraint(
            model_name='listhandin',
            constraint=models.UniqueConstraint(fields=('release', 'number'), name='one_hand_in_a_number'),
        ),
    ]
