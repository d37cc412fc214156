"""What is unsafe in an installation: facts are looked up, then judged by plain functions."""

import stat
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Final, Literal

from django.conf import settings

from tongban.capabilities.orgs.queries import list_cities
from tongban.capabilities.people.queries import find_account
from tongban.faces.cli.backup import configured_folder, server_of_ours
from tongban.plumbing.access.actor import anonymous
from tongban.plumbing.access.addresses import SOCKET
from tongban.plumbing.access.limits import Limits
from tongban.plumbing.backups.telling import Trouble, troubles
from tongban.plumbing.database.prepared import fetch_all
from tongban.plumbing.files.antivirus import Scanner

Severity = Literal["danger", "warning"]
Antivirus = Literal["off", "away", "works"]
# Made by `start.py` beside the data; the names are those of the data folder.
DEMO_FILE: Final = "demo-accounts.txt"
SECRETS: Final = ("session.key", "hash.key", "signing.pem")
SHORTEST_KEY: Final = 32
OLDEST_ARCHIVE: Final = timedelta(hours=24)
_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})
# A rest that is shorter than the usual one is looser; of all others a greater number is.
_LOOSER_WHEN_LESS: Final = frozenset({"rest_minutes"})
_ROLE: Final = (
    "select rolsuper or rolbypassrls or exists (select from pg_class c"
    " where c.relname = 'case' and pg_has_role(current_user, c.relowner, 'member'))"
    " from pg_roles where rolname = current_user"
)
_SETTINGS: Final = (
    "select coalesce(array_agg(one), '{}') from pg_db_role_setting s"
    " join pg_roles r on r.oid = s.setrole, unnest(s.setconfig) one"
    " where r.rolname = current_user and split_part(one, '=', 1) in"
    " ('row_security', 'session_replication_role', 'search_path')"
)
_ARCHIVE: Final = (
    "select current_setting('archive_mode') <> 'off', last_archived_time"
    " from pg_stat_archiver"
)


@dataclass(frozen=True)
class Finding:
    """One thing that is unsafe: what, and what to do about it."""

    key: str
    severity: Severity
    what: str
    remedy: str


@dataclass(frozen=True)
class Facts:
    """An installation as it is configured and as it lies on the disk."""

    debug: bool = False
    sample: bool = False
    secure: bool = True
    hosts: tuple[str, ...] = ("zwfw.example.gov.cn",)
    proxies: tuple[str, ...] = ("127.0.0.1",)
    limits: Limits = Limits()  # noqa: RUF009 - frozen
    session_key: str = "x" * 64
    open_files: tuple[str, ...] = ()
    missing_files: tuple[str, ...] = ()
    demo_logins: tuple[str, ...] = ()
    role_is_mighty: bool = False
    role_settings: tuple[str, ...] = ()
    # Asked of a database server that is not ours; of ours the backups tell.
    archives: bool | None = None
    archived_at: datetime | None = None
    backups: tuple[Trouble, ...] = ()
    antivirus: Antivirus = "works"


def look(data: Path, *, at: datetime) -> Facts:
    """The facts of this installation; the scanner of viruses is asked."""
    server = server_of_ours()
    archives, archived_at = (None, None) if server else fetch_all(_ARCHIVE)[0]
    paths = [settings.KEYS_ROOT / name for name in SECRETS]
    # Without a file there is nothing to say of its rights.
    there = [path for path in paths if path.exists()]
    open_files = [path for path in (settings.KEYS_ROOT, *there) if _is_open(path)]
    return Facts(
        debug=settings.DEBUG,
        sample=settings.SAMPLE_CITY,
        secure=settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE,
        hosts=tuple(settings.ALLOWED_HOSTS),
        proxies=tuple(settings.TRUSTED_PROXIES),
        limits=settings.SIGN_IN_LIMITS,
        session_key=settings.SECRET_KEY,
        open_files=tuple(str(path) for path in open_files),
        missing_files=tuple(str(path) for path in paths if path not in there),
        demo_logins=() if settings.SAMPLE_CITY else _demo_logins(data / DEMO_FILE),
        role_is_mighty=fetch_all(_ROLE)[0][0],
        role_settings=tuple(fetch_all(_SETTINGS)[0][0]),
        archives=archives,
        archived_at=archived_at,
        backups=tuple(troubles(configured_folder(), now=at, server=server)),
        antivirus=_ask_antivirus(settings.ANTIVIRUS),
    )


def judge(facts: Facts, *, at: datetime) -> list[Finding]:
    """What is unsafe, the dangerous first."""
    found = [
        *_of_the_site(facts),
        *_of_secrets(facts),
        *_of_the_database(facts, at),
        *_of_backups(facts),
        *_of_uploads(facts),
        *_of_limits(facts),
    ]
    return sorted(found, key=lambda one: one.severity)


def _of_the_site(facts: Facts) -> Iterator[Finding]:
    if facts.debug:
        yield _danger(
            "debug",
            "调试模式开着：出错时会把内部信息显示给访问的人",
            "去掉 TONGBAN_DEBUG，或改成 no，再重启",
        )
    if facts.sample:
        yield _danger(
            "sample",
            "这是示例城市：演示账户的密码写在文件里，日期可以拨动",
            "只用来演示，不要对外开放；正式使用请去掉 TONGBAN_SAMPLE，用新的数据目录",
        )
    if not facts.secure:
        yield _danger(
            "cookies",
            "没有要求 HTTPS：登录的凭据可能在网络上被别人看到",
            "在反向代理上装好证书，再设 TONGBAN_SECURE=yes",
        )
    if "*" in facts.hosts or any(host.startswith(".") for host in facts.hosts):
        yield _danger(
            "hosts",
            "接受任何域名的请求，别人可以借它做假链接",
            "TONGBAN_HOSTS 逐个写明本站的域名，例如 zwfw.example.gov.cn",
        )
    elif not set(facts.hosts) - _LOCAL:
        yield _warning(
            "hosts",
            "只有本机能访问：TONGBAN_HOSTS 里没有本站的域名",
            "写上本站的域名，例如 zwfw.example.gov.cn",
        )
    if facts.secure and not facts.proxies:
        yield _danger(
            "proxies",
            "HTTPS 由反向代理提供，却没有写明是哪个：所有人都算作同一个地址，一个人输错密码，大家都要等",
            "在 TONGBAN_PROXIES 写上反向代理自己的地址，例如 127.0.0.1",
        )
    wide = [net for net in facts.proxies if net != SOCKET and _is_everybody(net)]
    if wide:
        yield _danger(
            "proxies",
            f"把任何地址都当作自己的反向代理（{wide[0]}）：按地址的限制可以绕过",
            "TONGBAN_PROXIES 只写反向代理自己的地址，例如 127.0.0.1",
        )


def _of_secrets(facts: Facts) -> Iterator[Finding]:
    if len(facts.session_key) < SHORTEST_KEY or facts.session_key.startswith("django-"):
        yield _danger(
            "session_key",
            "会话密钥太短，或者是现成的默认值",
            "停下系统，移走数据目录 keys 里的 session.key，重新启动会另做一把（所有人要重新登录）",
        )
    for path in facts.open_files:
        yield _danger(
            "key_files",
            f"{path} 别的用户也能读",
            f"运行 chmod go-rwx {path}",
        )
    for path in facts.missing_files:
        yield _danger("key_files", f"密钥 {path} 不见了", "从备份里恢复 keys 目录")
    if facts.demo_logins:
        some = "、".join(facts.demo_logins[:3])
        yield _danger(
            "demo_accounts",
            f"不是示例城市，却有 {len(facts.demo_logins)} 个演示账户还能登录：{some}",
            "换用新的数据目录，不要在演示数据上正式办事",
        )


def _of_the_database(facts: Facts, at: datetime) -> Iterator[Finding]:
    if facts.role_is_mighty:
        yield _danger(
            "database_role",
            "网站用的数据库用户权力太大：能绕过行级安全，或拥有各张表",
            "TONGBAN_DATABASE_URL 要用 tongban_app 这个用户，升级用的写在 TONGBAN_OWNER_URL",
        )
    for one in facts.role_settings:
        yield _danger(
            "role_settings",
            f"数据库用户被设了 {one}，会影响规则",
            f"用数据库管理员运行：alter role tongban_app reset {one.partition('=')[0]}",
        )
    if facts.archives is False:
        yield _warning(
            "backup",
            "数据库没有开连续归档：机器坏了，只能回到上一次整体备份",
            "按操作手册“备份”一节打开归档，并定期做恢复演练",
        )
    elif facts.archives and (
        facts.archived_at is None or at - facts.archived_at > OLDEST_ARCHIVE
    ):
        yield _danger(
            "backup",
            "连续归档开着，但超过一天没有归档成功",
            "看数据库日志里归档失败的原因，例如目标磁盘满了",
        )


def _of_backups(facts: Facts) -> Iterator[Finding]:
    for one in facts.backups:
        # A drill that is late loses nothing yet.
        say = _warning if one.code.startswith("drill_") else _danger
        yield say(
            one.code,
            one.words.removesuffix("。"),
            f"见告警手册的“{one.code}”一节（docs/runbook.zh-CN.md）",
        )


def _of_uploads(facts: Facts) -> Iterator[Finding]:
    if facts.antivirus == "off":
        yield _warning(
            "antivirus",
            "没有接病毒扫描：上传的文件只按结构检查",
            "装好 ClamAV，配置 TONGBAN_ANTIVIRUS，例如 tcp://127.0.0.1:3310",
        )
    elif facts.antivirus == "away":
        yield _danger(
            "antivirus",
            "病毒扫描没有回答，或者认不出测试文件：这期间不收任何上传",
            "看 ClamAV 是否在运行、病毒库是否装好，再用 tongban files antivirus 试",
        )


def _of_limits(facts: Facts) -> Iterator[Finding]:
    for field in fields(Limits):
        usual, held = getattr(Limits(), field.name), getattr(facts.limits, field.name)
        is_looser = held < usual if field.name in _LOOSER_WHEN_LESS else held > usual
        if is_looser:
            name = f"TONGBAN_{field.name.upper()}"
            yield _warning(
                field.name,
                f"{name} 放宽成 {held}，默认是 {usual}",
                f"没有特别的理由，去掉 {name}",
            )


def _danger(key: str, what: str, remedy: str) -> Finding:
    return Finding(key, "danger", f"{what}。", f"{remedy}。")


def _warning(key: str, what: str, remedy: str) -> Finding:
    return Finding(key, "warning", f"{what}。", f"{remedy}。")


def _is_open(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def _ask_antivirus(address: str) -> Antivirus:
    if not address:
        return "off"
    return "works" if Scanner(address).works() else "away"


def _is_everybody(net: str) -> bool:
    return ip_network(net).prefixlen == 0


def _demo_logins(path: Path) -> tuple[str, ...]:
    """The demo sign-ins that still exist in the database of what is no demonstration."""
    if not path.exists() or not list_cities():
        return ()
    lines = path.read_text(encoding="utf-8").splitlines()
    logins = [line.split("\t")[0] for line in lines if line and line[0] != "#"]
    asker = anonymous("")
    return tuple(
        login for login in logins if find_account(actor=asker, login=login) is not None
    )
