"""What a course report keeps apart: done and ordered, signed and amended, none and not known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plexlog.domain.records import Clotting, Session
from plexlog.domain.said import Said
from plexlog.domain.words import ClotLocation
from plexlog.reports.course_report import CourseInput
from tests.reports.cases import SIGNED
from tests.reports.courses import report_of
from tests.reports.test_course_report import first, said, with_order, with_sessions


@pytest.fixture
def facts() -> CourseInput:
    return report_of("gbs-albumin-five")


@pytest.mark.parametrize(
    ("ordered", "told"),
    [
        (None, "5 sessions done; "),
        (6, "5 of 6 sessions done; "),
        (4, "5 sessions done, 4 ordered; "),
        (1, "5 sessions done, 1 ordered; "),
    ],
)
def test_sessions_done_beyond_the_order_are_told_beside_it(
    facts: CourseInput, ordered: int | None, told: str
) -> None:
    assert first(with_order(facts, sessions_planned=ordered)).startswith(told)


def test_an_amended_value_stands_beside_the_signed_one(facts: CourseInput) -> None:
    change = Said(
        value="before//weight_kg",
        label="Weight",
        was="78.1 kg",
        should_be="87.1 kg",
        why="misread",
    )
    amended = replace(SIGNED, meaning="amended", said=change.written)
    sessions = tuple(
        replace(one, signatures=(SIGNED, amended)) if one.session.number == 2 else one
        for one in facts.sessions
    )

    told = said(replace(facts, sessions=sessions), "Sessions")

    assert "2 | 2026-09-09 | 78.1 (amended: 87.1 kg)* | " in told
    assert told.count("amended:") == 1
    assert "computed from the values as they were signed" in told
    assert "as they were signed" not in said(facts, "Sessions")


@pytest.mark.parametrize(
    ("unknown", "clotted", "told"),
    [
        ((3,), (2, 4), "Clotting: sessions 2 and 4; not recorded of session 3."),
        (
            (3, 5),
            (),
            "Infection: none recorded in sessions 1, 2 and 4; not recorded of sessions 3 and 5.",
        ),
        ((1, 2, 3, 4, 5), (), "Infection and clotting: not recorded."),
    ],
)
def test_what_is_unknown_of_one_session_hides_nothing_of_the_others(
    facts: CourseInput, unknown: tuple[int, ...], clotted: tuple[int, ...], told: str
) -> None:
    def change(session: Session) -> Session:
        if session.number in unknown:
            return replace(session, reactions=None)
        clotting = Clotting(location=ClotLocation.CIRCUIT) if session.number in clotted else None
        made = tuple(replace(one, clotting=clotting) for one in session.reactions or ())
        return replace(session, reactions=made)

    assert told in said(with_sessions(facts, change), "Reactions")
