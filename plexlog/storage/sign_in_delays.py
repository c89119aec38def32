"""Waiting after failed sign-ins, longer with each; a restart forgets nothing.

It is kept beside the keys and slows down whoever sits at the keyboard. Whoever can write in the
folder can take the file away, and whoever copies the keys is slowed by Argon2id alone.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from plexlog.domain.errors import AccessError
from plexlog.domain.moments import Clock, Moment
from plexlog.storage.own_file import write_as_own

FREE = 3  # failures without a wait: anybody mistypes
WAITS_S = (5, 15, 30, 60, 120, 300)  # after the failures that follow; the last one stays
_MOST_BYTES = 64 * 1024


class TooSoonError(AccessError):
    """The password is not looked at yet; the message says how long."""


def tries_path(path: Path) -> Path:
    """Where the failures of a record are counted."""
    return path.with_name(path.name + ".tries")


def refuse_too_soon(path: Path, login: str, clock: Clock) -> None:
    """Raises TooSoonError while a login has to wait."""
    tries = _read(path)
    failures, last = tries.get(_name(login), (0, None))
    wait = wait_s(failures)
    if not wait or last is None:
        return
    passed = int((clock.now().instant - last.instant).total_seconds())
    if passed < 0:  # the clock was set back: the whole wait, from now on
        _write(path, tries | {_name(login): (failures, clock.now())})
        passed = 0
    if passed < wait:
        raise TooSoonError(
            f"{failures} passwords for {login.strip()} were wrong, one after the other. "
            f"Try again in {in_words(wait - passed)}, or have a colleague sign in."
        )


def wait_s(failures: int) -> int:
    """How long a login waits after so many failures, in seconds."""
    if failures < FREE:
        return 0
    return WAITS_S[min(failures - FREE, len(WAITS_S) - 1)]


def in_words(seconds: int) -> str:
    """A wait as one says it."""
    minutes, rest = divmod(seconds, 60)
    said = []
    if minutes:
        said.append(f"{minutes} minute" + "s" * (minutes != 1))
    if rest or not minutes:
        said.append(f"{rest} second" + "s" * (rest != 1))
    return " ".join(said)


def note_failure(path: Path, login: str, clock: Clock) -> None:
    """One more password was wrong."""
    tries = _read(path)
    failures, _ = tries.get(_name(login), (0, None))
    _write(path, tries | {_name(login): (failures + 1, clock.now())})


def forget_failures(path: Path, login: str) -> None:
    """The password was right."""
    tries = _read(path)
    if tries.pop(_name(login), None) is not None:
        _write(path, tries)


def _name(login: str) -> str:
    return login.strip().casefold()


def _read(path: Path) -> dict[str, tuple[int, Moment | None]]:
    """What is counted; a file that is gone or damaged counts anew."""
    try:
        with tries_path(path).open("rb") as file:
            found: Any = json.loads(file.read(_MOST_BYTES))
        return {
            str(login): (max(int(count), 0), Moment.parse(at))
            for login, (count, at) in found.items()
        }
    except (OSError, ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return {}


def _write(path: Path, tries: dict[str, tuple[int, Moment | None]]) -> None:
    text = json.dumps({name: [n, at.text] for name, (n, at) in tries.items() if at is not None})
    with suppress(OSError):  # in a folder that cannot be written nothing can be recorded either
        write_as_own(tries_path(path), text)
