"""What a verification was and found, and the mark that a whole one leaves."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from plexlog.domain import wording
from plexlog.domain.moments import Moment
from plexlog.domain.unit import Problem

DUE_AFTER = timedelta(days=1)  # everything is checked again at night, or at a start
OVERDUE_AFTER = timedelta(days=7)  # and then whatever the hour
FEW_CHANGES = 20_000  # checked whole at every start: about a second
NIGHT = range(1, 5)  # hours of the clock on the wall


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """That everything was verified, up to which row of the history, and by whom.

    It is signed with the key of who had it done: whoever alters the file can take a mark away,
    and then everything is checked anew, but can make none that says more than there was.
    """

    key: str
    at: Moment
    staff_key: str
    name: str
    number: int  # of the last row of the history then
    head: str  # its hash
    problems: int  # how many were found
    version: str  # of the program
    public_key: str = ""
    signature: str = ""

    @property
    def message(self) -> bytes:
        """What is signed."""
        bound = (self.at.text, self.staff_key, self.name, self.number, self.head)
        return json.dumps(["plexlog-verification-1", *bound, self.problems, self.version]).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyState:
    """What is known before a verification."""

    last: Mark | None  # the last time that everything was verified, whatever was found
    changes: int  # rows of the history now
    now: Moment

    @property
    def is_due(self) -> bool:
        """Whether everything ought to be checked again."""
        return self._is_older_than(DUE_AFTER)

    @property
    def is_whole_wanted(self) -> bool:
        """Whether to check everything now: it is quick, it is night, or it is overdue."""
        if self.changes <= FEW_CHANGES:
            return True
        if self.now.instant.hour in NIGHT:
            return self.is_due
        return self._is_older_than(OVERDUE_AFTER)

    @property
    def sentence(self) -> str:
        """When everything was checked last."""
        if self.last is None:
            return "Everything was never checked together yet."
        at, rows = wording.moment(self.last.at), f"{self.last.number:,}".replace(",", " ")
        found = (
            "everything was as it was recorded"
            if not self.last.problems
            else f"{counted(self.last.problems)} found"
        )
        return (
            f"Everything was last checked on {at} by {self.last.name}, "
            f"{rows} rows of the history: {found}."
        )

    def _is_older_than(self, span: timedelta) -> bool:
        """Whether it is longer ago; a mark of a time to come says nothing of when it was."""
        since = None if self.last is None else self.now.utc - self.last.at.utc
        return since is None or not timedelta() <= since <= span


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a verification found, and how far it looked."""

    problems: Sequence[Problem]
    number: int  # of the last row of the history
    head: str  # its hash
    rows: int  # of the history that were hashed
    fits_marks: bool = True  # the rows up to which everything was verified before are there
    since: Mark | None = None  # only what came after this was looked at; None: everything
    notes: Sequence[Problem] = ()  # not wrong, and yet to be known
    backups: str = ""  # against which it was held, as a sentence

    @property
    def lines(self) -> tuple[Problem, ...]:
        """What is wrong, then what is to be known, which says that it is a note."""
        notes = (replace(one, where=f"note: {one.where}") for one in self.notes)
        return (*self.problems, *notes)

    @property
    def is_whole(self) -> bool:
        """Whether everything was looked at."""
        return self.since is None

    @property
    def sentence(self) -> str:
        """What was checked and what came of it, in words."""
        rows = f"{self.rows:,}".replace(",", " ")
        if self.since is None:
            checked, good = f"Everything was checked, {rows} rows of the history", "as recorded"
        else:
            when = wording.moment(self.since.at)
            checked = f"What came after {when} was checked, {rows} rows of the history"
            good = "as recorded; what is older was not looked at again"
        found = f"{counted(len(self.problems))} found" if self.problems else f"it is {good}"
        unread = sum(not one.is_looked_into for one in self.notes)
        known = "" if not unread else f"; {_noted(unread)}"
        return f"{checked}: {found}{known}. {self.backups}".rstrip()


def _noted(notes: int) -> str:
    return "1 note is to be read" if notes == 1 else f"{notes} notes are to be read"


def counted(problems: int) -> str:
    """So many problems, in words."""
    return "1 problem" if problems == 1 else f"{problems} problems"
