"""Boxes of a form that is given as a whole: label, hint, box, and room for a sentence.

What is recorded at the bedside has the field box, which knows limits and last values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.choices import ChoiceBox
from ui.widgets.hidden import hide_text
from ui.widgets.icons import paint_icon
from ui.widgets.painting import Words
from ui.widgets.theme import restyle

_NOTE_HEIGHT = 16
_LONGEST = 10_000


class FormField(QWidget):
    """One box with its label. `entered` tells a text that has changed when the box is left."""

    entered = Signal(str, str)  # code, text
    edited = Signal(str)  # code; with every key

    def __init__(
        self, code: str, label: str, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.code = code
        self.label = label
        self.setObjectName(code)
        self._told = ""
        self._label = Words(label, "labelBold", parent=self)
        self._hint = Words(hint, "hint", "ink2", self)
        self._note = Words("", "hint", "stopInk", self).wrapped()
        self._sign = _RefusedSign(self)

    @property
    def box(self) -> QWidget:
        """The widget that takes the focus."""
        raise NotImplementedError

    def text(self) -> str:
        """What the box holds."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Put a text in; nobody is told."""
        raise NotImplementedError

    def note(self) -> str:
        """The sentence under the box."""
        return self._note.text()

    def show_note(self, sentence: str, ink: str = "stopInk") -> None:
        """Show a sentence under the box; an empty one clears it."""
        self._note.set_words(sentence, ink)
        refused = bool(sentence) and ink == "stopInk"
        self._sign.setVisible(refused)
        if bool(self.box.property("refused")) != refused:
            self.box.setProperty("refused", refused)
            restyle(self.box)
        words = ". ".join(part for part in (self._hint.text(), sentence) if part)
        self.box.setAccessibleDescription(words)

    def show_hint(self, hint: str) -> None:
        """Show other words at the right of the label."""
        self._hint.set_words(hint)

    def focus_box(self) -> None:
        """Put the cursor into the box."""
        self.box.setFocus()

    def _lay_out(self, box: QWidget, height: str) -> None:
        box.setProperty("height", height)
        box.setAccessibleName(self.label)
        box.setAccessibleDescription(self._hint.text())
        self._label.setBuddy(box)
        self.setFocusProxy(box)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._label)
        head.addStretch(1)
        head.addWidget(self._hint)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addLayout(head)
        rows.addWidget(box)
        foot = QHBoxLayout()
        foot.setSpacing(5)
        foot.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._note, 1)
        rows.addLayout(foot)
        rows.addStretch(1)
        self._note.setMinimumHeight(_NOTE_HEIGHT)

    @Slot()
    def _tell(self) -> None:
        text = self.text()
        if text != self._told:
            self._told = text
            self.entered.emit(self.code, text)

    @Slot()
    def _on_edited(self) -> None:
        self.edited.emit(self.code)


class _RefusedSign(QWidget):
    """The barred circle beside the sentence of a refused box: colour never stands alone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(_NOTE_HEIGHT, _NOTE_HEIGHT)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, QRect(1, 1, 14, 14), "ban", "stopInk")
        painter.end()


class LineField(FormField):
    """A line of text."""

    submitted = Signal()  # Enter was pressed

    def __init__(
        self,
        code: str,
        label: str,
        hint: str = "",
        parent: QWidget | None = None,
        *,
        height: str = "admin",
    ) -> None:
        super().__init__(code, label, hint, parent)
        self._line = QLineEdit(self)
        self._line.setMaxLength(_LONGEST)
        self._lay_out(self._line, height)
        self._line.editingFinished.connect(self._tell)
        self._line.textEdited.connect(self._on_edited)
        self._line.returnPressed.connect(self.submitted)

    @property
    def box(self) -> QLineEdit:
        return self._line

    def text(self) -> str:
        return self._line.text()

    def set_text(self, text: str) -> None:
        self._line.setText(text)
        self._told = text

    def hide_text(self) -> None:
        """Show dots instead of what is typed: for passwords."""
        hide_text(self._line)

    def select_all(self) -> None:
        """Select the text, so that typing replaces it."""
        self._line.setFocus()
        self._line.selectAll()

    def show_example(self, example: str) -> None:
        """Show an example while the box is empty."""
        self._line.setPlaceholderText(example)


class PickField(FormField):
    """One of a few choices; its text is the code of the choice."""

    def __init__(
        self,
        code: str,
        label: str,
        choices: Mapping[str, str],
        hint: str = "",
        parent: QWidget | None = None,
        *,
        height: str = "admin",
    ) -> None:
        super().__init__(code, label, hint, parent)
        self._combo = ChoiceBox(code, label, (), self)
        self._combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._lay_out(self._combo, height)
        self.set_choices(choices)
        self._combo.entered.connect(self._tell)

    @property
    def box(self) -> ChoiceBox:
        return self._combo

    def set_choices(self, choices: Mapping[str, str]) -> None:
        """Offer other choices; the one picked stays where it is still offered."""
        picked = self.text()
        self._combo.clear()
        for code, label in choices.items():
            self._combo.addItem(label, code)
        self.set_text(picked)

    def text(self) -> str:
        return self._combo.chosen

    def set_text(self, text: str) -> None:
        is_there = self._combo.findData(text) >= 0
        self._combo.set_chosen(text if is_there else str(self._combo.itemData(0)))
        self._told = self.text()


def not_stated() -> str:
    """The words for a choice that nobody has made."""
    return _("not stated")


def labelled(words: Iterable[object], blank: str = "") -> dict[str, str]:
    """Choices from words of the record, each with its label; `blank` offers to choose none."""
    choices = {"": blank} if blank else {}
    return choices | {str(word): _label(word) for word in words}


def _label(word: object) -> str:
    label = str(getattr(word, "label", word))
    return label[:1].upper() + label[1:]


class Row(QWidget):
    """Fields beside each other, with their shares of the width."""

    def __init__(
        self, fields: Iterable[QWidget], shares: Iterable[int] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        widths = list(shares)
        for number, field in enumerate(fields):
            share = widths[number] if number < len(widths) else 1
            row.addWidget(field, share)
