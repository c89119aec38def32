"""Erasure: a whole patient goes, by two; below, what was erased before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from plexlog.domain.erasing import Erasure
from plexlog.domain.language import gettext as _
from plexlog.services.erasing import BACKUPS, Erasable
from ui.forms.fields import LineField, PickField
from ui.settings.erase_presenter import ErasePresenter
from ui.settings.exporting import Exporting
from ui.settings.listing import page_column
from ui.settings.staff_dialog import StaffDialog
from ui.settings.staff_forms import line, secret
from ui.widgets.buttons import ActionButton
from ui.widgets.cards import Card, PageTitle
from ui.widgets.flow import WrapRow
from ui.widgets.painting import Words
from ui.widgets.save_dialog import Saving
from ui.widgets.theme import worn_theme
from ui.widgets.toast import Toast

_NUMBER = 260
_LEAST_NUMBER = 200
_MOST = 8  # of the erasures; the history has them all


class ErasePage(QWidget):
    """Who is meant is looked up, written out and erased."""

    def __init__(
        self, presenter: ErasePresenter, exporting: Exporting, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._exporting = exporting
        self._host = parent or self  # the whole of Setup, over which it asks
        presenter.setParent(self)
        self._title = PageTitle(_("Erasure"), _("Where the law asks for it; by two"), self)
        self._number = LineField("number", _("Record number"), parent=self, height="touch")
        self._look = ActionButton(_("Look up"), "search", "Enter", parent=self)
        self._found = Words("", "strong", parent=self).wrapped()
        self._about = Words(_about(), "label", "ink2", self).wrapped()
        self._state = Words("", "label", "ink2", self).wrapped()
        self._export = ActionButton(_("Export this patient"), "archive", parent=self)
        self._erase = ActionButton(_("Erase this patient"), "trash-2", parent=self)
        self._past = Words("", "body", parent=self).wrapped()
        self._dialog: StaffDialog | None = None
        self._saving = Saving(self)
        self._toast = Toast(self)
        self._lay_out()
        self._wire()
        presenter.refresh()
        self.show_found(None)

    @property
    def dialog(self) -> StaffDialog | None:
        """What asks, while it does."""
        return self._dialog

    @property
    def told(self) -> tuple[str, str]:
        """Who is meant, and what was erased."""
        return self._found.text(), self._past.text()

    @Slot(object)
    def show_found(self, one: Erasable | None) -> None:
        """Show who is meant."""
        self._found.set_words(_("Nobody is meant yet.") if one is None else one.sentence)
        nobody = _("Look somebody up first") if one is None else ""
        running = _("A session is running: end it first") if one and one.is_running else ""
        alone = "" if self._presenter.others() else _("Nobody else is on the staff to sign")
        waits = (
            (self._export, nobody),
            (self._erase, self._presenter.why_not or nobody or running or alone),
        )
        for button, why in waits:
            if why:
                button.lock(why)
            else:
                button.unlock()

    @Slot(object)
    def show_past(self, erasures: Sequence[Erasure]) -> None:
        """Show what was erased, the last one first."""
        lines = [one.sentence for one in erasures[:_MOST]]
        if len(erasures) > _MOST:
            lines.append(_("Earlier ones stand in the history."))
        self._past.set_words("\n".join(lines) or _("Nobody was erased."))

    def _lay_out(self) -> None:
        gap = worn_theme().size("gap")
        self._number.setMinimumWidth(_LEAST_NUMBER)
        self._number.setMaximumWidth(_NUMBER)
        page = page_column(self, self._title)
        card = Card(parent=self)
        row = QHBoxLayout()
        row.setSpacing(gap)
        row.addWidget(self._number)
        row.addWidget(self._look, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        deeds = WrapRow((self._export, self._erase), card)
        row.addWidget(deeds, 0, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(row)
        for words in (self._found, self._about, self._state):
            card.body.addWidget(words)
        page.addWidget(card)
        past = Card(parent=self)
        past.body.addWidget(self._past)
        page.addWidget(past)
        page.addStretch(1)
        for name, button in _NAMES.items():
            part: ActionButton = getattr(self, f"_{name}")
            part.setObjectName(button)
            part.set_height("admin")

    def _wire(self) -> None:
        self._presenter.found.connect(self.show_found)
        self._presenter.listed.connect(self.show_past)
        self._presenter.refused.connect(self._on_refused)
        self._presenter.changed.connect(self._toast.say)
        self._exporting.told.connect(self._on_exporting)
        self._number.submitted.connect(self._on_look)
        self._look.clicked.connect(self._on_look)
        self._saving.chosen.connect(self._on_chosen)
        self._export.clicked.connect(self._on_export)
        self._erase.clicked.connect(self._on_erase)

    @Slot()
    def _on_look(self) -> None:
        self._number.show_note("")
        self._presenter.look_up(self._number.text())

    @Slot(str, str)
    def _on_refused(self, place: str, sentence: str) -> None:
        if place == self._number.code and self._dialog is None:
            self._number.show_note(sentence)

    @Slot()
    def _on_exporting(self) -> None:
        is_working = self._exporting.progress is not None
        words = _("The export is being written…") if is_working else self._exporting.words
        self._state.set_words(words)

    @Slot()
    def _on_export(self) -> None:
        self._saving.ask(_("Save the export"), self._presenter.file_name, "save_export")

    @Slot(str)
    def _on_chosen(self, path: str) -> None:
        self._presenter.export(Path(path))

    @Slot()
    def _on_erase(self) -> None:
        meant = self._presenter.meant
        if meant is None or self._dialog is not None:
            return
        self._dialog = _erase_form(meant, self._presenter.others(), self._host)
        self._dialog.given.connect(self._presenter.erase)
        self._presenter.refused.connect(self._dialog.refuse)
        self._presenter.changed.connect(self._dialog.take)
        self._dialog.closed.connect(self._on_closed)

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = None


def _erase_form(meant: Erasable, others: dict[str, str], host: QWidget) -> StaffDialog:
    """Two sign, the number is typed once more, and the reason stays on record."""
    words = _("{who}\nThis cannot be undone. {backups}").format(
        who=meant.sentence, backups=BACKUPS
    )
    title = _("Erase this patient")
    dialog = StaffDialog("erase", meant.patient.key, title, words, host)
    second = PickField("second", _("Who signs too"), others, parent=dialog.panel, height="touch")
    dialog.ask(
        (line("again", _("Record number once more"), dialog),),
        (line("why", _("Reason, without a name"), dialog),),
        (secret("own", _("Your password"), dialog), second),
        (secret("second_password", _("Password of the other"), dialog),),
    )
    return dialog


def _about() -> str:
    return _(
        "Everything of the patient goes: courses, sessions, signed ones too, and what the history "
        "says of them. What stays is that somebody was erased, when, by whom, why and how much; "
        "verification goes on to hold. Write the patient out before; it cannot be undone. "
    ) + _(BACKUPS)


_NAMES = {
    "look": "look_up",
    "export": "export_patient",
    "erase": "erase_patient",
}
