"""`start.py` before there is an environment: one sentence, or the package manager."""

import ast
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import pytest

from tongban.config.places import PROJECT
from tools import setting_up

START = PROJECT / "start.py"
# Runs start.py as a Python of another version would be seen by it.
AS_VERSION = "import runpy, sys; sys.version_info = {version}; sys.argv = ['start.py']; runpy.run_path({start!r}, run_name='__main__')"
# Runs it where Debian has left venv's better half out.
WITHOUT_VENV = "import sys; sys.modules['ensurepip'] = None; from tools import setting_up; sys.exit(setting_up.main([]))"
LOADERS = {"files", "find_spec", "import_module"}
OLD_NAMES = [f"python3.{minor}" for minor in range(6, 11)]


def run(
    *command: str, cwd: Path = PROJECT, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env=os.environ | environment,
    )


def is_one_sentence(text: str) -> bool:
    return len(text.strip().splitlines()) == 1 and bool(re.search("[一-鿿]", text))


def test_start_is_readable_for_python_3_6() -> None:
    ast.parse(START.read_text(), feature_version=(3, 6))


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 99), (2, 7, 18)])
def test_an_older_python_is_told_so(version: tuple[int, int, int]) -> None:
    code = AS_VERSION.format(version=version, start=str(START))

    done = run(sys.executable, "-c", code)

    assert done.returncode == 2
    assert is_one_sentence(done.stderr)
    assert f"{version[0]}.{version[1]}" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("name", OLD_NAMES)
def test_a_real_older_python_is_told_so(name: str) -> None:
    program = shutil.which(name)
    if program is None or run(program, "-c", "").returncode != 0:
        pytest.skip(f"{name} is not on this machine")

    done = run(program, str(START))

    assert done.returncode == 2
    assert is_one_sentence(done.stderr)


@pytest.mark.parametrize(("word", "code"), [("help", 0), ("--help", 0), ("nix", 2)])
def test_help_and_an_unknown_task_list_the_tasks(word: str, code: int) -> None:
    done = run(sys.executable, str(START), word)

    assert done.returncode == code
    for task in ("test", "test one", "check", "fix", "supply", "new-capability"):
        assert f"  {task}" in done.stdout
    assert done.stderr.startswith("没有“nix”这个任务") is (word == "nix")


def fake_apt(folder: Path) -> Path:
    """A package manager that only notes what it is asked for."""
    asked = folder / "asked"
    program = folder / "apt-get"
    program.write_text(f'#!/bin/sh\necho "$@" >> {asked}\n')
    program.chmod(0o755)
    return asked


def test_without_venv_root_asks_the_package_manager(tmp_path: Path) -> None:
    asked = fake_apt(tmp_path)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"

    done = run(
        *(sys.executable, "-c", WITHOUT_VENV),
        PATH=path,
        TONGBAN_VENV=str(tmp_path / "none"),
    )

    assert done.returncode == 2
    assert is_one_sentence(done.stderr)
    assert "apt-get install python3-venv" in done.stderr or not setting_up.is_debian()
    if setting_up.may_install():
        assert " python3-venv" in asked.read_text()
    else:
        assert not asked.exists()
    assert not (tmp_path / "none").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes an ordinary user")
def test_without_venv_an_ordinary_user_gets_the_command(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    asked = fake_apt(tmp_path)
    program = next(
        (
            path
            for name in ("/usr/bin/python3", sys.executable)
            if (path := shutil.which(name))
        ),
        sys.executable,
    )
    command = [program, "-c", WITHOUT_VENV]
    if run("setpriv", "--version").returncode != 0:
        pytest.skip("setpriv is not on this machine")
    as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    if run(*as_nobody, program, "-c", "import fcntl").returncode != 0:
        pytest.skip("this Python is out of an ordinary user's reach")

    # The checkout may lie in a folder that only root enters: the user gets a copy.
    within_reach = Path(tempfile.mkdtemp(prefix="tongban-reach-"))
    request.addfinalizer(lambda: shutil.rmtree(within_reach))
    within_reach.chmod(0o755)
    shutil.copytree(PROJECT / "tools", within_reach / "tools")
    for held in (within_reach / "tools", *(within_reach / "tools").rglob("*")):
        held.chmod(0o755 if held.is_dir() else 0o644)
    done = run(
        *as_nobody,
        *command,
        cwd=within_reach,
        PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        TONGBAN_VENV="/nonexistent/environment",
        PYTHONDONTWRITEBYTECODE="1",
    )

    assert done.returncode == 2
    assert is_one_sentence(done.stderr)
    assert not asked.exists()


def pins(lock: str) -> dict[str, str]:
    text = (PROJECT / "requirements" / f"{lock}.lock").read_text()
    return dict(
        re.findall(r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==(\S+)", text, re.MULTILINE)
    )


def test_the_tests_lock_holds_all_that_running_needs_in_the_same_versions() -> None:
    running, testing = pins("run"), pins("test")

    assert len(running) > 20
    assert {name: testing.get(name) for name in running} == running


def imported(path: Path) -> set[str]:
    """The top-level modules that a file names, also as text for `files` and `find_spec`."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Call) and node.args:
            name = ast.unparse(node.func).rpartition(".")[2]
            first = node.args[0]
            if name in LOADERS and isinstance(first, ast.Constant):
                found.add(str(first.value))
    return {name.partition(".")[0] for name in found}


def test_all_that_the_source_imports_is_locked_for_running() -> None:
    files = [
        path
        for path in (PROJECT / "src" / "tongban").rglob("*.py")
        if "tests" not in path.parts and path.name != "testing.py"
    ]
    names = set().union(*(imported(path) for path in files))
    distributions = importlib.metadata.packages_distributions()
    needed = {
        re.sub(r"[-_.]+", "-", distribution).lower(): name
        for name in names - set(sys.stdlib_module_names) - {"tongban"}
        for distribution in distributions.get(name, [name])[:1]
    }

    assert {
        name: module for name, module in needed.items() if name not in pins("run")
    } == {}


@pytest.mark.parametrize("lock", ["run", "test"])
def test_every_pin_has_a_hash(lock: str) -> None:
    text = (PROJECT / "requirements" / f"{lock}.lock").read_text()
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)

    assert [
        block.split()[0] for block in blocks if "==" in block and "--hash" not in block
    ] == []


def test_the_merge_gate_is_one_command() -> None:
    lines = (PROJECT / ".ci" / "run").read_text().splitlines()
    commands = [line for line in lines if line and not line.startswith("#")]

    assert len(commands) == 1
    assert commands[0].endswith('start.py" test')
    assert os.access(PROJECT / ".ci" / "run", os.X_OK)


def test_the_oldest_python_is_the_one_the_project_names() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]

    assert "OLDEST = (3, 11)" in START.read_text()
    assert project["requires-python"] == ">=3.11"
