"""What the search is taught and what it did not find; the index needs no column any more."""

import json
from importlib.resources import files

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import tongban.plumbing.database.keys


def teach_cities(apps, editor):
    """Cities that stand already get the usual words, as a new one does."""
    data = files("tongban.capabilities.catalogue.finding").joinpath("synonyms.json")
    usual = json.loads(data.read_text(encoding="utf-8"))
    synonym = apps.get_model("catalogue", "SearchSynonym")
    alias = editor.connection.alias
    cities = apps.get_model("orgs", "City").objects.using(alias)
    for city in cities.values_list("code", flat=True):
        synonym.objects.using(alias).bulk_create(
            synonym(city=city, word=word, means=means) for word, means in usual.items()
        )


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0004_step_only_if"),
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
