"""Which backups are kept, when one is due, and how a loss is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plexlog.domain.backups import (
    _SCHEME,
    DAYS,
    HOURS,
    MONTHS,
    NEWEST,
    Backup,
    BackupState,
    ErasedSince,
    Examined,
    Loss,
    to_drop,
)
from plexlog.domain.moments import Moment
from plexlog.domain.unit import Problem

NOW = datetime(2026, 11, 28, 14, 30, tzinfo=UTC)
SINCE = Moment.parse("2026-11-28T09:00:00Z")


def made(*ago: timedelta) -> list[Backup]:
    """Backups of so long ago."""
    return [Backup(Path(f"{NOW - one:%Y%m%dT%H%M%S}"), NOW - one) for one in ago]


@pytest.mark.parametrize(
    ("step", "kept", "in_all"),
    [
        (timedelta(minutes=1), NEWEST, NEWEST),
        (timedelta(hours=1), HOURS, HOURS + 3),  # and the last ones of two days before
        (timedelta(days=1), DAYS, DAYS + 2),
        (timedelta(days=31), max(DAYS, MONTHS), DAYS),
    ],
)
def test_of_so_many_hours_days_and_months_one_is_kept(
    step: timedelta, kept: int, in_all: int
) -> None:
    start = NOW.replace(minute=59)
    backups = [Backup(Path(f"{number}"), start - number * step) for number in range(60)]

    left = set(backups) - set(to_drop(backups, start))

    assert set(backups[:kept]) <= left
    assert len(left) <= in_all


def test_of_each_hour_day_and_month_the_last_one_stays() -> None:
    hours = made(*(timedelta(minutes=30 * n) for n in range(2 * HOURS)))
    days = made(*(timedelta(days=2, hours=12 * n) for n in range(2 * (DAYS - 2))))
    months = made(timedelta(days=100), timedelta(days=103), timedelta(days=800))

    dropped = to_drop([*hours, *days, *months], NOW)

    # 14:30 to 13:30 as the newest, then the later one of each hour and day
    assert set(dropped) == {*hours[NEWEST::2], *days[1::2], months[1]}


def test_the_newest_stay_however_old_and_what_bears_a_time_to_come_too() -> None:
    old, ahead = made(timedelta(days=2000)), made(timedelta(days=-3), timedelta(days=-2))

    assert to_drop(old, NOW) == ()
    assert to_drop([*old, *ahead], NOW) == ()
    of_an_hour = made(*(timedelta(days=2000, seconds=n) for n in range(NEWEST + 2)))
    assert to_drop([*of_an_hour, *ahead], NOW) == tuple(of_an_hour[NEWEST:])


@given(st.lists(st.integers(0, 60 * 24 * 900), unique=True, max_size=200))
def test_dropping_twice_drops_nothing_more_and_a_day_is_never_missing(minutes: list[int]) -> None:
    backups = made(*(timedelta(minutes=one) for one in minutes))

    left = set(backups) - set(to_drop(backups, NOW))

    assert to_drop(left, NOW) == ()
    for one in backups:  # whoever goes back a month finds a backup of the same day
        if NOW - one.at <= timedelta(days=30):
            assert any(other.at.date() == one.at.date() and other.at >= one.at for other in left)


@given(
    st.lists(st.integers(0, 60 * 24 * 900), unique=True, max_size=100),
    st.integers(-5000, 5000),
)
def test_nothing_that_was_there_is_lost_by_a_clock_that_is_wrong_for_a_while(
    minutes: list[int], days_off: int
) -> None:
    backups = set(made(*(timedelta(minutes=one) for one in minutes)))
    kept = backups - set(to_drop(backups, NOW))
    wrong = NOW + timedelta(days=days_off)
    (by_wrong_clock,) = made(NOW - wrong)

    then = kept | {by_wrong_clock}
    left = then - set(to_drop(then, wrong))

    # as one more hour of a clock that is right: one place in each row of hours, days and months
    lost = kept - left
    assert len(lost) <= 1 + len(_SCHEME)
    days = sorted({one.at.date() for one in kept}, reverse=True)[: DAYS - 1]
    assert set(days) <= {one.at.date() for one in left}
    months = sorted({(one.at.year, one.at.month) for one in kept}, reverse=True)[: MONTHS - 1]
    assert set(months) <= {(one.at.year, one.at.month) for one in left}
    newest_first = sorted(kept, key=lambda one: one.at, reverse=True)
    assert set(newest_first[:1]) <= left


def state(
    last: timedelta | None, changed: timedelta, founded: timedelta = timedelta(days=90)
) -> BackupState:
    backups = made(*([] if last is None else [last]))
    first = backups[0] if backups else None
    return BackupState(Path("backups"), first, tuple(backups), NOW - founded, NOW - changed, NOW)


@pytest.mark.parametrize(
    ("last", "changed", "is_due", "is_overdue"),
    [
        (None, timedelta(minutes=1), True, True),
        (None, timedelta(hours=25), True, True),
        (timedelta(minutes=60), timedelta(minutes=5), False, False),
        (timedelta(minutes=61), timedelta(minutes=5), True, False),
        (timedelta(minutes=61), timedelta(minutes=70), False, False),
        (timedelta(hours=24), timedelta(minutes=5), True, False),
        (timedelta(hours=25), timedelta(minutes=5), True, True),
        (timedelta(days=9), timedelta(days=10), False, False),
    ],
)
def test_a_backup_is_due_where_something_is_new(
    last: timedelta | None, changed: timedelta, is_due: bool, is_overdue: bool
) -> None:
    found = state(last, changed)

    assert (found.is_due, found.is_overdue) == (is_due, is_overdue)


def test_what_was_kept_while_the_clock_was_ahead_is_not_overdue_once_it_is_right() -> None:
    before, ahead = made(timedelta(days=2), timedelta(days=-1096))
    changed = ahead.at - timedelta(minutes=5)
    found = BackupState(
        Path("backups"), before, (ahead, before), NOW - timedelta(days=90), changed, NOW
    )

    assert (found.is_due, found.is_overdue) == (False, False)
    after_it = replace(found, changed_at=ahead.at + timedelta(minutes=5))
    assert (after_it.is_due, after_it.is_overdue) == (True, True)  # in no backup
    since = replace(found, changed_at=NOW)
    assert (since.is_due, since.is_overdue) == (True, True)  # recorded with the clock right again


def test_a_new_unit_has_a_day_for_its_first_backup() -> None:
    a_day, now = timedelta(hours=24), timedelta(0)

    assert not state(None, now, a_day).is_overdue
    assert state(None, now, a_day + timedelta(minutes=1)).is_overdue


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (
            (0, 0, 0, 0),
            "Nothing would be lost: the record has not changed since 2026-11-28 09:00.",
        ),
        ((1, 0, 0, 0), "1 change made after 2026-11-28 09:00 would be lost."),
        (
            (40, 1, 2, 1),
            (
                "40 changes made after 2026-11-28 09:00 would be lost, in them 1 session, "
                "2 patients, 1 signature."
            ),
        ),
    ],
)
def test_a_loss_is_said_in_numbers(counts: tuple[int, int, int, int], sentence: str) -> None:
    assert Loss(SINCE, *counts).sentence == sentence


@pytest.mark.parametrize(("count", "found"), [(0, "no change"), (1, "1 change"), (7, "7 changes")])
def test_what_a_damaged_record_would_lose_is_not_told_for_sure(count: int, found: str) -> None:
    said = Loss(SINCE, count, 0, 0, 0, is_damaged=True).sentence

    assert said == (
        "The record of today is damaged, so what would be lost cannot be told for sure: "
        f"{found} made after 2026-11-28 09:00 could still be read in it."
    )


@pytest.mark.parametrize(
    ("problems", "first"),
    [
        (0, "The backup was opened and verified; it is as it was recorded."),
        (1, "Verification finds something wrong in the backup: row 0 was changed."),
        (
            5,
            (
                "Verification finds something wrong in the backup: row 0 was changed; "
                "row 1 was changed; row 2 was changed; and 2 more."
            ),
        ),
    ],
)
def test_what_was_found_in_a_backup_is_said_first(problems: int, first: str) -> None:
    found = [Problem(where=f"row {number}", what="was changed") for number in range(problems)]

    said = Examined(Path("new"), Path("backup"), found, None).sentences

    assert said == (
        first,
        "What would be lost cannot be told: the record or its key file cannot be read.",
        (
            "Nor can it be told whether patients who were erased since then would return: erase "
            "those again after going back."
        ),
    )


@pytest.mark.parametrize(
    ("again", "back", "said"),
    [
        (0, 0, ()),
        (
            1,
            0,
            ("1 patient was erased since then, and going back erases that one again.",),
        ),
        (
            2,
            2,
            (
                "2 patients were erased since then, and going back erases them again.",
                (
                    "2 patients were erased since then and would return, because what two signed "
                    "then does not fit this backup: erase them again after going back."
                ),
            ),
        ),
    ],
)
def test_who_would_return_is_said_in_numbers(again: int, back: int, said: tuple[str, ...]) -> None:
    loss = Loss(SINCE, 3, 0, 0, 0)
    examined = Examined(Path("new"), Path("backup"), [], loss, erased=ErasedSince(again, back))

    assert examined.sentences[2:] == said
