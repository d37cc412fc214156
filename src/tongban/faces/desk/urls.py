"""Addresses of the desk."""

from django.urls import path

from tongban.capabilities.cases.desk import deciding, opening, window, worklist

app_name = "desk"

urlpatterns = [
    path("", worklist.home, name="home"),
    path("window", window.take_in, name="window"),
    path("window/items", window.suggest, name="suggest"),
    path("window/<uuid:case_id>", window.taken_in, name="taken_in"),
    path("cases", worklist.show, name="worklist"),
    path("cases/find", worklist.find, name="find"),
    path("cases/<uuid:case_id>", deciding.show, name="case"),
    path("cases/<uuid:case_id>/act", deciding.act, name="act"),
    path("cases/<uuid:case_id>/decided", deciding.decided, name="decided"),
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
    path("papers/<uuid:paper_id>.pdf", opening.show_paper, name="paper"),
]
