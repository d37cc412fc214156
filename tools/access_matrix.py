"""Lines of docs/access.md for addresses that have none: proposed by asking, reviewed by people.

Every page and endpoint is really asked by everybody; what came back is a proposal and no
verdict. New lines go under "Not reviewed yet" and fail the build until somebody has put
them where they belong. Lines that stand are never changed: the test says where they differ.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
# Where the walk of tests/access writes its proposal, when it is asked to.
PROPOSAL = "ACCESS_PROPOSAL"


def main() -> int:
    """Walk, and add a line for each operation that the page does not know."""
    from tests.access.matrix import HEAD, NOT_REVIEWED, PAGE

    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "proposal.json"
        words = ["pytest", "-q", "tests/access", "-k", "every_address_has_its_row"]
        subprocess.run(
            [sys.executable, "-m", *words],
            cwd=PROJECT,
            env=os.environ | {PROPOSAL: str(target)},
            check=False,
            stdout=subprocess.DEVNULL,
        )
        if not target.exists():
            sys.stderr.write("the walk did not end: run pytest tests/access\n")
            return 1
        proposed = json.loads(target.read_text(encoding="utf-8"))
    text = PAGE.read_text(encoding="utf-8")
    new = [line for key, line in proposed.items() if f"| `{key}` |" not in text]
    if new:
        before = text if NOT_REVIEWED in text else f"{text}\n{NOT_REVIEWED}\n\n{HEAD}\n"
        PAGE.write_text(before + "\n".join(new) + "\n", encoding="utf-8")
    print(f"{len(new)} new lines in {PAGE.relative_to(PROJECT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
