"""Every act has a key. What brings none of its own gets Alt and a letter of its words.

Which letter is computed when it is pressed or asked for, from the buttons that stand on the screen
at that moment: the sheet of keys (F1) and the keys themselves cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from plexlog.domain.language import gettext as _
from ui.shell.frame import Frame
from ui.shell.key_sheet import KeyGroup, KeyLine, KeySheet
from ui.widgets.buttons import ActionButton, CloseButton
from ui.widgets.dialog import DialogFrame

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SHEET = "F1"
_ROW = 24  # buttons within so many pixels stand in one line


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can be done now, and the key that does it."""

    button: QAbstractButton
    words: str
    key: str


class Keys(QObject):
    """The keys of one window."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._frame = frame
        body = frame.page_area.parentWidget() or frame  # a lock cuts it off, and the keys with it
        self._shortcuts = [QShortcut(QKeySequence(SHEET), body)]
        self._shortcuts[0].setWhatsThis(_("All keys"))
        self._shortcuts[0].activated.connect(self.show_sheet)
        for letter in LETTERS:
            for keys in (f"Alt+{letter}", f"Alt+Shift+{letter}"):
                shortcut = QShortcut(QKeySequence(keys), body)
                shortcut.activated.connect(self._on_letter)
                self._shortcuts.append(shortcut)

    def acts(self) -> tuple[Act, ...]:
        """All that can be done in this window now, each with its key."""
        return acts_of(self._frame)

    @Slot()
    def show_sheet(self) -> KeySheet | None:
        """Open the sheet; once more closes it."""
        for sheet in self._frame.page_area.findChildren(KeySheet):
            if sheet.is_open:
                sheet.close_later()
                return None
        sheet = KeySheet(self.groups(), self._frame.page_area)
        sheet.open()
        return sheet

    def groups(self) -> tuple[KeyGroup, ...]:
        """The sheet: what is here, what is everywhere, and how one moves."""
        here: list[KeyLine] = []
        everywhere = [KeyLine(SHEET, _("All keys"))]
        for act in self.acts():
            of_rail = self._frame.rail.isAncestorOf(act.button)
            (everywhere if of_rail else here).append(KeyLine(act.key, act.words))
        here += [KeyLine(*told) for told in _told(_root(self._frame))]
        return (
            KeyGroup(_("Here"), tuple(here)),
            KeyGroup(_("Everywhere"), tuple(everywhere)),
            KeyGroup(_("Moving about"), MOVING),
        )

    def take_down(self) -> None:
        """Answer no more."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts = []

    @Slot()
    def _on_letter(self) -> None:
        shortcut = self.sender()
        if not isinstance(shortcut, QShortcut):
            return
        pressed = words_of(shortcut.key())
        for act in self.acts():
            if act.key == pressed and act.button.isEnabled():
                act.button.setFocus(Qt.FocusReason.ShortcutFocusReason)
                act.button.click()
                return


def acts_of(frame: Frame) -> tuple[Act, ...]:
    """The buttons that can be seen, each with its own key or the letter it is given."""
    buttons = _in_order(frame, (*_buttons(frame.rail), *_buttons(_root(frame))))
    own = {button: key for button in buttons if (key := key_of(button))}
    taken = set(own.values())
    given = letters_for([one for one in buttons if one not in own], taken)
    return tuple(
        Act(one, name_of(one), own.get(one) or given[one])
        for one in buttons
        if one in own or one in given
    )


def letters_for(
    buttons: Iterable[QAbstractButton], taken: Iterable[str]
) -> dict[QAbstractButton, str]:
    """Alt and a letter for each: the first of its words that is free, or else any."""
    used = set(taken)
    given: dict[QAbstractButton, str] = {}
    for button in buttons:
        own = [sign for sign in name_of(button).upper() if sign in LETTERS]
        wanted = (*(f"Alt+{one}" for one in own), *(f"Alt+Shift+{one}" for one in own))
        free = (*wanted, *(f"Alt+{one}" for one in LETTERS), *(f"Alt+Shift+{o}" for o in LETTERS))
        key = next((one for one in free if one not in used), "")
        if key:
            used.add(key)
            given[button] = key
    return given


def key_of(button: QAbstractButton) -> str:
    """The key a button brings itself; "" for none."""
    if not button.shortcut().isEmpty():
        return words_of(button.shortcut())
    if isinstance(button, ActionButton) and button.key:
        return button.key.replace(" ", "+")
    return _("Esc") if isinstance(button, CloseButton) and _closes(button) else ""


def name_of(button: QAbstractButton) -> str:
    """What a button is called."""
    return button.accessibleName() or button.text()


def words_of(key: QKeySequence) -> str:
    """A key as it is written on the sheet."""
    return key.toString(QKeySequence.SequenceFormat.PortableText)


def _root(frame: Frame) -> QWidget:
    """Where one is: the dialog on top, or else the page area; the sheet of keys is nowhere."""
    open_now = [
        one
        for one in frame.page_area.findChildren(DialogFrame)
        if one.is_open and not isinstance(one, KeySheet)
    ]
    return open_now[-1] if open_now else frame.page_area


def _buttons(root: QWidget) -> list[QAbstractButton]:
    """The buttons that do something; those of a choice and cards are reached by arrows."""
    return [
        one
        for one in root.findChildren(QAbstractButton)
        if one.isVisible()
        and name_of(one)
        and (not one.isCheckable() or not one.shortcut().isEmpty())
        and one.findChild(QAbstractButton) is None  # a card acts by the button in it
        and not any(isinstance(over, KeySheet) for over in _parents(one, root))
    ]


def _parents(part: QWidget, root: QWidget) -> list[QWidget]:
    found: list[QWidget] = []
    over = part.parentWidget()
    while over is not None and over is not root:
        found.append(over)
        over = over.parentWidget()
    return found


def _closes(button: CloseButton) -> bool:
    """Whether it is the cross of a dialog, which Esc presses too."""
    over: QWidget | None = button.parentWidget()
    return over is not None and isinstance(over.parentWidget(), DialogFrame)


def _in_order(frame: Frame, buttons: Sequence[QAbstractButton]) -> list[QAbstractButton]:
    """As one reads: line by line, from left to right."""

    def place(one: QAbstractButton) -> tuple[int, int]:
        at = one.mapTo(frame, QPoint(0, 0))
        return at.y() // _ROW, at.x()

    return sorted(buttons, key=place)


def _told(root: QWidget) -> list[tuple[str, str]]:
    """Keys that no button stands for: of shortcuts, of actions, and what parts tell of theirs."""
    told = [
        (words_of(one.key()), one.whatsThis() or _name_above(one))
        for one in root.findChildren(QShortcut)
        if _is_shown(one.parent())
    ]
    told = list(dict.fromkeys(told))  # each line of a list has the same ones
    told += [
        (words_of(one.shortcut()), one.text())
        for one in root.findChildren(QAction)
        if not one.shortcut().isEmpty() and one.isEnabled() and _is_shown(one.parent())
    ]
    for part in root.findChildren(QWidget):
        words = getattr(part, "own_keys", None)
        if part.isVisible() and words:
            told += [pair for pair in words if pair not in told]
    return told


def _is_shown(part: QObject | None) -> bool:
    return isinstance(part, QWidget) and part.isVisible()


def _name_above(shortcut: QShortcut) -> str:
    above = shortcut.parent()
    return above.accessibleName() if isinstance(above, QWidget) else ""


MOVING = (
    KeyLine("Tab", _("The next field or button")),
    KeyLine("Shift+Tab", _("The one before")),
    KeyLine("Enter", _("Press the button, or keep what is typed")),
    KeyLine("Space", _("Tick, or press the button")),
    KeyLine("←  ↑  →  ↓", _("Another choice, card or row")),
    KeyLine("Esc", _("Leave; what is typed is kept")),
    KeyLine("Alt+←  Alt+→", _("The step before, the step after")),
)
