"""The kinds of papers and messages whose words can be written, from their layouts."""

from typing import Final

from tongban.capabilities.wording.types import BlockCard, FieldCard, KindCard
from tongban.ground.refusals import NotFound
from tongban.plumbing.papers.blocks import (
    ALL_BLOCKS,
    ALL_FIELDS,
    LONGEST,
    PAPER_NAMES,
)
from tongban.plumbing.papers.messages import LONGEST_MESSAGE, MESSAGE_NAMES

_NAMES: Final = PAPER_NAMES | MESSAGE_NAMES


def list_kinds() -> list[KindCard]:
    """Every kind, in the order in which a case meets them: papers, then messages."""
    return [
        KindCard(
            kind,
            name,
            tuple(
                BlockCard(one.key, one.title, one.help, one.locked)
                for one in ALL_BLOCKS[kind]
            ),
            tuple(FieldCard(one.name, one.example) for one in ALL_FIELDS[kind]),
            is_message=kind in MESSAGE_NAMES,
            longest=LONGEST_MESSAGE if kind in MESSAGE_NAMES else LONGEST,
        )
        for kind, name in _NAMES.items()
    ]


def get_kind(kind: str) -> KindCard:
    """One kind. Refuses with NotFound."""
    for card in list_kinds():
        if card.kind == kind:
            return card
    known = "、".join(f"{one.kind}（{one.name}）" for one in list_kinds())
    raise NotFound(f"没有“{kind}”这种文书或者短信模板。可以写的有：{known}。")
