"""`tongban exchange run`: keys of its JSON, exit codes, and whom it needs."""

import json

import pytest
from typer.testing import CliRunner, Result

from tongban.capabilities.exchange.testing import run_province
from tongban.faces.cli.main import make_app
from tongban.ground.refusals import Refusal

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("small_city"),
]
FOOD = "116901006901006815300019000100001"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(make_app(), ["exchange", "run", *arguments])


def test_without_a_province_it_says_what_is_missing() -> None:
    refused = run().exception

    assert isinstance(refused, Refusal)
    assert "TONGBAN_PROVINCE_URL" in refused.message


def test_the_sample_city_arrives_whole_and_again_sends_nothing() -> None:
    with run_province() as running:
        first = run("--to", running.url, "--json")
        second = run("--to", running.url, "--json")

    assert (first.exit_code, second.exit_code) == (0, 0)
    (told,) = json.loads(first.stdout)["cities"]
    assert list(told) == ["city", "sent", "accepted", "refused", "agrees", "trouble"]
    assert (told["sent"], told["accepted"], told["agrees"]) == (1, 3, True)
    assert json.loads(second.stdout)["cities"][0]["sent"] == 0


def test_what_differs_ends_with_1_and_is_told() -> None:
    with run_province() as running:
        running.province.lose = {FOOD}
        lost = run("--to", running.url)

    assert lost.exit_code == 1
    assert "两边不一样" in lost.stdout
