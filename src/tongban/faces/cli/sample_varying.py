"""The sample city's items, varied to any number for size tests: same seed, same items."""

import json
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, Final

from tongban.faces.cli.sample_documents import SampleDocuments

Document = dict[str, Any]

MOST: Final = 80_000
_PER_FILE: Final = 1_000
_FIRST_SERIAL: Final = 10_000
_KINDS: Final = ("新办", "变更", "延续", "补证", "注销", "信息更正")
_TYPE_ENDS: Final = 4
_BASIC_BEGINS: Final = -12
_HANDLING_SERIAL: Final = "01"


def read_items(folder: Path) -> list[Document]:
    """The item documents of a sample folder, those of the packs after the files."""
    return list(SampleDocuments(folder).items.values())


def vary(items: Sequence[Document], count: int, seed: int) -> Iterator[Document]:
    """`count` items with names and codes of their own, as sound as those they come from."""
    # Not for secrets: a size test must be able to make the same items again.
    random = Random(seed)  # noqa: S311
    for at in range(count):
        yield _varied(items[at % len(items)], at, random)


def write_items(documents: Iterator[Document], folder: Path) -> list[Path]:
    """Files of JSON lines, some hundred items each; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    while part := list(islice(documents, _PER_FILE)):
        path = folder / f"items-{len(written) + 1:02d}.jsonl"
        lines = [json.dumps(one, ensure_ascii=False) for one in part]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        written.append(path)
    return written


def _varied(item: Document, at: int, random: Random) -> Document:
    document = deepcopy(item)
    kind = random.choice(_KINDS)
    document["name"] = f"{item['name']}（{kind}，样例 {at + 1}）"
    document["aliases"] = [*random.sample(item["aliases"], k=3), f"样例{at + 1}"]
    basic: str = item["basic_code"]
    varied = f"{basic[:_TYPE_ENDS]}{_FIRST_SERIAL + at:05d}000"
    held = item["implementation_code"][:_BASIC_BEGINS]
    document["basic_code"] = varied
    document["implementation_code"] = f"{held}{varied}"
    document["handling_code"] = f"{held}{varied}{_HANDLING_SERIAL}"
    return document
