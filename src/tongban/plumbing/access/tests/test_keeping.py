"""What a process keeps: the used last stay."""

from tongban.plumbing.access.keeping import Kept


def test_what_was_used_longest_ago_makes_room() -> None:
    held: Kept[str, bytes] = Kept(10, len)
    held.keep("a", b"aaaa")
    held.keep("b", b"bbbb")
    held.find("a")
    held.keep("c", b"cccc")

    assert (held.find("a"), held.find("b"), held.find("c")) == (b"aaaa", None, b"cccc")
    held.keep("c", b"c" * 6)
    assert len(held) == 2
    held.keep("d", b"d" * 50)
    assert (len(held), held.find("d")) == (1, b"d" * 50)
