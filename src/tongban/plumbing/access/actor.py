"""Who is asking, and what they may do: default deny, no skip flag."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal
from uuid import UUID

from tongban.ground.refusals import NotAllowed

Kind = Literal["anonymous", "citizen", "staff", "system"]


@dataclass(frozen=True)
class Principal:
    """For whom somebody has chosen to act; whether they may is asked again at each act.

    `items` and `themes` are what is entrusted; both None: everything.
    """

    kind: Literal["person", "firm"]
    subject_id: UUID
    name: str
    items: frozenset[str] | None = None
    themes: frozenset[str] | None = None

    @property
    def is_whole(self) -> bool:
        """Whether everything is entrusted."""
        return self.items is None and self.themes is None

    def reaches(self, item: UUID | str, themes: frozenset[str] = frozenset()) -> bool:
        """Whether this item is among what is entrusted."""
        if self.is_whole:
            return True
        named = self.items is not None and str(item) in self.items
        return named or bool(self.themes is not None and self.themes & themes)


@dataclass(frozen=True)
class Actor:
    """A natural person acting through an account, or a named system actor.

    `grants` pairs a permission with the body for which it holds (None: for oneself).
    `org_ids` are the bodies whose rows the database shows. `session` is the digest of the
    session through which a person acts: the database looks up which level it has reached.
    `day` is the day at the office on which the rights were read; `acting` for whom one has
    chosen to act.
    """

    kind: Kind
    city: str
    name: str
    account_id: UUID | None = None
    person_id: UUID | None = None
    grants: frozenset[tuple[str, UUID | None]] = frozenset()
    org_ids: tuple[UUID, ...] = field(default=())
    session: str = ""
    # The day is how they were read, not who somebody is.
    day: date | None = field(default=None, compare=False)
    acting: Principal | None = None

    def may(self, permission: str, *, org_id: UUID | None = None) -> bool:
        """Say whether the permission is held for this body (or for oneself)."""
        return (permission, org_id) in self.grants

    @property
    def natural_person(self) -> UUID:
        """The person who acts; refuses with NotAllowed where nobody in particular does."""
        if self.person_id is None:
            raise NotAllowed("请先登录，再办理这件事。", turn_to="登录")
        return self.person_id

    def for_principal(self, principal: Principal) -> "Actor":
        """The same person, who acts for somebody from here on."""
        return replace(self, acting=principal)

    @property
    def own_account(self) -> UUID:
        """The account that one acts through; refuses with NotAllowed where there is none."""
        if self.account_id is None:
            raise NotAllowed("请先登录，再办理这件事。", turn_to="登录")
        return self.account_id

    def may_anywhere(self, permission: str) -> bool:
        """Say whether the permission is held for any body: for menus only."""
        return any(held == permission for held, _ in self.grants)

    def bodies_for(self, permission: str) -> tuple[UUID, ...]:
        """The bodies for which the permission is held."""
        held = (body for name, body in self.grants if name == permission)
        return tuple(sorted(body for body in held if body is not None))

    def bodies_behind(self, permission: str) -> tuple[UUID, ...]:
        """The bodies whose rows the database shows behind the door of this permission.

        A system actor is given its bodies by name; a member of staff needs the right there.
        """
        return self.bodies_for(permission) if self.kind == "staff" else self.org_ids

    def office_for(self, permission: str) -> UUID | None:
        """A body for which the permission is held: for what is done for the whole city."""
        return next(iter(self.bodies_for(permission)), None)


def anonymous(city: str, *, day: date | None = None) -> Actor:
    """Somebody who has not signed in, on a day at the office."""
    return Actor(kind="anonymous", city=city, name="未登录", day=day)


def system(
    name: str,
    *,
    city: str,
    grants: frozenset[tuple[str, UUID | None]] = frozenset(),
    org_ids: tuple[UUID, ...] = (),
) -> Actor:
    """A named system actor with only its own grants: `system:notices`."""
    return Actor(
        kind="system", city=city, name=f"system:{name}", grants=grants, org_ids=org_ids
    )


def require(actor: Actor, permission: str, *, org_id: UUID | None = None) -> None:
    """Refuse with NotAllowed unless the actor holds the permission for the body."""
    if actor.may(permission, org_id=org_id):
        return
    if actor.kind == "anonymous":
        raise NotAllowed("请先登录，再办理这件事。", turn_to="登录")
    raise NotAllowed(
        "您的岗位没有办理这件事的权限。",
        rule="no_act_without_a_permission",
        source="《信息安全技术 网络安全等级保护基本要求》最小授权",
        turn_to="本单位的系统管理员",
    )
