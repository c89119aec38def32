"""Backups as the unit knows them: when each was made, which are kept, and when one is due."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from plexlog.domain import wording
from plexlog.domain.moments import Moment
from plexlog.domain.unit import Problem

NEWEST = 3  # always kept, whatever else
HOURS, DAYS, MONTHS = 24, 31, 24  # of so many hours, days and months the last one is kept
DUE_AFTER = timedelta(hours=1)
OVERDUE_AFTER = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup that was opened and checked."""

    path: Path
    at: datetime  # UTC


@dataclass(frozen=True, slots=True)
class BackupState:
    """What the unit has to go back to."""

    folder: Path
    last: Backup | None
    all: tuple[Backup, ...]  # the newest first
    founded_at: datetime  # UTC
    changed_at: datetime  # UTC: the last change of the record
    now: datetime  # UTC
    is_there: bool = True  # the folder; one that was chosen may be on a disk that is away

    @property
    def is_due(self) -> bool:
        """Whether there is something new, and the last backup is an hour old."""
        return self.last is None or self._is_older_than(DUE_AFTER)

    @property
    def is_overdue(self) -> bool:
        """Whether what is new is in no backup, and the last one, or the unit, is a day old."""
        return self._is_older_than(OVERDUE_AFTER)

    def _is_older_than(self, span: timedelta) -> bool:
        if self.last is None:
            return self.now - self.founded_at > span
        if self.changed_at > self.now and self.all[0].at >= self.changed_at:
            return False  # both were made while the clock was ahead: nothing is new since then
        return self.changed_at > self.last.at and self.now - self.last.at > span


def not_there(folder: Path) -> str:
    """That the folder that was chosen is away, and what to do."""
    return (
        f"The backup folder {folder} is not there, or is another one than was chosen. "
        "Plug its disk in; if it is in, choose the folder again."
    )


@dataclass(frozen=True, slots=True)
class HeldAgainst:
    """The backups that the history was held against, and what came of it."""

    folder: Path
    problems: tuple[Problem, ...] = ()
    backups: int = 0  # that could be read
    newest: Moment | None = None  # of those
    is_since: bool = False  # one went back to a backup: earlier ones tell nothing
    notes: tuple[Problem, ...] = ()  # what is not wrong, and yet to be known

    @property
    def sentence(self) -> str:
        """Against how many, and of when; that nothing was compared is said too."""
        if self.newest is None:
            which = "none made since one went back to one" if self.is_since else "none"
            return f"It was held against no backup: {which} could be read in {self.folder}."
        count = "1 backup" if self.backups == 1 else f"{self.backups} backups"
        when = wording.moment(self.newest)
        return f"It was held against {count}, the newest of {when}."


@dataclass(frozen=True, slots=True)
class Loss:
    """What is on record and not in a backup: what going back to it would lose."""

    since: Moment  # the last change that both have
    changes: int
    sessions: int
    patients: int
    signatures: int
    is_damaged: bool = False  # the record: it was counted as far as it can be read

    @property
    def sentence(self) -> str:
        """The loss in numbers."""
        since = wording.moment(self.since)
        if self.is_damaged:
            found = self._changes if self.changes else "no change"
            return (
                "The record of today is damaged, so what would be lost cannot be told for sure: "
                f"{found} made after {since} could still be read in it."
            )
        if not self.changes:
            return f"Nothing would be lost: the record has not changed since {since}."
        parts = ", ".join(
            f"{count} {word if count == 1 else f'{word}s'}"
            for count, word in (
                (self.sessions, "session"),
                (self.patients, "patient"),
                (self.signatures, "signature"),
            )
            if count
        )
        what = f", in them {parts}" if parts else ""
        return f"{self._changes} made after {since} would be lost{what}."

    @property
    def _changes(self) -> str:
        return "1 change" if self.changes == 1 else f"{self.changes} changes"


@dataclass(frozen=True, slots=True)
class ErasedSince:
    """Patients whom a backup still has and the record does not: two have erased them since."""

    again: int  # going back erases them again, by the same two signatures
    back: int  # would be there again

    @property
    def sentences(self) -> tuple[str, ...]:
        """The same in numbers."""
        said = []
        if self.again:
            who, them = _patients(self.again)
            said.append(f"{who} erased since then, and going back erases {them} again.")
        if self.back:
            who, them = _patients(self.back)
            said.append(
                f"{who} erased since then and would return, because what two signed then does "
                f"not fit this backup: erase {them} again after going back."
            )
        return tuple(said)


def _patients(count: int) -> tuple[str, str]:
    return ("1 patient was", "that one") if count == 1 else (f"{count} patients were", "them")


_UNKNOWN = (
    "What would be lost cannot be told: the record or its key file cannot be read.",
    (
        "Nor can it be told whether patients who were erased since then would return: erase those "
        "again after going back."
    ),
)
_WHOSE = (
    "It is a backup of the unit {unit}. Whether the record here was of that unit cannot be told: "
    "see that it is yours."
)


@dataclass(frozen=True, slots=True)
class Examined:
    """A backup that was put beside the record, opened and verified: not in force yet."""

    new: Path
    backup: Path
    problems: Sequence[Problem]
    loss: Loss | None  # None where the record cannot be read any more
    by_backup_alone: bool = False  # who may go back: the record of today cannot be asked
    erased: ErasedSince = ErasedSince(0, 0)
    unknown_unit: str = ""  # whose it is, where the record cannot say whether it is the same

    @property
    def changes_lost(self) -> int | None:
        """How many changes going back would lose; None where that cannot be told for sure."""
        return None if self.loss is None or self.loss.is_damaged else self.loss.changes

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was found, what would be lost, and who would return."""
        loss, *erased = (
            _UNKNOWN if self.loss is None else (self.loss.sentence, *self.erased.sentences)
        )
        if self.by_backup_alone:
            loss = f"{loss} So the backup alone says who may go back to it."
        whose = (_WHOSE.format(unit=self.unknown_unit),) if self.unknown_unit else ()
        return (self._found, *whose, loss, *erased)

    @property
    def _found(self) -> str:
        if not self.problems:
            return "The backup was opened and verified; it is as it was recorded."
        found = "; ".join(f"{one.where} {one.what}" for one in self.problems[:3])
        more = len(self.problems) - 3
        also = f"; and {more} more" if more > 0 else ""
        return f"Verification finds something wrong in the backup: {found}{also}."


def to_drop(backups: Iterable[Backup], now: datetime) -> tuple[Backup, ...]:
    """Those that are kept no longer: of each hour, day and month the last one stays.

    So many hours, days and months are counted among the backups themselves, from the newest back,
    and never from the clock: one that is ahead makes nothing old. What bears a time to come, which
    a clock that was ahead has left, stays too and takes no place of another one.
    """
    newest_first = sorted(backups, key=lambda one: one.at, reverse=True)
    past = [one for one in newest_first if one.at <= now]
    kept = set(newest_first) - set(past[NEWEST:])
    for count, slot in _SCHEME:
        last_of: dict[tuple[int, ...], Backup] = {}
        for one in past:
            last_of.setdefault(slot(one.at), one)
        kept |= set(list(last_of.values())[:count])
    return tuple(one for one in newest_first if one not in kept)


_SCHEME: tuple[tuple[int, Callable[[datetime], tuple[int, ...]]], ...] = (
    (HOURS, lambda at: (at.toordinal(), at.hour)),
    (DAYS, lambda at: (at.toordinal(),)),
    (MONTHS, lambda at: (at.year, at.month)),
)
