"""The accesses of one course: which there are, one more, what is told of one, its removal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from plexlog.domain.errors import PlexlogError, RefusedError
from plexlog.domain.language import gettext as _
from plexlog.services.access_form import texts_of_device
from plexlog.services.accesses import WHY, accesses, keep_access, take_back_access
from plexlog.services.desk import Desk
from plexlog.services.drafts import drop_typed, form_name, keep_typed, kept_draft
from plexlog.services.form_texts import sentence_of

NEW = ""  # the id of an access that is not on record yet


class AccessPresenter(QObject):
    """Presenter of the accesses of a course; one of them is in the form."""

    listed = Signal(object)  # AccessStates, those in place first
    shown = Signal(object, str)  # texts by box, and what is said of them
    told = Signal(object)  # sentences by box
    why_wanted = Signal(str)  # a sentence: what is on record changes only with a reason
    kept = Signal(str)  # a sentence: what is on record now
    failed = Signal(str)  # a sentence: nothing was recorded

    def __init__(self, desk: Desk, course_key: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._key = course_key
        self._id = NEW
        self._begun: Mapping[str, Any] = {}

    @property
    def access_id(self) -> str:
        """Which access is in the form; `NEW` for one more."""
        return self._id

    @Slot()
    def begin(self) -> None:
        """Show the accesses, and the first of them."""
        there = accesses(self._desk, self._key)
        self.listed.emit(there)
        self.choose(there[0].device.id if there else NEW)

    @Slot(str)
    def choose(self, access_id: str) -> None:
        """Put an access into the form, with what was typed of it and not recorded."""
        self._id = access_id
        device = self._desk.store.course(self._key).device(access_id)
        self._begun = texts_of_device(device)
        draft = kept_draft(self._desk, self._form)
        words = "" if draft is None else _("Put back as it was left; not on record yet.")
        self.shown.emit({**self._begun, WHY: "", **({} if draft is None else draft.texts)}, words)

    @Slot(object)
    def keep(self, texts: Mapping[str, Any]) -> None:
        """Put what the form says on record, or say what stands in the way."""
        why = str(texts.get(WHY) or "")
        is_new = self._id == NEW
        try:
            with self._desk.store.writing():
                access_id = keep_access(self._desk, self._key, self._id, texts, why)
                drop_typed(self._desk, self._form)
        except RefusedError as refused:
            self._tell(refused)
        except PlexlogError as error:
            self.failed.emit(str(error))
        else:
            said = _("On record. Each session asks which access it uses.")
            self._show_kept(access_id, said if is_new else _("On record."))

    @Slot(str)
    def take_back(self, why: str) -> None:
        """The access of the form was put on record by mistake."""
        try:
            with self._desk.store.writing():
                take_back_access(self._desk, self._key, self._id, why)
                drop_typed(self._desk, self._form)
        except RefusedError as refused:
            self._tell(refused)
        except PlexlogError as error:
            self.failed.emit(str(error))
        else:
            self._show_kept(NEW, _("Taken back; the history keeps what it was."))

    def put_off(self, texts: Mapping[str, Any]) -> bool:
        """The form is left: what was typed is offered again. False where it cannot be kept."""
        try:
            keep_typed(self._desk, self._form, texts, self._begun)
        except PlexlogError as error:
            self.failed.emit(str(error))
            return False
        return True

    def _show_kept(self, access_id: str, sentence: str) -> None:
        self.listed.emit(accesses(self._desk, self._key))
        self.choose(access_id)
        self.kept.emit(sentence)

    def _tell(self, refused: RefusedError) -> None:
        told: dict[str, str] = {}
        for one in refused.refusals:
            if one.place == WHY:
                self.why_wanted.emit(sentence_of(one))
                return
            told.setdefault(one.place.partition("[")[0], sentence_of(one))
        self.told.emit(told)

    @property
    def _form(self) -> str:
        return form_name("access", f"{self._key} {self._id}".strip())
