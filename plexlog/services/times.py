"""Times as a nurse types them: a wall clock, or a day and a clock."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from plexlog.domain.errors import UnreadableError
from plexlog.domain.moments import Moment

_CLOCK = re.compile(r"(\d{1,2})[:.h]?(\d{2})")
_DAY_AND_CLOCK = re.compile(r"(\d+[-./]\d+[-./]\d+)(?: +|T)(\d{1,2})[:.]?(\d{2})")
_DAY = re.compile(r"(?P<y>\d{4})([-/.]?)(?P<m>\d\d)\2(?P<d>\d\d)")
_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})([-/.])(?P<m>\d{1,2})\2(?P<y>\d{4})")
_MONTH = re.compile(r"(\d{1,2})[-/.](\d{4})|(\d{4})[-/.](\d{1,2})")
_LATEST_HOUR = 23
_LATEST_MINUTE = 59
_MONTHS = 12
_HALF_DAY = timedelta(hours=12)


def read_time(text: str, now: Moment, near: Moment | None = None) -> Moment:
    """Read `14:32`, `1432` or `2026-11-20 14:32`; a clock alone is the latest one there was.

    With `near`, it is the one within half a day of that time.

    The offset is that of the machine on that day, so that a clock change in the night is kept.
    Raises UnreadableError for what is no time, or lies in the future.
    """
    typed = text.strip()
    clock = None if near is None else _CLOCK.fullmatch(typed)
    if near is not None and clock is not None:
        moment = _near(near, clock[1], clock[2])
    else:
        moment = _read(typed, now, may_be_later=False)
    if moment > now + timedelta(minutes=1):
        raise UnreadableError(f"{moment.clock} lies in the future; it is {now.clock}")
    return moment


def read_time_on(text: str, now: Moment, day: date | None) -> Moment:
    """Read a time of something that was meant for a day.

    A clock alone is the latest one there was. It says too little once that day is over: what was
    put off to today, or began after midnight, would be a day too early. Raises UnreadableError.
    """
    clock = _CLOCK.fullmatch(text.strip())
    if day is None or day >= now.day or clock is None:
        return read_time(text, now)
    told = _at(day, clock[1], clock[2], now)
    raise UnreadableError(
        f"{told.clock} of which day? type the day too, such as {told.day} {told.clock}"
    )


def read_planned(text: str, now: Moment) -> Moment:
    """Read a planned time; it may lie in the future, a clock alone is today's."""
    return _read(text.strip(), now, may_be_later=True)


def read_day(text: str) -> date:
    """Read `1984-03-09`, `19840309`, `9.3.1984` or `09/03/1984`: the day stands before the month.

    Raises UnreadableError.
    """
    typed = text.strip()
    found = _DAY.fullmatch(typed) or _DAY_FIRST.fullmatch(typed)
    if found is None and _MONTH.fullmatch(typed):
        raise UnreadableError(f"{typed} is a month; type the day too, such as 2026-10-31")
    if found is None:
        raise UnreadableError("must be a day, such as 1984-03-09 or 09.03.1984")
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        is_day_first = found.re is _DAY_FIRST and int(found["m"]) > _MONTHS
        order = "; the day stands before the month" if is_day_first else ""
        raise UnreadableError(f"{typed} is not a day that exists{order}") from None


def _read(text: str, now: Moment, *, may_be_later: bool) -> Moment:
    whole = _DAY_AND_CLOCK.fullmatch(text)
    if whole is not None:
        return _at(read_day(whole[1]), whole[2], whole[3], now)
    found = _CLOCK.fullmatch(text)
    if found is None and may_be_later:
        raise UnreadableError(f"must be a day and a time, such as {now.day} 09:00")
    if found is None:
        raise UnreadableError("must be a time, such as 14:32")
    moment = _at(now.day, found[1], found[2], now)
    is_yesterday = moment.instant - now.instant > _HALF_DAY
    if is_yesterday and not may_be_later:
        return _at(now.day - timedelta(days=1), found[1], found[2], now)
    return moment


def _near(anchor: Moment, hour: str, minute: str) -> Moment:
    days = (anchor.day + timedelta(days=by) for by in (0, 1, -1))
    found = [_at(day, hour, minute, anchor) for day in days]
    return min(found, key=lambda one: abs(one.instant - anchor.instant))


def _at(day: date, hour: str, minute: str, now: Moment) -> Moment:
    if int(hour) > _LATEST_HOUR or int(minute) > _LATEST_MINUTE:
        raise UnreadableError(f"{hour}:{minute} is not a time that exists")
    wall = datetime.combine(day, time(int(hour), int(minute)))
    try:
        moment = in_zone_of(now, wall.replace(fold=1))
        if moment > now:  # an hour that the clocks strike twice: the latest one there was
            moment = in_zone_of(now, wall)
    except (OverflowError, ValueError):
        raise UnreadableError(f"{day} has no such time") from None
    if moment.clock != f"{wall:%H:%M}":
        raise UnreadableError(f"{wall:%H:%M} did not exist on {day}; the clocks were put forward")
    return moment


def told_then(moment: Moment, now: Moment) -> Moment:
    """A moment that is to come, by the clock on the wall at that time.

    Where the clocks change until then, its offset is not that of `now`.
    """
    return Moment.of(moment.instant.astimezone()) if _is_the_machines(now) else moment


def in_zone_of(now: Moment, wall: datetime) -> Moment:
    """A wall clock where `now` was told: in the machine's zone, or at the offset of `now`.

    The offset is that of the day, so that nine o'clock stays nine when the clocks change; a clock
    that does not run in the machine's own zone keeps its offset.
    """
    if _is_the_machines(now):
        return Moment.of(wall.astimezone())
    return Moment.of(wall.replace(tzinfo=now.instant.tzinfo, fold=0))


def _is_the_machines(now: Moment) -> bool:
    """Whether a time was told by a clock in the machine's own zone."""
    there = now.instant.replace(tzinfo=None)
    offsets = {there.replace(fold=fold).astimezone().utcoffset() for fold in (0, 1)}
    return now.instant.utcoffset() in offsets
