"""What is known before anybody signs in: where a unit's file lies, and who may come in.

The window asks these before it is painted, so that nothing heavy is imported here: no rules, no
records, no database, no keys. What comes after signing in is put together by `plexlog.house`.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from plexlog.domain.errors import StoreError
from plexlog.domain.moments import Moment
from plexlog.storage import unit_file

# the plain monotonic clock of Linux stands still while the machine sleeps; the patient does not
_steady: Callable[[], float] = (
    partial(time.clock_gettime, time.CLOCK_BOOTTIME) if sys.platform == "linux" else time.monotonic
)

DEMO_PLACE = ("demonstration", "record", "demonstration.plexlog")


class SystemClock:
    """The clock of this machine, in its own time zone."""

    def now(self) -> Moment:
        """The current local time to the second."""
        return Moment.of(datetime.now().astimezone().replace(microsecond=0))

    def monotonic(self) -> float:
        """Seconds that never jump, and go on while the machine sleeps."""
        return _steady()


def default_path() -> Path:
    """Where a unit's file lies unless another place is named."""
    home = os.environ.get("PLEXLOG_HOME") or os.environ.get("XDG_DATA_HOME")
    base = Path(home) if home else Path.home() / ".local" / "share"
    return base / "plexlog" / "unit.plexlog"


def demo_path(data: Path | None = None) -> Path:
    """Where the demonstration lies: in a folder of its own beside the program's data."""
    beside = default_path().parent if data is None else data
    return beside.joinpath(*DEMO_PLACE)


def is_founded(path: Path) -> bool:
    """Whether there is a unit at a place, or what is left of one. Raises StoreError."""
    try:
        return unit_file.is_founded(path)
    except OSError as error:
        raise StoreError(f"{path} cannot be looked at: {error.strerror}.") from None


def logins(path: Path) -> Sequence[str]:
    """Who can sign in. Raises StoreError when the key file is missing or damaged."""
    return unit_file.logins(path)
