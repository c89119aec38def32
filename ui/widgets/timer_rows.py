"""The times of sessions one under the other, each with the shape that tells how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.icons import IconMark
from ui.widgets.painting import Words

_ICON = 20


@dataclass(frozen=True, slots=True)
class TimerView:
    """One session's times, worded, with icon and ink of what its vitals wait for."""

    icon: str
    ink: str
    words: str


class _TimerRow(QWidget):
    """Icon and words in the middle of the line."""

    def __init__(self, view: TimerView, parent: QWidget) -> None:
        super().__init__(parent)
        self._mark = IconMark(view.icon, view.ink, _ICON, self)
        self._words = Words(view.words, "section", view.ink, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words)
        row.addStretch(1)

    def show_view(self, view: TimerView) -> None:
        """Show newer times."""
        self._mark.show_icon(view.icon, view.ink)
        self._words.set_words(view.words, view.ink)


class TimerRows(QWidget):
    """`show_timers(views)`; hidden where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views: tuple[TimerView, ...] = ()
        self._rows: list[_TimerRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.hide()

    @property
    def views(self) -> tuple[TimerView, ...]:
        """What is shown."""
        return self._views

    def show_timers(self, views: Sequence[TimerView]) -> None:
        """Show these and no others."""
        self._views = tuple(views)
        for row in self._rows[len(views) :]:
            self._column.removeWidget(row)
            row.deleteLater()
        del self._rows[len(views) :]
        for row, view in zip(self._rows, views, strict=False):
            row.show_view(view)
        for view in views[len(self._rows) :]:
            row = _TimerRow(view, self)
            self._rows.append(row)
            self._column.addWidget(row)
        self.setVisible(bool(views))
