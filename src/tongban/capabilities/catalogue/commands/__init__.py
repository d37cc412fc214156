"""What can be done to items and to the register of authority. One verb a file."""

from tongban.capabilities.catalogue.commands.answer_material import answer_material
from tongban.capabilities.catalogue.commands.answer_question import (
    answer_in_guide,
    answer_with_word,
    set_question_aside,
)
from tongban.capabilities.catalogue.commands.claim_entry import claim_entry
from tongban.capabilities.catalogue.commands.complete_draft import complete_draft
from tongban.capabilities.catalogue.commands.discard_draft import discard_draft
from tongban.capabilities.catalogue.commands.end_delegation import end_delegation
from tongban.capabilities.catalogue.commands.end_intake_mode import end_intake_mode
from tongban.capabilities.catalogue.commands.hand_in_draft import hand_in_draft
from tongban.capabilities.catalogue.commands.import_file import (
    import_file,
    import_guide,
    import_guides,
)
from tongban.capabilities.catalogue.commands.load_synonyms import load_usual_synonyms
from tongban.capabilities.catalogue.commands.make_bulk_change import make_bulk_change
from tongban.capabilities.catalogue.commands.propose_material import propose_material
from tongban.capabilities.catalogue.commands.publish_draft import publish_draft
from tongban.capabilities.catalogue.commands.publish_entry import publish_entry
from tongban.capabilities.catalogue.commands.purge_misses import purge_search_misses
from tongban.capabilities.catalogue.commands.recheck_drafts import recheck_drafts
from tongban.capabilities.catalogue.commands.register_delegation import (
    register_delegation,
)
from tongban.capabilities.catalogue.commands.register_intake_mode import (
    register_intake_mode,
)
from tongban.capabilities.catalogue.commands.review_draft import review_draft
from tongban.capabilities.catalogue.commands.save_draft import save_draft
from tongban.capabilities.catalogue.commands.succeeding import propose_to_successor
from tongban.capabilities.catalogue.commands.take_in_materials import take_in_materials
from tongban.capabilities.catalogue.commands.take_over_proposal import (
    take_over_proposal,
)
from tongban.capabilities.catalogue.commands.teach_synonym import teach_synonym
from tongban.capabilities.catalogue.commands.withdraw_version import withdraw_version

__all__ = [
    "answer_in_guide",
    "answer_material",
    "answer_with_word",
    "claim_entry",
    "complete_draft",
    "discard_draft",
    "end_delegation",
    "end_intake_mode",
    "hand_in_draft",
    "import_file",
    "import_guide",
    "import_guides",
    "load_usual_synonyms",
    "make_bulk_change",
    "propose_material",
    "propose_to_successor",
    "publish_draft",
    "publish_entry",
    "purge_search_misses",
    "recheck_drafts",
    "register_delegation",
    "register_intake_mode",
    "review_draft",
    "save_draft",
    "set_question_aside",
    "take_in_materials",
    "take_over_proposal",
    "teach_synonym",
    "withdraw_version",
]
