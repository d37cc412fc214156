"""The form and the parties of an item document: asked once, and not what is known already."""

import re
from collections.abc import Iterator
from typing import Any, Final

from tongban.capabilities.catalogue.checking.found import found, part, rows, text, whole
from tongban.capabilities.catalogue.types import Finding
from tongban.plumbing.schemas import find_flaws

Document = dict[str, Any]

# What identity and the register of firms give: 父亲姓名 or 紧急联系人电话 is neither.
_KNOWN: Final = re.compile(
    "(申请人|本人|联系人|经办人|我)?的?(姓名|证件号码|身份证号码?|证件类型|手机号码?|联系电话)"
    "|(单位|企业|公司|店铺)名称|统一社会信用代码|营业执照(注册)?号码?|法定代表人(姓名)?"
)


def check_form(document: Document) -> list[Finding]:
    """What is found in the form and the parties of a document."""
    return [*_form(document), *_fields(document), *_parties(document)]


def _form(document: Document) -> Iterator[Finding]:
    form = part(document, "form")
    if not rows(form, "pages"):
        yield found("form.missing", "form")
        return
    for flaw in find_flaws(form):
        yield found("form.wrong", f"form.{flaw.where}".strip("."), flaw.message)


def _fields(document: Document) -> Iterator[Finding]:
    for page_at, page in enumerate(rows(part(document, "form"), "pages"), 1):
        asked: set[str] = set()
        for at, field in enumerate(rows(page, "fields"), 1):
            where = f"form.pages[{page_at}].fields[{at}]"
            label = text(field, "label")
            if _KNOWN.fullmatch(label) and not text(field, "prefill"):
                yield found("form.known", where, label)
            # A field that shows only for some answers may be written once for each.
            if label and label in asked and not field.get("when"):
                yield found("form.twice", where, label)
            if not field.get("when"):
                asked.add(label)


def _parties(document: Document) -> Iterator[Finding]:
    roles = rows(document, "party_roles")
    if not any(text(row, "role") and whole(row, "min") for row in roles):
        yield found("party_roles.missing", "party_roles")
    for at, row in enumerate(roles, 1):
        fewest, most = whole(row, "min"), whole(row, "max")
        if fewest is not None and most is not None and fewest > most:
            yield found("party_roles.range", f"party_roles[{at}]", fewest, most)
