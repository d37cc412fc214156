"""Rows that the wall keeps an actor from writing, whatever SQL is sent."""

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.against_urging import urge
from tongban.faces.cli.attacking.deeds import SET_ACTOR, Deed, Move, Who
from tongban.faces.cli.attacking.statements import run
from tongban.faces.cli.attacking.turns import act, pre_review, wish
from tongban.faces.cli.attacking.world import CITY, OTHER_CITY, World

Open = Callable[[str], psycopg.Connection]


def draft_of_another(world: World) -> Move:
    row = {
        "id": uuid4(),
        "city": CITY,
        "person_id": world.key("person:stranger"),
        "version_id": world.key("version:own"),
        "answers": Jsonb({}),
        "created_at": world.now,
        "revised_at": world.now,
        "expires_on": world.day(9),
    }
    return Move(world.who["citizen"], Deed("application_draft", row))


def posting_by_staff(world: World) -> Move:
    row = {
        "id": uuid4(),
        "city": CITY,
        "person_id": world.key("person:clerk"),
        "body_id": world.key("body:dept"),
        "role": "approver",
        "valid_from": world.day(-9),
    }
    return Move(world.who["clerk"], Deed("posting", row))


def account_by_staff(world: World) -> Move:
    row = {
        "id": uuid4(),
        "city": CITY,
        "login": "x",
        "kind": "staff",
        "password": "!",
        "person_id": world.key("person:clerk"),
        "is_active": True,
    }
    return Move(world.who["clerk"], Deed("account", row))


def grant_by_staff(world: World) -> Move:
    return Move(
        world.who["clerk"], Deed("role_grant", {"role": "x", "permission": "y"})
    )


def notice_by_staff(world: World) -> Move:
    row = {
        "id": uuid4(),
        "city": CITY,
        "person_id": world.key("person:citizen"),
        "title": "x",
        "text": "x",
        "link": "",
        "fact_key": "z",
        "told_at": world.now,
    }
    return Move(world.who["clerk"], Deed("notice", row))


def link_by_staff(world: World) -> Move:
    row = {"city": CITY, "seq": 9, "leaf_id": world.key("leaf"), "leaf_hash": b"x"}
    return Move(world.who["clerk"], Deed("evidence_link", row))


def head_by_staff(world: World) -> Move:
    row = {
        "city": CITY,
        "size": 9,
        "root": b"x",
        "frontier": "",
        "done_xid": "1",
        "made_at": world.now,
        "key_id": "x",
        "signature": b"x",
    }
    return Move(world.who["clerk"], Deed("evidence_head", row))


def link_to_a_leaf_of_another_city(world: World) -> Move:
    row = {
        "city": OTHER_CITY,
        "seq": 0,
        "leaf_id": world.key("leaf"),
        "leaf_hash": b"x",
    }
    return Move(Who("system", OTHER_CITY), Deed("evidence_link", row))


def file_of_another(world: World) -> Move:
    row = {
        "id": uuid4(),
        "city": CITY,
        "digest": "x",
        "size": 1,
        "media_type": "x",
        "original_name": "x",
        "received_at": world.now,
        "received_by": world.key("person:stranger"),
    }
    return Move(world.who["citizen"], Deed("stored_file", row))


def file_of_nobody(world: World) -> Move:
    move = file_of_another(world)
    row = {
        name: value for name, value in move.deed.row.items() if name != "received_by"
    }
    return Move(move.who, Deed("stored_file", row))


def _upload(world: World, person: str, file: str) -> Move:
    citizen = world.who["citizen"]
    row = {
        "id": uuid4(),
        "city": CITY,
        "person_id": world.key(f"person:{person}"),
        "file_id": world.key(f"file:{file}"),
        "name": "x",
        "material_type_id": world.key("material_type"),
        "handed_in_at": world.now,
        "handed_in_by_id": citizen.person,
    }
    return Move(citizen, Deed("upload", row))


def upload_for_another(world: World) -> Move:
    return _upload(world, "stranger", "citizen")


def upload_of_a_strangers_file(world: World) -> Move:
    return _upload(world, "citizen", "stranger")


def application_for_another(world: World) -> Move:
    return world.application("own").but(submitted_by_id=world.key("person:stranger"))


def application_in_another_city(world: World) -> Move:
    who = replace(world.who["citizen"], city=OTHER_CITY)
    return world.application("own").by(who)


def case_of_a_strangers_application(world: World) -> Move:
    case = world.case("own", "draft")
    row = world.new_case(
        world.application("own").but(id=case.application_id), "own"
    ).deed
    return Move(world.who["stranger"], row)


def event_of_a_hidden_case(world: World) -> Move:
    """A lawful step by the right person, who forgot the body whose case it is."""
    move = world.event(world.case("own", "accepted"), "reviewed")
    return move.by(replace(move.who, orgs=()))


def party_of_a_strangers_application(world: World) -> Move:
    return world.party(world.case("own", "draft")).by(world.who["stranger"])


def reader_of_a_strangers_application(world: World) -> Move:
    row = {
        "city": CITY,
        "application_id": world.case("own", "draft").application_id,
        "person_id": world.key("person:stranger"),
    }
    return Move(world.who["stranger"], Deed("application_reader", row))


def reader_added_by_the_handling_body(world: World) -> Move:
    return reader_of_a_strangers_application(world).by(world.who["officer"])


def item_draft_for_another_body(world: World) -> Move:
    row = {
        "id": uuid4(),
        "city": CITY,
        "body_id": world.key("body:dept2"),
        "document": Jsonb({}),
        "findings": Jsonb([]),
        "additions": Jsonb([]),
        "source_name": "",
        "source_digest": "",
        "revised_at": world.now,
        "drafted_by_id": world.key("person:first_reviewer"),
    }
    # Posted there as well, so it is the wall that keeps the row out, and no rule.
    return Move(world.who["first_reviewer"], Deed("item_draft", row))


def item_draft_under_another_name(world: World) -> Move:
    move = item_draft_for_another_body(world)
    return move.but(
        body_id=world.key("body:dept"), drafted_by_id=world.key("person:drafter")
    )


def item_by_a_citizen(world: World) -> Move:
    row = {
        "id": uuid4(),
        "city": CITY,
        "body_id": world.key("body:dept"),
        "item_type": "01",
        "family": "administrative_power",
        "basic_code": "",
        "created_at": world.now,
        "implementation_code": "n",
        "handling_code": "n",
    }
    return Move(world.who["citizen"], Deed("item", row))


def finding_by_staff(world: World) -> Move:
    case = world.case("own", "granted")
    row = {
        "id": uuid4(),
        "city": CITY,
        "case_id": case.case_id,
        "rule_id": "x",
        "event_id": case.events["granted"],
        "found_at": world.now,
    }
    return Move(world.who["officer"], Deed("case_finding", row))


def attempt_of_another(world: World) -> Move:
    row = {
        "city": CITY,
        "rule_id": "x",
        "command": "x",
        "account_id": world.key("account:officer"),
    }
    return Move(world.who["clerk"], Deed("refused_attempt", row))


def city_by_staff(world: World) -> Move:
    row = {"code": "1", "name": "x", "host": "", "zone": "x", "is_sample": True}
    return Move(world.who["clerk"], Deed("city", row))


def _hidden(world: World, state: str, kind: str, table: str) -> Move:
    """A lawful row by the right person, who forgot the body whose case it is."""
    whole = act(world, world.case("own", state), kind)
    who, row = next(pair for pair in whole.before if pair[1].table == table)
    return Move(replace(who, orgs=()), row)


def notice_about_a_hidden_case(world: World) -> Move:
    return _hidden(world, "submitted", "correction_asked", "correction")


def line_about_a_hidden_case(world: World) -> Move:
    case = world.case("own", "submitted")
    notice, line = act(world, case, "correction_asked").before[:2]
    return Move(replace(line[0], orgs=()), line[1], (notice,))


def answer_about_a_hidden_case(world: World) -> Move:
    move = _hidden(world, "correcting", "corrected", "correction_answer")
    officer = replace(world.who["officer"], orgs=())
    return move.by(officer).but(answered_by=officer.person)


def parcel_of_a_hidden_case(world: World) -> Move:
    return _hidden(world, "granted", "dispatched", "dispatch")


def hand_over_of_a_hidden_case(world: World) -> Move:
    return _hidden(world, "granted", "delivered", "hand_over")


def urge_of_a_hidden_case(world: World) -> Move:
    clerk = replace(world.who["clerk"], orgs=())
    return urge(world, world.case("collect", "submitted")).by(clerk)


def wish_for_a_strangers_application(world: World) -> Move:
    return Move(world.who["stranger"], wish(world.case("own", "draft"), "post"))


def pre_review_for_another(world: World) -> Move:
    return pre_review(world, "entrusted").by(world.who["stranger"])


def pre_review_asked_by_the_office(world: World) -> Move:
    return pre_review(world, "entrusted").by(world.who["officer"])


def pre_review_that_answers_itself(world: World) -> Move:
    citizen = world.who["citizen"].person
    said = {"outcome": "passed", "answered_at": world.now, "answered_by": citizen}
    return pre_review(world, "entrusted").but(**said)


def try_by_hand(world: World) -> Move:
    row = {
        "id": uuid4(),
        "city": CITY,
        "number_key": "x",
        "failed_at": world.now,
    }
    return Move(Who("anonymous", CITY), Deed("tracking_failure", row))


MOVES = (
    notice_about_a_hidden_case,
    line_about_a_hidden_case,
    answer_about_a_hidden_case,
    parcel_of_a_hidden_case,
    hand_over_of_a_hidden_case,
    urge_of_a_hidden_case,
    wish_for_a_strangers_application,
    pre_review_for_another,
    pre_review_asked_by_the_office,
    pre_review_that_answers_itself,
    try_by_hand,
    draft_of_another,
    posting_by_staff,
    account_by_staff,
    grant_by_staff,
    notice_by_staff,
    link_by_staff,
    head_by_staff,
    link_to_a_leaf_of_another_city,
    file_of_another,
    file_of_nobody,
    upload_for_another,
    upload_of_a_strangers_file,
    application_for_another,
    application_in_another_city,
    case_of_a_strangers_application,
    event_of_a_hidden_case,
    party_of_a_strangers_application,
    reader_of_a_strangers_application,
    reader_added_by_the_handling_body,
    item_draft_for_another_body,
    item_draft_under_another_name,
    item_by_a_citizen,
    finding_by_staff,
    attempt_of_another,
    city_by_staff,
)


def test_the_wall_keeps_rows_out(open_session: Open, world: World) -> None:
    app = open_session("app")
    written = []
    for make in MOVES:
        move = make(world)
        for who, deed in move.before:
            app.execute(SET_ACTOR, who.settings())
            run(app, deed, "insert")
        app.execute(SET_ACTOR, move.who.settings())
        try:
            run(app, move.deed, "insert")
            written.append(make.__name__)
        except psycopg.errors.InsufficientPrivilege:
            pass
        app.rollback()
    assert written == []


HIDDEN = {
    "draft": ("update application_draft set answers = '{}'", "stranger"),
    "draft gone": ("delete from application_draft", "stranger"),
    "notice": ("update notice set read_at = now()", "stranger"),
    "file purged": ("update stored_file set purged_at = now()", "officer"),
    "item draft": ("update item_draft set document = '{}'", "stranger_officer"),
    "message": ("delete from outbox_message", "clerk"),
    "pre-review elsewhere": (
        "update pre_review set outcome = 'passed'",
        "stranger_officer",
    ),
    "pre-review by its person": ("update pre_review set outcome = 'passed'", "citizen"),
    "pre-review gone": ("delete from pre_review", "stranger"),
    "pre-review gone at the office": ("delete from pre_review", "officer"),
    "answered pre-review": (
        "update pre_review set outcome = 'returned', opinion = 'x' where outcome <> ''",
        "officer",
    ),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_rows_of_others_are_out_of_reach(
    open_session: Open, world: World, name: str
) -> None:
    statement, who = HIDDEN[name]
    app = open_session("app")
    app.execute(SET_ACTOR, world.who[who].settings())
    assert app.execute(statement).rowcount == 0


def test_a_password_is_changed_by_its_owner_alone(
    open_session: Open, world: World
) -> None:
    app = open_session("app")
    app.execute(SET_ACTOR, world.who["clerk"].settings())
    assert app.execute("update account set password = 'x'").rowcount == 1
    assert app.execute("update person set phone = 'x'").rowcount == 1
