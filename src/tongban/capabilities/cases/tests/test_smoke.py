import pytest
from tongban.plumbing.database.models import LawRule

@pytest.mark.django_db
def test_rules_are_registered() -> None:
    from django.db import connection
    with connection.cursor() as c:
        c.execute("select count(*) from law_rule")
        print(c.fetchone())
    assert LawRule.objects.count() > 40
