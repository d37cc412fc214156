"""Puts a case together from its rows: values for pages, numbers masked."""

from typing import Any
from uuid import UUID

from tongban.capabilities.cases.models import (
    Case,
    CaseCondition,
    CaseEvent,
    CaseMaterial,
    Paper,
    Party,
)
from tongban.capabilities.cases.queries.pauses import list_provisional
from tongban.capabilities.cases.queries.special_steps import (
    OUTCOMES,
    view_special_steps,
)
from tongban.capabilities.cases.queries.turns import (
    form_values,
    view_correction,
    view_delivery,
)
from tongban.capabilities.cases.states import CASE_LIFECYCLE, MOVE_WORDS, CaseState
from tongban.capabilities.cases.types import (
    CaseView,
    ConditionLine,
    EventLine,
    MaterialLine,
    PaperLine,
    PartyLine,
    ValueLine,
)
from tongban.capabilities.catalogue.queries import get_guide
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.orgs.queries import list_bodies, list_venues, name_on
from tongban.capabilities.people.queries import list_staff_names
from tongban.ground.codes.identity import IdKind
from tongban.ground.codes.mask import mask_identity_number, mask_mobile
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.database.prepared import fetch_all
from tongban.plumbing.papers.titles import granted_words, refused_words
from tongban.plumbing.schemas.answers import read_answers
from tongban.plumbing.schemas.schema import FieldSpec, FieldType

_AGENTS = "select person_id, name from agents_of_case(%s)"


def view_case(actor: Actor, case: Case) -> CaseView:
    """The whole view; a fixed number of queries however much the case holds."""
    guide = get_guide(actor=actor, version_id=case.version_id)
    agents = dict(fetch_all(_AGENTS, [case.id]))
    events = _events(actor, case, agents)
    venues = {row.venue_id: row.name for row in list_venues(actor=actor)}
    return CaseView(
        case_id=case.id,
        application_id=case.application_id,
        number=case.number,
        item_name=guide.name,
        item_type=guide.item_type,
        case_kind=case.case_kind,
        version_id=case.version_id,
        body_id=case.body_id,
        body_name=name_on(
            actor=actor,
            body_id=guide.body_id,
            day=case.filed_on,
            otherwise=guide.body_name,
        ),
        venue_name=venues.get(case.venue_id, "") if case.venue_id else "",
        channel=case.application.channel,
        state=CaseState(case.state),
        filed_on=case.filed_on,
        submitted_at=case.submitted_at,
        accepted_at=case.accepted_at,
        decided_at=case.decided_at,
        promised_due_on=case.promised_due_on,
        statutory_due_on=case.statutory_due_on,
        is_provisional=case.is_provisional,
        parties=_parties(case, guide),
        values=_values(case, guide),
        situations=_situations(case, guide),
        materials=_materials(case, guide),
        conditions=_conditions(case, guide),
        events=events,
        papers=_papers(case, guide),
        moves=tuple(CASE_LIFECYCLE.allowed(CaseState(case.state))),
        corrected_at=case.corrected_at,
        correction=view_correction(case, guide),
        delivery=view_delivery(case),
        special_steps=view_special_steps(guide, events),
        accepted_by_reader=case.accepted_by is not None
        and case.accepted_by == actor.person_id,
        provisional_days=_provisional_days(events),
        one_per_person=guide.one_per_person,
        agents=tuple(sorted(agents.values())),
        received_body_id=case.received_body_id,
    )


def _parties(case: Case, guide: Guide) -> tuple[PartyLine, ...]:
    labels = {row.role: row.label for row in guide.party_roles}
    order = {row.role: place for place, row in enumerate(guide.party_roles)}
    rows = Party.objects.filter(application_id=case.application_id)
    ordered = sorted(rows, key=lambda row: (order.get(row.role, 99), row.place))
    return tuple(
        PartyLine(
            row.role,
            labels.get(row.role, row.role),
            row.name,
            "统一社会信用代码" if row.kind == "legal" else IdKind(row.id_kind).label,
            # A firm's code is public; a person's number never is.
            row.id_number
            if row.kind == "legal"
            else mask_identity_number(row.id_number),
            mask_mobile(row.phone) if row.phone else "",
        )
        for row in ordered
    )


def _values(case: Case, guide: Guide) -> tuple[ValueLine, ...]:
    values = form_values(case)
    schema = guide.form
    pages = read_answers(schema, values)
    return tuple(
        ValueLine(answer.label, _answer_words(schema.fields[answer.name], answer.words))
        for page in pages
        for answer in page.answers
    )


def _answer_words(spec: FieldSpec, words: str) -> str:
    """The answer; a number of an identity document only as far as one needs it."""
    is_number = spec.type is FieldType.IDENTITY_DOCUMENT
    return mask_identity_number(words) if is_number else words


def _situations(case: Case, guide: Guide) -> tuple[ValueLine, ...]:
    answers = case.application.situations
    lines = []
    for row in guide.situations:
        label = {option.key: option.label for option in row.options}
        lines.append(ValueLine(row.question, label.get(answers.get(row.key, ""), "")))
    return tuple(lines)


def _materials(case: Case, guide: Guide) -> tuple[MaterialLine, ...]:
    # What came in answer to a correction notice takes the place of what was filed.
    rows = (
        CaseMaterial.objects.filter(case=case).select_related("file").order_by("round")
    )
    received = {row.material_id: row for row in rows}
    lines = []
    for card in guide.materials_for(case.application.situations):
        row = received.get(card.material_id)
        file = row.file if row else None
        lines.append(
            MaterialLine(
                key=card.key,
                name=card.name,
                necessity=card.necessity,
                trust=card.trust,
                is_waived=card.is_waived,
                received_form=row.received_form if row else "",
                file_id=file.id if file else None,
                file_name=file.original_name if file else "",
                media_type=file.media_type if file else "",
            )
        )
    return tuple(lines)


def _conditions(case: Case, guide: Guide) -> tuple[ConditionLine, ...]:
    judged = {
        row.condition_id: row.is_met for row in CaseCondition.objects.filter(case=case)
    }
    return tuple(
        ConditionLine(
            row.key,
            row.text,
            judged.get(row.condition_id),
            group.words if place == 0 else "",
            bool(group.key),
            row.is_any,
        )
        for group in guide.condition_groups
        for place, row in enumerate(group.conditions)
    )


def _events(actor: Actor, case: Case, agents: dict[UUID, str]) -> tuple[EventLine, ...]:
    rows = list(CaseEvent.objects.filter(case=case).order_by("seq"))
    people = [row.actor_person for row in rows if row.actor_person]
    names: dict[UUID, str] = list_staff_names(actor=actor, person_ids=people)
    title = "经办人" if case.application.firm_id else "代办人"
    names |= {key: f"{title} {name}" for key, name in agents.items()}
    # As they were called when the case was filed.
    acting = {row.acting_body for row in rows if row.acting_body}
    on_the_day = list_bodies(actor=actor, only=acting, day=case.filed_on)
    bodies = {row.body_id: row.name for row in on_the_day}
    return tuple(
        EventLine(
            seq=row.seq,
            kind=row.kind,
            words=_move_words(row),
            occurred_at=row.occurred_at,
            who=names.get(row.actor_person, "申请人") if row.actor_person else "系统",
            where=bodies.get(row.acting_body, "网上") if row.acting_body else "网上",
            facts=_told(actor, row.facts),
        )
        for row in rows
    )


def _provisional_days(events: tuple[EventLine, ...]) -> tuple[str, ...]:
    """As the last event says that counted the days."""
    for row in reversed(events):
        if "promised_due_on" in row.facts:
            return list_provisional(row.facts)
    return ()


def _move_words(event: CaseEvent) -> str:
    """The step in people's words; a special step under its own name."""
    name = event.facts.get("name")
    if event.kind == "special_begun" and name:
        return f"{name}开始"
    if event.kind == "special_ended" and name:
        return f"{name}：{OUTCOMES.get(str(event.facts.get('outcome')), '结束')}"
    return MOVE_WORDS[event.kind]


def _told(actor: Actor, facts: dict[str, Any]) -> dict[str, Any]:
    """What officers wrote for each other is theirs; the decision gives its reasons."""
    if actor.kind == "staff":
        return facts
    return {name: fact for name, fact in facts.items() if name != "opinion"}


def _papers(case: Case, guide: Guide) -> tuple[PaperLine, ...]:
    titles = {
        "receipt": "收件凭证",
        "correction": "补正告知书",
        "acceptance": "受理通知书",
        "non_acceptance": "不予受理通知书",
        "decision_granted": granted_words(guide.item_type).title,
        "decision_refused": refused_words(guide.item_type).title,
    }
    rows = Paper.objects.filter(case=case).order_by("issued_at", "id")
    return tuple(
        PaperLine(row.id, row.kind, titles[row.kind], row.number, row.issued_at)
        for row in rows
    )
