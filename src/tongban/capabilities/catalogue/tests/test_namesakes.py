"""Who begins an item is told what the body has already under nearly its name."""

import pytest

from tongban.capabilities.catalogue.queries import list_drafts
from tongban.capabilities.catalogue.testing import Office, publish_item
from tongban.capabilities.catalogue.tests.typing_in import browser, text_of
from tongban.capabilities.orgs.testing import TestCity

pytestmark = pytest.mark.django_db


def test_an_item_of_nearly_the_same_name_is_told_of_before_it_is_begun_again(
    city: TestCity, office: Office
) -> None:
    guide = publish_item(city, office)
    client = browser(office.drafter)
    posted = {"name": f"{guide.name}（新办）", "org": "MARKET", "item_type": "20"}
    told = client.post("/desk/items/new", posted)
    assert told.status_code == 200
    assert "这个单位已经有名称相近的" in text_of(told)
    (one,) = told.context["namesakes"]
    assert (one["name"], one["standing"]) == (guide.name, "已经发布")
    assert one["href"] == f"/desk/items/{guide.handling_code}"
    assert list_drafts(actor=office.drafter) == []
    # Told of this name, whoever wants it all the same begins it; another name is looked at.
    told_of = {"told_of": posted["name"]}
    assert client.post("/desk/items/new", posted | told_of).status_code == 302
    again = client.post("/desk/items/new", posted | told_of | {"name": guide.name})
    standing = [one["standing"] for one in again.context["namesakes"]]
    assert sorted(standing) == ["已经发布", "草稿"]
    # Another body, or quite another item, is begun without a word.
    for other in ({"org": "CIVIL"}, {"name": "摊位登记"}):
        assert client.post("/desk/items/new", posted | other).status_code == 302
