"""What holds for every page: freed when another one opens, and each part of it has a name."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTableView,
    QWidget,
)

from ui.widgets.buttons import ActionButton

WHEELED = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar)  # what Qt lets a wheel change


def nameless(page: QWidget) -> list[str]:
    """The parts of a page that take the focus and that a screen reader could not name."""
    return [
        f"{type(part).__name__} {part.objectName()!r}"
        for part in _parts(page)
        if part.focusPolicy() is not Qt.FocusPolicy.NoFocus and not _name(part)
    ]


def misheard(page: QWidget) -> list[str]:
    """The parts that take the focus and are heard as something else than what they are."""
    found = []
    for part in _parts(page):
        if part.focusPolicy() is Qt.FocusPolicy.NoFocus:
            continue
        role = QAccessible.queryAccessibleInterface(part).role()
        if role is not _role_of(part):
            found.append(f"{type(part).__name__} {part.objectName()!r}: {role.name}")
        words = part.text() if isinstance(part, ActionButton) else ""
        if words not in part.accessibleName():
            found.append(f"{words!r} is heard as {part.accessibleName()!r}")
    return found


def _role_of(part: QWidget) -> QAccessible.Role | None:
    """What somebody who cannot see it has to hear; None for what no one could work."""
    if isinstance(part, QAbstractButton):
        if not part.isCheckable():
            return QAccessible.Role.Button
        group = part.group()
        is_one_of = part.autoExclusive() or (bool(group) and group.exclusive())
        return QAccessible.Role.RadioButton if is_one_of else QAccessible.Role.CheckBox
    for kind, role in _ROLES:
        if isinstance(part, kind):
            return role
    return None


_ROLES: tuple[tuple[type[QWidget], QAccessible.Role], ...] = (
    (QLabel, QAccessible.Role.StaticText),  # words that may be selected and copied
    (QLineEdit, QAccessible.Role.EditableText),
    (QPlainTextEdit, QAccessible.Role.EditableText),
    (QComboBox, QAccessible.Role.ComboBox),
    (QTableView, QAccessible.Role.Table),
    (QListView, QAccessible.Role.List),
    (QAbstractScrollArea, QAccessible.Role.Client),  # read by scrolling, such as a preview
)


def _parts(page: QWidget) -> Iterator[QWidget]:
    for part in page.findChildren(QWidget):
        if part.isVisibleTo(page) and not part.objectName().startswith("qt_"):
            yield part


def _name(part: QWidget) -> str:
    """What a screen reader says: the name that was given, or the words on a button."""
    words = getattr(part, "text", None)
    is_button = callable(words) and part.inherits("QAbstractButton")
    return part.accessibleName() or (str(words()) if is_button and callable(words) else "")


def turn_wheel(part: QWidget, turn: int) -> bool:
    """Turn the wheel over a part; whether the part took it."""
    middle = QPointF(part.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(part.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    event.setAccepted(True)
    part.event(event)
    return event.isAccepted()


def takes_the_wheel(page: QWidget) -> list[str]:
    """The parts of a page whose value a wheel over them would change, or that keep it."""
    return [
        f"{type(part).__name__} {part.objectName()!r}"
        for part in page.findChildren(QWidget)
        if isinstance(part, WHEELED) and part.isEnabled() and not isinstance(part, QScrollBar)
        if any([turn_wheel(part, 120), turn_wheel(part, -120)])
    ]


def outlives(page: Callable[[], QWidget | None], leave: Callable[[], object]) -> bool:
    """Whether a page is still held by anything after it was left."""
    shown = page()
    if shown is None:
        raise ValueError("no page is shown")
    watched = weakref.ref(shown)
    del shown
    leave()
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    return watched() is not None
