"""The parts are tested as they are worn."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from ui.widgets.theme import Theme, wear


@pytest.fixture(autouse=True)
def worn(qapp: QApplication) -> QApplication:
    """The application in its light look."""
    if qapp.property("plexlog_theme") is not Theme.light():
        wear(qapp, Theme.light())
    return qapp
