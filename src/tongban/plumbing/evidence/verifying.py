"""Recomputes the whole log of a city from its leaves and says what does not agree."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from tongban.ground.clock import Check, PublicKey
from tongban.ground.merkle import SM3, Frontier, MerkleError, Node
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.evidence.heads import SignedHead, list_heads
from tongban.plumbing.evidence.subtrees import stored_nodes

BATCH = 5000
# How many places a check names before it only counts.
MOST_NAMED = 5


@dataclass
class Findings:
    """What was looked at and what was wrong, for one check."""

    name: str
    good: str
    looked_at: int = 0
    wrong: list[str] = field(default_factory=list)

    def check(self) -> Check:
        if not self.wrong:
            return Check(self.name, True, self.good.format(n=self.looked_at))
        named = "；".join(self.wrong[:MOST_NAMED])
        more = len(self.wrong) - MOST_NAMED
        return Check(
            self.name, False, named + (f"；另有 {more} 处" if more > 0 else "")
        )


@query
def verify_log(*, actor: Actor, trusted: Iterable[PublicKey]) -> list[Check]:
    """Check order, hashes, nodes, every head's root and signature, and what has no link.

    A system actor asks: only such a one sees the leaves. Heads that somebody outside
    keeps (in proofs and receipts) are what also convicts a log that was cut off.
    """
    recount = _Recount(actor.city, list(trusted))
    recount.run()
    return recount.checks()


class _Recount:
    """One pass over links and leaves in their order, with heads and nodes beside it."""

    def __init__(self, city: str, trusted: list[PublicKey]) -> None:
        self.city = city
        self.trusted = trusted
        self.frontier = Frontier()
        self.order = Findings("order", "{n} 条记录的次序连续，没有缺号。")
        self.hashes = Findings("hashes", "{n} 条记录与其指纹（SM3）相符。")
        self.nodes = Findings("nodes", "{n} 个子树的指纹与记录相符。")
        self.heads = Findings("heads", "{n} 个日志头的根与记录相符。")
        self.signatures = Findings("signatures", "{n} 个日志头的签名有效。")
        self.complete = Findings(
            "complete", "没有漏排的记录，{n} 条刚写下，正等待排入。"
        )
        self._heads: list[SignedHead] = []
        self._last_size = 0

    def run(self) -> None:
        after = -1
        self._heads = list_heads(self.city)
        while rows := self._links(after):
            for row in rows:
                self._link(*row)
            after = rows[-1][0]
        for head in self._rest_of_heads():
            words = f"日志头 {head.size} 大于日志的 {self.frontier.size} 条"
            self.heads.wrong.append(words)
        if self._last_size != self.frontier.size:
            words = (
                f"最后的日志头只到 {self._last_size} 条，日志有 {self.frontier.size} 条"
            )
            self.heads.wrong.append(words)
        self._count_nodes()
        self._look_for_unlinked()

    def checks(self) -> list[Check]:
        found = (
            self.order,
            self.hashes,
            self.nodes,
            self.heads,
            self.signatures,
            self.complete,
        )
        return [findings.check() for findings in found]

    def _links(self, after: int) -> list[tuple[int, UUID, bytes, str | None, str]]:
        with connection.cursor() as cursor:
            cursor.execute(
                "select k.seq, k.leaf_id, k.leaf_hash, l.body, l.kind from evidence_link k"
                " left join evidence_leaf l on l.id = k.leaf_id and l.city = k.city"
                " where k.city = %s and k.seq > %s order by k.seq limit %s",
                [self.city, after, BATCH],
            )
            return list(cursor.fetchall())

    def _link(
        self, seq: int, leaf_id: UUID, stored: Any, body: str | None, kind: str
    ) -> None:
        self.order.looked_at += 1
        self.hashes.looked_at += 1
        if seq != self.frontier.size:
            self.order.wrong.append(f"第 {self.frontier.size} 号之后是第 {seq} 号")
        if body is None:
            self.hashes.wrong.append(f"第 {seq} 号记录 {leaf_id} 不见了")
            leaf_hash = bytes(stored)
        else:
            leaf_hash = SM3.leaf(body.encode())
            if leaf_hash != bytes(stored):
                self.hashes.wrong.append(f"第 {seq} 号记录 {leaf_id} 与指纹不符")
            elif not self._says_whose_it_is(body, kind, leaf_id):
                self.hashes.wrong.append(f"第 {seq} 号记录 {leaf_id} 换了编号或种类")
        for node in stored_nodes(self.frontier.append(leaf_hash)):
            self._node(node)
        self._head()

    def _says_whose_it_is(self, body: str, kind: str, leaf_id: UUID) -> bool:
        """The columns beside the body repeat it: only the body is hashed."""
        try:
            facts = {"id": str(leaf_id), **json.loads(body)}
        except (ValueError, TypeError):
            return False
        told = facts["id"], facts.get("kind"), facts.get("city")
        return bool(told == (str(leaf_id), kind, self.city))

    def _node(self, node: Node) -> None:
        self.nodes.looked_at += 1
        with connection.cursor() as cursor:
            cursor.execute(
                "select hash from evidence_node where city = %s and level = %s"
                " and place = %s",
                [self.city, node.level, node.index],
            )
            row = cursor.fetchone()
        if row is None or bytes(row[0]) != node.hash:
            self.nodes.wrong.append(f"子树 {node.level}/{node.index} 不符")

    def _head(self) -> None:
        if not self._heads or self._heads[0].size != self.frontier.size:
            return
        head = self._heads.pop(0)
        self.heads.looked_at += 1
        self.signatures.looked_at += 1
        self._last_size = head.size
        if head.root != self.frontier.root() or not self._has_this_frontier(head.size):
            self.heads.wrong.append(f"日志头 {head.size} 的根与记录不符")
        if not head.is_signed_by(self.trusted):
            self.signatures.wrong.append(f"日志头 {head.size} 的签名无效")
        if not self._heads:
            self._heads = list_heads(self.city, above=head.size)

    def _has_this_frontier(self, size: int) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(
                "select frontier from evidence_head where city = %s and size = %s",
                [self.city, size],
            )
            (text,) = cursor.fetchone()
        try:
            return Frontier.load(text).state() == self.frontier.state()
        except MerkleError:
            return False

    def _rest_of_heads(self) -> Iterable[SignedHead]:
        while self._heads:
            yield from self._heads
            self._heads = list_heads(self.city, above=self._heads[-1].size)

    def _count_nodes(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "select count(*) from evidence_node where city = %s", [self.city]
            )
            (stored,) = cursor.fetchone()
        if stored != self.nodes.looked_at:
            self.nodes.wrong.append(f"存了 {stored} 个，应有 {self.nodes.looked_at} 个")

    def _look_for_unlinked(self) -> None:
        """What lies below the point that was read and has no link was left out."""
        with connection.cursor() as cursor:
            cursor.execute(
                "select l.id, l.xid < coalesce((select split_part(h.done_xid, '/', 2)"
                "   from evidence_head h where h.city = %s order by h.size desc"
                "   limit 1), '0')::xid8"
                " from evidence_leaf l where l.city = %s and not exists"
                " (select 1 from evidence_link k where k.leaf_id = l.id)",
                [self.city, self.city],
            )
            for leaf_id, is_left_out in cursor.fetchall():
                self.complete.looked_at += 1
                if is_left_out:
                    self.complete.wrong.append(f"记录 {leaf_id} 没有排入日志")
