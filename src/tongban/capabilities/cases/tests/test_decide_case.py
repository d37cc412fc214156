"""Deciding a case: by somebody else than the acceptor, with reasons where it is refused."""

from datetime import timedelta

import pytest

from tongban.capabilities.cases.commands import accept_case, decide_case
from tongban.capabilities.cases.queries import get_case
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import AT, World, make_case, make_world
from tongban.capabilities.cases.tests.test_refuse_acceptance import GROUPED
from tongban.capabilities.cases.tests.traces import traces_of
from tongban.capabilities.people.commands import load_postings
from tongban.capabilities.people.queries import get_actor
from tongban.capabilities.people.testing import TODAY, make_people_loader, make_staff
from tongban.capabilities.people.types import PostingLine
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed, NotFound, Refusal
from tongban.plumbing.access.actor import Actor

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)
UNMET = {"c2": "离污水池 10 米。"}


def _as_approver_too(world: World, who: Actor) -> Actor:
    """The same person, posted as an approver of the market office as well."""
    assert who.person_id is not None
    assert who.account_id is not None
    line = PostingLine(who.person_id, world.city.market, "approver", TODAY)
    load_postings(actor=make_people_loader(), postings=[line])
    return get_actor(account_id=who.account_id, today=TODAY)


@pytest.mark.parametrize("grant", [True, False], ids=["granted", "refused"])
def test_leaves_event_leaf_audit_paper_and_messages(grant: bool) -> None:
    world = make_world()
    case = make_case(world, CaseState.REVIEWED)

    state = decide_case(
        actor=world.approver,
        case_id=case.case_id,
        acting_body=world.city.market,
        grant=grant,
        unmet={} if grant else UNMET,
        at=LATER,
    )

    kind = "granted" if grant else "refused"
    left = traces_of(world, case.case_id)
    assert state == left.state == kind
    assert left.events[-1] == left.event_leaves[-1] == kind
    assert left.audit[-1] == f"cases.case.{kind}"
    assert left.papers[-1] == f"decision_{kind}"
    assert f"CaseMoved:{kind}" in left.messages
    assert f"PaperIssued:decision_{kind}" in left.messages
    view = get_case(actor=world.citizen, case_id=case.case_id)
    assert view.decided_at == LATER
    assert view.events[-1].who == "陈立"


def test_the_acceptor_does_not_decide_even_with_the_office_to_do_so() -> None:
    world = make_world()
    case = make_case(world, CaseState.REVIEWED)
    acceptor = _as_approver_too(world, world.officer)
    before = traces_of(world, case.case_id)

    with pytest.raises(Refusal) as caught:
        decide_case(
            actor=acceptor,
            case_id=case.case_id,
            acting_body=world.city.market,
            grant=True,
            at=LATER,
        )

    assert caught.value.rule == "accept_and_decide_by_two_people"
    assert caught.value.source
    assert traces_of(world, case.case_id) == before


def test_a_promised_case_is_not_decided_before_review() -> None:
    world = make_world()
    case = make_case(world, CaseState.ACCEPTED)

    with pytest.raises(Refusal) as caught:
        decide_case(
            actor=world.approver,
            case_id=case.case_id,
            acting_body=world.city.market,
            grant=True,
            at=LATER,
        )

    assert caught.value.rule == "no_decision_before_review"


def test_an_instant_case_is_decided_by_its_office_without_review() -> None:
    world = make_world("instant")
    case = make_case(world, CaseState.ACCEPTED)

    state = decide_case(
        actor=_as_approver_too(world, world.officer),
        case_id=case.case_id,
        acting_body=world.city.market,
        grant=True,
        at=LATER,
    )

    assert state is CaseState.GRANTED


@pytest.mark.parametrize(
    ("unmet", "field"),
    [
        ({}, "conditions"),
        ({"c9": "没有这一条。"}, "conditions"),
        ({"c2": "  "}, "finding_c2"),
        ({"c2": "长" * 201}, "finding_c2"),
    ],
    ids=["none", "outside the guide", "blank", "too long"],
)
def test_a_refusal_names_a_condition_of_the_guide(
    unmet: dict[str, str], field: str
) -> None:
    world = make_world()
    case = make_case(world, CaseState.REVIEWED)

    with pytest.raises(Invalid) as caught:
        decide_case(
            actor=world.approver,
            case_id=case.case_id,
            acting_body=world.city.market,
            grant=False,
            unmet=unmet,
            at=LATER,
        )

    assert field in caught.value.errors
    assert traces_of(world, case.case_id).state == "reviewed"


def test_a_refusal_names_all_of_a_group_of_which_one_is_enough() -> None:
    world = make_world(**GROUPED)
    case = make_case(world, CaseState.REVIEWED)

    def refuse(*keys: str) -> None:
        decide_case(
            actor=world.approver,
            case_id=case.case_id,
            acting_body=world.city.market,
            grant=False,
            unmet=dict.fromkeys(keys, "没有查到。"),
            at=LATER,
        )

    with pytest.raises(Invalid) as caught:
        refuse("c1", "c2")
    assert "满足其一就行" in caught.value.errors["conditions"]
    assert traces_of(world, case.case_id).state == "reviewed"

    refuse("c2", "c3")
    view = get_case(actor=world.citizen, case_id=case.case_id)
    assert [row.is_met for row in view.conditions] == [None, False, False]


@pytest.mark.parametrize("who", ["citizen", "clerk", "officer"])
def test_turns_away_who_has_no_such_office(who: str) -> None:
    world = make_world()
    case = make_case(world, CaseState.REVIEWED)

    with pytest.raises(NotAllowed):
        decide_case(
            actor=getattr(world, who),
            case_id=case.case_id,
            acting_body=world.city.market,
            grant=True,
            at=LATER,
        )

    assert traces_of(world, case.case_id).state == "reviewed"


def test_hides_the_case_from_another_office() -> None:
    world = make_world()
    case = make_case(world, CaseState.REVIEWED)

    with pytest.raises(NotFound):
        decide_case(
            actor=make_staff("approver", world.city.civil),
            case_id=case.case_id,
            acting_body=world.city.civil,
            grant=True,
            at=LATER,
        )


@pytest.mark.parametrize(
    "state",
    [
        CaseState.SUBMITTED,
        CaseState.NOT_ACCEPTED,
        CaseState.GRANTED,
        CaseState.REFUSED,
        CaseState.DELIVERED,
    ],
)
def test_refuses_from_every_other_state_and_changes_nothing(state: CaseState) -> None:
    world = make_world()
    case = make_case(world, state)
    before = traces_of(world, case.case_id)

    with pytest.raises(MoveRefused):
        decide_case(
            actor=world.approver,
            case_id=case.case_id,
            acting_body=world.city.market,
            grant=True,
            at=LATER,
        )

    assert traces_of(world, case.case_id) == before


def test_who_left_the_office_decides_no_more() -> None:
    world = make_world()
    case = make_case(world, CaseState.SUBMITTED)
    accept_case(
        actor=world.officer, case_id=case.case_id, acting_body=world.city.market, at=AT
    )
    # The grant of a signed-in session outlives the posting; the database asks again.
    stranger = make_staff("approver", world.city.civil)
    forged = Actor(
        kind="staff",
        city=stranger.city,
        name=stranger.name,
        account_id=stranger.account_id,
        person_id=stranger.person_id,
        grants=world.approver.grants,
        org_ids=world.approver.org_ids,
    )

    with pytest.raises(Refusal) as caught:
        decide_case(
            actor=forged,
            case_id=case.case_id,
            acting_body=world.city.market,
            grant=True,
            at=LATER,
        )

    assert caught.value.rule in {
        "acts_only_by_people_in_office",
        "no_decision_before_review",
    }
