"""Browsing: how soon a slow phone shows the public pages, in a real Chromium.

A processor six times slower, a 3G line, a cold cache and a cold connection each time. First
paint with content, and the time for which the page could not answer a finger between that
and its coming to rest: of every task longer than 50 ms the part beyond.
"""

import importlib.util
import os
import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from benchmarks import calling
from benchmarks.figures import Target
from tools.browser import FLAGS, find_chromium

FCP_MS: Final = 1800
BLOCKING_MS: Final = 200
LEAST_VISITS: Final = 5
SLOWER: Final = 6
LATENCY_MS: Final = 150
DOWN_BYTES: Final = 1_600_000 // 8
UP_BYTES: Final = 750_000 // 8
PHONE: Final = {"width": 390, "height": 844}
MODES: Final = ("standard", "elder")
# After the page has loaded: what its scripts put off comes within this time.
SETTLE_MS: Final = 1000
QUERY: Final = "开饭店要办什么证"
NO_BROWSER: Final = (
    "这台机器上没有 Chromium（或没有装 playwright），慢手机上的首屏时间没有测。"
    "Debian、Ubuntu 请执行 sudo apt-get install chromium，再用测试环境运行。"
)
# Both observers look back at what was before them; the page's policy does not bind this.
_WATCH = """
window.__long = [];
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) __long.push([one.startTime, one.duration]);
}).observe({type: "longtask", buffered: true});
"""
_READ = """() => ({
  fcp: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null,
  long: window.__long,
})"""


def look(port: int, visits: int = LEAST_VISITS) -> dict[str, Any]:
    """Median figures of each page and mode; or, where there is no browser, why not."""
    rounds = max(LEAST_VISITS, visits)
    with _chromium() as chromium:
        if chromium is None:
            return {"measured": False, "reason": NO_BROWSER, "pages": []}
        pages = [
            sum_up(name, mode, _look_again(chromium, port, path, mode, rounds))
            for name, path in _addresses(port).items()
            for mode in MODES
        ]
    phone = f"{PHONE['width']}×{PHONE['height']}"
    slow = f"CPU ÷{SLOWER}, 1.6/0.75 Mbit/s, {LATENCY_MS} ms, cold cache"
    return {
        "measured": True,
        "visits": rounds,
        "phone": f"{phone}, {slow}",
        "pages": pages,
    }


def targets_of(seen: dict[str, Any]) -> list[Target]:
    """Two limits for each page and mode; none where nothing was measured."""
    return [
        Target(f"{page['page']}.{page['mode']}.{key}", limit, page[key], at_most=True)
        for page in seen["pages"]
        for key, limit in (("fcp_ms", FCP_MS), ("blocking_ms", BLOCKING_MS))
    ]


def sum_up(name: str, mode: str, seen: list[dict[str, Any]]) -> dict[str, Any]:
    """The medians of the visits to one page, and whether both limits are kept.

    A visit that showed nothing counts as one that never would: the page misses.
    """
    shown = [one["fcp_ms"] for one in seen if one["fcp_ms"] is not None]
    fcp = round(statistics.median(shown)) if len(shown) == len(seen) else None
    blocked = round(statistics.median(one["blocking_ms"] for one in seen))
    return {
        "page": name,
        "mode": mode,
        "fcp_ms": fcp,
        "slowest_fcp_ms": round(max(shown)) if shown else None,
        "blocking_ms": blocked,
        "kilobytes": round(statistics.median(one["bytes"] for one in seen) / 1000, 1),
        "requests": round(statistics.median(one["requests"] for one in seen)),
        "met": fcp is not None and fcp <= FCP_MS and blocked <= BLOCKING_MS,
    }


def blocking(fcp: float | None, tasks: list[list[float]]) -> float:
    """Of each long task after the first paint the part beyond 50 ms, in milliseconds.

    A task under way at the first paint counts from there.
    """
    begin = fcp or 0.0
    parts = (start + lasted - max(start, begin) - 50 for start, lasted in tasks)
    return sum(part for part in parts if part > 0)


def _addresses(port: int) -> dict[str, str]:
    """The guide that is filed, the items of people by theme, and what a search finds."""
    code = calling.find_guide(port)["handling_code"]
    return {
        "guide": f"/items/{quote(code)}",
        "list": "/items?who=person",
        "search": f"/search?q={quote(QUERY)}",
    }


@contextmanager
def _chromium() -> Iterator[Any]:
    """The Chromium that tests use; None where it or its driver is not installed."""
    if importlib.util.find_spec("playwright") is None:
        yield None
        return
    # Not installed with the product: whoever measures has what the tests need.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
        program = os.environ.get("TONGBAN_CHROMIUM") or find_chromium() or own
        if not Path(program).exists():
            yield None
            return
        chromium = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield chromium
        chromium.close()


def _look_again(
    chromium: Any, port: int, path: str, mode: str, rounds: int
) -> list[dict[str, Any]]:
    _visit(chromium, port, path, mode)  # the server makes the page once for everybody
    return [_visit(chromium, port, path, mode) for _ in range(rounds)]


def _visit(chromium: Any, port: int, path: str, mode: str) -> dict[str, Any]:
    """One look by a phone that was never here: nothing is cached, nothing connected."""
    address = f"http://localhost:{port}"
    context = chromium.new_context(
        viewport=PHONE, device_scale_factor=3, is_mobile=True, has_touch=True
    )
    context.add_cookies([{"name": "mode", "value": mode, "url": address}])
    context.add_init_script(_WATCH)
    page = context.new_page()
    sizes: list[float] = []
    _slow_down(context.new_cdp_session(page), sizes.append)
    answer = page.goto(address + path, wait_until="load")
    page.wait_for_timeout(SETTLE_MS)
    found = page.evaluate(_READ)
    context.close()
    if answer is None or answer.status != calling.OK:
        raise RuntimeError(f"{path} did not answer with a page")
    return {
        "fcp_ms": found["fcp"],
        "blocking_ms": blocking(found["fcp"], found["long"]),
        "bytes": sum(sizes),
        "requests": len(sizes),
    }


def _slow_down(session: Any, count: Callable[[float], None]) -> None:
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda told: count(told["encodedDataLength"]))
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY_MS,
            "downloadThroughput": DOWN_BYTES,
            "uploadThroughput": UP_BYTES,
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
