"""A case keeps the keyed hash of its query code, which the database then compares itself."""

from collections.abc import Iterator

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tongban.capabilities.cases.numbering import tracking_key

_AT_ONCE = 2_000


def give_keys(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Cases that were filed before are tracked by the code on their receipts as well."""
    model = apps.get_model("cases", "Case")
    cases = model.objects.using(schema_editor.connection.alias)
    for chunk in _chunks(cases):
        for row in chunk:
            row.tracking_key = tracking_key(city=row.city, number=row.number)
        cases.bulk_update(chunk, ["tracking_key"])


def _chunks(cases: models.QuerySet[models.Model]) -> Iterator[list[models.Model]]:
    while chunk := list(
        cases.filter(tracking_key="").only("id", "city", "number")[:_AT_ONCE]
    ):
        yield chunk


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_everyday_turns")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="tracking_key",
            field=models.CharField(db_default="", default="", max_length=64),
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
    ]
