"""Drafts, as the officers of their body and the keepers of the list see them."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.fields.json import KT

from tongban.capabilities.catalogue.models import (
    ItemDraft,
    ItemReview,
    ItemSubmission,
    Publication,
)
from tongban.capabilities.catalogue.queries.own_turn import in_own_turn
from tongban.capabilities.catalogue.stages import REVIEWING
from tongban.capabilities.catalogue.states import CHANGED, SUPERSEDED
from tongban.capabilities.catalogue.types import (
    Addition,
    DraftCard,
    Finding,
    ReviewCard,
)
from tongban.ground.refusals import NotFound
from tongban.ground.reviews import (
    DISCARDED,
    DRAFTING,
    PASSED,
    PUBLISHED,
    SENT_BACK,
    next_stage,
)
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

_SAME = ExpressionWrapper(Q(document=F("draft__document")), output_field=BooleanField())


@query
def list_drafts(*, actor: Actor, words: str = "", limit: int = 50) -> list[DraftCard]:
    """The drafts that the actor may see and that wait, newest first; `words` are in the name."""
    drafts = _waiting(actor, words).order_by("-revised_at", "id")
    return draft_cards(list(drafts[:limit]))


@query
def count_drafts(*, actor: Actor, words: str = "") -> int:
    """How many drafts the actor may see that wait."""
    return _waiting(actor, words).count()


def _waiting(actor: Actor, words: str) -> QuerySet[ItemDraft]:
    drafts = ItemDraft.objects.filter(
        city=actor.city, published_version=None, superseded_by=None, discarded_at=None
    )
    # `contains` on a key of JSON would ask for the same JSON, not for words in it.
    named = drafts.annotate(named=KT("document__name"))
    return named.filter(named__contains=words) if words else drafts


@query
def list_drafts_to_do(
    *, actor: Actor, words: str = "", limit: int = 300
) -> list[DraftCard]:
    """The drafts of which the next step is the actor's, newest first."""
    drafts = in_own_turn(_waiting(actor, words), actor)
    return draft_cards(list(drafts.order_by("-revised_at", "id")[:limit]))


@query
def count_drafts_to_do(*, actor: Actor, words: str = "") -> int:
    """How many drafts wait for the actor, of all there are."""
    return in_own_turn(_waiting(actor, words), actor).count()


def count_drafts_to_review(*, actor: Actor) -> int | None:
    """How many drafts wait for the actor; None where none ever could."""
    if not any(map(actor.may_anywhere, REVIEWING)):
        return None
    return count_drafts_to_do(actor=actor)


@query
def get_draft(*, actor: Actor, draft_id: UUID) -> DraftCard:
    """One draft. Refuses with NotFound, also where it is hidden from the actor."""
    draft = ItemDraft.objects.filter(city=actor.city, pk=draft_id).first()
    if draft is None:
        raise NotFound("没有找到这份草稿，或者它不归您的单位管。")
    return draft_card(draft)


@query
def get_submitted(*, actor: Actor, draft_id: UUID) -> dict[str, object]:
    """The text that was handed in last: what reviewers look at. Refuses with NotFound."""
    submission = ItemSubmission.objects.filter(city=actor.city, draft_id=draft_id)
    row = submission.order_by("-number").values_list("document", flat=True).first()
    if row is None:
        raise NotFound("这份草稿还没有送审，没有可以审查的内容。")
    document: dict[str, object] = row
    return document


@query
def find_text(*, actor: Actor, version_id: UUID) -> dict[str, object] | None:
    """The text from which a version was published, for whom may see its draft; or None."""
    published = Publication.objects.filter(city=actor.city, version_id=version_id)
    row = published.values_list("submission__document", flat=True).first()
    document: dict[str, object] | None = row
    return document


def draft_card(draft: ItemDraft) -> DraftCard:
    """The value of a draft."""
    return draft_cards([draft])[0]


def draft_cards(drafts: Sequence[ItemDraft]) -> list[DraftCard]:
    """Values of drafts, with where each stands: three queries for any number of them."""
    keys = [draft.id for draft in drafts]
    submissions = list(
        ItemSubmission.objects.filter(draft__in=keys)
        .annotate(is_same=_SAME)
        .defer("document")
        .order_by("number")
    )
    said: dict[UUID, list[ItemReview]] = {}
    shown = ItemReview.objects.filter(submission__draft__in=keys)
    for review in shown.order_by("reviewed_at", "id"):
        said.setdefault(review.submission_id, []).append(review)
    return [
        _card(draft, [one for one in submissions if one.draft_id == draft.id], said)
        for draft in drafts
    ]


def _card(
    draft: ItemDraft,
    submissions: list[ItemSubmission],
    said: dict[UUID, list[ItemReview]],
) -> DraftCard:
    last = submissions[-1] if submissions else None
    return DraftCard(
        draft_id=draft.id,
        name=str(draft.document.get("name", "")),
        body_id=draft.body_id,
        source_name=draft.source_name,
        document=draft.document,
        findings=tuple(Finding(**row) for row in draft.findings),
        additions=tuple(Addition(**row) for row in draft.additions),
        unchecked=tuple(draft.unchecked),
        published_version=draft.published_version,
        superseded_by=draft.superseded_by_id,
        item_id=draft.item_id,
        drafted_by=draft.drafted_by_id,
        revised_at=draft.revised_at,
        stage=_stage(draft, last, said.get(last.id, []) if last else []),
        number=last.number if last else 0,
        digest=last.digest if last else "",
        handed_in_at=last.handed_in_at if last else None,
        reviews=tuple(
            ReviewCard(
                submission.number,
                review.stage,
                review.outcome,
                review.opinion,
                review.reviewer_id,
                review.reviewed_at,
            )
            for submission in submissions
            for review in said.get(submission.id, [])
        ),
    )


def _stage(
    draft: ItemDraft, last: ItemSubmission | None, reviews: list[ItemReview]
) -> str:
    done = _done_with(draft)
    if done or last is None:
        return done or DRAFTING
    if any(review.outcome != PASSED for review in reviews):
        return SENT_BACK
    if not last.is_same:  # type: ignore[attr-defined]  # annotated
        return CHANGED
    return next_stage(len(reviews))


def _done_with(draft: ItemDraft) -> str:
    """Why nothing is to be done with it any more; nothing where something is."""
    if draft.published_version is not None:
        return PUBLISHED
    if draft.superseded_by_id is not None:
        return SUPERSEDED
    return "" if draft.discarded_at is None else DISCARDED
