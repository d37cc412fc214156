"""An agent fills the same form for several people: each has a draft, each alone in sight."""

from datetime import UTC, datetime

import pytest

from tongban.capabilities.cases.commands import (
    ask_pre_review,
    discard_draft,
    file_application,
    keep_draft,
)
from tongban.capabilities.cases.queries import find_draft, list_own_drafts
from tongban.capabilities.cases.testing import (
    AT,
    World,
    make_filing,
    make_party,
    make_world,
)
from tongban.capabilities.cases.tests.citizens import text_of
from tongban.capabilities.mandates.commands import end_mandate
from tongban.capabilities.mandates.testing import give_mandate, make_firm
from tongban.capabilities.people.testing import make_citizen, signed_in
from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.actor import Actor

pytestmark = pytest.mark.django_db
TODAY = AT.date()


def keep(world: World, actor: Actor, name: str, principal: Actor | None = None) -> None:
    keep_draft(
        actor=actor,
        version_id=world.guide.version_id,
        answers={"values": {"shop_name": name}},
        principal_id=principal.person_id if principal else None,
        at=AT,
    )


def kept(world: World, actor: Actor, principal: Actor | None = None) -> str | None:
    draft = find_draft(
        actor=actor,
        version_id=world.guide.version_id,
        principal_id=principal.person_id if principal else None,
        today=TODAY,
    )
    return str(draft.answers["values"]["shop_name"]) if draft else None


def test_one_for_each_principal_and_one_for_oneself() -> None:
    world = make_world()
    agent, other = make_citizen("李建国"), make_citizen("王晓燕")
    mandates = [give_mandate(one, agent, at=AT) for one in (world.citizen, other)]
    keep(world, agent, "自己的")
    keep(world, agent, "张家的", world.citizen)
    keep(world, agent, "王家的", other)
    ask_pre_review(
        actor=agent,
        version_id=world.guide.version_id,
        principal_id=other.person_id,
        at=AT,
    )

    names = [kept(world, agent, one) for one in (None, world.citizen, other)]
    assert names == ["自己的", "张家的", "王家的"]
    listed = {row.principal_id for row in list_own_drafts(actor=agent, today=TODAY)}
    assert listed == {None, world.citizen.person_id, other.person_id}

    filing = make_filing(
        world,
        agent,
        parties=(make_party(world.citizen), make_party(agent, "agent")),
        principal_id=world.citizen.person_id,
    )
    file_application(actor=agent, filing=filing, channel="api", at=AT)
    assert kept(world, agent, world.citizen) is None
    assert kept(world, agent) == "自己的"

    # What was typed for somebody else is out of sight when the mandate is over.
    end_mandate(actor=other, mandate_id=mandates[1], at=AT)
    assert kept(world, agent, other) is None
    with pytest.raises(NotAllowed) as refused:
        keep(world, agent, "还想填", other)
    assert refused.value.rule == "acts_for_another_only_by_mandate"
    discard_draft(actor=agent, version_id=world.guide.version_id)
    assert list_own_drafts(actor=agent, today=TODAY) == []


def test_for_a_firm_of_the_register_too() -> None:
    world = make_world()
    agent = make_citizen("李建国")
    firm = make_firm(make_citizen("王晓燕"), agent)
    keep_draft(
        actor=agent,
        version_id=world.guide.version_id,
        answers={"values": {}},
        principal_id=firm,
        at=AT,
    )
    (draft,) = list_own_drafts(actor=agent, today=TODAY)
    assert draft.principal_id == firm


def test_nobody_keeps_a_draft_for_a_stranger() -> None:
    world = make_world()
    with pytest.raises(NotAllowed):
        keep(world, world.citizen, "别人的", make_citizen("王晓燕"))


def test_whoever_applies_for_another_is_switched_and_their_own_draft_waits() -> None:
    world = make_world()
    agent = make_citizen("李建国")
    for one in (world.citizen, make_citizen("王晓燕")):
        give_mandate(one, agent, at=datetime.now(UTC))
    client = signed_in(agent)
    page = f"/apply/{world.guide.handling_code}"
    answers = {"situation_s1": "sell"}

    for acting, shop in (
        ("self", "我自己的店"),
        (f"for:{world.citizen.person_id}", "张家的店"),
    ):
        client.post(f"{page}/situation", answers | {"acting": acting})
        client.post(f"{page}/form/shop", {"shop_name": shop})
        form = client.get(f"{page}/form/shop?change=shop").content.decode()
        assert f'value="{shop}"' in form
    assert "李建国 正在替 张秀兰 办事" in text_of(client.get(page))

    client.post("/my/acting", {"for": ""})
    own = client.get(f"{page}/form/shop?change=shop").content.decode()
    assert 'value="我自己的店"' in own


def test_what_was_typed_before_one_switched_is_taken_along() -> None:
    world = make_world()
    head = make_citizen("王晓燕")
    firm = make_firm(head)
    # As a draft stood before each principal had one.
    keep_draft(
        actor=head,
        version_id=world.guide.version_id,
        answers={
            "acting": str(firm),
            "situations": {"s1": "sell"},
            "values": {"shop_name": "公司的店"},
        },
        at=datetime.now(UTC),
    )
    client = signed_in(head)

    client.post("/my/acting", {"for": str(firm)})
    assert client.get(f"/apply/{world.guide.handling_code}").status_code == 200
    (draft,) = list_own_drafts(actor=head, today=datetime.now(UTC).date())
    assert draft.principal_id == firm
    assert draft.answers["values"] == {"shop_name": "公司的店"}
