"""Attacks on duties of personal data: alone, without the office, out of force, out of bounds."""

from datetime import timedelta
from random import Random
from typing import Any

from tongban.faces.cli.attacking.deeds import Move, Who
from tongban.faces.cli.attacking.privacy import (
    CLOCK,
    CONSENT,
    DRAFTER,
    LINES,
    MAKER,
    NOTICE,
    PUBLISHER,
    agreed,
    answer,
    approved,
    asked,
    assessed,
    at_a_window,
    looked,
    published,
    seen,
    shared,
    text,
    withdrawn,
)
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.world import CITY, World

_STRANGERS = ("officer", "clerk", "auditadmin", "citizen")


def _notice(world: World) -> Move:
    return text(world, "notice", "platform", NOTICE)


@against("privacy_texts_are_kept_by_their_office")
def kept_by_anybody(world: World, random: Random) -> Move:
    """Drafted or published without the office, in another's name, or dated back."""
    by = world.who[random.choice(_STRANGERS)]
    return random.choice(
        [
            _notice(world).by(by).but(drafted_by_id=by.person),
            _notice(world).but(drafted_by_id=world.key(f"person:{PUBLISHER}")),
            _notice(world).but(drafted_at=world.now - timedelta(days=40)),
            published(world, "waiting", random.choice(_STRANGERS)),
            published(world, "waiting").but(published_by_id=by.person),
        ]
    )


@against("a_privacy_text_is_whole")
def half_a_text(world: World, random: Random) -> Move:
    """A part is missing or blank, or it is under no name of its kind."""
    part = random.choice(list(NOTICE))
    wrong: list[tuple[str, str, dict[str, Any]]] = [
        ("notice", "platform", {k: v for k, v in NOTICE.items() if k != part}),
        ("notice", "platform", NOTICE | {part: "  "}),
        ("notice", "other", NOTICE),
        ("consent", "survey", CONSENT | {"without": ""}),
        ("clock", "requests", {"working_days": CLOCK["working_days"] | {"delete": 99}}),
        ("clock", "requests", {}),
        ("misuse", "reads", {"many_reads": 1}),
        ("retention", "records", {"lines": []}),
        ("retention", "records", {"lines": "x"}),
        ("poem", "platform", NOTICE),
    ]
    return text(world, *random.choice(wrong))


@against("retention_keeps_within_the_law")
def retention_out_of_bounds(world: World, random: Random) -> Move:
    """Too short, too long, of what is never removed, without a basis, or twice."""
    line = LINES[0]
    wrong = [
        [line | {"days": 30}],
        [line | {"days": 4000}],
        [line | {"days": "soon"}],
        [line | {"line": "case_event"}],
        [line | {"basis": " "}],
        [line, line],
    ]
    content = {"lines": random.choice(wrong)}
    return text(world, "retention", "records", content)


@against("a_privacy_text_is_published_by_another")
def published_alone(world: World, random: Random) -> Move:
    """By who drafted it, or from a day that is over."""
    back = {"in_force_from": world.day(-1 - random.randrange(9))}
    return random.choice(
        [published(world, "waiting", DRAFTER), published(world, "waiting").but(**back)]
    )


@beside(
    "privacy_texts_are_kept_by_their_office",
    "a_privacy_text_is_whole",
    "retention_keeps_within_the_law",
    "a_privacy_text_is_published_by_another",
    "privacy_records_never_change",
)
def kept_by_two(world: World, random: Random) -> Move:
    """Drafted by one, published by another, within bounds."""
    return random.choice(
        [
            _notice(world),
            text(world, "retention", "records", {"lines": LINES}),
            text(world, "clock", "requests", CLOCK),
            published(world, "waiting"),
        ]
    )


@against("only_the_text_in_force_is_agreed_to")
def agreed_to_the_past(world: World, random: Random) -> Move:
    """A draft, a version that is over, another text, or at another time."""
    long_ago = world.now - timedelta(days=40)
    return random.choice(
        [
            seen(world, "stranger", "waiting"),
            seen(world, "stranger", "survey"),
            seen(world, "stranger").but(acknowledged_at=long_ago),
            agreed(world, "stranger", "survey_old"),
            agreed(world, "stranger", "notice"),
            agreed(world, "stranger").but(code="other"),
            agreed(world, "stranger").but(given_at=long_ago),
        ]
    )


@against("a_consent_stands_once")
def agreed_again(world: World, random: Random) -> Move:
    """While it stands."""
    return agreed(world, "citizen")


@beside("only_the_text_in_force_is_agreed_to", "a_consent_stands_once")
def agreed_to_today(world: World, random: Random) -> Move:
    """What is in force."""
    return random.choice([seen(world, "stranger"), agreed(world, "stranger")])


@against("a_consent_is_withdrawn_once")
def withdrawn_again(world: World, random: Random) -> Move:
    """What was taken back."""
    return withdrawn(world, "over")


@beside("a_consent_is_withdrawn_once")
def withdrawn_first(world: World, random: Random) -> Move:
    """What stands."""
    return withdrawn(world, "held")


@against("a_privacy_request_is_its_persons")
def asked_for_another(world: World, random: Random) -> Move:
    """In somebody's name, or at a window where nobody works."""
    stranger = world.who["stranger"]
    return random.choice(
        [
            asked(world).by(stranger),
            asked(world).by(stranger).but(filed_by_id=stranger.person),
            asked(world).but(at_body_id=world.key("body:centre")),
            at_a_window(world).but(at_body_id=None),
            at_a_window(world).but(at_body_id=world.key("body:dept")),
            at_a_window(world).but(person_id=world.key("person:clerk")),
        ]
    )


@against("a_privacy_request_keeps_its_clock")
def asked_for_less_time(world: World, random: Random) -> Move:
    """Another clock, other days, dated back, or due too soon or never."""
    wrong: list[dict[str, Any]] = [
        {"clock_id": None},
        {"clock_id": None, "working_days": 15},
        {"clock_id": world.key("text:misuse")},
        {"working_days": 30},
        {"filed_on": world.day(-1)},
        {"filed_at": world.now - timedelta(days=9), "filed_on": world.day(-9)},
        {"due_on": world.day(9)},
        {"due_on": "infinity"},
    ]
    return asked(world).but(**random.choice(wrong))


@beside("a_privacy_request_is_its_persons", "a_privacy_request_keeps_its_clock")
def asked_by_oneself(world: World, random: Random) -> Move:
    """Or at a window with one's document."""
    return random.choice([asked(world), at_a_window(world), asked(world, "delete")])


@against("a_privacy_request_is_answered_by_its_office")
def answered_by_anybody(world: World, random: Random) -> Move:
    """Without the office, one's own, in another's name, or by a system that makes no copies."""
    by = random.choice(_STRANGERS)
    other = {"answered_by_id": world.key(f"person:{PUBLISHER}")}
    return random.choice(
        [
            answer(world, "open", by=by),
            answer(world, "own"),
            answer(world, "open").but(**other),
            answer(world, "open").by(MAKER).but(answered_by_id=None),
            answer(world, "export").by(Who("system", CITY)).but(answered_by_id=None),
            answer(world, "open").but(answered_at=world.now - timedelta(days=1)),
        ]
    )


@against("a_privacy_request_is_answered_once")
def answered_again(world: World, random: Random) -> Move:
    """The other way."""
    return answer(world, "answered", random.choice(["done", "refused"]), PUBLISHER)


@against("a_refusal_names_article_and_remedy")
def refused_without_a_reason(world: World, random: Random) -> Move:
    """Without reason, article, or where to go on."""
    part = random.choice(["reason", "article", "remedy"])
    return answer(world, "open", "refused").but(**{part: random.choice(["", "  "])})


@against("a_copy_is_given_before_it_is_said")
def said_without_a_copy(world: World, random: Random) -> Move:
    """By the office, or by the maker of copies."""
    return random.choice(
        [
            answer(world, "export"),
            answer(world, "export").by(MAKER).but(answered_by_id=None),
        ]
    )


@against("nothing_is_deleted_while_it_must_be_kept")
def deleted_too_early(world: World, random: Random) -> Move:
    """Of somebody whose applications are kept."""
    return answer(world, "delete", by=random.choice([DRAFTER, PUBLISHER]))


@beside(
    "a_privacy_request_is_answered_by_its_office",
    "a_privacy_request_is_answered_once",
    "a_refusal_names_article_and_remedy",
    "a_copy_is_given_before_it_is_said",
    "nothing_is_deleted_while_it_must_be_kept",
)
def answered_rightly(world: World, random: Random) -> Move:
    """Done, refused with everything, with the copy, or when nothing has to be kept."""
    return random.choice(
        [
            answer(world, "open"),
            answer(world, "own", by=PUBLISHER),
            answer(world, "delete", "refused"),
            answer(world, "export", "refused"),
            answer(world, "copied").by(MAKER).but(answered_by_id=None),
            answer(world, "forget"),
        ]
    )


@against("an_assessment_is_whole")
def half_an_assessment(world: World, random: Random) -> Move:
    """Something blank, for ever, backwards, or by somebody without the office."""
    officer = world.who["officer"]
    part = random.choice(["necessity", "risks", "measures", "conclusion"])
    return random.choice(
        [
            assessed(world).but(**{part: " "}),
            assessed(world).but(valid_until=world.day(2000)),
            assessed(world).but(valid_until=world.day(-1)),
            assessed(world).by(officer).but(assessed_by_id=officer.person),
            assessed(world).but(assessed_by_id=world.key(f"person:{PUBLISHER}")),
        ]
    )


@against("an_assessment_is_approved_by_another")
def approved_alone(world: World, random: Random) -> Move:
    """By who made it, or without the office."""
    return random.choice(
        [
            approved(world, "open", DRAFTER),
            approved(world, "open", random.choice(_STRANGERS)),
            approved(world, "open", DRAFTER).but(
                approved_by_id=world.key(f"person:{PUBLISHER}")
            ),
        ]
    )


@against("an_assessment_is_approved_once")
def approved_again(world: World, random: Random) -> Move:
    """What stands already."""
    return approved(world, "approved")


@against("an_assessment_of_sharing_says_what_to_whom")
def half_of_a_sharing(world: World, random: Random) -> Move:
    """To nobody, of nothing, or of what no system can be told."""
    return random.choice(
        [
            shared(world).but(receiver_id=None),
            shared(world).but(claims=random.choice([None, []])),
            shared(world, "everything"),
        ]
    )


@beside("an_assessment_of_sharing_says_what_to_whom")
def a_whole_sharing(world: World, random: Random) -> Move:
    """What of whom to which body; or nothing of it."""
    return random.choice([shared(world), shared(world, "identity"), assessed(world)])


@beside(
    "an_assessment_is_whole",
    "an_assessment_is_approved_by_another",
    "an_assessment_is_approved_once",
)
def assessed_by_two(world: World, random: Random) -> Move:
    """One makes it, another stands for it."""
    return random.choice([assessed(world), approved(world, "open")])


@against("odd_reads_are_settled_by_audit")
def settled_by_anybody(world: World, random: Random) -> Move:
    """Without the office, about oneself, in another's name, or without a word."""
    by = random.choice(["officer", "sysadmin", "secadmin", DRAFTER])
    return random.choice(
        [
            looked(world, "open", by),
            looked(world, "own"),
            looked(world, "open").but(words="  "),
            looked(world, "open", by).but(looked_by_id=world.key("person:auditadmin")),
        ]
    )


@against("a_misuse_finding_is_settled_once")
def settled_again(world: World, random: Random) -> Move:
    """The other way."""
    return looked(world, "settled").but(verdict="misused")


@beside("odd_reads_are_settled_by_audit", "a_misuse_finding_is_settled_once")
def settled_by_audit(world: World, random: Random) -> Move:
    """By who audits, about another."""
    return looked(world, "open").but(verdict=random.choice(["explained", "misused"]))
