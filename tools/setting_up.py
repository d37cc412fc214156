"""Makes the environment and hands over to it; the standard library only."""

import fcntl
import hashlib
import importlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

PROJECT = Path(__file__).resolve().parents[1]
# Another place for the environment, for tests and for a project on a read-only disk.
ENVIRONMENT = Path(os.environ.get("TONGBAN_VENV", PROJECT / ".venv")).absolute()
STAMP = ENVIRONMENT / "tongban.json"

TASKS = {
    "": "启动平台（第一次会安装依赖、建立数据库、装入示例城市）",
    "test [参数]": "运行合并前的全部检查和全部测试；给出参数时只把它交给 pytest",
    "test one 路径": "只运行一个测试文件或一个测试",
    "check": "检查格式、类型、依赖方向、模板、迁移、接口快照，再运行快的测试",
    "fix": "自动改正能改正的格式问题",
    "supply": "查依赖：已知漏洞和许可证（要能访问 PyPI；查不到的包也算不通过）",
    "new-capability 名称": "建立一个新能力的目录，带第一个命令和它的测试",
    "help": "显示这份清单",
}
GATE_TASKS = ("test", "check", "fix", "supply", "new-capability")
OPTIONS = "--host 地址  --port 端口  --data 目录  --database-url 地址  --owner-url 地址"


class CannotSetUp(Exception):
    """The environment cannot be made; one sentence with the way out."""


def main(arguments: Sequence[str]) -> int:
    """Do what is asked; 2 when it is not known, or the environment cannot be made."""
    task = arguments[0] if arguments else ""
    try:
        if not task or (task.startswith("-") and task not in {"-h", "--help"}):
            python = ensure_environment("run")
            hand_over(python, "tongban.config.serving", arguments)
        if task in GATE_TASKS:
            python = ensure_environment("test")
            os.chdir(PROJECT)
            hand_over(python, "tools.gate", arguments)
    except CannotSetUp as reason:
        print(reason, file=sys.stderr)
        return 2
    if task in {"help", "-h", "--help"}:
        print(task_list())
        return 0
    print(
        f"没有“{task}”这个任务，可以做的见下面，例如 python3 start.py check",
        file=sys.stderr,
        flush=True,
    )
    print(task_list())
    return 2


def task_list() -> str:
    """The manual: every task, one line each."""
    lines = ["python3 start.py [任务]", ""]
    lines += [f"  {name or '（不写）'}\t{words}" for name, words in TASKS.items()]
    lines += ["", f"启动时的选项：{OPTIONS}"]
    return "\n".join(lines)


def hand_over(python: Path, module: str, arguments: Sequence[str]) -> NoReturn:
    """Become the environment's own Python, so that signals reach the one that serves."""
    sys.stdout.flush()
    os.execv(python, [str(python), "-m", module, *arguments])  # noqa: S606 - our own Python


def ensure_environment(lock: str) -> Path:
    """The environment's Python, with what the lock names; quick when it is all there."""
    python = ENVIRONMENT / "bin" / "python"
    if _is_ready(lock):
        return python
    with _alone():
        if _is_ready(lock):
            return python
        stamp = _read_stamp()
        if stamp.get("place") != str(ENVIRONMENT) or not _has_pip(python):
            _make_environment(python)
        _say("正在安装依赖，需要一两分钟（只在第一次和升级后）……")
        requirements = PROJECT / "requirements" / f"{lock}.lock"
        _pip(python, "--require-hashes", "-r", str(requirements))
        editable = ("--no-deps", "--no-build-isolation", "-e", str(PROJECT))
        _pip(python, *editable)
        _write_stamp(lock)
    return python


def _is_ready(lock: str) -> bool:
    """Whether this lock, or the tests' larger one, was installed whole at this place."""
    stamp = _read_stamp()
    if stamp.get("place") != str(ENVIRONMENT) or stamp.get("project") != str(PROJECT):
        return False
    if stamp.get("python") != _python_version() or stamp.get("entries") != _entries():
        return False
    enough = ("test",) if lock == "test" else ("run", "test")
    return any(stamp.get(name) == _digest(name) for name in enough)


def _read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        # An environment that somebody else made here: pip says quickly what it lacks.
        has_pip = (ENVIRONMENT / "bin" / "pip").exists()
        return {"place": str(ENVIRONMENT)} if has_pip else {}
    return stamp if isinstance(stamp, dict) else {}


def _write_stamp(lock: str) -> None:
    stamp = {
        "place": str(ENVIRONMENT),
        "project": str(PROJECT),
        "python": _python_version(),
        "entries": _entries(),
        lock: _digest(lock),
    }
    STAMP.write_text(json.dumps(stamp))


def _digest(lock: str) -> str:
    path = PROJECT / "requirements" / f"{lock}.lock"
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _entries() -> str:
    """The project's own command lines: they are written when it is installed."""
    text = (PROJECT / "pyproject.toml").read_text()
    return text.partition("[project.scripts]")[2].partition("\n[")[0].strip()


def _python_version() -> str:
    return "{}.{}".format(*sys.version_info[:2])


def _has_pip(python: Path) -> bool:
    command = [str(python), "-m", "pip", "--version"]
    return python.exists() and _quiet(command).returncode == 0


def _make_environment(python: Path) -> None:
    _ensure_venv()
    _say(f"正在建立 Python 环境 {ENVIRONMENT}")
    done = _quiet([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)])
    if done.returncode != 0 or not _has_pip(python):
        reason = _last_line(done.stdout + done.stderr)
        raise CannotSetUp(
            f"Python 环境建立失败（{reason}）。请检查 {ENVIRONMENT.parent} 是否可写、磁盘是否有空间。"
        )


def _pip(python: Path, *arguments: str) -> None:
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check"]
    done = _quiet([*command, "--no-input", "--quiet", *arguments])
    if done.returncode != 0:
        reason = _last_line(done.stderr or done.stdout)
        raise CannotSetUp(
            f"依赖安装失败（{reason}）。第一次启动需要访问 PyPI，请检查网络后再运行 python3 start.py"
        )


def _ensure_venv() -> None:
    """Debian keeps venv's better half in a package of its own."""
    if _has_venv():
        return
    own = f"python{_python_version()}-venv"
    if may_install():
        for package in ("python3-venv", own):
            install_packages(package)
            if _has_venv():
                return
    command = "sudo apt-get install python3-venv"
    if not is_debian():
        command = "sudo dnf install python3-pip  # 或所用系统的相应命令"
    raise CannotSetUp(f"本机的 Python 缺少 venv。请执行：{command}")


def _has_venv() -> bool:
    importlib.invalidate_caches()
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def is_debian() -> bool:
    """Whether this system takes Debian's packages."""
    try:
        lines = Path("/etc/os-release").read_text().splitlines()
    except OSError:
        return False
    likes = [
        line.partition("=")[2].strip('"')
        for line in lines
        if line.startswith(("ID=", "ID_LIKE="))
    ]
    return bool({"debian", "ubuntu"} & set(" ".join(likes).split()))


def may_install() -> bool:
    """Whether we may ask the package manager ourselves."""
    return os.geteuid() == 0 and is_debian() and shutil.which("apt-get") is not None


def install_packages(*names: str) -> bool:
    """Install with the package manager, as root; whether it went well."""
    _say(f"正在用 apt-get 安装 {' '.join(names)}")
    surroundings = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    # Without an update a fresh container knows no package at all.
    subprocess.run(
        ["apt-get", "update", "-qq"], env=surroundings, check=False, capture_output=True
    )
    done = subprocess.run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names],
        env=surroundings,
        check=False,
        capture_output=True,
    )
    return done.returncode == 0


@contextmanager
def _alone() -> Iterator[None]:
    """Two starts at once make the environment one after the other."""
    handle = os.open(PROJECT, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _quiet(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    return (errors or lines or ["没有说明原因"])[-1]


def _say(line: str) -> None:
    print(line, flush=True)
