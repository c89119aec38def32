"""Titres of an antibody lie over the estimate of their immunoglobulin, by two-fold steps."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.clinical.course_levels import LevelCourse, level_courses
from plexlog.clinical.figures import course_figures
from plexlog.clinical.gap_words import CourseGap, another_session_words, gap_sentences
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, LabResult
from plexlog.domain.words import LabTiming
from plexlog.reports.course_charts import level_panel
from tests.reports.cases import course_of

END = Moment.parse("2026-09-17T09:00+02:00")
IGG_TITRE, IGM_TITRE = "isoagglutinin_igg_titre", "isoagglutinin_igm_titre"


def titrated(code: str, *values: int) -> Course:
    """The course with a titre before its sessions, and after the first one."""
    course = course_of("gbs-albumin-five")
    sessions = course.sessions or ()
    draws = [
        (sessions[0], LabTiming.BEFORE_SESSION, sessions[0].started_at),
        (sessions[0], LabTiming.AFTER_SESSION, sessions[0].ended_at),
        *((one, LabTiming.BEFORE_SESSION, one.started_at) for one in sessions[1:]),
    ]
    results = tuple(
        LabResult(
            quantity=code,
            value=Decimal(value),
            taken_at=at,
            session_id=session.id,
            timing=timing,
        )
        for (session, timing, at), value in zip(draws, values, strict=False)
        if at is not None
    )
    return replace(course, lab_results=(*(course.lab_results or ()), *results))


def levels_of(course: Course) -> dict[str, LevelCourse]:
    found = level_courses(course, course_figures(course).sessions, END)
    return {one.quantity: one for one in found}


def said_of(course: Course) -> str:
    figures = course_figures(course).sessions
    levels = level_courses(course, figures, END)
    return " ".join(gap_sentences(CourseGap(course=course, figures=figures), levels))


@pytest.mark.parametrize(
    ("code", "over", "protein"),
    [
        (IGG_TITRE, "IgG", "igg_g_l"),
        (IGM_TITRE, "IgM", "igm_g_l"),
        ("antibody_titre", "IgG", "igg_g_l"),
    ],
)
def test_a_titre_lies_over_the_estimate_of_its_immunoglobulin(
    code: str, over: str, protein: str
) -> None:
    course = titrated(code, 512, 128)
    measured = replace(
        course,
        lab_results=(
            *(course.lab_results or ()),
            *(
                replace(one, quantity=protein)
                for one in course.lab_results or ()
                if one.quantity == "igg_g_l"
            ),
        ),
    )
    levels = levels_of(measured)

    assert levels[code].over == over
    assert levels[code].curve == levels[protein].curve


def test_it_stands_by_two_fold_steps_from_the_first() -> None:
    points = levels_of(titrated(IGG_TITRE, 512, 128, 256, 0))[IGG_TITRE].points

    assert [one.percent for one in points] == [100, 25, 50, 100 / 1024]


def test_one_step_either_way_is_as_expected() -> None:
    igg = levels_of(titrated(IGG_TITRE, 512, 256))
    after = igg[IGG_TITRE].points[1].expected
    protein = igg["igg_g_l"].points[1].expected
    assert after is not None
    assert protein is not None
    assert (after.low, after.high) == (protein.low / 2, protein.high * 2)

    near = said_of(titrated(IGG_TITRE, 512, 256))
    far = said_of(titrated(IGG_TITRE, 512, 8))
    name = "Isoagglutinin titre, IgG, over the IgG estimate"
    assert f"{name}: 1 of 1 value as expected." in near
    assert f"{name}: 1 of 1 value outside the band" in far
    assert "one step either way is within the method" in near
    assert "not of the antibody" in near


@pytest.mark.parametrize("values", [(), (512,), (0, 16)])
def test_nothing_is_laid_over_without_a_first_titre_and_another(values: tuple[int, ...]) -> None:
    course = titrated(IGG_TITRE, *values)

    assert IGG_TITRE not in levels_of(course)
    assert "titre" not in said_of(course)


def test_no_titre_is_foretold() -> None:
    course = titrated(IGG_TITRE, 512, 128)
    levels = list(levels_of(course).values())

    words = " ".join(another_session_words(course, levels, END))

    assert "IgG" in words
    assert "titre" not in words


def test_its_chart_says_over_which_estimate_it_lies() -> None:
    course = titrated(IGG_TITRE, 512, 128)

    panel = level_panel(course, levels_of(course)[IGG_TITRE])

    assert panel.band_name == "band of IgG"
    assert panel.title == "Isoagglutinin titre, IgG, over the IgG ESTIMATE"
    assert panel.unit == "% of first"  # as much as has room beside the title
