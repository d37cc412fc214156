"""The named networks of departments: which there are is data, and a city may have its own."""

import json
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings

_FILE: Final = Path(__file__).with_name("department_networks.json")


def known_networks() -> dict[str, str]:
    """The names by code, in their order."""
    return _read(settings.DEPARTMENT_NETWORKS or str(_FILE))


@cache
def _read(path: str) -> dict[str, str]:
    rows = json.loads(Path(path).read_text("utf-8"))
    return {str(row["code"]): str(row["name"]) for row in rows}
