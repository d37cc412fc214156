"""Teaching the search what people say."""

from datetime import datetime
from typing import Final
from uuid import UUID

from tongban.capabilities.catalogue.finding.words import normalise
from tongban.capabilities.catalogue.models import SearchSynonym
from tongban.capabilities.catalogue.permissions import TEACH_SEARCH
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

LONGEST_WORD: Final = 20
LONGEST_NAME: Final = 40
MOST_NAMES: Final = 8


@command
def teach_synonym(
    *, actor: Actor, word: str, means: list[str], at: datetime
) -> UUID | None:
    """Let a word of the people stand for these names; without names it is let go.

    Gives the key of the synonym; None where there was nothing to let go. Refuses with
    NotAllowed, Invalid.
    """
    office = actor.office_for(TEACH_SEARCH)
    require(actor, TEACH_SEARCH, org_id=office)
    said = normalise(word)
    names = [name for name in dict.fromkeys(map(normalise, means)) if name]
    _check(said, names)

    held = SearchSynonym.objects.filter(city=actor.city, word=said).first()
    if held is None and not names:
        return None
    if held is None:
        held = SearchSynonym(city=actor.city, word=said, revision=0)
    held.means = names or held.means
    held.is_in_use = bool(names)
    held.revision += 1
    held.changed_by_id, held.changed_at = actor.person_id, at
    if held.revision == 1:
        held.save(force_insert=True)
    else:
        fields = ["means", "is_in_use", "revision", "changed_by", "changed_at"]
        held.save(update_fields=fields)

    record(
        actor,
        "catalogue.synonym.taught" if names else "catalogue.synonym.let_go",
        subject="search_synonym",
        subject_id=held.id,
        revision=held.revision,
    )
    return held.id


def _check(word: str, names: list[str]) -> None:
    errors = {}
    if not 1 <= len(word) <= LONGEST_WORD:
        errors["word"] = f"请写一个老百姓的说法，1 到 {LONGEST_WORD} 个字，例如：过户。"
    if len(names) > MOST_NAMES or any(len(name) > LONGEST_NAME for name in names):
        errors["means"] = (
            f"最多写 {MOST_NAMES} 个叫法，每个不超过 {LONGEST_NAME} 个字，用顿号隔开，"
            "例如：转移登记、不动产。"
        )
    elif word in names:
        errors["means"] = (
            "说法和叫法一样，等于没写；请写事项名称里的叫法，例如：转移登记。"
        )
    if errors:
        raise Invalid(errors)
