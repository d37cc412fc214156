"""The bodies and people of the attacked world, and the rows that only walls protect."""

from dataclasses import replace

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.builder import LOADER, Builder
from tongban.faces.cli.attacking.deeds import Deed, Who
from tongban.faces.cli.attacking.turns import pre_review
from tongban.faces.cli.attacking.world import CITY, OTHER_CITY

# A person, the body and the role held there, and from and to which day (from today).
STAFF = {
    "clerk": ("centre", "window_clerk", -900, None),
    "window_clerk": ("centre", "window_clerk", -900, None),
    "clerk2": ("centre", "window_clerk", -900, None),
    "officer": ("dept", "officer", -900, None),
    "approver": ("dept", "approver", -900, None),
    "stranger_officer": ("dept2", "officer", -900, None),
    "stranger_approver": ("dept2", "approver", -900, None),
    "publisher": ("centre", "catalogue_publisher", -900, None),
    "drafter": ("dept", "officer", -900, None),
    "first_reviewer": ("dept", "catalogue_first_reviewer", -900, None),
    "lawyer": ("centre", "catalogue_legality_reviewer", -900, None),
    "gatekeeper": ("centre", "catalogue_gatekeeper", -900, None),
    # Holds every office of the list, and may use one of them for a text.
    "allround": ("dept", "catalogue_first_reviewer", -900, None),
    "past_gatekeeper": ("centre", "catalogue_gatekeeper", -900, 0),
    "leaver": ("dept", "officer", -900, 0),
    "newcomer": ("dept", "officer", 1, None),
    "editor": ("dept", "paper_editor", -900, None),
    "signer": ("dept", "paper_approver", -900, None),
    "record_keeper": ("centre", "operator", -900, None),
    "record_auditor": ("centre", "auditor", -900, None),
    "past_publisher": ("centre", "catalogue_publisher", -900, 0),
    "coming_publisher": ("centre", "catalogue_publisher", 1, None),
    # Who runs the system, who grants for the whole region, who grants at one body, who audits.
    "sysadmin": ("dept", "system_administrator", -900, None),
    "secadmin": ("dept", "security_administrator", -900, None),
    "narrow_secadmin": ("dept2", "security_administrator", -900, None),
    "auditadmin": ("dept", "audit_administrator", -900, None),
    # Two who look after personal data.
    "privacy_officer": ("centre", "privacy_officer", -900, None),
    "privacy_officer2": ("centre", "privacy_officer", -900, None),
    # Who drafts changes of bodies, who approves them, and one who holds both offices.
    "org_drafter": ("centre", "organisation_drafter", -900, None),
    "org_approver": ("centre", "organisation_approver", -900, None),
    "org_both": ("centre", "organisation_drafter", -900, None),
    # Agents of the hall, and who keeps their roster.
    "hall_agent": ("centre", "assistance_agent", -900, None),
    "hall_agent2": ("centre", "assistance_agent", -900, None),
    "hall_agent3": ("centre", "assistance_agent", -900, None),
    "agency_keeper": ("centre", "assistance_keeper", -900, None),
    # Two colleagues, the first of whom will be away.
    "traveller": ("dept2", "officer", -900, None),
    "colleague": ("dept2", "officer", -900, None),
}

# The hall hands results out at one window of its own; the counter of the department does not.
WINDOWS = (
    ("intake", "hall", "comprehensive"),
    ("classed", "hall", "comprehensive"),
    ("issue", "hall", "issue"),
    ("office", "counter", "comprehensive"),
    ("other", "other_hall", "comprehensive"),
)

MORE_POSTS = (
    ("org_both", "centre", "organisation_approver"),
    ("allround", "centre", "catalogue_legality_reviewer"),
    ("allround", "centre", "catalogue_gatekeeper"),
    ("allround", "centre", "catalogue_publisher"),
    ("drafter", "dept", "catalogue_first_reviewer"),
    ("drafter", "dept", "catalogue_drafter"),
    # Writes the words of papers and may put in force what others wrote.
    ("editor", "dept", "paper_approver"),
    ("signer", "dept", "paper_editor"),
    ("publisher", "centre", "city_paper_editor"),
    ("gatekeeper", "centre", "city_paper_approver"),
    ("first_reviewer", "dept2", "catalogue_first_reviewer"),
)


def build_bodies(builder: Builder) -> None:
    world = builder.world
    for city, prefix in ((CITY, ""), (OTHER_CITY, "other_")):
        _build_city(builder, city, prefix)
    builder.load(
        "venue",
        "venue:counter",
        code="counter",
        name="部门柜台",
        level="city",
        region_id=world.key("region:city"),
        body_id=world.key("body:dept"),
        address="",
        hours="",
        phone="",
    )
    for name, venue, kind in WINDOWS:
        prefix = "other_" if venue.startswith("other_") else ""
        builder.load(
            "window",
            f"window:{name}",
            city=OTHER_CITY if prefix else CITY,
            venue_id=world.key(f"venue:{venue}"),
            number=name,
            name=name,
            kind=kind,
        )


def _build_city(builder: Builder, city: str, prefix: str) -> None:
    world = builder.world
    since = world.day(-3000)
    builder.load(
        "region",
        f"region:{prefix}city",
        city=city,
        code=city,
        name="市",
        level="city",
        kind="region",
        valid_from=since,
    )
    for key in ("dept", "dept2", "centre"):
        builder.load(
            "body",
            f"body:{prefix}{key}",
            city=city,
            code=key,
            name=key,
            short_name=key,
            uscc=f"{prefix}{key}"[:18],
            level="city",
            kind="department",
            phone="",
            address="",
            region_id=world.key(f"region:{prefix}city"),
        )
    builder.load(
        "venue",
        f"venue:{prefix}hall",
        city=city,
        code="hall",
        name="演练市政务服务中心",
        level="city",
        region_id=world.key(f"region:{prefix}city"),
        body_id=world.key(f"body:{prefix}centre"),
        address="",
        hours="",
        phone="",
    )


def build_people(builder: Builder) -> None:
    world = builder.world
    for name in (
        *STAFF,
        "citizen",
        "stranger",
        "relative",
        "other_officer",
        "other_citizen",
    ):
        city = OTHER_CITY if name.startswith("other") else CITY
        builder.load(
            "person",
            f"person:{name}",
            city=city,
            name=name,
            id_kind="citizen_id",
            id_number=name,
            id_key=name,
            phone="",
            address="",
        )
        builder.load(
            "account",
            f"account:{name}",
            city=city,
            login=f"attack-{name}",
            kind="staff" if name in STAFF else "citizen",
            password="!",  # noqa: S106  # nobody can sign in with it
            person_id=world.key(f"person:{name}"),
            is_active=True,
        )
        world.who[name] = Who(
            "citizen",
            city,
            world.key(f"person:{name}"),
            account=world.key(f"account:{name}"),
        )
    _build_postings(builder)
    bodies = (world.key("body:dept"), world.key("body:centre"))
    world.who["connector"] = Who("system", CITY, orgs=bodies)
    world.who["loader"] = LOADER


def _build_postings(builder: Builder) -> None:
    world = builder.world
    others = {"other_officer": ("other_dept", "officer", -900, None)}
    for name, (body, role, start, end) in (STAFF | others).items():
        builder.load(
            "posting",
            f"posting:{name}",
            city=world.who[name].city,
            person_id=world.key(f"person:{name}"),
            body_id=world.key(f"body:{body}"),
            role=role,
            valid_from=world.day(start),
            # Works at a window of the hall that is of a class.
            **(
                {"window_id": world.key("window:classed")}
                if name == "window_clerk"
                else {}
            ),
            **({} if end is None else {"valid_to": world.day(end)}),
            region_id=world.key("region:city") if name == "secadmin" else None,
        )
        world.who[name] = replace(
            world.who[name], kind="staff", orgs=(world.key(f"body:{body}"),)
        )
    for name, body, role in MORE_POSTS:
        builder.load(
            "posting",
            f"posting:{name}:{role}",
            person_id=world.key(f"person:{name}"),
            body_id=world.key(f"body:{body}"),
            role=role,
            valid_from=world.day(-900),
        )


def build_traces(builder: Builder) -> None:
    """A draft, a notice, a leaf with its link and head: rows that are only walled."""
    world = builder.world
    build_drafts(builder, "", person="citizen", body="dept", drafter="drafter")
    for name, version in (("waiting", "own"), ("answered", "collect")):
        asked = pre_review(world, version).but(id=world.key(f"pre_review:{name}"))
        if name == "answered":
            said = {"outcome": "passed", "answered_at": world.now}
            asked = asked.but(answered_by=world.key("person:officer"), **said)
        builder.move(asked)
    failure = {"number_key": "x", "failed_at": world.now}
    builder.load("tracking_failure", "tracking_failure", **failure)
    build_firm(builder, "", person="citizen", name="某公司", uscc="x")
    _evidence(builder)


def build_drafts(
    builder: Builder, mark: str, *, person: str, body: str, drafter: str
) -> None:
    """A citizen's draft and notice, an officer's draft; `mark` ends their keys."""
    world = builder.world
    builder.load(
        "application_draft",
        f"draft{mark}",
        person_id=world.key(f"person:{person}"),
        answers=Jsonb({}),
        version_id=world.key("version:own"),
        created_at=world.now,
        revised_at=world.now,
        expires_on=world.day(30),
    )
    builder.load(
        "item_draft",
        f"item_draft{mark}",
        body_id=world.key(f"body:{body}"),
        document=Jsonb({}),
        findings=Jsonb([]),
        additions=Jsonb([]),
        source_name="",
        source_digest="",
        drafted_by_id=world.key(f"person:{drafter}"),
        revised_at=world.now,
    )
    builder.load(
        "notice",
        f"notice{mark}",
        person_id=world.key(f"person:{person}"),
        title="x",
        text="x",
        link="",
        fact_key="x",
        told_at=world.now,
    )


def build_firm(
    builder: Builder, mark: str, *, person: str, name: str, uscc: str
) -> None:
    """A firm and the one person who acts for it; `mark` ends their keys."""
    world = builder.world
    builder.load(
        "firm",
        f"firm{mark}",
        name=name,
        uscc=uscc,
        kind="company",
        address="",
        phone="",
        legal_representative_id=world.key(f"person:{person}"),
    )
    builder.load(
        "firm_agent",
        f"firm_agent{mark}",
        firm_id=world.key(f"firm{mark}"),
        person_id=world.key(f"person:{person}"),
        role="legal_representative",
        scope="",
        valid_from=world.day(-900),
    )


def _evidence(builder: Builder) -> None:
    """A leaf, its link and head, and a paper with its file."""
    world = builder.world
    builder.load("evidence_leaf", "leaf", kind="audit", body="{}")
    link = {"city": CITY, "seq": 0, "leaf_id": world.key("leaf"), "leaf_hash": b"x"}
    builder.put(LOADER, Deed("evidence_link", link))
    head = {
        "city": CITY,
        "size": 1,
        "root": b"x",
        "frontier": "",
        "done_xid": "1",
        "made_at": world.now,
        "key_id": "x",
        "signature": b"x",
    }
    builder.put(LOADER, Deed("evidence_head", head))
    paper = world.case("own", "granted").events["submitted"]
    builder.owner.execute(
        "insert into paper_file (paper_id, city, file_id, digest, made_at)"
        " select id, city, %s, 'paper', now() from paper where event_id = %s",
        [world.key("file:paper"), paper],
    )
