"""Makers for tests: releases on their way, and releases in force."""

from datetime import date
from uuid import UUID

from tongban.capabilities.catalogue.testing import AT, EFFECTIVE_ON, Office
from tongban.capabilities.lists.commands import (
    add_entry,
    draft_release,
    hand_in_release,
    publish_release,
    review_release,
)
from tongban.capabilities.lists.queries import get_release
from tongban.capabilities.lists.types import Entry, LegalBasis, ReleaseCard
from tongban.capabilities.orgs.commands import load_window_classes
from tongban.capabilities.orgs.queries import list_window_classes
from tongban.capabilities.orgs.testing import TestCity, make_loader
from tongban.capabilities.orgs.types import WindowClassLine
from tongban.ground.reviews import PASSED, STAGES

DAY = date(2026, 11, 20)
PAPERS = {"norm": "首问负责", "procedure": "先核验身份"}
BASIS = LegalBasis("中华人民共和国行政许可法", "law", "第三十条")


def draft_list(
    city: TestCity,
    office: Office,
    kind: str = "licences",
    *,
    basis: LegalBasis = BASIS,
    venue_id: UUID | None = None,
    window_class_id: UUID | None = None,
    papers: dict[str, str] | None = None,
    entries: tuple[Entry, ...] = (),
) -> UUID:
    """A release that its drafter at the approval office has begun."""
    card = draft_release(
        actor=office.drafter,
        kind=kind,
        body_id=city.approval,
        basis=basis,
        venue_id=venue_id,
        window_class_id=window_class_id,
        papers=papers,
        day=DAY,
        at=AT,
    )
    for entry in entries:
        add_entry(
            actor=office.drafter,
            release_id=card.release_id,
            entry=entry,
            day=DAY,
            at=AT,
        )
    return card.release_id


def review_list(
    office: Office,
    release_id: UUID,
    stage: str,
    outcome: str = PASSED,
    opinion: str = "",
) -> None:
    """One review of what was handed in last, by the person of that stage."""
    actor = office.reviewers[stage]
    card = get_release(actor=actor, release_id=release_id)
    review_release(
        actor=actor,
        release_id=release_id,
        stage=stage,
        outcome=outcome,
        opinion=opinion,
        digest=card.digest,
        at=AT,
    )


def publish_list(
    office: Office, release_id: UUID, *, effective_on: date = EFFECTIVE_ON
) -> ReleaseCard:
    """The whole way of a draft: handed in, passed three times, published."""
    hand_in_release(actor=office.drafter, release_id=release_id, at=AT)
    for stage in STAGES:
        review_list(office, release_id, stage)
    publish_release(
        actor=office.publisher,
        release_id=release_id,
        effective_on=effective_on,
        at=AT,
    )
    return get_release(actor=office.publisher, release_id=release_id)


def make_window_class(
    code: str = "enterprise", name: str = "企业服务", *themes: str
) -> UUID:
    """A class of windows that the city has registered."""
    loader = make_loader()
    line = WindowClassLine(code, name, f"{name}的事项", themes)
    load_window_classes(actor=loader, classes=[line])
    classes = list_window_classes(actor=loader)
    return next(one.window_class_id for one in classes if one.code == code)
