"""Hashes of subtrees from the database: leaves in links, every eighth level in nodes.

A proof over 16 million leaves reads some 24 ranges of at most 256 rows each.
"""

from django.db import connection

from tongban.ground.merkle import SM3, MerkleError, Node

# A node row stands for 256 of the tier below.
TIER = 8


def stored_nodes(nodes: list[Node]) -> list[Node]:
    """Those of an append's nodes that are kept: every eighth level above the leaves."""
    return [node for node in nodes if node.level and node.level % TIER == 0]


class StoredTree:
    """`get_hash(level, index)` over one city's log."""

    def __init__(self, city: str) -> None:
        """Remember whose log it is; nothing is read yet."""
        self.city = city

    def __call__(self, level: int, index: int) -> bytes:
        """The hash of the 2**level leaves from index * 2**level on."""
        tier = level - level % TIER
        row = self._row(tier, index << (level - tier), 1 << (level - tier))
        while len(row) > 1:
            pairs = zip(row[::2], row[1::2], strict=True)
            row = [SM3.node(left, right) for left, right in pairs]
        return row[0]

    def _row(self, tier: int, start: int, count: int) -> list[bytes]:
        params: list[str | int]
        if tier == 0:
            sql = (
                "select leaf_hash from evidence_link where city = %s"
                " and seq >= %s and seq < %s order by seq"
            )
            params = [self.city, start, start + count]
        else:
            sql = (
                "select hash from evidence_node where city = %s and level = %s"
                " and place >= %s and place < %s order by place"
            )
            params = [self.city, tier, start, start + count]
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            found = [bytes(row[0]) for row in cursor.fetchall()]
        if len(found) != count:
            raise MerkleError(f"the log of {self.city} lacks rows at {tier}/{start}")
        return found
