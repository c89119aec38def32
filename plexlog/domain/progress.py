"""How far a long piece of work is: told on its own thread, read and stopped from another."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from plexlog.domain.errors import PlexlogError


class StoppedError(PlexlogError):
    """Somebody stopped the work before it was done."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is being done, and how many of how many; `of` is 0 where nobody can count it."""

    what: str = ""
    done: int = 0
    of: int = 0

    @property
    def words(self) -> str:
        """The step in words."""
        return (
            f"{self.what}: {self.done:,} of {self.of:,}".replace(",", " ")
            if self.of
            else self.what
        )


class Progress:
    """One piece of work: it says where it is; whoever waits reads `step`, and may `stop` it.

    A breath leaves the processor to the window for that many seconds at each step.
    """

    def __init__(self, told: Callable[[Step], None] | None = None, breath_s: float = 0.0) -> None:
        self.step = Step()
        self._told = told
        self._breath_s = breath_s
        self._stopped = threading.Event()

    def stop(self) -> None:
        """The work ends at its next step."""
        self._stopped.set()

    @property
    def is_stopped(self) -> bool:
        """Whether somebody has stopped it."""
        return self._stopped.is_set()

    def at(self, what: str, done: int = 0, of: int = 0) -> None:
        """Say where the work is. Raises StoppedError where nobody wants it any more."""
        if self._stopped.wait(self._breath_s) if self._breath_s else self._stopped.is_set():
            raise StoppedError("Stopped before it was done.")
        self.step = Step(what, done, of)
        if self._told is not None:
            self._told(self.step)
