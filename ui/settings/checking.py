"""Verification while somebody is signed in: by itself, and when one asks for it.

The work has a thread and a connection of its own, so that nobody at a bedside waits for it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from plexlog.domain.errors import PlexlogError
from plexlog.domain.progress import Progress, StoppedError
from plexlog.domain.verified import Verified, VerifyState
from plexlog.services.desk import Desk
from plexlog.services.verifying import keep_mark, verify_state, verify_work
from ui.tasks import Tasks

_FIRST_MS = 1500  # once the board stands
_LOOK_MS = 600_000
_STEP_MS = 100
_BREATH_S = 0.002  # left to the window at each step


class Checking(QObject):
    """Verifies at the start, at night and on demand; `told` when there is something else to say.

    `verified` is what the last one came to, `failure` why it could not be done; `progress` says
    where the one under way is, and whether it looks at everything: `is_whole`.
    """

    told = Signal()
    stepped = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._tasks = tasks
        self.verified: Verified | None = None
        self.failure = ""
        self.progress: Progress | None = None  # of the one under way
        self.is_whole = False
        self.was_stopped = False
        self._is_asked = False
        self._is_closed = False
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.setInterval(_FIRST_MS)
        self._first.timeout.connect(self.look)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look_at_night)
        self._steps = QTimer(self)
        self._steps.setInterval(_STEP_MS)
        self._steps.timeout.connect(self.stepped)

    def start(self) -> None:
        """Look once the board stands, and from then on whether it is night."""
        self._first.start()
        self._timer.start()

    def close(self) -> None:
        """Look no more; what is under way ends at its next step, and tells nobody."""
        self._is_closed = True
        for timer in (self._first, self._timer, self._steps):
            timer.stop()
        if self.progress is not None:
            self.progress.stop()

    @property
    def is_working(self) -> bool:
        """Whether one is under way."""
        return self.progress is not None

    def state(self) -> VerifyState:
        """When everything was last verified."""
        return verify_state(self.desk)

    @Slot()
    def look(self) -> None:
        """Verify everything where that is quick or overdue, else what is new."""
        self._begin(is_whole=self.state().is_whole_wanted, is_asked=False)

    @Slot()
    def look_at_new(self) -> None:
        """Verify what is new; after a backup, for one."""
        self._begin(is_whole=False, is_asked=False)

    @Slot()
    def look_at_night(self) -> None:
        """Verify everything, if that is due and now is the time for it."""
        state = self.state()
        if state.is_due and state.is_whole_wanted:
            self._begin(is_whole=True, is_asked=False)

    @Slot()
    def check_all(self) -> None:
        """Verify everything, because somebody asks for it."""
        self._begin(is_whole=True, is_asked=True)

    @Slot()
    def check_new(self) -> None:
        """Verify what is new, because somebody asks for it."""
        self._begin(is_whole=False, is_asked=True)

    @Slot()
    def stop(self) -> None:
        """Stop the one under way."""
        if self.progress is not None:
            self.progress.stop()

    def _begin(self, *, is_whole: bool, is_asked: bool) -> None:
        if self.progress is not None:
            return
        work = verify_work(self.desk, is_whole=is_whole)
        progress = Progress(breath_s=_BREATH_S)
        self.progress, self._is_asked = progress, is_asked
        self.is_whole, self.was_stopped = work.since is None, False
        self._steps.start()
        self.told.emit()
        self._tasks.run(lambda: work.work(progress), self._done, self._failed)

    def _done(self, verified: Verified) -> None:
        if not self._is_wanted():
            return
        state = self.state()
        try:
            if self._is_asked or state.is_due or verified.problems:
                keep_mark(self.desk, verified)
        except PlexlogError as error:
            self.failure = str(error)
        else:
            self.failure = ""
        self.verified = verified
        self._end()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, PlexlogError):
            raise error
        if not self._is_wanted():
            return
        self.was_stopped = isinstance(error, StoppedError)
        self.failure = "" if self.was_stopped else str(error)
        self._end()

    def _is_wanted(self) -> bool:
        """Whether whoever had it done is still at the desk."""
        return isValid(self) and not self._is_closed

    def _end(self) -> None:
        self.progress = None
        self._steps.stop()
        self.told.emit()
