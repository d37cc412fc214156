"""The world of the matrix: two cities, and one thing of every kind that an address names."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from tests.access.agency import of_agency
from tests.access.apps import of_apps
from tests.access.incidents import fields_of_incidents, of_incidents
from tests.access.mandates import of_mandates
from tests.access.networks import of_networks
from tests.access.of_bodies import of_bodies
from tests.access.people import (
    AGENT,
    AGENT_ELSEWHERE,
    FORMER_AGENT,
    Person,
    make_people,
)
from tests.access.privacy import fields_of_privacy, of_privacy
from tests.access.rights import of_rights
from tests.access.things import NOTHING, Thing, Things
from tongban.capabilities.cases.commands import (
    ask_pre_review,
    keep_draft,
    take_in_at_window,
)
from tongban.capabilities.cases.queries import get_case
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import (
    World,
    make_case,
    make_filing,
    make_published_item,
    make_upload,
    make_world,
)
from tongban.capabilities.catalogue.commands import (
    make_bulk_change,
    propose_material,
    teach_synonym,
)
from tongban.capabilities.catalogue.elements.bulk import Change
from tongban.capabilities.catalogue.queries import (
    list_delegations,
    list_intake_modes,
    list_open_questions,
    list_proposals,
    note_question,
)
from tongban.capabilities.catalogue.testing import (
    AT,
    ENTRY_CODE,
    begin_draft,
    implement_entry,
    pass_reviews,
    publish_test_entry,
)
from tongban.capabilities.exchange.adapter import connector
from tongban.capabilities.exchange.commands import make_packages
from tongban.capabilities.federation.commands import register_login
from tongban.capabilities.federation.testing import make_client
from tongban.capabilities.federation.types import LoginLine
from tongban.capabilities.indicators.definitions import INDICATORS
from tongban.capabilities.lists.commands import hand_in_release, report_demand
from tongban.capabilities.lists.commands.report_demand import Demand
from tongban.capabilities.lists.queries import list_demands, list_rows
from tongban.capabilities.lists.testing import (
    draft_list,
    publish_list,
    review_list,
)
from tongban.capabilities.lists.types import Entry
from tongban.capabilities.mandates.commands import end_mandate
from tongban.capabilities.mandates.testing import give_mandate
from tongban.capabilities.mandates.types import Scope
from tongban.capabilities.orgs.commands import load_bodies, load_city, load_regions
from tongban.capabilities.orgs.queries import find_body
from tongban.capabilities.orgs.testing import TestCity, make_city, make_loader
from tongban.capabilities.orgs.types import BodyLine, CityLine, RegionLine
from tongban.capabilities.people.models import Account
from tongban.capabilities.people.queries import get_actor, get_own_card
from tongban.capabilities.people.testing import make_citizen
from tongban.capabilities.wording.commands import draft_version, put_in_force
from tongban.faces.clock import now, today
from tongban.ground.reviews import STAGES
from tongban.plumbing.access.actor import Actor, anonymous
from tongban.plumbing.access.commands import reading
from tongban.plumbing.evidence.signing import list_published_keys
from tongban.plumbing.papers.blocks import first_words

OTHER_CITY: Final = "690200"
KIND, OTHER_KIND = "acceptance", "receipt"
DRAFT_NAME: Final = "尚未公布的事项"
OLD, NEW = "0699-6012345", "0699-6055555"

Made = dict[tuple[str, str], Thing]
# What a window urges it took in itself.
URGED = ("/desk/cases/{case_id}/urge", "/api/v1/cases/{case_id}/urges")


@dataclass(frozen=True)
class Stage:
    """Who asks, and what for."""

    people: dict[str, Person]
    things: Things
    market: UUID
    # Of whom the wall alone is asked.
    agents: dict[str, Person]


def make_stage() -> Stage:
    """Everything once; committed, as in service."""
    world = make_world("collect")
    people = make_people(world, _body_of_a_county(), _make_other_city())
    things = _of_cases(world) | _of_items(world) | _of_lists(world)
    things |= _of_words(world, people) | _of_the_city(world, people)
    things |= of_rights(world, people) | of_bodies(world, people)
    agents = _make_agents(world)
    things |= of_mandates(world) | of_networks(world, people)
    things |= of_agency(world, people)
    things |= of_apps(people["operator"].actor, world.city.market)
    at_window = things["/desk/window/", "case_id"]
    things |= {(address, "case_id"): at_window for address in URGED}
    things |= of_privacy(world, people, things["/", "case_id"])
    things |= of_incidents(world, people)
    card = get_own_card(actor=world.citizen)
    secrets = (
        (things["/api/v1/case-numbers/", "number"].value, things["/", "case_id"]),
        (card.id_number, things["/", "case_id"]),
        (DRAFT_NAME, things["/", "draft_id"]),
    )
    fields = _fields(world, people, things) | fields_of_privacy(things)
    held = Things(things, fields | fields_of_incidents(things), secrets)
    return Stage(people, held, world.city.market, agents)


def _fields(world: World, people: dict[str, Person], things: Made) -> dict[str, str]:
    """What forms and bodies name, by the name of the field."""
    fields = {
        "body_id": str(world.city.market),
        "keeper_id": str(world.city.market),
        "to_body_id": str(world.city.market),
        "venue_id": str(world.city.hall),
        "item_id": str(world.guide.item_id),
        "window_id": str(world.city.window),
        "version_id": str(world.guide.version_id),
        "material_type_id": str(world.guide.materials[0].material_type_id),
        "kind": KIND,
        "handling_code": world.guide.handling_code,
        "stage": STAGES[0],
        "outcome": "passed",
        "login": _login_of(people["officer"].actor),
        "person_id": str(people["officer"].actor.person_id),
        "deputy_id": str(people["approver"].actor.person_id),
        "successor_id": str(people["approver"].actor.person_id),
    }
    return fields | {
        name: things["/", name].value
        for name in (
            "row_id",
            "material_id",
            "proposal_id",
            "intake_mode_id",
            "delegation_id",
            "posting_id",
            "request_id",
            "stand_in_id",
            "mandate_id",
            "change_id",
            "access_id",
            "post_id",
        )
    }


def _make_agents(world: World) -> dict[str, Person]:
    """Three who act for the applicant: in this item, in another one, and not any more."""
    other = make_published_item(world)
    scopes = {
        AGENT: Scope("items", (str(world.guide.item_id),)),
        AGENT_ELSEWHERE: Scope("items", (str(other.item_id),)),
        FORMER_AGENT: Scope(),
    }
    made = {}
    for name, scope in scopes.items():
        agent = make_citizen(name)
        mandate = give_mandate(world.citizen, agent, at=now(), scope=scope)
        if name == FORMER_AGENT:
            end_mandate(actor=world.citizen, mandate_id=mandate, at=now())
        account_id = agent.account_id
        if account_id is None:
            raise LookupError(name)
        made[name] = Person(name, get_actor(account_id=account_id, today=today()))
    return made


def _make_other_city() -> TestCity:
    """It answers at a host of its own: whoever is not signed in is in the first city."""
    city = CityLine(OTHER_CITY, "别的市", host="other.example", is_sample=True)
    load_city(actor=make_loader(OTHER_CITY), city=city)
    return make_city(OTHER_CITY)


def _body_of_a_county() -> UUID:
    loader = make_loader()
    region = RegionLine(
        "690121", "青渡县", "county", "county", "690100", date(2000, 1, 1)
    )
    load_regions(actor=loader, regions=[region])
    line = BodyLine(
        "QD-MARKET",
        "青渡县市场监督管理局",
        "青渡县市场监督管理局",
        "11690121690103065G",
        "county",
        "department",
        "690121",
    )
    load_bodies(actor=loader, bodies=[line])
    body = find_body(actor=loader, code="QD-MARKET")
    if body is None:
        raise LookupError("QD-MARKET")
    return body.body_id


# Where a thing is looked at in a later state than elsewhere.
_REVIEWED_DRAFTS: Final = (
    "/desk/items/drafts/{draft_id}/review",
    "/api/v1/item-drafts/{draft_id}/reviews",
    "/api/v1/item-drafts/{draft_id}/submitted",
)
_PASSED_DRAFTS: Final = (
    "/desk/items/drafts/{draft_id}/publish",
    "/api/v1/item-drafts/{draft_id}/publication",
)
_REVIEWED_LISTS: Final = (
    "/desk/lists/{release_id}/review",
    "/api/v1/list-releases/{release_id}/reviews",
)
_PASSED_LISTS: Final = (
    "/desk/lists/{release_id}/publish",
    "/api/v1/list-releases/{release_id}/publication",
)
_WORDS_IN_FORCE: Final = (
    "/desk/wording/versions/{version_id}/end",
    "/api/v1/paper-wordings/versions/{version_id}/end",
)


def _at(places: tuple[str, ...], name: str, thing: Thing) -> Made:
    return {(place, name): thing for place in places}


def _of_cases(world: World) -> Made:
    """Cases in the states in which their pages have something to show, with papers and files."""
    at = now() - timedelta(hours=1)
    filed = make_case(world, at=at)
    granted = make_case(world, CaseState.GRANTED, at=at)
    correcting = make_case(world, CaseState.CORRECTING, at=at)
    taken_in = take_in_at_window(
        actor=world.clerk,
        filing=make_filing(world, world.citizen, on_paper=True),
        venue_id=world.city.hall,
        at=at,
    )
    case = get_case(actor=world.officer, case_id=filed.case_id)
    version_id = world.guide.version_id
    keep_draft(
        actor=world.citizen,
        version_id=version_id,
        answers={"situations": {"s1": "sell"}},
        at=at,
    )
    asked = ask_pre_review(actor=world.citizen, version_id=version_id, at=at)
    upload = make_upload(world.citizen, world.guide, "m3")
    file_id = next(row.file_id for row in case.materials if row.file_id)
    of_a_case = Thing(str(filed.case_id), "case")
    return {
        ("/", "case_id"): of_a_case,
        ("/desk/window/", "case_id"): Thing(str(taken_in.case_id), "case"),
        ("/desk/issue/", "case_id"): Thing(str(granted.case_id), "case"),
        ("/desk/cases/{case_id}/decided", "case_id"): Thing(
            str(granted.case_id), "case"
        ),
        ("/desk/cases/{case_id}/mend", "case_id"): Thing(
            str(correcting.case_id), "case"
        ),
        ("/my/cases/{case_id}/correction", "case_id"): Thing(
            str(correcting.case_id), "case"
        ),
        ("/desk/cases/", "what"): Thing("not_accept"),
        ("/desk/cases/", "file_id"): Thing(str(file_id), "stored_file"),
        ("/desk/cases/", "number"): Thing("1"),
        ("/papers/", "number"): Thing("1"),
        ("/my/files/", "number"): Thing("1"),
        ("/api/v1/case-numbers/", "number"): Thing(filed.number),
        ("/", "paper_id"): Thing(str(case.papers[0].paper_id), "paper"),
        ("/", "pre_review_id"): Thing(str(asked), "pre_review"),
        ("/", "upload_id"): Thing(str(upload), "upload"),
        ("/api/v1/drafts/", "version_id"): Thing(str(version_id)),
        ("/api/v1/cases/", "step"): Thing("x1"),
        ("/apply/", "page"): Thing("shop"),
    }


def _of_items(world: World) -> Made:
    """The item in force, a draft, a batch, what the directory asks for, a new material."""
    office, city = world.office, world.city
    guide = world.guide
    draft = begin_draft(office, city, name=DRAFT_NAME)
    handed_in = begin_draft(office, city)
    pass_reviews(office, handed_in, stages=())
    passed = begin_draft(office, city)
    pass_reviews(office, passed)
    publish_test_entry(office)
    implement_entry(office, city, "MARKET")
    publish_test_entry(office, day=date(2026, 11, 20), name="食品经营许可（新）")
    at = now()
    with_phone = make_published_item(world)
    batch = make_bulk_change(
        actor=office.drafter,
        codes=[with_phone.handling_code],
        change=Change("consult_phone", {"before": OLD, "after": NEW}),
        reason="大厅换了电话。",
        at=at,
    )
    material = propose_material(
        actor=office.drafter, body_id=city.market, name="新的材料", at=at, kind="other"
    )
    teach_synonym(actor=office.drafter, word="开店", means=["食品经营"], at=at)
    note_question(actor=anonymous(city.code), text="孩子转学", answers={}, day=today())
    (question,) = list_open_questions(actor=office.drafter)
    (proposal,) = list_proposals(actor=office.drafter)
    return {
        ("/", "code"): Thing(guide.handling_code),
        ("/desk/directory/", "code"): Thing(ENTRY_CODE),
        ("/", "handling_code"): Thing(guide.handling_code),
        ("/items/", "kind"): Thing("blank"),
        ("/", "draft_id"): Thing(str(draft), "item_draft"),
        **_at(_REVIEWED_DRAFTS, "draft_id", Thing(str(handed_in), "item_draft")),
        **_at(_PASSED_DRAFTS, "draft_id", Thing(str(passed), "item_draft")),
        ("/", "section_key"): Thing("basic"),
        ("/", "batch_id"): Thing(str(batch), "bulk_change"),
        ("/", "basic_code"): Thing(ENTRY_CODE),
        ("/", "proposal_id"): Thing(str(proposal.proposal_id), "directory_proposal"),
        ("/", "material_id"): Thing(str(material)),
        ("/", "word"): Thing("开店"),
        ("/", "question_id"): Thing(str(question.question_id), "open_question"),
        **_of_authority(world),
        ("/desk/items/exchange/", "what"): Thing("items"),
        ("/desk/items/exchange/", "kind"): Thing("csv"),
    }


def _of_authority(world: World) -> Made:
    """An item that a hall is entrusted with, and by whom."""
    publisher = world.office.publisher
    entrusted = make_published_item(world, mode="entrusted_acceptance")
    (mode,) = list_intake_modes(actor=publisher, item_id=entrusted.item_id)
    (delegation,) = list_delegations(actor=publisher, item_id=entrusted.item_id)
    return {
        ("/", "intake_mode_id"): Thing(str(mode.intake_mode_id)),
        ("/", "delegation_id"): Thing(str(delegation.delegation_id)),
    }


def _of_lists(world: World) -> Made:
    """A list in force and one that is being compiled; a demand for a cancelled proof."""
    office, city = world.office, world.city
    entry = Entry("AL-M-0002", reason="other_bodies")
    card = publish_list(
        office, draft_list(city, office, "cancelled_proofs", entries=(entry,))
    )
    draft = draft_list(city, office, "licences")
    handed_in = draft_list(city, office, "fees")
    hand_in_release(actor=office.drafter, release_id=handed_in, at=AT)
    passed = draft_list(city, office, "special_steps")
    hand_in_release(actor=office.drafter, release_id=passed, at=AT)
    for stage in STAGES:
        review_list(office, passed, stage)
    rows = list_rows(actor=office.drafter, release_id=draft, kind="licences").rows
    proof = world.guide.materials[0].material_type_id
    demand = Demand(proof, "市房管局 2 号窗口", "不交就不收件", date(2026, 11, 19))
    report_demand(
        actor=anonymous(city.code), demand=demand, at=now(), day=date(2026, 11, 20)
    )
    (reported,) = list_demands(actor=office.publisher)
    published = Thing(str(card.release_id))
    return {
        ("/lists/", "kind"): Thing("cancelled_proofs"),
        ("/lists/", "release_id"): published,
        ("/lists/", "file_kind"): Thing("json"),
        ("/api/v1/lists/", "release_id"): published,
        ("/api/v1/lists/in-force/", "kind"): Thing("cancelled_proofs"),
        ("/api/v1/lists/{release_id}/files/", "kind"): Thing("json"),
        **_at(_REVIEWED_LISTS, "release_id", Thing(str(handed_in), "list_release")),
        **_at(_PASSED_LISTS, "release_id", Thing(str(passed), "list_release")),
        ("/", "release_id"): Thing(str(draft), "list_release"),
        ("/", "row_id"): Thing(str(rows[0].row_id), "list_row"),
        ("/", "demand_id"): Thing(str(reported.demand_id), "proof_demand"),
    }


def _of_words(world: World, people: dict[str, Person]) -> Made:
    """Words of a paper that the body has written and nobody put in force."""
    body = world.city.market
    version = draft_version(
        actor=people["paper_editor"].actor,
        kind=KIND,
        body_id=body,
        blocks=first_words(KIND),
        at=now(),
    )
    in_force = draft_version(
        actor=people["paper_editor"].actor,
        kind=OTHER_KIND,
        body_id=body,
        blocks=first_words(OTHER_KIND),
        at=now(),
    )
    put_in_force(
        actor=people["paper_approver"].actor,
        version_id=in_force,
        effective_on=today(),
        at=now(),
    )
    return {
        **_at(_WORDS_IN_FORCE, "version_id", Thing(str(in_force), "paper_wording")),
        ("/desk/wording/", "kind"): Thing(KIND),
        ("/desk/wording/", "scope"): Thing(str(body)),
        ("/desk/wording/", "version_id"): Thing(str(version), "paper_wording"),
        ("/api/v1/paper-wordings/", "version_id"): Thing(str(version), "paper_wording"),
    }


def _login_of(actor: Actor) -> str:
    if actor.account_id is None:
        raise LookupError(actor.name)
    with reading(actor):
        return Account.objects.get(pk=actor.account_id).login


def _of_the_city(world: World, people: dict[str, Person]) -> Made:
    """What belongs to the city, and to the installation."""
    from pathlib import Path

    from django.conf import settings

    key = list_published_keys(Path(settings.KEYS_ROOT))[0].key_id
    operator = people["operator"].actor
    system = str(make_client(operator, world.city.market).client_id)
    line = LoginLine(world.city.market, "旧大厅", "", 0, today())
    login = str(register_login(actor=operator, line=line, at=now()))
    make_packages(actor=connector(world.city.code), day=today(), at=now())
    return {
        ("/", "body_id"): Thing(str(world.city.market)),
        ("/", "venue_id"): Thing(str(world.city.hall)),
        ("/keys/", "key_id"): Thing(key),
        ("/desk/indicators/", "kind"): Thing("csv"),
        ("/api/v1/indicators/window-grouping/files/", "kind"): Thing("csv"),
        ("/api/v1/exchange/packages/", "number"): Thing("1"),
        ("/desk/indicators/", "key"): Thing(next(iter(INDICATORS))),
        ("/indicators/", "key"): Thing(next(iter(INDICATORS))),
        ("/api/v1/indicators/", "key"): Thing(next(iter(INDICATORS))),
        ("/indicators/", "kind"): Thing("csv"),
        ("/_ui/", "page"): Thing("forms"),
        # Sessions are their person's alone: here one that nobody has.
        ("/api/v1/session/sign-ins/", "session_id"): Thing(str(NOTHING)),
        ("/api/v1/session/systems/", "consent_id"): Thing(str(NOTHING)),
        ("/", "client_id"): Thing(system, "federation_client"),
        ("/", "login_id"): Thing(login, "department_login"),
    }
