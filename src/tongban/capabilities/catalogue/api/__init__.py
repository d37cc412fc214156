"""Items through the API: guides for everybody, and all that the desk does with the list."""

from tongban.capabilities.catalogue.api import (
    authority,
    bulk,
    directory,
    documents,
    drafts,
    findings,
    guides,
    lists,
    materials,
    questions,
    words,
)

router = guides.router
router.add_router("", authority.router)
bulk_router = bulk.router
directory_router = directory.router
document_router = documents.router
draft_router = drafts.router
finding_router = findings.router
list_router = lists.router
material_router = materials.router
question_router = questions.router
word_router = words.router
