"""The words that come with the platform, from which a city begins."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def usual_synonyms() -> Mapping[str, tuple[str, ...]]:
    """What people say, and what it is called in the names of items."""
    text = files(__package__).joinpath("synonyms.json").read_text(encoding="utf-8")
    return {word: tuple(means) for word, means in json.loads(text).items()}
