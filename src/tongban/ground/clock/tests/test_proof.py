"""Clock proofs: what a true one says, and that no changed one passes."""

import base64
import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from tongban.ground.clock import (
    Check,
    ClockFacts,
    Limit,
    LimitFact,
    ProofRefused,
    check_proof,
    encode_proof,
    generate_key,
    key_id,
    make_proof,
)
from tongban.ground.clock.proof import ALGORITHM, _sign
from tongban.ground.clock.proof_document import canonical
from tongban.ground.clock.tests.proofs import (
    ACCEPTED,
    EXTENSION,
    FULL,
    KEY,
    PLAIN,
    PROMISED,
    PUBLIC,
    RUNNING,
    STATUTORY,
    make_pause,
)

Document = dict[str, Any]
SCHEMA = json.loads(
    Path(__file__)
    .parents[5]
    .joinpath("docs", "clock-proof.schema.json")
    .read_text("utf-8")
)
PUBLISHED = Path(__file__).with_name("clock-proof.json")


def failed(document: Document | bytes, *keys: ec.EllipticCurvePublicKey) -> list[str]:
    checks = check_proof(document, keys or [PUBLIC])
    assert [check.name for check in checks] == [
        "format",
        "signature",
        "due",
        "reference",
    ]
    assert all(check.detail for check in checks)
    return [check.name for check in checks if not check.ok]


def resigned(document: Document, key: ec.EllipticCurvePrivateKey) -> Document:
    """Sign a changed document anew, as someone with a key would."""
    unsigned = {k: v for k, v in document.items() if k != "signature"}
    unsigned["key_id"] = key_id(key.public_key())
    value = _sign(canonical(unsigned), key)
    return {**unsigned, "signature": {"algorithm": ALGORITHM, "value": value}}


@pytest.mark.parametrize("facts", [PLAIN, FULL, RUNNING])
def test_passes_every_check_as_values_and_as_a_file(facts: ClockFacts) -> None:
    proof = make_proof(facts, KEY)
    jsonschema.validate(proof, SCHEMA)
    others = generate_key().public_key()
    assert failed(proof, others, PUBLIC) == []
    assert failed(encode_proof(proof), PUBLIC) == []
    assert failed(encode_proof(proof) + b"\n", PUBLIC) == []


def test_tells_the_due_days_with_all_they_follow_from() -> None:
    proof = make_proof(FULL, KEY)
    assert proof["due"] == {
        "promised": {"due_on": "2026-10-12", "provisional": False, "paused": False},
        "statutory": {"due_on": "2026-11-16", "provisional": False, "paused": False},
    }
    assert proof["articles"] == [
        "民法典 第二百零一条",
        "行政许可法 第三十二条",
        "行政许可法 第八十二条",
        "行政许可法 第四十二条",
        "行政许可法 第四十五条",
    ]
    assert list(proof["calendar"]["years"]) == ["2026"]
    assert "2026-09-25" in proof["calendar"]["years"]["2026"]["holidays"]
    details = [check.detail for check in check_proof(proof, [PUBLIC])]
    assert "承诺到期日 2026-10-12，法定到期日 2026-11-16" in details[2]


def test_tells_that_a_pause_runs() -> None:
    proof = make_proof(RUNNING, KEY)
    assert proof["due"]["promised"] == {
        "due_on": None,
        "provisional": False,
        "paused": True,
    }
    assert "暂停中，未定" in check_proof(proof, [PUBLIC])[2].detail


def test_carries_each_year_that_was_asked_and_announced() -> None:
    facts = replace(PLAIN, promised=LimitFact(limit=Limit(14, "month")))
    earlier = replace(ACCEPTED, on=date(2025, 11, 24))
    proof = make_proof(replace(facts, accepted=earlier), KEY)
    assert list(proof["calendar"]["years"]) == ["2025", "2026"]
    assert proof["due"]["promised"]["due_on"] == "2027-01-25"
    assert proof["due"]["promised"]["provisional"]
    assert failed(proof) == []


def test_is_the_same_as_the_published_one() -> None:
    published = PUBLISHED.read_bytes()
    assert failed(published) == []
    assert encode_proof(make_proof(FULL, KEY)) + b"\n" == published


def test_is_not_believed_without_its_key() -> None:
    proof = make_proof(FULL, KEY)
    assert failed(proof, generate_key().public_key()) == ["signature"]
    assert not check_proof(proof, [])[1].ok


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    if isinstance(value, dict):
        for key in value:
            yield from paths(value[key], (*path, key))
    if isinstance(value, list):
        for i in range(min(len(value), 2)):
            yield from paths(value[i], (*path, i))


def other_values(value: Any) -> list[Any]:
    if isinstance(value, bool):
        return [not value, int(value), None]
    if isinstance(value, int):
        return [value + 1, -1, True, str(value)]
    if isinstance(value, str):
        return [f"{value} ", value[:-1], value.swapcase() + "x", 7, None, "2026-10-08"]
    if isinstance(value, list):
        return [[*value, "x"], value[1:], [*value, *value[:1]], {}, None]
    return [{**value, "x": 1}, dict(list(value.items())[1:]), [], None]


def changes(proof: Document) -> Iterator[Document]:
    for path in paths(proof):
        document = copy.deepcopy(proof)
        target = document
        for step in path[:-1]:
            target = target[step]
        before = target[path[-1]]
        for value in other_values(before):
            target[path[-1]] = value
            yield document
        if isinstance(target, dict):
            del target[path[-1]]
            yield document


def test_is_rejected_after_any_change_of_a_value() -> None:
    count = 0
    for document in changes(make_proof(FULL, KEY)):
        assert failed(document), document
        count += 1
    assert count > 200


def test_is_rejected_after_any_flip_of_a_bit() -> None:
    text = encode_proof(make_proof(FULL, KEY))
    random = Random(1)  # noqa: S311 - a sample
    for at in random.sample(range(len(text) * 8), 400):
        changed = bytearray(text)
        changed[at // 8] ^= 1 << at % 8
        assert failed(bytes(changed)), at


CONSISTENT: list[tuple[str, Callable[[ClockFacts], ClockFacts]]] = [
    (
        "a later acceptance",
        lambda f: replace(f, accepted=replace(f.accepted, on=date(2026, 9, 28))),
    ),
    (
        "a longer limit",
        lambda f: replace(f, promised=LimitFact(limit=Limit(6, "working_day"))),
    ),
    ("a pause more", lambda f: replace(f, pauses=(*f.pauses, make_pause(24, 28)))),
    ("a pause less", lambda f: replace(f, pauses=())),
    ("another case", lambda f: replace(f, case_number="690100202609240000023")),
]


@pytest.mark.parametrize(
    "change", [pytest.param(change, id=name) for name, change in CONSISTENT]
)
def test_is_rejected_though_consistent_in_itself(
    change: Callable[[ClockFacts], ClockFacts],
) -> None:
    facts = change(FULL)
    # Signed anew by a stranger: all else is right.
    assert failed(make_proof(facts, generate_key())) == ["signature"]
    # The office's own signature and key name put under the other content.
    document = make_proof(facts, generate_key())
    true = make_proof(FULL, KEY)
    document.update(key_id=true["key_id"], signature=true["signature"])
    assert failed(document) == ["signature"]


def test_brings_no_key_of_its_own() -> None:
    stranger = generate_key()
    document = make_proof(FULL, stranger)
    document["public_key"] = "x"
    assert "format" in failed(resigned(document, stranger))
    # A stranger who calls himself by the office's name.
    document = make_proof(FULL, stranger)
    document["key_id"] = key_id(PUBLIC)
    assert failed(document) == ["signature"]


@pytest.mark.parametrize("which", ["promised", "statutory"])
def test_is_recomputed_even_if_the_office_itself_signed_a_wrong_day(which: str) -> None:
    document = make_proof(FULL, KEY)
    document["due"][which]["due_on"] = "2026-12-31"
    assert failed(resigned(document, KEY)) == ["due", "reference"]


@pytest.mark.parametrize(
    "change",
    [
        {"is_extended": 1},
        {"unit": "hour"},
        {"value": True},
        {"value": 10**6},
        {"value": -1},
        {"article": ["x"]},
    ],
)
def test_keeps_to_its_form_even_if_the_office_signed(change: Document) -> None:
    document = make_proof(FULL, KEY)
    document["limits"]["statutory"].update(change)
    assert failed(resigned(document, KEY)) == [
        "format",
        "signature",
        "due",
        "reference",
    ]


def test_keeps_its_signature_in_one_spelling() -> None:
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    document = make_proof(FULL, KEY)
    raw = base64.b64decode(document["signature"]["value"])
    high = (order - int.from_bytes(raw[32:])).to_bytes(32)
    spellings = [
        base64.b64encode(raw[:32] + high).decode(),
        document["signature"]["value"].replace("=", ""),
        document["signature"]["value"] + "\n",
        base64.b64encode(raw + b"\0").decode(),
        base64.b64encode(bytes(64)).decode(),
        base64.b64encode(raw[32:] + raw[:32]).decode(),
        "",
        "é",
    ]
    # The last letter before == carries four idle bits.
    value = document["signature"]["value"]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    idle = letters[letters.index(value[-3]) ^ 1]
    spellings.append(f"{value[:-3]}{idle}==")
    for spelling in spellings:
        document["signature"]["value"] = spelling
        assert failed(document) == ["signature"], spelling
    for signature in (None, "x", {}, {"algorithm": "none", "value": value}):
        document["signature"] = signature
        assert failed(document) == ["signature"]
    document["key_id"] = 5
    assert failed(document) == ["signature"]


GOOD = encode_proof(make_proof(PLAIN, KEY))
DEEP = b"[" * 100_000


def nested() -> list[Any]:
    inside: list[Any] = []
    for _ in range(5_000):
        inside = [inside]
    return inside


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        DEEP,
        GOOD + b"\n\n",
        b" " + GOOD,
        GOOD + b"\r\n",
        b"\xef\xbb\xbf" + GOOD,
        json.dumps(json.loads(GOOD), indent=1).encode(),
        json.dumps(json.loads(GOOD), separators=(",", ":"), sort_keys=True).encode(),
        GOOD.replace(b'"value":5', b'"value":5.0'),
        GOOD.replace(b'"value":5', b'"value":NaN'),
        GOOD.replace(b'"value":5', b'"value":9007199254740993'),
        GOOD.replace(b'"value":5', b'"value":5,"value":5'),
        GOOD.replace(b'"value":5', b'"value":' + b"9" * 5_000),
        GOOD.replace("办件".encode() or b"6901", b"x", 1).replace(
            b"6901", b"\\ud800", 1
        ),
        b'"' + b"x" * 1_000_001 + b'"',
    ],
)
def test_takes_no_other_file(text: bytes) -> None:
    assert failed(text) == ["format", "signature", "due", "reference"]


@pytest.mark.parametrize(
    "change",
    [
        {"format": "tongban.clock-proof/2"},
        {"case_number": ""},
        {"case_number": "\ud800"},
        {"case_number": 1.5},
        {"case_number": nested()},
        {"case_number": {1: 2}},
        {"events": None},
        {"limits": []},
        {"calendar": {"version": "", "region": "CN", "years": {}}},
        {"calendar": {"version": "v", "region": "CN", "years": {"2026": 1}}},
    ],
)
def test_takes_no_other_values(change: Document) -> None:
    document = {**make_proof(PLAIN, KEY), **change}
    assert failed(document) == ["format", "signature", "due", "reference"]


def test_counts_without_the_years_left_out() -> None:
    document = make_proof(PLAIN, KEY)
    document["calendar"]["years"] = {}
    assert failed(document) == ["signature", "due", "reference"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"case_number": ""}, "办件编号"),
        ({"pauses": (make_pause(28, 29),) * 201}, "200 次"),
        ({"pauses": (replace(make_pause(28, 29), ended_at=None),)}, "要么都写"),
        (
            {
                "pauses": (
                    replace(
                        make_pause(28, None), ended_at=datetime(2026, 9, 29, tzinfo=UTC)
                    ),
                )
            },
            "要么都写",
        ),
        ({"extension": None}, "延长决定"),
        ({"extension": replace(EXTENSION, value=0)}, "至少是 1"),
        ({"statutory": replace(STATUTORY, is_extended=False)}, "延长决定"),
        ({"statutory": None}, "延长决定"),
        ({"accepted": replace(ACCEPTED, occurred_at=datetime(2026, 9, 24))}, "时区"),  # noqa: DTZ001
        ({"extension": replace(EXTENSION, occurred_at=datetime(2026, 9, 24))}, "时区"),  # noqa: DTZ001
    ],
)
def test_is_not_made_of_facts_that_do_not_fit(
    change: dict[str, Any], message: str
) -> None:
    with pytest.raises(ProofRefused, match=message):
        replace(FULL, **change)


def test_extends_the_promise_as_well_if_so_decided() -> None:
    facts = replace(FULL, promised=replace(PROMISED, is_extended=True))
    proof = make_proof(facts, KEY)
    assert proof["due"]["promised"]["due_on"] == "2026-10-26"
    assert failed(proof) == []


def test_speaks_in_named_checks() -> None:
    first = check_proof(make_proof(PLAIN, KEY), [PUBLIC])[0]
    assert first == Check("format", True, "证明的写法正确")
