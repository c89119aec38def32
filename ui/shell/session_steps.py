"""Shows the steps of a session in the frame's bar while its screen is open."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from ui.session.session_screen import SessionScreen, StepMark
from ui.shell.frame import Frame
from ui.shell.stepper import StepState, StepView


class SessionSteps(QObject):
    """Between the screen of a session and the bar of steps: `host(screen)`, later `drop()`."""

    def __init__(self, frame: Frame, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._frame = frame
        self._screen: SessionScreen | None = None

    def host(self, screen: SessionScreen) -> None:
        """Show the steps of a session."""
        self._screen = screen
        screen.steps_changed.connect(self._show_marks)
        self._frame.stepper.step_chosen.connect(screen.show_step)
        self._frame.stepper.set_bar(screen.bar)
        self._frame.show_stepper(True)
        self._show_marks()

    def drop(self) -> None:
        """Hide the bar; the screen goes."""
        if self._screen is None:
            return
        self._screen.steps_changed.disconnect(self._show_marks)
        self._frame.stepper.step_chosen.disconnect(self._screen.show_step)
        self._frame.stepper.set_buttons(())
        self._frame.show_stepper(False)
        self._screen = None

    @Slot()
    def _show_marks(self) -> None:
        if self._screen is not None:
            self._frame.stepper.set_steps([_shown(mark) for mark in self._screen.marks()])


def _shown(mark: StepMark) -> StepView:
    state = StepState.DONE if mark.is_done else StepState.AHEAD
    return StepView(
        key=mark.step.value,
        word=mark.step.label,
        state=StepState.HERE if mark.is_here else state,
        missing=mark.missing,
    )
