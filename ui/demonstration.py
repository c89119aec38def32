"""The program around the demonstration: a unit of invented patients, made anew and marked as such.

It runs in a process of its own and knows one file, in a folder of its own; the unit's record is
not among what it can reach.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, Slot

from plexlog.domain.language import gettext as _
from ui.app import Program
from ui.shell.window_mark import INVENTED
from ui.signin.door import NewUnit

if TYPE_CHECKING:
    from plexlog.domain.moments import Clock
    from ui.tasks import Tasks


class Demonstration(Program):
    """`Demonstration(path)`, then `start()`: it signs in by itself."""

    def __init__(self, path: Path, clock: Clock | None = None, tasks: Tasks | None = None) -> None:
        super().__init__(path, clock, tasks)
        self._folder = path.parents[1]
        self._only_one = QLockFile(str(self._folder / "lock"))
        self._only_one.setStaleLockTime(0)  # held as long as its process lives
        self.frame.show_mark(INVENTED)

    @Slot()
    def begin(self) -> None:
        """Make the unit and sign in; one that is open in another window is left alone."""
        if why_not := self._why_not():
            self._page.show_message(why_not)
            return
        self._page.show_message(_("The invented patients are being made …"), "ink2")
        self._tasks.run(self._front.make_demonstration, self._on_made, self._on_failed)

    def back_up(self) -> None:
        """Nothing here needs a backup."""

    def close(self) -> None:
        """Close the record and the window; the next one may come."""
        super().close()
        self._only_one.unlock()

    def _why_not(self) -> str:
        """Why it cannot be made now, as a sentence; else it is ours alone from now on."""
        with contextlib.suppress(OSError):  # the lock tells of what cannot be written
            self._folder.mkdir(parents=True, exist_ok=True)
        if self._only_one.tryLock(0):
            return ""
        if self._only_one.error() == QLockFile.LockError.LockFailedError:
            return _("The demonstration is open in another window already.")
        return _("{folder} cannot be written.").format(folder=self._folder)

    def _on_made(self, unit: NewUnit) -> None:
        words = _("{mark}. The password is “{word}”")
        self.frame.show_mark(words.format(mark=INVENTED, word=unit.password))
        self._show_sign_in().sign_in(unit.login, unit.password)
