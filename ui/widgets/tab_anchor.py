"""Keeps a place in the tab order for parts that are made anew while the window stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class TabAnchor(QWidget):
    """Never seen, no stop for Tab; made where the parts belong. `lead(parts)` puts them there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Qt orders nothing that takes no focus
        self.setFixedSize(0, 0)
        self.hide()

    def lead(self, parts: Sequence[QWidget]) -> None:
        """Let Tab walk the parts in this order, from where the anchor was made."""
        for before, after in pairwise([self, *parts]):
            QWidget.setTabOrder(before, after)
