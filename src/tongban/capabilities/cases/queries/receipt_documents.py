"""The receipt as a signed document that is checked on a laptop, without the platform."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.cases.models import Case, CaseEvent, CaseMaterial
from tongban.capabilities.catalogue.queries import get_guide
from tongban.ground.clock import Check, PublicKey
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.evidence.documents import (
    DocumentRefused,
    check_signature,
    read_document,
    sign_document,
)
from tongban.plumbing.evidence.promising import promise, verify_promise
from tongban.plumbing.evidence.proving import get_leaf_body
from tongban.plumbing.evidence.signing import SigningKey

FORMAT: Final = "tongban.receipt/1"


@query
def get_receipt_document(
    *, actor: Actor, case_id: UUID, key: SigningKey, at: datetime
) -> dict[str, Any]:
    """Number, time, item, body, materials, and the promise of the record; signed.

    No name and no number of a person stands in it. Only a system actor sees the record
    that is promised. Refuses with NotFound.
    """
    case = Case.objects.filter(pk=case_id).first()
    event = CaseEvent.objects.filter(case_id=case_id, kind="submitted").first()
    record = get_leaf_body(event.id) if event else None
    if case is None or event is None or record is None:
        raise NotFound("没有找到这个办件，或者它还没有提交。")
    guide = get_guide(actor=actor, version_id=case.version_id)
    names = {row.material_id: row.name for row in guide.materials}
    received = {
        row.material_id: row for row in CaseMaterial.objects.filter(case_id=case_id)
    }
    made = promise(city=case.city, leaf_id=event.id, leaf_body=record, at=at, key=key)
    document = {
        "format": FORMAT,
        "city": case.city,
        "number": case.number,
        "case": str(case.id),
        "filed_at": event.occurred_at.astimezone(UTC).isoformat(),
        "filed_on": case.filed_on.isoformat(),
        "item": {
            "name": guide.name,
            "code": guide.handling_code,
            "version": str(guide.version_id),
        },
        "body": guide.body_name,
        "materials": [
            {
                "name": name,
                "form": received[material_id].received_form,
                "copies": received[material_id].copies,
            }
            for material_id, name in names.items()
            if material_id in received
        ],
        "record": record,
        "promise": made["text"],
    }
    return sign_document(document, key)


def check_receipt_document(
    text: bytes, trusted: Iterable[PublicKey]
) -> tuple[Mapping[str, Any], list[Check]]:
    """What the file says, and whether it may be believed; needs no database.

    Any change of any byte makes a check fail.
    """
    keys = list(trusted)
    try:
        document = read_document(text, of_format=FORMAT)
        record = str(document["record"])
        promised = str(document["promise"])
        told = json.loads(record)
    except (DocumentRefused, KeyError, ValueError) as error:
        words = getattr(error, "message", "缺了内容，请使用导出时的原文件。")
        return {}, [Check("format", False, words)]
    signed, same = verify_promise(promised, keys, record)[1:] or (None, None)
    is_same = bool(same and same.ok) and told.get("case") == document.get("case")
    return document, [
        Check("format", True, "收件凭证的写法正确。"),
        check_signature(document, keys),
        Check(
            "promise",
            bool(signed and signed.ok),
            signed.detail if signed else "存证承诺的写法不对。",
        ),
        Check(
            "record",
            is_same,
            "凭证与承诺存证的记录相符。" if is_same else "凭证与承诺存证的记录不符。",
        ),
    ]
