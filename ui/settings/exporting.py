"""Exports while somebody is signed in: one at a time, on a thread of its own, to be stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from plexlog.domain.errors import PlexlogError
from plexlog.domain.exports import Exported, ExportWanted
from plexlog.domain.language import gettext as _
from plexlog.domain.progress import Progress
from plexlog.services.desk import Desk
from plexlog.services.exporting import note_whole_export
from ui.tasks import Tasks

_STEP_MS = 100
_BREATH_S = 0.002  # left to the window at each step


class ExportJob(Protocol):
    """The making of one export."""

    def work(self, progress: Progress) -> Exported:
        """Write it, whole or not at all. Raises PlexlogError, StoppedError."""
        ...


class Exporting(QObject):
    """`begin(wanted)`; `told` when there is something else to say, `said` when one is done."""

    told = Signal()
    stepped = Signal()
    said = Signal(str, str)  # words and icon

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        make: Callable[[Desk, ExportWanted], ExportJob],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._make = make
        self._is_closed = False
        self.progress: Progress | None = None
        self.words = ""  # what became of the last one
        self.is_good = False
        self._steps = QTimer(self)
        self._steps.setInterval(_STEP_MS)
        self._steps.timeout.connect(self.stepped)

    def begin(self, wanted: ExportWanted) -> None:
        """Make one, unless one is under way."""
        if self.progress is not None:
            self.said.emit(_("Wait for the export that is under way"), "triangle-alert")
            return
        try:
            note_whole_export(self._desk, wanted)
            job = self._make(self._desk, wanted)
        except PlexlogError as error:
            self._end(str(error), is_good=False)
            return
        progress = self.progress = Progress(breath_s=_BREATH_S)
        self._steps.start()
        self.told.emit()
        self._tasks.run(lambda: job.work(progress), self._done, self._failed)

    @Slot()
    def stop(self) -> None:
        """Stop the one under way; nothing of it is left."""
        if self.progress is not None:
            self.progress.stop()

    def close(self) -> None:
        """Nobody is told any more, and what is under way ends at its next step."""
        self._is_closed = True
        self._steps.stop()
        self.stop()

    def _done(self, made: Exported) -> None:
        if self._is_wanted():
            self._end(made.sentence, is_good=True)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, PlexlogError):
            raise error
        if self._is_wanted():
            self._end(str(error), is_good=False)

    def _is_wanted(self) -> bool:
        """Whether whoever had it made is still at the desk."""
        return isValid(self) and not self._is_closed

    def _end(self, words: str, *, is_good: bool) -> None:
        self.progress, self.words, self.is_good = None, words, is_good
        self._steps.stop()
        self.told.emit()
        self.said.emit(words, "circle-check" if is_good else "triangle-alert")
