"""Backups: where they are kept, those there are, and going back to one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain import wording
from plexlog.domain.backups import Backup, BackupState, Examined, not_there
from plexlog.domain.language import gettext as _
from plexlog.domain.language import ngettext
from plexlog.domain.moments import Moment
from ui.forms.table_view import LineTable
from ui.settings import backup_forms as forms
from ui.settings.backup_presenter import BackupPresenter
from ui.settings.backup_table import BackupTable, made_at
from ui.settings.listing import page_column, picked_card, table_card
from ui.settings.staff_dialog import StaffDialog
from ui.widgets.buttons import ActionButton
from ui.widgets.cards import PageTitle
from ui.widgets.painting import Words
from ui.widgets.toast import Toast

_WIDTHS = (200, 200, 560)


class BackupPage(QWidget):
    """The table of backups; below it what was found in the one that was looked into."""

    def __init__(self, presenter: BackupPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._host = parent or self  # the whole of Setup, over which it asks
        presenter.setParent(self)
        self._now: Moment | None = None
        self._folder = ""
        self._examined: Examined | None = None
        self._title = PageTitle(_("Backups"), "", self)
        self._place = ActionButton(_("Choose folder"), "folder-open", parent=self)
        self._make = ActionButton(_("Back up now"), "hard-drive", parent=self)
        self._model = BackupTable(self)
        self._table = LineTable(_("Backups"), self)
        self._about = Words("", "strong", parent=self).wrapped()
        self._found = Words("", "label", "ink2", self).wrapped()
        self._look = ActionButton(_("Look into it"), "search", "Enter", parent=self)
        self._back = ActionButton(_("Go back to it"), "history", parent=self)
        self._dialog: StaffDialog | None = None
        self._toast = Toast(self)
        self._lay_out()
        self._wire()
        presenter.refresh()

    @property
    def table(self) -> LineTable:
        """The table of backups."""
        return self._table

    @property
    def dialog(self) -> StaffDialog | None:
        """What asks, while it does."""
        return self._dialog

    @property
    def told(self) -> tuple[str, str]:
        """What is said of the backup that is picked, and of what was found in it."""
        return self._about.text(), self._found.text()

    @Slot(object, object)
    def show_state(self, state: BackupState, now: Moment) -> None:
        """Show the backups there are; the newest is picked."""
        self._now = now
        self._folder = str(state.folder)
        self._model.show_backups(state.all, now)
        count = ngettext("{count} backup", "{count} backups", len(state.all))
        words = _("{backups} in {folder}").format(
            backups=count.format(count=len(state.all)), folder=state.folder
        )
        self._title.show_words(_("Backups"), words if state.is_there else not_there(state.folder))
        self._show_picked()
        self._table.selectRow(0)

    def _picked(self) -> Backup | None:
        return self._model.line(self._table.currentIndex().row())

    def _lay_out(self) -> None:
        page = page_column(self, self._title, self._place, self._make)
        page.addWidget(table_card(self._table, self._model, _WIDTHS, self), 1)
        deeds = {"look_into": self._look, "go_back": self._back}
        page.addWidget(picked_card(self._about, self._found, deeds, self))
        for name, button in _NAMES.items():
            part: ActionButton = getattr(self, f"_{name}")
            part.setObjectName(button)
            part.set_height("admin")

    def _wire(self) -> None:
        self._presenter.listed.connect(self.show_state)
        self._presenter.changed.connect(self._on_changed)
        self._presenter.failed.connect(self._on_failed)
        self._presenter.begun.connect(self._on_begun)
        self._presenter.ended.connect(self._show_picked)
        self._presenter.examined.connect(self._on_examined)
        self._table.selectionModel().currentRowChanged.connect(self._on_picked)
        self._table.opened.connect(self._on_opened)
        self._make.clicked.connect(self._presenter.make)
        self._place.clicked.connect(self._on_place)
        self._look.clicked.connect(self._on_look)
        self._back.clicked.connect(self._on_back)

    @Slot(QModelIndex, QModelIndex)
    def _on_picked(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_picked()

    @Slot()
    def _show_picked(self) -> None:
        """Whoever picks another backup has not looked into that one yet."""
        one = self._picked()
        if self._examined is not None and (one is None or one.path != self._examined.backup):
            self._examined = None
        about = "" if one is None else _("Backup of {time}").format(time=self._made(one))
        self._about.set_words(about)
        found = () if self._examined is None else self._examined.sentences
        hint = _("Look into it first: it is opened, verified and held against the record.")
        self._found.set_words("\n".join(found) or ("" if one is None else hint))
        self._show_buttons(one)

    def _made(self, one: Backup) -> str:
        return "" if self._now is None else wording.moment(made_at(one, self._now))

    def _show_buttons(self, one: Backup | None) -> None:
        why = self._presenter.why_fixed
        none = _("No backup is picked") if one is None else ""
        unseen = _("Look into it first") if self._examined is None else ""
        wrong = (
            _("Something is wrong in it")
            if self._examined is not None and self._examined.problems
            else ""
        )
        self._lock(((self._make, ""), (self._place, why), (self._look, why or none)))
        self._lock(((self._back, why or none or unseen or wrong),))

    def _lock(self, waits: Sequence[tuple[ActionButton, str]]) -> None:
        for button, words in waits:
            if words:
                button.lock(words)
            else:
                button.unlock()

    @Slot(str)
    def _on_begun(self, words: str) -> None:
        self._found.set_words(words)
        wait = _("Wait for what is under way")
        self._lock([(one, wait) for one in (self._make, self._place, self._look, self._back)])

    @Slot(str)
    def _on_changed(self, words: str) -> None:
        if words:
            self._toast.say(words)

    @Slot(str)
    def _on_failed(self, words: str) -> None:
        self._found.set_words(words)
        self._toast.say(words, "triangle-alert")

    @Slot(object)
    def _on_examined(self, examined: Examined) -> None:
        self._examined = examined
        self._show_picked()
        self._back.setFocus()

    @Slot(QModelIndex)
    def _on_opened(self, _index: QModelIndex) -> None:
        self._on_look()

    @Slot()
    def _on_place(self) -> None:
        self._ask(forms.folder_form(self._folder, self._host), self._presenter.take)

    @Slot()
    def _on_look(self) -> None:
        one = self._picked()
        if one is None or self._presenter.why_fixed or self._dialog is not None:
            return
        form = forms.look_form(str(one.path), self._made(one), self._host)
        self._ask(form, self._presenter.take)

    @Slot()
    def _on_back(self) -> None:
        if self._examined is not None:
            words = "\n".join(self._examined.sentences)
            self._ask(forms.back_form(words, self._host), self._on_back_given)

    @Slot(str, str, object)
    def _on_back_given(self, _kind: str, _key: str, given: Mapping[str, str]) -> None:
        if self._examined is not None:
            self._presenter.go_back(self._examined, given)

    def _ask(self, dialog: StaffDialog, given: Callable[..., None]) -> None:
        self._dialog = dialog
        dialog.given.connect(given)
        self._presenter.refused.connect(dialog.refuse)
        self._presenter.changed.connect(dialog.take)
        dialog.closed.connect(self._on_closed)

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = None


_NAMES = {
    "place": "choose_folder",
    "make": "make_backup",
}
