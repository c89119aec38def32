"""What goes on by itself while somebody is signed in: clock, changes, state of the file."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.moments import Moment
from plexlog.services.desk import Desk
from ui.shell.status_line import StatusEntry, StatusLine

_TICK_MS = 1000
_LATEST = 2**62  # no change has a higher number


class Pulse(QObject):
    """Keeps the status line true; tells when a page has to show something newer."""

    refresh_wanted = Signal()  # the record was changed, or a minute has passed

    def __init__(self, status: StatusLine, desk: Desk) -> None:
        super().__init__()
        self._status = status
        self._desk = desk
        self._seen = 0
        self._minute = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)

    def start(self) -> None:
        """Begin with what is on disk now."""
        self._seen, _touched = self._desk.store.changes_since(_LATEST)
        self.tell_kept(self._desk.clock.now())
        self.tick()
        self._timer.start()

    def stop(self) -> None:
        """Say nothing more."""
        self._timer.stop()
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
