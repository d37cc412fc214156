"""Addresses of the desk."""

from django.urls import path

from tongban.capabilities.accounts import desk as accounts
from tongban.capabilities.agency.desk import benefits as agency_benefits
from tongban.capabilities.agency.desk import orders as agency_orders
from tongban.capabilities.agency.desk import roster as agency_roster
from tongban.capabilities.bodies.desk import changing as body_changing
from tongban.capabilities.bodies.desk import importing as body_importing
from tongban.capabilities.bodies.desk import listing as body_listing
from tongban.capabilities.bodies.desk import piloting as body_piloting
from tongban.capabilities.bodies.desk import sheets as body_sheets
from tongban.capabilities.cases.desk import (
    correcting,
    deciding,
    issuing,
    mending,
    opening,
    pre_reviewing,
    searching,
    window,
    worklist,
)
from tongban.capabilities.cases.desk import wording as case_wording
from tongban.capabilities.catalogue.desk import (
    batch,
    beginning,
    bulk,
    comparing,
    designing,
    directory,
    draft,
    editing,
    exchanging,
    findings,
    item,
    listing,
    materials,
    picking,
    reviewing,
    suggesting,
    synonyms,
    unanswered,
)
from tongban.capabilities.containers import desk as containers
from tongban.capabilities.exchange import desk
from tongban.capabilities.federation.desk import clients, logins
from tongban.capabilities.incidents.desk import listing as incident_listing
from tongban.capabilities.incidents.desk import plans as incident_plans
from tongban.capabilities.incidents.desk import ticket as incident_ticket
from tongban.capabilities.indicators import desk as indicators
from tongban.capabilities.lists.desk import demands as list_demands
from tongban.capabilities.lists.desk import drafting as list_drafting
from tongban.capabilities.lists.desk import listing as list_listing
from tongban.capabilities.lists.desk import powers as list_powers
from tongban.capabilities.lists.desk import reviewing as list_reviewing
from tongban.capabilities.lists.desk import windows as list_windows
from tongban.capabilities.mandates import desk as mandates
from tongban.capabilities.networks.desk import access as network_access
from tongban.capabilities.networks.desk import importing as network_importing
from tongban.capabilities.networks.desk import links as network_links
from tongban.capabilities.networks.desk import packages as network_packages
from tongban.capabilities.networks.desk import resources as network_resources
from tongban.capabilities.privacy.desk import answering as privacy_answering
from tongban.capabilities.privacy.desk import registers as privacy_registers
from tongban.capabilities.privacy.desk import texts as privacy_texts
from tongban.capabilities.rights.desk import answering as rights_answering
from tongban.capabilities.rights.desk import away as rights_away
from tongban.capabilities.rights.desk import certifying as rights_certifying
from tongban.capabilities.rights.desk import explaining as rights_explaining
from tongban.capabilities.rights.desk import granting as rights_granting
from tongban.capabilities.wording.desk import listing as wording_listing
from tongban.capabilities.wording.desk import version as wording
from tongban.capabilities.wording.desk import writing as wording_writing

app_name = "desk"

urlpatterns = [
    path("", worklist.home, name="home"),
    path("window", window.take_in, name="window"),
    path("window/items", window.suggest, name="suggest"),
    path("window/<uuid:case_id>", window.taken_in, name="taken_in"),
    path("cases", worklist.show, name="worklist"),
    path("cases/find", searching.find, name="find"),
    path("cases/<uuid:case_id>", deciding.show, name="case"),
    path("cases/<uuid:case_id>/act", deciding.act, name="act"),
    path("cases/<uuid:case_id>/reveal", deciding.reveal, name="reveal"),
    path("cases/<uuid:case_id>/urge", deciding.urge, name="urge"),
    path("cases/<uuid:case_id>/decided", deciding.decided, name="decided"),
    path("cases/<uuid:case_id>/correction", correcting.ask, name="correction"),
    path("cases/<uuid:case_id>/mend", mending.mend, name="mend"),
    path("cases/<uuid:case_id>/preview.png", opening.show_preview, name="preview"),
    path(
        "cases/<uuid:case_id>/files/<uuid:file_id>",
        opening.show_case_file,
        name="case_file",
    ),
    path(
        "cases/<uuid:case_id>/files/<uuid:file_id>/<int:number>.png",
        opening.show_case_page,
        name="case_page",
    ),
    path("cases/<uuid:case_id>/<slug:what>", deciding.reasons, name="reasons"),
    path("issue", issuing.queue, name="issue"),
    path("issue/<uuid:case_id>", issuing.issue, name="issue_case"),
    path("pre-reviews", pre_reviewing.show_all, name="pre_reviews"),
    path("pre-reviews/<uuid:pre_review_id>", pre_reviewing.show, name="pre_review"),
    path("papers/<uuid:paper_id>.pdf", opening.show_paper, name="paper"),
    path("exchange", desk.show, name="exchange_province"),
    path("systems", clients.show_clients, name="systems"),
    path("systems/new", clients.write_client, name="system_new"),
    path("systems/logins", logins.show_logins, name="logins"),
    path("systems/logins/<uuid:login_id>", logins.settle, name="login_settle"),
    path("systems/apps", containers.show_apps, name="apps"),
    path("systems/apps/<uuid:app_id>", containers.show_app, name="app"),
    path("systems/<uuid:client_id>", clients.show_client, name="system"),
    path("findings", findings.show, name="findings"),
    path("findings/recheck", findings.recheck, name="recheck"),
    path("directory", directory.show_list, name="directory"),
    path("directory/<str:code>", directory.show_entry, name="directory_entry"),
    path(
        "directory/<str:code>/change", directory.change_entry, name="directory_change"
    ),
    path("indicators", indicators.show_all, name="indicators"),
    path("indicators/baselines", indicators.register, name="baselines"),
    path("indicators/windows", indicators.show_grouping, name="window_grouping"),
    path(
        "indicators/windows/rows.<slug:kind>",
        indicators.take_grouping,
        name="window_grouping_file",
    ),
    path("indicators/<slug:key>", indicators.show_one, name="indicator"),
    path("materials", materials.show, name="materials"),
    path("lists", list_listing.show_releases, name="lists"),
    path("lists/new", list_drafting.create, name="list_new"),
    path("lists/windows", list_windows.show, name="list_windows"),
    path("lists/powers", list_powers.show, name="list_powers"),
    path("lists/demands", list_demands.show_demands, name="list_demands"),
    path(
        "lists/demands/<uuid:demand_id>", list_demands.answer, name="list_demand_answer"
    ),
    path("lists/<uuid:release_id>", list_drafting.show, name="list"),
    path("lists/<uuid:release_id>/head", list_drafting.revise, name="list_head"),
    path("lists/<uuid:release_id>/rows", list_drafting.add, name="list_add"),
    path("lists/<uuid:release_id>/do", list_drafting.act, name="list_act"),
    path("lists/<uuid:release_id>/review", list_reviewing.review, name="list_review"),
    path(
        "lists/<uuid:release_id>/publish", list_reviewing.publish, name="list_publish"
    ),
    path("agency", agency_orders.show_orders, name="agency"),
    path("agency/roster", agency_roster.show_roster, name="agency_roster"),
    path("agency/roster/import", agency_roster.show_import, name="agency_import"),
    path(
        "agency/roster/import/roster.<slug:kind>",
        agency_roster.take_template,
        name="agency_template",
    ),
    path("agency/benefits", agency_benefits.show_benefits, name="agency_benefits"),
    path(
        "agency/benefits/rows.csv", agency_benefits.take_gaps, name="agency_gaps_file"
    ),
    path("agency/<uuid:order_id>", agency_orders.show_order, name="agency_order"),
    path("mandates", mandates.show_mandates, name="mandates"),
    path("mandates/<uuid:mandate_id>/scan", mandates.show_scan, name="mandate_scan"),
    path("readmissions", accounts.show_readmissions, name="readmissions"),
    path("privacy", privacy_answering.show_requests, name="privacy"),
    path("privacy/window", privacy_answering.show_window, name="privacy_window"),
    path("privacy/texts", privacy_texts.show_texts, name="privacy_texts"),
    path(
        "privacy/assessments",
        privacy_registers.show_assessments,
        name="privacy_assessments",
    ),
    path("privacy/retention", privacy_texts.show_retention, name="privacy_retention"),
    path("privacy/odd-reads", privacy_registers.show_misuse, name="privacy_misuse"),
    path("incidents", incident_listing.show_incidents, name="incidents"),
    path("incidents/new", incident_listing.write_incident, name="incident_new"),
    path("incidents/plans", incident_plans.show_plans, name="incident_plans"),
    path(
        "incidents/<uuid:incident_id>", incident_ticket.show_incident, name="incident"
    ),
    path("rights", rights_explaining.show, name="rights"),
    path("rights/postings", rights_granting.show_postings, name="rights_postings"),
    path("rights/roles", rights_granting.show_roles, name="rights_roles"),
    path("rights/requests", rights_answering.show_requests, name="rights_requests"),
    path("rights/review", rights_answering.show_review, name="rights_review"),
    path("rights/stand-ins", rights_away.show_stand_ins, name="stand_ins"),
    path("rights/certificates", rights_certifying.show, name="certificates"),
    path(
        "rights/certificates/<uuid:certificate_id>.pdf",
        rights_certifying.take,
        name="certificate_file",
    ),
    path("rights/chiefs", rights_away.show_chiefs, name="chiefs"),
    path("bodies", body_listing.show_tree, name="bodies"),
    path("bodies/changes", body_changing.show_changes, name="body_changes"),
    path(
        "bodies/changes/new/<slug:kind>", body_changing.write_change, name="body_change"
    ),
    path("bodies/pilots", body_piloting.show_pilots, name="body_pilots"),
    path("bodies/import", body_importing.show_import, name="body_import"),
    path(
        "bodies/import/<slug:what>.<slug:kind>",
        body_importing.take_template,
        name="body_template",
    ),
    path("bodies/sheets", body_sheets.show_sheets, name="body_sheets"),
    path("bodies/sheets/<uuid:sheet_id>", body_sheets.show_sheet, name="body_sheet"),
    path(
        "bodies/sheets/<uuid:sheet_id>/rows.csv",
        body_sheets.take_sheet,
        name="body_sheet_file",
    ),
    path("bodies/of/<str:code>", body_listing.show_body, name="body"),
    path("networks", network_access.show_coverage, name="networks"),
    path("networks/accesses", network_access.show_accesses, name="network_accesses"),
    path(
        "networks/accesses/rows.csv",
        network_access.take_accesses,
        name="network_accesses_file",
    ),
    path("networks/import", network_importing.show_import, name="network_import"),
    path(
        "networks/import/accesses.<slug:kind>",
        network_importing.take_template,
        name="network_template",
    ),
    path("networks/links", network_links.show_links, name="network_links"),
    path("networks/packages", network_packages.show_parcels, name="parcels"),
    path("networks/packages/<str:parcel>", network_packages.show_parcel, name="parcel"),
    path(
        "networks/packages/<str:parcel>/archive.zip",
        network_packages.take_archive,
        name="parcel_archive",
    ),
    path(
        "networks/packages/<str:parcel>/receipt.json",
        network_packages.take_receipt,
        name="parcel_receipt",
    ),
    path("networks/resources", network_resources.show_matrix, name="data_resources"),
    path(
        "networks/resources/matrix.csv",
        network_resources.take_matrix,
        name="data_resources_file",
    ),
    path("networks/resources/new", network_resources.write, name="data_resource_new"),
    path(
        "networks/resources/<uuid:resource_id>",
        network_resources.show_one,
        name="data_resource",
    ),
    path("wording", wording_listing.show_all, name="wordings"),
    path("wording/versions/<uuid:version_id>", wording.show, name="wording_version"),
    path(
        "wording/versions/<uuid:version_id>/preview.png",
        wording.show_picture,
        name="wording_picture",
    ),
    path(
        "wording/versions/<uuid:version_id>/test-print.pdf",
        wording.print_version,
        name="wording_print",
    ),
    path(
        "wording/versions/<uuid:version_id>/on-case",
        case_wording.show_on_case,
        name="wording_on_case",
    ),
    path("wording/versions/<uuid:version_id>/put", wording.put, name="wording_put"),
    path("wording/versions/<uuid:version_id>/end", wording.end, name="wording_end"),
    path(
        "wording/<slug:kind>/test-print.pdf",
        wording.print_first,
        name="wording_first_print",
    ),
    path(
        "wording/<slug:kind>/<slug:scope>",
        wording_listing.show_scope,
        name="wording_scope",
    ),
    path(
        "wording/<slug:kind>/<slug:scope>/write",
        wording_writing.write,
        name="wording_write",
    ),
    path("items", listing.show_list, name="items"),
    path("items/suggest", suggesting.suggest, name="item_suggest"),
    path("items/new", beginning.create, name="item_new"),
    path("items/drafts/<uuid:draft_id>", draft.show, name="draft"),
    path("items/drafts/<uuid:draft_id>/materials", picking.pick, name="pick_material"),
    path("items/drafts/<uuid:draft_id>/discard", draft.discard, name="draft_discard"),
    path("items/drafts/<uuid:draft_id>/hand-in", draft.hand_in, name="draft_hand_in"),
    path(
        "items/drafts/<uuid:draft_id>/preview",
        draft.show_preview,
        name="draft_preview",
    ),
    path("items/drafts/<uuid:draft_id>/review", reviewing.review, name="draft_review"),
    path(
        "items/drafts/<uuid:draft_id>/publish", reviewing.publish, name="draft_publish"
    ),
    # The form has a page of its own, under the address that sections have.
    path("items/drafts/<uuid:draft_id>/edit/form", designing.design, name="design"),
    path(
        "items/drafts/<uuid:draft_id>/edit/form/preview",
        designing.show_preview,
        name="form_preview",
    ),
    path(
        "items/drafts/<uuid:draft_id>/edit/<slug:section_key>",
        editing.edit,
        name="draft_section",
    ),
    path("items/bulk", bulk.begin, name="bulk"),
    path("items/bulk/<uuid:batch_id>", batch.show, name="batch"),
    path("items/exchange", exchanging.exchange, name="exchange"),
    path(
        "items/exchange/<slug:what>.<slug:kind>",
        exchanging.download,
        name="exchange_file",
    ),
    path("items/words", synonyms.show_words, name="search_words"),
    path("items/questions", unanswered.show_queue, name="unanswered"),
    path(
        "items/questions/<uuid:question_id>",
        unanswered.show_question,
        name="open_question",
    ),
    path("items/<str:code>/compare", comparing.compare, name="item_compare"),
    path("items/<str:code>", item.show_item, name="item"),
]
