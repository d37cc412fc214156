"""Makes the peers' environment, outside the product's own: `python -m benchmarks.peers`."""

import subprocess
import sys
import venv

from benchmarks.peers import HERE, PLACE, PYTHON


def main() -> int:
    """Make it once, and install what the list pins."""
    if not PYTHON.exists():
        venv.create(PLACE, with_pip=True)
    wanted = HERE / "requirements.txt"
    return subprocess.run(
        [PYTHON, "-m", "pip", "install", "--quiet", "-r", wanted], check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
