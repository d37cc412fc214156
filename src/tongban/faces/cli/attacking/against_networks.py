"""Attacks on the registers of networks and data: by anybody, twice, alone, with a blank."""

from datetime import timedelta
from random import Random

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.builder import LOADER
from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.networks import (
    CLASSIFIED,
    KEEPER,
    access,
    link,
    package,
    parcel_act,
    parcel_of,
    publication,
    resource,
    safeguard,
)
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.world import World

_STRANGERS = ("officer", "auditadmin", "org_drafter", "narrow_secadmin")


@against("networks_are_kept_by_their_office")
def recorded_by_anybody(world: World, random: Random) -> Move:
    """Without the office, beyond its reach, in another's name, or dated back."""
    by = random.choice(_STRANGERS)
    stolen = world.key(f"person:{KEEPER}")
    long_ago = world.now - timedelta(days=40)
    drafted = resource(world, 50)
    return random.choice(
        [
            access(world, by),
            access(world, by).but(recorded_by_id=stolen),
            access(world).but(recorded_at=long_ago),
            link(world, by),
            link(world).but(recorded_by_id=world.key("person:sysadmin")),
            resource(world, 50, by),
            drafted.but(drafted_at=long_ago),
            safeguard(
                world, "short", "sharing", random.choice(["sysadmin", "drafter"])
            ),
            publication(world, "waiting", by),
            publication(world, "waiting").but(published_at=long_ago),
        ]
    )


@against("a_body_is_on_a_network_once")
def on_a_network_twice(world: World, random: Random) -> Move:
    """On days that are on record already, or as a correction of something else."""
    twice = access(world, network="extranet")
    return random.choice(
        [
            twice,
            twice.but(since=world.day(-90)),
            twice.but(since=world.day(-90), last_on=world.day(-20)),
            access(world).but(replaces_id=world.key("access")),
            twice.but(replaces_id=world.key("access"), body_id=world.key("body:dept2")),
        ]
    )


@beside("networks_are_kept_by_their_office", "a_body_is_on_a_network_once")
def recorded_by_its_office(world: World, random: Random) -> Move:
    """On another network, before that, or as a correction."""
    before = {"since": world.day(-90), "last_on": world.day(-21)}
    same = access(world, network="extranet")
    return random.choice(
        [
            access(world),
            same.but(**before),
            same.but(replaces_id=world.key("access"), line="fibre"),
            same.but(replaces_id=world.key("access"), is_void=True),
            link(world),
            resource(world, 50),
        ]
    )


@against("a_resource_is_published_without_a_blank")
def published_with_a_blank(world: World, random: Random) -> Move:
    """A link lacks its control, its body, its requirement, or is not there at all."""
    blank = random.choice(
        ["no_control", "no_requirement", "no_body", "ended_body", "short"]
    )
    return publication(world, blank)


@against("a_resource_is_published_by_another")
def published_alone(world: World, random: Random) -> Move:
    """By who drafted it, or from a day that is over."""
    back = {"in_force_from": world.day(-1 - random.randrange(9))}
    return random.choice(
        [
            publication(world, "waiting", KEEPER),
            publication(world, "waiting").but(**back),
        ]
    )


@beside("a_resource_is_published_without_a_blank", "a_resource_is_published_by_another")
def published_whole(world: World, random: Random) -> Move:
    """By another, from today or later."""
    later = {"in_force_from": world.day(random.randrange(30))}
    return publication(world, "waiting").but(**later)


@beside("network_records_never_change")
def registers_added_to(world: World, random: Random) -> Move:
    """Another row; a draft gets the line that it lacks."""
    return random.choice(
        [access(world), link(world), safeguard(world, "short", "opening")]
    )


@beside("parcels_are_only_added_to")
def parcels_added_to(world: World, random: Random) -> Move:
    """One more act."""
    return parcel_act(world)


@against("a_secret_item_stays_off_the_network")
def secret_on_the_network(world: World, random: Random) -> Move:
    """Offered or filed online, or packed for others."""
    digest = world.publication(CLASSIFIED, CLASSIFIED).deed.row["digest"]
    modes = random.choice([["window", "web"], ["mobile"]])
    elements = Jsonb({"secret": True, "handling_modes": modes})
    offered = Deed(
        "item_version", world.version_row(CLASSIFIED) | {"elements": elements}
    )
    filed = world.application("own", CLASSIFIED)
    return random.choice(
        [
            Move(LOADER, offered),
            filed.but(channel=random.choice(["web", "mobile", "api"])),
            package(world, digest),
            parcel_of(world, digest),
        ]
    )


@beside("a_secret_item_stays_off_the_network")
def secret_at_a_window(world: World, random: Random) -> Move:
    """Filed where one is seen; others are packed as ever."""
    return random.choice(
        [
            world.application("collect", CLASSIFIED),
            package(world, "x"),
            parcel_of(world, "x"),
        ]
    )
