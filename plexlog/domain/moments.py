"""Points in time as a unit writes them: local wall clock with its offset, to the minute or second.

The text is kept as it came, so that what is exported is what was recorded; comparison and
differences use the instant, never the wall clock.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import total_ordering
from typing import Protocol

from plexlog.domain.errors import UnreadableError

_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)")


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """An instant with the offset that applied where it happened."""

    text: str
    instant: datetime

    @classmethod
    def parse(cls, text: str) -> Moment:
        """Read ISO 8601 with an offset. Raises UnreadableError."""
        if _ISO.fullmatch(text) is None:
            raise UnreadableError(
                "must be a time with its UTC offset, such as 2026-10-25T02:10+02:00"
            )
        try:
            instant = datetime.fromisoformat(text)
            instant.astimezone(UTC)  # the first and last day of the calendar have no other zone
        except (ValueError, OverflowError):
            raise UnreadableError("is not a time that exists") from None
        return cls(text, instant)

    @classmethod
    def of(cls, instant: datetime) -> Moment:
        """The moment of an aware datetime, to the minute if it has no seconds."""
        if instant.tzinfo is None:
            raise ValueError("a moment needs an offset")
        exact = instant.second or instant.microsecond
        return cls(instant.isoformat(timespec="seconds" if exact else "minutes"), instant)

    @property
    def day(self) -> date:
        """The calendar date as written, in the local offset."""
        return self.instant.date()

    @property
    def clock(self) -> str:
        """The wall clock as written, hours and minutes."""
        return f"{self.instant.hour:02}:{self.instant.minute:02}"

    @property
    def utc(self) -> datetime:
        """The same instant in UTC."""
        return self.instant.astimezone(UTC)

    def to_minute(self) -> Moment:
        """The moment without its seconds."""
        return Moment.of(self.instant.replace(second=0, microsecond=0))

    def at_clock(self, hour: int, minute: int) -> Moment:
        """The same local day and offset at another time of day."""
        return Moment.of(self.instant.replace(hour=hour, minute=minute, second=0, microsecond=0))

    def minutes_since(self, earlier: Moment) -> float:
        """Elapsed minutes since another moment; negative if that one is later."""
        return (self.instant - earlier.instant) / timedelta(minutes=1)

    def hours_since(self, earlier: Moment) -> float:
        """Elapsed hours since another moment; negative if that one is later."""
        return (self.instant - earlier.instant) / timedelta(hours=1)

    def __add__(self, span: timedelta) -> Moment:
        """The moment after a span, in the same offset."""
        return Moment.of(self.instant + span)

    def __eq__(self, other: object) -> bool:
        """The same instant, however written."""
        return isinstance(other, Moment) and self.instant == other.instant

    def __lt__(self, other: Moment) -> bool:
        """Earlier in time."""
        return self.instant < other.instant

    def __gt__(self, other: Moment) -> bool:
        """Later in time; said at length, for the latest of many is asked for at each row."""
        return self.instant > other.instant

    def __hash__(self) -> int:
        """As the instant."""
        return hash(self.instant)

    def __str__(self) -> str:
        """The text as written."""
        return self.text


class Clock(Protocol):
    """Tells the time; handed in, so that tests can set it."""

    def now(self) -> Moment:
        """The current local time with its offset, with seconds."""
        ...

    def monotonic(self) -> float:
        """Seconds that never jump, for timers."""
        ...
