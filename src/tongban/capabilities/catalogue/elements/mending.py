"""In which section of the editor a finding is mended."""

from typing import Final

from tongban.capabilities.catalogue.elements.table import Section, sections

# What guides of other places call it, and the field in which it is written here.
_WRITTEN_IN: Final = {
    "item_name": "name",
    "alias": "aliases",
    "implementing_body": "org",
    # The family follows from the type.
    "family": "item_type",
    "level": "exercise_level",
    "service_object": "served_objects",
    "theme": "themes",
    "code": "handling_code",
    "listed": "org",
    "processing_time": "promised_limit",
    "processing_window": "place",
    "special_procedures": "special_steps",
    "hours": "place",
    "phone": "consult_phones",
    "complaints": "complaint_phones",
}


def section_of(name: str) -> Section:
    """The section in which a place of a finding stands; the first for the item as a whole."""
    return find_section(name) or sections()[0]


def find_section(name: str) -> Section | None:
    """The section that has a field for the place of a finding, or None."""
    top = name.split("[", maxsplit=1)[0].split(".", maxsplit=1)[0]
    top = _WRITTEN_IN.get(top, top)
    return next((one for one in sections() if top in one.names), None)
