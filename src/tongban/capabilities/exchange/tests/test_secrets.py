"""What is secret is neither packed for the province nor put into a parcel (SEC-06)."""

import pytest

from tongban.capabilities.catalogue.testing import (
    EFFECTIVE_ON,
    Office,
    publish_item,
)
from tongban.capabilities.exchange.adapter import carrier, connector, send_parcel
from tongban.capabilities.exchange.commands import make_packages
from tongban.capabilities.exchange.queries import list_ours
from tongban.capabilities.exchange.testing import AT
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import make_staff
from tongban.ground.refusals import NotFound, Refusal

pytestmark = pytest.mark.django_db


def test_what_is_secret_stays_here(city: TestCity, office: Office) -> None:
    shared = publish_item(city, office)
    kept = publish_item(
        *(city, office),
        name="涉密资质",
        handling_modes=["window"],
        visits=1,
        secret=True,
    )
    who = connector(city.code)
    ours = list_ours(actor=who, day=EFFECTIVE_ON)
    assert [one.code for one in ours] == [shared.handling_code]
    (package,) = make_packages(actor=who, day=EFFECTIVE_ON, at=AT)
    assert package.put == 1

    operator = make_staff("operator", city.centre, name="曹宇")
    with pytest.raises(NotFound):
        send_parcel(
            actor=carrier(city.code),
            to="内网",
            items=[kept.handling_code],
            files=[],
            by=operator,
            day=EFFECTIVE_ON,
            at=AT,
        )


def test_what_is_secret_is_not_offered_online(city: TestCity, office: Office) -> None:
    with pytest.raises(Refusal):
        publish_item(city, office, name="涉密资质", secret=True)
