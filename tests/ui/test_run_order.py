"""What stands where on the run page: no button without its place, the first finding first."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from plexlog.services.desk import Desk
from tests.ui.pages.run_window import RunWindow
from ui.widgets.finding_lane import FindingLane


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str) -> RunWindow:
    """The run page of a session that has not started."""
    del dressed
    return RunWindow(qtbot, desk, due_session)


def test_before_the_start_no_button_of_the_run_stands_about(window: RunWindow) -> None:
    window.show("run")

    seen = [one.text() for one in window.frame.findChildren(QPushButton) if one.isVisible()]
    assert not {"End run", "Pause", "Silence"} & set(seen)


def test_the_first_finding_of_the_lane_is_the_one_to_answer_now(window: RunWindow) -> None:
    run = window.start()
    run.keep_row()
    run.keep_row(systolic_mmhg="84", diastolic_mmhg="50", inlet_ml="1800", anticoagulant_ml="180",
                 removed_ml="900", replaced_ml="1400")  # fmt: skip
    run.show("run")

    first = next(one.view for one in run.part(FindingLane).cards)
    assert first.is_open
    assert first.what in run.act
