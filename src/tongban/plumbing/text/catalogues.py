"""Catalogues of translations, made with Babel alone: `extract`, `compile`, `pseudo`.

Run `python -m tongban.plumbing.text.catalogues extract|compile|pseudo`. The source
language is Chinese, so a Chinese page needs no catalogue. The pseudo-locale wraps every
message in ［…］: a string on a page without the brackets never went through gettext.
"""

import sys
from collections.abc import Callable, Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.template.base import Lexer, TokenType
from django.utils.translation import template as patterns

Extracted = tuple[int, str, str | tuple[str, ...], list[str]]

PACKAGE: Final = Path(__file__).resolve().parents[2]
LOCALE: Final = PACKAGE / "locale"
DOMAIN: Final = "django"
PSEUDO: Final = "en_XA"
# A run that finds nothing new must leave the files as they were.
MADE: Final = datetime(2026, 1, 1, tzinfo=UTC)

# Which files carry words, and who reads them.
METHODS: Final = [
    ("**/tests/**", "ignore"),
    ("**/migrations/**", "ignore"),
    ("**.py", "python"),
    ("**/templates/**.html", f"{__name__}:extract_template"),
]
KEYWORDS: Final = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def extract_template(
    fileobj: IO[bytes],
    keywords: object,  # Babel gives these three to every method
    comment_tags: object,
    options: object,
) -> Generator[Extracted, None, None]:
    """Babel's extraction method for Django templates."""
    tokens = iter(Lexer(fileobj.read().decode("utf-8")).tokenize())
    for token in tokens:
        line = token.lineno or 0
        if token.token_type == TokenType.BLOCK:
            if patterns.block_re.match(token.contents):
                yield from _read_block(token.contents, line, tokens)
                continue
            inline = patterns.inline_re.match(token.contents)
            if inline:
                # Django looks a literal up with its percent signs doubled.
                message = inline.group(1)[1:-1].replace("%", "%%")
                context = patterns.context_re.match(inline.group(2) or "")
                if context:
                    yield line, "pgettext", (context.group(1)[1:-1], message), []
                else:
                    yield line, "gettext", message, []
        if token.token_type in {TokenType.BLOCK, TokenType.VAR}:
            for constant in patterns.constant_re.findall(token.contents):
                yield line, "gettext", constant[1:-1], []


def _read_block(opening: str, line: int, tokens: Iterator[Any]) -> Iterator[Extracted]:
    """Gather a blocktranslate up to its end; Django joins trimmed lines by a space."""
    singular: list[str] = []
    plural: list[str] = []
    current = singular
    for token in tokens:
        if token.token_type == TokenType.BLOCK:
            if patterns.endblock_re.match(token.contents):
                break
            if patterns.plural_re.match(token.contents):
                current = plural
        elif token.token_type == TokenType.VAR:
            current.append(f"%({token.contents})s")
        elif token.token_type == TokenType.TEXT:
            current.append(token.contents.replace("%", "%%"))
    trimmed = " trimmed" in opening
    messages = [_tidy("".join(part), trimmed=trimmed) for part in (singular, plural)]
    if plural:
        yield line, "ngettext", (messages[0], messages[1]), []
    else:
        yield line, "gettext", messages[0], []


def _tidy(text: str, *, trimmed: bool) -> str:
    """Join lines exactly as `blocktranslate trimmed` does."""
    if not trimmed:
        return text
    return " ".join(line.strip() for line in text.strip().splitlines())


def extract(root: Path = PACKAGE, locale_dir: Path = LOCALE) -> Catalog:
    """Read all sources, write django.pot, and bring each language's .po up to date."""
    found = _empty("zh_Hans")
    for filename, line, message, comments, context in extract_from_dir(
        root, method_map=METHODS, keywords=KEYWORDS
    ):
        found.add(message, None, [(filename, line)], (), comments, context=context)
    locale_dir.mkdir(parents=True, exist_ok=True)
    _write(found, locale_dir / f"{DOMAIN}.pot")
    for path in locale_dir.glob(f"*/LC_MESSAGES/{DOMAIN}.po"):
        known = _read(path, path.parents[1].name)
        known.update(found, no_fuzzy_matching=True)
        _write(known, path)
    return found


def compile_all(locale_dir: Path = LOCALE) -> list[Path]:
    """Make the .mo beside each .po."""
    made = []
    for path in sorted(locale_dir.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        target = path.with_suffix(".mo")
        with target.open("wb") as file:
            write_mo(file, _read(path, path.parents[1].name))
        made.append(target)
    return made


def pseudo(root: Path = PACKAGE, locale_dir: Path = LOCALE) -> Path:
    """Make the pseudo-locale from the Chinese source and compile it."""
    source = extract(root, locale_dir)
    catalogue = _empty("en")
    for message in source:
        if message.id:
            catalogue.add(message.id, _wrapped(message), context=message.context)
    path = _po(locale_dir, PSEUDO)
    _write(catalogue, path)
    compile_all(locale_dir)
    return path


def _wrapped(message: Message) -> str | tuple[str, ...]:
    if isinstance(message.id, str):
        return f"［{message.id}］"
    return tuple(f"［{part}］" for part in message.id)


def _empty(locale: str) -> Catalog:
    return Catalog(
        locale=locale,
        project="tongban",
        version="1",
        header_comment="# Made by python -m tongban.plumbing.text.catalogues",
        charset="utf-8",
        creation_date=MADE,
        revision_date=MADE,
        fuzzy=False,
    )


def _po(locale_dir: Path, locale: str) -> Path:
    path = locale_dir / locale / "LC_MESSAGES" / f"{DOMAIN}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _read(path: Path, locale: str) -> Catalog:
    with path.open("rb") as file:
        # The pseudo-locale is English with a private variant that CLDR does not know.
        return read_po(file, locale="en" if locale == PSEUDO else locale)


def _write(catalogue: Catalog, path: Path) -> None:
    with path.open("wb") as file:
        write_po(file, catalogue, width=0, omit_header=False, sort_by_file=True)


def run(arguments: list[str]) -> int:
    """The command line: one word."""
    tasks: dict[str, Callable[[], object]] = {
        "extract": extract,
        "compile": compile_all,
        "pseudo": pseudo,
    }
    if len(arguments) != 1 or arguments[0] not in tasks:
        sys.stderr.write("usage: catalogues extract|compile|pseudo\n")
        return 2
    tasks[arguments[0]]()
    return 0


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
