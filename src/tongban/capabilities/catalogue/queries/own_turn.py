"""Whose turn each waiting draft is, asked of the database: however many there are.

The stage of a draft is worked out as `drafts.draft_cards` does for one; the two are held
against each other by a test.
"""

from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from tongban.capabilities.catalogue.models import (
    ItemDraft,
    ItemReview,
    ItemSubmission,
)
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM, FIRST_REVIEW_ITEM
from tongban.capabilities.catalogue.stages import WAY
from tongban.capabilities.catalogue.states import CHANGED, TO_HAND_IN
from tongban.ground.reviews import (
    DRAFTING,
    FIRST_REVIEW,
    GATEKEEPING,
    LEGALITY,
    PASSED,
    SENT_BACK,
    STAGES,
    TO_PUBLISH,
    next_stage,
)
from tongban.plumbing.access.actor import Actor

_SAME = ExpressionWrapper(Q(document=F("draft__document")), output_field=BooleanField())
# Done at the city's office for drafts of all bodies.
_FOR_ALL = (LEGALITY, GATEKEEPING, TO_PUBLISH)


def in_own_turn(drafts: QuerySet[ItemDraft], actor: Actor) -> QuerySet[ItemDraft]:
    """Those of which the next step is the actor's; whoever drafted one reviews it never."""
    own = _bodies(actor, DRAFT_ITEM)
    reviewed = _bodies(actor, FIRST_REVIEW_ITEM)
    turn = Q(stage__in=sorted(TO_HAND_IN), body__in=own)
    others = Q(stage=FIRST_REVIEW, body__in=reviewed)
    for stage in _FOR_ALL:
        if actor.may_anywhere(WAY.permission_of(stage)):
            others |= Q(stage=stage)
    return _staged(drafts).filter(turn | others & ~Q(drafted_by=actor.person_id))


def _bodies(actor: Actor, permission: str) -> list[UUID]:
    return [body for held, body in actor.grants if held == permission and body]


def _staged(drafts: QuerySet[ItemDraft]) -> QuerySet[ItemDraft]:
    last = ItemSubmission.objects.filter(draft=OuterRef("pk")).order_by("-number")
    reviews = ItemReview.objects.filter(submission=OuterRef("handed_in"))
    passed = reviews.order_by().values("submission").annotate(n=Count("pk")).values("n")
    return drafts.annotate(
        handed_in=Subquery(last.values("pk")[:1]),
        is_same=Subquery(last.annotate(same=_SAME).values("same")[:1]),
        is_returned=Exists(reviews.exclude(outcome=PASSED)),
        passed=Coalesce(Subquery(passed), 0),
    ).annotate(
        stage=Case(
            When(handed_in=None, then=Value(DRAFTING)),
            When(is_returned=True, then=Value(SENT_BACK)),
            When(is_same=False, then=Value(CHANGED)),
            *(
                When(passed=count, then=Value(next_stage(count)))
                for count in range(len(STAGES))
            ),
            default=Value(TO_PUBLISH),
            output_field=CharField(),
        )
    )
