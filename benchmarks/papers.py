"""How many papers a second one core makes, from values to checked PDF.

Run `python -m benchmarks.papers` from the project's folder with `src` on the path.
"""

import json
import os
import platform
import statistics
import sys
import time
from datetime import UTC, datetime

from tongban.plumbing.papers import page_images, render
from tongban.plumbing.papers.testing import LAYOUTS, largest_values, sample_values

PAPERS = 300


def measure(papers: int = PAPERS) -> dict[str, object]:
    """Render different papers in turn, each with its own number, so that nothing is reused."""
    render("receipt", sample_values("receipt"))
    times: list[float] = []
    cpu = time.process_time()
    for number in range(papers):
        layout = LAYOUTS[number % len(LAYOUTS)]
        values = sample_values(layout) | {"case_number": f"690100-2026-{number:010}"}
        start = time.perf_counter()
        render(layout, values)
        times.append(time.perf_counter() - start)
    cpu = time.process_time() - cpu
    times.sort()
    return {
        "operation": "render one official paper, values to checked PDF/A-2b",
        "papers_per_second": round(papers / sum(times), 1),
        "per_second": round(papers / sum(times), 1),
        "p50_ms": _milliseconds(statistics.median(times)),
        "p95_ms": _milliseconds(times[int(papers * 0.95)]),
        "p99_ms": _milliseconds(times[int(papers * 0.99)]),
        "failures": 0,
        "cpu_ms": _milliseconds(cpu / papers),
        "fullest_receipt_ms": _fullest(),
        "page_image_ms": _picture(),
        "peer": None,
        "peer_per_second": None,
        "peer_source": "reportlab is not installed: it cannot embed the CFF fonts used here",
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _fullest() -> float:
    times = []
    for number in range(10):
        values = largest_values("receipt") | {"query_code": f"{number:06}"}
        start = time.perf_counter()
        render("receipt", values)
        times.append(time.perf_counter() - start)
    return _milliseconds(statistics.median(times))


def _picture() -> float:
    pdf = render("receipt", sample_values("receipt"))
    times = []
    for _ in range(5):
        start = time.perf_counter()
        page_images(pdf)
        times.append(time.perf_counter() - start)
    return _milliseconds(statistics.median(times))


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 2)


if __name__ == "__main__":
    json.dump(measure(), sys.stdout, ensure_ascii=False, indent=2)
    print()
