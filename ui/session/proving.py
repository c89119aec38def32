"""Makes sure of people by their passwords, one after the other, away from the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from plexlog.domain.errors import PlexlogError
from ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Proof:
    """One person to make sure of: the box their password stands in, and what it opens."""

    place: str
    open: Callable[[], object]  # takes a while; raises AccessError


class Prover(QObject):
    """`prove(proofs)`: `proven(what each opened)`, or `refused(box, sentence)` at the first."""

    proven = Signal(object)  # a list, in the order of the proofs
    refused = Signal(str, str)
    busy_changed = Signal(bool)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._left: list[Proof] = []
        self._opened: list[object] = []

    def prove(self, proofs: Sequence[Proof]) -> None:
        """Make sure of all; a second call while the first one works does nothing."""
        if self._left:
            return
        self._left, self._opened = list(proofs), []
        self.busy_changed.emit(True)
        self._next()

    def _next(self) -> None:
        self._tasks.run(self._left[0].open, self._on_opened, self._on_refused)

    def _on_opened(self, opened: object) -> None:
        if not isValid(self):
            return  # the dialog was left meanwhile: nobody waits for it
        self._opened.append(opened)
        self._left.pop(0)
        if self._left:
            self._next()
            return
        self.busy_changed.emit(False)
        self.proven.emit(self._opened)

    def _on_refused(self, error: Exception) -> None:
        if not isValid(self):
            return
        place, self._left = self._left[0].place, []
        self.busy_changed.emit(False)
        if not isinstance(error, PlexlogError):
            raise error
        self.refused.emit(place, str(error))
