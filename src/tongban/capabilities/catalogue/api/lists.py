"""Importing a list of items through the API: the command and the report of the command line."""

from dataclasses import dataclass

from ninja import File, Form, Router
from ninja.files import UploadedFile

from tongban.capabilities.catalogue.commands import import_file
from tongban.capabilities.catalogue.queries import preview_file, refuse_size
from tongban.capabilities.catalogue.types import RowReport
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.problems import REFUSED
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["items"], auth=bearer)


@dataclass(frozen=True)
class ImportReport:
    """What became of a file: read = imported + unchanged + changed + rejected."""

    read: int
    imported: int
    unchanged: int
    changed: int
    rejected: int
    findings: int
    digest: str
    unknown_headings: list[str]
    rows: list[RowReport]


@router.post("", response={200: ImportReport, **REFUSED}, summary="Import a list")
def import_list(
    request: ActorRequest,
    file: File[UploadedFile],
    org: Form[str] = "",
    preview: Form[bool] = False,  # a field of the form, not a flag
) -> ImportReport:
    """Import CSV, XLSX or JSON as drafts; `preview` says what would happen and writes nothing.

    The same file again changes nothing, so a request can be repeated without a key.
    `org` is the code of the body that answers for rows of none of the city's bodies.
    """
    refuse_size(file.size or 0)
    name, content = file.name or "", file.read()
    if preview:
        result = preview_file(actor=request.actor, content=content, name=name, org=org)
    else:
        result = import_file(
            actor=request.actor, content=content, name=name, org=org, at=request.now
        )
    return ImportReport(
        **result.counts,
        digest=result.digest,
        unknown_headings=list(result.unknown_headings),
        rows=list(result.report),
    )
