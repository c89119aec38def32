"""What a change of the order does to the plan: told first; nothing that has begun is touched."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from plexlog.domain.errors import RefusedError, StoreError
from plexlog.domain.fields import Place
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, LabResult, Order, Session
from plexlog.domain.shapes import Measured
from plexlog.services import ordering, schedule
from plexlog.services.course_overview import course_overview
from plexlog.services.courses_ahead import course_ahead
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from plexlog.services.plan_by_order import plan_steps, plan_words, session_words
from plexlog.services.signing import sign_session
from plexlog.storage.unit_record import UnitRecord
from tests.services.fakes import FakeClock
from tests.services.ward import COURSE, work

NOW = Moment.parse("2026-11-20T14:30+01:00")


def at(day: int, clock: str = "14:00", month: int = 11) -> Moment:
    return Moment.parse(f"2026-{month}-{day:02d}T{clock}+01:00")


def session(number: int, planned: Moment | None, **more: Any) -> Session:
    return Session(id=f"s{number}", number=number, planned_at=planned, **more)


def held(number: int, day: int, clock: str = "14:00") -> Session:
    """A session that was planned for two o'clock and begun on that day."""
    return session(number, at(day), started_at=at(day, clock))


def course_of(*sessions: Session, ordered: int | None = None, hours: int | None = 48) -> Course:
    interval = None if hours is None else Decimal(hours)
    order = replace(
        COURSE.order, sessions_planned=ordered or len(sessions), interval_hours=interval
    )
    return replace(COURSE, order=order, sessions=sessions)


def told(course: Course, **changes: Any) -> list[str]:
    order = replace(course.order, **changes)
    return [words.replace("\u00a0", " ") for words in plan_words(plan_steps(course, order, NOW))]


EVERY_TWO_DAYS = (held(1, 18), held(2, 20), session(3, at(22)), session(4, at(24)))


def test_more_sessions_follow_the_last_one_by_the_interval() -> None:
    course = course_of(*EVERY_TWO_DAYS)

    assert told(course, sessions_planned=5) == ["Session 5 is added, on 2026-11-26 14:00."]
    assert told(course, sessions_planned=6) == [
        "Sessions 5 and 6 are added, on 2026-11-26 14:00 and 2026-11-28 14:00."
    ]
    assert told(course, sessions_planned=9) == [
        "Sessions 5 to 9 are added, from 2026-11-26 14:00 to 2026-12-04 14:00."
    ]


def test_what_is_added_without_an_interval_or_too_late_has_no_time_yet() -> None:
    loose, over = course_of(*EVERY_TWO_DAYS, hours=None), course_of(held(1, 12), held(2, 14))

    assert told(loose, sessions_planned=5) == ["Session 5 is added, without a time yet."]
    assert told(over, sessions_planned=4) == ["Sessions 3 and 4 are added, without a time yet."]


def test_what_one_planned_by_hand_counts_as_planned() -> None:
    course = course_of(*EVERY_TWO_DAYS, ordered=3)

    assert told(course, sessions_planned=4) == []
    assert told(course, note="the number stays, and so does the fourth") == []
    assert told(course, sessions_planned=None) == []


def test_fewer_sessions_take_the_last_ones_off_the_plan() -> None:
    course = course_of(*EVERY_TWO_DAYS)

    assert told(course, sessions_planned=3) == ["Session 4 is taken off the plan."]
    assert told(course, sessions_planned=2) == ["Sessions 3 and 4 are taken off the plan."]


@pytest.mark.parametrize(
    ("sessions", "reason"),
    [
        (EVERY_TWO_DAYS, "sessions 1 and 2 have begun; possible is 2 or more"),
        ((held(1, 18), *EVERY_TWO_DAYS[2:]), "session 1 has begun; possible is 1 or more"),
    ],
)
def test_never_fewer_than_have_begun(sessions: tuple[Session, ...], reason: str) -> None:
    course = course_of(*sessions)
    many = len([one for one in sessions if one.started_at])

    with pytest.raises(RefusedError, match=reason):
        told(course, sessions_planned=many - 1)


def test_a_session_that_was_passed_over_goes_before_one_that_was_run() -> None:
    course = course_of(held(1, 16), session(2, at(18)), held(3, 20))

    assert told(course, sessions_planned=2) == ["Session 2 is taken off the plan."]


def test_another_interval_moves_what_has_not_begun() -> None:
    course = course_of(*EVERY_TWO_DAYS)

    assert told(course, interval_hours=Decimal(24)) == [
        "Session 3 moves from 2026-11-22 14:00 to 2026-11-21 14:00.",
        "Session 4 moves from 2026-11-24 14:00 to 2026-11-22 14:00.",
    ]
    there = course_of(held(1, 18), session(2, at(21)), hours=24)
    assert told(there, interval_hours=Decimal(72)) == []  # it stands there already
    assert told(course, interval_hours=None) == []
    assert told(course, interval_hours=Decimal(48)) == []


def test_the_new_number_and_the_new_interval_go_together() -> None:
    course = course_of(*EVERY_TWO_DAYS)

    assert told(course, interval_hours=Decimal(72), sessions_planned=5) == [
        "Session 3 moves from 2026-11-22 14:00 to 2026-11-23 14:00.",
        "Session 4 moves from 2026-11-24 14:00 to 2026-11-26 14:00.",
        "Session 5 is added, on 2026-11-29 14:00.",
    ]
    assert told(course, interval_hours=Decimal(72), sessions_planned=3) == [
        "Session 4 is taken off the plan.",
        "Session 3 moves from 2026-11-22 14:00 to 2026-11-23 14:00.",
    ]


def test_the_time_that_somebody_gave_by_hand_stays_and_the_next_follows_it() -> None:
    by_hand = session(3, at(23, "09:00"), planned_by="Perpetua Nadelstich")
    course = course_of(*EVERY_TWO_DAYS[:2], by_hand, session(4, at(24)))

    assert told(course, interval_hours=Decimal(24)) == [
        "Session 4 moves from 2026-11-24 14:00 to 2026-11-24 09:00.",
        "Session 3 keeps 2026-11-23 09:00, the time that Perpetua Nadelstich gave it.",
    ]


def test_nothing_is_moved_to_a_time_that_has_passed() -> None:
    course = course_of(held(1, 16), session(2, at(21)), session(3, None))

    assert told(course, interval_hours=Decimal(72)) == [
        "Session 3 is planned for 2026-11-24 14:00.",
        (
            "Session 2 keeps 2026-11-21 14:00; "
            "the interval would make it 2026-11-19 14:00, already past."
        ),
    ]
    assert told(course_of(held(1, 16), session(2, None)), interval_hours=Decimal(24)) == [
        "Session 2 has no time yet; the interval would make it 2026-11-17 14:00, already past.",
    ]


def test_a_session_begun_on_another_day_counts_from_its_start() -> None:
    late = replace(held(1, 16), started_at=at(20, "09:40"))

    assert told(course_of(late, session(2, at(21))), interval_hours=Decimal(24)) == [
        "Session 2 moves from 2026-11-21 14:00 to 2026-11-21 09:40."
    ]


def test_before_anything_has_a_time_nothing_is_moved() -> None:
    course = course_of(session(1, None), session(2, None))

    assert told(course, interval_hours=Decimal(24)) == []


@pytest.mark.parametrize(
    "begun",
    [
        session(4, at(24), before={"weight_kg": Measured(value=Decimal(70))}),
        session(4, at(24), note="line checked"),
    ],
)
def test_a_session_of_which_anything_is_on_record_stays(begun: Session) -> None:
    course = course_of(*EVERY_TWO_DAYS[:3], begun)

    assert told(course, sessions_planned=3) == ["Session 3 is taken off the plan."]
    assert told(course, interval_hours=Decimal(24)) == [
        "Session 3 moves from 2026-11-22 14:00 to 2026-11-21 14:00."
    ]


def test_a_session_that_a_result_names_stays() -> None:
    result = LabResult(
        quantity="igg_g_l", value=Decimal(4), taken_at=at(20), session_id="s4", key="r"
    )
    course = replace(course_of(*EVERY_TWO_DAYS), lab_results=(result,))

    assert told(course, sessions_planned=3) == ["Session 3 is taken off the plan."]


def test_sessions_beyond_the_calendar_are_refused() -> None:
    with pytest.raises(RefusedError, match="beyond the calendar"):
        told(course_of(*EVERY_TWO_DAYS), sessions_planned=2000, interval_hours=Decimal(100_000))


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([5], "session 5"), ([5, 7], "sessions 5 and 7"), ([1, 2, 3], "sessions 1 to 3")],
)
def test_sessions_are_named_by_their_numbers(numbers: list[int], words: str) -> None:
    assert session_words(numbers) == words


# on a record


def on_file(desk: Desk) -> Course:
    """Three sessions, of which the first was begun."""
    sessions = (held(1, 20, "14:05"), session(2, at(21)), session(3, at(22)))
    course = course_of(*sessions, hours=24)
    return desk.store.course(desk.store.add_course(course))


def changed(desk: Desk, course: Course, why: str = "recovers slowly", **changes: Any) -> Order:
    order = replace(desk.store.course(course.key).order, ordered_at=desk.now(), **changes)
    ordering.change_order(desk, course, order, why)
    return order


def plan(desk: Desk, course: Course) -> list[tuple[int, Moment | None]]:
    return [(one.number, one.planned_at) for one in desk.store.sessions_of(course.key)]


def test_a_change_is_kept_with_its_plan(desk: Desk) -> None:
    course = on_file(desk)

    changed(desk, course, sessions_planned=4, interval_hours=Decimal(48))

    assert plan(desk, course) == [(1, at(20)), (2, at(22)), (3, at(24)), (4, at(26))]
    kept = desk.store.course(course.key)
    assert [one.id for one in kept.sessions or ()] == ["s1", "s2", "s3", "s4"]
    assert [one.planned_by for one in kept.sessions or ()] == [None] * 4


def test_a_session_that_was_taken_off_comes_back_when_it_is_ordered_again(desk: Desk) -> None:
    course = on_file(desk)
    taken_off = desk.store.sessions_of(course.key)[2].session_key

    changed(desk, course, sessions_planned=2)
    with pytest.raises(StoreError):
        OpenSession(desk, taken_off)
    seen = plan(desk, course)
    counted = [line.sessions for line in desk.store.courses()]
    board = [line.number for line in desk.store.session_lines()]
    changed(desk, course, sessions_planned=3)

    assert (len(seen), counted, board) == (2, [2], [1, 2])
    assert plan(desk, course) == [(1, at(20)), (2, at(21)), (3, at(22))]


def test_fewer_than_have_begun_by_now_are_refused_and_nothing_is_changed(desk: Desk) -> None:
    course = on_file(desk)
    second = desk.store.sessions_of(course.key)[1].session_key
    desk.store.set_session(second, {"started_at": desk.now()})  # after the form was opened

    with pytest.raises(RefusedError, match="sessions 1 and 2 have begun"):
        changed(desk, course, sessions_planned=1)

    assert len(desk.store.order_changes(course.key)) == 1


def test_what_a_nurse_moved_is_not_moved_by_the_order(desk: Desk) -> None:
    course = on_file(desk)
    third = desk.store.sessions_of(course.key)[2].session_key
    schedule.plan_session_at(desk, third, "2026-11-23 08:00")

    changed(desk, course, interval_hours=Decimal(48))

    assert plan(desk, course) == [(1, at(20)), (2, at(22)), (3, at(23, "08:00"))]
    assert desk.store.session(third).planned_by == desk.me


def test_one_more_than_was_ordered_is_for_the_order_to_say(desk: Desk) -> None:
    course = on_file(desk)

    with pytest.raises(RefusedError, match="the order is for 3 sessions, and 3 are on the plan"):
        schedule.plan_another_session(desk, course.key, "2026-11-25 09:00")

    assert course_overview(desk, course.key).full_words.endswith("the order is changed")
    changed(desk, course, sessions_planned=None)
    assert course_overview(desk, course.key).full_words == ""
    key = schedule.plan_another_session(desk, course.key, "2026-11-25 09:00")
    assert desk.store.session(key).planned_by == desk.me


def test_an_order_for_one_session_says_so() -> None:
    course = course_of(session(1, at(21)))

    assert "1 session, and it is on the plan" in schedule.why_no_more(course)


def test_a_change_is_not_given_before_what_it_changes(desk: Desk, clock: FakeClock) -> None:
    course = on_file(desk)
    clock.pass_by(hours=2)
    order = replace(course.order, note="by telephone")

    early = replace(order, ordered_at=course.order.ordered_at + timedelta(minutes=-1))

    with pytest.raises(RefusedError, match="ordered_at: the order that this changes was given at"):
        ordering.change_order(desk, course, early, "telephone")
    ordering.change_order(desk, course, order, "telephone")

    assert desk.store.course(course.key).order.note == "by telephone"


def test_a_change_now_replaces_what_was_dated_ahead_elsewhere(desk: Desk) -> None:
    course = course_of(session(1, at(21)))
    ahead = replace(course, order=replace(course.order, ordered_at=at(25)))
    kept = desk.store.course(desk.store.add_course(ahead))

    changed(desk, kept, note="now")

    assert desk.store.course(kept.key).order.note == "now"


def test_sessions_to_come_are_foretold_by_the_order_in_force(desk: Desk) -> None:
    course = on_file(desk)
    first = desk.store.sessions_of(course.key)[0].session_key

    changed(desk, course, sessions_planned=2, plasma_volumes=Decimal("1.5"))
    opened = OpenSession(desk, first)

    assert opened.view().course.order.plasma_volumes == Decimal("1.0")
    assert opened.view().ordered.plasma_volumes == Decimal("1.5")
    assert [one.number for one in course_ahead(opened.view())] == [1, 2]


def test_values_typed_before_the_start_hold_a_session_on_the_plan(desk: Desk) -> None:
    course = on_file(desk)
    third = desk.store.sessions_of(course.key)[2].session_key
    weight = Measured(value=Decimal(70), unit="kg", taken_at=desk.now())
    desk.store.put_value(third, Place.BEFORE, "weight_kg", weight)

    changed(desk, course, sessions_planned=2)

    assert [number for number, _at in plan(desk, course)] == [1, 3]


def test_the_page_tells_what_each_version_changed(desk: Desk) -> None:
    course = on_file(desk)

    changed(desk, course, interval_hours=Decimal(48), plasma_volumes=Decimal("1.25"))

    (parts,) = course_overview(desk, course.key).order_differences.values()
    assert [one.arrow_words.replace("\u00a0", " ") for one in parts] == [
        "Plasma volumes 1.00 PV → 1.25 PV",
        "Interval 24 h → 48 h",
    ]


@pytest.mark.parametrize("desk", ["on disk"], indirect=True)
def test_a_session_passed_over_goes_without_breaking_the_seal_of_the_next(
    desk: Desk, clock: FakeClock
) -> None:
    course = desk.store.course(desk.store.add_course(COURSE))
    second = OpenSession(desk, desk.store.sessions_of(course.key)[1].session_key)
    work(second, clock)
    sign_session(second)

    changed(desk, course, sessions_planned=1)

    assert [number for number, _at in plan(desk, course)] == [2]
    assert isinstance(desk.store, UnitRecord)
    assert desk.store.verify() == []
    sealed = OpenSession(desk, second.key).view()
    assert [one.id for one in sealed.course.sessions or ()] == ["s1", "s2"]  # as it was signed


def test_a_session_that_stands_open_elsewhere_is_told_to_be_off_the_plan(desk: Desk) -> None:
    course = on_file(desk)
    opened = OpenSession(desk, desk.store.sessions_of(course.key)[2].session_key)
    assert opened.view().session.number == 3

    changed(desk, course, sessions_planned=2)
    opened.touch_course()

    with pytest.raises(StoreError):
        opened.view()
