"""Runs another `tongban` command as a person would, and keeps what it said."""

from dataclasses import dataclass

import typer
from typer.testing import CliRunner

from tongban.ground.refusals import Refusal


@dataclass(frozen=True)
class Ran:
    """Exit code, and what was said."""

    code: int
    said: str

    @property
    def last(self) -> str:
        """The verdict: the last line."""
        lines = self.said.strip().splitlines()
        return lines[-1] if lines else ""


def run_command(app: typer.Typer, *arguments: str) -> Ran:
    """Run a sub-command in this process, as if it had been typed."""
    result = CliRunner().invoke(app, list(arguments))
    if isinstance(result.exception, Refusal):
        return Ran(1, result.exception.message)
    return Ran(result.exit_code, result.output)
