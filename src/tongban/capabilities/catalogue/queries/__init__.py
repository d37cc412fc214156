"""What others may ask about items and guides. Reading only."""

from tongban.capabilities.catalogue.listing.sheets import refuse_size
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
from tongban.capabilities.catalogue.queries.drafts import (
    find_text,
    get_draft,
    get_submitted,
    list_drafts,
)
from tongban.capabilities.catalogue.queries.exporting import (
    export_items,
    get_template,
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
    list_items_of_hall,
)
from tongban.capabilities.catalogue.queries.items import (
    find_items,
    list_groups,
    list_items,
    search_items,
    suggest_items,
)
from tongban.capabilities.catalogue.queries.linting import (
    lint_file,
    lint_items,
    list_rules,
)
from tongban.capabilities.catalogue.queries.materials import (
    find_material_types,
    list_material_entries,
    list_material_proposals,
    search_materials,
)
from tongban.capabilities.catalogue.queries.offices import list_vacant_offices
from tongban.capabilities.catalogue.queries.proposals import (
    find_proposal,
    list_departures,
    list_proposals,
)
from tongban.capabilities.catalogue.queries.published import (
    list_published,
    read_published,
)
from tongban.capabilities.catalogue.queries.teaching import (
    list_misses,
    list_synonyms,
    note_miss,
)
from tongban.capabilities.catalogue.queries.totals import count_items, totals_of
from tongban.capabilities.catalogue.queries.versions import (
    list_versions,
    list_versions_of_code,
    state_of_code,
    version_on,
)

__all__ = [
    "Chosen",
    "change_of",
    "count_items",
    "entry_elements",
    "export_items",
    "find_item_id",
    "find_items",
    "find_items_taken_in",
    "find_material_types",
    "find_proposal",
    "find_text",
    "find_version_in_force",
    "get_bulk_change",
    "get_draft",
    "get_entry",
    "get_guide",
    "get_guides",
    "get_intake",
    "get_submitted",
    "get_template",
    "lint_file",
    "lint_items",
    "list_basic_codes",
    "list_bulk_changes",
    "list_claims",
    "list_delegations",
    "list_departures",
    "list_drafts",
    "list_entries",
    "list_findings",
    "list_groups",
    "list_guides",
    "list_intake_modes",
    "list_items",
    "list_items_of_hall",
    "list_material_entries",
    "list_material_proposals",
    "list_misses",
    "list_proposals",
    "list_published",
    "list_rules",
    "list_synonyms",
    "list_vacant_offices",
    "list_versions",
    "list_versions_of_code",
    "note_miss",
    "preview_bulk_change",
    "preview_file",
    "read_published",
    "refuse_size",
    "search_items",
    "search_materials",
    "state_of_code",
    "suggest_items",
    "total_directory",
    "totals_of",
    "version_on",
]
