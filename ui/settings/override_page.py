"""Overrides: every finding that was gone on from, with who, when and why."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.services.overrides import OverridePage as Page
from plexlog.services.overrides import finding_words, often_words
from ui.forms.fields import LineField, Row
from ui.forms.table_view import LineTable
from ui.settings.listing import page_column, picked_card, table_card
from ui.settings.override_presenter import OverridePresenter
from ui.settings.override_table import OverrideTable, whose
from ui.widgets.buttons import ActionButton
from ui.widgets.cards import PageTitle
from ui.widgets.painting import Words
from ui.widgets.save_dialog import Saving
from ui.widgets.toast import Toast

_WIDTHS = (300, 230, 140, 130, 240)


class OverridePage(QWidget):
    """Boxes for what is sought, the table, those overridden nearly always, and the picked one."""

    def __init__(self, presenter: OverridePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        presenter.setParent(self)
        self._title = PageTitle(_("Overrides"), "", self)
        self._text = LineField("text", _("Any of it"), _("finding, reason, who, whom"), self)
        self._since = LineField("since", _("From"), "", self)
        self._mostly = Words("", "strong", "askInk", self).wrapped()
        self._model = OverrideTable(self)
        self._table = LineTable(_("Overrides"), self)
        self._about = Words("", "strong", parent=self).wrapped()
        self._details = Words("", "label", "ink2", self).wrapped()
        self._save = ActionButton(_("Save as a table"), "download", parent=self)
        self._open = ActionButton(_("Go there"), "arrow-right", "Enter", parent=self)
        self._saving = Saving(self)
        self._toast = Toast(self)
        self._lay_out()
        self._wire()
        self._search()

    @property
    def table(self) -> LineTable:
        """The table of overrides."""
        return self._table

    @property
    def told(self) -> tuple[str, str, str]:
        """Those overridden nearly always, and what is said of the one that is picked."""
        return self._mostly.text(), self._about.text(), self._details.text()

    @Slot(object)
    def show_page(self, page: Page) -> None:
        """Show what was found; the newest is picked."""
        self._model.show_lines(page.lines)
        counted = wording.counted(len(page.lines), _("override"))
        self._title.show_words(_("Overrides"), counted)
        often = "\n".join(often_words(one) for one in page.mostly)
        self._mostly.set_words(often)
        self._mostly.setVisible(bool(often))
        self._table.selectRow(0)
        self._set_lock(self._save, "" if page.lines else _("There is nothing to write"))
        self._show_picked()

    def _lay_out(self) -> None:
        self._since.show_example("2026-11-20")
        page = page_column(self, self._title)
        page.addWidget(Row((self._text, self._since), (3, 1), self))
        page.addWidget(self._mostly)
        page.addWidget(table_card(self._table, self._model, _WIDTHS, self), 1)
        page.addWidget(
            picked_card(
                self._about,
                self._details,
                {"save_overrides": self._save, "go_there": self._open},
                self,
            )
        )

    def _wire(self) -> None:
        self._presenter.found.connect(self.show_page)
        self._presenter.refused.connect(self._on_refused)
        self._presenter.saved.connect(self._toast.say)
        self._text.entered.connect(self._on_entered)
        self._since.entered.connect(self._on_entered)
        self._table.selectionModel().currentRowChanged.connect(self._on_picked)
        self._table.opened.connect(self._on_opened)
        self._saving.chosen.connect(self._on_chosen)
        self._save.clicked.connect(self._on_save)
        self._open.clicked.connect(self._on_open)

    @Slot(str, str)
    def _on_entered(self, _code: str, _text: str) -> None:
        self._search()

    def _search(self) -> None:
        self._since.show_note("")
        self._presenter.search(self._text.text(), self._since.text())

    @Slot(str, str)
    def _on_refused(self, code: str, sentence: str) -> None:
        if code == self._since.code:
            self._since.show_note(sentence)
        else:
            self._toast.say(sentence, "triangle-alert")

    @Slot(QModelIndex, QModelIndex)
    def _on_picked(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_picked()

    def _show_picked(self) -> None:
        line = self._model.line(self._table.currentIndex().row())
        if line is None:
            self._about.set_words("")
            self._details.set_words(_("Nothing of that was overridden."))
            self._set_lock(self._open, _("Nothing is picked"))
            return
        because = _("Going on, because: {reason}").format(reason=line.reason)
        self._about.set_words(because)
        who = (finding_words(line.finding), wording.moment(line.at), line.by, whose(line))
        self._details.set_words(" · ".join((*who, line.record_number)))
        self._set_lock(self._open, "")

    def _set_lock(self, button: ActionButton, words: str) -> None:
        if words:
            button.lock(words)
        else:
            button.unlock()

    @Slot(QModelIndex)
    def _on_opened(self, _index: QModelIndex) -> None:
        self._on_open()

    @Slot()
    def _on_open(self) -> None:
        line = self._model.line(self._table.currentIndex().row())
        if line is not None:
            self._presenter.open(line)

    @Slot()
    def _on_save(self) -> None:
        self._saving.ask(_("Save the overrides"), self._presenter.file_name, "save_dialog")

    @Slot(str)
    def _on_chosen(self, path: str) -> None:
        self._presenter.save(Path(path))
