"""Checks that run by themselves on any page: `check_pages(browser, base_url, visits)`.

Numbers are those of the design's list of checks. Each check gives sentences about what
is wrong; none means that the page is right. The content policy stays on throughout.
"""

import gzip
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Literal

import pypdfium2
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Response

Mode = Literal["standard", "elder"]
Face = Literal["portal", "desk"]

MEASURES: Final = Path(__file__).with_name("measures.js").read_text("utf-8")
AXE: Final = Axe().axe_script
RUN_AXE: Final = "options => window.axe.run(options).then(found => found.violations)"
# The desk has one layout from 1280 on: wider windows are looked at for reflow only.
WIDTHS: Final = {"portal": (390, 1366), "desk": (1280,)}
HEIGHTS: Final = {320: 640, 360: 740, 390: 844, 1280: 800, 1366: 768}
MODES: Final[dict[str, tuple[Mode, ...]]] = {
    "portal": ("standard", "elder"),
    "desk": ("standard",),
}
REFLOW_WIDTHS: Final = {"portal": (320, 360, 390, 1366), "desk": (1280, 1366)}
KILOBYTE: Final = 1024
BUDGET: Final = {"portal": 40 * KILOBYTE, "desk": 80 * KILOBYTE}
MOST_REQUESTS: Final = 6
LEAST_TARGET: Final = {"standard": 44, "elder": 60}
LEAST_DESK_TARGET: Final = 40
LEAST_ANYWHERE: Final = 24
ELDER_TEXT: Final = 24
AXE_RULES: Final = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}  # fmt: skip


@dataclass(frozen=True)
class Visit:
    """One page to look at; `cookies` are those of the person who is signed in."""

    name: str
    url: str
    face: Face = "portal"
    cookies: tuple[tuple[str, str], ...] = ()
    status: int = 200
    # A paper: printed on one A4 sheet.
    one_sheet: bool = False
    modes: tuple[Mode, ...] = ()
    widths: tuple[int, ...] = ()


@dataclass
class Watch:
    """What a page says and loads while it opens."""

    refused: int = 200
    complaints: list[str] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)

    def on(self, page: Page) -> "Watch":
        """Listen to console, errors and answers."""
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("response", lambda answer: self.responses.append(answer))  # noqa: PLW0108  # Playwright marks the function it is given
        return self

    def forget(self, *, refused: int) -> None:
        """Begin anew, for a page that may answer with this status."""
        self.refused = refused
        self.complaints, self.responses = [], []

    def _hear(self, kind: str, text: str) -> None:
        # A refusal's own status is told as an error by the browser.
        is_own_status = f"status of {self.refused}" in text
        if kind in {"error", "warning"} and not is_own_status:
            self.complaints.append(f"console {kind}: {text}")


def measure(page: Page, name: str, *arguments: object) -> Any:
    """One function of measures.js, with its arguments."""
    _bring(page, "__measure", MEASURES)
    return page.evaluate(
        "([name, given]) => window.__measure[name](...given)", [name, list(arguments)]
    )


def _bring(page: Page, name: str, script: str) -> None:
    """Put a script into the page, unless its window came with it."""
    if page.evaluate("name => !(name in window)", name):
        page.evaluate(script)


# ---------------------------------------------------------------- one page as it stands
def check_axe(page: Page) -> list[str]:
    """1: every rule of WCAG A and AA up to 2.2, and best practice."""
    before = page.viewport_size or {"width": 1366, "height": 768}
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    # As tall as the page: a sticky bar covers only what one can scroll to (see 9).
    page.set_viewport_size({"width": before["width"], "height": height})
    _bring(page, "axe", AXE)
    violations = page.evaluate(RUN_AXE, AXE_RULES)
    page.set_viewport_size(before)
    return [
        f"axe {found['id']}: {node['html'][:120]}"
        for found in violations
        for node in found["nodes"][:3]
    ]


def check_weight(watch: Watch, face: Face) -> list[str]:
    """3: requests, and their bytes as they go out packed, wherever they were kept."""
    answers = [one for one in watch.responses if not one.url.startswith("data:")]
    weights = [(one.url.rsplit("/", 1)[-1], _bytes_on_the_wire(one)) for one in answers]
    weight = sum(bytes_ for _name, bytes_ in weights)
    each = ", ".join(f"{name} {bytes_}" for name, bytes_ in weights)
    found = []
    if weight > BUDGET[face]:
        most = BUDGET[face] // KILOBYTE
        found.append(f"{weight // KILOBYTE} KB, at most {most}: {each}")
    if len(answers) > MOST_REQUESTS:
        found.append(f"{len(answers)} requests, at most {MOST_REQUESTS}: {each}")
    return found


def _bytes_on_the_wire(response: Response) -> int:
    # The headers are asked of the network itself: the page's own copy may lack some
    # while the machine is busy, and a text without its type would be weighed unpacked.
    headers = response.all_headers()
    heads = sum(len(name) + len(value) + 4 for name, value in headers.items())
    if response.status in range(300, 400):
        return heads
    kind = headers.get("content-type", "")
    if kind.startswith(("text/", "application/j", "image/svg")):
        return heads + len(gzip.compress(response.body()))
    return heads + len(response.body())


def check_targets(page: Page, face: Face, mode: Mode) -> list[str]:
    """6: what one must hit is large enough; a label counts with its control."""
    least = LEAST_DESK_TARGET if face == "desk" else LEAST_TARGET[mode]
    return list(measure(page, "targets", least, LEAST_ANYWHERE))


def check_elder(page: Page) -> list[str]:
    """5, 7, 8: size of text, distance of lines, nothing that lures or jumps up."""
    return [
        *(f"text under 24 px: {one}" for one in measure(page, "smallText", ELDER_TEXT)),
        *measure(page, "lines"),
        *measure(page, "bans"),
    ]


def check_structure(page: Page) -> list[str]:
    """16, 17: lights and charts have words; one h1, no level jumped."""
    return [*measure(page, "headings"), *measure(page, "lights")]


def check_hotkeys(page: Page) -> list[str]:
    """10: a key once, printed on its control, not the browser's own."""
    return list(measure(page, "hotkeys"))


def check_reflow(page: Page, widths: Iterable[int]) -> list[str]:
    """4: nothing is wider than the window."""
    before = page.viewport_size
    found = []
    for width in widths:
        widen(page, width)
        whole, window, wide = measure(page, "width")
        if whole > window:
            found.append(f"{whole - window} px too wide at {width}: {wide}")
    if before:
        page.set_viewport_size(before)
    return found


def check_zoom(page: Page) -> list[str]:
    """13: at 200 % a window shows half as much."""
    size = page.viewport_size
    width = size["width"] if size else 1366
    return check_reflow(page, [max(320, width // 2)])


def check_spacing(page: Page) -> list[str]:
    """13: wider letters, words and lines cut nothing off (changes the page)."""
    measure(page, "spread")
    whole, window, wide = measure(page, "width")
    found = [f"cut off with wide spacing: {one}" for one in measure(page, "clipped")]
    if whole > window:
        found.append(f"{whole - window} px too wide with wide spacing: {wide}")
    return found


def check_settings_of_people(page: Page) -> list[str]:
    """13: forced colours keep the edges, reduced motion stands still."""
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    lost = [f"no edge in forced colours: {one}" for one in measure(page, "borders")]
    moving = measure(page, "moving")
    page.emulate_media(forced_colors="none", reduced_motion="no-preference")
    return [*lost, *([f"{moving} things move"] if moving else [])]


def check_one_sheet(page: Page) -> list[str]:
    """13: a paper is one A4 sheet."""
    with pypdfium2.PdfDocument(BytesIO(page.pdf(format="A4"))) as document:
        count = len(document)
    return [] if count == 1 else [f"prints {count} sheets"]


def check_keyboard(page: Page, most: int = 250) -> list[str]:
    """9: Tab all round: outline, not covered, no trap, order of the document.

    The page notes where the focus rests, when Tab is pressed the next time.
    """
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    expected = measure(page, "walk")
    stops: list[dict[str, Any] | None] = []
    while len(stops) < most:
        for _press in range(expected + 1):
            page.keyboard.press("Tab")
        stops = measure(page, "walked")
        found = judge_walk(stops)
        if found is not None:
            return found
    return [f"no end after {len(stops)} presses"]


def judge_walk(stops: Sequence[dict[str, Any] | None]) -> list[str] | None:
    """What is wrong with a walk by keyboard; None when it did not come to its end.

    A page may put the focus in its middle: behind the last stop comes the first, once.
    """
    found: list[str] = []
    places: list[int] = []
    rounds = 1
    for stop in stops:
        if stop is None or (places and stop["place"] == places[0]):
            return found
        if places and stop["place"] == places[-1]:
            return [*found, f"trap at {stop['name']}"]
        if rounds == 1 and places and stop["place"] < min(places):
            rounds += 1
        elif places and stop["place"] < places[-1]:
            found.append(f"against the order: {stop['name']}")
        if not stop["outlined"]:
            found.append(f"no outline: {stop['name']}")
        if not stop["seen"]:
            found.append(f"covered: {stop['name']}")
        places.append(stop["place"])
    return None


def check_paste(page: Page) -> list[str]:
    """18: nobody is kept from pasting."""
    return [f"refuses paste: {one}" for one in measure(page, "pasteRefused")]


def check_now(
    page: Page, *, face: Face = "portal", mode: Mode = "standard"
) -> list[str]:
    """The checks for a page as it stands: after errors, after a swap."""
    return [
        *check_axe(page),
        *check_structure(page),
        *check_targets(page, face, mode),
        *(check_elder(page) if mode == "elder" else []),
        *check_hotkeys(page),
    ]


# ---------------------------------------------------------------- many pages
@dataclass
class _Across:
    """What must differ between pages (titles) and what must not (the help)."""

    titles: dict[str, str] = field(default_factory=dict)
    helps: set[str] = field(default_factory=set)

    def note(self, page: Page, visit: Visit) -> list[str]:
        """17, 18: no two paths share a title; the help stands in the same place."""
        if visit.face == "portal":
            self.helps.add(measure(page, "help"))
        title = page.title()
        if not title:
            return ["no title"]
        path = visit.url.split("?")[0]
        first = self.titles.setdefault(title, path)
        return [] if first == path else [f"same title as {first}: {title}"]


@dataclass
class _Windows:
    """A window for each person and mode: opening one costs more than loading a page."""

    browser: Browser
    base_url: str
    opened: dict[tuple[object, Mode], tuple[Page, Watch]] = field(default_factory=dict)

    def of(self, visit: Visit, mode: Mode, width: int) -> tuple[Page, Watch]:
        """The window at this width, with nothing heard yet."""
        key = visit.cookies, mode
        if key not in self.opened:
            cookies = visit.cookies
            context = open_context(self.browser, self.base_url, cookies, mode, width)
            # Kept by the browser: sent once, not half a megabyte for each page.
            context.add_init_script(AXE)
            context.add_init_script(MEASURES)
            page = context.new_page()
            self.opened[key] = page, Watch().on(page)
        page, watch = self.opened[key]
        widen(page, width)
        watch.forget(refused=visit.status)
        return page, watch

    def close(self) -> None:
        """Close them all."""
        for page, _watch in self.opened.values():
            page.context.close()


def check_pages(
    browser: Browser, base_url: str, visits: Sequence[Visit]
) -> dict[str, list[str]]:
    """All checks on all visits × widths × modes; only what is wrong is given back."""
    wrong: dict[str, list[str]] = {}
    across, windows = _Across(), _Windows(browser, base_url)
    for visit in visits:
        for mode in visit.modes or MODES[visit.face]:
            page, watch = windows.of(visit, mode, _widths(visit)[0])
            found = _check_visit(page, visit, mode, watch)
            found += across.note(page, visit)
            if found:
                wrong[f"{visit.name} {mode}"] = found
    windows.close()
    if len(across.helps) > 1:
        wrong["help stands elsewhere (3.2.6)"] = sorted(across.helps)
    return wrong


def _widths(visit: Visit) -> tuple[int, ...]:
    return visit.widths or WIDTHS[visit.face]


def _check_visit(page: Page, visit: Visit, mode: Mode, watch: Watch) -> list[str]:
    """Load it once, look at it in each width; then what changes the page."""
    answer = page.goto(visit.url, wait_until="load")
    status = answer.status if answer else 0
    if status != visit.status:
        return [f"answered {status}, not {visit.status}"]
    found = check_weight(watch, visit.face)
    for width in _widths(visit):
        widen(page, width)
        now = check_now(page, face=visit.face, mode=mode)
        found += [f"{words} (at {width})" for words in now]
    widen(page, _widths(visit)[0])
    found += check_paste(page)
    # The order of stops is the document's: once for each mode is enough.
    found += check_keyboard(page)
    found += check_reflow(page, REFLOW_WIDTHS[visit.face])
    if mode == (visit.modes or MODES[visit.face])[0]:
        # A sample: settings of people act on what both modes share.
        found += _check_settings(page, visit)
    return [*watch.complaints, *found]


def widen(page: Page, width: int) -> None:
    """Make the window this wide, and as tall as such a screen is."""
    page.set_viewport_size({"width": width, "height": HEIGHTS.get(width, 800)})


def open_context(
    browser: Browser,
    base_url: str,
    cookies: Iterable[tuple[str, str]],
    mode: Mode,
    width: int,
) -> BrowserContext:
    """A cold browser of one person, with the mode and width."""
    context = browser.new_context(
        base_url=base_url,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        viewport={"width": width, "height": HEIGHTS.get(width, 800)},
    )
    context.add_cookies(
        [
            {"name": name, "value": value, "url": base_url}
            for name, value in [*cookies, ("mode", mode)]
        ]
    )
    return context


def _check_settings(page: Page, visit: Visit) -> list[str]:
    found = check_zoom(page) if visit.face == "portal" else []
    found += check_settings_of_people(page)
    found += check_one_sheet(page) if visit.one_sheet else []
    found += check_spacing(page)
    return found
