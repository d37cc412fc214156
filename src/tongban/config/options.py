"""What may be said on the command line when Tongban starts."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn
from urllib.parse import parse_qs, urlsplit

from tongban.config.places import PROJECT
from tongban.ground.refusals import Refusal

HIGHEST_PORT = 65535


class Misuse(Refusal):
    """The command line cannot be followed: one sentence, exit 2."""


@dataclass(frozen=True)
class Options:
    """The command line, checked."""

    host: str
    port: int
    data: Path
    database_url: str | None
    owner_url: str | None

    @property
    def address(self) -> str:
        """Where a browser on this machine finds it."""
        return f"http://{_in_brackets(self.reachable_host)}:{self.port}/"

    @property
    def reachable_host(self) -> str:
        """The host to ask from here: "everywhere" is no place to connect to."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(  # noqa: S104 - compared, not bound
            self.host, self.host
        )

    @property
    def bind(self) -> str:
        """What the web server listens on."""
        return f"{_in_brackets(self.host)}:{self.port}"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        sentence = (
            f"看不懂这条命令（{message}）。可用的选项："
            "--host、--port、--data、--database-url、--owner-url，"
            "例如 python3 start.py --port 8001"
        )
        raise Misuse(sentence)


def parse_options(arguments: Sequence[str]) -> Options:
    """Read the command line; what is wrong is said in one sentence."""
    parser = _Parser(prog="python3 start.py", add_help=False, allow_abbrev=False)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", default="8000")
    parser.add_argument("--data", default=str(PROJECT / "var"))
    parser.add_argument("--database-url")
    parser.add_argument("--owner-url")
    said = parser.parse_args(arguments)
    if not said.port.isdecimal() or not 0 < int(said.port) <= HIGHEST_PORT:
        raise Misuse(
            f"--port 要是 1 到 65535 的数字，现在是“{said.port}”，例如 --port 8001"
        )
    if said.owner_url and not said.database_url:
        raise Misuse(
            "--owner-url 要和 --database-url 一起用：前者用来升级表结构，后者供网站使用。"
        )
    for name in ("database_url", "owner_url"):
        _check_url(f"--{name.replace('_', '-')}", getattr(said, name))
    return Options(
        host=said.host,
        port=int(said.port),
        data=Path(said.data).absolute(),
        database_url=said.database_url,
        owner_url=said.owner_url,
    )


def _check_url(name: str, url: str | None) -> None:
    if url is None:
        return
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        sentence = (
            f"{name} 要以 postgresql:// 开头，"
            "例如 postgresql://tongban_app@127.0.0.1:5432/tongban"
        )
        raise Misuse(sentence)
    if parts.password is not None or "password" in parse_qs(parts.query):
        # Every user of the machine reads the command lines of all processes.
        raise Misuse(
            f"{name} 里不要写密码：命令行别的用户也看得到，还会留在命令历史里。"
            "密码写在 ~/.pgpass（只有自己能读；别处的用环境变量 PGPASSFILE 指明），"
            "例如一行 127.0.0.1:5432:tongban:tongban_app:密码"
        )


def _in_brackets(host: str) -> str:
    return f"[{host}]" if ":" in host else host
