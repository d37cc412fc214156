"""The office's zone is named once in Python: `ground/zone.py`; everything else imports it."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_zone_is_named_once() -> None:
    """A second name of the same zone would be the one that is forgotten in another city."""
    found = subprocess.run(
        ["git", "grep", "-l", "--untracked", "-F", '"Asia/Shanghai"', "--", "*.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    sources = [name for name in found if name.startswith("src/")]
    assert sorted(name for name in sources if "/migrations/" not in name) == [
        "src/tongban/capabilities/orgs/models/places.py",
        "src/tongban/ground/zone.py",
    ]
