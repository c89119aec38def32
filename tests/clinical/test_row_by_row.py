"""A run that grows, is corrected, taken back or stands still, worked out from what is known of it.

The measure is always the same run with rows of which nothing is known: it is worked out whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from plexlog.clinical.figures import running_figures, session_figures
from plexlog.clinical.once import RUNS, row_by_row
from plexlog.clinical.rules import judge_session
from plexlog.clinical.totals import COUNTED, totals_of
from plexlog.domain.moments import Moment
from plexlog.domain.records import (
    Close,
    Pause,
    PlanChange,
    Reading,
    SalineBolus,
    Session,
    Totals,
    VitalsSkip,
)
from plexlog.domain.shapes import Measured
from tests.clinical.ward import DROP, FACTS, course, judged, moment

UNDER_WAY = course({"now.readings": [], "now.ended_at": DROP, "now.close": DROP})
START = moment("09:00")
CODES = (*COUNTED, "systolic_mmhg", "pulse_per_min", "temperature_c")
Change = Callable[[Session], Session]


def after(minutes: int, *, is_written_in_utc: bool = False) -> Moment:
    instant = START.instant + timedelta(minutes=minutes)
    return Moment.of(instant.astimezone(UTC) if is_written_in_utc else instant)


def measured(value: int) -> Measured:
    return Measured(value=Decimal(value), typed=str(value))


times = st.builds(after, st.integers(0, 180), is_written_in_utc=st.booleans())
values = st.dictionaries(st.sampled_from(CODES), st.builds(measured, st.integers(0, 6000)))
rising = st.integers(1, 12).map(
    lambda step: {
        code: measured(each * step)
        for code, each in zip(COUNTED, (1000, 100, 550, 450, 85), strict=True)
    }
)
rows = st.builds(Reading, at=times, values=values | rising)


def kept(row: Reading) -> Change:
    return lambda session: replace(session, readings=(*(session.readings or ()), row))


def corrected(place: int, told: dict[str, Measured]) -> Change:
    def change(session: Session) -> Session:
        known = list(session.readings or ())
        for at, row in enumerate(known):
            if at == place % len(known):
                known[at] = replace(row, values=told)
        return replace(session, readings=tuple(known))

    return change


def taken_back(place: int) -> Change:
    def change(session: Session) -> Session:
        known = session.readings or ()
        left = [row for at, row in enumerate(known) if at != place % len(known)]
        return replace(session, readings=tuple(left))

    return change


def paused(start: Moment, minutes: int | None) -> Change:
    end = None if minutes is None else start + timedelta(minutes=minutes)
    one = Pause(start=start, end=end)
    return lambda session: replace(session, pauses=(*(session.pauses or ()), one))


def left_out(at: Moment) -> Change:
    skip = VitalsSkip(due_at=START, at=at, reason="asleep, looked well")
    return lambda session: replace(session, vitals_skips=(*(session.vitals_skips or ()), skip))


def planned_anew(at: Moment, wait: int) -> Change:
    one = PlanChange(at=at, vitals_programme_min=(Decimal(wait),), reason="stable")
    return lambda session: replace(session, plan_changes=(*(session.plan_changes or ()), one))


def given_saline(at: Moment) -> Change:
    one = SalineBolus(at=at, volume_ml=Decimal(250))
    return lambda session: replace(session, saline_boluses=(*(session.saline_boluses or ()), one))


def ended(at: Moment, told: dict[str, Measured]) -> Change:
    totals = {code: one for code, one in told.items() if code in COUNTED}
    close = Close(values={"saline_in_waste_ml": measured(0)}, totals=Totals(values=totals))
    return lambda session: replace(session, ended_at=at, close=close)


def gone_on(session: Session) -> Session:
    return replace(session, ended_at=None)


places = st.integers(0, 99)
changes = st.lists(
    st.one_of(
        st.builds(kept, rows),
        st.builds(kept, rows),
        st.builds(corrected, places, values | rising),
        st.builds(taken_back, places),
        st.builds(paused, times, st.none() | st.integers(1, 40)),
        st.builds(left_out, times),
        st.builds(planned_anew, times, st.integers(1, 30)),
        st.builds(given_saline, times),
        st.builds(ended, times, values | rising),
        st.just(gone_on),
    ),
    max_size=12,
)


def whole(session: Session) -> Session:
    """The same of which nothing is known: other rows that say the same."""
    readings = tuple(replace(row) for row in session.readings or ())
    skips = tuple(replace(one) for one in session.vitals_skips or ())
    return replace(session, readings=readings, vitals_skips=skips)


def said_of(session: Session) -> str:
    """All that is worked out of a run, in full: times as they are written, too."""
    now = after(200)
    return repr(
        (
            totals_of(session),
            session_figures(UNDER_WAY, session, now),
            running_figures(UNDER_WAY, session, now),
            judge_session(UNDER_WAY, session, FACTS, now),
        )
    )


@settings(max_examples=60)
@given(changes)
def test_a_run_worked_out_as_it_goes_is_the_run_worked_out_whole(listed: list[Change]) -> None:
    session = replace(judged(UNDER_WAY), started_at=START)
    for change in listed:
        session = change(session)

        assert said_of(session) == said_of(whole(session))


def counting() -> tuple[list[Any], Callable[..., tuple[int, ...]]]:
    """A sum along rows, and the rows that it was worked out for."""
    asked: list[Any] = []

    @row_by_row
    def along(factor: int, row: list[int], before: int | None) -> int:
        asked.append(row)
        return (before or 0) + factor * row[0]

    return asked, along


def test_only_the_rows_from_the_first_other_one_on_are_worked_out() -> None:
    asked, along = counting()
    first, second, third, late = [1], [2], [3], [9]

    assert along(1, [first, second]) == (1, 3)
    assert along(1, [first, second, third]) == (1, 3, 6)
    assert asked == [first, second, third]
    assert along(1, [first, late, second, third]) == (1, 10, 12, 15)
    assert asked[3:] == [late, second, third]


def test_a_row_that_says_the_same_is_another_row() -> None:
    asked, along = counting()

    along(1, [[1], [2]])
    along(1, [[1], [2]])

    assert len(asked) == 4


def test_what_holds_for_the_whole_run_changes_every_row() -> None:
    asked, along = counting()
    first, second = [1], [2]

    assert along(1, [first, second]) == (1, 3)
    assert along(2, [first, second]) == (2, 6)
    assert along(1, [first, second]) == (1, 3)
    assert len(asked) == 4


def test_a_look_at_the_first_rows_forgets_none_of_the_others() -> None:
    asked, along = counting()
    first, second = [1], [2]

    along(1, [first, second])
    assert along(1, [first]) == (1,)
    assert along(1, []) == ()
    assert along(1, [first, second]) == (1, 3)

    assert len(asked) == 2


def test_several_runs_are_known_side_by_side_and_the_oldest_goes_first() -> None:
    asked, along = counting()
    runs = [[[number]] for number in range(RUNS + 1)]

    for run in runs:
        along(1, run)
    along(1, runs[1])
    assert len(asked) == RUNS + 1
    along(1, runs[0])

    assert asked[RUNS + 1 :] == [[0]]
