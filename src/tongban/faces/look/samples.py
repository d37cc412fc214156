"""Invented matter for the living catalogue, kept in `samples.json`."""

import json
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any


@cache
def read_samples() -> Any:
    """Pages, errors, refusals and parameters; a string like "@2026-11-30" is a day."""
    text = Path(__file__).with_name("samples.json").read_text("utf-8")
    return _with_days(json.loads(text))


def _with_days(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _with_days(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_with_days(one) for one in value]
    if isinstance(value, str) and value.startswith("@"):
        moment = datetime.fromisoformat(value[1:])
        return moment if "T" in value else date.fromisoformat(value[1:])
    return value
