"""What others may ask about items and guides. Reading only."""

from tongban.capabilities.catalogue.finding.words import sounds_of_phrases
from tongban.capabilities.catalogue.listing.sheets import read_lines, refuse_size
from tongban.capabilities.catalogue.queries.authority import (
    list_delegations,
    list_intake_modes,
)
from tongban.capabilities.catalogue.queries.bulk import (
    Chosen,
    change_of,
    get_bulk_change,
    list_bulk_changes,
    preview_bulk_change,
)
from tongban.capabilities.catalogue.queries.directory import (
    entry_elements,
    get_entry,
    list_basic_codes,
    list_claims,
    list_entries,
    total_directory,
)
from tongban.capabilities.catalogue.queries.documents import find_documents
from tongban.capabilities.catalogue.queries.drafts import (
    count_drafts,
    count_drafts_to_do,
    count_drafts_to_review,
    find_text,
    get_draft,
    get_submitted,
    list_drafts,
    list_drafts_to_do,
)
from tongban.capabilities.catalogue.queries.exporting import (
    export_items,
    get_template,
)
from tongban.capabilities.catalogue.queries.facts import (
    list_facts,
    list_standing,
    list_taken_in,
)
from tongban.capabilities.catalogue.queries.findings import list_findings
from tongban.capabilities.catalogue.queries.guides import (
    find_version_in_force,
    get_guide,
    get_guides,
    list_guides,
)
from tongban.capabilities.catalogue.queries.import_plans import preview_file
from tongban.capabilities.catalogue.queries.intake import (
    find_item_id,
    find_items_taken_in,
    get_intake,
    list_item_ids,
    list_item_names,
    list_items_of_hall,
)
from tongban.capabilities.catalogue.queries.items import (
    list_groups,
    list_items,
    search_items,
    suggest_items,
)
from tongban.capabilities.catalogue.queries.leading import lead_to_items
from tongban.capabilities.catalogue.queries.linting import (
    lint_file,
    lint_items,
    list_rules,
)
from tongban.capabilities.catalogue.queries.materials import (
    count_material_proposals,
    find_material_types,
    list_material_entries,
    list_material_proposals,
    search_materials,
)
from tongban.capabilities.catalogue.queries.namesakes import list_namesakes
from tongban.capabilities.catalogue.queries.offices import (
    list_material_keepers,
    list_vacant_offices,
)
from tongban.capabilities.catalogue.queries.proposals import (
    find_proposal,
    list_departures,
    list_proposals,
)
from tongban.capabilities.catalogue.queries.published import (
    list_published,
    read_published,
)
from tongban.capabilities.catalogue.queries.sources import (
    Source,
    forget_source,
    register_source,
)
from tongban.capabilities.catalogue.queries.teaching import (
    list_misses,
    list_synonyms,
    note_miss,
)
from tongban.capabilities.catalogue.queries.totals import count_items, totals_of
from tongban.capabilities.catalogue.queries.unanswered import (
    get_open_question,
    list_open_questions,
    note_question,
)
from tongban.capabilities.catalogue.queries.versions import (
    list_versions,
    list_versions_of_code,
    state_of_code,
    version_on,
)

__all__ = [
    "Chosen",
    "Source",
    "change_of",
    "count_drafts",
    "count_drafts_to_do",
    "count_drafts_to_review",
    "count_items",
    "count_material_proposals",
    "entry_elements",
    "export_items",
    "find_documents",
    "find_item_id",
    "find_items_taken_in",
    "find_material_types",
    "find_proposal",
    "find_text",
    "find_version_in_force",
    "forget_source",
    "get_bulk_change",
    "get_draft",
    "get_entry",
    "get_guide",
    "get_guides",
    "get_intake",
    "get_open_question",
    "get_submitted",
    "get_template",
    "lead_to_items",
    "lint_file",
    "lint_items",
    "list_basic_codes",
    "list_bulk_changes",
    "list_claims",
    "list_delegations",
    "list_departures",
    "list_drafts",
    "list_drafts_to_do",
    "list_entries",
    "list_facts",
    "list_findings",
    "list_groups",
    "list_guides",
    "list_intake_modes",
    "list_item_ids",
    "list_item_names",
    "list_items",
    "list_items_of_hall",
    "list_material_entries",
    "list_material_keepers",
    "list_material_proposals",
    "list_misses",
    "list_namesakes",
    "list_open_questions",
    "list_proposals",
    "list_published",
    "list_rules",
    "list_standing",
    "list_synonyms",
    "list_taken_in",
    "list_vacant_offices",
    "list_versions",
    "list_versions_of_code",
    "note_miss",
    "note_question",
    "preview_bulk_change",
    "preview_file",
    "read_lines",
    "read_published",
    "refuse_size",
    "register_source",
    "search_items",
    "search_materials",
    "sounds_of_phrases",
    "state_of_code",
    "suggest_items",
    "total_directory",
    "totals_of",
    "version_on",
]
