"""The names that can be granted; each is declared once, beside what it protects."""

_labels: dict[str, str] = {}


def permission(name: str, label: str) -> str:
    """Declare a permission `capability.thing.verb` with its Chinese label."""
    if _labels.setdefault(name, label) != label:
        raise RuntimeError(f"permission {name} is declared twice")
    return name


def known_permissions() -> dict[str, str]:
    """All declared permissions with their labels."""
    return dict(sorted(_labels.items()))
