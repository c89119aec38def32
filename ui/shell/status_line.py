"""The status line: what is safe on disk, and what is not."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.icons import paint_icon
from ui.widgets.painting import (
    Box,
    Run,
    RunLine,
    middle_baseline,
    paint_box,
    paint_line,
    paint_runs,
)
from ui.widgets.theme import worn_theme

_ICON = 16
_CHIP = 22
_SAID_MS = 4000


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """One entry: its words, and the severity of its trouble ("" for none, or "ask", "stop")."""

    words: str
    severity: str = ""


class StatusItem(QWidget):
    """Icon and words; trouble turns it into a chip that stays."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._entry = StatusEntry("")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_entry(self._entry)

    @property
    def entry(self) -> StatusEntry:
        """What is shown."""
        return self._entry

    def show_entry(self, entry: StatusEntry) -> None:
        """Show other words; without words the item is hidden."""
        self._entry = entry
        self.setVisible(bool(entry.words))
        self.setAccessibleName(entry.words)
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        trouble = 18 if self._entry.severity else 0
        return QSize(_ICON + 6 + self._run().width + trouble, 26)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        severity = self._entry.severity
        left = 8 if severity else 0
        if severity:
            chip = QRect(0, 2, self.width(), _CHIP)
            paint_box(painter, chip, Box(f"{severity}Tint", f"{severity}Line"))
        icon = _TROUBLE.get(severity, self._icon)
        ink = f"{severity}Ink" if severity else "okInk"
        paint_icon(painter, QRect(left, 5, _ICON, _ICON), icon, ink)
        baseline = middle_baseline(self.rect(), "hint")
        paint_runs(painter, left + _ICON + 6, baseline, (self._run(),))
        painter.end()

    def _run(self) -> Run:
        severity = self._entry.severity
        return Run(
            self._entry.words, *(("hintBold", f"{severity}Ink") if severity else ("hint", "ink2"))
        )


class SaidItem(QWidget):
    """What was just done, in the free part of the line: it covers nothing and goes by itself.

    Room is never asked for: what is too long for a narrow window is cut here, not in its name.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAID_MS)
        self._timer.timeout.connect(self._on_over)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(26)

    @property
    def words(self) -> str:
        """What is said now; empty for nothing."""
        return self._words

    def say(self, words: str) -> None:
        """Show the words for a while; what was said before gives way."""
        self._show(words)
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._words:
            return
        painter = QPainter(self)
        paint_icon(painter, QRect(0, 5, _ICON, _ICON), "circle-check", "okInk")
        metrics = QFontMetrics(worn_theme().font("hintBold"))
        room = self.width() - _ICON - 6
        words = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        baseline = middle_baseline(self.rect(), "hintBold")
        paint_runs(painter, _ICON + 6, baseline, (Run(words, "hintBold", "ink"),))
        painter.end()

    def _show(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self.update()

    @Slot()
    def _on_over(self) -> None:
        self._show("")


class StatusLine(QWidget):
    """On disk, history and backup at the left, what was just done, date and time at the right.

    `say(words)` says it for a few seconds.
    `set_on_disk(entry)`, `set_history(entry)`, `set_backup(entry)`, `set_clock(date, time)`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._on_disk = StatusItem("circle-check", self)
        self._history = StatusItem("shield-check", self)
        self._backup = StatusItem("hard-drive", self)
        self.said = SaidItem(self)
        self._clock = RunLine(parent=self)
        self._lay_out()

    @Slot(str)
    def say(self, words: str) -> None:
        """Say what was just done, where nothing else is read."""
        self.said.say(words)

    def set_on_disk(self, entry: StatusEntry) -> None:
        """Say when the last entry reached the disk, or that it did not."""
        self._on_disk.show_entry(entry)

    def set_history(self, entry: StatusEntry) -> None:
        """Say whether the history holds."""
        self._history.show_entry(entry)

    def set_backup(self, entry: StatusEntry) -> None:
        """Say when the last backup was made, or that it failed."""
        self._backup.show_entry(entry)

    def set_clock(self, date: str, time: str) -> None:
        """Show the date and the time to the minute."""
        self._clock.show_runs([Run(date, "hint", "ink2"), Run(time, "hintBold", "ink", 14)])

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), worn_theme().colour("sunken"))
        paint_line(painter, 0, self.width(), 0)
        painter.end()

    def _lay_out(self) -> None:
        self.setFixedHeight(worn_theme().size("status"))
        self.setAccessibleName(_("Status"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 16, 0)
        row.setSpacing(26)
        for item in (self._on_disk, self._history, self._backup):
            row.addWidget(item)
        row.addWidget(self.said, 1)
        row.addWidget(self._clock)


_TROUBLE = {"ask": "triangle-alert", "stop": "octagon-x", "notice": "info"}
