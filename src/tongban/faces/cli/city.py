"""`tongban city`: a city leaves: exported whole, checked anywhere, removed by two people."""

import json
import shutil
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from django.conf import settings

from tongban.capabilities.orgs.commands import ask_city_removal
from tongban.capabilities.orgs.queries import see_that_two_remove_a_city
from tongban.faces.cli.backup import configured_folder, own_cluster
from tongban.faces.cli.drafting import officer
from tongban.faces.cli.items import Officer
from tongban.faces.cli.operating import KeyOption, answer_checks, trusted_keys
from tongban.faces.cli.output import AsJson, answer
from tongban.faces.clock import now, today
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.cities.checking import check_export
from tongban.plumbing.cities.exporting import ExportRefused, export_city, facts_of
from tongban.plumbing.cities.removing import remove_city
from tongban.plumbing.evidence.documents import (
    check_signature,
    encode_document,
    read_document,
    sign_document,
)
from tongban.plumbing.evidence.signing import (
    PUBLIC_KEY_FILES,
    installation_key,
    installation_public_keys,
)

app = typer.Typer(
    no_args_is_help=True, help="城市：整座导出、离线核对、由两个人移出这套平台。"
)
ASKED: Final = "tongban.city-removal-asked/1"
REMOVED: Final = "tongban.city-removed/1"

CityCode = Annotated[str, typer.Argument(metavar="城市", help="城市的代码。")]
Archive = Annotated[Path, typer.Argument(metavar="文件", help="导出的文件，.zip。")]
Document = Annotated[str, typer.Option(help="移出所依据的文件的文号。")]


@app.command("export", help="导出一座城市：全部记录、文件和存证日志，带签名的清单。")
def export(city: CityCode, file: Archive, as_json: AsJson = False) -> None:
    """Write the archive; the city goes on meanwhile."""
    data = Path(settings.TONGBAN_DATA)
    made = export_city(
        own_cluster(data).url("postgres"),
        city,
        file,
        files=Path(settings.FILES_ROOT),
        public_keys=sorted(Path(settings.KEYS_ROOT).glob(PUBLIC_KEY_FILES)),
        key=installation_key(),
        now=now(),
    )
    line = (
        f"{city} 导出好了：{made.rows} 行记录，{made.files} 个文件，"
        f"{made.leaves} 条存证记录，SM3 {made.digest}。"
    )
    answer(made.__dict__, [line], as_json=as_json)


@app.command(
    "check", help="核对导出的城市：签名、每个部分、整个存证日志；不需要数据库。"
)
def check(file: Archive, key: KeyOption = None, as_json: AsJson = False) -> None:
    """Check offline; exit 1 when something does not agree."""
    _, checks = check_export(file, trusted_keys(key))
    answer_checks(checks, as_json=as_json, extra=[])


@app.command(
    "remove", help="移出一座城市：先一个人申请，再由另一个人拿着导出的文件确认。"
)
def remove(
    city: CityCode,
    *,
    document: Document,
    login: Officer,
    export_file: Annotated[
        Path | None, typer.Option("--export", help="确认时写：申请以后导出的文件。")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Ask without an export, confirm with it; each leaves its record in the city's log."""
    actor = officer(login)
    if actor.city != city:
        raise ExportRefused(f"{login} 不是 {city} 的人，不能申请或者确认移出它。")
    if export_file is None:
        _ask(actor, login, document, as_json=as_json)
    else:
        _confirm(actor, login, document, export_file, as_json=as_json)


def _ask(actor: Actor, login: str, document: str, *, as_json: AsJson) -> None:
    ask_city_removal(actor=actor, document=document)
    facts = {
        "format": ASKED,
        "city": actor.city,
        "document": document,
        "asked_by": login,
        "asked_person": str(actor.person_id),
        "asked_at": now().isoformat(),
    }
    _keep(_request(actor.city), facts)
    lines = [
        f"已申请按 {document} 移出 {actor.city}。接下来：",
        "1. 请另一个人确认：tongban city remove 城市 --document 文号 --as 登录名 --export 文件",
        "2. 那之前停止办理，等几秒让存证日志排完，再 tongban city export 城市 文件。",
    ]
    answer(facts, lines, as_json=as_json)


def _confirm(
    actor: Actor, login: str, document: str, archive: Path, *, as_json: AsJson
) -> None:
    asked = _read_request(actor.city)
    if asked["document"] != document:
        raise ExportRefused(f"申请时写的文号是 {asked['document']}，和现在的不一样。")
    told, checks = check_export(archive, installation_public_keys())
    wrong = [one.detail for one in checks if not one.ok]
    if wrong or told["city"] != actor.city:
        raise ExportRefused(
            f"{archive} 不是 {actor.city} 的完整导出：{'；'.join(wrong) or told['city']}"
        )
    see_that_two_remove_a_city(actor=actor, asked_person=asked["asked_person"])
    made = facts_of(told, archive)
    server = own_cluster(Path(settings.TONGBAN_DATA)).url("postgres")
    gone = remove_city(
        server,
        actor.city,
        files=Path(settings.FILES_ROOT),
        leaves=made.leaves,
    )
    _forget_settings(actor.city)
    backups = configured_folder()
    if backups is not None and backups.path.is_dir():
        backups.destroy(actor.city)
    facts = {
        **asked,
        "format": REMOVED,
        "confirmed_by": login,
        "confirmed_person": str(actor.person_id),
        "removed_at": now().isoformat(),
        "export_digest": made.digest,
        "log_size": made.leaves,
        "log_root": made.root,
        "rows": gone.rows,
        "files": gone.files,
    }
    name = f"{actor.city}-{today():%Y%m%d}.json"
    _keep(_request(actor.city).with_name(name), facts)
    _request(actor.city).unlink()
    line = (
        f"{actor.city} 已经移出：{gone.rows} 行记录，{gone.files} 个文件。"
        f"凭据在 {_request(actor.city).with_name(name)}；备份里的文件也删了，整体备份到期自动删除。"
    )
    answer(facts, [line], as_json=as_json)


def _request(city: str) -> Path:
    return Path(settings.TONGBAN_DATA) / "removals" / f"{city}.json"


def _forget_settings(city: str) -> None:
    """The operator's files that name a city: parcels it carried, when its lights turn."""
    shutil.rmtree(Path(settings.TONGBAN_DATA) / "parcels" / city, ignore_errors=True)
    path = Path(settings.TONGBAN_DATA) / "lights.json"
    if path.exists():
        lights = json.loads(path.read_text("utf-8"))
        lights.pop(city, None)
        path.write_text(json.dumps(lights, ensure_ascii=False), "utf-8")


def _keep(path: Path, facts: dict[str, Any]) -> None:
    """Signed, outside of the database: what it tells of is gone from there."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    path.write_bytes(encode_document(sign_document(facts, installation_key())))


def _read_request(city: str) -> dict[str, Any]:
    try:
        found = read_document(_request(city).read_bytes(), of_format=ASKED)
    except FileNotFoundError:
        raise ExportRefused(
            f"还没有人申请移出 {city}。请先不写 --export 运行一次，由另一个人申请。"
        ) from None
    if not check_signature(found, installation_public_keys()).ok:
        raise ExportRefused("移出的申请被改过，不能用。请重新申请。")
    return found
