"""What others may ask about the exchange. Reading only."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db.models import Exists, OuterRef

from tongban.capabilities.catalogue.queries import list_published, read_published
from tongban.capabilities.exchange.models import (
    ExchangePackage,
    ExchangeReconciliation,
    ParcelAct,
)
from tongban.capabilities.exchange.packing import PUT, REMOVE, Gap, Held, Listed, lay
from tongban.capabilities.exchange.permissions import CARRY_PARCELS, SEE_EXCHANGE
from tongban.capabilities.exchange.sending import is_signed_receipt
from tongban.capabilities.exchange.types import (
    ExchangeStatus,
    PackageCard,
    ParcelCard,
    ParcelEntry,
    ParcelHealth,
    Reconciliation,
    Refused,
)
from tongban.capabilities.people.queries import list_staff_names
from tongban.ground.clock import PublicKey, load_public_key
from tongban.ground.refusals import MoveRefused, NotAllowed, NotFound, Refusal
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

SHOWN: Final = 20
_WAYS: Final = {"sent": "out", "received": "in", "refused": "refused"}


@query
def get_status(*, actor: Actor) -> ExchangeStatus:
    """The last packages and comparisons. Refuses with NotAllowed."""
    may_see(actor)
    packages = ExchangePackage.objects.filter(city=actor.city).order_by("-number")
    compared = ExchangeReconciliation.objects.filter(city=actor.city)
    return ExchangeStatus(
        peer=settings.PROVINCE_URL,
        packages=tuple(package_card(row) for row in packages[:SHOWN]),
        reconciliations=tuple(
            _reconciliation(row)
            for row in compared.order_by("-compared_at", "-id")[:SHOWN]
        ),
    )


def may_see(actor: Actor) -> None:
    """Refuses with NotAllowed whoever has nothing to do with the exchange."""
    if not actor.may_anywhere(SEE_EXCHANGE):
        raise NotAllowed("对账由发布事项或运维的人查看，请用那样的账号登录。")


def may_carry(actor: Actor) -> None:
    """Refuses with NotAllowed whoever carries no parcels between networks."""
    if not actor.may_anywhere(CARRY_PARCELS):
        raise NotAllowed(
            "内外网交换包由运维收发，请用运维的工作账号登录。",
            turn_to="本单位的系统管理员",
        )


@query
def get_package(*, actor: Actor, number: int) -> PackageCard:
    """One package with its manifest. Refuses with NotAllowed, NotFound."""
    may_see(actor)
    row = ExchangePackage.objects.filter(city=actor.city, number=number).first()
    if row is None:
        raise NotFound("没有这一包。请到省平台对账页看有哪些，例如第 1 包。")
    return package_card(row)


@query
def list_unanswered(*, actor: Actor) -> list[PackageCard]:
    """Packages that the other side has not answered yet, in their order."""
    rows = ExchangePackage.objects.filter(city=actor.city, answered_at=None)
    return [package_card(row) for row in rows.order_by("number")]


@query
def list_ours(*, actor: Actor, day: date) -> list[Listed]:
    """What is in force here on a day."""
    return [
        Listed(one.code, one.name, one.number, one.digest)
        for one in list_published(actor=actor, day=day)
    ]


@query
def read_items(*, actor: Actor, package: PackageCard) -> list[dict[str, Any]]:
    """The texts of the items that a package puts, as they were published."""
    wanted = {row["digest"] for row in package.manifest["rows"] if row["action"] == PUT}
    return read_published(actor=actor, digests=wanted)


@query
def list_parcels(*, actor: Actor) -> list[ParcelCard]:
    """Parcels between networks, those that wait for a receipt first. Refuses with NotAllowed."""
    may_see(actor)
    acts = list(ParcelAct.objects.filter(city=actor.city).order_by("at", "id"))
    people = sorted({act.carried_by_id for act in acts})
    names = list_staff_names(actor=actor, person_ids=people)
    answers = {act.parcel: act for act in acts if act.act == "answered"}
    cards = [
        _parcel(act, answers.get(act.parcel), names.get(act.carried_by_id, ""))
        for act in reversed(acts)
        if act.act in _WAYS
    ]
    return sorted(cards, key=lambda one: one.way != "out" or bool(one.answered_at))


@query
def get_parcel(*, actor: Actor, parcel: str) -> ParcelCard:
    """One parcel with what it carries. Refuses with NotAllowed, NotFound."""
    found = [one for one in list_parcels(actor=actor) if one.parcel == parcel]
    if not found:
        raise NotFound("没有这一包，请从交换包清单里打开。")
    return found[0]


@query
def get_parcel_health(*, actor: Actor) -> ParcelHealth:
    """How many parcels that were sent wait for their receipt, and since when."""
    acts = ParcelAct.objects.filter(city=actor.city)
    answered = acts.filter(act="answered", parcel=OuterRef("parcel"))
    waiting = acts.filter(act="sent").exclude(Exists(answered))
    first = waiting.order_by("at").values_list("at", flat=True).first()
    return ParcelHealth(waiting.values("parcel").distinct().count(), first)


def _parcel(act: ParcelAct, answer: ParcelAct | None, carried_by: str) -> ParcelCard:
    told = answer.told if answer is not None and act.act == "sent" else act.told
    is_answered = answer is not None and act.act == "sent"
    return ParcelCard(
        parcel=act.parcel,
        way=_WAYS[act.act],
        to=act.told.get("to", ""),
        at=act.at,
        carried_by=carried_by,
        entries=tuple(ParcelEntry(**one) for one in told.get("contents", ())),
        answered_at=answer.at if answer is not None and is_answered else None,
        reason=act.told.get("reason", ""),
    )


def parcel_keys() -> list[PublicKey]:
    """The keys of networks whose parcels and receipts pages and API believe.

    Whoever brings a parcel does not bring the key along by which it is believed. Refuses
    with MoveRefused where none is set up, and what is no key.
    """
    if not settings.PARCEL_KEYS:
        raise MoveRefused(
            "还没有登记对方网络的公钥，网页和接口上什么都不能收。"
            "请运维在配置里写上 TONGBAN_PARCEL_KEYS，或者用命令：tongban packages receive。",
            turn_to="运维",
        )
    return [load_public_key(Path(path).read_bytes()) for path in settings.PARCEL_KEYS]


def held_by_them(actor: Actor) -> Held:
    """What the other side holds, as far as we know: its answers, then the last comparison."""
    held: Held = {}
    rows = ExchangePackage.objects.filter(city=actor.city).exclude(answered_at=None)
    newest = None
    for row in rows.order_by("number"):
        receipt = row.receipt or {"refused": []}
        lay(held, row.manifest, (one["code"] for one in receipt["refused"]))
        newest = row.answered_at
    last = (
        ExchangeReconciliation.objects.filter(city=actor.city, trouble="")
        .order_by("-compared_at", "-id")
        .first()
    )
    if last is not None and (newest is None or last.compared_at >= newest):
        _believe(held, last.gaps)
    return held


def _believe(held: Held, gaps: Iterable[dict[str, str]]) -> None:
    """Lost or foreign rows, as the other side showed them: they are sent or taken back."""
    for gap in gaps:
        if gap["theirs"]:
            held[gap["code"]] = gap["theirs"]
        else:
            held.pop(gap["code"], None)


def package_card(row: ExchangePackage) -> PackageCard:
    """The value of a package."""
    receipt = row.receipt or {}
    counts = row.manifest["counts"]
    return PackageCard(
        package_id=row.id,
        number=row.number,
        made_at=row.made_at,
        put=counts[PUT],
        remove=counts[REMOVE],
        digest=row.digest,
        signature=row.signature,
        key_id=row.key_id,
        manifest=row.manifest,
        answered_at=row.answered_at,
        accepted=receipt.get("accepted", 0),
        refused=tuple(Refused(**one) for one in receipt.get("refused", [])),
        receipt_is_signed=_is_signed(receipt),
    )


def province_key() -> PublicKey | None:
    """The key by which the province's receipts are checked; None where none is set up."""
    path = settings.PROVINCE_KEY
    if not path:
        return None
    try:
        return load_public_key(Path(path).read_bytes())
    except (OSError, Refusal) as error:
        raise Refusal(
            f"读不了省平台的公钥 {path}：{error}。请核对 TONGBAN_PROVINCE_KEY。"
        ) from error


def _is_signed(receipt: dict[str, Any]) -> bool | None:
    """Checked at each reading; None where there is no receipt or no key to check it by."""
    key = province_key()
    if key is None or not receipt:
        return None
    return is_signed_receipt(receipt.get("told") or {}, key)


def _reconciliation(row: ExchangeReconciliation) -> Reconciliation:
    return Reconciliation(
        compared_at=row.compared_at,
        our_count=row.our_count,
        our_digest=row.our_digest,
        their_count=row.their_count,
        their_digest=row.their_digest,
        gaps=tuple(Gap(**one) for one in row.gaps),
        is_simulator=row.is_simulator,
        trouble=row.trouble,
    )
