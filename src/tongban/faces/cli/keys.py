"""`tongban keys …`: the keys that seal personal values: look at them, rotate them."""

import time
from collections.abc import Iterator
from dataclasses import asdict

import typer

from tongban.capabilities.orgs.queries import list_cities
from tongban.faces import clock
from tongban.faces.cli.output import REFUSED, AsJson, answer
from tongban.plumbing.sealing.ring import kek, kek_mark
from tongban.plumbing.sealing.rotating import (
    RingLine,
    Rotated,
    list_versions,
    rotate,
)

app = typer.Typer(no_args_is_help=True, help="个人信息的加密密钥：查看、更换。")


@app.command("status", help="列出数据密钥的每一版、何时启用、还有多少人和申请在用。")
def status(as_json: AsJson = False) -> None:
    """Show the ring of every city."""
    found = {city: list_versions(city=city) for city in list_cities()}
    mark = kek_mark(kek())
    facts = {
        "kek": mark,
        "cities": {city: [asdict(row) for row in rows] for city, rows in found.items()},
    }
    answer(facts, _status_lines(mark, found), as_json=as_json)


@app.command(
    "rotate", help="换一版数据密钥，系统照常运行；中途停了，再运行一次会接着做。"
)
def change(as_json: AsJson = False) -> None:
    """Rotate; exit 1 when an old version is still in use afterwards."""
    cities = list_cities()
    done = rotate(
        cities=cities,
        at=clock.now(),
        wait=time.sleep,
        tell=lambda count: None if as_json else print(f"已换 {count} 把", flush=True),
    )
    answer(asdict(done), _rotated_lines(done), as_json=as_json)
    if not done.destroyed:
        raise typer.Exit(REFUSED)


def _status_lines(mark: str, found: dict[str, list[RingLine]]) -> Iterator[str]:
    yield f"主密钥标记 {mark}"
    for city, rows in found.items():
        for row in rows:
            state = (
                "已销毁"
                if row.destroyed_at
                else "停用"
                if row.superseded_at
                else "在用"
            )
            yield (
                f"{city}  第 {row.version} 版  {state}  {row.made_at:%Y-%m-%d} 生成，"
                f"{row.subjects} 把在用"
            )


def _rotated_lines(done: Rotated) -> Iterator[str]:
    yield f"现在用第 {done.version} 版，换了 {done.wrapped} 把密钥。"
    if done.destroyed:
        yield f"已销毁旧版：{'、'.join(map(str, done.destroyed))}。"
    else:
        yield "旧版还有人在用，没有销毁。请过一分钟再运行一次：tongban keys rotate"
