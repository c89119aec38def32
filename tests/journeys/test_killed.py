"""The program is killed in mid-session; the next start is where it was, with all that was told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from plexlog import house
from plexlog.domain.steps import Step
from tests.journeys.conftest import MORNING
from ui.demo import story
from ui.demo.stage import Stage, StageClock
from ui.session.run_row import OpenRow
from ui.session.session_screen import SessionScreen
from ui.widgets.theme import Look

pytestmark = pytest.mark.e2e
MORE_MINUTES = 120


def kill_in_mid_row(folder: Path) -> None:
    """Work the window in another process until the third row is half typed, then kill it."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.killed", str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
    ) as working:
        assert working.stdout is not None
        line = next((one for one in working.stdout if "mid-row" in one), "")
        working.send_signal(signal.SIGKILL)
    assert line == "in mid-row\n"


def test_the_next_start_is_at_the_same_step_with_all_that_was_told(
    tmp_path: Path, look: Look
) -> None:
    kill_in_mid_row(tmp_path)
    clock = StageClock(MORNING)
    clock.go_on(MORE_MINUTES)
    stage = Stage(tmp_path, look, clock)
    stage.open()

    stage.hands.type("Password", story.PASSWORD)
    stage.hands.push("sign_in")
    stage.hands.wait_for(lambda: stage.program.window is not None, "the board")
    stage.hands.open_card("OKAFOR, Ngozi")

    page = stage.program.page
    assert isinstance(page, SessionScreen)
    assert page.step is Step.RUN
    assert len(page.view.session.readings or ()) == 2
    (row,) = page.page.findChildren(OpenRow)
    assert (row.text("systolic_mmhg"), row.text("diastolic_mmhg")) == ("117", "71")
    assert stage.program.window is not None
    assert house.verify(stage.program.window.desk) == []
    stage.close()
