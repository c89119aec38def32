"""What a session shows after each verb is what somebody sees who opens it at that moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plexlog.domain.errors import RefusedError, StoreError
from plexlog.domain.fields import Place
from plexlog.domain.findings import Phase
from plexlog.domain.moments import Moment
from plexlog.domain.records import Bag, Reading
from plexlog.domain.shapes import Measured
from plexlog.domain.words import Fluid
from plexlog.services import recording, run_records
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from tests.services.fakes import FakeClock
from tests.services.ward import COURSE, TOTALS, VITALS, prepare, run

Verb = Callable[[OpenSession, FakeClock], object]
NUMBERS = count(1)


def assert_shown_as_on_file(session: OpenSession) -> None:
    """In every part: equality of records alone leaves out keys, limits and texts as typed."""
    anew = OpenSession(session.desk, session.key).view()

    assert list(unlike(session.view(), anew)) == []


def unlike(one: Any, other: Any, where: str = "view") -> Iterator[tuple[str, Any, Any]]:
    """Each part that differs; what is the very same object is not looked into."""
    if one is other:
        return
    mine, theirs = parts(one), parts(other)
    if type(one) is not type(other) or mine.keys() != theirs.keys() or (not mine and one != other):
        yield where, one, other
        return
    for name, part in mine.items():
        yield from unlike(part, theirs[name], f"{where}{name}")


def parts(whole: Any) -> Mapping[str, Any]:
    if is_dataclass(whole):
        return {f".{part.name}": getattr(whole, part.name) for part in fields(whole)}
    if isinstance(whole, Mapping):
        return {f"[{key}]": one for key, one in whole.items()}
    if isinstance(whole, list | tuple):
        return {f"[{place}]": one for place, one in enumerate(whole)}
    return {}


def entering(place: Place, code: str, *texts: str) -> Verb:
    def enter(session: OpenSession, _clock: FakeClock) -> None:
        for text in texts:
            recording.enter_value(session, place, code, text, is_sure=True)

    return enter


def typing(code: str, *texts: str) -> Verb:
    def type_in(session: OpenSession, _clock: FakeClock) -> None:
        for text in texts:
            recording.enter_cell(session, last_row(session), code, text, is_sure=True)

    return type_in


def later(verb: Verb, **span: float) -> Verb:
    def then(session: OpenSession, clock: FakeClock) -> None:
        clock.pass_by(**span)
        verb(session, clock)

    return then


def last_row(session: OpenSession) -> Reading:
    """The row being typed, or else the last one, where there is one."""
    view = session.view()
    rows = view.session.readings or ()
    if view.open_row is None and not rows:
        raise RefusedError([])
    return view.open_row or rows[-1]


def begin_row(session: OpenSession, _clock: FakeClock) -> None:
    if session.view().open_row is None:
        recording.begin_row(session, session.desk.now())


def move_row(session: OpenSession, clock: FakeClock) -> None:
    row = last_row(session)
    clock.pass_by(minutes=3)  # no row stands in the future
    recording.move_row(session, row, row.at + timedelta(minutes=3))


def keep_row(session: OpenSession, _clock: FakeClock) -> None:
    recording.keep_row(session, last_row(session))


def move_value(session: OpenSession, clock: FakeClock) -> None:
    earlier = clock.now() + timedelta(minutes=-9)
    recording.set_taken_at(session, Place.BEFORE, "weight_kg", earlier)


def hang_bag(session: OpenSession, _clock: FakeClock) -> None:
    bag = Bag(
        id="new", fluid=Fluid.ALBUMIN, volume_ml=Decimal(500), concentration_percent=Decimal(5)
    )
    run_records.hang_bag(session, bag)


def start(session: OpenSession, _clock: FakeClock) -> None:
    recording.start_run(session)


def end(session: OpenSession, _clock: FakeClock) -> None:
    recording.end_run(session)


def read_anew(session: OpenSession, _clock: FakeClock) -> None:
    session.touch_course()


STORY: tuple[Verb, ...] = (
    entering(Place.BEFORE, "weight_kg", "72,50"),
    entering(Place.BEFORE, "hematocrit_percent", "41"),
    entering(Place.BEFORE, "weight_kg", "73"),
    move_value,
    entering(Place.BEFORE, "temperature_c", "36.8", ""),
    entering(Place.SESSION, "prime_given_ml", "250"),
    start,
    hang_bag,
    later(entering(Place.SESSION, "prime_given_ml", "240"), minutes=10, seconds=7),
    begin_row,
    *(typing(code, text) for code, text in (VITALS | TOTALS).items()),
    later(entering(Place.SESSION, "prime_given_ml", "230"), seconds=20),
    typing("systolic_mmhg", "78"),
    move_row,
    keep_row,
    typing("pulse_per_min", "131", "", "88"),
    move_row,
    later(entering(Place.SESSION, "prime_given_ml", "250"), minutes=40),
    begin_row,
    typing("inlet_ml", "2900"),
    keep_row,
    end,
    entering(Place.CLOSE, "samples_ml", "", "10"),
    entering(Place.TOTALS, "removed_ml", ""),
    entering(Place.TOTALS, "removed_ml", "1600", "1610", ""),
    entering(Place.AFTER, "pulse_per_min", ""),
    entering(Place.AFTER, "pulse_per_min", "70", "", "71"),
)


def test_after_each_verb_of_a_session_it_is_shown_as_on_file(
    session: OpenSession, clock: FakeClock
) -> None:
    for verb in STORY:
        verb(session, clock)

        assert_shown_as_on_file(session)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(verbs=st.lists(st.sampled_from([*STORY, read_anew]), max_size=20))
def test_in_whatever_order_things_are_done_it_is_shown_as_on_file(
    desk: Desk, clock: FakeClock, verbs: list[Verb]
) -> None:
    key = desk.store.add_course(replace(COURSE, course_id=f"course-{next(NUMBERS)}"))
    session = OpenSession(desk, desk.store.sessions_of(key)[0].session_key)

    for verb in verbs:
        since, is_taken = clock.now(), False
        with suppress(RefusedError, StoreError):
            verb(session, clock)
            is_taken = True

        if is_taken or clock.now() == since:  # the time alone is shown anew by the window's timer
            assert_shown_as_on_file(session)


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (Place.BEFORE, "weight_kg"),
        (Place.SESSION, "prime_given_ml"),
        (Place.TOTALS, "inlet_ml"),
        (Place.CLOSE, "samples_ml"),
        (Place.AFTER, "pulse_per_min"),
    ],
)
def test_a_blank_where_nothing_was_changes_nothing(
    session: OpenSession, place: Place, code: str
) -> None:
    before = session.view().session

    recording.enter_value(session, place, code, "")

    assert session.view().session == before


def test_what_was_recorded_before_the_session_was_looked_at_is_shown(
    session: OpenSession,
) -> None:
    elsewhere = OpenSession(session.desk, session.key)
    recording.enter_value(elsewhere, Place.SESSION, "prime_given_ml", "250")
    row = recording.begin_row(elsewhere, session.desk.now())

    assert session.view().session.values["prime_given_ml"].value == 250
    assert session.view().open_row == row


def test_what_is_noted_before_the_session_was_looked_at_is_read_from_file(
    session: OpenSession,
) -> None:
    desk = session.desk
    row = Reading(key="row-1", at=desk.now(), by=desk.me, is_open=True)
    prime = Measured(value=Decimal(250))
    row = replace(row, key=desk.store.put(session.key, row))
    desk.store.put_value(session.key, Place.SESSION, "prime_given_ml", prime)

    session.took_row(row)
    session.took_value(Place.SESSION, "prime_given_ml", prime)

    assert session.view().open_row == row
    assert session.view().session.values["prime_given_ml"].value == 250


def test_seconds_move_the_timers_and_a_minute_has_the_rules_look_again(
    session: OpenSession, clock: FakeClock
) -> None:
    start(session, clock)
    shown = session.view()

    later(entering(Place.SESSION, "prime_given_ml", "250"), seconds=20)(session, clock)
    begin_row(session, clock)
    typed = session.view()
    later(typing("pulse_per_min", "80"), seconds=5)(session, clock)
    seconds_later = session.view()
    later(typing("pulse_per_min", "81"), minutes=50)(session, clock)

    assert seconds_later.verdicts is typed.verdicts is not shown.verdicts
    assert seconds_later.running.elapsed_minutes != typed.running.elapsed_minutes
    overdue = [one.code for one in session.view().findings(Phase.RUN)]
    assert "vitals-overdue" in overdue


@pytest.mark.parametrize("minutes", [120, -120])
def test_a_clock_that_is_set_makes_nothing_overdue(
    session: OpenSession, clock: FakeClock, minutes: float
) -> None:
    prepare(session)
    recording.start_run(session)
    clock.pass_by(minutes=3)
    session.clock_moved()

    clock.set_by(minutes=minutes)
    view = session.clock_moved()

    assert view.clock_jump is not None
    assert view.running.minutes_late == 0
    assert view.running.elapsed_minutes == pytest.approx(3, abs=0.5)
    assert not [one for one in view.findings(Phase.RUN) if one.code == "vitals-overdue"]
    session.see_clock()
    assert session.view().clock_jump is None


def test_vitals_kept_by_the_new_clock_are_due_by_it(
    session: OpenSession, clock: FakeClock
) -> None:
    prepare(session)
    recording.start_run(session)
    clock.pass_by(minutes=3)
    session.clock_moved()
    clock.set_by(minutes=120)
    row = recording.begin_row(session, session.desk.now())
    for code, text in VITALS.items():
        recording.enter_cell(session, row, code, text)
    recording.keep_row(session, row)
    clock.pass_by(minutes=2)

    view = session.clock_moved()

    assert view.running.vitals is not None
    assert view.running.vitals.due_at.minutes_since(view.now) == 3
    assert view.running.elapsed_minutes == pytest.approx(5, abs=0.5)


def test_an_order_changed_after_the_start_is_for_the_sessions_to_come(
    desk: Desk, clock: FakeClock
) -> None:
    key = desk.store.add_course(COURSE)
    first, second = (OpenSession(desk, one.session_key) for one in desk.store.sessions_of(key))
    prepare(first)
    run(first, clock)
    planned = first.view().figures

    changed = replace(desk.store.course(key).order, plasma_volumes=Decimal(2))
    desk.store.change_order(key, changed, "slow to recover")
    first.touch_course()

    assert first.view().figures == planned
    assert first.view().course.order.plasma_volumes != Decimal(2)
    assert second.view().course.order.plasma_volumes == Decimal(2)


def test_what_was_not_kept_is_not_shown(session: OpenSession) -> None:
    """Seen within a transaction that the disk did not take in the end."""
    seen = []

    def write() -> None:
        with session.writing():
            session.took_value(Place.BEFORE, "weight_kg", Measured(value=Decimal(71), typed="71"))
            seen.append((session.view().session.before or {})["weight_kg"].value)
            raise StoreError("The disk is full.")

    session.view()
    with pytest.raises(StoreError):
        write()

    assert seen == [71]
    assert_shown_as_on_file(session)


def test_a_part_that_differs_is_told_though_records_are_equal_without_it() -> None:
    one = Reading(at=Moment.parse("2026-09-07T09:00+02:00"), key="r1")

    told = list(unlike([{"row": one}], [{"row": replace(one, key="r2")}]))

    assert told == [("view[0][row].key", "r1", "r2")]
