"""Addresses of the citizen's way; the portal mounts them at its root."""

from django.urls import URLPattern, path

from tongban.capabilities.cases.portal.correcting import correct
from tongban.capabilities.cases.portal.filling import fill_form
from tongban.capabilities.cases.portal.handing_in import hand_in_materials
from tongban.capabilities.cases.portal.mine import list_mine, show_case
from tongban.capabilities.cases.portal.papers import (
    download_paper,
    download_receipt,
    show_paper,
    show_paper_page,
)
from tongban.capabilities.cases.portal.parties import name_parties
from tongban.capabilities.cases.portal.reviewing import ask_review
from tongban.capabilities.cases.portal.situation import ask_situation, show_tasks
from tongban.capabilities.cases.portal.submitting import check_and_submit, show_applied
from tongban.capabilities.cases.portal.tracking import track
from tongban.capabilities.cases.portal.uploads import (
    download_upload,
    show_upload,
    show_upload_page,
)
from tongban.capabilities.cases.portal.withdrawing import withdraw

# Names are used with their namespace: "cases:tasks".
urlpatterns: list[URLPattern] = [
    path("apply/<str:code>", show_tasks, name="tasks"),
    path("apply/<str:code>/situation", ask_situation, name="situation"),
    path("apply/<str:code>/parties", name_parties, name="parties"),
    path("apply/<str:code>/form/<str:page>", fill_form, name="form"),
    path("apply/<str:code>/materials", hand_in_materials, name="materials"),
    path("apply/<str:code>/check", check_and_submit, name="check"),
    path("apply/<str:code>/pre-review", ask_review, name="pre_review"),
    path("applied/<uuid:case_id>", show_applied, name="applied"),
    path("my/cases", list_mine, name="mine"),
    path("my/cases/<uuid:case_id>", show_case, name="case"),
    path("my/cases/<uuid:case_id>/correction", correct, name="correct"),
    path("my/cases/<uuid:case_id>/withdraw", withdraw, name="withdraw"),
    path("my/cases/<uuid:case_id>/receipt.json", download_receipt, name="receipt_file"),
    path("track", track, name="track"),
    path("my/files/<uuid:upload_id>", download_upload, name="upload"),
    path("my/files/<uuid:upload_id>/view", show_upload, name="upload_view"),
    path(
        "my/files/<uuid:upload_id>/<int:number>",
        show_upload_page,
        name="upload_page",
    ),
    path("papers/<uuid:paper_id>", show_paper, name="paper"),
    path("papers/<uuid:paper_id>.pdf", download_paper, name="paper_file"),
    path("papers/<uuid:paper_id>/<int:number>.png", show_paper_page, name="paper_page"),
]
