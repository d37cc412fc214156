"""Writes a city into one archive: all its rows, its files, its log, and a signed list of them.

Rows are read in one transaction, so they are of one moment. The archive is a plain ZIP with
CSV, which any program reads; nobody needs this platform to leave it.
"""

import hashlib
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final

import psycopg
from psycopg import sql

from tongban.ground.refusals import Refusal
from tongban.plumbing.backups.copying import list_files
from tongban.plumbing.cities.tables import Session, tables_of_cities
from tongban.plumbing.evidence.documents import encode_document, sign_document
from tongban.plumbing.evidence.signing import SigningKey
from tongban.plumbing.files.storing import digest_of

FORMAT: Final = "tongban.city-export/1"
MANIFEST: Final = "manifest.json"
LEAVES: Final = "evidence/leaves.csv"
FILES_LIST: Final = "files.txt"
_LEAVES_SQL: Final = (
    "copy (select k.seq, l.body from evidence_link k join evidence_leaf l"
    " on l.id = k.leaf_id where k.city = {} order by k.seq) to stdout (format csv)"
)


class ExportRefused(Refusal):
    """A city that cannot be exported, checked or removed; the message says the way out."""


@dataclass(frozen=True)
class Export:
    """What an archive holds, as its signed list says."""

    city: str
    rows: int
    files: int
    leaves: int
    root: str
    digest: str


def export_city(
    server: str,
    city: str,
    target: Path,
    *,
    files: Path,
    public_keys: Iterable[Path],
    key: SigningKey,
    now: datetime,
) -> Export:
    """Write the archive, whole or not at all. Refuses an unknown city and a file that is there."""
    if target.exists():
        raise ExportRefused(f"{target} 已经有了，请换一个文件名。")
    half = target.with_name(f".{target.name}.part")
    try:
        with (
            psycopg.connect(server) as session,
            zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed,
        ):
            session.execute("set transaction isolation level repeatable read read only")
            found = _write(
                session=session,
                packed=packed,
                city=city,
                files=files,
                public_keys=list(public_keys),
                now=now,
            )
            packed.writestr(MANIFEST, encode_document(sign_document(found, key)))
        half.rename(target)
    finally:
        # Gone already where it is whole.
        half.unlink(missing_ok=True)
    return facts_of(found, target)


def facts_of(document: dict[str, Any], archive: Path) -> Export:
    """The signed list in short."""
    with archive.open("rb") as stream:
        digest = hashlib.file_digest(stream, lambda: hashlib.new("sm3")).hexdigest()
    return Export(
        city=document["city"],
        rows=sum(document["rows"].values()),
        files=document["files"],
        leaves=document["evidence"]["leaves"],
        root=document["evidence"]["root"],
        digest=digest,
    )


def _write(
    *,
    session: Session,
    packed: zipfile.ZipFile,
    city: str,
    files: Path,
    public_keys: list[Path],
    now: datetime,
) -> dict[str, Any]:
    name = session.execute("select name from city where code = %s", [city]).fetchone()
    if name is None:
        raise ExportRefused(f"这里没有代码是 {city} 的城市，请核对代码。")
    members: dict[str, str] = {}
    rows: dict[str, int] = {}
    for table in tables_of_cities(session):
        query = sql.SQL(
            "copy (select * from {} where {}) to stdout (format csv, header)"
        )
        statement = query.format(sql.Identifier(table.name), table.of(city))
        member = f"rows/{table.name}.csv"
        rows[table.name], members[member] = _copy(session, statement, packed, member)
    leaves = sql.SQL(_LEAVES_SQL).format(sql.Literal(city))
    _, members[LEAVES] = _copy(session, leaves, packed, LEAVES)
    head = session.execute(
        "select size, encode(root, 'hex') from evidence_head where city = %s"
        " order by size desc limit 1",
        [city],
    ).fetchone()
    for path in public_keys:
        members[f"keys/{path.name}"] = _put(
            packed, f"keys/{path.name}", path.read_bytes()
        )
    names = _pack_files(packed, files / city)
    members[FILES_LIST] = _put(packed, FILES_LIST, "".join(names).encode())
    return {
        "format": FORMAT,
        "city": city,
        "name": name[0],
        "made_at": now.isoformat(),
        "rows": rows,
        "files": len(names),
        "evidence": {
            "leaves": int(str(head[0])) if head else 0,
            "root": str(head[1]) if head else "",
        },
        "members": members,
    }


def _copy(
    session: Session, statement: sql.Composed, packed: zipfile.ZipFile, member: str
) -> tuple[int, str]:
    """Stream rows into a member; how many, and its SM3."""
    digest = hashlib.new("sm3")
    with (
        packed.open(member, "w", force_zip64=True) as stream,
        session.cursor() as cursor,
    ):
        with cursor.copy(statement) as rows:
            for block in rows:
                digest.update(block)
                stream.write(block)
        count = cursor.rowcount
    return count, digest.hexdigest()


def _put(packed: zipfile.ZipFile, member: str, content: bytes) -> str:
    packed.writestr(member, content)
    return digest_of(content)


def _pack_files(packed: zipfile.ZipFile, folder: Path) -> list[str]:
    """The city's bytes under their digest; what is damaged stops the export."""
    names = []
    for path in list_files(folder.parent):
        if path.parents[2] != folder:
            continue
        content = path.read_bytes()
        if digest_of(content) != path.name:
            raise ExportRefused(
                f"文件 {path.name} 的内容已经不是收到时的内容。请先从备份找回，再导出。"
            )
        stream: IO[bytes]
        with packed.open(f"files/{path.name}", "w") as stream:
            stream.write(content)
        names.append(f"{path.name}\n")
    return names
