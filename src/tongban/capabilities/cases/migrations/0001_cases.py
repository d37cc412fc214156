"""The tables of cases as of 0.1; stands for the four steps in which they first came."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import tongban.plumbing.database.constraints
import tongban.plumbing.database.keys
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('cases', '0001_first'), ('cases', '0002_everyday_turns'), ('cases', '0003_fewer_keys'), ('cases', '0004_tracking_key')]

    initial = True

    dependencies = [
        ('catalogue', '0001_first'),
        ('catalogue', '0002_reviews'),
        ('files', '0001_first'),
        ('materials', '0001_first'),
        ('orgs', '0001_first'),
        ('people', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ('city', models.CharField(max_length=12)),
                ('channel', models.CharField(max_length=12)),
                ('submitted_account', models.UUIDField(null=True)),
                ('filed_at', models.DateTimeField()),
                ('filed_on', models.DateField()),
                ('situations', models.JSONField(default=dict)),
                ('idempotency_key', models.CharField(max_length=80)),
                ('origin_system', models.CharField(blank=True, default='', max_length=60)),
                ('origin_id', models.CharField(blank=True, default='', max_length=120)),
                ('firm', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.firm')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('taken_in_by_body', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.body')),
                ('venue', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.venue')),
                ('version', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.itemversion')),
            ],
            options={
                'db_table': 'application',
                'constraints': [models.UniqueConstraint(fields=('id', 'city'), name='application_of_city'), models.UniqueConstraint(fields=('id', 'version'), name='application_of_version'), models.UniqueConstraint(fields=('city', 'submitted_account', 'idempotency_key'), name='one_application_a_key'), models.CheckConstraint(condition=models.Q(('channel__in', ['web', 'mobile', 'window', 'api'])), name='channel_is_known'), tongban.plumbing.database.constraints.SameParent(fields=('version', 'city'), name='application_version_of_city', to='catalogue.ItemVersion', to_fields=('id', 'city'))],
            },
        ),
        migrations.CreateModel(
            name='HandlingSystem',
            fields=[
                ('code', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
            ],
            options={
                'db_table': 'handling_system',
            },
        ),
        migrations.CreateModel(
            name='ApplicationForm',
            fields=[
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='form', serialize=False, to='cases.application')),
                ('city', models.CharField(max_length=12)),
                ('values', models.JSONField()),
            ],
            options={
                'db_table': 'application_form',
            },
        ),
        migrations.CreateModel(
            name='ApplicationDraft',
            fields=[
                ('id', models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ('city', models.CharField(max_length=12)),
                ('answers', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField()),
                ('revised_at', models.DateTimeField()),
                ('expires_on', models.DateField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.itemversion')),
            ],
            options={
                'db_table': 'application_draft',
                'constraints': [models.UniqueConstraint(fields=('person', 'version'), name='one_draft_a_version')],
            },
        ),
        migrations.CreateModel(
            name='ApplicationReader',
            fields=[
                ('pk', models.CompositePrimaryKey('person_id', 'application_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('city', models.CharField(max_length=12)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.application')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'db_table': 'application_reader',
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ('city', models.CharField(max_length=12)),
                ('case_kind', models.CharField(max_length=12)),
                ('number', models.CharField(max_length=24)),
                ('filed_on', models.DateField()),
                ('state', models.CharField(default='draft', max_length=24)),
                ('last_seq', models.PositiveIntegerField(default=0)),
                ('last_at', models.DateTimeField(null=True)),
                ('submitted_at', models.DateTimeField(null=True)),
                ('accepted_at', models.DateTimeField(null=True)),
                ('accepted_by', models.UUIDField(null=True)),
                ('promised_due_on', models.DateField(null=True)),
                ('statutory_due_on', models.DateField(null=True)),
                ('is_provisional', models.BooleanField(default=False)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.UUIDField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('origin_id', models.CharField(blank=True, default='', max_length=120)),
                ('application', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='cases.application')),
                ('body', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.body')),
                ('item', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.item')),
                ('received_body', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.body')),
                ('venue', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.venue')),
                ('version', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.itemversion')),
                ('handled_by', models.ForeignKey(db_column='handled_by', db_index=False, default='us', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.handlingsystem')),
                ('origin_system', models.ForeignKey(db_column='origin_system', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.handlingsystem')),
                ('corrected_at', models.DateTimeField(null=True)),
                ('tracking_key', models.CharField(db_default='', default='', max_length=64)),
            ],
            options={
                'db_table': 'case',
                'indexes': [models.Index(condition=models.Q(('closed_at', None), ('state__in', ['accepted', 'reviewed'])), fields=['body', 'promised_due_on', 'id'], name='case_running'), models.Index(models.F('body'), django.db.models.functions.comparison.Coalesce(django.db.models.functions.datetime.TruncDate('corrected_at'), models.F('filed_on')), models.F('id'), condition=models.Q(('closed_at', None), ('state', 'submitted')), name='case_to_be_accepted'), models.Index(condition=models.Q(('closed_at', None)), fields=['body', 'filed_on', 'id'], name='case_open'), models.Index(condition=models.Q(('received_body__isnull', False)), fields=['received_body'], name='case_by_receiving_body'), models.Index(condition=models.Q(('venue__isnull', False)), fields=['venue'], name='case_by_venue')],
                'constraints': [models.UniqueConstraint(fields=('id', 'version'), name='case_of_version'), models.UniqueConstraint(fields=('id', 'city'), name='case_of_city'), models.UniqueConstraint(fields=('city', 'number'), name='one_case_a_number')],
            },
        ),
        migrations.CreateModel(
            name='CaseCondition',
            fields=[
                ('id', models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ('city', models.CharField(max_length=12)),
                ('is_met', models.BooleanField()),
                ('judged_by', models.UUIDField()),
                ('judged_at', models.DateTimeField()),
                ('case', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='conditions', to='cases.case')),
                ('condition', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.itemcondition')),
                ('version', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.itemversion')),
            ],
            options={
                'db_table': 'case_condition',
                'constraints': [models.UniqueConstraint(fields=('case', 'condition'), name='one_judgement_a_condition'), tongban.plumbing.database.constraints.SameParent(fields=('version', 'condition'), name='condition_of_the_guide', to='catalogue.ItemCondition', to_fields=('version', 'id')), tongban.plumbing.database.constraints.SameParent(fields=('case', 'version'), name='condition_of_the_cases_version', to='cases.Case', to_fields=('id', 'version'))],
            },
        ),
        migrations.CreateModel(
            name='CaseEvent',
            fields=[
                ('id', models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ('city', models.CharField(max_length=12)),
                ('seq', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=24)),
                ('occurred_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('source', models.CharField(default='us', max_length=60)),
                ('actor_person', models.UUIDField(null=True)),
                ('actor_name', models.CharField(blank=True, default='', max_length=60)),
                ('acting_body', models.UUIDField(null=True)),
                ('venue', models.UUIDField(null=True)),
                ('facts', models.JSONField(default=dict)),
                ('case', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='cases.case')),
            ],
            options={
                'db_table': 'case_event',
                'constraints': [models.UniqueConstraint(fields=('case', 'seq'), name='one_event_a_number'), models.UniqueConstraint(fields=('id', 'case'), name='event_of_case'), tongban.plumbing.database.constraints.SameParent(fields=('case', 'city'), name='event_of_city', to='cases.Case', to_fields=('id', 'city')), models.UniqueConstraint(condition=models.Q(('kind__in', ['submitted', 'accepted', 'not_accepted', 'granted', 'refused', 'delivered', 'corrected', 'withdrawn', 'dispatched'])), fields=('case', 'kind'), name='each_move_once')],
            },
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ('city', models.CharField(max_length=12)),
                ('kind', models.CharField(max_length=24)),
                ('number', models.CharField(max_length=60)),
                ('layout', models.CharField(max_length=40)),
                ('facts', models.JSONField(default=dict)),
                ('issued_at', models.DateTimeField()),
                ('issued_by', models.UUIDField(null=True)),
                ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='cases.case')),
                ('event', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.caseevent')),
            ],
            options={
                'db_table': 'paper',
                'constraints': [models.UniqueConstraint(fields=('event', 'kind'), name='one_paper_of_a_kind'), models.UniqueConstraint(fields=('city', 'number'), name='one_paper_a_number'), tongban.plumbing.database.constraints.SameParent(fields=('event', 'case'), name='paper_of_the_cases_event', to='cases.CaseEvent', to_fields=('id', 'case'))],
            },
        ),
        migrations.CreateModel(
            name='CaseFee',
            fields=[
                ('id', models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ('city', models.CharField(max_length=12)),
                ('amount_fen', models.PositiveBigIntegerField()),
                ('asked_at', models.DateTimeField()),
                ('case', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='fees', to='cases.case')),
                ('fee', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.itemfee')),
                ('version', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.itemversion')),
            ],
            options={
                'db_table': 'case_fee',
                'constraints': [models.UniqueConstraint(fields=('case', 'fee'), name='one_row_a_fee'), tongban.plumbing.database.constraints.SameParent(fields=('version', 'fee', 'amount_fen'), name='fee_of_the_list', to='catalogue.ItemFee', to_fields=('version', 'id', 'amount_fen')), tongban.plumbing.database.constraints.SameParent(fields=('case', 'version'), name='fee_of_the_cases_version', to='cases.Case', to_fields=('id', 'version'))],
            },
        ),
        migrations.CreateModel(
            name='CaseFinding',
            fields=[
                ('id', models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ('city', models.CharField(max_length=12)),
                ('rule_id', models.CharField(max_length=63)),
                ('found_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='cases.case')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.caseevent')),
            ],
            options={
                'db_table': 'case_finding',
            },
        ),
        migrations.CreateModel(
            name='CaseMaterial',
            fields=[
                ('id', models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ('city', models.CharField(max_length=12)),
                ('received_form', models.CharField(max_length=16)),
                ('copies', models.PositiveSmallIntegerField(default=1)),
                ('received_at', models.DateTimeField()),
                ('received_by', models.UUIDField(null=True)),
                ('case', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='materials', to='cases.case')),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('material', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.itemmaterial')),
                ('upload', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.upload')),
                ('version', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.itemversion')),
                ('round', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'db_table': 'case_material',
                'constraints': [models.CheckConstraint(condition=models.Q(('received_form__in', ['original_seen', 'copy_kept', 'paper_kept', 'electronic', 'waived'])), name='received_form_is_known'), models.CheckConstraint(condition=models.Q(('file', None), ('received_form', 'electronic'), _negated=True), name='electronic_material_has_a_file'), tongban.plumbing.database.constraints.SameParent(fields=('version', 'material'), name='material_of_the_guide', to='catalogue.ItemMaterial', to_fields=('version', 'id')), tongban.plumbing.database.constraints.SameParent(fields=('case', 'version'), name='material_of_the_cases_version', to='cases.Case', to_fields=('id', 'version')), models.UniqueConstraint(fields=('case', 'material', 'round'), name='one_row_a_material')],
            },
        ),
        migrations.CreateModel(
            name='CaseStep',
            fields=[
                ('id', models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ('city', models.CharField(max_length=12)),
                ('taken_by', models.UUIDField()),
                ('taken_at', models.DateTimeField()),
                ('opinion', models.TextField(blank=True, default='')),
                ('case', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='cases.case')),
                ('step', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.itemstep')),
                ('version', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.itemversion')),
            ],
            options={
                'db_table': 'case_step',
                'constraints': [models.UniqueConstraint(fields=('case', 'step'), name='one_row_a_step'), tongban.plumbing.database.constraints.SameParent(fields=('version', 'step'), name='step_of_the_flow', to='catalogue.ItemStep', to_fields=('version', 'id')), tongban.plumbing.database.constraints.SameParent(fields=('case', 'version'), name='step_of_the_cases_version', to='cases.Case', to_fields=('id', 'version'))],
            },
        ),
        migrations.CreateModel(
            name='PaperFile',
            fields=[
                ('paper', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='made', serialize=False, to='cases.paper')),
                ('city', models.CharField(max_length=12)),
                ('digest', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
            ],
            options={
                'db_table': 'paper_file',
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ('city', models.CharField(max_length=12)),
                ('role', models.CharField(max_length=40)),
                ('place', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(max_length=12)),
                ('name', models.CharField(max_length=200)),
                ('id_kind', models.CharField(max_length=40)),
                ('id_number', models.CharField(max_length=40)),
                ('id_key', models.CharField(max_length=64)),
                ('phone', models.CharField(default='', max_length=20)),
                ('address', models.CharField(default='', max_length=200)),
                ('mandate', models.CharField(default='', max_length=200)),
                ('application', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='cases.application')),
                ('firm', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.firm')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('version', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.itemversion')),
            ],
            options={
                'db_table': 'party',
                'indexes': [models.Index(fields=['city', 'id_key'], name='party_by_document')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['natural', 'legal'])), name='party_kind_is_known'), models.UniqueConstraint(fields=('application', 'role', 'place'), name='one_party_a_place'), tongban.plumbing.database.constraints.SameParent(fields=('version', 'role'), name='party_role_of_the_guide', to='catalogue.ItemPartyRole', to_fields=('version', 'role')), tongban.plumbing.database.constraints.SameParent(fields=('application', 'version'), name='party_of_the_applications_version', to='cases.Application', to_fields=('id', 'version'))],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ('city', models.CharField(max_length=12)),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.UUIDField()),
                ('answer_by', models.DateField()),
                ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='cases.case')),
                ('version', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.itemversion')),
            ],
            options={
                'db_table': 'correction',
                'constraints': [models.UniqueConstraint(fields=('case',), name='one_correction_notice'), models.UniqueConstraint(fields=('id', 'version'), name='correction_of_version'), tongban.plumbing.database.constraints.SameParent(fields=('case', 'version'), name='correction_of_the_cases_version', to='cases.Case', to_fields=('id', 'version'))],
            },
        ),
        migrations.CreateModel(
            name='CorrectionLine',
            fields=[
                ('id', models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ('city', models.CharField(max_length=12)),
                ('place', models.PositiveSmallIntegerField()),
                ('field', models.CharField(blank=True, default='', max_length=60)),
                ('reason', models.CharField(max_length=200)),
                ('correction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='cases.correction')),
                ('material', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.itemmaterial')),
                ('version', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.itemversion')),
            ],
            options={
                'db_table': 'correction_line',
                'constraints': [models.UniqueConstraint(fields=('correction', 'material'), name='one_line_a_material'), models.UniqueConstraint(condition=models.Q(('field', ''), _negated=True), fields=('correction', 'field'), name='one_line_a_field'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('material', None), models.Q(('field', ''), _negated=True)), models.Q(('field', ''), ('material__isnull', False)), _connector='OR'), models.Q(('reason', ''), _negated=True)), name='a_line_names_one_thing_and_why'), tongban.plumbing.database.constraints.SameParent(fields=('version', 'material'), name='correction_of_the_guide', to='catalogue.ItemMaterial', to_fields=('version', 'id')), tongban.plumbing.database.constraints.SameParent(fields=('correction', 'version'), name='line_of_its_correction', to='cases.Correction', to_fields=('id', 'version'))],
            },
        ),
        migrations.CreateModel(
            name='DeliveryWish',
            fields=[
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='delivery_wish', serialize=False, to='cases.application')),
                ('city', models.CharField(max_length=12)),
                ('way', models.CharField(max_length=12)),
                ('name', models.CharField(blank=True, default='', max_length=60)),
                ('phone', models.CharField(blank=True, default='', max_length=20)),
                ('address', models.CharField(blank=True, default='', max_length=200)),
            ],
            options={
                'db_table': 'delivery_wish',
                'constraints': [models.CheckConstraint(condition=models.Q(('way__in', ['pickup', 'post', 'electronic'])), name='wished_way_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('way', 'post'), _negated=True), models.Q(models.Q(('name', ''), _negated=True), models.Q(('phone', ''), _negated=True), models.Q(('address', ''), _negated=True)), _connector='OR'), name='post_needs_an_address')],
            },
        ),
        migrations.CreateModel(
            name='Dispatch',
            fields=[
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='dispatch', serialize=False, to='cases.case')),
                ('city', models.CharField(max_length=12)),
                ('courier', models.CharField(max_length=60)),
                ('tracking_number', models.CharField(max_length=40)),
                ('sent_at', models.DateTimeField()),
                ('sent_by', models.UUIDField()),
            ],
            options={
                'db_table': 'dispatch',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('courier', ''), _negated=True), models.Q(('tracking_number', ''), _negated=True)), name='dispatch_can_be_tracked')],
            },
        ),
        migrations.CreateModel(
            name='HandOver',
            fields=[
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='hand_over', serialize=False, to='cases.case')),
                ('city', models.CharField(max_length=12)),
                ('way', models.CharField(max_length=12)),
                ('taken_by', models.CharField(blank=True, default='', max_length=60)),
                ('signed_for_at', models.DateTimeField()),
                ('handed_by', models.UUIDField(null=True)),
                ('window', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.window')),
            ],
            options={
                'db_table': 'hand_over',
                'constraints': [models.CheckConstraint(condition=models.Q(('way__in', ['pickup', 'post', 'electronic'])), name='way_of_hand_over_is_known')],
            },
        ),
        migrations.CreateModel(
            name='PreReview',
            fields=[
                ('id', models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ('city', models.CharField(max_length=12)),
                ('answers', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('asked_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('outcome', models.CharField(blank=True, default='', max_length=12)),
                ('opinion', models.CharField(blank=True, default='', max_length=500)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.UUIDField(null=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.body')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.itemversion')),
            ],
            options={
                'db_table': 'pre_review',
                'indexes': [models.Index(condition=models.Q(('outcome', '')), fields=['body', 'due_on', 'id'], name='pre_review_worklist')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('outcome', '')), fields=('person', 'version'), name='one_pre_review_waits'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answered_by', None), ('outcome', '')), models.Q(('answered_at__isnull', False), ('outcome', 'passed')), models.Q(('answered_at__isnull', False), ('outcome', 'returned'), models.Q(('opinion', ''), _negated=True)), _connector='OR'), name='pre_review_says_why_it_returns')],
            },
        ),
        migrations.CreateModel(
            name='TrackingFailure',
            fields=[
                ('id', models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ('city', models.CharField(max_length=12)),
                ('number_key', models.CharField(max_length=64)),
                ('failed_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'tracking_failure',
                'indexes': [models.Index(fields=['city', 'number_key', 'failed_at'], name='tracking_by_number')],
            },
        ),
        migrations.CreateModel(
            name='CorrectionAnswer',
            fields=[
                ('correction', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='answer', serialize=False, to='cases.correction')),
                ('city', models.CharField(max_length=12)),
                ('values', models.JSONField(default=dict)),
                ('answered_at', models.DateTimeField()),
                ('answered_by', models.UUIDField()),
            ],
            options={
                'db_table': 'correction_answer',
            },
        ),
        migrations.AddConstraint(
            model_name='Case',
            constraint=tongban.plumbing.database.constraints.SameParent(fields=('application', 'version'), name='case_of_the_application', to='cases.Application', to_fields=('id', 'version')),
        ),
        migrations.AddConstraint(
            model_name='Case',
            constraint=tongban.plumbing.database.constraints.SameParent(fields=('version', 'item'), name='case_version_of_item', to='catalogue.ItemVersion', to_fields=('id', 'item')),
        ),
        migrations.AddConstraint(
            model_name='Case',
            constraint=tongban.plumbing.database.constraints.SameParent(fields=('item', 'body'), name='case_body_of_item', to='catalogue.Item', to_fields=('id', 'body')),
        ),
    ]

