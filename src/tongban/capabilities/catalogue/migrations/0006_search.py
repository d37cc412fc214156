"""What the search is taught and what it did not find; the index needs no column any more."""

from importlib.resources import files

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import tongban.plumbing.database.keys


TEACH = """
insert into search_synonym (id, city, word, means, is_in_use, revision)
select gen_random_uuid(), city.code, usual.key,
       array(select jsonb_array_elements_text(usual.value)), true, 1
  from city cross join jsonb_each(%s::jsonb) usual
"""


def teach_cities(apps, editor):
    """Cities that stand already get the usual words, as a new one does."""
    data = files("tongban.capabilities.catalogue.finding").joinpath("synonyms.json")
    editor.execute(TEACH, [data.read_text(encoding="utf-8")])


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0005_discarding_and_ending"),
        ("orgs", "0001_first"),
        ("people", "0001_first"),
    ]

    operations = [
        # The column stays for a release: processes of the last one still fill it.
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField("itemversion", "search_text")],
            database_operations=[
                migrations.RunSQL(
                    "alter table item_version alter column search_text set default ''",
                    "alter table item_version alter column search_text drop default",
                )
            ],
        ),
        migrations.CreateModel(
            name="SearchSynonym",
            fields=[
                ("id", models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ("city", models.CharField(max_length=12)),
                ("word", models.CharField(max_length=20)),
                ("means", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
                ("is_in_use", models.BooleanField(default=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(null=True)),
                ("changed_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person")),
            ],
            options={
                "db_table": "search_synonym",
                "constraints": [models.UniqueConstraint(fields=("city", "word"), name="one_synonym_a_word")],
            },
        ),
        migrations.CreateModel(
            name="SearchMiss",
            fields=[
                ("id", models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ("city", models.CharField(max_length=12)),
                ("day", models.DateField()),
                ("words", models.CharField(max_length=24)),
                ("times", models.PositiveIntegerField(default=1)),
            ],
            options={
                "db_table": "search_miss",
                "constraints": [models.UniqueConstraint(fields=("city", "day", "words"), name="one_miss_a_day_and_words")],
            },
        ),
        migrations.RunPython(teach_cities, migrations.RunPython.noop),
    ]
