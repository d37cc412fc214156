"""Starts Tongban, or does a developer's task: `python3 start.py [task]`.

This file is read by any Python from 3.6 on, so that an old one gets a sentence and not a
syntax error; everything else stands in tools/setting_up.py.
"""

import sys

OLDEST = (3, 11)


def main() -> int:
    """Refuse an old Python; hand over to the rest."""
    if sys.version_info < OLDEST:
        present = "{}.{}".format(*sys.version_info[:2])
        sys.stderr.write(
            "通办需要 Python 3.11 或更新的版本，现在是 "
            + present
            + "；请安装后再运行，例如 python3.11 start.py\n"
        )
        return 2
    from tools import setting_up

    return setting_up.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
