"""Words brought to one form: signs, pinyin with its usual slips, and what is only framing."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

LONGEST_QUERY: Final = 60
_LONGEST_PHRASE: Final = 4
# What people put around the thing they want; it tells items apart in no way.
_FRAMES: Final = re.compile(
    "我想要?|想要?|我要|请问|麻烦|帮我|俺们?|咱们?|咋个|咋办|咋弄|咋整|咋|怎么办理|怎么办|怎么弄|"
    "怎么搞|怎么|怎样|如何|为什么|为啥|要办(?:什么|啥|哪些)|办(?:什么|啥|哪些)|需要(?:什么|啥|哪些)|"
    "要(?:什么|啥|带什么|带啥|哪些)|什么|啥子|么子|哪些|啥|手续|流程|材料|条件|需要|去哪里?|在哪里?|到哪里?|"
    "哪里|哪儿|哪个|部门|可不可以|可以|能不能|要不要|能否|有没有|是不是|该|一下|多少|"
    "多久|吗|呢|吧|嘛|呀|的|了|办理|申请|怎|自己|我家?|个(?![体人税])|一家|一个"
)
_WEIGHT_OF_FRAME: Final = 0.12
_WEIGHT_BESIDE_FRAME: Final = 0.4
# One sign says less than two that make a word, though some are words (狗, 税, 沙); two that
# only sound alike may be a slip.
_WEIGHT_OF_SIGN: Final = 0.6
_WEIGHT_OF_SOUND: Final = 0.4


@lru_cache(maxsize=4096)
def normalise(said: str) -> str:
    """One form of a text: half-width, small letters, no spaces, signs or marks."""
    wide = unicodedata.normalize("NFKC", said).lower()
    return "".join(
        sign for sign in wide if unicodedata.category(sign)[0] in "LN" or sign in "-."
    )


@lru_cache(maxsize=4096)
def features(said: str) -> Mapping[str, float]:
    """What a text is compared by, with weights: signs, pairs of signs, pairs of sounds."""
    return features_of(said, syllables(said))


def features_of(said: str, sounds: Sequence[str]) -> dict[str, float]:
    """The same, where its sounds are known."""
    framing = _framing(said)
    found: dict[str, float] = {}
    last = len(said) - 1
    for at, sign in enumerate(said):
        weight = _WEIGHT_OF_FRAME if framing[at] else 1.0
        _keep(found, sign, weight * _WEIGHT_OF_SIGN)
        if at == last:
            break
        weight = _pair_weight(framing[at], framing[at + 1])
        _keep(found, said[at : at + 2], weight)
        if not said[at : at + 2].isascii():
            _keep(found, _sound(sounds, at), weight * _WEIGHT_OF_SOUND)
    return found


def sounds_of(said: str) -> Iterator[tuple[str, str]]:
    """Each pair of signs with its pair of sounds, as `features` names it."""
    sounds = syllables(said)
    for at in range(len(said) - 1):
        if not said[at : at + 2].isascii():
            yield said[at : at + 2], _sound(sounds, at)


def _sound(sounds: Sequence[str], at: int) -> str:
    return f"{slurred(sounds[at])} {slurred(sounds[at + 1])}"


def _keep(found: dict[str, float], key: str, weight: float) -> None:
    if weight > found.get(key, 0.0):
        found[key] = weight


def _pair_weight(first: bool, second: bool) -> float:
    if first and second:
        return _WEIGHT_OF_FRAME
    return _WEIGHT_BESIDE_FRAME if first or second else 1.0


def _framing(said: str) -> list[bool]:
    """For each sign, whether it is only framing; nothing is when everything would be."""
    marks = [False] * len(said)
    for match in _FRAMES.finditer(said):
        marks[match.start() : match.end()] = [True] * (match.end() - match.start())
    return [False] * len(said) if all(marks) else marks


def syllables(said: str) -> list[str]:
    """The pinyin of each sign, without tones; letters and figures stay as they are.

    `pypinyin.lazy_pinyin` cuts words on the way and takes 0.3 ms a name, twelve seconds for
    a city. The same tables, read longest word first, take some microseconds.
    """
    found: list[str] = []
    phrases = sounds_of_phrases()
    at = 0
    while at < len(said):
        for length in range(min(_LONGEST_PHRASE, len(said) - at), 1, -1):
            known = phrases.get(said[at : at + length])
            if known:
                found += [_plain(sounds[0]) for sounds in known]
                at += length
                break
        else:
            found.append(_of_sign(said[at]))
            at += 1
    return found


@cache
def sounds_of_phrases() -> Mapping[str, list[list[str]]]:
    """The sounds of words, read when first asked for: half a second of every start otherwise.

    The web's first process asks before it makes others, which then share the table.
    """
    from pypinyin.constants import PHRASES_DICT

    phrases: Mapping[str, list[list[str]]] = PHRASES_DICT
    return phrases


@cache
def _of_sign(sign: str) -> str:
    from pypinyin.constants import PINYIN_DICT

    known = PINYIN_DICT.get(ord(sign), "")
    return _plain(known.split(",")[0]) if known else sign


@cache
def _plain(sound: str) -> str:
    from pypinyin.contrib.tone_convert import to_normal

    return str(to_normal(sound))


def initials(sounds: Iterable[str]) -> str:
    """The first letters of the pinyin: 食品经营 → spjy."""
    return "".join(sound[0] for sound in sounds if sound[0].isascii())


def spelling(sounds: Iterable[str]) -> str:
    """The pinyin in one word, slurred: 不动产 → budongcan."""
    return "".join(slurred(sound) for sound in sounds if sound.isascii())


@lru_cache(maxsize=4096)
def slurred(letters: str) -> str:
    """Pinyin as many speak and type it: no zh, ch, sh, no ng."""
    return re.sub("([zcs])h", r"\1", letters).replace("ng", "n")


def triples(letters: str) -> set[str]:
    """Runs of three letters, by which spellings with slips are still alike."""
    return {letters[at : at + 3] for at in range(len(letters) - 2)}
