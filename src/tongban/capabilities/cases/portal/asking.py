"""What the form still has to ask: known values stand as they are, only gaps are asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from tongban.capabilities.cases.portal.folder import Folder
from tongban.plumbing.schemas.answers import say_answer
from tongban.plumbing.schemas.schema import FieldSpec, Page
from tongban.plumbing.schemas.validation import check_fields

# Small topics share a screen up to so many questions, so that the way stays five steps.
MOST_QUESTIONS: Final = 8
_FIRM_FIXED: Final = frozenset({"firm.name", "firm.uscc", "firm.legal_representative"})
_PERSON_FIXED: Final = frozenset({"person.name", "person.id_type", "person.id_number"})


@dataclass(frozen=True)
class Held:
    """A value that is known already, with where it comes from."""

    name: str
    label: str
    words: str
    value: object
    source: str


@dataclass(frozen=True)
class Topic:
    """A page of the schema: what is known of it, and what is asked."""

    key: str
    title: str
    held: tuple[Held, ...]
    gaps: tuple[FieldSpec, ...]
    may_change: bool

    @property
    def page(self) -> Page:
        """The gaps as a page that the form engine can show."""
        return Page(self.key, self.title, self.gaps)


def facts_of(folder: Folder) -> dict[str, str]:
    """Everything that is known, by the paths of the form schema."""
    subject, firm = folder.subject, folder.firm
    facts = {
        "person.name": subject.name,
        "person.id_type": subject.id_kind,
        "person.id_number": subject.id_number,
        "person.phone": subject.phone,
        "person.address": subject.address,
    }
    if firm is not None:
        facts |= {
            "firm.name": firm.name,
            "firm.uscc": firm.uscc,
            "firm.address": firm.address,
            "firm.legal_representative": firm.legal_representative,
        }
    return {path: value for path, value in facts.items() if value}


def read_topics(
    folder: Folder, opened: Iterable[str] = (), *, typed: bool = True
) -> tuple[Topic, ...]:
    """All pages of the form; `opened` names those whose known values shall be changed.

    With `typed` false, as if nothing had been typed yet: the screens must not shift.
    """
    facts = facts_of(folder)
    kept = folder.values if typed else {}
    known: dict[str, object] = {}
    topics = []
    for page in folder.schema.pages:
        held: list[Held] = []
        gaps: list[FieldSpec] = []
        changeable = False
        for spec in page.fields:
            value = _usable(folder, spec, facts, known)
            is_fixed = is_fixed_for(folder, spec)
            is_changed = kept.get(spec.name) not in (None, value) and not is_fixed
            is_open = page.key in opened and not is_fixed
            if value is None or is_changed or is_open:
                gaps.append(spec)
                continue
            known[spec.name] = value
            changeable |= not is_fixed
            words = say_answer(spec, value)
            source = _source(spec, is_for_another=folder.principal is not None)
            held.append(Held(spec.name, spec.label, words, value, source))
        topics.append(Topic(page.key, page.title, tuple(held), tuple(gaps), changeable))
    return tuple(topics)


def is_fixed_for(folder: Folder, spec: FieldSpec) -> bool:
    """Whether the register speaks and nobody else: who applies is not a matter of typing."""
    if folder.firm is not None:
        return spec.prefill in _FIRM_FIXED
    return bool(folder.acting) and spec.prefill in _PERSON_FIXED


def _usable(
    folder: Folder,
    spec: FieldSpec,
    facts: Mapping[str, str],
    known: Mapping[str, object],
) -> object | None:
    """The known value, unless the question hangs on another or would refuse it."""
    fact = facts.get(spec.prefill) if spec.prefill else None
    if fact is None or spec.when is not None:
        return None
    answers, _errors = check_fields(
        folder.schema, [spec], {spec.name: fact}, known=known, on=folder.today
    )
    return answers.get(spec.name)


def _source(spec: FieldSpec, *, is_for_another: bool) -> str:
    if spec.prefill.startswith("firm."):
        return _("市场主体登记信息")
    return _("委托人的实名信息") if is_for_another else _("您的实名信息")


def screens_of(folder: Folder) -> tuple[tuple[str, ...], ...]:
    """The pages of the form by key, small ones together on one screen."""
    screens: list[list[str]] = []
    count = 0
    for topic in read_topics(folder, typed=False):
        if not screens or count + len(topic.gaps) > MOST_QUESTIONS:
            screens.append([])
            count = 0
        screens[-1].append(topic.key)
        count += len(topic.gaps)
    return tuple(tuple(screen) for screen in screens)


def suggestions(folder: Folder) -> dict[str, object]:
    """What stands in the boxes at first: typed values, else known ones."""
    facts = facts_of(folder)
    first: dict[str, object] = {
        spec.name: facts[spec.prefill]
        for spec in folder.schema.fields.values()
        if spec.prefill in facts
        and (not spec.choices or spec.label_of(facts[spec.prefill]))
    }
    return {**first, **folder.values}


def whole_form(folder: Folder) -> tuple[dict[str, object], dict[str, str]]:
    """The answers to the whole form as it stands, and what is wrong or missing."""
    given: dict[str, Any] = {
        name: value
        for name, value in folder.values.items()
        if name in folder.schema.fields
    }
    for topic in read_topics(folder):
        given |= {row.name: row.value for row in topic.held}
    return check_fields(
        folder.schema,
        folder.schema.fields.values(),
        given,
        known={},
        on=folder.today,
    )
