"""A stage for journeys: the real window around a record of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from plexlog.domain.moments import Moment
from ui.demo.stage import Stage, StageClock
from ui.widgets.theme import Look

MORNING = Moment.parse("2026-11-20T08:00+01:00")


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """The look of the window, by day."""
    worn = Look(qapp, "light")
    yield worn
    worn.deleteLater()


@pytest.fixture
def stage(tmp_path: Path, look: Look) -> Iterator[Stage]:
    """An open window before the first start."""
    made = Stage(tmp_path, look, StageClock(MORNING))
    made.open()
    yield made
    made.close()
