"""The names that can be granted; each is declared once, beside what it protects."""

_labels: dict[str, str] = {}
_doors: dict[str, str] = {}


def permission(name: str, label: str, *, door: str | None = None) -> str:
    """Declare a permission `capability.thing.verb` with its Chinese label.

    With a door, policies of the database read the bodies for which it is held, as the
    setting `app.orgs_for_DOOR`: members of staff see those bodies' rows and no others.
    """
    if _labels.setdefault(name, label) != label:
        raise RuntimeError(f"permission {name} is declared twice")
    if door is not None and _doors.setdefault(door, name) != name:
        raise RuntimeError(f"door {door} is opened by two permissions")
    return name


def known_permissions() -> dict[str, str]:
    """All declared permissions with their labels."""
    return dict(sorted(_labels.items()))


def known_doors() -> dict[str, str]:
    """All doors in the wall, each with the permission that opens it."""
    return dict(sorted(_doors.items()))
