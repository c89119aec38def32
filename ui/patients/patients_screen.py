"""The list of patients with its search."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from plexlog.domain.language import ngettext
from plexlog.services.patients import FoundPatients
from ui.forms.table_view import LineTable
from ui.patients.patient_table import PatientTable
from ui.patients.patients_presenter import PatientsPresenter
from ui.widgets.buttons import ActionButton
from ui.widgets.cards import Card, PageTitle
from ui.widgets.painting import Words

_WIDTHS = (360, 110, 100, 150, 220, 100)


class PatientsScreen(QWidget):
    """All patients; what is typed narrows the list, Enter opens."""

    patient_wanted = Signal(str)  # patient key
    new_patient_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, presenter: PatientsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._title = PageTitle(_("Patients"), "", self)
        self._search = QLineEdit(self)
        self._import = ActionButton(_("Import a course"), "download", "Ctrl I", parent=self)
        self._new = ActionButton(_("New patient"), "plus", "Ctrl N", parent=self)
        self._model = PatientTable(self)
        self._table = LineTable(_("Patients"), self)
        self._more = Words(_("And more: type on to find them"), "strong", parent=self)
        self._more.hide()
        self._lay_out()
        self._wire()

    @property
    def table(self) -> QAbstractItemView:
        """The table of patients."""
        return self._table

    @property
    def search(self) -> QLineEdit:
        """The search field."""
        return self._search

    def focus_first(self) -> None:
        """Begin at the search."""
        self._search.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(object, object)
    def show_found(self, found: FoundPatients, today: date) -> None:
        """Show these patients; the selected one stays selected. That there are more is said."""
        row = self._table.currentIndex().row()
        key = self._model.key_at(row)
        self._model.show_patients(found.lines, today)
        if found.lines:
            self._table.selectRow(max(self._model.row_of(key), 0))
        self._title.show_words(_("Patients"), _count_words(found))
        self._more.setVisible(found.has_more)

    def _lay_out(self) -> None:
        words = _("Find a patient: name, record number or birth date")
        self._search.setPlaceholderText(words)
        self._search.setAccessibleName(words)
        self._search.setToolTip(f"{words} (Ctrl+K)")
        self._search.setMinimumWidth(240)
        self._search.setMaximumWidth(440)
        self._title.setFixedHeight(48)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 14, 16, 12)
        page.setSpacing(14)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(self._search, 3)
        for part in (self._import, self._new):
            head.addWidget(part)
        page.addLayout(head)
        card = Card(parent=self)
        card.set_padding(8, 8, 8)
        self._table.setModel(self._model)
        self._table.set_widths(_WIDTHS)
        card.body.addWidget(self._table, 1)
        self._more.setContentsMargins(12, 8, 0, 8)  # where the rows of the table begin
        card.body.addWidget(self._more)
        page.addWidget(card, 1)

    def _wire(self) -> None:
        self._presenter.listed.connect(self.show_found)
        self._search.textEdited.connect(self._presenter.search)
        self._search.returnPressed.connect(self._on_return)
        self._table.opened.connect(self._on_opened)
        self._new.clicked.connect(self.new_patient_wanted)
        self._import.clicked.connect(self.import_wanted)
        called = QShortcut(QKeySequence("Ctrl+K"), self)
        called.setWhatsThis(_("Find a patient"))
        called.activated.connect(self.focus_first)

    @Slot()
    def _on_return(self) -> None:
        if self._model.rowCount():
            self._on_opened(self._table.currentIndex())

    @Slot(QModelIndex)
    def _on_opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self.patient_wanted.emit(self._model.key_at(index.row()))


def _count_words(found: FoundPatients) -> str:
    """How many are listed, and that there are more where there are."""
    count = len(found.lines)
    if found.has_more:
        return _("more than {count} patients").format(count=count)
    return ngettext("{count} patient", "{count} patients", count).format(count=count)
