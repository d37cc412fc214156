"""Runs the whole platform on one machine: database, web, worker, scheduler. `start.py` ends here."""

import http.client
import os
import signal
import socket
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import FrameType

from tongban.config import demo, preflight, upgrading
from tongban.config.children import (
    Release,
    open_listener,
    programs,
    surroundings,
)
from tongban.config.environment import backups_folder, sample_folder
from tongban.config.options import Options, parse_options
from tongban.config.orphans import end_orphans
from tongban.config.places import (
    PROJECT,
    DataFolder,
    Installation,
    release,
    write_privately,
)
from tongban.config.prepared import is_prepared
from tongban.config.secrets import ensure_keys
from tongban.config.supervising import ClusterService, GaveUp, Program, Supervisor
from tongban.ground.refusals import Refusal
from tongban.plumbing.backups.folders import BackupFolder
from tongban.plumbing.database.cluster import Cluster
from tongban.plumbing.database.cluster.places import STATE
from tongban.plumbing.database.cluster.processes import ourselves

READY_WITHIN = 60.0


class Interrupted(Exception):
    """Somebody asked us to stop while we were still starting."""


class StepFailed(Exception):
    """A step of the start ended badly; what it said stands in its log."""

    def __init__(self, log: Path, exit_code: int | None) -> None:
        """Keep the log's place."""
        super().__init__(str(log))
        self.log = log
        self.exit_code = exit_code


def main(arguments: Sequence[str] | None = None) -> int:
    """Start, serve until asked to stop; 0 stopped, 1 given up, 2 not possible."""
    try:
        options = parse_options(sys.argv[1:] if arguments is None else arguments)
        preflight.refuse_unwritable(options.data)
        folder = DataFolder(options.data.resolve())
        if preflight.FolderLock(folder).is_held_elsewhere():
            return _say_where_it_runs(folder)
        left = Installation.read(folder.path)
        if left is not None:
            end_orphans(left)
        preflight.refuse_newer_data(folder)
        if options.database_url is None:
            preflight.refuse_half_an_installation(folder)
        preflight.refuse_full_disk(*_where_bytes_go(options, folder))
        preflight.refuse_taken_port(options)
        return Serving(options, folder).run()
    except preflight.AlreadyRunning:
        return _say_where_it_runs(folder)
    except Refusal as refusal:
        complain(refusal.message)
        return 2


def say(line: str) -> None:
    """Tell the person at the terminal."""
    print(line, flush=True)  # noqa: T201 - the face of the start


def complain(line: str) -> None:
    """Tell them why it did not work."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - the face of the start


class Serving:
    """One run of the platform."""

    def __init__(self, options: Options, folder: DataFolder) -> None:
        """Nothing is started yet."""
        self._options = options
        self._folder = folder
        self._lock = preflight.FolderLock(folder)
        self._supervisor = Supervisor(say)
        self._cluster: Cluster | None = None
        # It comes with our own database, and with another only on request.
        self._sample = sample_folder("no" if options.database_url else "yes")
        self._stopping = False
        self._is_asked_to_upgrade = False
        self._release: Release | None = None
        self._listener: socket.socket | None = None

    def run(self) -> int:
        """Start all, watch, stop all."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note_signal)
        signal.signal(signal.SIGUSR1, self._note_upgrade)
        _make_folders(self._folder)
        self._lock.take()
        try:
            self._start()
            self._announce()
            self._watch()
        except Interrupted:
            pass
        except GaveUp as failure:
            log = self._folder.logs / f"{failure.name}.log"
            complain(f"{failure.name} 一分钟内停止了三次，全部停止。原因见 {log}")
            return 1
        except StepFailed as failure:
            words = _last_words(failure.log)
            complain(f"启动没有完成，全部停止。原因见 {failure.log}：{words}")
            return 2 if failure.exit_code == 2 else 1  # noqa: PLR2004 - misuse, as everywhere
        finally:
            if self._listener is not None:
                self._listener.close()
            self._supervisor.stop()
            self._folder.state.unlink(missing_ok=True)
        say("已停止。")
        return 0

    def _note_signal(self, number: int, frame: FrameType | None) -> None:
        if not self._stopping:
            # At once: draining may take half a minute.
            os.write(sys.stdout.fileno(), "\n正在停止……\n".encode())
        self._stopping = True

    def _note_upgrade(self, number: int, frame: FrameType | None) -> None:
        self._is_asked_to_upgrade = True

    def _start(self) -> None:
        folder = self._folder
        say(f"通办 {'.'.join(map(str, release()))} 正在启动，数据目录 {folder.path}")
        if self._options.database_url is None:
            self._cluster = Cluster(PROJECT, folder.path, archive=_archive())
        ensure_keys(folder.keys)
        write_privately(folder.version, ".".join(map(str, release())) + "\n")
        if self._cluster is not None:
            self._supervisor.start(ClusterService(self._cluster))
            place = self._cluster.places.data
            write_privately(folder.database_place, f"{place}\n")
        self._write_state()
        if not is_prepared(folder, self._installation.owner_url):
            say("· 检查数据库结构")
            self._step("prepare", [sys.executable, "-m", "tongban.config.preparing"])
        if self._sample and not folder.sample_stamp.exists():
            self._load_sample(self._sample)
        preflight.refuse_taken_port(self._options)
        self._listener = open_listener(self._options)
        for program in self._programs():
            self._supervisor.start(program)
        self._write_state()

    def _programs(self) -> list[Program]:
        if self._listener is None:
            raise RuntimeError("nobody listens yet")
        logs = self._folder.logs
        return programs(
            self._installation, self._options, logs, self._listener, self._release
        )

    @property
    def _installation(self) -> Installation:
        options, cluster = self._options, self._cluster
        return Installation(
            address=options.address,
            data=self._folder.path,
            supervisor=ourselves(),
            children=self._supervisor.processes,
            socket=str(cluster.places.socket) if cluster else None,
            database_url=cluster.url("app") if cluster else options.database_url or "",
            owner_url=cluster.url("owner") if cluster else options.owner_url,
            sample=self._sample is not None,
        )

    def _write_state(self) -> None:
        self._installation.write()

    def _step(
        self, name: str, command: Sequence[str], told: dict[str, str] | None = None
    ) -> None:
        """Run one step of the start as the owner, and stop it when we are asked to stop."""
        log = self._folder.logs / f"{name}.log"
        told = told or surroundings(self._installation, self._options, owner=True)
        step = Program(name, command, told, log)
        step.start()
        while step.is_running:
            if self._stopping:
                step.ask_to_stop()
                step.wait_for_end(10.0)
                raise Interrupted
            # While the next release prepares, ours serves: a child that dies comes back.
            self._supervisor.watch(time.monotonic())
            time.sleep(0.02)
        if step.exit_code != 0:
            raise StepFailed(log, step.exit_code)

    def _load_sample(self, sample: Path) -> None:
        folder = self._folder
        say("· 第一次启动，装入示例城市安澜市")
        if not folder.demo_accounts.exists():
            accounts = demo.make_accounts(sample)
            demo.write_accounts(folder.demo_accounts, accounts)
        program = str(Path(sys.executable).with_name("tongban"))
        told = ["--from", str(sample), "--passwords", str(folder.demo_accounts)]
        self._step("sample", [program, "sample", "load", *told])
        write_privately(folder.sample_stamp, "")

    def _announce(self) -> None:
        """Say where it is once it answers."""
        if not self._becomes_ready():
            say(f"· 服务还没有全部就绪，日志在 {self._folder.logs}")
        _say_where(self._options, self._folder, with_accounts=self._sample is not None)

    def _becomes_ready(self) -> bool:
        end = time.monotonic() + READY_WITHIN
        while time.monotonic() < end:
            self._watch_once()
            if _answers(self._options):
                return True
            time.sleep(0.05)
        return False

    def _watch(self) -> None:
        while True:
            self._watch_once()
            time.sleep(0.2)

    def _watch_once(self) -> None:
        if self._stopping:
            raise Interrupted
        if self._supervisor.watch(time.monotonic()):
            self._write_state()
        if self._is_asked_to_upgrade:
            self._is_asked_to_upgrade = False
            self._upgrade()

    def _upgrade(self) -> None:
        """Let the release that was named take over; whatever fails, the old one goes on."""
        request = upgrading.Request.read(self._folder)
        if request is None:
            return
        trouble = request.trouble(self._folder)
        if not trouble:
            say(f"· 升级到 {request.number}：{request.root}")
            trouble = self._take_over(request)
        upgrading.tell(self._folder, trouble, "" if trouble else request.number)
        say(trouble or f"· 已经换成 {request.number}")

    def _take_over(self, request: upgrading.Request) -> str:
        """Prepare, then replace one child after the other; why it did not work, or nothing."""
        serving = self._folder.version.read_text().strip()
        told = surroundings(self._installation, self._options, owner=True)
        told = upgrading.surroundings_of_step(request.release, told, serving)
        command = [request.release.python, "-m", "tongban.config.preparing"]
        try:
            self._step("prepare", command, told)
        except StepFailed as failure:
            return f"没有升级，旧版本继续服务：{_last_words(failure.log)}"
        before, self._release = self._release, request.release
        for program in self._programs():
            ready = partial(
                upgrading.is_serving if program.name == "web" else lambda _: True,
                program,
            )
            if not self._supervisor.replace(program, ready):
                self._release = before
                return (
                    f"没有升级，旧版本继续服务：原因见 {self._folder.logs / 'web.log'}"
                )
        write_privately(self._folder.version, f"{request.number}\n")
        self._write_state()
        return ""


def _make_folders(folder: DataFolder) -> None:
    """Each folder we make is ours alone; one that exists keeps its mode."""
    for path in (folder.path, folder.logs, folder.run):
        path.mkdir(mode=0o700, parents=True, exist_ok=True)


def _archive() -> Path | None:
    """Where the database's finished log goes, when backups are asked for."""
    backups = backups_folder()
    if backups is None:
        return None
    kept = BackupFolder(backups)
    kept.make()
    return kept.wal


def _say_where(options: Options, folder: DataFolder, *, with_accounts: bool) -> None:
    address = options.address
    say(
        f"办事网站  {address}\n工作人员  {address}desk/\n接口文档  {address}api/v1/openapi.json"
    )
    accounts = demo.read_accounts(folder.demo_accounts)
    if accounts and with_accounts:
        say("演示账户（登录名  密码  说明）：")
        for account in accounts:
            say(f"  {account.login:<12}{account.password}  {account.description}")
        say(f"密码也保存在 {folder.demo_accounts}")
    say("按 Ctrl+C 停止。")


def _where_bytes_go(options: Options, folder: DataFolder) -> list[Path]:
    """As root, our own database does not stand in the data folder."""
    has_own_place = os.geteuid() == 0 and options.database_url is None
    return [folder.path, STATE] if has_own_place else [folder.path]


def _say_where_it_runs(folder: DataFolder) -> int:
    running = Installation.read(folder.path)
    where = f"：{running.address}" if running else "，正在启动"
    say(f"通办已经在运行{where}（数据目录 {folder.path}）")
    return 0


def _answers(options: Options) -> bool:
    connection = http.client.HTTPConnection(
        options.reachable_host, options.port, timeout=5
    )
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def _last_words(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else "没有说明原因"


if __name__ == "__main__":
    sys.exit(main())
