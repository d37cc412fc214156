"""Attacks on sign-ins to other systems: where to, with whose consent, for what, how often."""

from datetime import timedelta
from random import Random

from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.sign_ins import (
    AGREED,
    BACK,
    PEOPLE,
    PROVIDER,
    covered,
    grant,
    issue,
    issued,
    registered,
)
from tongban.faces.cli.attacking.world import CITY, World


@against("only_a_registered_address")
def led_elsewhere(world: World, random: Random) -> Move:
    """Another host, another path, a prefix of it, a letter more."""
    wrong = (
        "https://evil.example/back",
        BACK + "/",
        BACK[:-1],
        BACK + "?x=1",
        BACK.upper(),
        "http://fund.example/back",
        "",
    )
    whom, client = random.choice(PEOPLE), random.choice(["fund", "other"])
    return grant(world, whom=whom, client=client).but(redirect=random.choice(wrong))


@against("a_sign_in_rests_on_consent")
def on_the_consent_of_another(world: World, random: Random) -> Move:
    """What somebody else agreed to, or what was agreed for another system."""
    whom, client = random.choice(PEOPLE), random.choice(["fund", "other"])
    others = [
        world.key(f"consent:{who}:{what}")
        for who in PEOPLE
        for what in ("fund", "other")
        if (who, what) != (whom, client)
    ]
    return grant(world, whom=whom, client=client).but(consent_id=random.choice(others))


@against("nothing_beyond_the_registration")
def told_too_much(world: World, random: Random) -> Move:
    """More than was agreed to or registered, or nothing that names anybody."""
    scopes = random.choice(
        [
            [*AGREED, "phone"],
            [*AGREED, "identity"],
            [*AGREED, "everything"],
            ["profile"],
            [],
        ]
    )
    return grant(world, whom=random.choice(PEOPLE)).but(scopes=scopes)


@against("nothing_beyond_the_registration")
def from_nowhere(world: World, random: Random) -> Move:
    """From the session of another or none, to a system that has ended or serves others."""
    whom = random.choice(PEOPLE)
    other = PEOPLE[1 - PEOPLE.index(whom)]
    return random.choice(
        [
            grant(world, whom=whom).but(session_id=world.key(f"session:{other}")),
            grant(world, whom=whom).but(session_id=world.key("session:nobody")),
            grant(world, whom=whom, client="ended"),
            grant(world, whom=whom, client="staff"),
        ]
    )


@against("nothing_beyond_the_registration")
def at_another_time(world: World, random: Random) -> Move:
    """Given in the past or the future, a code for an hour, or without a challenge."""
    move = grant(world, whom=random.choice(PEOPLE))
    at = move.deed.row["given_at"]
    hour = timedelta(minutes=random.randint(10, 600))
    return random.choice(
        [
            move.but(given_at=at - hour, code_ends_at=at - hour),
            move.but(given_at=at + hour, code_ends_at=at + hour),
            move.but(code_ends_at=at + hour),
            move.but(challenge=random.choice(["", "x" * 42, "=" * 43])),
        ]
    )


@against("a_code_is_used_once")
def used_again(world: World, random: Random) -> Move:
    """A code after it was redeemed, a renewal token after it was used."""
    turns = random.randint(1, 3)
    move = issued(grant(world, whom=random.choice(PEOPLE)), turns)
    return move.but(turn=random.randint(1, turns))


@against("tokens_follow_one_another")
def out_of_order(world: World, random: Random) -> Move:
    """A turn left out, tokens that last, of another time, or renewal nobody agreed to."""
    whom = random.choice(PEOPLE)
    given = grant(world, whom=whom)
    move = issued(given, random.randint(0, 2))
    at, day = move.deed.row["issued_at"], timedelta(days=random.randint(1, 400))
    return random.choice(
        [
            move.but(turn=move.deed.row["turn"] + random.randint(1, 9)),
            move.but(access_ends_at=at + day),
            move.but(issued_at=at - day, access_ends_at=at - day),
            issued(given.but(scopes=["openid"]), 0),
        ]
    )


@against("tokens_follow_one_another")
def after_the_end(world: World, random: Random) -> Move:
    """For a sign-in that is over, or a code whose time is."""
    given = grant(world, whom=random.choice(PEOPLE))
    grant_id = given.deed.row["id"]
    if random.choice([True, False]):
        late = given.deed.row["given_at"] - timedelta(seconds=30)
        past = given.but(given_at=late, code_ends_at=late + timedelta(seconds=1))
        return issued(past, 0)
    end = Deed(
        "federation_end",
        {
            "grant_id": grant_id,
            "city": CITY,
            "ended_at": world.now,
            "because": "revoked",
        },
    )
    return Move(PROVIDER, issue(grant_id), (*given.deeds, (PROVIDER, end)))


@beside(
    "only_a_registered_address",
    "a_sign_in_rests_on_consent",
    "nothing_beyond_the_registration",
)
def signed_in(world: World, random: Random) -> Move:
    """Somebody signs in to a system as it was registered and agreed to."""
    whom, client = random.choice(PEOPLE), random.choice(["fund", "other"])
    return grant(world, whom=whom, client=client)


@beside("a_code_is_used_once", "tokens_follow_one_another", "a_sign_in_never_changes")
def renewed(world: World, random: Random) -> Move:
    """A code is redeemed, and what came of it renewed."""
    return issued(grant(world, whom=random.choice(PEOPLE)), random.randint(0, 3))


_NOT_COVERING = (
    "sharing_over",
    "sharing_less",
    "sharing_elsewhere",
    "sharing_alone",
    "approved",
)


@against("sharing_rests_on_an_assessment")
def told_without_an_assessment(world: World, random: Random) -> Move:
    """Without one, on one that ran out, of less, of another body, or of nobody's approval."""
    wrong = random.choice(_NOT_COVERING)
    return random.choice(
        [
            registered(world).but(assessment_id=None),
            registered(world).but(assessment_id=world.key(f"assessment:{wrong}")),
            registered(world).but(scopes=["openid", "identity"]),
            covered(world, wrong),
        ]
    )


@beside("sharing_rests_on_an_assessment")
def told_on_an_assessment(world: World, random: Random) -> Move:
    """That is approved, in force and covers it; or told nothing but a number."""
    return random.choice(
        [
            registered(world),
            registered(world).but(assessment_id=None, scopes=["openid"]),
            covered(world, "sharing_next", random.choice(["fund", "other"])),
        ]
    )
