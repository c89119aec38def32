"""The cover of a locked window: nothing of the patient shows, and what runs goes on underneath.

Its times stay in sight: whoever stands at the bed sees when vitals are due, locked or not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, SignalInstance, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QMainWindow, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.signin.signin_presenter import SignInPresenter
from ui.signin.signin_screen import SignInScreen
from ui.widgets.clipboard import patient_clipboard
from ui.widgets.theme import worn_theme
from ui.widgets.timer_rows import TimerRows, TimerView


class LockCover(QWidget):
    """Lies over the whole window; what is under it can be neither seen nor reached."""

    def __init__(
        self, presenter: SignInPresenter, held_by: tuple[str, str, str], window: QMainWindow
    ) -> None:
        """`held_by` is the unit, who is at work, and their login."""
        super().__init__(window)
        presenter.setParent(self)
        self.setObjectName("lock_cover")
        self._window = window
        self._under = window.centralWidget() or window
        self._came_from: QWidget | None = None
        self._hidden: list[QDialog] = []
        self._screen = SignInScreen(presenter, self)
        self._screen.lock(*held_by)
        self._ask_timers: Callable[[], Sequence[TimerView]] = tuple
        self._timers = TimerRows(self)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 24)
        rows.addWidget(self._screen, 1)
        rows.addWidget(self._timers)
        self.hide()

    @property
    def sign_in(self) -> SignInScreen:
        """The page that asks for the password."""
        return self._screen

    def follow(self, moved: SignalInstance, timers: Callable[[], Sequence[TimerView]]) -> None:
        """Show what runs underneath, its times and nobody's name, whenever they have moved."""
        self._ask_timers = timers
        moved.connect(self._show_timers)
        self._show_timers()

    @Slot()
    def _show_timers(self) -> None:
        self._timers.show_timers(self._ask_timers())

    def cover(self, came_from: QWidget | None) -> None:
        """Lie over the window and take the focus, which goes back to `came_from` afterwards.

        The clipboard lets go of what it holds of a patient.
        """
        self._came_from = came_from
        patient_clipboard().let_go()
        for dialog in self._window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.hide()
                self._hidden.append(dialog)
        self._under.setEnabled(False)
        self._window.installEventFilter(self)
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        if (mark := self._window.menuWidget()) is not None:
            mark.raise_()  # what the whole window is stays in sight
        self._screen.focus_first()

    def uncover(self) -> None:
        """Give the window back as it was left."""
        self._window.removeEventFilter(self)
        self._under.setEnabled(True)
        for dialog in self._hidden:
            dialog.show()
        self.hide()
        if self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus()
        self.deleteLater()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), worn_theme().colour("page"))
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)
