"""An interval without pressure and pulse stands on the paper as it does on the screen."""

from __future__ import annotations

from dataclasses import replace

from plexlog.clinical.rules import RuleFacts, judge_run
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course
from plexlog.reports.course_report import course_report
from plexlog.reports.session_summary import SummaryInput
from tests.reports.cases import at, course_of, section_text, summary_input, told
from tests.reports.courses import report_input

ONE_GAP = ("09:35", "09:50")
OFTEN = ("09:35", "10:05", "10:35")
ENDED = at("11:24")
EVERY = "asked every 15\u00a0min"


def without(*clocks: str, ended_at: Moment | None = ENDED) -> Course:
    """Session 2, asked every 15 min, with nothing measured at these times."""
    course = course_of("gbs-albumin-five")
    session = course.session("s2")
    readings = tuple(
        replace(one, values={}) if one.at.clock in clocks else one
        for one in session.readings or ()
    )
    changed = replace(session, readings=readings, ended_at=ended_at)
    sessions = tuple(changed if one.id == "s2" else one for one in course.sessions or ())
    return replace(course, sessions=sessions)


def judged(course: Course, now: Moment | None = None) -> SummaryInput:
    session = course.session("s2")
    return summary_input(course, session, (judge_run(course, session, RuleFacts(), now),))


def test_a_missed_interval_is_marked_in_the_table_and_told_below_it() -> None:
    run = told(judged(without(*ONE_GAP)), "Run")

    assert "10:05 gap* |" in run
    assert run.count("gap*") == 1
    assert f"No pressure and pulse 09:20–10:05 ({EVERY})." in run


def test_vitals_in_time_leave_no_gap() -> None:
    run = told(judged(without()), "Run")

    assert "gap" not in run
    assert "No pressure and pulse" not in run


def test_vitals_that_never_came_any_more_are_told_with_the_end() -> None:
    last = ("10:50", "11:05", "11:20", "11:24")

    run = told(judged(without(*last)), "Run")

    assert f"No pressure and pulse 10:35–11:24 (up to the end of the run, {EVERY})." in run


def test_of_a_run_that_goes_on_the_gap_lasts_until_it_was_judged() -> None:
    going_on = judged(without("11:20", "11:24", ended_at=None), now=at("11:40"))

    assert f"No pressure and pulse 11:05–11:40 ({EVERY})." in told(going_on, "Run")


def test_of_two_rows_of_one_minute_the_gap_is_told_once() -> None:
    course = without(*ONE_GAP)
    session = course.session("s2")
    rows = [one for one in session.readings or () if one.at.clock == "10:05"]
    twice = replace(session, readings=(*(session.readings or ()), *rows))
    facts = summary_input(course, twice, (judge_run(course, twice, RuleFacts()),))

    assert [gap.at.clock for gap in facts.vitals_gaps] == ["10:05"]


def test_before_the_start_there_is_no_interval() -> None:
    course = without()
    ahead = replace(course.session("s2"), started_at=None, ended_at=None)

    assert summary_input(course, ahead).vitals_gaps == ()


def deviations(course: Course) -> str:
    found = (judge_run(course, course.session("s2"), RuleFacts()),)
    return section_text(
        course_report(report_input(course, {"s2": found})), "Deviations and overrides"
    )


def test_many_gaps_are_a_deviation_of_the_course() -> None:
    told_often = (
        f"Session 2, no pressure and pulse: 3 intervals, the longest 09:20–09:50 ({EVERY})"
    )

    assert told_often in deviations(without(*OFTEN))
    assert "no pressure and pulse" not in deviations(without(*ONE_GAP))
