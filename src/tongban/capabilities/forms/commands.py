"""Keeping form schemas. Writing only."""

import hashlib
from typing import Any
from uuid import UUID

from tongban.capabilities.forms.models import FormVersion
from tongban.capabilities.forms.permissions import KEEP_FORM
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import canonical_text, record
from tongban.plumbing.schemas import check_schema


@command
def keep_form(*, actor: Actor, schema: dict[str, Any]) -> UUID:
    """Keep a form schema; the same text is the same form, and is kept once.

    Refuses with NotAllowed, and with Invalid where the schema is not sound.
    """
    office = actor.office_for(KEEP_FORM)
    require(actor, KEEP_FORM, org_id=office)
    problems = check_schema(schema)
    if problems:
        raise Invalid({"form": "；".join(problems)})

    digest = hashlib.new("sm3", canonical_text(schema).encode()).hexdigest()
    held = FormVersion.objects.filter(city=actor.city, digest=digest).first()
    if held is not None:
        return held.id
    form = FormVersion(city=actor.city, digest=digest, schema=schema)
    form.save(force_insert=True)

    record(actor, "forms.form.kept", subject="form", subject_id=form.id, digest=digest)
    return form.id
