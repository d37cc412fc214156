"""Answers that are files: with a name in any script, and never taken for something else."""

from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def send_file(
    content: bytes, media_type: str, name: str, *, in_place: bool = False
) -> HttpResponse:
    """A file to be kept under its name, or shown in the browser where it says so."""
    response = HttpResponse(content, content_type=media_type)
    said = content_disposition_header(as_attachment=not in_place, filename=name)
    response["Content-Disposition"] = said or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def document_file(*media_types: str) -> dict[str, Any]:
    """What the API's document says of an endpoint that answers with a file."""
    content = {
        # JSON is read, and then it is no string of bytes.
        one: {
            "schema": {"type": "object"}
            if one == "application/json"
            else {"type": "string", "format": "binary"}
        }
        for one in media_types
    }
    return {"responses": {200: {"description": "OK", "content": content}}}
