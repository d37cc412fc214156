"""Persons whose numbers, phones and addresses can be recognised wherever they stand."""

from datetime import date, timedelta
from typing import Any, Final

from benchmarks.rotation import ADDRESS, NAME, PHONE_PREFIX, REGION
from tongban.capabilities.orgs.queries import list_cities
from tongban.capabilities.people.models import Person
from tongban.ground.codes.check_digits import mod_11_2
from tongban.plumbing.access.actor import system
from tongban.plumbing.access.work import working
from tongban.plumbing.database.keyed import document_key
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.sealing.subjects import begin_subjects

BATCH: Final = 5000
_FIRST_BIRTH: Final = date(1940, 1, 1)
_BIRTHS: Final = 24_000


def seed_persons(count: int) -> dict[str, Any]:
    """Put so many persons in, sealed as everybody is."""
    city = list_cities()[0]
    for first in range(0, count, BATCH):
        rows = [_person(city, n) for n in range(first, min(first + BATCH, count))]
        with working(system("seeding", city=city), writing=True):
            begin_subjects("person", [row.id for row in rows], city)
            Person.objects.bulk_create(rows, batch_size=1000)
    return {"persons": count}


def _person(city: str, number: int) -> Person:
    born_on = _FIRST_BIRTH + timedelta(days=number % _BIRTHS)
    seventeen = f"{REGION}{born_on:%Y%m%d}{number // _BIRTHS:03d}"
    document = seventeen + mod_11_2(seventeen)
    return Person(
        id=new_key(),
        city=city,
        name=NAME,
        id_kind="citizen_id",
        id_number=document,
        id_key=document_key(city, "citizen_id", document),
        born_on=born_on,
        phone=f"{PHONE_PREFIX}{number:07d}",
        address=f"{ADDRESS}{number}号",
    )
