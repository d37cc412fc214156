"""Materials of an item document: each named, sourced, asked on a ground and of its holder."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from tongban.capabilities.catalogue.checking import words
from tongban.capabilities.catalogue.checking.found import (
    found,
    positions,
    rows,
    text,
    texts,
    whole,
)
from tongban.capabilities.catalogue.checking.guide import check_material_name
from tongban.capabilities.catalogue.notes import said_not_to_be_handed_in
from tongban.capabilities.catalogue.types import Finding
from tongban.capabilities.catalogue.wording import COPY_KIND_LABELS, FORM_LABELS
from tongban.plumbing.text.trust import TRUST_LABELS

Document = dict[str, Any]

_NECESSITIES: Final = frozenset({"required", "optional", "deferrable"})
_LEAST_TRUSTED: Final = frozenset("CD")
_HANDED_IN: Final = re.compile(
    "(请|须|需要?|应当?)(您|自行)?(携?带|提交|交|提供|上传|邮寄)"
)
_GIVEN_UP: Final = re.compile("收回|交回|换发|缴销|注销")
_NOT_NEEDED: Final = re.compile("不用|无需|不需要?|不必|免")
_PERSONS_PAPER: Final = re.compile(
    "身份证|户口[簿本]|结婚证|离婚证|出生医学证明|居住证"
)
_FIRMS_PAPER: Final = re.compile("营业执照|法人证书|公司章程")
_SOMEBODY: Final = re.compile(
    "代办|经办|代理|委托|负责人|法定代表|股东|合伙|员工|职工|雇|人员|成员|监护|经营者|联系人|业主|房东"
    "|单位|雇主|用人|合同|中介|机构|出租|施工|建设|学校|供应"
)

_ATTRIBUTES: Final[tuple[tuple[str, Callable[[Document], bool]], ...]] = (
    ("material.name_missing", lambda row: bool(text(row, "name"))),
    ("material.type_missing", lambda row: bool(text(row, "catalogue_code"))),
    (
        "material.copy_kind_missing",
        lambda row: text(row, "original_or_copy") in COPY_KIND_LABELS,
    ),
    ("material.copies_missing", lambda row: whole(row, "copies") is not None),
    (
        "material.necessity_missing",
        lambda row: text(row, "necessity") in _NECESSITIES,
    ),
    ("material.source_missing", lambda row: bool(text(row, "source"))),
    ("material.form_missing", lambda row: text(row, "form") in FORM_LABELS),
    ("material.trust_missing", lambda row: text(row, "trust") in TRUST_LABELS),
    ("material.basis_missing", lambda row: bool(text(row, "basis"))),
    ("material.standard_missing", lambda row: bool(text(row, "acceptance_standard"))),
)


def check_materials(document: Document) -> list[Finding]:
    """What is found in the materials of a document, each by itself."""
    materials = rows(document, "materials")
    asks_nothing = document.get("no_materials") is True
    if not materials:
        return [] if asks_nothing else [found("material.none", "materials")]
    return [
        *([found("material.none_and_some", "no_materials")] if asks_nothing else []),
        *_names(materials),
        *_attributes(materials),
        *_notes(materials),
        *_theirs(document, materials),
    ]


def _names(materials: list[Document]) -> Iterator[Finding]:
    for at, material in enumerate(materials, 1):
        name, where = text(material, "name"), f"materials[{at}]"
        yield from check_material_name(name, where)
        waived = material.get("waived") is True
        told = text(material, "trust") in _LEAST_TRUSTED
        told = told and not text(material, "held_reason")
        # 办完后收回: a paper that is given up cannot be fetched from a register.
        given_up = _GIVEN_UP.search(text(material, "source_note"))
        if words.HELD.search(name) and told and not waived and not given_up:
            yield found("material.already_held", where)


def _attributes(materials: list[Document]) -> Iterator[Finding]:
    for rule, is_there in _ATTRIBUTES:
        without = [at for at, row in enumerate(materials, 1) if not is_there(row)]
        if without:
            yield found(rule, f"materials[{positions(without)}]")


def _notes(materials: list[Document]) -> Iterator[Finding]:
    for at, material in enumerate(materials, 1):
        where, waived = f"materials[{at}]", material.get("waived") is True
        said = text(material, "source_note")
        for clause in re.split("[。；]", said):
            told = clause.strip()
            if waived and _HANDED_IN.search(told) and not _NOT_NEEDED.search(told):
                yield found("material.waived_contradiction", where, "免交", told)
        denial = "" if waived else said_not_to_be_handed_in(said)
        if denial:
            yield found("material.waived_contradiction", where, "要交", denial)
        asked = text(material, "necessity") == "required" and not waived
        if asked and whole(material, "copies") == 0:
            yield found("material.copies_zero", where)


def _theirs(document: Document, materials: list[Document]) -> Iterator[Finding]:
    """A paper of a person where only firms are served, or the other way about."""
    served = set(texts(document, "served_objects"))
    if not served:
        return
    if "natural_person" not in served:
        wrong, lacking, whose = _PERSONS_PAPER, "自然人", "自然人"
    elif served == {"natural_person"}:
        wrong, lacking, whose = _FIRMS_PAPER, "企业和其他组织", "单位"
    else:
        return
    for at, material in enumerate(materials, 1):
        name = text(material, "name")
        if wrong.search(name) and not _SOMEBODY.search(name):
            yield found("material.not_their_paper", f"materials[{at}]", lacking, whose)
