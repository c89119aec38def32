"""Works a session up to the middle of a row, says so, and waits to be killed."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.journeys.conftest import MORNING
from ui.demo import story
from ui.demo.stage import Stage, StageClock
from ui.widgets.fonts import load_first_fonts
from ui.widgets.theme import Look


def main(folder: Path) -> None:
    """The story up to the third row, half typed."""
    app = QApplication(["plexlog-killed"])
    load_first_fonts()
    stage = Stage(folder, Look(app, "light"), StageClock(MORNING))
    stage.open()
    for act in (
        story.found_unit,
        story.admit_patient,
        story.order_course,
        story.identify,
        story.assess,
        story.plan,
    ):
        act(stage)
    story.hang_bottle(stage, "HA26D201")
    for row in story.ROWS[:2]:
        stage.let_time_pass(row.minutes)
        story.enter_row(stage, row)
    stage.hands.type("row_systolic_mmhg", "117")
    stage.hands.type("row_diastolic_mmhg", "71")
    sys.stdout.write("in mid-row\n")
    sys.stdout.flush()
    time.sleep(600)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
