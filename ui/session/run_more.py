"""The quantities of a reading without a column, for the open row, over the page."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain.entry import Entry
from plexlog.domain.fields import Catalogue, NumberField, Place
from plexlog.domain.language import gettext as _
from plexlog.services.open_session import SessionView
from ui.session.last_words import last_words
from ui.session.place_form import PlaceForm
from ui.session.run_columns import COLUMNS, Column, shown_in_columns
from ui.session.session_presenter import address
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.dialog import DialogFrame


def more_fields(
    catalogue: Catalogue, columns: tuple[Column, ...] = COLUMNS
) -> tuple[NumberField, ...]:
    """What a row can take besides its columns, in the catalogue's order."""
    shown = shown_in_columns(columns)
    return tuple(one for one in catalogue.at(Place.READING) if one.code not in shown)


class MoreDialog(DialogFrame):
    """`entered(code, text)` and `confirmed(code, text)`, as the open row's; kept cell by cell."""

    entered = Signal(str, str)
    confirmed = Signal(str, str)
    let_go = Signal(object)  # codes whose refused or unanswered text went with the dialog

    def __init__(self, fields: tuple[NumberField, ...], host: QWidget) -> None:
        super().__init__(_("More of this row"), host)
        self.form = PlaceForm(Place.READING, fields, self)
        self._codes = tuple(one.code for one in fields)
        self._done = ActionButton(_("Done"), "check", "", Kind.PRIMARY, self)
        self._done.setObjectName("more_done")
        self.paste = ActionButton(_("Paste from the machine"), "copy", parent=self)
        self.paste.setObjectName("paste_machine")
        self.head.addWidget(self.paste)
        self.body.addWidget(self.form)
        self.add_button(self._done)
        self._wire()

    def show_view(self, view: SessionView) -> None:
        """Show what the open row holds, and what was last recorded."""
        row = view.open_row
        self.form.show_values({} if row is None else row.values, last_words(view))

    @property
    def codes(self) -> tuple[str, ...]:
        """The quantities it asks for."""
        return self._codes

    @Slot(str, str)
    def put_back(self, code: str, text: str) -> None:
        """Show a text again that is not on record."""
        if code in self._codes:
            self.form.edit(code).setText(text)

    @Slot(str, object)
    def show_cell(self, code: str, entry: Entry) -> None:
        """Show what became of a cell."""
        self.form.show_entry(address(Place.READING, code), entry)

    def _wire(self) -> None:
        self.form.entered.connect(self._on_entered)
        self.form.confirmed.connect(self._on_confirmed)
        self._done.clicked.connect(self._on_done)
        self.closed.connect(self._on_gone)

    @Slot(str, str)
    def _on_entered(self, where: str, text: str) -> None:
        self.entered.emit(where.partition(".")[2], text)

    @Slot(str, str)
    def _on_confirmed(self, where: str, text: str) -> None:
        self.confirmed.emit(where.partition(".")[2], text)

    @Slot()
    def _on_done(self) -> None:
        if self.form.is_settled:
            self.finish()

    @Slot()
    def _on_gone(self) -> None:
        self.let_go.emit(self._codes)
