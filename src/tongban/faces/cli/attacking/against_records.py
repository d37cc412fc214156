"""Attacks on what never changes: every row of the tables that only grow."""

from random import Random
from typing import Any

from tongban.faces.cli.attacking.against_intake import anybody
from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key

# The tables of each rule, with a column whose change would matter.
TABLES: dict[str, dict[str, tuple[str, Any]]] = {
    "published_version_never_changes": {
        "item_version": ("promised_value", 1),
        "item_publication": ("effective_on", "2001-01-01"),
        "item_withdrawal": ("withdrawn_on", "2999-01-01"),
        "item_basis": ("article", "x"),
        "item_condition": ("text", "x"),
        "item_situation": ("question", "x"),
        "item_material": ("necessity", "required"),
        "item_step": ("name", "x"),
        "item_fee": ("amount_fen", 1),
        "item_party_role": ("role", "x"),
        "form_version": ("digest", "x"),
    },
    "reviews_never_change": {
        "item_submission": ("document", "{}"),
        "item_review": ("outcome", "passed"),
        "list_hand_in": ("digest", "x"),
        "list_review": ("outcome", "passed"),
    },
    "directory_never_changes": {
        "directory_entry": ("basic_code", "x"),
        "directory_version": ("slots", "[]"),
        "directory_claim": ("exercise_level", "9"),
        "implementation": ("conforms", True),
    },
    "a_bulk_change_stays_as_made": {"bulk_change": ("reason", "x")},
    "published_list_never_changes": {"list_publication": ("digest", "x")},
    "a_windows_class_is_kept": {"window_classing": ("effective_on", "2001-01-01")},
    "a_halls_power_stays_known": {"hall_power": ("effective_on", "2001-01-01")},
    "a_baseline_never_changes": {"item_baseline": ("materials", 99)},
    "a_sign_in_never_changes": {
        "federation_redirect": ("url", "https://x.example/"),
        "federation_grant": ("level", 4),
        "federation_issue": ("turn", 9),
        "federation_end": ("because", "client"),
        "department_login": ("people", 1),
        "department_login_settled": ("how", "merged"),
    },
    "what_an_app_said_never_changes": {
        "mobile_app": ("name", "x"),
        "mobile_app_standing": ("due_on", "2999-01-01"),
        "container_ticket": ("level", 3),
        "container_entry": ("entered_at", "2001-01-01"),
        "container_request": ("act", "pay"),
        "container_answer": ("outcome", "failed"),
    },
    "a_mandate_never_changes": {
        "mandate": ("valid_to", "2099-01-01"),
        "mandate_end": ("why", "renounced"),
    },
    "agency_is_only_added_to": {
        "agency_post": ("valid_to", "2099-01-01"),
        "agency_post_end": ("ends_on", "2001-01-01"),
        "agency_order": ("project", "x"),
        "agency_step": ("words", "y"),
        "assisted_item": ("kind", "none"),
    },
    "a_readmission_never_changes": {
        "readmission": ("reason", "y"),
        "readmission_use": ("used_at", "2001-01-01"),
    },
    "privacy_records_never_change": {
        "privacy_text": ("content", "{}"),
        "privacy_publication": ("in_force_from", "2001-01-01"),
        "privacy_acknowledgement": ("channel", "api"),
        "privacy_consent": ("code", "x"),
        "privacy_withdrawal": ("withdrawn_at", "2001-01-01"),
        "privacy_request": ("due_on", "2999-01-01"),
        "privacy_answer": ("outcome", "refused"),
        "privacy_export": ("digest", "y"),
        "privacy_assessment": ("conclusion", "y"),
        "privacy_assessment_approval": ("approved_at", "2001-01-01"),
        "retention_run": ("removed", 9),
        "misuse_finding": ("number", 99),
        "misuse_look": ("words", "y"),
    },
    "network_records_never_change": {
        "network_access": ("line", "fibre"),
        "network_link": ("state", "stopped"),
        "data_resource": ("name", "y"),
        "data_resource_link": ("control", "y"),
        "data_resource_publication": ("in_force_from", "2001-01-01"),
    },
    "parcels_are_only_added_to": {"exchange_parcel_act": ("act", "answered")},
    "incident_records_never_change": {
        "incident_plan": ("content", "{}"),
        "incident_plan_publication": ("in_force_from", "2001-01-01"),
        "incident": ("found_at", "2001-01-01"),
        "incident_step": ("is_required", False),
        "incident_entry": ("words", "y"),
    },
    "events_never_change": {"case_event": ("actor_name", "x")},
    "facts_of_a_case_never_change": {
        "application": ("filed_on", "2001-01-01"),
        "application_form": ("values", "{}"),
        "application_reader": ("person_id", None),
        "party": ("name", "x"),
        "case_finding": ("rule_id", "x"),
        "case_condition": ("is_met", True),
        "case_material": ("received_form", "waived"),
        "case_step": ("opinion", "x"),
        "case_fee": ("amount_fen", 1),
        "correction": ("asked_at", "2001-01-01"),
        "correction_line": ("reason", "x"),
        "correction_answer": ("values", "{}"),
        "delivery_wish": ("way", "post"),
        "dispatch": ("tracking_number", "x"),
        "hand_over": ("taken_by", "x"),
        "case_urge": ("words", "x"),
    },
    "issued_papers_never_vanish": {
        "paper": ("kind", "decision_granted"),
        "paper_file": ("digest", "x"),
    },
    "state_is_what_the_last_event_says": {"case": ("state", "granted")},
    "evidence_never_changes": {
        "evidence_leaf": ("body", "{}"),
        "evidence_link": ("seq", 9),
        "evidence_head": ("size", 9),
    },
}


def _changing(rule_id: str) -> None:
    def change(world: World, random: Random) -> Move:
        table = random.choice(list(TABLES[rule_id]))
        column, value = TABLES[rule_id][table]
        verb = random.choice(["update", "update", "delete", "delete", "truncate"])
        row = {column: value} if verb == "update" else {}
        return Move(anybody(world, random), Deed(table, row, verb))  # type: ignore[arg-type]

    against(rule_id)(change)


for _rule in TABLES:
    _changing(_rule)


@against("evidence_never_changes")
def evidence_of_another_time(world: World, random: Random) -> Move:
    """A leaf that says itself when, or in which transaction, it was written."""
    row: dict[str, Any] = {"id": new_key(), "city": CITY, "kind": "audit", "body": "{}"}
    row |= random.choice(
        [{"xid": "1"}, {"written_at": world.now}, {"written_at": "infinity"}]
    )
    return Move(anybody(world, random), Deed("evidence_leaf", row))


@against("a_leaf_comes_from_its_act")
def leaf_of_no_act(world: World, random: Random) -> Move:
    """A leaf for an event or a paper that never was."""
    who = random.choice([who for who in world.who.values() if who.city == CITY])
    kind = random.choice(["case_event", "issued_file"])
    body = random.choice(["{}", '{"event":"granted"}'])
    row = {"id": new_key(), "city": CITY, "kind": kind, "body": body}
    return Move(who, Deed("evidence_leaf", row))


@beside("a_leaf_comes_from_its_act", "evidence_never_changes")
def leaf_of_an_act(world: World, random: Random) -> Move:
    """An audit entry of one's own act."""
    row = {"id": new_key(), "city": CITY, "kind": "audit", "body": "{}"}
    return Move(world.who["clerk"], Deed("evidence_leaf", row))


@beside("facts_of_a_case_never_change")
def filed(world: World, random: Random) -> Move:
    """An application is filed."""
    return world.application(random.choice(["collect", "own"]))
