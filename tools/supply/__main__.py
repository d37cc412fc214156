"""Checks the locks: `python -m tools.supply [--index ADDRESS]`; exit 0 clean, 1 findings, 2 misuse."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import httpx

from tools.supply.index import Index, Looked
from tools.supply.licences import Policy, judge, read_policy
from tools.supply.pins import BadLockError, Pin, read_installed, read_pins

REQUIREMENTS: Final = Path(__file__).resolve().parents[2] / "requirements"
POLICY: Final = REQUIREMENTS / "licences.toml"


def main(
    arguments: Sequence[str] | None = None,
    transport: httpx.BaseTransport | None = None,
) -> int:
    """Look everything up, say what is wrong, and how much was looked at."""
    parser = argparse.ArgumentParser(prog="python -m tools.supply")
    parser.add_argument(
        "--index", default="https://pypi.org", help="答复与 PyPI 相同的索引"
    )
    parser.add_argument("--lock", type=Path, action="append", help="锁文件，可以写多个")
    told = parser.parse_args(arguments)
    locks = told.lock or sorted(REQUIREMENTS.glob("*.lock"))
    try:
        pins, policy = read_pins(locks), read_policy(POLICY)
    except (OSError, BadLockError) as error:
        print(
            f"锁文件读不了：{error}。请重新生成，例如见 docs/dependencies.md",
            file=sys.stderr,
        )
        return 2
    if not pins:
        print(
            "锁文件里没有任何包。请检查 --lock，例如 requirements/run.lock",
            file=sys.stderr,
        )
        return 2
    looked = Index(told.index, transport).look_up(pins)
    findings = [line for one in looked for line in findings_of(one, policy)]
    for line in findings:
        print(line)
    unknown = sum(bool(one.reason) for one in looked)
    print(f"共 {len(pins)} 个包：{len(findings)} 个问题，{unknown} 个没有查到。")
    return 1 if findings else 0


def findings_of(looked: Looked, policy: Policy) -> list[str]:
    """What is wrong with one package, a line each."""
    pin = looked.pin
    lines = [f"漏洞  {pin}：{hole}" for hole in looked.holes]
    if looked.reason:
        lines.append(f"没有查到  {pin}：{looked.reason}")
    wrong = licence_finding(pin, looked, policy)
    return [*lines, f"许可证  {wrong}"] if wrong else lines


def licence_finding(pin: Pin, looked: Looked, policy: Policy) -> str | None:
    """The installed package speaks for itself; what is for other machines by the index."""
    return judge(pin, read_installed(pin) or looked.said, policy)


if __name__ == "__main__":
    sys.exit(main())
