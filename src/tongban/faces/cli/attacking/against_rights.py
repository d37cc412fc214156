"""Attacks on rights: granting without the office, alone, backwards, to oneself, or undone."""

from random import Random
from typing import Any

from psycopg.types.range import DateRange

from tongban.faces.cli.attacking.deeds import Deed, Move, Verb
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.rights import (
    admin_grant,
    answer,
    chief,
    end,
    grant,
    hand_over,
    recall,
    request,
    review,
    role_change,
    role_facts,
    stand_in,
)
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key

_STRANGERS = ("officer", "clerk", "sysadmin", "auditadmin", "narrow_secadmin")


@against("rights_are_only_added_to")
def fact_written_over(world: World, random: Random) -> Move:
    """Who granted, ended or reviewed is changed, or taken away."""
    table, column = random.choice(
        [
            ("posting_grant", "document_number"),
            ("posting_end", "reason"),
            ("grant_review", "reason"),
            ("post_hand_over", "reason"),
        ]
    )
    ways: list[tuple[Verb, dict[str, Any]]] = [
        ("update", {column: "y"}),
        ("delete", {}),
    ]
    verb, row = random.choice(ways)
    return Move(world.who["secadmin"], Deed(table, row, verb, {column: "x"}))


@against("a_dangerous_act_is_asked_for_by_its_office")
def asked_by_anybody(world: World, random: Random) -> Move:
    """Without the office, or in the name of who holds it."""
    by = random.choice(["officer", "sysadmin", "auditadmin", "clerk"])
    move = request(world, "change_role", role_facts("own_x"), by)
    name = random.choice([world.who[by].person, world.key("person:secadmin")])
    return move.but(asked_by_id=name)


@against("confirmed_by_another_person")
def confirmed_alone(world: World, random: Random) -> Move:
    """By who asked, by somebody without the office, or in another's name."""
    key = world.key("request:waiting")
    by = random.choice(["secadmin", "officer", "clerk", "narrow_secadmin"])
    return random.choice(
        [
            answer(world, key, by),
            answer(world, key).but(answered_by_id=world.key("person:auditadmin")),
            answer(world, key, by).but(answered_by_id=world.key("person:sysadmin")),
        ]
    )


@against("a_request_is_answered_once")
def confirmed_again(world: World, random: Random) -> Move:
    """What was declined is confirmed by another one."""
    by = random.choice(["sysadmin", "auditadmin"])
    return answer(world, world.key("request:answered"), by)


@against("a_dangerous_act_needs_two_people")
def done_alone(world: World, random: Random) -> Move:
    """Without a request, with one that waits or was declined, or other than was agreed."""
    asked = random.choice(["request:waiting", "request:answered"])
    bare = grant(world).but(role="security_administrator")
    agreed = admin_grant(world)
    changed = role_change(world)
    return random.choice(
        [
            bare,
            bare.but(request_id=world.key(asked)),
            agreed.but(body_id=world.key("body:dept2")),
            agreed.but(valid_to=world.day(400)),
            end(world, "posting:auditadmin"),
            review(world, "posting:sysadmin").but(outcome="end"),
            changed.but(permissions=["cases.case.see", "cases.case.decide"]),
            changed.but(role="own_other"),
            changed.but(request_id=world.key(asked)),
        ]
    )


@against("rights_are_granted_by_their_administrator")
def granted_by_anybody(world: World, random: Random) -> Move:
    """By another office, beyond its reach, in another's name, or to oneself."""
    by = random.choice(_STRANGERS)
    region = world.key("region:city")
    narrow = {"role": "supervisor", "region_id": region}
    return random.choice(
        [
            grant(world, by),
            grant(world).but(granted_by_id=world.key("person:narrow_secadmin")),
            grant(world).but(person_id=world.key("person:secadmin")),
            grant(world, "narrow_secadmin").but(
                body_id=world.key("body:dept2"), **narrow
            ),
            end(world, "grant", by),
            hand_over(world, by),
            chief(world, by),
            chief(world).but(person_id=world.key("person:secadmin")),
        ]
    )


@against("a_granted_role_is_known")
def unknown_role(world: World, random: Random) -> Move:
    """A role that nobody delivered or agreed on, or that of those who apply."""
    return grant(world).but(role=random.choice(["emperor", "citizen", "", "Officer"]))


@against("only_overseers_span_a_region")
def handling_a_region(world: World, random: Random) -> Move:
    """An officer of everything."""
    return grant(world).but(region_id=world.key("region:city"))


@against("rights_change_only_forward")
def rights_of_yesterday(world: World, random: Random) -> Move:
    """Begun, ended or given back before today, or ended before begun."""
    yesterday = world.day(-1)
    return random.choice(
        [
            grant(world).but(valid_from=yesterday),
            grant(world).but(valid_from=world.day(2), valid_to=world.day(2)),
            end(world, "grant").but(ends_on=yesterday),
            stand_in(world, -1, 3),
            stand_in(world, 1, 3).but(valid=DateRange(world.day(40), None)),
            recall(world).but(back_on=random.choice([yesterday, world.day(10)])),
            hand_over(world).but(from_day=yesterday),
            chief(world, first=yesterday),
        ]
    )


@against("grants_are_reviewed_by_the_audit_administrator")
def reviewed_by_anybody(world: World, random: Random) -> Move:
    """By another office, in another's name, or one's own."""
    by = random.choice(["officer", "secadmin", "sysadmin", "clerk"])
    return random.choice(
        [
            review(world, "grant", by),
            review(world, "grant").but(reviewed_by_id=world.key("person:sysadmin")),
            review(world, "posting:auditadmin"),
        ]
    )


@against("an_administrators_power_stays_with_the_office")
def power_given_away(world: World, random: Random) -> Move:
    """Two people agree, and it is still not theirs to give."""
    return random.choice(
        [
            role_change(world, "officer", "rights.posting.grant"),
            role_change(world, "own_x", "cases.case.see", "people.people.load"),
            role_change(world, "audit_administrator"),
            role_change(world, "citizen"),
            role_change(world, "operator", "cases.purge.approve"),
            role_change(world, "record_keepers", "orgs.city.remove"),
        ]
    )


@against("a_stand_in_is_arranged_by_right")
def arranged_by_anybody(world: World, random: Random) -> Move:
    """By the colleague who would gain, by another body, or in the traveller's name."""
    by = random.choice(["colleague", "officer", "sysadmin"])
    named = random.choice([world.who[by].person, world.key("person:traveller")])
    return random.choice(
        [
            stand_in(world, 1, 3, by).but(arranged_by_id=named),
            recall(world, by=by).but(recalled_by_id=named),
        ]
    )


@against("a_stand_in_is_a_colleague")
def stood_in_by_a_stranger(world: World, random: Random) -> Move:
    """Oneself, somebody of another body, or who is away on these days."""
    away = {
        "person_id": world.key("person:colleague"),
        "deputy_id": world.key("person:traveller"),
        "arranged_by_id": world.key("person:colleague"),
    }
    return random.choice(
        [
            stand_in(world, 1, 3).but(deputy_id=world.key("person:traveller")),
            stand_in(world, 1, 3).but(deputy_id=world.key("person:clerk")),
            stand_in(world, 1, 3).but(deputy_id=world.key("person:narrow_secadmin")),
            stand_in(world, 6, 7, "colleague").but(**away),
        ]
    )


@against("one_stand_in_at_a_time")
def two_at_a_time(world: World, random: Random) -> Move:
    """Begun before the other one, and not ended when that begins."""
    return stand_in(world, random.choice([1, 2, 4]), random.choice([5, 6, 8]))


@against("one_chief_representative_a_department")
def second_chief(world: World, random: Random) -> Move:
    """On days on which there is one."""
    later = world.day(random.choice([0, 5, 90]))
    move = chief(world, first=later).but(body_id=world.key("body:dept2"))
    return move.but(person_id=world.key("person:traveller"))


@against("a_chief_representative_has_the_rank")
def chief_without_rank(world: World, random: Random) -> Move:
    """A rank below, or none."""
    return chief(world).but(rank=random.choice(["section", "", "township"]))


@against("one_person_one_administrator")
def two_offices(world: World, random: Random) -> Move:
    """A second office for the same person while the first lasts, even by the loader."""
    name, office = random.choice(
        [
            ("auditadmin", "security_administrator"),
            ("secadmin", "system_administrator"),
            ("sysadmin", "audit_administrator"),
        ]
    )
    return _loaded(world, name, office)


def _loaded(world: World, name: str, office: str) -> Move:
    row = {
        "id": new_key(),
        "city": CITY,
        "person_id": world.key(f"person:{name}"),
        "body_id": world.key("body:centre"),
        "role": office,
        "valid_from": world.day(0),
    }
    return Move(world.who["loader"], Deed("posting", row))


@beside(
    "a_dangerous_act_is_asked_for_by_its_office",
    "confirmed_by_another_person",
    "a_request_is_answered_once",
    "a_dangerous_act_needs_two_people",
    "an_administrators_power_stays_with_the_office",
    "one_person_one_administrator",
)
def agreed_by_two(world: World, random: Random) -> Move:
    """A role or an administrator, asked for by one and confirmed by another."""
    by = random.choice(["sysadmin", "auditadmin"])
    return random.choice(
        [
            role_change(world, "own_y"),
            role_change(world, "auditor", "cases.purge.approve"),
            admin_grant(world),
            answer(world, world.key("request:waiting"), by),
            _loaded(world, "auditadmin", "audit_administrator"),
        ]
    )


@beside(
    "rights_are_only_added_to",
    "rights_are_granted_by_their_administrator",
    "a_granted_role_is_known",
    "only_overseers_span_a_region",
    "rights_change_only_forward",
    "grants_are_reviewed_by_the_audit_administrator",
)
def granted_and_reviewed(world: World, random: Random) -> Move:
    """By the administrator whose reach it is; reviewed by another office."""
    region = {"role": "supervisor", "region_id": world.key("region:city")}
    later = {"valid_from": world.day(1), "valid_to": world.day(9)}
    return random.choice(
        [
            grant(world).but(**later),
            grant(world).but(**region),
            grant(world, "narrow_secadmin").but(
                body_id=world.key("body:dept2"),
                person_id=world.key("person:officer"),
            ),
            end(world, "grant"),
            review(world, "grant"),
            hand_over(world),
        ]
    )


@beside(
    "a_stand_in_is_arranged_by_right",
    "a_stand_in_is_a_colleague",
    "one_stand_in_at_a_time",
    "one_chief_representative_a_department",
    "a_chief_representative_has_the_rank",
)
def away_and_back(world: World, random: Random) -> Move:
    """Arranged by the traveller or who grants there; back early; a chief where none is."""
    return random.choice(
        [
            stand_in(world, 1, 3),
            stand_in(world, 11, 14, "secadmin"),
            recall(world),
            recall(world, by="narrow_secadmin"),
            chief(world),
        ]
    )
