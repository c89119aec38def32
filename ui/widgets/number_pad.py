"""A pad of digits for gloved hands; it types into whatever holds the cursor and never takes it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QInputDevice, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from plexlog.domain.language import gettext as _
from ui.widgets.buttons import ActionButton, Kind, clicked_by_key
from ui.widgets.cards import Card
from ui.widgets.icons import paint_icon
from ui.widgets.painting import Box, Run, Words, middle_baseline, paint_box, paint_runs
from ui.widgets.theme import worn_theme

KEY_HEIGHT = 46
_TALLEST = 64
_KEY_WIDTH = 76
_ACT_WIDTH = 148
_ROWS = ("789", "456", "123")
_GAP = 5


def _dress(button: QPushButton, name: str) -> None:
    """As high as there is room, never lower than a glove needs; it takes no focus."""
    button.setObjectName(f"pad_{name}")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    button.setMinimumHeight(KEY_HEIGHT)
    button.setMaximumHeight(_TALLEST)


_TYPED_WITH = ("erase", "back", "next")  # two quick presses are two


class _Digit(QPushButton):
    """A key of the pad, its digit large."""

    def __init__(self, word: str, parent: QWidget | None = None) -> None:
        super().__init__(word, parent)
        self.setAutoDefault(False)
        self.setAccessibleName(_("point") if word == "." else word)

    def sizeHint(self) -> QSize:
        return QSize(_KEY_WIDTH, KEY_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill = "primaryTint" if self.isDown() or self.underMouse() else "surface"
        paint_box(painter, self.rect(), Box(fill, "strong", 1, worn_theme().size("buttonRadius")))
        word = Run(self.text(), "card")
        left = (self.width() - word.width) // 2
        paint_runs(painter, left, middle_baseline(self.rect(), "card"), (word,))
        painter.end()


class NumberPad(Card):
    """`typed(text)` for a digit or the point, `acted(name)` for erase, back, next, keep, hide.

    `show_field(label, range, last)` says large what is being typed.
    """

    typed = Signal(str)
    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None, keep: str = "") -> None:
        super().__init__("", "", parent)
        self._keep = keep or _("Keep row")
        self._label = Words("", "card", parent=self)
        self._range = Words("", "label", "ink2", self).wrapped()
        self._last = Words("", "labelBold", "ink2", self).wrapped()
        self._hide = self._button("hide", _("Hide the pad"), "chevron-down")
        self.setAccessibleName(_("Number pad"))
        self._lay_out()

    def show_field(self, label: str, range_words: str, last: str) -> None:
        """Say what is being typed, what is possible and what was last recorded."""
        self._label.set_words(label)
        self._range.set_words(range_words)
        self._last.set_words(last)

    def _button(
        self, name: str, word: str, icon: str = "", kind: Kind = Kind.SECONDARY
    ) -> ActionButton:
        button = ActionButton(word, icon, "", kind, self)
        button.takes_each_press = name in _TYPED_WITH
        button.clicked.connect(self._on_act)
        _dress(button, name)
        return button

    def _digit(self, name: str, word: str) -> _Digit:
        button = _Digit(word, self)
        button.clicked.connect(self._on_digit)
        _dress(button, name)
        return button

    def _lay_out(self) -> None:
        keys = QGridLayout()
        keys.setSpacing(_GAP)
        for place, digits in enumerate(_ROWS):
            for column, digit in enumerate(digits):
                keys.addWidget(self._digit(digit, digit), place, column)
        keys.addWidget(self._button("erase", _("Erase")), 0, 3)
        keys.addWidget(self._digit("point", "."), 1, 3)
        keys.addWidget(self._digit("0", "0"), 2, 3)
        keys.addWidget(self._button("back", _("Back"), "arrow-left"), 0, 4)
        keys.addWidget(self._button("next", _("Next field"), "arrow-right"), 1, 4)
        keys.addWidget(self._button("keep", self._keep, "check", Kind.PRIMARY), 2, 4)
        for column in range(5):
            keys.setColumnMinimumWidth(column, _ACT_WIDTH if column > 3 else _KEY_WIDTH)  # noqa: PLR2004 - digits and Erase first
            keys.setColumnStretch(column, 2 if column > 3 else 1)  # noqa: PLR2004 - the same
        words = QVBoxLayout()
        words.setSpacing(2)
        for part in (self._label, self._range, self._last):
            words.addWidget(part)
        words.addStretch(1)
        words.addWidget(self._hide, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addLayout(keys, 2)
        self.set_padding(12, 5, 5)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.body.addStretch(1)
        self.body.addLayout(row)
        self.body.addStretch(1)

    @Slot()
    def _on_digit(self) -> None:
        name = self._pressed()
        self.typed.emit("." if name == "point" else name)

    @Slot()
    def _on_act(self) -> None:
        self.acted.emit(self._pressed())

    def _pressed(self) -> str:
        return self.sender().objectName().removeprefix("pad_")


class PadKey(QPushButton):
    """A square of 44 that shows the pad: an icon over its word and key."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Pad"), parent)
        side = worn_theme().size("touch")
        self.setObjectName("pad_show")
        self.setFixedSize(QSize(side, side))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAutoDefault(False)
        self.setShortcut(QKeySequence(key))
        self.setAccessibleName(_("Number pad"))
        self.setToolTip(_("Number pad for touch ({key})").format(key=key))
        self._key = Run(key, "hint", "ink2")

    def event(self, event: QEvent) -> bool:
        return clicked_by_key(self, event) or super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill = "surface" if self.isEnabled() else "sunken"
        paint_box(painter, self.rect(), Box(fill, "strong", 1, worn_theme().size("buttonRadius")))
        ink = "ink" if self.isEnabled() else "ink3"
        icon = QRect((self.width() - 20) // 2, 4, 20, 20)
        paint_icon(painter, icon, "keyboard", ink)
        paint_runs(painter, (self.width() - self._key.width) // 2, 38, (self._key,))
        painter.end()


def is_touch(event: QMouseEvent) -> bool:
    """Whether a finger pressed, not a mouse."""
    if event.source() != Qt.MouseEventSource.MouseEventNotSynthesized:
        return True
    return event.pointingDevice().type() == QInputDevice.DeviceType.TouchScreen
