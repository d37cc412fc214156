"""Leaves, their order, and the signed heads of the log of each city."""

from django.db import models

from tongban.plumbing.database.keys import new_key


class Leaf(models.Model):
    """One fact, as a canonical text that is hashed as it stands.

    Written in the transaction of the act. It holds references and keyed hashes, never a
    personal value: leaves outlive what a lawful purge destroys.
    """

    id = models.UUIDField(primary_key=True, default=new_key)
    city = models.CharField(max_length=12)
    kind = models.CharField(max_length=24)
    body = models.TextField()
    written_at = models.DateTimeField()
    xid = models.TextField()

    class Meta:
        """`written_at` and `xid` (xid8) have defaults that nobody may override."""

        db_table = "evidence_leaf"
        managed = False


class Link(models.Model):
    """The place of a leaf in the one order of its city."""

    id = models.BigAutoField(primary_key=True)
    city = models.CharField(max_length=12)
    seq = models.BigIntegerField()
    leaf = models.OneToOneField(Leaf, models.PROTECT, related_name="+")
    leaf_hash = models.BinaryField()

    class Meta:
        """A second sequencer meets these keys, not a second order."""

        db_table = "evidence_link"
        constraints = [
            models.UniqueConstraint(fields=["city", "seq"], name="one_leaf_at_a_place")
        ]


class Node(models.Model):
    """The hash of a complete subtree of 256, 65,536 … leaves: what a proof is made from.

    Worked out from the links, so it adds nothing to believe; it saves reading them all.
    """

    id = models.BigAutoField(primary_key=True)
    city = models.CharField(max_length=12)
    level = models.PositiveSmallIntegerField()
    place = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        """One hash for each subtree."""

        db_table = "evidence_node"
        constraints = [
            models.UniqueConstraint(
                fields=["city", "level", "place"], name="one_node_at_a_place"
            )
        ]


class Head(models.Model):
    """The tree after a batch: size, root, how far was read, and our signature."""

    id = models.BigAutoField(primary_key=True)
    city = models.CharField(max_length=12)
    size = models.BigIntegerField()
    root = models.BinaryField()
    frontier = models.TextField()
    done_xid = models.TextField()
    made_at = models.DateTimeField()
    key_id = models.CharField(max_length=64)
    signature = models.BinaryField()

    class Meta:
        """One head for each size of the tree."""

        db_table = "evidence_head"
        constraints = [
            models.UniqueConstraint(fields=["city", "size"], name="one_head_of_a_size")
        ]
