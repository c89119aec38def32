"""The parts are tested as they are worn, in a window of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.theme import Theme, wear

Stage = Callable[..., QWidget]


@pytest.fixture(autouse=True)
def worn(qapp: QApplication) -> QApplication:
    """The application in its light look."""
    if qapp.property("plexlog_theme") is not Theme.light():
        wear(qapp, Theme.light())
    return qapp


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    """Puts parts under each other in a window that stands until the test is over."""
    windows: list[QWidget] = []

    def put(*parts: QWidget) -> QWidget:
        window = QWidget()
        rows = QVBoxLayout(window)
        for part in parts:
            rows.addWidget(part)
        windows.append(window)
        with qtbot.waitActive(window):  # only what is active has the focus and hears its keys
            window.show()
            window.activateWindow()
        return window

    yield put
    for window in windows:
        window.close()
        window.deleteLater()
