"""How easily the plain words of a guide are read: long sentences, words of the office."""

import re
from typing import Any, Final

from tongban.capabilities.catalogue.checking.found import part, text, texts

LONGEST_SENTENCE: Final = 30
MOST_OF: Final = 2
OFFICIAL: Final = ("敬请", "予以", "兹", "特此", "悉", "鉴于", "烦请", "之规定", "应当")


def hints(document: dict[str, Any]) -> list[str]:
    """What would make the plain words easier, sentence by sentence."""
    plain = part(document, "plain")
    names = ("summary", "how_long", "cost", "bring", "visits")
    said = [text(plain, name) for name in names] + texts(plain, "steps")
    found = []
    for sentence in (one for whole in said for one in re.split(r"[。！？；\n]", whole)):
        short = f"{sentence[:12]}…" if len(sentence) > LONGEST_SENTENCE else sentence
        if len(sentence) > LONGEST_SENTENCE:
            found.append(
                f"“{short}”有 {len(sentence)} 个字，请拆成两句，一句最多 30 个字。"
            )
        if sentence.count("的") > MOST_OF:
            found.append(f"“{short}”里“的”太多，请换个说法。")
        found += [
            f"“{short}”里有“{word}”，请换成平常说法。"
            for word in OFFICIAL
            if word in sentence
        ]
    return found
