"""Says that a form was put back as it was left, and offers to begin afresh."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from ui.forms.draft_presenter import DraftPresenter
from ui.widgets.buttons import ActionButton
from ui.widgets.painting import Words

_KEEP_MS = 1000


class DraftLine(QWidget):
    """Keeps what is typed each second, and when the form is left.

    `begin(texts, put_back)`: `texts()` tells what the form holds, `put_back(texts)` fills it.
    """

    emptied = Signal()  # the form holds again what it began with

    def __init__(self, draft: DraftPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        draft.setParent(self)
        self._draft = draft
        self._texts: Callable[[], Mapping[str, Any]] = dict
        self._put_back: Callable[[Mapping[str, Any]], None] = _nothing
        self._words = Words("", "label", "noticeInk", self).wrapped()
        self._afresh = ActionButton(_("Begin afresh"), "undo-2", parent=self)
        self._afresh.setObjectName("begin_afresh")
        self._afresh.set_height("admin")
        self._timer = QTimer(self)
        self._timer.setInterval(_KEEP_MS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(self._afresh)
        self.hide()
        self._timer.timeout.connect(self.keep)
        self._afresh.clicked.connect(self._on_afresh)
        self._draft.failed.connect(self._on_failed)

    @property
    def words(self) -> str:
        """What is said of the draft."""
        return self._words.text()

    def begin(
        self,
        texts: Callable[[], Mapping[str, Any]],
        put_back: Callable[[Mapping[str, Any]], None],
    ) -> None:
        """Put back what was left, and keep what is typed from now on."""
        self._texts, self._put_back = texts, put_back
        kept, said = self._draft.begin(texts())
        if kept:
            put_back(kept)
        self._say(said)
        self._timer.start()

    @Slot()
    def keep(self) -> None:
        """Keep what is typed now."""
        self.put_aside()

    def put_aside(self) -> str:
        """Keep what is typed now; why that could not be, empty where it could."""
        return self._draft.keep(self._texts())

    @Slot()
    def _on_afresh(self) -> None:
        self._put_back(self._draft.begun_with)
        self._say("")
        self._draft.drop()
        self.emptied.emit()

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._words.set_words(sentence, "stopInk")
        self.show()

    def _say(self, words: str) -> None:
        self._words.set_words(words, "noticeInk")
        self.setVisible(bool(words))


def _nothing(_texts: Mapping[str, Any]) -> None:
    """No form yet."""
