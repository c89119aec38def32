"""The sheet of keys: one list of all that can be done from where one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.cards import Heading
from ui.widgets.dialog import REACTION, DialogFrame
from ui.widgets.painting import Box, Words, paint_box
from ui.widgets.scroll import ScrollColumn
from ui.widgets.theme import worn_theme

_KEY_WIDTH = 118
_ROW = 30
_LONGEST = 14  # lines of a column


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One key and what it does."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys under a heading."""

    heading: str
    lines: tuple[KeyLine, ...]


class _Cap(QWidget):
    """A key as it is seen on the keyboard."""

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = key
        self.setFixedSize(_KEY_WIDTH, 24)
        self.setAccessibleName(key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = worn_theme()
        painter = QPainter(self)
        font = theme.font("hintBold")
        wide = min(QFontMetrics(font).horizontalAdvance(self._key) + 16, self.width())
        at = self.rect().adjusted(0, 0, wide - self.width(), 0)
        paint_box(painter, at, Box("sunken", "strong", 1, 4))
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        painter.drawText(at, Qt.AlignmentFlag.AlignCenter, self._key)
        painter.end()


class KeySheet(DialogFrame):
    """`KeySheet(groups, host)`; F1 and Esc close it."""

    def __init__(self, groups: Sequence[KeyGroup], host: QWidget) -> None:
        super().__init__(_("Keys"), host)
        self.setObjectName("key_sheet")
        self.groups = tuple(groups)
        self.set_size(*REACTION)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        first, *rest = self.groups
        half = (len(first.lines) + 1) // 2 if len(first.lines) > _LONGEST else len(first.lines)
        columns.addLayout(self._column((KeyGroup(first.heading, first.lines[:half]),)), 1)
        if first.lines[half:]:
            columns.addLayout(self._column((KeyGroup(" ", first.lines[half:]),)), 1)
        columns.addLayout(self._column(rest), 1)
        inside = ScrollColumn(_("Keys"), self)
        inside.column.insertLayout(0, columns)
        self.body.addWidget(inside, 1)
        self.set_note(
            _("Alt and a letter is given to what has no key of its own, as it stands now.")
        )
        close = ActionButton(_("Close"), "", "Esc", Kind.PRIMARY, self)
        close.clicked.connect(self.close_later)
        self.add_button(close)

    def _column(self, groups: Sequence[KeyGroup]) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.setSpacing(2)
        for number, group in enumerate(groups):
            if number:
                rows.addSpacing(12)
            rows.addWidget(Heading(group.heading, parent=self))
            for line in group.lines:
                rows.addLayout(self._line(line))
        rows.addStretch(1)
        return rows

    def _line(self, line: KeyLine) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        words = Words(line.words, "body", parent=self).wrapped()
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        words.setMinimumHeight(_ROW - 4)
        words.setAccessibleName(f"{line.key}: {line.words}")
        row.addWidget(_Cap(line.key, self), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        return row
