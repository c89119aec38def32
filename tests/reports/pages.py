"""Draws every page of a report as PNG, in colour and in grey, for people to look at.

`python -m tests.reports.pages FOLDER [a4|letter]`; needs poppler's pdftoppm.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from plexlog.reports import model
from plexlog.reports.course_report import course_report
from plexlog.reports.paper import PaperSize
from plexlog.reports.pdf import render
from plexlog.reports.session_summary import session_summary
from tests.reports.cases import summary_of
from tests.reports.courses import report_of

SESSIONS = {"gbs-albumin-five": "s2", "ttp-plasma-daily": "s1", "ms-relapse-steroids": "s4"}


def reports() -> dict[str, model.Report]:
    """Both reports of each case."""
    made = {}
    for name, session_id in SESSIONS.items():
        made[f"{name}-course"] = course_report(report_of(name))
        made[f"{name}-session"] = session_summary(summary_of(name, session_id))
    return made


def main(folder: Path, paper: PaperSize) -> None:
    """Write PDF and pictures of each."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, report in reports().items():
        place = folder / f"{name}.pdf"
        place.write_bytes(render(report, paper))
        for suffix, extra in (("", ()), ("-grey", ("-gray",))):
            command = (
                "pdftoppm",
                "-r",
                "75",
                "-png",
                *extra,
                str(place),
                f"{folder / name}{suffix}",
            )
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), PaperSize(sys.argv[2] if len(sys.argv) > 2 else "a4"))
