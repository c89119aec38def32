"""What stands in the way of a typed value: is it right, or why does what is on file change."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.box import BoxLabels
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.field_box import FieldBox
from ui.widgets.painting import Words

HEIGHT = 88


class ResultQuestion(QWidget):
    """One question at a time, at the foot: `ask`, `ask_why` or `ask_sample`, with its words."""

    confirmed = Signal()
    another = Signal()  # another sample
    reasoned = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Words("", "strong", "askInk", self).wrapped()
        self._why = FieldBox(BoxLabels(code="why", label=_("Reason, in a few words")), self)
        self._yes = ActionButton(_("Yes, that is right"), "check", kind=Kind.PRIMARY, parent=self)
        self._yes.setObjectName("that_is_right")
        self._correct = ActionButton(_("Correct"), "pencil", kind=Kind.PRIMARY, parent=self)
        self._correct.setObjectName("correct_result")
        self._another = ActionButton(_("Another sample"), "plus", kind=Kind.PRIMARY, parent=self)
        self._another.setObjectName("another_sample")
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._words, 2)
        row.addWidget(self._another)
        row.addWidget(self._why, 2)
        row.addWidget(self._yes)
        row.addWidget(self._correct)
        self._yes.clicked.connect(self.confirmed)
        self._correct.clicked.connect(self._on_correct)
        self._another.clicked.connect(self.another)
        self._why.edit.returnPressed.connect(self._on_correct)
        self.settle()

    @property
    def words(self) -> str:
        """What is asked."""
        return self._words.text()

    def ask(self, words: str) -> None:
        """Ask whether an unlikely value is right."""
        self._show(words, is_why=False)
        self._yes.setFocus()

    def ask_why(self, words: str) -> None:
        """Ask why what is on file changes."""
        self._show(words, is_why=True)
        self._why.edit.setFocus()

    def ask_sample(self, words: str) -> None:
        """Ask whether a new time is that of another sample, or corrects the one on file."""
        self._show(words, is_why=True)
        self._another.show()
        self._another.setFocus()

    def settle(self) -> None:
        """Nothing is asked any more."""
        self._words.set_words("")
        for part in (self._why, self._yes, self._correct, self._another):
            part.hide()
        self._why.keep("")
        self.hide()

    def _show(self, words: str, *, is_why: bool) -> None:
        self._words.set_words(words)
        self.show()
        self._why.setVisible(is_why)
        self._correct.setVisible(is_why)
        self._yes.setVisible(not is_why)
        self._another.hide()

    @Slot()
    def _on_correct(self) -> None:
        reason = self._why.text()
        if not reason:
            self._why.refuse(_("needs a reason in a few words"))
        elif self._why.isVisible():
            self.reasoned.emit(reason)
