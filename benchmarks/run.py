"""Runs every benchmark and prints it as a ratio, with the ratio that is aimed at.

`python3 dev.py bench [--json FILE]`. Run it when the machine has nothing else to do.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import course_pdf, entry, run_repaint, scale, soak_memory, start, summary_pdf
from benchmarks.pairs import Pair

BENCHMARKS: dict[str, tuple[Callable[[], Pair], float, str]] = {
    "start": (start.measure, 1.5, "to a usable sign-in window, beside a bare PySide6 window"),
    "entry": (entry.measure, 3.0, "value on disk with rules and history, beside a raw commit"),
    "entry-judged": (entry.measure_judged, 3.0, "the same where every rule looks at the value"),
    "run-repaint": (run_repaint.measure, 1.0, "row kept, page painted, 300 in; p95, one frame"),
    "course-pdf": (course_pdf.measure, 1.3, "12 pages, 6 charts, beside the same by reportlab"),
    "summary-pdf": (summary_pdf.measure, 1.3, "session summary, beside the same by reportlab"),
    "scale-start": (scale.measure_start, 2.0, "record opened, beside one with 100 sessions"),
    "scale-today": (scale.measure_today, 2.0, "the board of today, beside the same"),
    "scale-search": (
        scale.measure_search,
        2.0,
        "seven texts as they are typed, on the board and in the list, beside the same",
    ),
    "scale-course": (scale.measure_course, 2.0, "a course and its patient, beside the same"),
    "scale-entry": (scale.measure_entry, 2.0, "a value on disk, beside the same"),
    "soak-memory": (soak_memory.measure, 1.05, "MB after eight simulated hours, beside before"),
}


def main(arguments: list[str]) -> int:
    """Measure, print, and keep the numbers where asked."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--json", type=Path, help="file to keep the numbers in")
    parser.add_argument("--sessions", type=int, default=1000, help="in the large unit of scale-…")
    parser.add_argument("--unit", type=Path, help="a large unit that is there already")
    parser.add_argument("only", nargs="*", help=f"some of {', '.join(BENCHMARKS)}")
    given = parser.parse_args(arguments)
    unknown = set(given.only) - set(BENCHMARKS)
    if unknown:
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    scale.CHOSEN = scale.Chosen(given.sessions, given.unit)
    kept = {}
    print(f"{'':<13}{'ours':>9}{'bare':>9}{'ratio':>8}{'aim':>7}   (ms)")
    for name in given.only or BENCHMARKS:
        measure, aim, wording = BENCHMARKS[name]
        pair = measure()
        kept[name] = pair.rounded()
        print(
            f"{name:<13}{pair.ours:9.2f}{pair.bare:9.2f}{pair.ratio:7.2f}×{aim:6.1f}×   {wording}"
        )
    if given.json:
        given.json.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
