"""Backups while somebody is signed in: each hour, at the end, and when one asks for it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from plexlog.domain import wording
from plexlog.domain.backups import Backup, BackupState
from plexlog.domain.errors import PlexlogError
from plexlog.domain.language import gettext as _
from plexlog.domain.moments import Moment
from plexlog.services.backups import back_up, backup_state, backup_work
from plexlog.services.desk import Desk
from ui.shell.status_line import StatusEntry
from ui.tasks import Tasks

_LOOK_MS = 60_000


class BackingUp(QObject):
    """Looks once a minute whether a backup is due; the work is done beside the window.

    `entry` is for the status line, `overdue` a sentence for the board or empty.
    """

    told = Signal()  # entry or overdue are other than before
    said = Signal(str, str)  # words and icon, for whoever asked for a backup
    made = Signal()  # one more, while somebody is signed in

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._is_working = False
        self._failure = ""
        self.entry = StatusEntry("")
        self.overdue = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Say what there is; the first backup waits for the first minute."""
        self._tell(backup_state(self._desk))
        self._timer.start()

    def stop(self) -> None:
        """Look no more; a backup that is being made is made to its end."""
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Make a backup if one is due."""
        state = backup_state(self._desk)
        if state.is_due and not self._is_working:
            self._make(asked=False)
        else:
            self._tell(state)

    @Slot()
    def make(self) -> None:
        """Make one now, because somebody asks for it."""
        if not self._is_working:
            self._make(asked=True)

    def make_last(self) -> None:
        """Before the program ends: what came since the last one; a failure is told next time."""
        state = backup_state(self._desk)
        if state.last is None or state.changed_at > state.last.at:
            try:
                back_up(self._desk)
            except PlexlogError:
                return

    def _make(self, *, asked: bool) -> None:
        self._is_working = True
        work = backup_work(self._desk)

        def done(_made: Backup) -> None:
            if not isValid(self):
                return  # somebody else has signed in meanwhile
            self._is_working, self._failure = False, ""
            self._after(_("Backup made and checked"), "circle-check", asked=asked)

        def failed(error: Exception) -> None:
            if not isinstance(error, PlexlogError):
                raise error
            if not isValid(self):
                return
            self._is_working, self._failure = False, str(error)
            self._after(str(error), "triangle-alert", asked=asked)

        self._tasks.run(work.work, done, failed)

    def _after(self, words: str, icon: str, *, asked: bool) -> None:
        if asked:
            self.said.emit(words, icon)
        if not self._timer.isActive():
            return  # the desk may be closed by now
        if not self._failure:
            self.made.emit()
        self._tell(backup_state(self._desk))

    def _tell(self, state: BackupState) -> None:
        if not state.is_there:
            self._failure = ""  # that it is away says why; once it is back nothing is wrong
        when = self._when(state)
        entry, overdue = _entry(state, when, self._failure), _overdue(state, when)
        if (entry, overdue) != (self.entry, self.overdue):
            self.entry, self.overdue = entry, overdue
            self.told.emit()

    def _when(self, state: BackupState) -> str:
        """The time of the last backup here, with its date where that was another day."""
        if state.last is None:
            return ""
        now = self._desk.clock.now()
        at = Moment.of(state.last.at.astimezone(now.instant.tzinfo))
        return wording.clock_on(at, now.day)


def _entry(state: BackupState, when: str, failure: str) -> StatusEntry:
    if not state.is_there:
        return StatusEntry(_("backup folder not there"), "ask")
    if failure:
        words = _("backup failed, last good one {time}") if when else _("backup failed")
        return StatusEntry(words.format(time=when), "ask")
    if state.is_overdue:
        words = _("last backup {time}") if when else _("no backup yet")
        return StatusEntry(words.format(time=when), "ask")
    return StatusEntry(_("backup {time} ok").format(time=when) if when else _("no backup yet"))


def _overdue(state: BackupState, when: str) -> str:
    if not state.is_there:
        return _(
            "The backup folder {folder} is not there: plug its disk in, or choose it again in "
            "Setup, Backups. What is recorded lies in one place only."
        ).format(folder=state.folder)
    if not state.is_overdue:
        return ""
    if not when:
        return _("There is no backup of this unit yet. All that is recorded lies in one place.")
    return _("The last good backup is of {time}. What came later lies in one place only.").format(
        time=when
    )
