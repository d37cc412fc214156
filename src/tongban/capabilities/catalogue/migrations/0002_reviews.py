"""Reviews before publication: what was handed in, and what three reviewers said."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import tongban.plumbing.database.keys


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0001_first"),
        ("orgs", "0001_first"),
        ("people", "0001_first"),
    ]

    operations = [
        migrations.AddField(
            model_name="itemdraft",
            name="writers",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), default=list, size=None
            ),
        ),
        migrations.CreateModel(
            name="ItemSubmission",
            fields=[
                ("id", models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ("city", models.CharField(max_length=12)),
                ("number", models.PositiveIntegerField()),
                ("document", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("handed_in_at", models.DateTimeField()),
                ("draft", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.itemdraft")),
                ("handed_in_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person")),
            ],
            options={
                "db_table": "item_submission",
                "constraints": [models.UniqueConstraint(fields=("draft", "number"), name="one_submission_a_number")],
            },
        ),
        migrations.CreateModel(
            name="ItemReview",
            fields=[
                ("id", models.UUIDField(default=tongban.plumbing.database.keys.new_key, primary_key=True, serialize=False)),
                ("city", models.CharField(max_length=12)),
                ("stage", models.CharField(max_length=16)),
                ("outcome", models.CharField(max_length=8)),
                ("opinion", models.CharField(max_length=1000)),
                ("digest", models.CharField(max_length=64)),
                ("reviewed_at", models.DateTimeField()),
                ("body", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orgs.body")),
                ("reviewer", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person")),
                ("submission", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.itemsubmission")),
            ],
            options={
                "db_table": "item_review",
                "constraints": [
                    models.UniqueConstraint(fields=("submission", "stage"), name="reviewed_once_a_stage"),
                    models.CheckConstraint(condition=models.Q(("stage__in", ("first_review", "legality", "gatekeeping"))), name="review_stage_is_known"),
                    models.CheckConstraint(condition=models.Q(("outcome__in", ("passed", "returned"))), name="review_outcome_is_known"),
                ],
            },
        ),
        migrations.AddField(
            model_name="publication",
            name="submission",
            # No deployment has published anything yet: there is no row to fill.
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.itemsubmission"),
        ),
    ]
