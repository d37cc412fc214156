"""Registering systems that sign people in here, and ending that."""

import re
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from tongban.capabilities.federation.models import (
    FederationClient,
    FederationRedirect,
)
from tongban.capabilities.federation.permissions import REGISTER_CLIENT
from tongban.capabilities.federation.secrets import digest, new_secret
from tongban.capabilities.federation.types import (
    OPENID,
    SCOPES,
    ClientLine,
    NewClient,
)
from tongban.capabilities.orgs.queries import get_body
from tongban.capabilities.privacy.queries import list_sharing_assessments
from tongban.ground.refusals import Invalid, MoveRefused, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.evidence.recording import record

# As `is_way_back` of the law file has it.
_WAY_BACK: Final = re.compile(
    r"(https://[a-z0-9.-]+(:[0-9]+)?/|http://(127\.0\.0\.1|localhost)(:[0-9]+)?/"
    r"|[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:/)[!-~]*"
)
_MARKS: Final = re.compile(r'[#*\\"<>]')
LONGEST_ADDRESS: Final = 300
MOST_ADDRESSES: Final = 10


@command
def register_client(*, actor: Actor, line: ClientLine, at: datetime) -> NewClient:
    """Register a system. Its secret is given back once, and kept nowhere.

    Refuses with NotAllowed, NotFound (no such body), Invalid, and
    `sharing_rests_on_an_assessment`.
    """
    require(actor, REGISTER_CLIENT, org_id=actor.office_for(REGISTER_CLIENT))
    body = get_body(actor=actor, body_id=line.body_id)
    _check(actor, line)

    code = f"tb-{new_key().hex}"
    secret = new_secret() if line.kind == "confidential" else ""
    client = FederationClient.objects.create(
        city=actor.city,
        body_id=body.body_id,
        code=code,
        name=line.name,
        kind=line.kind,
        secret_digest=digest(secret) if secret else "",
        serves=line.serves,
        purpose=line.purpose,
        scopes=list(line.scopes),
        sector=sector_of(line.redirects[0]),
        after_sign_out=list(line.after_sign_out),
        logout_address=line.logout_address,
        assessment_id=line.assessment_id,
        valid_from=line.valid_from,
        valid_to=line.valid_to,
        registered_by_id=actor.natural_person,
        registered_at=at,
    )
    _keep_addresses(client, line)

    record(
        actor,
        "federation.client.registered",
        subject="federation_client",
        subject_id=client.id,
        body=body.body_id,
        scopes=line.scopes,
        redirects=line.redirects,
        valid_from=line.valid_from,
        valid_to=line.valid_to,
        assessment=line.assessment_id,
    )
    return NewClient(client.id, code, secret)


@command
def renew_secret(*, actor: Actor, client_id: UUID) -> str:
    """Give a system another secret; the old one opens nothing from now on.

    Refuses with NotAllowed, NotFound, and MoveRefused for one that can keep none.
    """
    require(actor, REGISTER_CLIENT, org_id=actor.office_for(REGISTER_CLIENT))
    client = _open_client(actor, client_id)
    if client.kind != "confidential":
        raise MoveRefused(
            "这个系统登记为保管不了密钥的（手机应用、网页应用），没有密钥可换。"
        )

    secret = new_secret()
    FederationClient.objects.filter(pk=client_id).update(secret_digest=digest(secret))

    record(
        actor,
        "federation.client.secret_renewed",
        subject="federation_client",
        subject_id=client_id,
    )
    return secret


@command
def cover_client(*, actor: Actor, client_id: UUID, assessment_id: UUID) -> None:
    """Put what a system is told on another impact assessment: the one before runs out.

    Refuses with NotAllowed, NotFound, `sharing_rests_on_an_assessment`.
    """
    require(actor, REGISTER_CLIENT, org_id=actor.office_for(REGISTER_CLIENT))
    _open_client(actor, client_id)
    _check_assessment(actor, assessment_id)

    FederationClient.objects.filter(pk=client_id).update(assessment_id=assessment_id)

    record(
        actor,
        "federation.client.covered",
        subject="federation_client",
        subject_id=client_id,
        assessment=assessment_id,
    )


@command
def end_client(*, actor: Actor, client_id: UUID, at: datetime) -> None:
    """Let a system sign nobody in any more; all its sign-ins end with it.

    Refuses with NotAllowed and NotFound.
    """
    require(actor, REGISTER_CLIENT, org_id=actor.office_for(REGISTER_CLIENT))
    _open_client(actor, client_id)

    FederationClient.objects.filter(pk=client_id).update(
        ended_at=at, ended_by_id=actor.natural_person
    )

    record(
        actor,
        "federation.client.ended",
        subject="federation_client",
        subject_id=client_id,
    )


def _keep_addresses(client: FederationClient, line: ClientLine) -> None:
    FederationRedirect.objects.bulk_create(
        FederationRedirect(city=client.city, client=client, url=url)
        for url in line.redirects
    )


def _check(actor: Actor, line: ClientLine) -> None:
    errors = _wrong(line)
    if errors:
        raise Invalid(errors)
    if line.assessment_id is not None:
        _check_assessment(actor, line.assessment_id)


def _check_assessment(actor: Actor, assessment_id: UUID) -> None:
    """A key of nothing would stop at the foreign key, without words."""
    known = {one.assessment_id for one in list_sharing_assessments(actor=actor)}
    if assessment_id not in known:
        raise Invalid(
            {"assessment": "请从已经核准的影响评估里选一份，例如：公积金网上大厅登录。"}
        )


def sector_of(address: str) -> str:
    """For whom people have one number: the host of the first address, or an app's name."""
    parts = urlsplit(address)
    return parts.hostname or parts.scheme


def _open_client(actor: Actor, client_id: UUID) -> FederationClient:
    found = FederationClient.objects.filter(
        pk=client_id, city=actor.city, ended_at=None
    ).first()
    if found is None:
        raise NotFound("没有找到这个接入系统，可能已经停用了。")
    return found


def _wrong(line: ClientLine) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not (line.name.strip() and line.name.isprintable()):
        errors["name"] = "请填系统名称，例如：住房公积金网上大厅"
    if not (line.purpose.strip() and line.purpose.isprintable()):
        errors["purpose"] = "请写明用途，例如：公积金缴存人查询和办理提取"
    if OPENID not in line.scopes or not set(line.scopes) <= set(SCOPES):
        errors["scopes"] = "请勾选要提供的信息，至少要有“编号”这一项"
    if not 0 < len(line.redirects) <= MOST_ADDRESSES:
        errors["redirects"] = f"请填 1 到 {MOST_ADDRESSES} 个登录回到的地址，每行一个"
    fields = {"redirects": line.redirects, "after_sign_out": line.after_sign_out}
    for name, urls in fields.items():
        for url in urls:
            if not is_way_back(url):
                errors[name] = (
                    f"“{url}”不行：要是完整的 https 地址（不能有 # 和 *），"
                    "例如 https://gjj.example.gov.cn/back"
                )
    logout = line.logout_address
    if logout and not (is_way_back(logout) and logout.startswith("http")):
        errors["logout_address"] = (
            "请填完整的 https 地址，例如 https://gjj.example.gov.cn/signed-out"
        )
    if line.valid_to is not None and line.valid_to <= line.valid_from:
        errors["valid_to"] = "截止日要在起始日之后，例如 2027-12-31"
    return errors


def is_way_back(url: str) -> bool:
    """Whether people may be led there: TLS, this machine, or an app by a dotted name."""
    return (
        len(url) <= LONGEST_ADDRESS
        and _WAY_BACK.fullmatch(url) is not None
        and _MARKS.search(url) is None
    )
