"""Makers for tests: a data resource without a blank, and the text of a file of accesses."""

from datetime import UTC, datetime
from uuid import UUID

from tongban.capabilities.networks.reading_files import COLUMNS
from tongban.capabilities.networks.types import (
    LINK_WORDS,
    ResourceDraft,
    SafeguardSaid,
)

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def whole_resource(keeper: UUID, code: str = "person", **gap: str) -> ResourceDraft:
    """A draft with every link said; `gap` names a link, and the part that is blank in it."""
    links = {}
    for link in LINK_WORDS:
        blank = gap.get(link)
        links[link] = SafeguardSaid(
            control=" " if blank == "control" else "国密加密",
            body_id=None if blank == "body_id" else keeper,
            requirement=" " if blank == "requirement" else "密钥分开存放",
        )
    return ResourceDraft(code, "自然人基本信息", "姓名、证件号码、电话", keeper, links)


def access_file(*rows: str) -> bytes:
    """A file of accesses with these lines."""
    head = ",".join(COLUMNS)
    return "\n".join([head, *rows]).encode()
