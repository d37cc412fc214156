"""The developer's tasks: what the merge gate checks, in the same order, cheap things first."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tools.browser import ensure_browser
from tools.setting_up import CannotSetUp, task_list

PROJECT = Path(__file__).resolve().parents[1]
PROGRAMS = Path(sys.executable).parent
# By files: what the tests of a file share is made once, and the order is that of conftest.py.
# (Not by groups: xdist 3.8 silently loses them under pytest 9.2.) A worker that dies ends
# the run, or the other one would wait for ever.
BY_FILES = (
    *("-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"),
    *("--max-worker-restart", "0"),
)
# The slowest are told, so that the whole stays short.
PYTEST = ("pytest", *BY_FILES, "-q", "--durations=25")
# Several times what the whole takes. A single test has a limit of its own in pyproject.toml.
LONGEST = 3600.0
AT_ONCE = 2
SLOW = "not journey and not starting and not whole"


@dataclass(frozen=True)
class Step:
    """One check."""

    name: str
    command: tuple[str, ...]


# Not by an environment variable: pytest-django would load settings before conftest.py has
# named the test database.
MIGRATIONS = (
    *("python", "-m", "django", "makemigrations", "--check", "--dry-run"),
    "--settings=tongban.config.settings",
)
# The longest first: two cores, and each of these uses one.
STATIC = (
    Step("mypy", ("mypy",)),
    Step("schema", ("python", "-m", "tools.schema_snapshot", "--check")),
    Step("ruff format", ("ruff", "format", "--check", ".")),
    Step("ruff check", ("ruff", "check", ".")),
    Step("lint-imports", ("lint-imports",)),
    Step("templates", ("python", "-m", "tools.templates_lint")),
    Step("migrations", MIGRATIONS),
    Step("openapi", ("python", "-m", "tools.openapi_snapshot", "--check")),
)
FIXES = (
    Step("ruff check", ("ruff", "check", "--fix", "--exit-zero", ".")),
    Step("ruff format", ("ruff", "format", ".")),
)


def main(arguments: Sequence[str]) -> int:
    """Do one task; the exit code is that of the first step that failed."""
    everything = "--all" in arguments
    words = [word for word in arguments if word != "--all"]
    try:
        code = _do(words, everything=everything)
    except CannotSetUp as reason:
        print(reason, file=sys.stderr)
        return 2
    if code is None:
        print(task_list())
        return 2
    return code


def _do(words: list[str], *, everything: bool) -> int | None:
    """Do what the words say; None when they say nothing known."""
    match words:
        case ["check"]:
            quick = Step("pytest", (*PYTEST, "-m", SLOW))
            return run_groups((STATIC, (quick,)), {}, everything=everything)
        case ["test"]:
            told = ensure_browser()
            whole = Step("pytest", PYTEST)
            return run_groups((STATIC, (whole,)), told, everything=everything)
        case ["test", "one", *named] | ["test", *named] if named:
            return run_one(Step("pytest", ("pytest", *named)), ensure_browser())
        case ["fix"]:
            return run_groups([[step] for step in FIXES], {}, everything=True)
        case ["supply", *named]:
            # Not a step of the gate: what is known of holes changes without our doing.
            own = Step("supply", ("python", "-m", "tools.supply", *named))
        case ["new-capability", name]:
            make = ("python", "-m", "tools.new_capability", name)
            own = Step("new-capability", make)
        case _:
            return None
    return run_one(own, {})


def run_groups(
    groups: Sequence[Sequence[Step]], told: dict[str, str], *, everything: bool
) -> int:
    """Run them in order, and stop at the first that failed unless all are wanted."""
    failed = 0
    for group in groups:
        failed = run_beside(group, told) or failed
        if failed and not everything:
            break
    return failed


def run_beside(steps: Sequence[Step], told: dict[str, str]) -> int:
    """Run two at a time: each says what it has to say when it is done, in their order."""
    failed = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for code in pool.map(lambda step: run_timed(step, told, len(steps)), steps):
            failed = failed or code
    return failed


def run_timed(step: Step, told: dict[str, str], beside: int) -> int:
    """Run one in surroundings of its own; alone it speaks while it runs."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="tongban-gate-") as data:
        surroundings = surroundings_for(Path(data)) | told
        with tempfile.TemporaryFile() as kept:
            code = run_step(step, surroundings, LONGEST, kept if beside > 1 else None)
            kept.seek(0)
            words = kept.read().decode(errors="replace")
    seconds = time.monotonic() - began
    verdict = "通过" if code == 0 else "失败"
    print(f"{words}{verdict}  {step.name}  {seconds:.1f} 秒", flush=True)
    return code


def run_one(step: Step, told: dict[str, str]) -> int:
    """Run one, as it is."""
    with tempfile.TemporaryDirectory(prefix="tongban-gate-") as data:
        return run_step(step, surroundings_for(Path(data)) | told)


def surroundings_for(data: Path) -> dict[str, str]:
    """Settings load in several of the steps: they must not touch a developer's own data."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name == "TONGBAN_VENV" or not name.startswith(("TONGBAN_", "DJANGO_"))
    }
    # Some machines forbid it; three workers and every program that a test starts would then
    # compile the whole project again.
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept | {
        "PATH": f"{PROGRAMS}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "PYTHONPATH": f"src{os.pathsep}.",
        "TONGBAN_DATA": str(data),
    }


def run_step(
    step: Step,
    surroundings: Mapping[str, str],
    seconds: float | None = None,
    words_to: IO[bytes] | None = None,
) -> int:
    """Run one program of the environment, at most so long; its exit code."""
    program, *arguments = step.command
    try:
        return subprocess.run(
            [str(PROGRAMS / program), *arguments],
            cwd=PROJECT,
            env=dict(surroundings),
            check=False,
            timeout=seconds,
            stdout=words_to,
            stderr=words_to,
        ).returncode
    except subprocess.TimeoutExpired:
        print(
            f"{step.name} 运行超过 {(seconds or 0) / 60:.0f} 分钟还没有结束，已停止。"
            "请看上面停在哪里，例如单独运行 python3 start.py test one 路径",
            file=sys.stderr,
        )
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
