"""Certificates of window service: own ones, those of one's bodies, the paper, the check."""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.orgs.queries import name_on
from tongban.capabilities.people.queries import list_staff_names
from tongban.capabilities.rights.models import ServiceCertificate
from tongban.capabilities.rights.queries.held import titles_of
from tongban.capabilities.rights.types import CertificateCard, CertificateCheck
from tongban.ground.refusals import NotFound
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all
from tongban.plumbing.papers import QrCode, render

_LAYOUT: Final = "tongban.capabilities.rights:papers/service_certificate.typ"
_MOST: Final = 200


@query
def list_certificates(*, actor: Actor) -> list[CertificateCard]:
    """The actor's own and those of the bodies that the actor looks after, newest first."""
    rows = ServiceCertificate.objects.filter(city=actor.city).order_by("-issued_at")
    rows = rows.select_related("body")
    return _cards(actor, list(rows[:_MOST]))


@query
def get_certificate(*, actor: Actor, certificate_id: UUID) -> CertificateCard:
    """One of them. Refuses with NotFound."""
    rows = ServiceCertificate.objects.filter(
        city=actor.city, pk=certificate_id
    ).select_related("body")
    cards = _cards(actor, list(rows))
    if not cards:
        raise NotFound("没有这份证明，请从清单里打开。")
    return cards[0]


@query
def check_certificate(*, actor: Actor, number: str) -> CertificateCheck | None:
    """What a paper of this number must say, with the name half hidden; None for no such."""
    found = fetch_all("select * from certificate_by_number(%s)", [number.strip()])
    return CertificateCheck(*found[0]) if found else None


@query
def print_certificate(
    *, actor: Actor, certificate_id: UUID, where: str
) -> tuple[str, bytes]:
    """The paper as PDF/A, the same bytes each time, and its name. Refuses with NotFound."""
    card = get_certificate(actor=actor, certificate_id=certificate_id)
    return f"窗口工作经历证明-{card.number}.pdf", render(_LAYOUT, _values(card, where))


def _cards(actor: Actor, rows: list[ServiceCertificate]) -> list[CertificateCard]:
    names = list_staff_names(actor=actor, person_ids=[row.person_id for row in rows])
    titles = titles_of(actor)
    return [
        CertificateCard(
            certificate_id=row.id,
            number=row.number,
            person_id=row.person_id,
            person=names.get(row.person_id, ""),
            body_id=row.body_id,
            body=name_on(
                actor=actor,
                body_id=row.body_id,
                day=_office_day(row.issued_at),
                otherwise=row.body.name,
            ),
            until=row.until,
            days=row.days,
            posts=tuple(_post(one, titles) for one in row.posts),
            issued_at=row.issued_at,
        )
        for row in rows
    ]


def _post(said: dict[str, Any], titles: dict[str, str]) -> tuple[str, str, str, str]:
    first, last = (_words(date.fromisoformat(said[key])) for key in ("first", "last"))
    role = said["role"]
    return titles.get(role, role), said["window"] or "本单位窗口", first, last


def _words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _office_day(moment: datetime) -> date:
    return moment.astimezone(OFFICE_ZONE).date()


def _values(card: CertificateCard, where: str) -> dict[str, object]:
    until = _words(card.until)
    return {
        "organ": card.body,
        "number": card.number,
        "said": [
            (
                f"兹证明{card.person}同志系在编工作人员，由本单位选派到政务服务窗口工作，"
                f"截至{until}，窗口工作经历共 {card.days} 天，具体如下："
            )
        ],
        "posts": card.posts,
        "ending": [
            "天数按岗位起止日期逐日计算，同一天在两个岗位的只算一天。窗口一线工作经历视为基层工作经历。",
            "特此证明。",
        ],
        "issued_on": _office_day(card.issued_at),
        "seal": {"organ": card.body, "name": "人事专用章"},
        "verification": {
            "qr": QrCode(f"{where}?number={card.number}"),
            "label": "核对这份证明：扫码，或者按编号查询",
            "code": card.number,
            "where": where,
        },
        "foot": f"{card.body}　窗口工作经历证明",
    }
