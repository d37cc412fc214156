"""Values for tests and the benchmark: an ordinary paper and the fullest of each layout."""

from tongban.plumbing.files import pdfium
from tongban.plumbing.papers.samples import Values, sample_values

__all__ = ["LAYOUTS", "Values", "largest_values", "sample_values", "text_of"]

LAYOUTS = (
    "receipt",
    "acceptance",
    "correction",
    "non_acceptance",
    "decision_granted",
    "decision_refused",
)

_LICENSING = "中华人民共和国行政许可法"
_SENTENCE = "现场核查发现贮存间与卫生间直接相通，没有采取隔离措施；"


def text_of(pdf: bytes) -> str:
    """The text that a reader, a search or a screen reader finds, without line ends."""
    with pdfium.opened(pdf) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return "".join("".join(pages).split())


def largest_values(layout: str) -> Values:
    """Every list as long as README.md promises to hold on one page, all at once."""
    values = sample_values(layout) | {
        "addressee": "欧阳" * 10,
        "item_name": "食品经营许可（新办）" * 3,
        "notes": [(_SENTENCE * 3)[:60]] * 2,
    }
    if layout in {"receipt", "acceptance"}:
        name = "经营场所和设备布局以及操作流程图"[:15]
        values["materials"] = [
            {"name": f"{name[:-2]}{n:02}", "form": "纸质复印件", "copies": 1}
            for n in range(40)
        ]
    if layout == "receipt":
        values["missing"] = [(_SENTENCE * 2)[:30]] * 6
        values["next_dates"] = values["next_dates"] * 2
    if layout == "acceptance":
        values["special_steps"] = [(_SENTENCE * 2)[:30]] * 5
    if layout == "correction":
        row = {"name": (_SENTENCE * 2)[:30], "reason": (_SENTENCE * 3)[:60]}
        values["lines"] = [row] * 12
    if layout in {"non_acceptance", "decision_refused"}:
        row = {"condition": (_SENTENCE * 3)[:60], "finding": (_SENTENCE * 4)[:100]}
        values["conditions"] = [row] * 6
    if layout == "decision_granted":
        values["facts"] = [(_SENTENCE * 4)[:100]] * 6
    if layout != "receipt":
        values["articles"] = [
            {"title": _LICENSING, "article": f"第三十二条第一款第{n}项"}
            for n in "一二三四"
        ]
    return values
