"""The basic directory of the sample folder: entries that say what its items say, and claims."""

from datetime import date, datetime

from tongban.capabilities.catalogue.commands import claim_entry, publish_entry
from tongban.capabilities.catalogue.queries import (
    entry_elements,
    list_basic_codes,
    list_claims,
)
from tongban.capabilities.catalogue.types import Basis
from tongban.capabilities.orgs.queries import list_bodies
from tongban.faces.cli.sample_documents import SampleDocuments
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading, together


def load_directory(
    sample: SampleDocuments,
    *,
    publisher: Actor,
    drafter: Actor,
    at: datetime,
) -> dict[str, int]:
    """Publish the entries that the city has not, and let the bodies claim them.

    An entry states what its item says, but for what the file says otherwise. An entry whose
    item is not there is left out.
    """
    told = sample.directory()
    if told is None:
        return {"entries": 0, "claims": 0}
    documents = {item["basic_code"]: item for item in sample.items.values()}
    with reading(publisher):
        known = list_basic_codes(actor=publisher)
        held = list_claims(actor=publisher)
        bodies = {row.code: row.body_id for row in list_bodies(actor=publisher)}
    entries = [row for row in told["entries"] if row["basic_code"] in documents]
    new = [row for row in entries if row["basic_code"] not in known]
    with together(publisher):
        for row in new:
            document = documents[row["basic_code"]]
            publish_entry(
                actor=publisher,
                basic_code=row["basic_code"],
                level=row["level"],
                levels=row["levels"],
                elements=entry_elements(document) | row.get("elements", {}),
                basis=Basis(**row["basis"]),
                reason=told["reason"],
                effective_on=date.fromisoformat(told["effective_on"]),
                at=at,
            )
    claims = [
        (row["basic_code"], bodies[body])
        for row in entries
        for body in row["claims"]
        if body in bodies and (row["basic_code"], bodies[body]) not in held
    ]
    with together(drafter):
        for code, body_id in claims:
            claim_entry(actor=drafter, basic_code=code, body_id=body_id, at=at)
    return {"entries": len(new), "claims": len(claims)}
