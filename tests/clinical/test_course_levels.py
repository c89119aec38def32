"""Expected beside measured: which value is 100 %, where each value stands, the gap in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from plexlog.clinical.course_levels import (
    LevelCourse,
    delivered_sessions,
    level_courses,
    measurements,
    two_results_percent,
)
from plexlog.clinical.figures import SessionFigures, course_figures, session_figures
from plexlog.clinical.gap_words import (
    MOST_NAMED,
    CourseGap,
    another_session_words,
    gap_sentences,
)
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, FluidShare, LabResult
from plexlog.domain.shapes import Measured
from plexlog.domain.words import Fluid, LabTiming
from tests.reports.cases import course_of

IGG, FIBRINOGEN = "igg_g_l", "fibrinogen_g_l"
END = Moment.parse("2026-09-17T09:00+02:00")


def figures_of(course: Course) -> Mapping[str, SessionFigures]:
    return course_figures(course).sessions


def levels_of(course: Course, until: Moment = END) -> dict[str, LevelCourse]:
    return {one.quantity: one for one in level_courses(course, figures_of(course), until)}


def gap_of(course: Course) -> str:
    figures = figures_of(course)
    levels = level_courses(course, figures, END)
    return " ".join(gap_sentences(CourseGap(course=course, figures=figures), levels))


def with_order(course: Course, **changes: Any) -> Course:
    return replace(course, order=replace(course.order, **changes))


@pytest.fixture
def gbs() -> Course:
    return course_of("gbs-albumin-five")


def test_measured_values_stand_in_percent_of_the_first(gbs: Course) -> None:
    igg = levels_of(gbs)[IGG]

    assert igg.first is not None
    assert igg.first.value == Decimal("11.2")
    assert [round(point.percent) for point in igg.points][:3] == [100, 38, 68]


def test_before_and_after_a_session_are_held_against_their_own_estimate(gbs: Course) -> None:
    told = {one.session_id: one for one in course_figures(gbs).prediction}

    for point in levels_of(gbs)[IGG].points:
        assert point.measured.session_id is not None
        assert point.expected is not None
        one = told[point.measured.session_id]
        is_before = point.measured.timing is LabTiming.BEFORE_SESSION
        wanted = one.igg_before_percent if is_before else one.igg_after_percent
        assert point.expected.percent == pytest.approx(wanted)


def test_a_value_of_another_time_is_held_against_the_curve_there(gbs: Course) -> None:
    later = LabResult(quantity=IGG, value=Decimal(4), taken_at=END, timing=LabTiming.OTHER)
    early = replace(later, taken_at=Moment.parse("2026-09-01T09:00+02:00"))
    course = replace(gbs, lab_results=(*(gbs.lab_results or ()), later, early))

    igg = levels_of(course, END + timedelta(days=1))[IGG]

    assert igg.first is not None
    assert igg.first.taken_at == early.taken_at
    assert igg.points[0].expected is None
    assert igg.points[-1].expected is not None


@pytest.mark.parametrize("value", ["0", None])
def test_without_a_value_before_the_first_session_nothing_is_scaled(
    gbs: Course, value: str | None
) -> None:
    first, *others = [one for one in gbs.lab_results or () if one.quantity == IGG]
    kept = others if value is None else [replace(first, value=Decimal(value)), *others]

    igg = levels_of(replace(gbs, lab_results=tuple(kept)))[IGG]

    assert igg.first is None
    assert igg.points == ()
    assert igg.curve


def test_igm_is_shown_only_where_it_was_measured(gbs: Course) -> None:
    at = Moment.parse("2026-09-07T06:40+02:00")
    igm = LabResult(
        quantity="igm_g_l",
        value=Decimal("1.1"),
        taken_at=at,
        session_id="s1",
        timing=LabTiming.BEFORE_SESSION,
    )

    assert list(levels_of(gbs)) == [IGG, "fibrinogen_g_l"]
    course = replace(gbs, lab_results=(*(gbs.lab_results or ()), igm))
    assert list(levels_of(course)) == [IGG, "igm_g_l", "fibrinogen_g_l"]


def test_a_value_on_file_twice_stands_once(gbs: Course) -> None:
    found = measurements(gbs, "fibrinogen_g_l")

    assert len({one.taken_at for one in found}) == len(found)


def test_what_was_measured_around_a_session_stands_beside_the_laboratory(gbs: Course) -> None:
    first, *others = replace(gbs, lab_results=None).sessions or ()
    at, later = (Moment.parse(f"2026-09-08T{clock}+02:00") for clock in ("07:00", "12:00"))
    assert first.close is not None
    own = replace(
        first,
        before={
            IGG: Measured(value=Decimal(11), taken_at=at),
            "igm_g_l": Measured(value=Decimal(1)),
        },
        close=replace(first.close, after={IGG: Measured(value=Decimal(4), taken_at=later)}),
    )
    course = replace(gbs, lab_results=None, sessions=(own, *others))

    assert [
        (one.quantity, one.value, one.taken_at, one.session_id, one.timing)
        for one in measurements(course, IGG)
    ] == [
        (IGG, Decimal(11), at, first.id, LabTiming.BEFORE_SESSION),
        (IGG, Decimal(4), later, first.id, LabTiming.AFTER_SESSION),
    ]
    assert measurements(course, "igm_g_l") == ()  # at a time that nobody knows


def test_before_anything_ended_there_is_no_estimate(gbs: Course) -> None:
    sessions = tuple(replace(one, ended_at=None) for one in gbs.sessions or ())
    course = replace(gbs, sessions=sessions)

    assert delivered_sessions(course, figures_of(course)) == (None, [])
    assert levels_of(course) == {}
    assert "Volume" not in gap_of(course)


def test_the_gap_is_told_by_level_volume_spacing_and_order(gbs: Course) -> None:
    told = gap_of(gbs)

    assert "IgG: 2 of 9 values outside the band, in % of the first one measured: " in told
    assert "Volume delivered: session 4 0.56 of 1.00\u00a0PV." in told
    assert "Spacing: as ordered; 48\u00a0h were ordered." in told
    assert "as planned and at the ordered spacing it would be 14\u00a0%" in told


def test_every_value_outside_its_band_is_told_those_furthest_off_by_name(gbs: Course) -> None:
    told = gap_of(gbs)

    assert (
        "before session 5 46\u00a0% (40 to 42\u00a0% expected, more is left); "
        "after session 5 17\u00a0% (14 to 16\u00a0% expected, more is left). Fibrinogen" in told
    )
    assert "before session 3 41\u00a0% (43 to 53\u00a0% expected, less is left); " in told
    assert "less is left) and 1 more. Fibrinogen after session 5: 15\u00a0% of the" in told
    assert "as expected" not in told


def test_where_every_value_lies_within_its_band_it_is_as_expected(gbs: Course) -> None:
    early = [one for one in gbs.lab_results or () if one.session_id in ("s1", "s2")]
    igg = tuple(one for one in early if one.quantity == IGG)

    told = gap_of(replace(gbs, lab_results=igg))

    assert "IgG: 3 of 3 values as expected. IgG after session 2: 26\u00a0% of the first" in told
    assert "outside" not in told.partition("Fibrinogen")[0]


def test_right_after_a_session_the_band_allows_for_the_assay(gbs: Course) -> None:
    after = levels_of(gbs)[IGG].points[1]

    assert after.expected is not None
    assert after.measured.timing is LabTiming.AFTER_SESSION
    assert round(after.percent, 1) == 38.4
    assert after.expected.low == pytest.approx(0.938 * after.expected.percent, abs=0.05)
    assert after.expected.high == pytest.approx(1.062 * after.expected.percent, abs=0.05)
    assert after.off_points == 0
    assert replace(after, expected=None).off_points == 0


def test_an_assay_varies_as_much_as_a_laboratory_may() -> None:
    assert round(two_results_percent(IGG), 1) == 6.2
    assert round(two_results_percent(FIBRINOGEN), 1) == 14.8


def test_sessions_that_came_late_are_named(gbs: Course) -> None:
    assert "Spacing: 48\u00a0h before session 2, " in gap_of(
        with_order(gbs, interval_hours=Decimal(24))
    )


def test_each_session_is_judged_by_the_order_it_was_run_under(gbs: Course) -> None:
    figures = figures_of(gbs)
    first = replace(gbs.order, plasma_volumes=Decimal("1.25"))
    orders = {"s1": first, "s2": replace(first, interval_hours=Decimal(24))}

    told = " ".join(gap_sentences(CourseGap(course=gbs, figures=figures, orders=orders), ()))

    assert "session 1 1.01 of 1.25\u00a0PV; session 2 1.01 of 1.25\u00a0PV; session 4" in told
    assert "Spacing: 48\u00a0h before session 2 (24\u00a0h ordered); 24 and 48\u00a0h" in told
    assert "at the ordered spacing it would be 13\u00a0%" in told


def test_a_session_without_an_ordered_interval_is_not_late(gbs: Course) -> None:
    orders = {"s2": replace(gbs.order, interval_hours=None)}
    gap = CourseGap(course=gbs, figures=figures_of(gbs), orders=orders)

    told = " ".join(gap_sentences(gap, ()))

    assert "Spacing: as ordered; 48\u00a0h were ordered." in told
    assert "By the model" not in told


def test_full_volume_is_said_and_no_interval_is_not_judged() -> None:
    ms = course_of("ms-relapse-steroids")

    told = gap_of(with_order(ms, interval_hours=None))

    assert "in each session at least 90\u00a0% of what was planned" in told
    assert "Spacing" not in told
    assert "By the model" not in told


def test_a_level_that_was_never_measured_says_so(gbs: Course) -> None:
    assert "IgG: no measured value can be set beside" in gap_of(replace(gbs, lab_results=None))


def test_where_donor_plasma_was_given_there_is_no_estimate_and_it_is_said_why() -> None:
    ttp = course_of("ttp-plasma-daily")

    levels = levels_of(ttp)
    told = gap_of(ttp)

    assert list(levels) == [FIBRINOGEN]  # IgG has neither estimate nor values
    assert levels[FIBRINOGEN].curve == ()
    assert [point.expected for point in levels[FIBRINOGEN].points] == [None] * 5
    assert told.startswith("No estimate from session 1 on: donor plasma was given, and how much")
    assert "By the model" not in told
    assert "expected" not in told


def test_the_estimate_ends_before_the_first_session_with_donor_plasma(gbs: Course) -> None:
    figures = dict(figures_of(gbs))
    figures["s3"] = replace(figures["s3"], donor_plasma_share=0.2)

    levels = level_courses(gbs, figures, END)
    told = " ".join(gap_sentences(CourseGap(course=gbs, figures=figures), levels))

    third = next(one for one in gbs.sessions or () if one.id == "s3")
    first_end, _ = delivered_sessions(gbs, figures)
    assert first_end is not None
    assert third.ended_at is not None
    before = third.ended_at.hours_since(first_end) / 24
    assert [one.curve[-1].day for one in levels] == [pytest.approx(before)] * 2
    assert "No estimate from session 3 on" in told
    assert "before session 3" in told


def test_a_value_without_a_session_is_told_by_its_time(gbs: Course) -> None:
    at = Moment.parse("2026-09-16T09:00+02:00")
    later = LabResult(quantity=IGG, value=Decimal(3), taken_at=at)
    course = replace(gbs, lab_results=(*(gbs.lab_results or ()), later))

    assert "IgG of 2026-09-16 09:00: 27\u00a0%" in gap_of(course)


def test_an_unknown_session_leaves_the_order_out(gbs: Course) -> None:
    assert "By the model" not in gap_of(with_order(gbs, plasma_volumes=None))
    first, *others = gbs.sessions or ()
    course = replace(gbs, sessions=(replace(first, close=None, readings=None), *others))

    assert "By the model" not in gap_of(course)


def another(course: Course) -> str:
    levels = level_courses(course, figures_of(course), END)
    return " ".join(another_session_words(course, levels, END))


def test_another_session_is_told_with_the_concentration(gbs: Course) -> None:
    told = another(gbs)

    assert told.startswith("Another session of 1.00\u00a0PV at 2026-09-17 09:00 would bring IgG")
    assert "33\u00a0% to 12\u00a0% (about 1.4\u00a0g/L)" in told
    no_results = replace(gbs, lab_results=None)
    assert "about 1.4" not in another(no_results)


@pytest.mark.parametrize("name", ["ttp-plasma-daily", "gbs-albumin-five"])
def test_of_another_session_with_donor_plasma_nothing_is_estimated(gbs: Course, name: str) -> None:
    half = Decimal("0.5")
    shares = (
        FluidShare(fluid=Fluid.ALBUMIN, share=half),
        FluidShare(fluid=Fluid.PLASMA_FRESH_FROZEN, share=half),
    )
    course = with_order(gbs, replacement=shares) if name.startswith("gbs") else course_of(name)

    told = another(course)

    assert "cannot be estimated: donor plasma brings its own" in told
    assert "would bring" not in told
    assert "By the model" not in gap_of(with_order(course, interval_hours=Decimal(48)))


def test_without_an_order_or_a_curve_nothing_is_foretold(gbs: Course) -> None:
    assert another(with_order(gbs, plasma_volumes=None)) == ""
    assert another_session_words(gbs, (), END) == ()
    empty = LevelCourse(quantity=IGG, label="IgG", curve=(), first=None, points=())
    assert another_session_words(gbs, (empty,), END) == ()


def test_of_many_sessions_off_the_plan_the_furthest_are_named_and_the_others_counted() -> None:
    gbs = course_of("gbs-albumin-five")
    sessions = tuple(
        replace(one, id=f"n{number}", number=number)
        for number, one in enumerate((gbs.sessions or ()) * 20, start=1)
    )
    course = replace(gbs, sessions=sessions, lab_results=())
    figures = {one.id: session_figures(course, one) for one in sessions}

    (told,) = (
        one
        for one in gap_sentences(CourseGap(course=course, figures=figures), ())
        if one.startswith("Volume delivered")
    )

    assert told.count("session") == MOST_NAMED
    assert told.endswith(" and 15 more.")
