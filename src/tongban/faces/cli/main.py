"""`tongban …`: finds the installation, sets the rooms up, and hands over to a sub-command."""

import os
import sys
from importlib import import_module
from typing import Final

import django
import typer
from django.db import OperationalError, connection
from typer.main import get_command

from tongban.faces.cli.misuse import speak_chinese, words_of
from tongban.ground.loading import loading
from tongban.ground.refusals import Refusal

SETTINGS: Final = "tongban.config.settings"
MISUSED: Final = 2
# What a shell says of a program that was stopped with Ctrl+C.
STOPPED: Final = 130

# Name of the sub-command, and the module whose `app` it is; one line for each part.
PARTS: Final = (
    ("items", "tongban.faces.cli.list_releases"),
    ("sample", "tongban.faces.cli.loading"),
    ("papers", "tongban.faces.cli.papers"),
    ("clock", "tongban.faces.cli.clock"),
    ("law", "tongban.faces.cli.law"),
    ("exchange", "tongban.faces.cli.exchange"),
    ("packages", "tongban.faces.cli.packages"),
    ("networks", "tongban.faces.cli.networks"),
    ("systems", "tongban.faces.cli.systems"),
    ("apps", "tongban.faces.cli.apps"),
    ("links", "tongban.faces.cli.links"),
    ("indicators", "tongban.faces.cli.indicators"),
    ("files", "tongban.faces.cli.files"),
    ("rights", "tongban.faces.cli.rights_certificates"),
    ("accounts", "tongban.faces.cli.accounts"),
    ("log", "tongban.faces.cli.log"),
    ("keys", "tongban.faces.cli.keys"),
    ("purge", "tongban.faces.cli.purge"),
    ("receipt", "tongban.faces.cli.receipt"),
    ("tour", "tongban.faces.cli.tour"),
    ("bench", "tongban.faces.cli.bench"),
    ("doctor", "tongban.faces.cli.doctor"),
    ("city", "tongban.faces.cli.city"),
    ("mandates", "tongban.faces.cli.mandates"),
    ("agency", "tongban.faces.cli.agency"),
    ("privacy", "tongban.faces.cli.privacy"),
    ("incidents", "tongban.faces.cli.incidents"),
    ("orgs", "tongban.faces.cli.orgs"),
)
# Commands that are no group: the function `act` of a module, and its `HELP`.
SINGLE: Final = (
    ("backup", "tongban.faces.cli.backup"),
    ("restore", "tongban.faces.cli.restore"),
    ("upgrade", "tongban.faces.cli.upgrade"),
)


def make_app() -> typer.Typer:
    """All sub-commands under one name. Django is set up before: parts import models."""
    app = typer.Typer(
        name="tongban",
        help="通办：一座城市的政务服务平台。每个命令都能加 --json。",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    for name, module in PARTS:
        app.add_typer(import_module(module).app, name=name)
    for name, module in SINGLE:
        found = import_module(module)
        app.command(name, help=found.HELP)(found.act)
    return app


def run() -> None:
    """Run what was typed: 0 done, 1 refused, 2 misuse or nothing to talk to, 130 stopped."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    with loading():
        django.setup()
        command = get_command(make_app())
    # One thread needs no pool, and a pool waits long before it says that nobody answers.
    connection.settings_dict["OPTIONS"] = {}
    # Imported late: it reaches for models, which need the rooms to be set up.
    from tongban.faces.cli.output import REFUSED, print_refusal

    speak_chinese(command)
    try:
        sys.exit(command(prog_name="tongban", standalone_mode=False))
    except typer.TyperException as misuse:
        if words := words_of(misuse, sys.argv[1:]):
            print(words, file=sys.stderr)
        sys.exit(MISUSED)
    except (typer.Abort, KeyboardInterrupt):
        print("已停止。", file=sys.stderr)
        sys.exit(STOPPED)
    except Refusal as refusal:
        print_refusal(refusal, as_json="--json" in sys.argv)
        sys.exit(REFUSED)
    except OperationalError:
        sentence = (
            "连不上数据库。请先启动系统：python3 start.py，再运行这个命令。"
            "启动时用 --data 换过目录的，先写明是哪个，例如：export TONGBAN_DATA=/srv/tongban"
        )
        print(sentence, file=sys.stderr)
        sys.exit(MISUSED)
