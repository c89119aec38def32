"""Eight simulated hours of one run, in MB: what the process holds then, beside what it held.

The clock is moved a minute at a time, the timers of the window see each, and a row of vitals is
entered every quarter of an hour. What is compared begins when the first half hour is over, so
that fonts, pictures and pages that are made once are in already.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from benchmarks.long_run import go_on, long_run, resident_mb
from benchmarks.pairs import Pair
from ui.widgets.fonts import load_first_fonts
from ui.widgets.theme import Look

WARM_MIN = 30
EIGHT_HOURS_MIN = 480


def measure() -> Pair:
    """Let the hours pass."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([])
    load_first_fonts()
    with (
        TemporaryDirectory() as folder,
        long_run(Path(folder), Look(app, "light")) as (stage, _key),
    ):
        go_on(stage, WARM_MIN)
        before = resident_mb()
        go_on(stage, EIGHT_HOURS_MIN)
        after = resident_mb()
    return Pair(ours=after, bare=before)
