"""Keeps what is typed into a dialog of a session until it is recorded or emptied.

A lock by somebody else, Esc or a closed window loses nothing: the same dialog of the same session
opens with it again. A password is never kept: whoever reads the record would have it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QChildEvent, QEvent, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain.drafts import Draft
from plexlog.domain.errors import PlexlogError
from plexlog.domain.language import gettext as _
from plexlog.services.desk import Desk
from plexlog.services.drafts import drop_typed, form_name, keep_typed, kept_draft
from ui.session.drafted_dialog import DraftedDialog
from ui.shell.page_openers import Opened


class DialogDrafts(QObject):
    """Watches which dialogs open over `host`, the page area of a window."""

    failed = Signal(str)  # a sentence: of what is typed, or was recorded

    def __init__(self, host: QWidget, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._where = Opened("")
        self._begun: dict[DraftedDialog, Mapping[str, Any]] = {}
        self._held: set[DraftedDialog] = set()  # open still, as what is typed could not be kept
        self._recorded: set[str] = set()  # of which the draft could not be put away
        host.installEventFilter(self)

    def belong_to(self, where: Opened) -> None:
        """The dialogs that open from now on are those of this page."""
        self._where = where
        self._begun.clear()

    def keep_all(self) -> None:
        """Put on file what is typed into the dialogs that are open."""
        for dialog in list(self._begun):
            trouble = self._keep(dialog)
            if trouble:
                self.failed.emit(trouble)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
            dialog = event.child()
            if isinstance(dialog, DraftedDialog) and dialog not in self._begun:
                self._take(dialog)
        return super().eventFilter(watched, event)

    def _take(self, dialog: DraftedDialog) -> None:
        self._begun[dialog] = dialog.drafted()
        form = self._form(dialog)
        draft = None if form in self._recorded else kept_draft(self._desk, form)
        if draft is not None:
            _fill(dialog, draft)
        dialog.dismissed.connect(self._on_dismissed)
        dialog.typed_recorded.connect(self._on_typed_recorded)
        dialog.closed.connect(self._on_closed)

    @Slot()
    def _on_dismissed(self) -> None:
        """Esc, the cross, or Not now: what is typed is offered again."""
        dialog = self.sender()
        if not isinstance(dialog, DraftedDialog) or dialog not in self._begun:
            return
        if self._keep(dialog) and dialog not in self._held:
            self._held.add(dialog)
            dialog.hold()
        else:
            self._forget(dialog)

    @Slot()
    def _on_typed_recorded(self) -> None:
        """Nothing that is on record is offered again, even if the program ends now."""
        dialog = self.sender()
        if isinstance(dialog, DraftedDialog) and dialog in self._begun:
            self._keep(dialog)

    @Slot()
    def _on_closed(self) -> None:
        dialog = self.sender()
        if isinstance(dialog, DraftedDialog) and dialog in self._begun:  # it was recorded
            self._forget(dialog)
            self._drop(self._form(dialog))

    def _forget(self, dialog: DraftedDialog) -> None:
        del self._begun[dialog]
        self._held.discard(dialog)

    def _keep(self, dialog: DraftedDialog) -> str:
        """Put on file what is typed; why that could not be, empty where it could."""
        form = self._form(dialog)
        try:
            keep_typed(self._desk, form, dialog.drafted(), self._begun[dialog])
        except PlexlogError as error:
            words = _("{why} Esc once more leaves it without what is typed.")
            dialog.show_refusal("", words.format(why=error))
            return str(error)
        self._recorded.discard(form)
        return ""

    def _drop(self, form: str) -> None:
        try:
            drop_typed(self._desk, form)
        except PlexlogError as error:
            self._recorded.add(form)  # or it would be offered to be recorded once more
            self.failed.emit(_("It is on record. {why}").format(why=error))

    def _form(self, dialog: DraftedDialog) -> str:
        return form_name(f"dialog {dialog.draft_name}", self._where.key)


def _fill(dialog: DraftedDialog, draft: Draft) -> None:
    """Put back what was typed, and say so: it is not on record."""
    dialog.put_back(draft.texts)
    words = _("Put back as {name} left it at {time}; not on record yet.")
    dialog.set_note(words.format(name=draft.by, time=draft.at.clock))
