"""The order beside this session, line by line; each difference is acknowledged by name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.services.acknowledging import Difference
from ui.widgets.buttons import ActionButton
from ui.widgets.cards import Heading
from ui.widgets.chip import Chip
from ui.widgets.painting import Words


class DifferenceTable(QWidget):
    """`show_differences(lines, today)`; `acknowledged(key)` when somebody has seen one."""

    acknowledged = Signal(str)  # key of the line

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Difference, ...] | None = None
        self._inside: QWidget | None = None
        self._heading = Heading(_("Order against plan"), "", self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 6, 0, 2)
        self._column.setSpacing(4)
        self._column.addWidget(self._heading)
        self.setAccessibleName(_("Order against plan"))

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What is shown."""
        return self._shown or ()

    def show_differences(self, lines: Sequence[Difference]) -> None:
        """Show the lines; redrawn only when they have changed."""
        if tuple(lines) == self._shown:
            return
        self._shown = tuple(lines)
        self._heading.show_note(_note(self._shown))
        if self._inside is not None:
            self._column.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = self._make_rows()
        self._column.addWidget(self._inside)
        self._inside.show()

    def _make_rows(self) -> QWidget:
        inside = QWidget(self)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, 96)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for column, head in enumerate(("", _("Ordered"), _("This session"))):
            grid.addWidget(Words(head, "hintBold", "ink2", inside), 0, column)
        for place, one in enumerate(self.differences, start=1):
            self._add(grid, place, one, inside)
        return inside

    def _add(self, grid: QGridLayout, place: int, one: Difference, inside: QWidget) -> None:
        top = Qt.AlignmentFlag.AlignTop
        line = one.line
        grid.addWidget(Words(line.label, "label", "ink2", inside).wrapped(), place, 0, top)
        grid.addWidget(Words(line.ordered, "body", "ink", inside).wrapped(), place, 1, top)
        cell = QVBoxLayout()
        cell.setSpacing(3)
        role = "strong" if line.differs else "body"
        cell.addWidget(Words(line.today, role, "ink", inside).wrapped())
        if one.seen is not None:
            seen = _("seen by {name}, {at}").format(
                name=one.seen.by, at=wording.moment(one.seen.at)
            )
            cell.addWidget(Words(seen, "hint", "okInk", inside).wrapped())
        elif line.differs:
            cell.addWidget(Chip(_differs(one), "ask", parent=inside))
            cell.addWidget(self._button(one, inside))
        cell.addStretch(1)
        grid.addLayout(cell, place, 2)

    def _button(self, one: Difference, inside: QWidget) -> _SeenButton:
        button = _SeenButton(one, inside)
        button.seen.connect(self.acknowledged)
        return button


class _SeenButton(ActionButton):
    """Says which line was seen."""

    seen = Signal(str)  # key of the line

    def __init__(self, one: Difference, parent: QWidget) -> None:
        super().__init__(_("Acknowledge"), "check", parent=parent)
        self._line = one.line.key
        self.setObjectName(f"acknowledge_{self._line}")
        self.setAccessibleName(
            _("Acknowledge: {what} differs from the order").format(what=one.line.label)
        )
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.seen.emit(self._line)


def _note(lines: Sequence[Difference]) -> str:
    waiting = sum(1 for one in lines if one.is_open)
    if waiting:
        return _("{count} to acknowledge").format(count=waiting)
    return "" if any(one.line.differs for one in lines) else _("as ordered")


def _differs(one: Difference) -> str:
    if one.percent is None:
        return _("differs")
    off = wording.with_unit(wording.number(one.percent, 0, signed=True), "%")
    return _("differs, {off}").format(off=off)
