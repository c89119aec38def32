"""Work off the GUI thread, with the answer back on it.

Work gets frozen values and returns values; it touches neither widgets nor our connection.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

T = TypeVar("T")


class Tasks(Protocol):
    """Runs a piece of work and calls back when it is over."""

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run the work; call done with its result, or failed with what it raised."""
        ...


class ThreadTasks(QObject):
    """Runs work one piece after the other on one background thread."""

    _finished = Signal(object)  # the call to make on the GUI thread

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="plexlog")
        self._is_closed = False
        self._finished.connect(self._deliver)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run the work; call done with its result, or failed with what it raised.

        After `close` nothing is begun any more: nobody is left to be told.
        """
        if self._is_closed:
            return

        def job() -> None:
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 - handed over whole to the GUI thread
                self._finished.emit(partial(failed, error))
            else:
                self._finished.emit(partial(done, result))

        self._pool.submit(job)

    def close(self) -> None:
        """Wait for work under way and take no more."""
        self._is_closed = True
        self._pool.shutdown(wait=True)

    @Slot(object)
    def _deliver(self, call: Callable[[], None]) -> None:
        call()


class InlineTasks:
    """Runs work at once, in place; for tests and for the demonstration."""

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run the work now."""
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - as ThreadTasks does
            failed(error)
        else:
            done(result)
