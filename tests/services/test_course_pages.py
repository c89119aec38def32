"""What the pages of a patient and a course show, and when sessions are to be."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from plexlog.domain.errors import RefusedError, StoreError
from plexlog.domain.fields import Place
from plexlog.domain.findings import Phase
from plexlog.domain.moments import Moment
from plexlog.domain.records import (
    AccessDevice,
    Close,
    Course,
    LabResult,
    Reaction,
    Score,
    Session,
)
from plexlog.domain.shapes import Measured
from plexlog.domain.words import AccessKind, Grade, LabTiming, ReactionKind, Side
from plexlog.services import recording
from plexlog.services.banner import course_banner, patient_banner
from plexlog.services.course_overview import (
    BeforeAfter,
    CourseOverview,
    SessionState,
    course_overview,
    response_of,
)
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from plexlog.services.patient_overview import patient_overview
from plexlog.services.schedule import plan_another_session, plan_session_at
from plexlog.services.signing import sign_session
from tests.services import ward
from tests.services.fakes import FakeClock

AT = Moment.parse("2026-11-20T14:10+01:00")


def overview_of(desk: Desk, course: Course) -> CourseOverview:
    return course_overview(desk, desk.store.add_course(course))


def session_of(desk: Desk, overview: CourseOverview, place: int = 0) -> OpenSession:
    return OpenSession(desk, overview.sessions[place].line.session_key)


def test_a_planned_course_shows_what_is_planned(desk: Desk) -> None:
    view = overview_of(desk, ward.COURSE)

    first = view.sessions[0]
    assert first.state is SessionState.PLANNED
    assert first.planned_plasma_volumes == Decimal("1.0")
    assert first.plasma_removed_ml is None
    assert first.fluid.startswith("albumin 5")
    assert view.indication_label == desk.knowledge.indication_label("ttp-initial")
    assert view.running_volumes is None
    assert view.earlier == ()


def test_a_running_session_shows_its_last_reading(desk: Desk, clock: FakeClock) -> None:
    view = overview_of(desk, ward.COURSE)
    session = session_of(desk, view)
    recording.start_run(session)
    clock.pass_by(minutes=30)

    again = course_overview(desk, view.course_key)

    assert again.sessions[0].state is SessionState.RUNNING
    assert again.running_volumes is None


def test_an_ended_and_a_signed_session_show_their_figures(desk: Desk, clock: FakeClock) -> None:
    view = overview_of(desk, ward.COURSE)
    session = session_of(desk, view)
    ward.work(session, clock)
    ended = course_overview(desk, view.course_key).sessions[0]
    assert ended.state is SessionState.ENDED
    sign_session(session)

    assert course_overview(desk, view.course_key).sessions[0].state is SessionState.SIGNED


def test_what_was_removed_is_plasma_of_the_patient(desk: Desk, clock: FakeClock) -> None:
    view = overview_of(desk, ward.COURSE)
    session = session_of(desk, view)
    ward.work(session, clock)
    assert course_overview(desk, view.course_key).sessions[0].plasma_removed_ml is None

    recording.enter_value(session, Place.CLOSE, "saline_in_waste_ml", "0")

    removed = course_overview(desk, view.course_key).sessions[0].plasma_removed_ml
    assert removed == session.view().figures.patient_plasma_removed_ml
    assert removed is not None
    assert removed < 1500  # what lies in the waste has anticoagulant in it


def test_the_laboratory_goes_before_the_bedside(desk: Desk) -> None:
    first = replace(
        (ward.COURSE.sessions or ())[0],
        before={"fibrinogen_g_l": Measured(value=Decimal("3.0"), taken_at=AT)},
        started_at=AT,
        ended_at=AT,
        close=Close(after={"fibrinogen_g_l": Measured(value=Decimal("1.1"), taken_at=AT)}),
    )
    result = LabResult(
        quantity="fibrinogen_g_l",
        value=Decimal("3.2"),
        taken_at=AT,
        session_id="s1",
        timing=LabTiming.BEFORE_SESSION,
    )

    view = overview_of(desk, replace(ward.COURSE, sessions=(first,), lab_results=(result,)))

    assert view.sessions[0].fibrinogen == BeforeAfter(before=Decimal("3.2"), after=Decimal("1.1"))
    assert view.sessions[0].igg == BeforeAfter()


def test_a_session_shows_its_last_score_of_the_courses_scale(desk: Desk) -> None:
    scores = (
        Score(scale="mg-adl", value=Decimal(11), at=AT, session_id="s1"),
        Score(scale="mg-adl", value=Decimal(14), at=ward.PLANNED_AT, session_id="s1"),
        Score(scale="edss", value=Decimal(3), at=AT, session_id="s1"),
    )
    order = replace(ward.COURSE.order, response_scale="mg-adl")

    view = overview_of(desk, replace(ward.COURSE, scores=scores, order=order))

    assert view.sessions[0].score == 11
    assert view.sessions[1].score is None
    response = response_of(view.course)
    assert response is not None
    assert [one.value for one in response.values] == [14, 11]


def treated(*hours: int) -> Course:
    """A course whose sessions started so many hours after `AT`; the others are planned."""
    first, second = ward.COURSE.sessions or ()
    sessions = [first, second]
    for place, later in enumerate(hours):
        sessions[place] = replace(sessions[place], started_at=AT + timedelta(hours=later))
    order = replace(ward.COURSE.order, response_scale="ttp-platelets")
    return replace(ward.COURSE, sessions=tuple(sessions), order=order)


def platelets(value: int, hours: int, session_id: str | None = None) -> LabResult:
    return LabResult(
        quantity="platelets_10e9_l",
        value=Decimal(value),
        taken_at=AT + timedelta(hours=hours),
        session_id=session_id,
    )


def scores_by_session(view: CourseOverview) -> list[int | None]:
    return [None if one.score is None else int(one.score) for one in view.sessions]


def test_a_scale_of_the_laboratory_shows_what_the_report_shows(desk: Desk) -> None:
    results = (platelets(12, -2, "s1"), platelets(31, 22, "s2"))

    view = overview_of(desk, replace(treated(0, 24), lab_results=results))

    assert scores_by_session(view) == [12, 31]


def test_a_value_without_its_session_is_of_the_one_that_had_started_by_then(desk: Desk) -> None:
    results = (platelets(9, -3), platelets(17, 20), platelets(44, 24), platelets(60, 40))

    view = overview_of(desk, replace(treated(0, 24), lab_results=results))

    assert scores_by_session(view) == [17, 60]


def test_a_value_before_all_sessions_is_of_the_first(desk: Desk) -> None:
    view = overview_of(desk, replace(treated(0), lab_results=(platelets(9, -3),)))

    assert scores_by_session(view) == [9, None]


def test_a_planned_course_has_no_place_for_a_value_without_its_session(desk: Desk) -> None:
    view = overview_of(desk, replace(treated(), lab_results=(platelets(9, -3),)))

    assert scores_by_session(view) == [None, None]


def test_a_course_without_its_scale_sums_up_one_scale_only(desk: Desk) -> None:
    scores = (
        Score(scale="mg-adl", value=Decimal(11), at=AT),
        Score(scale="edss", value=Decimal(3), at=AT),
    )

    response = response_of(overview_of(desk, replace(ward.COURSE, scores=scores)).course)

    assert response is not None
    assert (response.code, len(response.values)) == ("edss", 1)


def test_a_session_shows_its_access_and_what_its_page_finds(desk: Desk, clock: FakeClock) -> None:
    jugular = AccessDevice(
        id="a1", kind=AccessKind.NON_TUNNELLED_CATHETER, side=Side.RIGHT, site="internal-jugular"
    )
    order = replace(ward.COURSE.order, access_device_id="a1")
    planned = overview_of(desk, replace(ward.COURSE, access_devices=(jugular,), order=order))
    session = session_of(desk, planned)
    ward.work(session, clock)

    ended, still = course_overview(desk, planned.course_key).sessions

    assert planned.sessions[0].access == "right internal jugular, non-tunnelled catheter"
    assert ended.access == still.access == planned.sessions[0].access
    assert ended.findings == session.view().findings(*Phase)
    assert still.findings is None


def test_a_session_without_an_access_shows_none(desk: Desk) -> None:
    order = replace(ward.COURSE.order, access_device_id=None)

    assert overview_of(desk, replace(ward.COURSE, order=order)).sessions[0].access == ""


def test_other_courses_of_the_patient_are_named(desk: Desk) -> None:
    view = overview_of(desk, ward.COURSE)
    other = replace(ward.COURSE, course_id="c2", course_number=2)

    key = desk.store.add_course(other, view.patient_key)

    assert [one.course_id for one in course_overview(desk, key).earlier] == ["c1"]


def test_a_planned_session_gets_another_time(desk: Desk) -> None:
    view = overview_of(desk, ward.COURSE)
    key = view.sessions[1].line.session_key

    plan_session_at(desk, key, "2026-11-25 09:00")

    planned = desk.store.session_line(key).planned_at
    assert planned is not None
    assert (planned.day.isoformat(), planned.clock) == ("2026-11-25", "09:00")


def test_a_time_that_has_passed_is_refused(desk: Desk) -> None:
    view = overview_of(desk, ward.COURSE)

    with pytest.raises(RefusedError, match="has passed"):
        plan_session_at(desk, view.sessions[1].line.session_key, "2026-11-01 09:00")


def test_what_is_no_time_is_refused(desk: Desk) -> None:
    view = overview_of(desk, ward.COURSE)

    with pytest.raises(RefusedError, match="must be a day and a time"):
        plan_another_session(desk, view.course_key, "soon")


def test_a_session_that_has_begun_keeps_its_time(desk: Desk) -> None:
    view = overview_of(desk, ward.COURSE)
    recording.start_run(session_of(desk, view))

    with pytest.raises(StoreError, match="has begun"):
        plan_session_at(desk, view.sessions[0].line.session_key, "2026-11-25 09:00")


def test_one_more_session_comes_at_the_end(desk: Desk) -> None:
    sessions = (
        Session(id="s2", number=1),
        Session(id="s3", number=2),
    )
    order = replace(ward.COURSE.order, sessions_planned=3)
    view = overview_of(desk, replace(ward.COURSE, sessions=sessions, order=order))

    key = plan_another_session(desk, view.course_key, "2026-11-25 09:00")

    line = desk.store.session_line(key)
    assert line.number == 3
    assert line.session_id not in {"s2", "s3"}


def test_the_page_of_a_patient_lists_courses_with_their_sessions(desk: Desk) -> None:
    view = overview_of(desk, ward.COURSE)

    page = patient_overview(desk, view.patient_key)

    assert page.patient.family_name == "Nadelbaum"
    assert page.courses[0].indication == desk.knowledge.indication_label("ttp-initial")
    assert [one.number for one in page.courses[0].sessions] == [1, 2]


def test_the_banner_of_a_patient_names_them_alone(desk: Desk) -> None:
    view = overview_of(desk, ward.COURSE)

    facts = patient_banner(desk, view.patient_key)

    assert facts.patient.record_number == "NB-1"
    assert facts.course_number is None


def reacting() -> Course:
    first, second = ward.COURSE.sessions or ()
    weight = Measured(value=Decimal(72), taken_at=AT)
    reactions = tuple(
        Reaction(id=f"r{number}", kind=kind, grade=grade, onset_at=AT)
        for number, (kind, grade) in enumerate(
            ((ReactionKind.HYPOTENSION, Grade.II), (ReactionKind.CITRATE, Grade.I))
        )
    )
    first = replace(
        first, before={"weight_kg": weight}, started_at=AT, ended_at=AT, reactions=reactions
    )
    return replace(ward.COURSE, sessions=(first, second))


def test_the_banner_warns_of_what_happened_in_another_session(desk: Desk) -> None:
    key = desk.store.add_course(reacting())

    facts = course_banner(desk, key, "s2")

    (alert,) = facts.alerts
    assert alert.kind.casefold() == "hypotension"
    assert alert.session_number == 1
    assert facts.weight is not None
    assert facts.session_number == 2


def test_the_banner_does_not_warn_of_the_open_session_itself(desk: Desk) -> None:
    key = desk.store.add_course(reacting())

    assert course_banner(desk, key, "s1").alerts == ()


def test_the_banner_of_a_course_takes_its_latest_weight(desk: Desk) -> None:
    key = desk.store.add_course(reacting())

    facts = course_banner(desk, key)

    assert facts.weight is not None
    assert facts.session_number is None


def test_the_banner_does_not_warn_of_what_came_later(desk: Desk) -> None:
    course = reacting()
    first, second = course.sessions or ()
    swapped = (replace(second, id="a", number=1), replace(first, id="b", number=2))
    key = desk.store.add_course(replace(course, sessions=swapped))

    assert course_banner(desk, key, "a").alerts == ()
    assert [one.session_number for one in course_banner(desk, key).alerts] == [2]


def test_the_banner_warns_of_earlier_courses_of_the_same_patient(desk: Desk) -> None:
    earlier = reacting()
    desk.store.add_course(earlier)
    patient_key = desk.store.courses()[0].patient_key
    order = replace(earlier.order, ordered_at=earlier.order.ordered_at + timedelta(days=90))
    later = replace(ward.COURSE, course_id="later", course_number=7, order=order)
    key = desk.store.add_course(later, patient_key)

    facts = course_banner(desk, key)

    assert [(one.kind.casefold(), one.is_earlier_course) for one in facts.alerts] == [
        ("hypotension", True)
    ]
    assert course_banner(desk, key, earlier=facts.earlier).alerts == facts.alerts
