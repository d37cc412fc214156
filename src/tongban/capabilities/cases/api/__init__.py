"""Applications and cases through the API: everything that the pages can do."""

from ninja import Router

from tongban.capabilities.cases.api import (
    drafts,
    handling,
    special_steps,
    turns,
    wording,
)

router = Router(tags=["cases"])
router.add_router("", handling.router)
router.add_router("", drafts.router)
router.add_router("", special_steps.router)
router.add_router("", turns.router)
router.add_router("", wording.router)
