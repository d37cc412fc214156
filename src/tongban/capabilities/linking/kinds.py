"""The register of kinds, as data: what each is called, and what a sign-in by it proves."""

import json
from functools import cache
from pathlib import Path
from typing import Final

from tongban.capabilities.linking.types import LinkKind
from tongban.ground.refusals import NotFound

_FILE: Final = Path(__file__).with_name("kinds.json")


@cache
def known_kinds() -> dict[str, LinkKind]:
    """All kinds, in the order of the register."""
    rows = json.loads(_FILE.read_text("utf-8"))
    return {row["kind"]: LinkKind(**row) for row in rows}


def get_kind(kind: str) -> LinkKind:
    """One kind. Refuses with NotFound."""
    found = known_kinds().get(kind)
    if found is None:
        raise NotFound(
            "没有这种账号。可以关联的有：社会保障卡、公积金、银联、支付宝、微信。"
        )
    return found
