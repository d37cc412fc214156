"""Rows of other people and other tables: without them a wall would have nothing to hide."""

from dataclasses import replace
from random import Random

import psycopg
from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.against_purges import order
from tongban.faces.cli.attacking.against_urging import urge
from tongban.faces.cli.attacking.agency import order as agency_order
from tongban.faces.cli.attacking.agency import step as agency_step
from tongban.faces.cli.attacking.builder import Builder
from tongban.faces.cli.attacking.building import new_version
from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.incidents import entry, opened
from tongban.faces.cli.attacking.mandates import by_code, end, offer_row
from tongban.faces.cli.attacking.people import build_drafts, build_firm
from tongban.faces.cli.attacking.privacy import of_person
from tongban.faces.cli.attacking.readmitting import at_a_window, by_two
from tongban.faces.cli.attacking.releasing import (
    hand_in,
    list_review,
    list_row,
    release,
)
from tongban.faces.cli.attacking.reviewing import review, submission
from tongban.faces.cli.attacking.turns import act, pre_review, wish
from tongban.faces.cli.attacking.world import CITY, Case, World

# The columns that say who acts.
BY = (
    "actor_person",
    "asked_by",
    "answered_by",
    "received_by",
    "sent_by",
    "handed_by",
)

PLUMBING = """
insert into "window" (id, city, venue_id, number, name, kind)
  select gen_random_uuid(), city, id, '1', 'x', 'x' from venue;
insert into calendar_year (id, city, year, release, holidays, make_up, notice)
  select gen_random_uuid(), code, 2026, 1, '[]', '[]', '' from city;
insert into window_class (id, city, code, name, about, themes)
  select gen_random_uuid(), code, 'x', 'x', '', '{}' from city;
insert into search_synonym (id, city, word, means, is_in_use, revision) select gen_random_uuid(), city, 'x', '{x}', true, 1 from (select distinct city from item) held;
insert into search_miss (id, city, day, words, times) select gen_random_uuid(), city, now(), 'x', 1 from (select distinct city from item) held;
insert into exchange_package (id, city, number, made_at, manifest, digest, signature, key_id)
  select gen_random_uuid(), code, 1, now(), '{}', 'x', 'x', 'x' from city;
insert into exchange_reconciliation (id, city, compared_at, our_count, our_digest, their_count, their_digest, gaps, is_simulator, trouble)
  select gen_random_uuid(), code, now(), 0, 'x', 0, '', '[]', false, '' from city;
set constraints all immediate;
alter table case_urge disable trigger case_urge_law;
insert into case_urge (id, city, case_id, level, words, urged_by_id, at_body_id, urged_at, urged_on)
  select gen_random_uuid(), c.city, c.id, 1, '', c.accepted_by, c.body_id, now(), now() from "case" c join item i on i.id = c.item_id where i.handling_code = 'far';
set constraints all immediate;
alter table case_urge enable trigger case_urge_law;
set constraints all deferred;
insert into role_grant (role, permission) values ('x', 'y');
insert into outbox_message (id, city, fact, listener, body, created_at, attempts, next_at, is_set_aside, last_error)
  select gen_random_uuid(), code, 'x', 'x', '{}', now(), 0, now(), false, '' from city;
insert into refused_attempt (city, rule_id, command) select code, 'x', 'x' from city;
insert into evidence_node (city, level, place, hash) select code, 0, 0, 'x' from city;
insert into account_session (id, digest, city, account_id, kind, data, address, device, idle_minutes, began_at, seen_at, ends_at, ended_because)
  select gen_random_uuid(), id::text, city, id, 'page', 'x', '', '', 30, now(), now(), now() + interval '8 hours', '' from account;
insert into identity_check (id, city, person_id, level, method, reference, checked_at)
  select gen_random_uuid(), city, id, 2, 'register', 'x', now() from person;
insert into federation_client (id, city, body_id, code, name, kind, secret_digest, serves, purpose, scopes, sector, after_sign_out, logout_address, valid_from, registered_by_id, registered_at)
  select gen_random_uuid(), p.city, (select id from body b where b.city = p.city order by id limit 1), p.id::text, 'x', 'public', '', 'citizen', 'x', '{openid}', 'x', '{}', '', '2020-01-01', p.id, now()
    from (select distinct on (city) * from person order by city, id) p;
insert into federation_redirect (id, city, client_id, url) select gen_random_uuid(), city, id, 'https://x.example/' from federation_client;
insert into federation_consent (id, city, account_id, client_id, scopes, given_at)
  select gen_random_uuid(), c.city, a.id, c.id, '{openid}', now() from federation_client c join account a on a.city = c.city and a.kind = 'citizen' where c.name = 'x';
insert into federation_grant (id, city, client_id, account_id, consent_id, session_id, redirect, scopes, nonce, challenge, code_digest, subject, issuer, level, signed_in_at, given_at, code_ends_at)
  select gen_random_uuid(), k.city, k.client_id, k.account_id, k.id, s.id, 'https://x.example/', '{openid}', '', repeat('x', 43), k.id::text, 'x', 'x', 1, now(), now(), now() + interval '1 minute'
    from federation_consent k join federation_client c on c.id = k.client_id and c.name = 'x' join account_session s on s.account_id = k.account_id and s.digest = s.account_id::text;
insert into federation_issue (id, city, grant_id, turn, access_digest, issued_at, access_ends_at)
  select gen_random_uuid(), city, id, 1, id::text, now(), now() from federation_grant where issuer = 'x';
insert into federation_end (grant_id, city, ended_at, because) select id, city, now(), 'session' from federation_grant where issuer = 'x';
insert into federation_logout (grant_id, city, next_at, tries, trouble) select id, city, now(), 0, '' from federation_grant where issuer = 'x';
insert into federation_key (id, city, public_jwk, private, made_at) select gen_random_uuid(), code, '{}', 's1.x', now() from city;
insert into department_login (id, city, body_id, name, address, people, due_on, registered_by_id, registered_at)
  select gen_random_uuid(), city, body_id, 'x', '', 0, '2027-01-01', registered_by_id, now() from federation_client where name = 'x';
insert into department_login_settled (login_id, city, how, settled_by_id, settled_at) select id, city, 'closed', registered_by_id, now() from department_login where name = 'x';
insert into mobile_app (id, city, body_id, name, address, registered_by_id, registered_at)
  select gen_random_uuid(), city, body_id, 'x', '', registered_by_id, now() from federation_client where name = 'x';
insert into mobile_app_standing (id, city, app_id, state, reason, due_on, noted_by_id, noted_at)
  select gen_random_uuid(), city, id, 'to_merge', '', '2027-01-01', registered_by_id, now() from mobile_app where name = 'x';
insert into container (id, city, app_id, code, origin, public_jwk, most_level, valid_from, registered_by_id, registered_at)
  select gen_random_uuid(), city, id, id::text, 'https://x.example', '{}', 2, '2020-01-01', registered_by_id, now() from mobile_app where name = 'x';
insert into container_ticket (id, city, container_id, account_id, statement, digest, level, wanted, made_at, ends_at)
  select gen_random_uuid(), c.city, c.id, a.id, a.id::text, a.id::text, 2, '/', now(), now() + interval '1 minute'
    from container c join account a on a.city = c.city and a.kind = 'citizen' where c.origin = 'https://x.example';
insert into container_entry (id, city, ticket_id, container_id, entered_at) select gen_random_uuid(), city, id, container_id, now() from container_ticket where wanted = '/';
insert into container_request (id, city, container_id, account_id, person_id, session_id, act, made_at, ends_at)
  select gen_random_uuid(), t.city, t.container_id, t.account_id, a.person_id, s.id, 'scan', now(), now() + interval '1 minute'
    from container_ticket t join account a on a.id = t.account_id join account_session s on s.account_id = a.id and s.digest = a.id::text where t.wanted = '/';
insert into container_answer (id, city, request_id, container_id, person_id, outcome, reference, text, answered_at)
  select gen_random_uuid(), city, id, container_id, person_id, 'done', '', '', now() from container_request r where not exists (select 1 from container_answer a where a.request_id = r.id);
do $$ declare a record; begin
  for a in select id, city from account where kind = 'citizen' and is_active loop
    perform set_config('app.account', a.id::text, true);
    insert into account_link (id, city, account_id, kind, subject_key, level, linked_at)
      values (gen_random_uuid(), a.city, a.id, 'housing_fund', a.id::text, 1, now());
  end loop;
  perform set_config('app.account', '', true);
end $$;
insert into second_factor (id, city, account_id, person_id, kind, name, secret, credential_digest, counter, made_at, confirmed_at)
  select gen_random_uuid(), city, id, person_id, 'passkey', 'x', 'x', id::text, 0, now(), now() from account;
insert into recovery_code (id, city, account_id, code_key, made_at) select gen_random_uuid(), city, id, 'x', now() from account;
insert into account_proof (id, city, account_id, method, level, reference, proved_at) select gen_random_uuid(), city, id, 'recovery', 3, '', now() from account;
insert into phone_code (id, city, purpose, phone_key, code_key, made_at, ends_at, tries) values (gen_random_uuid(), 'x', 'reset', 'x', 'x', now(), now(), 0);
insert into tally (scope, key, since, times) values ('x', 'x', now(), 1);
insert into procrastinate_workers default values;
insert into procrastinate_jobs (queue_name, task_name) values ('x', 'x');
insert into procrastinate_events (job_id, type) select id, 'deferred' from procrastinate_jobs;
insert into procrastinate_periodic_defers (task_name, defer_timestamp) values ('x', 1);
"""


def fill(owner: psycopg.Connection, world: World) -> None:
    """A stranger's case at another body, drafts and notices of two people, and plumbing."""
    builder = Builder(owner, world)
    builder.load(
        "item",
        "item:far",
        body_id=world.key("body:dept2"),
        family="public_service",
        item_type="20",
        basic_code="",
        implementation_code="far",
        handling_code="far",
        created_at=world.now,
    )
    new_version(builder, "far", "far", 1)
    publication = world.publication("far", "far").but(effective_on=world.today)
    builder.move(publication)
    _strangers_case(builder)
    _strangers_things(builder)
    owner.execute(PLUMBING)


def _strangers_case(builder: Builder) -> None:
    world = builder.world
    stranger, officer = world.who["stranger"], world.who["stranger_officer"]
    filed = world.application("own", "far").but(submitted_by_id=stranger.person)
    filed = Move(stranger, filed.deed)
    row = world.new_case(filed, "far").but(body_id=world.key("body:dept2"))
    builder.move(row)
    case = Case(
        row.deed.row["id"], filed.deed.row["id"], "far", world.key("version:far")
    )
    of_application = {"city": CITY, "application_id": case.application_id}
    builder.put(
        stranger, Deed("application_form", of_application | {"values": Jsonb({})})
    )
    reader = of_application | {"person_id": stranger.person}
    builder.put(stranger, Deed("application_reader", reader))
    party = world.party(case).deed.but(person_id=stranger.person)
    builder.put(stranger, party)
    builder.put(stranger, wish(case, "post"))
    for part, who in (
        ("material", "received_by"),
        ("step", "taken_by"),
        ("condition", "judged_by"),
        ("fee", ""),
    ):
        move = world.of_case(case, part, 1).by(officer)
        builder.move(move.but(**{who: officer.person}) if who else move)
    look(builder, "stranger_officer", case)
    _strangers_papers(builder, case)


def look(builder: Builder, name: str, case: Case) -> None:
    """Somebody of the staff is shown a case."""
    who = builder.world.who[name]
    row = {
        "id": builder.world.key(f"reading:{name}"),
        "city": CITY,
        "application_id": case.application_id,
        "case_id": case.case_id,
        "reader_id": who.person,
        "purpose": "handling",
        "read_on": builder.world.today,
    }
    builder.put(who, Deed("case_reading", row))


def _strangers_papers(builder: Builder, case: Case) -> None:
    world = builder.world
    stranger, officer = world.who["stranger"], world.who["stranger_officer"]
    event = world.event(replace(case, item="own"), "submitted").by(stranger)
    event = event.but(actor_person=stranger.person)
    builder.move(event)
    case = replace(case, item="own", events={"submitted": event.deed.row["id"]})
    paper = world.paper(case, "submitted").by(stranger).but(issued_by=stranger.person)
    builder.move(paper)
    _strangers_turns(builder, replace(case, state="submitted", last_seq=1))
    finding = {
        "id": world.key("finding"),
        "city": CITY,
        "case_id": case.case_id,
        "event_id": case.events["submitted"],
        "rule_id": "x",
        "found_at": world.now,
    }
    builder.put(officer, Deed("case_finding", finding))
    builder.load(
        "stored_file",
        "file:far",
        digest="far",
        size=1,
        media_type="x",
        original_name="x",
        received_at=world.now,
    )
    made = {
        "paper_id": paper.deed.row["id"],
        "city": CITY,
        "digest": "far",
        "file_id": world.key("file:far"),
        "made_at": world.now,
    }
    builder.put(officer, Deed("paper_file", made))


def _strangers_turns(builder: Builder, case: Case) -> None:
    """Notice and answer, decision, parcel and hand-over, all at the other body."""
    world = builder.world
    stranger, officer = world.who["stranger"], world.who["stranger_officer"]
    colleague = world.who["stranger_approver"]
    states = {"corrected": "submitted", "dispatched": "dispatched"}
    case = replace(case, item="far")
    for kind in (
        "correction_asked",
        "corrected",
        "accepted",
        "reviewed",
        "granted",
        "dispatched",
        "delivered",
    ):
        who = {"corrected": stranger, "granted": colleague}.get(kind, officer)
        body = None if who is stranger else world.key("body:dept2")
        for by, deed in act(world, replace(case, item="far"), kind).deeds:
            mine = {
                name: who.person
                for name in BY
                if deed.row.get(name) == by.person and name in deed.row
            }
            if deed.table == "hand_over":
                mine["window_id"] = None
            if deed.table == "case_event":
                mine["acting_body"] = body
            builder.put(who, deed.but(**mine))
        case = replace(case, state=states.get(kind, kind), last_seq=case.last_seq + 1)


def _strangers_things(builder: Builder) -> None:
    world = builder.world
    build_drafts(
        builder, ":far", person="stranger", body="dept2", drafter="stranger_officer"
    )
    for body in ("dept", "dept2"):
        builder.load(
            "bulk_change",
            f"bulk:{body}",
            kind="consult_phone",
            said=Jsonb({}),
            reason="x",
            bodies=[world.key(f"body:{body}")],
            made_by_id=world.key("person:stranger_officer"),
            made_at=world.now,
        )
    world.ids["draft:far_away"] = world.key("item_draft:far")
    handed_in = submission(world, "far_away", {}).by(world.who["stranger_officer"])
    handed_in = handed_in.but(
        id=world.key("submission:far_away"),
        handed_in_by_id=world.key("person:stranger_officer"),
    )
    builder.move(handed_in)
    said = review(world, "far_away", "first_review")
    builder.move(said.but(body_id=world.key("body:dept2")))
    _strangers_proposal(builder)
    _strangers_list(builder)
    asked = pre_review(world, "far", body="dept2").by(world.who["stranger"])
    builder.move(asked.but(person_id=world.key("person:stranger")))
    build_firm(builder, ":far", person="stranger", name="另一公司", uscc="y")
    look(builder, "officer", world.case("own", "submitted"))
    builder.move(urge(world, world.case("collect", "submitted")))
    keeper = world.who["record_keeper"]
    waiting = order(world, keeper, Random(1), ("withdrawn",))  # noqa: S311 - any will do
    builder.put(keeper, waiting)
    builder.load(
        "subject_key", "subject:far", kind="person", key_version=1, wrapped="x"
    )
    _strangers_mandate(builder)
    _let_in(builder)
    of_person(builder, "stranger", ":far")
    found = opened(world, "stranger_officer", "large")
    builder.move(found.but(id=world.key("incident:far")))
    builder.move(entry(world, "note", "far", "stranger_officer"))


def _let_in(builder: Builder) -> None:
    """A member of staff by two administrators, and a citizen at another body's window."""
    world = builder.world
    builder.move(by_two(world))
    there, who = world.who["stranger_officer"], world.who["stranger"]
    seen = {"body_id": world.key("body:dept2"), "made_by_id": there.person}
    builder.put(there, at_a_window(world).deed.but(**seen))
    builder.put_right("select take_readmission(%s, 'x', 'far-back')", who.person)


def _strangers_mandate(builder: Builder) -> None:
    """Somebody else's agent, whose mandate is over."""
    world = builder.world
    offer = offer_row(world, "far", "stranger")
    builder.put(world.who["stranger"], Deed("mandate_offer", offer))
    given = by_code(world, "far", "stranger").but(id=world.key("mandate:far"))
    builder.move(given)
    builder.move(end(world, "far", "stranger"))
    who = world.who["stranger"]
    asked = agency_order(world, agent=None).by(who)
    asked = asked.but(asked_by_id=who.person, principal_person_id=who.person)
    builder.move(asked.but(id=world.key("agency_order:far")))
    builder.move(agency_step(world, "far", "stopped", by="stranger"))


def _strangers_proposal(builder: Builder) -> None:
    """What the directory asks of the other body."""
    world = builder.world
    builder.load(
        "directory_proposal",
        "proposal:far",
        directory_version_id=world.key("directory_version:bare"),
        item_id=world.key("item:far"),
        body_id=world.key("body:dept2"),
        version_id=world.key("version:far"),
        departing=["name"],
    )


def _strangers_list(builder: Builder) -> None:
    """A list that the other body has handed in, and that was reviewed once."""
    world = builder.world
    who, body = world.who["stranger_officer"], {"body_id": world.key("body:dept2")}
    begun = release(world, "licences").by(who).but(**body, drafted_by_id=who.person)
    builder.move(begun.but(id=world.key("release:far_list")))
    builder.move(list_row(world, "far_list", "licences", "own").by(who))
    handed_in = hand_in(world, "far_list").by(who).but(handed_in_by_id=who.person)
    builder.move(handed_in.but(id=world.key("hand_in:far_list")))
    builder.move(list_review(world, "far_list", "first_review").but(**body))
