"""Drawings: a dozen icons and the shapes of the lights, as inline SVG without styles."""

from typing import Final

_OPEN: Final = (
    '<svg class="ico" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
)

PATHS: Final[dict[str, str]] = {
    "search": '<circle cx="11" cy="11" r="7"/><path d="m20 20-4-4"/>',
    "phone": '<path d="M6 3h3l1.5 5-2 1.5a12 12 0 0 0 6 6l1.5-2 5 1.5v3a2 2 0 0 1-2.2 2A17 17 0 0 1 4 5.2 2 2 0 0 1 6 3z"/>',
    "arrow": '<path d="M5 12h14m-6-6 6 6-6 6"/>',
    "back": '<path d="m14 6-6 6 6 6"/>',
    "check": '<circle cx="12" cy="12" r="9"/><path d="m8 12.5 2.8 2.8L16 9.5"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5v.1"/>',
    "alert": '<path d="M12 3.5 2.5 20h19z"/><path d="M12 10v4.5M12 17.2v.1"/>',
    "file": '<path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"/>',
    "camera": '<path d="M4 8h3.5L9 5.5h6L16.5 8H20v11H4z"/><circle cx="12" cy="13.2" r="3.2"/>',
    "upload": '<path d="M12 16V5m-4.5 4L12 4.5 16.5 9M4.5 15v4.5h15V15"/>',
    "print": '<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z"/>',
    "user": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5a7.5 7.5 0 0 1 15 0"/>',
    "firm": '<path d="M5 21V4h9v17M14 9h5v12M3 21h18M8.5 8h2M8.5 12h2M8.5 16h2"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.5l3.5 2"/>',
    "place": '<path d="M12 21s7-6.2 7-11.5a7 7 0 0 0-14 0C5 14.8 12 21 12 21z"/><circle cx="12" cy="9.5" r="2.5"/>',
    "help": '<circle cx="12" cy="12" r="9"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 16.7v.1"/>',
    "menu": '<path d="M4 6.5h16M4 12h16M4 17.5h16"/>',
    "copy": '<path d="M9 8h11v12H9zM15 8V4H4v12h5"/>',
    "edit": '<path d="m4 20 1-4.5L16.5 4 20 7.5 8.5 19z"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "tray": '<path d="M4 13 6.5 5h11L20 13v6H4zM4 13h5l1 2.5h4l1-2.5h5"/>',
    "home": '<path d="M4 11.5 12 4.5l8 7V20h-5.5v-5h-5v5H4z"/>',
    "book": '<path d="M5 4h10a4 4 0 0 1 4 4v12H9a4 4 0 0 1-4-4zM9 9h6M9 13h6"/>',
    "family": '<circle cx="9" cy="8" r="3.2"/><path d="M3 20a6 6 0 0 1 12 0M15.5 5.2a3 3 0 0 1 0 5.6M17.5 14.5A6 6 0 0 1 21 20"/>',
}

SHAPES: Final[dict[str, str]] = {
    "green": '<circle cx="8" cy="8" r="6"/>',
    "yellow": '<path d="M8 1.5 15 14H1z"/>',
    "red": '<path d="M2 2h12v12H2z"/>',
    "over": '<path d="M2 2h12v12H2z"/>',
    "paused": '<path d="M3.5 2.5h3v11h-3zM9.5 2.5h3v11h-3z"/>',
    "done": '<path d="m2.5 8.5 3.8 3.8L13.5 4"/>',
    "none": '<circle cx="8" cy="8" r="5.5"/>',
}


def draw(name: str) -> str:
    """The icon; an unknown name is a bug and raises."""
    return f"{_OPEN}{PATHS[name]}</svg>"


def light_shape(state: str) -> str:
    """The light's shape, which tells it from the others without colour."""
    return f'<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">{SHAPES[state]}</svg>'
