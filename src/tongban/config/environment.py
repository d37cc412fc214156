"""The environment, read here and nowhere else; wrong values stop the start."""

import os
from dataclasses import dataclass
from datetime import date
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from tongban.config.places import PROJECT, find_installation
from tongban.plumbing.access.addresses import SOCKET
from tongban.plumbing.access.assurance import MOST, Assurance
from tongban.plumbing.access.limits import Limits

_MOST_COUNT = 1_000_000

# A key file: 16 random bytes written as hexadecimal digits, or more.
_LEAST_KEY = 32


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
    # The file of the key-encryption key; None: the one in the data folder.
    kek_file: Path | None
    province_key: str
    # Public keys of networks that send parcels here, a file each.
    parcel_keys: tuple[str, ...]
    department_networks: str
    # Where a clamd listens; empty: uploads are judged by their structure alone.
    antivirus: str
    # Hosts of our own networks that adapters may call, beside those of the internet.
    inner_hosts: tuple[str, ...]
    # The official fonts of an installation: folder, and families by use.
    paper_fonts: Path | None
    title_font: str
    body_font: str
    heading_font: str
    # Whose word about where a request comes from is believed.
    proxies: tuple[str, ...]
    limits: Limits
    # Which way of proving oneself reaches which level, and who needs a second factor.
    assurance: Assurance
    # Who checks faces and trusted identities; empty: nobody does.
    trusted_identity: str
    # Where short messages go, who checks identities, and who registers instead of us.
    short_messages: str
    identity: str
    joined: str
    joined_issuer: str
    joined_client: str
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
        province=_address("TONGBAN_PROVINCE_URL"),
        kek_file=_kek_file(),
        province_key=_province_key(),
        parcel_keys=_files("TONGBAN_PARCEL_KEYS"),
        department_networks="".join(_files("TONGBAN_DEPARTMENT_NETWORKS")[:1]),
        antivirus=_antivirus(),
        inner_hosts=tuple(
            filter(None, os.environ.get("TONGBAN_INNER_HOSTS", "").split(","))
        ),
        paper_fonts=_paper_fonts(),
        title_font=os.environ.get("TONGBAN_PAPER_TITLE_FONT", ""),
        body_font=os.environ.get("TONGBAN_PAPER_BODY_FONT", ""),
        heading_font=os.environ.get("TONGBAN_PAPER_HEADING_FONT", ""),
        proxies=_proxies(),
        limits=_limits(),
        assurance=_assurance(),
        trusted_identity=_address("TONGBAN_TRUSTED_IDENTITY_URL"),
        short_messages=_address("TONGBAN_SMS_URL"),
        identity=_address("TONGBAN_IDENTITY_URL"),
        joined=_address("TONGBAN_JOINED_URL"),
        joined_issuer=_address("TONGBAN_JOINED_ISSUER"),
        joined_client=os.environ.get("TONGBAN_JOINED_CLIENT", ""),
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


def _address(name: str) -> str:
    url = os.environ.get(name, "")
    if url and not url.startswith(("http://", "https://")):
        sentence = (
            f"{name} 要以 http:// 或 https:// 开头，现在是“{url}”，"
            "例如 http://127.0.0.1:8100。"
        )
        raise Misconfigured(sentence)
    if "@" in urlsplit(url).netloc:
        # Pages and logs say where we call; what stands there is no secret.
        raise Misconfigured(
            f"{name} 里不要写用户名和密码（网页和日志会显示这个地址），"
            "例如 https://platform.example。"
        )
    return url


def _kek_file() -> Path | None:
    value = os.environ.get("TONGBAN_KEK_FILE", "")
    if not value:
        return None
    path = Path(value).absolute()
    if not os.access(path, os.R_OK) or path.stat().st_size < _LEAST_KEY:
        raise Misconfigured(
            f"TONGBAN_KEK_FILE 要写一个读得到的密钥文件，至少 {_LEAST_KEY} 个字节，现在是“{value}”，"
            "例如 /run/credentials/tongban/kek.key。"
        )
    return path


def _files(name: str) -> tuple[str, ...]:
    """The files that a variable names, each of which has to be there."""
    paths = tuple(filter(None, os.environ.get(name, "").split(",")))
    for path in paths:
        if not Path(path).is_file():
            raise Misconfigured(
                f"{name} 指的文件不在：{path}。请写完整路径，几个用逗号分开，"
                "例如 /etc/tongban/inner.pem。"
            )
    return paths


def _province_key() -> str:
    path = os.environ.get("TONGBAN_PROVINCE_KEY", "")
    if path and not Path(path).is_file():
        sentence = (
            f"TONGBAN_PROVINCE_KEY 指的公钥文件不在：{path}。"
            "请向省平台要 PEM 格式的公钥，写完整路径。"
        )
        raise Misconfigured(sentence)
    return path


def _antivirus() -> str:
    address = os.environ.get("TONGBAN_ANTIVIRUS", "")
    parts = urlsplit(address)
    is_place = parts.path if parts.scheme == "unix" else parts.hostname
    if address and not (parts.scheme in {"tcp", "unix"} and is_place):
        raise Misconfigured(
            f"TONGBAN_ANTIVIRUS 要写 ClamAV 的地址，现在是“{address}”，"
            "例如 tcp://127.0.0.1:3310 或 unix:/run/clamav/clamd.ctl。"
        )
    return address


def _proxies() -> tuple[str, ...]:
    value = os.environ.get("TONGBAN_PROXIES", "")
    named = tuple(one.strip() for one in value.split(",") if one.strip())
    for one in named:
        try:
            ip_network("0.0.0.0/0" if one == SOCKET else one)
        except ValueError:
            sentence = (
                f"TONGBAN_PROXIES 要写反向代理的地址或网段，现在有“{one}”，"
                "例如 127.0.0.1,10.0.0.0/24；经本机套接字转来的写 unix。"
            )
            raise Misconfigured(sentence) from None
    return named


def _limits() -> Limits:
    usual = Limits()
    return Limits(
        tries=_count("TONGBAN_TRIES", usual.tries),
        tries_an_address=_count("TONGBAN_TRIES_AN_ADDRESS", usual.tries_an_address),
        rest_minutes=_count("TONGBAN_REST_MINUTES", usual.rest_minutes),
        staff_idle_minutes=_count(
            "TONGBAN_STAFF_IDLE_MINUTES", usual.staff_idle_minutes
        ),
        idle_minutes=_count("TONGBAN_IDLE_MINUTES", usual.idle_minutes),
        session_hours=_count("TONGBAN_SESSION_HOURS", usual.session_hours),
        sessions=_count("TONGBAN_SESSIONS", usual.sessions),
        tokens=_count("TONGBAN_TOKENS", usual.tokens),
        codes_a_phone=_count("TONGBAN_CODES_A_PHONE", usual.codes_a_phone),
        codes_an_address=_count("TONGBAN_CODES_AN_ADDRESS", usual.codes_an_address),
        posts_an_address=_count("TONGBAN_POSTS_AN_ADDRESS", usual.posts_an_address),
        calls_an_address=_count("TONGBAN_CALLS_AN_ADDRESS", usual.calls_an_address),
        calls_a_person=_count("TONGBAN_CALLS_A_PERSON", usual.calls_a_person),
        mandate_days=_count("TONGBAN_MANDATE_DAYS", usual.mandate_days),
        code_seconds=_count("TONGBAN_CODE_SECONDS", usual.code_seconds, most=120),
        access_seconds=_count(
            "TONGBAN_ACCESS_SECONDS", usual.access_seconds, most=3600
        ),
    )


def _assurance() -> Assurance:
    levels: dict[str, int] = {}
    for one in filter(None, os.environ.get("TONGBAN_ASSURANCE", "").split(",")):
        method, _is, level = one.strip().partition("=")
        if method not in MOST or level not in map(str, range(2, MOST[method] + 1)):
            raise Misconfigured(
                "TONGBAN_ASSURANCE 要写“方式=级别”，用逗号隔开，级别不能高于该方式的上限"
                f"（{'、'.join(f'{name} {most}' for name, most in MOST.items())}），"
                f"现在有“{one}”，例如 trusted_identity=4。"
            )
        levels[method] = int(level)
    roles = os.environ.get("TONGBAN_SECOND_FACTOR_ROLES", "")
    named = tuple(one.strip() for one in roles.split(",") if one.strip())
    since = os.environ.get("TONGBAN_SECOND_FACTOR_FROM", "")
    try:
        day = date.fromisoformat(since) if since else None
    except ValueError:
        raise Misconfigured(
            f"TONGBAN_SECOND_FACTOR_FROM 要写日期，现在是“{since}”，例如 2027-01-01。"
        ) from None
    whole = {
        "factor_roles": named or Assurance().factor_roles,
        "factor_from": day,
        **levels,
    }
    return Assurance(**whole)  # type: ignore[arg-type]  # each was read as what it is


def _count(name: str, usual: int, most: int = _MOST_COUNT) -> int:
    value = os.environ.get(name, str(usual))
    if not value.isascii() or not value.isdecimal() or not 0 < int(value) <= most:
        raise Misconfigured(
            f"{name} 要写 1 到 {most} 的整数，现在是“{value}”，例如 {usual}。"
        )
    return int(value)


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
