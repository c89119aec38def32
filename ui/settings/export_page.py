"""Export: the whole unit as one zip, or its tables without names."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plexlog.domain.exports import ExportWanted, file_name
from plexlog.domain.language import gettext as _
from plexlog.domain.progress import Step
from plexlog.services.desk import Desk
from ui.settings.exporting import Exporting
from ui.settings.listing import page_column
from ui.widgets.buttons import ActionButton
from ui.widgets.cards import Card, PageTitle
from ui.widgets.painting import Words
from ui.widgets.progress_line import ProgressLine
from ui.widgets.save_dialog import Saving
from ui.widgets.theme import worn_theme


class ExportPage(QWidget):
    """What can be exported, each with what lies in it; below, how far the one under way is."""

    def __init__(self, desk: Desk, exporting: Exporting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._exporting = exporting
        self._title = PageTitle(_("Export"), _("One zip; whole or not at all"), self)
        self._whole = ActionButton(_("Export the whole unit"), "archive", parent=self)
        self._bare = ActionButton(_("Export tables without names"), "archive", parent=self)
        self._stop = ActionButton(_("Stop"), "x", "Esc", parent=self)
        self._state = Words("", "strong", parent=self).wrapped()
        self._line = ProgressLine(self)
        self._whole_file = Saving(self)
        self._bare_file = Saving(self)
        self._lay_out()
        self._wire()
        self._refresh()

    @property
    def told(self) -> str:
        """What became of the last one, or what is under way."""
        return self._state.text()

    @property
    def line(self) -> ProgressLine:
        """How far it is."""
        return self._line

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._stop.is_locked:
            self._exporting.stop()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        gap = worn_theme().size("gap")
        page = page_column(self, self._title)
        for button, name, about in (
            (self._whole, "export_unit", _whole_words()),
            (self._bare, "export_tables", _bare_words()),
        ):
            button.setObjectName(name)
            card = Card(parent=self)
            row = QHBoxLayout()
            row.setSpacing(2 * gap)
            row.addWidget(Words(about, "body", parent=card).wrapped(), 1)
            row.addWidget(button)
            card.body.addLayout(row)
            page.addWidget(card)
        page.addWidget(self._lay_out_state(gap))
        page.addStretch(1)

    def _lay_out_state(self, gap: int) -> Card:
        card = Card(parent=self)
        self._stop.setObjectName("stop_export")
        words = QVBoxLayout()
        words.addWidget(self._state)
        words.addWidget(self._line)
        row = QHBoxLayout()
        row.setSpacing(gap)
        row.addLayout(words, 1)
        row.addWidget(self._stop)
        card.body.addLayout(row)
        return card

    def _wire(self) -> None:
        self._exporting.told.connect(self._refresh)
        self._exporting.stepped.connect(self._on_stepped)
        self._whole.clicked.connect(self._on_whole)
        self._bare.clicked.connect(self._on_bare)
        self._whole_file.chosen.connect(self._on_whole_chosen)
        self._bare_file.chosen.connect(self._on_bare_chosen)
        self._stop.clicked.connect(self._exporting.stop)

    @Slot()
    def _refresh(self) -> None:
        is_working = self._exporting.progress is not None
        words = self._exporting.words or _("Nothing was exported since you signed in.")
        self._state.set_words(_("The export is being written…") if is_working else words)
        self._line.show_step(Step())
        self._line.setVisible(is_working)
        for button in (self._whole, self._bare):
            if is_working:
                button.lock(_("Wait for what is under way"))
            else:
                button.unlock()
        if is_working:
            self._stop.unlock()
        else:
            self._stop.lock(_("Nothing is under way"))

    @Slot()
    def _on_stepped(self) -> None:
        progress = self._exporting.progress
        if progress is not None:
            self._line.show_step(progress.step)

    @Slot()
    def _on_whole(self) -> None:
        self._whole_file.ask(_("Save the export"), self._file_name(is_bare=False), "save_export")

    @Slot()
    def _on_bare(self) -> None:
        self._bare_file.ask(_("Save the export"), self._file_name(is_bare=True), "save_export")

    def _file_name(self, *, is_bare: bool) -> str:
        return file_name(self._desk.now().day, deidentified=is_bare)

    @Slot(str)
    def _on_whole_chosen(self, path: str) -> None:
        self._exporting.begin(ExportWanted(file=Path(path), deidentified=False))

    @Slot(str)
    def _on_bare_chosen(self, path: str) -> None:
        self._exporting.begin(ExportWanted(file=Path(path), deidentified=True))


def _whole_words() -> str:
    return _(
        "Every patient with their courses as documents, reports and signed summaries as PDF, "
        "every kind of record as a table, the staff and the history. It is not encrypted: "
        "whoever has the file can read it. A single patient is exported from their own page."
    )


def _bare_words() -> str:
    return _(
        "The tables alone, for research and quality: no names, no numbers of records, bags or "
        "donors, nothing that somebody wrote; days are moved by one span for each patient."
    )
