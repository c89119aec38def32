"""The file of a unit from outside: is there one, who signs in, make it, open it.

Nothing heavy is imported before somebody signs in: the window asks `is_founded` and `logins`
first.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NotRequired, TypedDict, Unpack

from plexlog.domain.moments import Clock
from plexlog.storage.key_file import Cost, key_path, known_logins

if TYPE_CHECKING:
    from plexlog.domain.unit import Role
    from plexlog.storage.seeds import Seeds
    from plexlog.storage.unit_record import Recovered, UnitRecord
    from plexlog.storage.vault import Opened


def is_founded(path: Path) -> bool:
    """Whether there is a record, or what is left of one."""
    return path.exists() or key_path(path).exists()


def logins(path: Path) -> tuple[str, ...]:
    """Who may sign in. Raises StoreError when the key file is missing or damaged."""
    return known_logins(path)


class Founding(TypedDict):
    """What a new unit begins with."""

    unit: str
    name: str
    login: str
    password: str
    role: Role
    clock: Clock
    cost: NotRequired[Cost]
    seeds: NotRequired[Seeds]


def found_unit(path: Path, **founding: Unpack[Founding]) -> str:
    """Make the record of a unit and its key file; returns the recovery key, to be printed.

    Raises StoreError if there is one.
    """
    from plexlog.storage import unit_record  # noqa: PLC0415 - see above

    return unit_record.found(path, founding)


def open_unit(
    path: Path, login: str | None, password: str, clock: Clock, seeds: Seeds | None = None
) -> UnitRecord:
    """Open the record. Raises AccessError for a wrong login or password, StoreError."""
    from plexlog.storage import seeds as seed_files  # noqa: PLC0415 - see above
    from plexlog.storage import unit_record  # noqa: PLC0415

    opened = unlock(path, login, password, clock)
    return unit_record.open_record(path, opened, clock, seeds or seed_files.Seeds())


def unlock(path: Path, login: str | None, password: str, clock: Clock) -> Opened:
    """What a password opens; who was wrong several times waits first.

    Raises AccessError for a wrong login or password, StoreError.
    """
    from plexlog.storage import unlocking  # noqa: PLC0415 - see above

    return unlocking.by_password(path, login, password, clock)


def open_with_recovery_key(path: Path, recovery_key: str, clock: Clock) -> Recovered:
    """Open the keys with the printed key, to set a new password.

    Raises AccessError for a key that does not open them, StoreError.
    """
    from plexlog.storage import unit_record, unlocking  # noqa: PLC0415 - see above

    page_key = unlocking.by_recovery_key(path, recovery_key)
    return unit_record.Recovered(path, page_key, clock)
