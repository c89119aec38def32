"""Tells the second press of two in haste: it answers no question that came with the first."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtWidgets import QApplication


class Haste:
    """`asked(texts)` when a question is shown; then `is_too_soon(texts)` for what is pressed.

    Texts that have changed since are no second press of the same, however soon it comes.
    """

    def __init__(self) -> None:
        self._until = QDeadlineTimer(0)
        self._texts: dict[str, str] = {}

    def asked(self, texts: Mapping[str, str]) -> None:
        """A question about these texts is shown now."""
        self._until = QDeadlineTimer(QApplication.doubleClickInterval())
        self._texts = dict(texts)

    def is_too_soon(self, texts: Mapping[str, str]) -> bool:
        """Whether a press comes before anybody can have read what was asked."""
        return not self._until.hasExpired() and dict(texts) == self._texts
