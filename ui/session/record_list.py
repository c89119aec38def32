"""A short list on a page: lines on record, each to be taken back, and a button for one more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.buttons import ActionButton
from ui.widgets.cards import Heading
from ui.widgets.painting import Words


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line: words in bold, detail below."""

    words: str
    detail: str = ""
    can_drop: bool = True


class RecordList(QWidget):
    """`RecordList(code, title, act)`; `show_lines(lines)`; `add_wanted()`, `taken_back(place)`."""

    add_wanted = Signal()
    taken_back = Signal(int)  # place in the list

    def __init__(self, code: str, title: str, act: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = code
        self._shown: tuple[tuple[ListLine, ...], str] | None = None
        self._inside: QWidget | None = None
        self._heading = Heading(title, "", self)
        self.add = ActionButton(act, "plus", parent=self)
        self.add.setObjectName(f"add_{code}")
        self._rows = QVBoxLayout(self)
        self._lay_out()
        self.add.clicked.connect(self.add_wanted)

    def show_lines(
        self, lines: Sequence[ListLine], note: str = "", drop: str = "Take back"
    ) -> None:
        """Show these lines; redrawn only when they have changed."""
        if (tuple(lines), note) == self._shown:
            return
        self._shown = (tuple(lines), note)
        self._heading.show_note(note)
        if self._inside is not None:
            self._rows.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget(self)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for place, line in enumerate(lines):
            column.addLayout(self._row(place, line, drop, self._inside))
        self._rows.insertWidget(1, self._inside)
        self._inside.show()

    def _row(self, place: int, line: ListLine, drop: str, inside: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Words(line.words, "strong", "ink", inside).wrapped())
        if line.detail:
            words.addWidget(Words(line.detail, "hint", "ink2", inside).wrapped())
        row.addLayout(words, 1)
        if drop and line.can_drop:
            button = _DropButton(self._code, place, drop, inside)
            button.setAccessibleName(f"{drop}: {line.words}")
            button.dropped.connect(self.taken_back)
            row.addWidget(button)
        return row

    def _lay_out(self) -> None:
        self._rows.setContentsMargins(0, 10, 0, 2)
        self._rows.setSpacing(6)
        self._rows.addWidget(self._heading)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._rows.addLayout(foot)


class _DropButton(ActionButton):
    """Says which line is taken back."""

    dropped = Signal(int)  # place in the list

    def __init__(self, code: str, place: int, words: str, parent: QWidget) -> None:
        super().__init__(words, "", parent=parent)
        self._place = place
        self.setObjectName(f"drop_{code}_{place}")
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.dropped.emit(self._place)


def by_words(by: str | None, clock: str) -> str:
    """Who told it, and when."""
    return _("{name}, {at}").format(name=by, at=clock) if by and clock else by or clock
