"""What went wrong earlier is told at the start: of this course and of those before it."""

from __future__ import annotations

from dataclasses import replace

from plexlog.domain.moments import Moment
from plexlog.domain.records import ActionTaken, Close, FromPaper, Reaction, Session
from plexlog.domain.words import EndReason, Grade, Outcome, ReactionKind
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from plexlog.services.troubles import earlier_courses, tolerance_words, troubles
from tests.services.ward import COURSE

ONSET = Moment.parse("2026-03-02T09:25+01:00")
FELL = Reaction(
    id="r1",
    kind=ReactionKind.HYPOTENSION,
    grade=Grade.II,
    onset_at=ONSET,
    actions=(ActionTaken(action="saline-bolus", detail="150 mL"),),
    outcome=Outcome.RESOLVED,
)
STARTED = Moment.parse("2026-03-02T09:00+01:00")
ENDED = Moment.parse("2026-03-02T10:00+01:00")
BAD = Session(
    id="s1",
    number=1,
    started_at=STARTED,
    ended_at=ENDED,
    reactions=(FELL,),
    close=Close(end_reason=EndReason.ACCESS_PROBLEM, end_note="red lumen blocked"),
)


def opened(desk: Desk, *earlier: Session, number: int | None = 1) -> OpenSession:
    """A new course after an earlier one of the same patient."""
    if earlier:
        before = replace(COURSE.order, ordered_at=Moment.parse("2026-03-01T08:00+01:00"))
        desk.store.add_course(
            replace(
                COURSE,
                course_id="c0",
                course_number=number,
                order=before,
                sessions=earlier,
            )
        )
    key = desk.store.add_course(replace(COURSE, course_number=2))
    return OpenSession(desk, desk.store.sessions_of(key)[0].session_key)


def test_an_earlier_course_is_told_with_what_helped(desk: Desk) -> None:
    session = opened(desk, BAD)
    view = session.view()

    reaction, ended = troubles(view, earlier_courses(desk, view))

    assert (reaction.where, reaction.what, reaction.helped) == (
        "course 1, session 1",
        "hypotension, grade II, resolved",
        "saline bolus 150 mL",
    )
    assert (ended.what, ended.helped, ended.at) == (
        "ended early: access problem",
        "red lumen blocked",
        ENDED,
    )
    assert reaction.is_earlier_course


def test_a_course_without_a_number_is_named_as_earlier(desk: Desk) -> None:
    view = opened(desk, replace(BAD, reactions=None), number=None).view()

    (only,) = troubles(view, earlier_courses(desk, view))

    assert only.where == "earlier course, session 1"


def test_what_went_well_is_no_trouble(desk: Desk) -> None:
    well = replace(BAD, reactions=(), close=Close(end_reason=EndReason.TARGET_REACHED))
    view = opened(desk, well, replace(well, id="s2", number=2, close=None)).view()

    assert troubles(view, earlier_courses(desk, view)) == ()
    assert tolerance_words(view) == ""


def test_the_last_session_comes_first_and_says_how_it_was_tolerated(desk: Desk) -> None:
    view = opened(desk).view()
    quiet = replace(FELL, id="r2", outcome=None, actions=None)
    second = replace(BAD, id="s1b", number=2, reactions=(quiet,), close=None)
    third = replace(view.session, id="s3", number=3)
    course = replace(view.course, sessions=(BAD, second, third))
    third_view = replace(view, course=course, known=course, session=third)

    assert [(one.where, one.helped) for one in troubles(third_view)] == [
        ("session 2", ""),
        ("session 1", "saline bolus 150 mL"),
        ("session 1", "red lumen blocked"),
    ]
    assert tolerance_words(third_view) == "1 reaction recorded"
    fine = replace(course, sessions=(replace(BAD, reactions=()), third))
    assert tolerance_words(replace(third_view, course=fine, known=fine)) == "no reaction recorded"
    unsaid = replace(course, sessions=(replace(BAD, reactions=None), third))
    assert tolerance_words(replace(third_view, course=unsaid, known=unsaid)) == ""
    runs = replace(BAD, reactions=(), ended_at=None)
    going = replace(course, sessions=(runs, third))
    assert tolerance_words(replace(third_view, course=going, known=going)) == "still running"
    on_paper = replace(
        runs, paper=FromPaper(nurse="K. Nurse", reason="no power", by="K. Nurse", at=ENDED)
    )
    late = replace(course, sessions=(on_paper, third))
    words = tolerance_words(replace(third_view, course=late, known=late))
    assert words == "its end is not entered yet"
