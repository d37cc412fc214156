"""Checks an exported city without any installation: signature, every part, the whole log."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tongban.ground.clock import Check, PublicKey
from tongban.ground.merkle import SM3, Frontier
from tongban.plumbing.cities.exporting import (
    FILES_LIST,
    FORMAT,
    LEAVES,
    MANIFEST,
    ExportRefused,
)
from tongban.plumbing.evidence.documents import (
    DocumentRefused,
    check_signature,
    read_document,
)

_BLOCK = 2**20


def check_export(
    archive: Path, trusted: Iterable[PublicKey]
) -> tuple[dict[str, Any], list[Check]]:
    """The signed list, and what was checked. Refuses what is no export at all."""
    try:
        with zipfile.ZipFile(archive) as packed:
            document = read_document(packed.read(MANIFEST), of_format=FORMAT)
            checks = [
                check_signature(document, trusted),
                _check_members(packed, document),
                _check_files(packed),
                _check_log(packed, document),
            ]
    except (OSError, zipfile.BadZipFile, KeyError, DocumentRefused):
        raise ExportRefused(f"{archive} 不是导出的城市，或者已经损坏。") from None
    return document, checks


def _check_members(packed: zipfile.ZipFile, document: dict[str, Any]) -> Check:
    members = document["members"]
    wrong = [name for name, told in members.items() if _digest(packed, name) != told]
    known = {*members, MANIFEST}
    extra = [
        name
        for name in packed.namelist()
        if name not in known and not name.startswith("files/")
    ]
    if wrong or extra:
        return Check("parts", False, f"与清单不符：{'、'.join([*wrong, *extra][:5])}")
    return Check("parts", True, f"{len(members)} 个部分与清单相符。")


def _check_files(packed: zipfile.ZipFile) -> Check:
    listed = packed.read(FILES_LIST).decode().split()
    held = [name[6:] for name in packed.namelist() if name.startswith("files/")]
    wrong = [name for name in held if _digest(packed, f"files/{name}") != name]
    if sorted(listed) != sorted(held) or wrong:
        return Check("files", False, "文件与清单不符，或者内容不对。")
    return Check("files", True, f"{len(held)} 个文件与指纹（SM3）相符。")


def _check_log(packed: zipfile.ZipFile, document: dict[str, Any]) -> Check:
    frontier = Frontier()
    with packed.open(LEAVES) as stream:
        for seq, body in csv.reader(io.TextIOWrapper(stream, "utf-8", newline="")):
            if int(seq) != frontier.size:
                return Check("log", False, f"第 {frontier.size} 号记录不见了。")
            frontier.append(SM3.leaf(body.encode()))
    told = document["evidence"]
    root = frontier.root().hex() if frontier.size else ""
    if (frontier.size, root) != (told["leaves"], told["root"]):
        return Check("log", False, "存证日志重算的结果与清单不符。")
    return Check("log", True, f"{frontier.size} 条存证记录重算相符。")


def _digest(packed: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.new("sm3")
    with packed.open(name) as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
