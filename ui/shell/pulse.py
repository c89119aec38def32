"""What goes on by itself while somebody is signed in: clock, changes, state of the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.moments import Moment
from plexlog.domain.unit import Problem
from plexlog.services.desk import Desk
from ui.shell.status_line import StatusEntry, StatusLine

_TICK_MS = 1000
_VERIFY_AFTER_MS = 1500  # once the board stands
_MOST_VERIFIED = 20_000  # rows of the history; some twenty courses
_LATEST = 2**62  # no change has a higher number


class Pulse(QObject):
    """Keeps the status line true; tells when a page has to show something newer."""

    refresh_wanted = Signal()  # the record was changed, or a minute has passed

    def __init__(
        self, status: StatusLine, desk: Desk, verify: Callable[[Desk], Sequence[Problem]]
    ) -> None:
        super().__init__()
        self._status = status
        self._desk = desk
        self._verify = verify
        self._seen = 0
        self._minute = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._verifying = QTimer(self)
        self._verifying.setSingleShot(True)
        self._verifying.setInterval(_VERIFY_AFTER_MS)
        self._verifying.timeout.connect(self.verify)

    def start(self) -> None:
        """Begin with what is on disk now."""
        self._seen, _touched = self._desk.store.changes_since(_LATEST)
        self.tell_kept(self._desk.clock.now())
        self.tick()
        self._timer.start()
        self._verifying.start()

    def stop(self) -> None:
        """Say nothing more."""
        self._timer.stop()
        self._verifying.stop()
        self._status.set_history(StatusEntry(""))
        self._status.set_on_disk(StatusEntry(""))

    @Slot(object)
    def tell_kept(self, at: Moment) -> None:
        """Say when the last entry reached the disk."""
        words = _("all entries on disk {time}").format(time=f"{at.instant:%H:%M:%S}")
        self._status.set_on_disk(StatusEntry(words))

    @Slot()
    def tick(self) -> None:
        """Move the clock; look for changes, and once a minute show what time has changed."""
        now = self._desk.clock.now()
        self._status.set_clock(f"{now.instant:%a} {wording.day(now.day)}", now.clock)
        seen, touched = self._desk.store.changes_since(self._seen)
        if seen != self._seen:
            self._seen = seen
            self.tell_kept(now)
        minute = now.to_minute().text
        if touched or minute != self._minute:
            self._minute = minute
            self.refresh_wanted.emit()

    @Slot()
    def verify(self) -> None:
        """Verify the history and say what came of it.

        The record belongs to this thread, so a long one is left to the command line, and nothing
        is said of it here.
        """
        if self._seen > _MOST_VERIFIED:
            return
        problems = self._verify(self._desk)
        words, severity = _("history verified"), ""
        if problems:
            words = _("the history does not hold: {where}").format(where=problems[0].where)
            severity = "stop"
        self._status.set_history(StatusEntry(words, severity))
