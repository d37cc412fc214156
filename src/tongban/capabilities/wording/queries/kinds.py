"""The kinds of papers whose words can be written, from the layouts themselves."""

from tongban.capabilities.wording.types import BlockCard, FieldCard, KindCard
from tongban.ground.refusals import NotFound
from tongban.plumbing.papers.blocks import BLOCKS, FIELDS, PAPER_NAMES


def list_kinds() -> list[KindCard]:
    """Every kind, in the order in which a case meets them."""
    return [
        KindCard(
            kind,
            name,
            tuple(
                BlockCard(one.key, one.title, one.help, one.locked)
                for one in BLOCKS[kind]
            ),
            tuple(FieldCard(one.name, one.example) for one in FIELDS[kind]),
        )
        for kind, name in PAPER_NAMES.items()
    ]


def get_kind(kind: str) -> KindCard:
    """One kind. Refuses with NotFound."""
    for card in list_kinds():
        if card.kind == kind:
            return card
    known = "、".join(f"{one.kind}（{one.name}）" for one in list_kinds())
    raise NotFound(f"没有“{kind}”这种文书模板。可以写的有：{known}。")
