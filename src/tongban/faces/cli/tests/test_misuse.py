"""What was typed wrongly is one Chinese sentence with an example, and exit 2."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.main import get_command

from tongban.faces.cli.main import PARTS, make_app
from tongban.faces.cli.misuse import EXAMPLES, speak_chinese, words_of

TYPED = [
    ("nonsense", "没有 nonsense 这个命令，有这些：", "tongban clock explain"),
    ("clok due", "没有 clok 这个命令，是不是 clock", "tongban clock explain"),
    ("clock explain", "少写了“办件编号”", "tongban clock explain 6901"),
    ("clock due --nope", "没有 --nope 这个选项", "tongban clock due --accepted-on"),
    ("law attack --attempts", "--attempts 后面要写一个值", "tongban law attack"),
    ("items search --limit x y", "--limit 写得不对：要写整数", "tongban items search"),
    ("items search --limit 0 y", "--limit 写得不对：太小了", "tongban items search"),
    ("items import /nope", "“清单或指南文件”写得不对：没有这个文件", "清单.xlsx"),
    ("log verify x", "多写了 x", "tongban log verify"),
]


@pytest.mark.parametrize(("typed", "what", "example"), TYPED)
def test_misuse_is_one_sentence_with_an_example(
    typed: str, what: str, example: str
) -> None:
    words = typed.split()
    with pytest.raises(typer.TyperException) as caught:
        get_command(make_app())(words, prog_name="tongban", standalone_mode=False)

    said = words_of(caught.value, words)

    assert said.startswith(what)
    assert example in said.partition("，例如 ")[2]
    assert "\n" not in said
    assert not re.search(r"[a-z]{3,} [a-z]{2,} [a-z]{3,}", said.partition("，例如")[0])


def test_every_part_has_an_example_of_its_own() -> None:
    for name, _module in PARTS:
        assert EXAMPLES[f"tongban {name}"].startswith(f"tongban {name}")


def test_every_example_is_a_command_that_there_is() -> None:
    for example in EXAMPLES.values():
        command: Any = get_command(make_app())
        for word in example.split()[1:]:
            if hasattr(command, "commands") and not word.startswith("-"):
                command = command.commands[word]


def test_help_is_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    command = get_command(make_app())
    speak_chinese(command)

    with pytest.raises(SystemExit):
        command(["clock", "due", "--help"], prog_name="tongban")

    shown = capsys.readouterr().out
    assert "可以加的选项" in shown
    assert "显示这份说明" in shown
    assert "<bool>" not in shown


def test_the_command_line_ends_with_2_and_says_it_on_the_error_stream() -> None:
    program = str(Path(sys.executable).with_name("tongban"))
    told = {name: word for name, word in os.environ.items() if name != "COLUMNS"}
    done = subprocess.run(
        [program, "nonsense"], capture_output=True, text=True, check=False, env=told
    )

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("没有 nonsense 这个命令")
    assert done.stderr.count("\n") == 1
