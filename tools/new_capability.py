"""Makes a capability's folder, with its first command, its law and their test.

`python3 start.py new-capability hotline`. What must be argued, its place in the order of
capabilities, is left to the one who adds it; the last lines printed say where.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from string import Template

PROJECT = Path(__file__).resolve().parents[1]
CAPABILITIES = Path("src", "tongban", "capabilities")
FORMATTER = Path(sys.executable).with_name("ruff")
TEMPLATES = Path(__file__).parent / "capability"

NEXT = """\
已建立 {folder}。接下来：
1. pyproject.toml：在 “Capabilities stand in order” 里给 {name} 一个位置（在谁之上、在谁之下，要说得出理由）；
2. src/tongban/config/settings/base.py：在 INSTALLED_APPS 里按同样的次序加入 tongban.capabilities.{name}；
3. python -m django makemigrations {name} --settings tongban.config.settings；
4. python3 start.py test one {folder}"""


class CannotMake(Exception):
    """The name will not do; one sentence."""


def main(arguments: Sequence[str]) -> int:
    """Make it, and say what is left to do."""
    try:
        folder = make(arguments[0] if arguments else "", PROJECT)
    except CannotMake as reason:
        print(reason, file=sys.stderr)
        return 2
    shown = folder.relative_to(PROJECT)
    print(NEXT.format(folder=shown, name=folder.name))
    return 0


def make(name: str, project: Path) -> Path:
    """Write the folder from the templates beside this file."""
    if not name.isidentifier() or not name.isascii() or name != name.lower():
        raise CannotMake(
            f"能力的名称要用小写英文字母和下划线，现在是“{name}”，例如 hotline"
        )
    folder = project / CAPABILITIES / name
    if folder.exists():
        raise CannotMake(f"{name} 已经有了（{folder}），请换一个名称。")
    words = {
        "name": name,
        "NAME": name.upper(),
        "Name": "".join(part.capitalize() for part in name.split("_")),
    }
    for source in sorted(TEMPLATES.rglob("*.template")):
        place = source.relative_to(TEMPLATES).with_suffix("")
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(Template(source.read_text()).substitute(words))
    # How lines break depends on how long the name is.
    subprocess.run([FORMATTER, "format", "--quiet", folder], check=True)
    return folder


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
