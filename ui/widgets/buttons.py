"""Buttons: what they do, how weighty that is, and the key that does it too."""

from __future__ import annotations

import enum

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QEnterEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShortcutEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.widgets.icons import paint_icon
from ui.widgets.painting import (
    FOCUS_WIDTH,
    Box,
    Run,
    middle_baseline,
    paint_box,
    paint_runs,
    runs_width,
)
from ui.widgets.theme import worn_theme

_PADDING = 14
_TIGHT = 12
_GAP = 8
_ICON = 18
# these keys belong to whatever holds the focus or to the dialog, not to a button of the window
_NOT_SHORTCUTS = {"Esc", "Enter", "Tab", "Return"}


class Kind(enum.StrEnum):
    """How weighty a button is; one primary button a screen."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    DANGER = "danger"  # outlined
    DANGER_FILLED = "danger-filled"  # only in the dialog that confirms
    BARE = "bare"  # words in primary ink without a border


class ActionButton(QPushButton):
    """A button with an icon, a bold word and its key printed behind it.

    `ActionButton(text, icon, key, kind)`: the icon is a Lucide name or ""; the key, such as "F9"
    or "Ctrl K", is printed and works (but for Esc, Enter and Tab, which the dialog answers).
    `lock(why)` shows a lock and says in the tooltip why the button waits; `unlock()` undoes it.
    `set_height("admin")` for the lower buttons of Course, Unit and Setup, "bedside" for big ones.
    The second press of a double click acts on nothing, as it may hit what has just come there.
    """

    takes_each_press = False  # as a key that is typed with does

    def __init__(
        self,
        text: str,
        icon: str = "",
        key: str = "",
        kind: Kind = Kind.SECONDARY,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self._key = key
        self._kind = kind
        self._locked_because = ""
        self._tip = ""
        self._padding = _PADDING
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        self.set_height("touch")
        if key and key not in _NOT_SHORTCUTS:
            self.setShortcut(QKeySequence(key.replace(" ", "+").replace("Enter", "Return")))
        self._show_tip()

    @property
    def kind(self) -> Kind:
        """How weighty the button is."""
        return self._kind

    @property
    def key(self) -> str:
        """The key that is printed."""
        return self._key

    @property
    def is_locked(self) -> bool:
        """Whether the button waits for something."""
        return bool(self._locked_because)

    def set_kind(self, kind: Kind) -> None:
        """Make it the primary button, or no longer."""
        if kind is not self._kind:
            self._kind = kind
            self.update()

    def set_text(self, text: str, icon: str | None = None) -> None:
        """Give the button another word and, where given, another icon."""
        if text == self.text() and icon in (None, self._icon):
            return
        shortcut = self.shortcut()
        self.setText(text)
        self.setShortcut(shortcut)  # Qt drops it with the old text
        self.setAccessibleName(text)
        self._icon = self._icon if icon is None else icon
        self._show_tip()
        self.updateGeometry()

    def set_tip(self, tip: str) -> None:
        """Say more in the tooltip; the key is added by itself."""
        self._tip = tip
        self._show_tip()

    def set_height(self, name: str) -> None:
        """Take a height of the tokens: "touch", "admin" or "bedside"."""
        self.setFixedHeight(worn_theme().size(name))

    def set_tight(self) -> None:
        """Take less room at the sides, where several stand in one line."""
        if self._padding != _TIGHT:
            self._padding = _TIGHT
            self.updateGeometry()

    def lock(self, why: str) -> None:
        """Make the button wait; `why` says for what."""
        if why == self._locked_because and not self.isEnabled():
            return
        self._locked_because = why
        self.setEnabled(False)
        self._show_tip()
        self.updateGeometry()

    def unlock(self) -> None:
        """Let the button act again."""
        self._locked_because = ""
        self.setEnabled(True)
        self._show_tip()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        wide = 2 * self._padding + runs_width(self._runs("ink", "ink2"))
        if self._shown_icon():
            wide += _ICON + (_GAP if self.text() else 0)
        return QSize(wide, self.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.takes_each_press:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()  # Qt alone takes Space
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if clicked_by_key(self, event):
            return True
        if isinstance(event, QEnterEvent) or event.type() == QEvent.Type.Leave:
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), self._box())
        ink, key_ink = self._inks()
        self._paint_content(painter, ink, self._runs(ink, key_ink))
        painter.end()

    def _paint_content(self, painter: QPainter, ink: str, runs: tuple[Run, ...]) -> None:
        icon = self._shown_icon()
        wide = runs_width(runs) + ((_ICON + (_GAP if self.text() else 0)) if icon else 0)
        x = (self.width() - wide) // 2
        if icon:
            paint_icon(painter, QRect(x, (self.height() - _ICON) // 2, _ICON, _ICON), icon, ink)
            x += _ICON + _GAP
        paint_runs(painter, x, middle_baseline(self.rect(), "strong"), runs)

    def _runs(self, ink: str, key_ink: str) -> tuple[Run, ...]:
        words = Run(self.text(), "strong", ink)
        return (words, Run(self._key, "hint", key_ink, _GAP)) if self._key else (words,)

    def _shown_icon(self) -> str:
        return "lock" if self._locked_because else self._icon

    def _inks(self) -> tuple[str, str]:
        """The ink of the word and of the key."""
        if not self.isEnabled():
            return "ink3", "ink3"
        return {
            Kind.PRIMARY: ("onPrimary", "onPrimary"),
            Kind.SECONDARY: ("ink", "ink2"),
            Kind.DANGER: ("danger", "danger"),
            Kind.DANGER_FILLED: ("onDanger", "onDanger"),
            Kind.BARE: ("primary", "primary"),
        }[self._kind]

    def _box(self) -> Box:
        box = self._resting_box()
        if self.hasFocus():
            return Box(box.fill, "focus", FOCUS_WIDTH)
        return box

    def _resting_box(self) -> Box:
        if not self.isEnabled():
            return Box("sunken", "line")
        lit = self.underMouse() or self.isDown()
        return {
            Kind.PRIMARY: Box("primaryHover" if lit else "primary", ""),
            Kind.SECONDARY: Box("primaryTint" if lit else "surface", "strong"),
            Kind.DANGER: Box("stopTint" if lit else "surface", "danger", 2),
            Kind.DANGER_FILLED: Box("danger", ""),
            Kind.BARE: Box("primaryTint" if lit else "", ""),
        }[self._kind]

    def _show_tip(self) -> None:
        because = self._locked_because
        words = because or " ".join(part for part in (self._tip, self._key_words()) if part)
        self.setToolTip(words)
        self.setAccessibleDescription(words)

    def _key_words(self) -> str:
        return f"({self._key})" if self._key else ""


class CloseButton(QPushButton):
    """The one button without a word: a cross of 44 px, named for those who hear it.

    In rows that can be moved an arrow stands for the cross, on a narrower button.
    """

    def __init__(self, name: str, parent: QWidget | None = None, icon: str = "x") -> None:
        super().__init__(parent)
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setAutoDefault(False)
        edge = worn_theme().size("touch")
        self.setFixedSize(edge, edge)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        lit = self.underMouse() or self.isDown()
        line, width = ("focus", FOCUS_WIDTH) if self.hasFocus() else ("", 0)
        paint_box(painter, self.rect(), Box("primaryTint" if lit else "", line, width))
        left, top = (self.width() - 20) // 2, (self.height() - 20) // 2
        paint_icon(painter, QRect(left, top, 20, 20), self._icon, "ink")
        painter.end()


def clicked_by_key(button: QPushButton, event: QEvent) -> bool:
    """Click at once when the button's key is pressed; Qt alone waits a tenth of a second."""
    if not isinstance(event, QShortcutEvent) or event.isAmbiguous():
        return False
    button.click()
    return True


def text_width(text: str, role: str) -> int:
    """The pixels a text takes in a type role."""
    return QFontMetrics(worn_theme().font(role)).horizontalAdvance(text)
