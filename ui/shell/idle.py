"""Tells when nobody has touched keyboard, mouse or screen for a while."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from plexlog.domain.moments import Clock

_LOOK_MS = 5_000
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """`watch(window)` each window; `idle_too_long` comes after the minutes set, 0 for never.

    It looks at what reaches the windows of the system, which is little, not at every event.
    """

    idle_too_long = Signal()

    def __init__(self, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._minutes = 0
        self._last = clock.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def minutes(self) -> int:
        """After how many minutes it tells; 0 for never."""
        return self._minutes

    def set_minutes(self, minutes: int) -> None:
        """Tell after so many minutes."""
        self._minutes = minutes
        self.touch()
        (self._timer.start if minutes else self._timer.stop)()

    @Slot(object)
    def watch(self, window: QWidget) -> None:
        """Count what is done in this window as a touch."""
        window.winId()  # the window of the system is there from now on
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def touch(self) -> None:
        """Somebody is there."""
        self._last = self._clock.monotonic()

    @Slot()
    def look(self) -> None:
        """See how long it has been."""
        if self._minutes and self._clock.monotonic() - self._last >= 60 * self._minutes:
            self.touch()
            self.idle_too_long.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.touch()
        return super().eventFilter(watched, event)
