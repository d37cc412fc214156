"""The index of open cases also holds what the worklist counts them by."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Make `case_open` anew, with the columns of `open_cases_by_days`."""

    dependencies = [("cases", "0001_cases")]

    operations = [
        migrations.RemoveIndex(model_name="case", name="case_open"),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("closed_at", None)),
                fields=["body", "filed_on", "id"],
                include=(
                    *("city", "state", "corrected_at", "accepted_at"),
                    *("promised_due_on", "statutory_due_on"),
                ),
                name="case_open",
            ),
        ),
    ]
