"""Our lint of templates: what the content policy, the screen reader and the eye refuse.

Run `python -m tools.templates_lint [path …]`; prints file:line and the rule, exit 1.
Templates are read for markup and words, Python for the two strings that hide an import
(`apps.get_model("…")`, `include("…")`) and for ASCII punctuation in Chinese words.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).resolve().parents[1] / "src" / "tongban"
CHINESE: Final = "\u3400-\u9fff"

# What the lint must not look into, emptied with its lines kept.
COMMENTS: Final = re.compile(
    r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->", re.DOTALL
)
TRANSLATED: Final = re.compile(
    r"\{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%\}"
    r"""|\{%\s*trans(?:late)?\s+(?:"[^"]*"|'[^']*')"""
    r"""|_\((?:"[^"]*"|'[^']*')\)""",
    re.DOTALL,
)
BLOCK_TAG: Final = re.compile(r"\{%.*?%\}", re.DOTALL)
VARIABLE: Final = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)

PATTERNS: Final[dict[str, re.Pattern[str]]] = {
    "style attribute: the content policy refuses it, use a class": re.compile(
        r"<[^>]*\sstyle\s*=", re.IGNORECASE
    ),
    "on…= attribute: the content policy refuses it, use a data- hook": re.compile(
        r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE
    ),
    "hx-on, js: values and trigger filters need eval": re.compile(
        r"hx-on\b|hx-vals=.js:|hx-trigger=\"[^\"]*\[", re.IGNORECASE
    ),
    "inline style or script: put it into a file": re.compile(
        r"<style\b|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE
    ),
    "|safe or autoescape off: build markup with format_html": re.compile(
        r"\{\{[^}]*\|\s*safe\b|\{%\s*autoescape\s+off"
    ),
    "ASCII punctuation between Chinese characters: use ，：；？！（）": re.compile(
        rf"[{CHINESE}][,:;!?()\[\]][{CHINESE}]|[{CHINESE}]\([^)]*[{CHINESE}]"
    ),
    "asterisk for a required field: mark the optional ones with （选填）": re.compile(
        rf"[{CHINESE}]\s*[*＊](?=\s*[<{{\"'：])|>\s*[*＊]\s*<"
    ),
}
REGULAR_EXPRESSION: Final = re.compile(r"[|\\\[]")
CONTROLS: Final = {"input", "select", "textarea"}
NEEDS_NO_LABEL: Final = {"hidden", "submit", "button", "image", "reset"}
# A type that a variable decides is not judged.
NEEDS_AUTOCOMPLETE: Final = {
    *("text", "search", "tel", "email", "url", "number", "password", "date"),
    *("select", "textarea"),
}
NEW_WINDOW: Final = re.compile("新窗口|新页面|新标签")


@dataclass(frozen=True, order=True)
class Finding:
    path: Path
    line: int
    rule: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}"


def lint_template(path: Path, text: str) -> Iterator[Finding]:
    """All findings of one template."""
    text = _empty_out(COMMENTS, text)
    for rule, pattern in PATTERNS.items():
        for match in pattern.finditer(text):
            yield Finding(path, _line_of(text, match.start()), rule)
    for line, rule in [*_bare_words(text), *_open_forms(text), *_controls(text)]:
        yield Finding(path, line, rule)


def lint_python(path: Path, text: str, *, is_config: bool = False) -> Iterator[Finding]:
    """Strings that hide an import, and punctuation in words for people."""
    rule = "ASCII punctuation between Chinese characters: use ，：；？！（）"
    tree = ast.parse(text)
    documentation = _docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and not is_config:
            hidden = _hidden_import(node)
            if hidden:
                yield Finding(path, node.lineno, hidden)
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node not in documentation
            and not REGULAR_EXPRESSION.search(node.value)
            and PATTERNS[rule].search(node.value)
        ):
            yield Finding(path, node.lineno, rule)


def lint(paths: Iterable[Path]) -> list[Finding]:
    """Everything below the paths; a test's own samples of what is wrong are left out."""
    findings: list[Finding] = []
    for path in _files(paths):
        text = path.read_text("utf-8")
        if path.suffix == ".html":
            findings += lint_template(path, text)
        else:
            is_config = "config" in path.parts
            findings += lint_python(path, text, is_config=is_config)
    return sorted(set(findings))


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for root in paths:
        found = [root] if root.is_file() else sorted(root.rglob("*"))
        for path in found:
            is_test = "tests" in path.parts and root.is_dir()
            is_ours = path.suffix == ".py" or (
                path.suffix == ".html" and "templates" in path.parts
            )
            if (is_ours or path == root) and not is_test:
                yield path


def _bare_words(text: str) -> Iterator[tuple[int, str]]:
    """Chinese that gettext never sees; one finding a line is enough."""
    rest = _empty_out(TRANSLATED, text)
    lines = {
        _line_of(rest, match.start()) for match in re.finditer(f"[{CHINESE}]", rest)
    }
    for line in sorted(lines):
        yield line, "bare Chinese: wrap it in {% translate %} or _()"


# Pages for passers-by hold no token, so that one copy does for everybody; what this address
# does instead is told where it stands.
WITHOUT_TOKEN = ("{% url 'look:mode' %}",)


def _open_forms(text: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"<form\b[^>]*>", text, re.IGNORECASE):
        if not re.search(r"method\s*=\s*.?post", match[0], re.IGNORECASE):
            continue
        if any(action in match[0] for action in WITHOUT_TOKEN):
            continue
        end = text.find("</form", match.end())
        if "{% csrf_token %}" not in text[match.end() : end if end > 0 else None]:
            yield (
                _line_of(text, match.start()),
                "form method=post without {% csrf_token %}",
            )
    for match in re.finditer(r"<a\b[^>]*target\s*=\s*.?_blank.*?</a", text, re.DOTALL):
        if not NEW_WINDOW.search(match[0]):
            yield (
                _line_of(text, match.start()),
                "target=_blank without words: say that a new window opens",
            )


class _Controls(HTMLParser):
    """Finds controls and labels; variables have become comparable words before."""

    def __init__(self) -> None:
        super().__init__()
        self.labels: set[str] = set()
        self.inside_label = 0
        self.found: list[tuple[int, str, dict[str, str], bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "label":
            self.inside_label += 1
            self.labels.add(attributes.get("for", ""))
        if tag in CONTROLS or tag == "img":
            where = self.getpos()[0]
            self.found.append((where, tag, attributes, self.inside_label > 0))

    def handle_endtag(self, tag: str) -> None:
        if tag == "label":
            self.inside_label = max(0, self.inside_label - 1)


def _controls(text: str) -> Iterator[tuple[int, str]]:
    parser = _Controls()
    parser.feed(_plain_markup(text))
    for line, tag, attributes, is_inside in parser.found:
        if tag == "img":
            if "alt" not in attributes:
                yield line, "img without alt"
            continue
        kind = attributes.get("type", "text") if tag == "input" else tag
        is_named = (
            is_inside
            or "aria-label" in attributes
            or "aria-labelledby" in attributes
            or attributes.get("id", "?") in parser.labels
        )
        if kind not in NEEDS_NO_LABEL and not is_named:
            yield line, f"{tag} without a label"
        if kind in NEEDS_AUTOCOMPLETE and "autocomplete" not in attributes:
            yield line, f"{tag} without autocomplete (say off if none fits)"


def _plain_markup(text: str) -> str:
    """Markup an HTML parser can read: tags away, variables as words without quotes."""
    without = _empty_out(BLOCK_TAG, text)

    def as_word(match: re.Match[str]) -> str:
        word = re.sub(r"\W", "_", match[1].strip())
        return word + "\n" * match[0].count("\n")

    return VARIABLE.sub(as_word, without)


def _hidden_import(call: ast.Call) -> str:
    name = ast.unparse(call.func)
    takes_text = bool(call.args) and isinstance(call.args[0], ast.Constant)
    if name.endswith("apps.get_model") and takes_text:
        return "apps.get_model hides an import: ask the other capability's queries"
    if name == "include" and takes_text:
        return "include of a dotted string hides an import: pass the module"
    return ""


def _docstrings(tree: ast.AST) -> set[ast.expr]:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, kinds)
        and node.body
        and isinstance(node.body[0], ast.Expr)
        and isinstance(node.body[0].value, ast.Constant)
    }


def _empty_out(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def _line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def run(arguments: list[str]) -> int:
    """The command line: paths, or the whole source."""
    findings = lint([Path(one) for one in arguments] or [SOURCE])
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
