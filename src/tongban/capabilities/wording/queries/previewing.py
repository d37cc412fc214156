"""How a version looks on paper: with a sample's values, as a picture or a test print."""

from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import UUID

from tongban.capabilities.orgs.queries import get_body
from tongban.capabilities.wording.checking import check_words
from tongban.capabilities.wording.queries.kinds import get_kind
from tongban.capabilities.wording.queries.versions import (
    get_version,
    platform_version,
)
from tongban.capabilities.wording.types import MessagePreview
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.papers import page_image, render
from tongban.plumbing.papers.messages import (
    count_characters,
    count_parts,
    fill_message,
    sample_message,
)
from tongban.plumbing.papers.pages import LIGHT_DPI
from tongban.plumbing.papers.samples import sample_values

PREVIEW: Final = "预览"
TEST_PRINT: Final = "试打"


@query
def preview_words(
    *, actor: Actor, kind: str, body_id: UUID | None, blocks: Mapping[str, str]
) -> bytes:
    """Words that nobody has saved, on a sample paper, as a picture (PNG).

    Refuses with NotFound, with Invalid, block by block, and PaperTooLong.
    """
    return _picture(_paper(actor, kind, body_id, check_words(kind, blocks), PREVIEW))


@query
def preview_version(*, actor: Actor, version_id: UUID, day: date) -> bytes:
    """A version on a sample paper, as a picture (PNG). Refuses with NotFound."""
    card = get_version(actor=actor, version_id=version_id, day=day)
    return _picture(_paper(actor, card.kind, card.body_id, card.blocks, PREVIEW))


@query
def preview_message(
    *, actor: Actor, kind: str, body_id: UUID | None, blocks: Mapping[str, str]
) -> MessagePreview:
    """A short message of the sample case, and in how many parts it is sent.

    Refuses with NotFound for a paper's kind, and with Invalid.
    """
    if not get_kind(kind).is_message:
        raise NotFound("这是文书，不是短信；文书请看排好版的预览。")
    return _message(actor, kind, body_id, check_words(kind, blocks))


@query
def preview_saved_message(
    *, actor: Actor, version_id: UUID, day: date
) -> MessagePreview:
    """A version of a short message as it is sent. Refuses with NotFound."""
    card = get_version(actor=actor, version_id=version_id, day=day)
    return _message(actor, card.kind, card.body_id, card.blocks)


@query
def print_test(*, actor: Actor, kind: str, version_id: UUID | None, day: date) -> bytes:
    """A version on a sample paper as PDF, marked 试打 across the page.

    Without a version: the platform's own words. Refuses with NotFound.
    """
    card = (
        get_version(actor=actor, version_id=version_id, day=day)
        if version_id
        else platform_version(kind)
    )
    return _paper(actor, card.kind, card.body_id, card.blocks, TEST_PRINT)


def _message(
    actor: Actor, kind: str, body_id: UUID | None, words: Mapping[str, str]
) -> MessagePreview:
    organ = get_body(actor=actor, body_id=body_id).name if body_id else ""
    text = fill_message(kind, sample_message(organ), words)
    return MessagePreview(text, count_characters(text), count_parts(text))


def _paper(
    actor: Actor,
    kind: str,
    body_id: UUID | None,
    words: Mapping[str, str],
    mark: str,
) -> bytes:
    if get_kind(kind).is_message:
        raise NotFound("短信不打印，请看短信的预览。")
    organ = get_body(actor=actor, body_id=body_id).name if body_id else ""
    return render(kind, sample_values(kind, organ), words=words, mark=mark)


def _picture(pdf: bytes) -> bytes:
    # Not in four tones: the grey of the mark would be lost among them.
    picture = page_image(pdf, 1, LIGHT_DPI, is_own_paper=True)
    if picture is None:
        raise RuntimeError("a paper has one page")
    return picture
