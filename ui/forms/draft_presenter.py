"""Between a form and what is kept of it until it is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from plexlog.domain.errors import PlexlogError
from plexlog.domain.language import gettext as _
from plexlog.services.desk import Desk
from plexlog.services.drafts import drop_typed, form_name, keep_typed, kept_draft

T = TypeVar("T")


class DraftPresenter(QObject):
    """`DraftPresenter(desk, kind, of)`: one form's draft. Nothing of it is on record."""

    failed = Signal(str)  # a sentence: what is typed could not be kept

    def __init__(self, desk: Desk, kind: str, of: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._form = form_name(kind, of)
        self._begun: Mapping[str, Any] = {}
        self._last: Mapping[str, Any] = {}
        self._is_given = False

    def begin(self, texts: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
        """The texts that were typed earlier, and a sentence that says so; nothing for none.

        `texts` is what the form begins with.
        """
        self._begun = self._last = dict(texts)
        draft = kept_draft(self._desk, self._form)
        if draft is None:
            return {}, ""
        words = _(
            "Put back as it was left at {time} on {day} by {name}; nothing of it is on record."
        )
        said = words.format(time=draft.at.clock, day=draft.at.day.isoformat(), name=draft.by)
        return draft.texts, said

    @property
    def begun_with(self) -> Mapping[str, Any]:
        """What the form began with."""
        return self._begun

    def keep(self, texts: Mapping[str, Any]) -> str:
        """Keep what is typed, if it is not what was kept last; why not, where it cannot be."""
        if self._is_given or texts == self._last:
            return ""
        try:
            keep_typed(self._desk, self._form, texts, self._begun)
        except PlexlogError as error:
            self.failed.emit(str(error))
            return str(error)
        self._last = dict(texts)
        return ""

    def drop(self) -> None:
        """What was typed is not wanted any more."""
        try:
            drop_typed(self._desk, self._form)
        except PlexlogError as error:
            self.failed.emit(str(error))
        else:
            self._last = dict(self._begun)

    def give(self, verb: Callable[[], T]) -> T:
        """Record what was typed and put the draft away, both or neither. Raises what `verb` does.

        A draft of what is on record would offer it to be recorded once more.
        """
        with self._desk.store.writing():
            done = verb()
            drop_typed(self._desk, self._form)
        self._is_given = True
        return done
