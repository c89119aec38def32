"""What holds for every page: freed when another one opens, and each part of it has a name."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QScrollBar,
    QTabBar,
    QWidget,
)

WHEELED = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar)  # what Qt lets a wheel change


def nameless(page: QWidget) -> list[str]:
    """The parts of a page that take the focus and that a screen reader could not name."""
    return [
        f"{type(part).__name__} {part.objectName()!r}"
        for part in _parts(page)
        if part.focusPolicy() is not Qt.FocusPolicy.NoFocus and not _name(part)
    ]


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
