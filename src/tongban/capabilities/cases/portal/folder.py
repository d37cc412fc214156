"""What lies on the table while one applies: the guide, the draft, and who is applying."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from tongban.capabilities.cases.commands import discard_draft, keep_draft
from tongban.capabilities.cases.permissions import FILE_APPLICATION
from tongban.capabilities.cases.queries import list_drafts_at_hand, list_own_drafts
from tongban.capabilities.cases.types import DraftView
from tongban.capabilities.catalogue.queries import find_version_in_force, get_guide
from tongban.capabilities.catalogue.types import Guide, MaterialCard, PartyRoleCard
from tongban.capabilities.mandates.queries import list_principals
from tongban.capabilities.materials.queries import get_uploads
from tongban.capabilities.materials.types import UploadCard
from tongban.capabilities.people.queries import (
    get_firms,
    get_own_card,
    get_person_card,
)
from tongban.capabilities.people.types import FirmCard, PersonCard
from tongban.ground.refusals import MoveRefused, NotAllowed, NotFound
from tongban.plumbing.access.actor import Actor, Principal, require
from tongban.plumbing.access.commands import reading
from tongban.plumbing.database.rules import rules
from tongban.plumbing.schemas.schema import Schema

SELF, FOR, AGENT = "self", "for:", "agent"
# Whoever acts for many chooses one of them before, at the top of the page.
_MOST_CHOICES = 8
_PERSON = "natural_person"


@dataclass(frozen=True)
class Folder:
    """An application under way; all that its pages show comes from here."""

    guide: Guide
    own: PersonCard
    firms: tuple[FirmCard, ...]
    answers: Mapping[str, Any]
    uploads: Mapping[str, UploadCard]
    today: date
    expires_on: date | None = None
    revised_at: datetime | None = None
    # The people for whom one may do this, and the one for whom it is done.
    principals: tuple[Principal, ...] = ()
    principal: PersonCard | None = None
    # Chosen at the top of the page: then nothing else is asked.
    chosen: Principal | None = None

    @cached_property
    def schema(self) -> Schema:
        """The form of the item."""
        return self.guide.form

    @property
    def situations(self) -> dict[str, str]:
        """The answers to the questions of the guide."""
        return dict(self.answers.get("situations", {}))

    @property
    def values(self) -> dict[str, Any]:
        """What was typed into the form, as the API would send it."""
        return dict(self.answers.get("values", {}))

    @property
    def parties(self) -> dict[str, list[dict[str, str]]]:
        """The parties that were typed, by role."""
        return dict(self.answers.get("parties", {}))

    @cached_property
    def served(self) -> tuple[str, ...]:
        """For whom the item is: natural persons, enterprises and others."""
        return tuple(self.guide.elements.get("served_objects") or (_PERSON,))

    @cached_property
    def acting_choices(self) -> tuple[tuple[str, str], ...]:
        """In whose name one may apply here."""
        choices = []
        is_for_people = _PERSON in self.served
        if self.chosen is None and is_for_people:
            choices.append((SELF, _("我本人（%(name)s）") % {"name": self.own.name}))
        if set(self.served) - {_PERSON}:
            choices += [(str(firm.firm_id), firm.name) for firm in self.firms]
        if is_for_people:
            choices += [
                (f"{FOR}{one.subject_id}", _("替 %(name)s 办") % {"name": one.name})
                for one in self.principals
            ]
        return tuple(choices)

    @property
    def subject(self) -> PersonCard:
        """The person whose matter it is: oneself, or for whom one acts."""
        return self.principal or self.own

    @property
    def both_names(self) -> str:
        """Who acts for whom; empty where one acts for oneself."""
        if self.principal is not None:
            names = {"agent": self.own.name, "name": self.principal.name}
            return _("%(agent)s 替 %(name)s 办") % names
        if self.firm is not None:
            names = {"agent": self.own.name, "name": self.firm.name}
            return _("%(agent)s 代表 %(name)s 办") % names
        return ""

    @property
    def acting(self) -> str:
        """In whose name: oneself, a person who is named, or the key of a firm; empty if open."""
        known = [value for value, _words in self.acting_choices]
        if len(known) == 1:
            return known[0]
        given = str(self.answers.get("acting", ""))
        return given if given in known else ""

    @property
    def firm(self) -> FirmCard | None:
        """The firm that applies, if one does."""
        found = (firm for firm in self.firms if str(firm.firm_id) == self.acting)
        return next(found, None)

    def role(self, name: str) -> PartyRoleCard | None:
        """A role of the guide."""
        return next((row for row in self.guide.party_roles if row.role == name), None)

    @property
    def role_choices(self) -> tuple[PartyRoleCard, ...]:
        """The sides one may be on: more than one where the item needs several."""
        needed = [row for row in self.guide.party_roles if row.fewest]
        return tuple(needed) if len(needed) > 1 else ()

    @property
    def own_role(self) -> str:
        """The side that one is on; empty if it is still open."""
        choices = [row.role for row in self.role_choices]
        if not choices:
            return self.guide.party_roles[0].role if self.guide.party_roles else ""
        given = str(self.answers.get("own_role", ""))
        return given if given in choices else ""

    @cached_property
    def asked(self) -> tuple[MaterialCard, ...]:
        """The materials that apply under the answers so far."""
        return self.guide.materials_for(self.situations)


def open_folder(
    *, actor: Actor, code: str, today: date, now: datetime
) -> tuple[Folder, bool]:
    """The application of this item, and whether it was carried to a newer guide.

    Refuses with NotAllowed, with NotFound for an item that is not in force, and with
    MoveRefused for one that cannot be applied for on the web.
    """
    require(actor, FILE_APPLICATION)
    if actor.kind != "citizen":
        raise NotAllowed(_("工作人员账号不能在网上提交申请，请用您个人的账号登录。"))
    with reading(actor):
        guide = _guide_in_force(actor, code, today)
        principals = _principals(actor, guide, today)
        drafts = list_drafts_at_hand(actor=actor, today=today)
        draft = next(
            (row for row in drafts if row.version_id == guide.version_id), None
        )
        old = None if draft else _older(actor, guide, drafts)
        before = None if draft or old else _typed_before(actor, guide, today)
        own = get_own_card(actor=actor)
        firms = get_firms(
            actor=actor,
            firm_ids=[one.subject_id for one in principals if one.kind == "firm"],
        )
        answers = draft.answers if draft else {}
        uploads = _uploads(actor, answers)
    if old is not None:
        draft = _carry(actor, guide, old, now)
        uploads = _uploads(actor, draft.answers)
    if before is not None:
        draft = _take_over(actor, before, now)
        uploads = _uploads(actor, draft.answers)
    folder = Folder(
        guide=guide,
        own=own,
        firms=tuple(firms),
        answers=draft.answers if draft else {},
        uploads=uploads,
        today=today,
        expires_on=draft.expires_on if draft else None,
        revised_at=draft.revised_at if draft else None,
        principals=tuple(one for one in principals if one.kind == "person"),
        chosen=actor.acting,
    )
    _require_choice(folder)
    return _with_principal(actor, folder), old is not None


def _principals(actor: Actor, guide: Guide, today: date) -> list[Principal]:
    """For whom this item may be done: the one who was chosen, or all, if they are few."""
    found = [
        one
        for one in list_principals(actor=actor, today=today)
        if one.reaches(guide.item_id, guide.themes)
    ]
    if actor.acting is not None:
        found = [one for one in found if one.subject_id == actor.acting.subject_id]
        if not found:
            rule = rules()["acts_for_another_only_by_mandate"]
            raise NotAllowed(rule.message, rule=rule.rule_id, source=rule.article)
        return found
    people = [one for one in found if one.kind == "person"]
    return (
        found
        if len(people) <= _MOST_CHOICES
        else [one for one in found if one.kind == "firm"]
    )


def _require_choice(folder: Folder) -> None:
    if folder.chosen is not None and not folder.acting_choices:
        raise MoveRefused(
            _("“%(item)s”不能替%(name)s办：这件事不是给这一类人的。请先切换身份。")
            % {"item": folder.guide.name, "name": folder.chosen.name},
            turn_to=_("页面上方的“切换身份”"),
        )


def _with_principal(actor: Actor, folder: Folder) -> Folder:
    if not folder.acting.startswith(FOR):
        return folder
    person_id = UUID(folder.acting.removeprefix(FOR))
    card = get_person_card(actor=actor, person_id=person_id)
    return replace(folder, principal=card)


def _guide_in_force(actor: Actor, code: str, today: date) -> Guide:
    version_id = None
    # Codes are capital letters and digits; anything else is no code at all.
    if code.isascii() and code.isalnum():
        version_id = find_version_in_force(actor=actor, handling_code=code, day=today)
    if version_id is None:
        raise NotFound(
            _("没有这个事项，或者它现在停办了。请搜索事项名称，例如：食品经营许可。"),
            turn_to=_("首页搜索，或者拨打 12345"),
        )
    guide = get_guide(actor=actor, version_id=version_id)
    modes = guide.elements.get("handling_modes") or ()
    if modes and not {"web", "mobile"} & set(modes):
        raise MoveRefused(
            _("“%(name)s”现在不能在网上申请，请按办事指南上的地点到窗口办理。")
            % {"name": guide.name}
        )
    return guide


def _older(actor: Actor, guide: Guide, drafts: list[DraftView]) -> DraftView | None:
    for row in drafts:
        told = get_guide(actor=actor, version_id=row.version_id)
        if told.item_id == guide.item_id:
            return row
    return None


def _typed_before(actor: Actor, guide: Guide, today: date) -> DraftView | None:
    """What was typed for whom one acts now before one had chosen them, in one's own draft."""
    if actor.acting is None:
        return None
    names = {f"{FOR}{actor.acting.subject_id}", str(actor.acting.subject_id)}
    served = guide.elements.get("served_objects") or (_PERSON,)
    for row in list_own_drafts(actor=actor, today=today):
        if row.principal_id is None and row.version_id == guide.version_id:
            said = str(row.answers.get("acting", ""))
            is_for_firms_alone = not said and _PERSON not in served
            return row if said in names or is_for_firms_alone else None
    return None


def _take_over(actor: Actor, before: DraftView, now: datetime) -> DraftView:
    """It becomes the draft of the principal, whole."""
    draft = keep_draft(
        actor=actor, version_id=before.version_id, answers=before.answers, at=now
    )
    discard_draft(
        actor=actor, version_id=before.version_id, principal_id=actor.natural_person
    )
    return draft


def _carry(actor: Actor, guide: Guide, old: DraftView, now: datetime) -> DraftView:
    """Take over every answer that the new guide still asks for."""
    options = {
        row.key: {option.key for option in row.options} for row in guide.situations
    }
    known = {
        "situations": {
            key: answer
            for key, answer in old.answers.get("situations", {}).items()
            if answer in options.get(key, ())
        },
        "values": _still(old.answers.get("values", {}), guide.form.fields),
        "materials": _still(
            old.answers.get("materials", {}), {row.key for row in guide.materials}
        ),
        "parties": _still(
            old.answers.get("parties", {}), {row.role for row in guide.party_roles}
        ),
    }
    rest: dict[str, Any] = {
        name: old.answers[name]
        for name in ("acting", "own_role")
        if name in old.answers
    }
    draft = keep_draft(
        actor=actor, version_id=guide.version_id, answers={**rest, **known}, at=now
    )
    discard_draft(actor=actor, version_id=old.version_id)
    return draft


def _still(given: Mapping[str, Any], known: Any) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name in known}


def _uploads(actor: Actor, answers: Mapping[str, Any]) -> dict[str, UploadCard]:
    keys = {name: UUID(key) for name, key in answers.get("materials", {}).items()}
    if not keys:
        return {}
    found = get_uploads(actor=actor, upload_ids=list(set(keys.values())))
    return {name: found[key] for name, key in keys.items()}
