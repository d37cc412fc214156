"""The evidence log: leaves (with their transaction's id), links, heads."""

import django.db.models.deletion
from django.db import migrations, models

import tongban.plumbing.database.keys

LEAF = """
create table evidence_leaf (
  id uuid primary key,
  city text not null,
  kind text not null check (kind in ('audit', 'case_event', 'issued_file', 'seal_use', 'list_release', 'archive_package')),
  body text not null,
  written_at timestamptz not null default now(),
  xid xid8 not null default pg_current_xact_id()
);
create index evidence_leaf_by_xid on evidence_leaf (city, xid, id);
"""


class Migration(migrations.Migration):
    """First tables of the log."""

    initial = True
    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name="Leaf",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        primary_key=True,
                        serialize=False,
                        default=tongban.plumbing.database.keys.new_key,
                    ),
                ),
                ("city", models.CharField(max_length=12)),
                ("kind", models.CharField(max_length=24)),
                ("body", models.TextField()),
                ("written_at", models.DateTimeField()),
                ("xid", models.TextField()),
            ],
            options={"db_table": "evidence_leaf", "managed": False},
        ),
        migrations.RunSQL(LEAF, "drop table evidence_leaf"),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("city", models.CharField(max_length=12)),
                ("seq", models.BigIntegerField()),
                ("leaf_hash", models.BinaryField()),
                (
                    "leaf",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evidence.leaf",
                    ),
                ),
            ],
            options={
                "db_table": "evidence_link",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["city", "seq"], name="one_leaf_at_a_place"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("city", models.CharField(max_length=12)),
                ("size", models.BigIntegerField()),
                ("root", models.BinaryField()),
                ("frontier", models.TextField()),
                ("done_xid", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("key_id", models.CharField(max_length=64)),
                ("signature", models.BinaryField()),
            ],
            options={
                "db_table": "evidence_head",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["city", "size"], name="one_head_of_a_size"
                    )
                ],
            },
        ),
    ]
