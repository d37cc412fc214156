"""Attacks on the words of papers: what they say, who writes them, when they are in force."""

from datetime import timedelta
from random import Random

from psycopg.types.json import Jsonb
from psycopg.types.range import DateRange

from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.wordings import (
    FOLLOWS,
    KIND,
    city_wording,
    ending,
    message,
    put,
    wording,
)
from tongban.faces.cli.attacking.world import World
from tongban.plumbing.papers.blocks import ALL_BLOCKS, BLOCKS, first_words
from tongban.plumbing.papers.messages import MESSAGE_BLOCKS, TEXT

_KINDS = tuple(BLOCKS)
_MESSAGES = tuple(MESSAGE_BLOCKS)
_TOO_LONG = "字" * 601
_TOO_LONG_A_MESSAGE = "字" * 190


def _saying(world: World, kind: str, words: object) -> Move:
    return wording(world, kind=kind).but(blocks=Jsonb(words))


@against("a_wording_has_its_blocks")
def wording_of_other_blocks(world: World, random: Random) -> Move:
    """A block left out, one too many, no text, too long a one, or no blocks at all."""
    kind = random.choice(_KINDS)
    words = first_words(kind)
    free = random.choice(["opening", "remarks", "notice"])
    without = {key: text for key, text in words.items() if key != free}
    return _saying(
        world,
        kind,
        random.choice(
            [
                without,
                words | {"seal": ""},
                words | {free: None},
                words | {free: ["一", "二"]},
                words | {free: _TOO_LONG},
                [],
                "",
                None,
            ]
        ),
    )


@against("a_wording_has_its_blocks")
def message_of_other_blocks(world: World, random: Random) -> Move:
    """A message with a heading of its own, without its text, or too long a one."""
    kind = random.choice(_MESSAGES)
    words = first_words(kind)
    return _saying(
        world,
        kind,
        random.choice(
            [
                words | {"title": "好消息"},
                words | {TEXT: words[TEXT] + _TOO_LONG_A_MESSAGE},
                words | {TEXT: None},
                {},
                {"opening": words[TEXT]},
            ]
        ),
    )


@against("a_wording_has_its_blocks")
def wording_of_no_kind(world: World, random: Random) -> Move:
    """The words of a paper that nobody issues."""
    kind = random.choice(["letter", "", "form", "RECEIPT"])
    return wording(world).but(kind=kind)


@against("a_wording_keeps_what_the_law_demands")
def wording_without_what_is_locked(world: World, random: Random) -> Move:
    """A locked field left out of its block, said twice, or said in another one."""
    kind = random.choice([kind for kind in ALL_BLOCKS if kind != "receipt"])
    block = random.choice([one for one in ALL_BLOCKS[kind] if one.locked])
    field = f"{{{random.choice(block.locked)}}}"
    words = first_words(kind)
    gone = words[block.key].replace(field, "")
    changed = random.choice(
        [
            {block.key: gone},
            {block.key: words[block.key] + field},
            {block.key: ""},
            {block.key: gone + field.replace("{", "（").replace("}", "）")},
        ]
        + ([{block.key: gone, "remarks": field}] if kind in _KINDS else [])
    )
    return _saying(world, kind, words | changed)


@against("a_wording_knows_its_fields")
def wording_with_other_fields(world: World, random: Random) -> Move:
    """A field that the paper does not have, half a field, or typst in braces."""
    kind = random.choice(_KINDS)
    said = random.choice(
        [
            "{身份证号}",
            "{事项名称",
            "事项名称}",
            "{}",
            "{ 事项名称 }",
            "{{事项名称}}",
            '#{ panic("x") }',
            "{查询码}" if kind != "receipt" else "{补正期限}",
        ]
    )
    block = random.choice(["opening", "notice", "remarks", "foot"])
    return _saying(world, kind, first_words(kind) | {block: said})


@against("a_wording_knows_its_fields")
def message_with_other_fields(world: World, random: Random) -> Move:
    """A field of papers, of another message, or half of one."""
    kind = random.choice([one for one in _MESSAGES if one != "sms_special_begun"])
    said = random.choice(["{申请人}", "{联系信息}", "{环节时间}", "{事项名称", "{}"])
    words = first_words(kind)
    return _saying(world, kind, {TEXT: words[TEXT] + said})


@beside(
    "a_wording_has_its_blocks",
    "a_wording_keeps_what_the_law_demands",
    "a_wording_knows_its_fields",
    "a_wording_comes_from_its_office",
    "a_wording_never_changes",
)
def wording_of_the_office(world: World, random: Random) -> Move:
    """Other words around what must stay, by the department, or the city's by the city."""
    if random.random() < 0.3:  # noqa: PLR2004
        return city_wording(world)
    kind = random.choice([*_KINDS, *_MESSAGES])
    words = first_words(kind)
    if kind in _MESSAGES:
        words = {TEXT: words[TEXT] + "咨询请打 0690-1234567。"}
    else:
        words |= {
            "opening": "（一式两份）",
            "remarks": "请{申请人}妥善保存。\n#strong[不是标记]",
        }
    by = random.choice(["editor", "signer"])
    return wording(world, by=by, kind=kind).but(blocks=Jsonb(words))


@against("a_wording_comes_from_its_office")
def wording_by_anybody(world: World, random: Random) -> Move:
    """Somebody without the post, of another body, or in the name of who holds it."""
    name = random.choice(["officer", "clerk", "leaver", "stranger_officer", "drafter"])
    who = world.seen_by(name)
    named = random.choice([who.person, world.key("person:editor")])
    return wording(world).by(who).but(drafted_by_id=named)


@against("a_wording_comes_from_its_office")
def wording_of_another_scope(world: World, random: Random) -> Move:
    """The department's editor writes for the city or another body, the city's for one."""
    if random.random() < 0.4:  # noqa: PLR2004
        return city_wording(world).but(body_id=world.key("body:dept"))
    body = random.choice([None, world.key("body:dept2"), world.key("body:centre")])
    return wording(world).but(body_id=body)


@against("a_wording_comes_from_its_office")
def put_in_force_by_anybody(world: World, random: Random) -> Move:
    """Somebody without the post, or in the name of who holds it."""
    who = world.seen_by(random.choice(["officer", "approver", "gatekeeper", "leaver"]))
    named = random.choice([who.person, world.key("person:signer")])
    move = put(world, "fresh", day=random.randint(1, 90)).by(who)
    return move.but(put_by_id=named)


@against("put_in_force_by_another")
def put_in_force_by_who_wrote(world: World, random: Random) -> Move:
    """Who wrote the version, or a version between it and what is in force."""
    name = random.choice(["fresh", "by_signer"])
    by = "editor" if name == "fresh" else random.choice(["editor", "signer"])
    return put(world, name, by=by, day=random.randint(1, 90))


@against("in_force_as_it_was_drafted")
def put_in_force_as_another(world: World, random: Random) -> Move:
    """As another kind of paper, another body's or the city's, or by another drafter."""
    move = put(world, "fresh", day=random.randint(1, 90))
    return random.choice(
        [
            move.but(kind="correction"),
            move.but(body_id=world.key("body:dept2")),
            move.but(body_id=None),
            move.but(drafted_by_id=world.key("person:officer")),
        ]
    )


@against("a_wording_changes_only_forward")
def put_in_force_in_the_past(world: World, random: Random) -> Move:
    """From a day that is past, or with days that do not follow from it."""
    day = random.randint(1, 90)
    move = put(world, "fresh", day=day)
    return random.choice(
        [
            put(world, "fresh", day=-random.randint(1, 900)),
            move.but(valid=DateRange(world.day(day), world.day(day + 9))),
            move.but(valid=DateRange(world.day(-90), None)),
            move.but(valid=DateRange(None, None)),
            move.but(ended_at=world.now),
        ]
    )


@against("one_wording_at_a_time")
def put_in_force_twice(world: World, random: Random) -> Move:
    """A second version while the first has no last day."""
    return put(world, "drafted", day=random.randint(0, 900))


@beside(
    "one_wording_at_a_time",
    "put_in_force_by_another",
    "in_force_as_it_was_drafted",
    "a_wording_changes_only_forward",
)
def put_in_force_after_the_one_before(world: World, random: Random) -> Move:
    """The one before ends on the day from which this one is in force."""
    day = random.randint(FOLLOWS + 1, 90)
    ended = ending(world, "worded", day=day)
    move = put(world, "drafted", day=day)
    return Move(move.who, move.deed, ((ended.who, ended.deed),))


@against("a_wording_never_changes")
def wording_written_over(world: World, random: Random) -> Move:
    """A version is rewritten or taken away; its days are moved or set once more."""
    where = {"id": world.key(f"wording:{random.choice(['worded', 'drafted'])}")}
    act = {"wording_id": world.key("wording:worded")}
    who = world.who["signer"]
    return random.choice(
        [
            Move(who, Deed("paper_wording", {"note": "x"}, "update", where)),
            Move(who, Deed("paper_wording", {}, "delete", where)),
            Move(who, Deed("wording_in_force", {"kind": KIND}, "update", act)),
            Move(who, Deed("wording_in_force", {}, "delete", act)),
            ending(world, "ended", day=random.randint(1, FOLLOWS), begun=0),
            ending(world, "worded", day=9, begun=random.randint(FOLLOWS + 1, 8)),
            ending(world, "worded", day=9).but(ended_at=None),
        ]
    )


@against("a_message_bears_the_words_of_its_day")
def message_with_other_words(world: World, random: Random) -> Move:
    """A draft's, another kind's, none at all, of no body, or as a paper."""
    move = message(world)
    return random.choice(
        [
            move.but(wording_id=world.key("wording:message_draft")),
            move.but(wording_id=world.key("wording:worded")),
            move.but(wording_id=None),
            move.but(body_id=None),
            move.but(kind=""),
            move.but(kind="", body_id=None),
            move.but(kind=KIND, wording_id=world.key("wording:ended")),
            move.but(kind="sms_of_mine", wording_id=None),
            move.but(body_id=world.key("body:dept2")),
            move.but(told_at=world.now - timedelta(random.randint(1, 900))),
        ]
    )


@beside("a_message_bears_the_words_of_its_day")
def message_with_the_words_of_its_day(world: World, random: Random) -> Move:
    """With the version in force, with none where none is, or a message about no case."""
    move = message(world)
    return random.choice(
        [
            move,
            move.but(kind="sms_granted", wording_id=None),
            move.but(kind="", body_id=None, wording_id=None),
            move.but(wording_id=None, told_at=world.now - timedelta(400)),
        ]
    )
