"""The machine's end screens in its own order, and planned, achieved and machine side by side."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from plexlog.domain.errors import PlexlogError
from plexlog.domain.fields import NumberField, Place
from plexlog.domain.language import gettext as _
from plexlog.services.device_totals import (
    Reconciled,
    end_screens,
    enter_screen,
    reconciliation,
    screen_values,
)
from plexlog.services.open_session import SessionView
from ui.session.last_words import last_words
from ui.session.place_form import PlaceForm
from ui.session.session_presenter import SessionPresenter, not_written
from ui.widgets.painting import Run, paint_runs
from ui.widgets.theme import worn_theme

_LINE = 28
_HEAD = 24


class TotalsPresenter(QObject):
    """Presenter of the end screens."""

    entry_made = Signal(str, object)  # address of a field, its Entry

    def __init__(self, presenter: SessionPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter

    @Slot(str, str)
    def enter(self, where: str, text: str) -> None:
        """Take one figure as read off the machine."""
        self._enter(where, text, is_sure=False)

    @Slot(str, str)
    def confirm(self, where: str, text: str) -> None:
        """The machine does show that figure."""
        self._enter(where, text, is_sure=True)

    def _enter(self, where: str, text: str, *, is_sure: bool) -> None:
        code = where.partition(".")[2]
        try:
            entry = enter_screen(self._presenter.session, code, text, is_sure=is_sure)
        except PlexlogError as error:
            self._presenter.failed.emit(str(error))
            self.entry_made.emit(where, not_written(code, text, error))
            return
        self.entry_made.emit(where, entry)
        if is_sure or not (entry.is_refused or entry.is_question):
            self._presenter.tell_kept()


class Reconciliation(QWidget):
    """A small table: what was planned, what the record adds up to, what the machine says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Reconciled, ...] = ()

    def show_lines(self, lines: tuple[Reconciled, ...]) -> None:
        """Show the lines."""
        self._lines = lines
        self.setFixedHeight(_HEAD + _LINE * len(lines) + 8)
        self.setAccessibleName(
            "; ".join(
                _("{label}: planned {planned}, achieved {achieved}, machine {machine}").format(
                    label=one.label,
                    planned=one.planned,
                    achieved=one.achieved,
                    machine=one.machine,
                )
                for one in lines
            )
        )
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ends = [self.width() * share // 100 for share in (58, 79, 100)]
        for end, words in zip(ends, (_("planned"), _("achieved"), _("machine")), strict=True):
            head = Run(words, "hint", "ink2")
            paint_runs(painter, end - head.width, 16, (head,))
        for place, line in enumerate(self._lines):
            top = _HEAD + place * _LINE
            painter.setPen(worn_theme().colour("line"))
            painter.drawLine(0, top, self.width(), top)
            ink = "askInk" if line.is_apart else "ink"
            label = line.label + (_("  ·  apart") if line.is_apart else "")
            paint_runs(
                painter, 0, top + 19, (Run(label, "label", "askInk" if line.is_apart else "ink2"),)
            )
            shown = (line.planned, line.achieved, line.machine)
            for end, words in zip(ends, shown, strict=True):
                value = Run(words, "labelBold", ink)
                paint_runs(painter, end - value.width, top + 19, (value,))
        painter.end()


class CloseTotals(QWidget):
    """`show_view(view)`; the form is made anew where another machine shows other things."""

    def __init__(self, presenter: SessionPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._own = TotalsPresenter(presenter, self)
        self._shown: tuple[NumberField, ...] = ()
        self._form: PlaceForm | None = None
        self._table = Reconciliation(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(worn_theme().size("gap"))
        self._column.addWidget(self._table)

    @property
    def form(self) -> PlaceForm | None:
        """The form of the end screens, once a session was shown."""
        return self._form

    def show_view(self, view: SessionView) -> None:
        """Show what was read off, and the sums beside it."""
        shown = end_screens(view, self._presenter.session.desk.knowledge.machines)
        if shown != self._shown or self._form is None:
            self._make_form(shown)
        if self._form is not None:
            self._form.show_values(screen_values(view), last_words(view))
        self._table.show_lines(reconciliation(view))

    def _make_form(self, shown: tuple[NumberField, ...]) -> None:
        if self._form is not None:
            self._form.hide()
            self._column.removeWidget(self._form)
            self._form.deleteLater()
        self._shown = shown
        self._form = PlaceForm(Place.TOTALS, shown, self)
        self._form.entered.connect(self._own.enter)
        self._form.confirmed.connect(self._own.confirm)
        self._own.entry_made.connect(self._form.show_entry)
        self._column.insertWidget(0, self._form)
