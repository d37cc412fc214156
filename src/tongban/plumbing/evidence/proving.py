"""Proofs that a leaf stands in the log: made here, checked anywhere without the platform."""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from django.db import connection

from tongban.ground.clock import Check, PublicKey
from tongban.ground.merkle import SM3, inclusion_proof, verify_inclusion
from tongban.ground.refusals import NotFound, Refusal
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.evidence.documents import check_signature, sign_document
from tongban.plumbing.evidence.heads import find_newest_head, read_head
from tongban.plumbing.evidence.signing import SigningKey
from tongban.plumbing.evidence.subtrees import StoredTree

FORMAT: Final = "tongban.log-proof/1"


@query
def prove(*, actor: Actor, leaf_id: UUID, key: SigningKey) -> dict[str, Any]:
    """The leaf, its place, and the hashes that lead to the newest signed head.

    Only a system actor sees leaves. Refuses with NotFound, and while the leaf waits to be
    linked (a moment, unless a long transaction holds the log back).
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select l.body, k.seq from evidence_leaf l"
            " left join evidence_link k on k.leaf_id = l.id"
            " where l.id = %s and l.city = %s",
            [leaf_id, actor.city],
        )
        row = cursor.fetchone()
    if row is None:
        raise NotFound("存证日志里没有这条记录，请核对记录编号。")
    body, seq = row
    head = find_newest_head(actor.city)
    if seq is None or head is None:
        raise Refusal("这条记录刚写下，还在排入存证日志，请过几秒再试。")
    path = inclusion_proof(seq, head.size, StoredTree(actor.city))
    document = {
        "format": FORMAT,
        "city": actor.city,
        "leaf_id": str(leaf_id),
        "leaf": body,
        "seq": seq,
        "path": [step.hex() for step in path],
        "head": head.document(),
    }
    return sign_document(document, key)


def verify_proof(
    document: Mapping[str, Any], trusted: Iterable[PublicKey]
) -> list[Check]:
    """Check a proof offline: form, our signatures, and the way from leaf to root."""
    keys = list(trusted)
    try:
        head = read_head(dict(document["head"]))
        path = [bytes.fromhex(step) for step in document["path"]]
        leaf, seq = str(document["leaf"]), int(document["seq"])
        is_form = document["format"] == FORMAT and document["city"] == head.city
    except (KeyError, TypeError, ValueError):
        is_form = False
    if not is_form:
        return [Check("format", False, "不是存证证明，或者缺了内容。")]
    is_in = verify_inclusion(
        index=seq,
        size=head.size,
        leaf_hash=SM3.leaf(leaf.encode()),
        proof=path,
        root=head.root,
    )
    signed = head.is_signed_by(keys)
    return [
        Check("format", True, "证明的写法正确。"),
        check_signature(document, keys),
        Check(
            "head",
            signed,
            "日志头的签名有效。" if signed else "日志头的签名无效，或密钥不可信。",
        ),
        Check(
            "inclusion",
            is_in,
            f"记录是日志的第 {seq + 1} 条，日志共 {head.size} 条。"
            if is_in
            else "记录不在日志的这个位置，或者被改过。",
        ),
    ]


def get_leaf_body(leaf_id: UUID) -> str | None:
    """The text of a leaf, for the system actor of the transaction under way."""
    with connection.cursor() as cursor:
        cursor.execute("select body from evidence_leaf where id = %s", [leaf_id])
        row = cursor.fetchone()
    return row[0] if row else None
