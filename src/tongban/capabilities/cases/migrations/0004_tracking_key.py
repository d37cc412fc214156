"""A case keeps the keyed hash of its query code, which the database then compares itself."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tongban.capabilities.cases.numbering import tracking_key

AT_ONCE = 5_000
WITHOUT = """select id, city, number from "case" where tracking_key = '' limit %s"""
GIVE = """
update "case" c set tracking_key = k.key
  from unnest(%s::uuid[], %s::text[]) k(id, key) where c.id = k.id
"""


def give_keys(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Cases that were filed before are tracked by the code on their receipts as well."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(WITHOUT, [AT_ONCE])
        while rows := cursor.fetchall():
            keys = [tracking_key(city=city, number=number) for _, city, number in rows]
            cursor.execute(GIVE, [[key for key, *_ in rows], keys])
            cursor.execute(WITHOUT, [AT_ONCE])


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_fewer_keys")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="tracking_key",
            field=models.CharField(db_default="", default="", max_length=64),
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
    ]
