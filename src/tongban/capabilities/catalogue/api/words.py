"""The words of the search through the API: what it is taught, and what it could not find."""

from dataclasses import dataclass

from ninja import Router, Schema, Status

from tongban.capabilities.catalogue import commands, queries
from tongban.capabilities.catalogue.permissions import TEACH_SEARCH
from tongban.capabilities.catalogue.searches import MissCard, SynonymCard
from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.problems import REFUSED
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["search words"], auth=bearer)


class MeansBody(Schema):
    """The names that the word stands for; none lets the word go."""

    means: list[str]


@dataclass(frozen=True)
class SearchWords:
    """The words in use by word, and what was not found of late, most asked for first."""

    synonyms: list[SynonymCard]
    misses: list[MissCard]


@dataclass(frozen=True)
class Loaded:
    """How many of the usual words were new."""

    count: int


def _require_teacher(request: ActorRequest) -> None:
    if not request.actor.may_anywhere(TEACH_SEARCH):
        raise NotAllowed("维护搜索说法要由编制或发布事项的人来做，请用那样的账号登录。")


@router.get("", response={200: SearchWords, **REFUSED}, summary="List search words")
def list_words(request: ActorRequest, word: str = "") -> SearchWords:
    """What the search was taught, cut to a word; what people asked for in vain."""
    _require_teacher(request)
    return SearchWords(
        queries.list_synonyms(actor=request.actor, word=word),
        queries.list_misses(actor=request.actor, day=request.today),
    )


# Before the words: else "usual" would be read as one.
@router.post(
    "/usual", response={200: Loaded, **REFUSED}, summary="Take in the usual words"
)
def load_usual(request: ActorRequest) -> Loaded:
    """The words that come with the platform; what staff changed or let go stays."""
    return Loaded(commands.load_usual_synonyms(actor=request.actor, at=request.now))


@router.put("/{word}", response={204: None, **REFUSED}, summary="Teach a word")
def teach(request: ActorRequest, word: str, body: MeansBody) -> Status[None]:
    """Let a word of the people stand for names; without names it is let go."""
    commands.teach_synonym(
        actor=request.actor, word=word, means=body.means, at=request.now
    )
    return Status(204, None)
