"""Puts a session into the frame: the bar of steps is the frame's, its words the session's."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from ui.session.session_screen import SessionScreen, StepMark
from ui.shell.frame import Frame
from ui.shell.stepper import StepState, StepView


class SessionInFrame(QObject):
    """`SessionInFrame(frame, screen)` shows the bar of steps; it goes with the screen."""

    def __init__(self, frame: Frame, screen: SessionScreen) -> None:
        super().__init__(screen)
        self._frame = frame
        self._screen = screen
        frame.stepper.set_bar(screen.bar)
        frame.show_stepper(shown=True)
        screen.steps_changed.connect(self.show_steps)
        screen.said.connect(frame.status.say)
        frame.stepper.step_chosen.connect(screen.show_step)
        self.show_steps()

    @Slot()
    def show_steps(self) -> None:
        """Show the steps as the record has them."""
        self._frame.stepper.set_steps([_step_view(mark) for mark in self._screen.marks()])

    def take_out(self) -> None:
        """The screen is left: the bar of steps goes."""
        self._frame.stepper.step_chosen.disconnect(self._screen.show_step)
        self._frame.show_stepper(shown=False)
        self._screen.bar.setParent(self._screen)


def _step_view(mark: StepMark) -> StepView:
    state = StepState.DONE if mark.is_done else StepState.AHEAD
    if mark.is_here:
        state = StepState.HERE
    return StepView(mark.step.value, mark.step.label, state, mark.missing)
