"""The environment, read here and nowhere else; wrong values stop the start."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from tongban.config.places import PROJECT, find_installation


class Misconfigured(SystemExit):
    """The environment holds a value that cannot be used; one sentence, exit 2."""

    def __init__(self, sentence: str) -> None:
        """Print the sentence and end with 2, as the law of start.py says."""
        super().__init__(2)
        os.write(2, f"{sentence}\n".encode())


@dataclass(frozen=True)
class Environment:
    """What a process is told from outside."""

    database_url: str
    owner_url: str | None
    data: Path
    debug: bool
    hosts: tuple[str, ...]
    secure: bool
    site_name: str
    site_owner: str
    site_record: str
    sample: bool
    address: str
    province: str
    # The official fonts of an installation: folder, and families by use.
    paper_fonts: Path | None
    title_font: str
    body_font: str
    heading_font: str
    # Where backups are kept; None: none are made by themselves.
    backups: Path | None


def read_environment() -> Environment:
    """Read and check every variable; `.env.example` lists them.

    A command that is told no database asks the installation that runs on the data
    folder: so an operator types `tongban …` and nothing else.
    """
    found = find_installation()
    if "TONGBAN_DATABASE_URL" not in os.environ:
        os.environ.update(found.environment(owner=True) if found else {})
    data = Path(os.environ.get("TONGBAN_DATA", "var")).resolve()
    return Environment(
        database_url=os.environ.get("TONGBAN_DATABASE_URL", ""),
        owner_url=os.environ.get("TONGBAN_OWNER_URL") or None,
        data=data,
        debug=_yes("TONGBAN_DEBUG"),
        hosts=tuple(os.environ.get("TONGBAN_HOSTS", "localhost,127.0.0.1").split(",")),
        secure=_yes("TONGBAN_SECURE"),
        site_name=os.environ.get("TONGBAN_SITE_NAME", ""),
        site_owner=os.environ.get("TONGBAN_SITE_OWNER", ""),
        site_record=os.environ.get("TONGBAN_SITE_RECORD", ""),
        sample=sample_folder() is not None,
        address=found.address if found else "",
        province=_province(),
        paper_fonts=_paper_fonts(),
        title_font=os.environ.get("TONGBAN_PAPER_TITLE_FONT", ""),
        body_font=os.environ.get("TONGBAN_PAPER_BODY_FONT", ""),
        heading_font=os.environ.get("TONGBAN_PAPER_HEADING_FONT", ""),
        backups=backups_folder(),
    )


def database_from(url: str) -> dict[str, object]:
    """Turn `postgresql://user@host:port/name?host=socket` into Django's settings."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        sentence = (
            "数据库地址要以 postgresql:// 开头，"
            "例如 postgresql://tongban_app@127.0.0.1:5432/tongban。"
        )
        raise Misconfigured(sentence)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "tongban",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", parts.hostname or ""),
        "PORT": query.get("port", str(parts.port or "")),
    }


def sample_folder(usual: str = "no") -> Path | None:
    """The city to play: ours for yes, none for no, else the folder that is named."""
    value = os.environ.get("TONGBAN_SAMPLE", usual)
    if value in {"yes", "no"}:
        return PROJECT / "sample" if value == "yes" else None
    folder = Path(value).absolute()
    if not (folder / "items").is_dir():
        sentence = (
            "TONGBAN_SAMPLE 只能是 yes、no，或一个示例城市的目录（里面有 items），"
            f"现在是“{value}”，例如 TONGBAN_SAMPLE=sample。"
        )
        raise Misconfigured(sentence)
    return folder


def backups_folder() -> Path | None:
    """Where bases, files and the finished log of the database go, if anywhere."""
    value = os.environ.get("TONGBAN_BACKUPS", "")
    if value and not Path(value).is_absolute():
        raise Misconfigured(
            f"TONGBAN_BACKUPS 要写完整的路径，现在是“{value}”，"
            "例如 /srv/tongban-backup。"
        )
    return Path(value) if value else None


def _province() -> str:
    url = os.environ.get("TONGBAN_PROVINCE_URL", "")
    if url and not url.startswith(("http://", "https://")):
        sentence = (
            f"TONGBAN_PROVINCE_URL 要以 http:// 或 https:// 开头，现在是“{url}”，"
            "例如 http://127.0.0.1:8100。"
        )
        raise Misconfigured(sentence)
    return url


def _paper_fonts() -> Path | None:
    value = os.environ.get("TONGBAN_PAPER_FONTS", "")
    if not value:
        return None
    folder = Path(value).absolute()
    if not folder.is_dir():
        raise Misconfigured(
            f"TONGBAN_PAPER_FONTS 要写一个放字体文件的文件夹，现在是“{value}”，"
            "例如 /usr/share/fonts/gongwen。"
        )
    return folder


def _yes(name: str) -> bool:
    value = os.environ.get(name, "no")
    if value not in {"yes", "no"}:
        raise Misconfigured(f"{name} 只能是 yes 或 no，现在是“{value}”。")
    return value == "yes"
