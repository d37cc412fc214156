"""Each principal has a draft: what stands under the old key stands under the new one as well.

The narrower constraints go with the step that brings the wider ones. The release before
makes no second draft of a version, so it meets none but those that the new one has made.
"""

import django.db.models.deletion
from django.db import migrations, models

_KEYS = (('for_person', 'people.person'), ('for_firm', 'people.firm'))


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0006_filed_under_a_mandate'),
        ('people', '0002_sealed_values'),
    ]

    operations = [
        *(
            migrations.AddField(
                model_name=model,
                name=name,
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=to),
            )
            for model in ('applicationdraft', 'prereview')
            for name, to in _KEYS
        ),
        migrations.AddConstraint(
            model_name='applicationdraft',
            constraint=models.UniqueConstraint(fields=('person', 'version', 'for_person', 'for_firm'), name='one_draft_a_principal', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='applicationdraft',
            constraint=models.CheckConstraint(condition=models.Q(('for_person', None), ('for_firm', None), _connector='OR'), name='a_draft_has_one_principal'),
        ),
        migrations.RemoveConstraint(model_name='applicationdraft', name='one_draft_a_version'),
        migrations.AddConstraint(
            model_name='prereview',
            constraint=models.UniqueConstraint(condition=models.Q(('outcome', '')), fields=('person', 'version', 'for_person', 'for_firm'), name='one_pre_review_of_a_draft_waits', nulls_distinct=False),
        ),
        migrations.RemoveConstraint(model_name='prereview', name='one_pre_review_waits'),
    ]
