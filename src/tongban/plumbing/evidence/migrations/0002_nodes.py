"""Hashes of complete subtrees, so that a proof reads hundreds of rows and not all."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The nodes of every eighth level."""

    dependencies = [("evidence", "0001_log")]

    operations = [
        migrations.CreateModel(
            name="Node",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("city", models.CharField(max_length=12)),
                ("level", models.PositiveSmallIntegerField()),
                ("place", models.BigIntegerField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "db_table": "evidence_node",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["city", "level", "place"], name="one_node_at_a_place"
                    )
                ],
            },
        ),
    ]
