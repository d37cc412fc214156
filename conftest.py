"""One throw-away database server per run; tests are the application's role on what the owner built.

Settings read the environment when they load, so it is set here, before Django is: the
settings module is named here, and not in pyproject.toml, where it would load too early.
"""

import atexit
import gc
import ipaddress
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar
from urllib.parse import urlsplit

import django
import psycopg
import pytest
from django.test import override_settings
from hypothesis import HealthCheck, settings
from psycopg import sql
from pytest_django import DjangoDbBlocker

from tongban.config.secrets import ensure_keys
from tongban.plumbing.database.cluster import Cluster, Role
from tongban.plumbing.database.cluster.roles import prepare_database
from tongban.plumbing.database.cluster.testing import OpenSession

if TYPE_CHECKING:
    # What they stand on loads settings, and those the environment made below.
    from tongban.capabilities.catalogue.testing import Office
    from tongban.capabilities.orgs.testing import TestCity

# No test asserts a time: a busy machine is not a finding.
settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("untimed")

PROJECT = Path(__file__).parent
SETTINGS = "tongban.config.settings"
LONG = ("starting", "whole", "journey")
THREE_ITEMS = {
    "food-business-licence.json",
    "elder-card.json",
    "real-estate-transfer.json",
}
# Set by each process of a run; its workers share the folder of the first.
SUPERUSER_URL = "TONGBAN_TEST_SUPERUSER_URL"
RUN_FOLDER = "TONGBAN_TEST_FOLDER"

_IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ
_LOCAL = {"localhost", "127.0.0.1", "::1", b"localhost", b"127.0.0.1", None}


class NetworkClosed(RuntimeError):
    """A test reached for a machine that is not this one."""


def _prepare_environment() -> Cluster:
    """Name the places of this process; nothing is started.

    Every worker of pytest-xdist has a server of its own: an open writer in any database
    of a cluster holds back the horizon below which the evidence log is put in order.
    """
    cluster = Cluster(PROJECT, PROJECT / "var", throwaway=True)
    os.environ["TONGBAN_DATABASE_URL"] = cluster.url("app")
    os.environ["TONGBAN_OWNER_URL"] = cluster.url("owner")
    os.environ[SUPERUSER_URL] = cluster.url("postgres")
    if not _IS_WORKER:
        folder = tempfile.mkdtemp(prefix="tongban-test-data-")
        os.environ[RUN_FOLDER] = folder
        # Here and not at the end of the run: settings that do not load end it early.
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    process = os.environ.get("PYTEST_XDIST_WORKER", "main")
    data = Path(os.environ[RUN_FOLDER]) / process
    data.mkdir(mode=0o700, exist_ok=True)
    # Simulators of other systems listen on this machine.
    os.environ["TONGBAN_INNER_HOSTS"] = "127.0.0.1"
    # The server of static files warns where there is none, and warnings are errors.
    (data / "static").mkdir(exist_ok=True)
    ensure_keys(data / "keys")
    os.environ["TONGBAN_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    # A conftest.py further down may import models: it loads after this one.
    django.setup()
    # A worker that inherited the name would load settings before it names its own server.
    del os.environ["DJANGO_SETTINGS_MODULE"]
    return cluster


# What is loaded and collected stays to the end: looking through it again and again for what
# could go was a quarter of the time it took.
gc.disable()
_CLUSTER = _prepare_environment()


def pytest_configure(config: pytest.Config) -> None:
    """Register our markers, and close the network."""
    config.addinivalue_line(
        "markers", "starting: starts the whole platform as its own processes"
    )
    config.addinivalue_line("markers", "whole: asks every page and endpoint at once")
    if not _NETWORK_CLOSED:
        _NETWORK_CLOSED.append(True)
        sys.addaudithook(_refuse_the_network)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first, and those that mostly wait beside those that work.

    Of the workers none is left with one alone at the end.
    """
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    by_kind: dict[str, list[Path]] = {name: [] for name in (*LONG, "")}
    for path, held in files.items():
        marks = {mark.name for item in held for mark in item.iter_markers()}
        by_kind[next((name for name in LONG if name in marks), "")].append(path)
    short = by_kind.pop("")
    in_turn = [path for row in zip_longest(*by_kind.values()) for path in row if path]
    items[:] = [item for path in (*in_turn, *short) for item in files[path]]


def pytest_collection_finish() -> None:
    """What there is now is never garbage; what tests make may be."""
    gc.freeze()
    gc.enable()


def pytest_unconfigure() -> None:
    """Leave no server behind."""
    _CLUSTER.stop()


# An audit hook cannot be taken out again, so it goes in once.
_NETWORK_CLOSED: list[bool] = []


def _refuse_the_network(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.getaddrinfo" and not _is_here(arguments[0]):
        raise NetworkClosed(f"a test looked up {arguments[0]!r}")
    if event == "socket.connect":
        address = arguments[1]
        if isinstance(address, tuple) and address[0] not in _LOCAL:
            raise NetworkClosed(f"a test connected to {address!r}")


def _is_here(name: object) -> bool:
    """Whether no name server need be asked; connecting is another matter."""
    try:
        return name in _LOCAL or bool(ipaddress.ip_address(str(name)))
    except ValueError:
        return False


def _start_cluster() -> None:
    if not _CLUSTER.is_running:
        _CLUSTER.start()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The owner builds the database and its law; `default` then is the application on it.

    Nothing is torn down but connections: the whole server goes at the end of the run.
    """
    from django.core.management import call_command
    from django.db import connections
    from django.test.utils import setup_databases

    from tongban.plumbing.database.testing import prepare

    request.getfixturevalue("django_test_environment")
    request.getfixturevalue("django_db_modify_db_settings")
    _start_cluster()
    with django_db_blocker.unblock():
        setup_databases(
            verbosity=0,
            interactive=False,
            aliases=dict.fromkeys(("default", "owner")),
            serialized_aliases=set(),
        )
        prepare_database(_url("postgres"))
        call_command("apply_law", verbosity=0)
        connections.close_all()
    prepare(_url("postgres"))
    _REFERENCE.update(_copy_out(_url("postgres")))
    yield
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture(autouse=True, scope="session")
def _static_files() -> None:
    """Any test may render a page, and pages name files by the manifest.

    Imported here: the look needs settings, and those the environment made above.
    """
    from tongban.faces.look.testing import collect_static

    collect_static()


@pytest.fixture(autouse=True, scope="session")
def _quick_hashing() -> Iterator[None]:
    """What guards real passwords takes its time by design."""
    quick = "tongban.capabilities.people.testing.QuickArgon2"
    with override_settings(PASSWORD_HASHERS=[quick]):
        yield


@pytest.fixture(scope="session")
def small_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample city with three items, one of each kind: `sample load --from` this.

    Publishing many takes a second for some six; few tests need more than these.
    """
    folder = tmp_path_factory.mktemp("small") / "sample"
    shutil.copytree(PROJECT / "sample", folder, ignore=_all_but_three_items)
    codes = {
        json.loads(path.read_text("utf-8"))["basic_code"]
        for path in (folder / "items").glob("*.json")
    }
    for name in ("intake_modes", "delegations"):
        path = folder / f"{name}.json"
        document = json.loads(path.read_text("utf-8"))
        document[name] = [row for row in document[name] if row["item"] in codes]
        path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return folder


def _all_but_three_items(folder: str, names: list[str]) -> set[str]:
    if Path(folder).name == "items":
        return set(names) - THREE_ITEMS
    return _the_packs(folder, names)


def _the_packs(folder: str, names: list[str]) -> set[str]:
    return {"packs"} & set(names)


Made = TypeVar("Made")


@dataclass(frozen=True)
class Saved(Generic[Made]):
    """What was committed once for many tests: its rows, and what its maker said of them."""

    rows: dict[str, bytes]
    told: Made

    def put_in(self) -> Made:
        """Fill the database with it; taken away after the test like all that is committed."""
        _put_back(_url("postgres"), self.rows)
        return deepcopy(self.told)


@pytest.fixture(scope="session")
def save(django_db_setup: None) -> Callable[[Callable[[str], Made]], Saved[Made]]:
    """`save(make)`: what `make` commits as the owner, for tests that begin with the same."""

    def made_once(make: Callable[[str], Made]) -> Saved[Made]:
        told = make(_url("owner"))
        rows = _copy_out(_url("postgres"))
        _put_back(_url("postgres"), _REFERENCE)
        return Saved(rows, told)

    return made_once


@pytest.fixture(scope="session")
def _saved_small_city(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, small_sample: Path
) -> Saved[dict[str, int]]:
    return _load_once(django_db_blocker, "--from", str(small_sample))


@pytest.fixture(scope="session")
def _saved_large_city(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Saved[dict[str, int]]:
    folder = tmp_path_factory.mktemp("large") / "sample"
    shutil.copytree(PROJECT / "sample", folder, ignore=_the_packs)
    return _load_once(django_db_blocker, "--from", str(folder))


@pytest.fixture
def _city_and_office(db: None) -> "tuple[TestCity, Office]":
    from tongban.capabilities.catalogue.testing import make_city_and_office

    return make_city_and_office()


@pytest.fixture
def city(request: pytest.FixtureRequest, db: None) -> "TestCity":
    """Two bodies and a hall, with nothing of theirs yet."""
    from tongban.capabilities.orgs.testing import make_city

    if "_city_and_office" in request.fixturenames:
        city: TestCity = request.getfixturevalue("_city_and_office")[0]
        return city
    return make_city()


@pytest.fixture
def office(city: "TestCity", _city_and_office: "tuple[TestCity, Office]") -> "Office":
    """The people of that city who write, check and publish items."""
    return _city_and_office[1]


@pytest.fixture
def small_city(_saved_small_city: Saved[dict[str, int]]) -> dict[str, int]:
    """The sample city with three items, as `sample load` leaves it; what that counted.

    Committed: for tests with `django_db(transaction=True)`. Tables that an open transaction
    still holds could not be emptied.
    """
    return _saved_small_city.put_in()


@pytest.fixture
def large_city(_saved_large_city: Saved[dict[str, int]]) -> dict[str, int]:
    """The sample city without its packs (64 items), otherwise as `small_city`; few need it."""
    return _saved_large_city.put_in()


def _load_once(blocker: DjangoDbBlocker, *options: str) -> Saved[dict[str, int]]:
    """Load by the command, as every city is; keep the rows, and take them away again."""
    from django.db import connections
    from typer.testing import CliRunner

    from tongban.faces.cli.main import make_app

    with blocker.unblock():
        words = ["sample", "load", "--json", *options]
        done = CliRunner().invoke(make_app(), words, catch_exceptions=False)
        connections.close_all()
    counts = json.loads(done.stdout)
    rows = _copy_out(_url("postgres"))
    _put_back(_url("postgres"), _REFERENCE)
    return Saved(rows, counts)


@pytest.fixture
def open_session(request: pytest.FixtureRequest) -> Iterator[OpenSession]:
    """Opens raw sessions as "app", "owner" or "postgres"; what they commit is taken away."""
    request.getfixturevalue("django_db_setup")
    opened: list[psycopg.Connection] = []

    def open_one(role: Role) -> psycopg.Connection:
        opened.append(psycopg.connect(_url(role)))
        return opened[-1]

    yield open_one
    for session in opened:
        session.close()


@pytest.fixture(autouse=True)
def _forget_names() -> Iterator[None]:
    """Names are kept for a city and a day, which the next test may have of its own."""
    from tongban.capabilities.orgs.queries.bodies import forget_names

    yield
    forget_names()


@pytest.fixture(autouse=True)
def _take_away_what_was_committed(request: pytest.FixtureRequest) -> Iterator[None]:
    """The application cannot flush, and append-only tables refuse it to the owner too.

    So tests never list the alias "owner"; the superuser puts the tables back here.
    """
    yield
    marker = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server", "open_session"}
    commits |= {"small_city", "large_city"}
    if commits & set(request.fixturenames) or (
        marker is not None and marker.kwargs.get("transaction")
    ):
        _put_back(_url("postgres"), _REFERENCE)


# What migrations and the law themselves put into tables: "schema.table" to its rows.
_REFERENCE: dict[str, bytes] = {}


def _url(role: Role) -> str:
    """Where this process's own test database is, for one of the three roles."""
    from django.db import connections

    name = str(connections["default"].settings_dict["NAME"])
    superuser = urlsplit(os.environ[SUPERUSER_URL])
    user = "postgres" if role == "postgres" else f"tongban_{role}"
    return superuser._replace(netloc=f"{user}@", path=f"/{name}").geturl()


# A copy of no rows: the format's own beginning and end.
_NO_ROWS = 21
# What a table takes on disk before emptying it costs less than looking past what is dead.
_LARGE = 1 << 18
_SIZES = (
    "select format('%I.%I', n.nspname, c.relname), pg_relation_size(c.oid) from pg_class c"
    " join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r'"
    " and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'"
    " and pg_relation_size(c.oid) > 0 order by 1"
)


def _used_tables(connection: psycopg.Connection) -> dict[str, int]:
    """Tables that hold rows, or held some, and their bytes: asking each takes longer."""
    return dict(connection.execute(_SIZES).fetchall())


def _rows_of(connection: psycopg.Connection, name: str) -> bytes:
    statement = sql.SQL("copy {} to stdout (format binary)").format(sql.SQL(name))
    with connection.cursor().copy(statement) as copy:
        return b"".join(copy)


def _copy_out(url: str) -> dict[str, bytes]:
    with psycopg.connect(url) as connection:
        kept = {name: _rows_of(connection, name) for name in _used_tables(connection)}
    return {name: rows for name, rows in kept.items() if len(rows) > _NO_ROWS}


def _put_back(url: str, reference: dict[str, bytes]) -> None:
    """Empty what is filled and fill what was; no trigger fires for a replica.

    Row by row: emptying a hundred tables at once makes as many files. What a test left as
    it was is not touched.
    """
    with psycopg.connect(url) as connection:
        connection.execute("set session_replication_role = replica")
        connection.execute("set lock_timeout = '10s'")
        used = _used_tables(connection)
        large = [sql.SQL(name) for name, size in used.items() if size > _LARGE]
        if large:
            statement = sql.SQL("truncate {} cascade")
            connection.execute(statement.format(sql.SQL(", ").join(large)))
        emptied = [sql.SQL(name) for name in used if name not in reference]
        delete = sql.SQL("delete from {}")
        connection.execute(sql.SQL(";").join(map(delete.format, emptied)))
        for name, rows in reference.items():
            if _rows_of(connection, name) != rows:
                connection.execute(delete.format(sql.SQL(name)))
                into = sql.SQL("copy {} from stdin (format binary)")
                with connection.cursor().copy(into.format(sql.SQL(name))) as copy:
                    copy.write(rows)
