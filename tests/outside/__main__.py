"""The long run of what is tried from outside: `python -m tests.outside --turns 50`.

The gate gives each address one turn; here each has many, with other words, data and people
in each. Fifty take about an hour of a processor.
"""

import argparse
import sys

import pytest

ROOM = "tests/outside"
USUAL = 50


def main() -> int:
    """Try the API and the pages at length; the exit code is that of pytest."""
    parser = argparse.ArgumentParser(description="从外面长时间试：全部接口和页面。")
    parser.add_argument(
        "--turns", type=int, default=USUAL, help=f"每个地址几轮，默认 {USUAL}"
    )
    turns = parser.parse_args().turns
    named = [f"{ROOM}/test_api.py", f"{ROOM}/test_crawl.py"]
    # A test that takes an hour on purpose does not hang.
    patient = ["-o", "faulthandler_timeout=0"]
    return int(pytest.main([*named, "-q", "--turns", str(turns), *patient]))


if __name__ == "__main__":
    sys.exit(main())
