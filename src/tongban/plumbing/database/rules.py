"""The registry of rules: text and article of every refusal, from the law files."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps


@dataclass(frozen=True)
class Rule:
    """One rule: what it forbids, in words fit to show, and where it comes from."""

    rule_id: str
    title: str
    message: str
    article: str
    rank: str
    effect: str
    mechanism: str
    in_force_from: str
    scope: str = ""
    requirement: str = ""


def law_folders() -> list[Path]:
    """The `law` folders of all rooms, from the bottom up (order of INSTALLED_APPS)."""
    folders = [Path(config.path) / "law" for config in apps.get_app_configs()]
    return [
        folder for folder in folders if "tongban" in folder.parts and folder.is_dir()
    ]


@cache
def rules() -> dict[str, Rule]:
    """All rules by their id, which is also the name of the constraint."""
    found: dict[str, Rule] = {}
    for folder in law_folders():
        path = folder / "rules.json"
        if not path.exists():
            continue
        for row in json.loads(path.read_text(encoding="utf-8")):
            rule = Rule(**row)
            if rule.rule_id in found:
                raise RuntimeError(f"rule {rule.rule_id} stands in the law twice")
            found[rule.rule_id] = rule
    return found
