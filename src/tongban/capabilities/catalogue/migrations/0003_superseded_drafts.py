"""A draft that a changed list has replaced names the newer one; one draft a row of a list."""

import django.db.models.deletion
from django.db import migrations, models

# Of drafts with the same source, which earlier imports could leave, the newest stands.
KEEP_THE_NEWEST = """
update item_draft d set superseded_by_id = n.id
  from (select distinct on (body_id, source_name, source_digest) id, body_id, source_name, source_digest
          from item_draft where source_digest <> '' order by body_id, source_name, source_digest, id desc) n
 where (d.body_id, d.source_name, d.source_digest) = (n.body_id, n.source_name, n.source_digest) and d.id <> n.id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0002_reviews"),
        ("orgs", "0001_first"),
        ("people", "0001_first"),
    ]

    operations = [
        migrations.AddField(
            model_name="itemdraft",
            name="superseded_by",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.itemdraft"),
        ),
        migrations.RunSQL(KEEP_THE_NEWEST, migrations.RunSQL.noop),
        # The key of that update is asked for now: a table with pending checks takes no index.
        migrations.RunSQL("set constraints all immediate; set constraints all deferred", migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="itemdraft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_by", None), models.Q(("source_digest", ""), _negated=True)),
                fields=("body", "source_name", "source_digest"),
                name="one_draft_a_source",
            ),
        ),
    ]
