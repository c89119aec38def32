"""What earlier sessions offer to this one, and when the next ones are to be."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from plexlog.domain.errors import RefusedError, StoreError
from plexlog.domain.fields import Place
from plexlog.domain.moments import Moment
from plexlog.domain.records import AccessDevice, CircuitSet, DrugGiven, LabResult, Machine
from plexlog.domain.shapes import Measured
from plexlog.domain.words import AccessKind, Grade, MachineKind, ReactionKind, Side
from plexlog.services import lab_offers, last_time, reactions, recording, schedule
from plexlog.services.open_session import OpenSession
from plexlog.services.patient_overview import patient_overview
from tests.services.fakes import FakeClock
from tests.services.ward import COURSE, VEINS, prepare, run

MACHINE = Machine(model="CellSpin 4", kind=MachineKind.CENTRIFUGAL, serial="CS4-1")
SET = CircuitSet(name="TPE set", lot="L1", extracorporeal_volume_ml=Decimal(185))


@pytest.fixture
def second(session: OpenSession, clock: FakeClock) -> OpenSession:
    """The second session, a day after the first with a reaction that was treated."""
    prepare(session)
    recording.set_facts(session, {"machine": MACHINE, "circuit_set": SET})
    run(session, clock)
    reaction = reactions.report_reaction(session, ReactionKind.CITRATE)
    reaction = reactions.tick_action(
        session, reaction, "rate-lowered", is_done=True, detail="to 60"
    )
    reactions.tell_reaction(session, replace(reaction, grade=Grade.II))
    clock.pass_by(days=1)
    desk = session.desk
    return OpenSession(desk, desk.store.sessions_of(session.course_key)[1].session_key)


def offered(session: OpenSession) -> dict[str, str]:
    return {one.key: one.what for one in last_time.offers(session.view())}


def test_a_first_session_is_offered_nothing(session: OpenSession) -> None:
    assert last_time.offers(session.view()) == ()
    with pytest.raises(RefusedError, match="is not offered"):
        last_time.take_offer(session, "machine")


def test_the_last_session_offers_machine_set_and_what_helped(second: OpenSession) -> None:
    assert offered(second) == {
        "machine": "CellSpin 4",
        "set": "TPE set",
        "helped-0": "Rate lowered to 60",
    }


def test_what_is_taken_over_is_offered_no_more_and_lots_are_read_anew(second: OpenSession) -> None:
    for key in ("machine", "set", "helped-0"):
        last_time.take_offer(second, key)

    shown = second.view().session
    assert shown.machine == MACHINE
    assert shown.circuit_set == replace(SET, lot=None)
    assert shown.note == "As in session 1: rate lowered to 60 after citrate, grade II"
    assert offered(second) == {}


def test_a_note_taken_over_stands_under_what_was_there(second: OpenSession) -> None:
    recording.set_facts(second, {"note": "slept badly"})

    last_time.take_offer(second, "helped-0")

    assert (second.view().session.note or "").startswith("slept badly\nAs in session 1")


def test_the_access_of_last_time_is_offered_where_another_is_planned(
    second: OpenSession,
) -> None:
    view = second.view()
    line = AccessDevice(
        id="line", kind=AccessKind.TUNNELLED_CATHETER, side=Side.RIGHT, site="internal-jugular"
    )
    course = replace(view.course, access_devices=(VEINS, line))
    elsewhere = replace(
        view, course=course, session=replace(view.session, access_device_id="line")
    )

    (first, *_) = last_time.offers(elsewhere)

    assert (first.key, first.what) == ("access", "Peripheral veins")
    assert last_time.device_words(line) == "right internal jugular, tunnelled catheter"


def test_the_access_of_last_time_is_taken_over(session: OpenSession) -> None:
    desk = session.desk
    line = AccessDevice(id="line", kind=AccessKind.TUNNELLED_CATHETER)
    course_key = desk.store.add_course(
        replace(COURSE, course_id="c2", access_devices=(VEINS, line))
    )
    first, second = (
        OpenSession(desk, one.session_key) for one in desk.store.sessions_of(course_key)
    )
    recording.set_facts(first, {"access_device_id": "line"})
    recording.start_run(first)

    last_time.take_offer(second, "access")

    assert second.view().access == second.view().course.device("line")
    assert "access" not in offered(second)


def test_the_latest_value_before_this_session_is_shown(second: OpenSession) -> None:
    view = second.view()
    result = LabResult(
        quantity="hematocrit_percent",
        value=Decimal(39),
        taken_at=Moment.parse("2026-11-21T07:00+01:00"),
    )
    other = replace(result, quantity="calcium_mmol_l", value=Decimal(2))
    with_result = replace(view, course=replace(view.course, lab_results=(result, other)))

    weight = last_time.last_measured(view, "weight_kg")
    hematocrit = last_time.last_measured(with_result, "hematocrit_percent")

    assert weight is not None
    assert weight.value == 72
    assert hematocrit is not None
    assert hematocrit.value == 39
    assert last_time.last_measured(view, "inr") is None


def test_how_it_was_done_is_offered_as_a_note_and_recorded_nowhere_else(
    second: OpenSession,
) -> None:
    first = OpenSession(
        second.desk, second.desk.store.sessions_of(second.course_key)[0].session_key
    )
    start = first.view().session.started_at
    assert start is not None
    for minutes, drug, dose in ((-5, "clemastine", "2 mg"), (30, "calcium gluconate", "1 g")):
        at = start + timedelta(minutes=minutes)
        recording.put_part(first, DrugGiven(at=at, drug=drug, dose=dose))
    (row,) = first.view().session.readings or ()
    flow = Measured(value=Decimal(35))
    second.desk.store.put_value(first.key, Place.READING, "inlet_flow_ml_min", flow, row.key)
    second.touch_course()

    found = {one.key: (one.what, one.detail) for one in last_time.offers(second.view())}
    assert found["premedication"] == ("Before the start", "clemastine 2 mg")
    assert found["calcium"] == ("Calcium", "calcium gluconate 1 g at 0:30")
    assert found["inlet"] == ("Inlet", "35\u00a0mL/min")

    last_time.take_offer(second, "premedication")

    session = second.view().session
    assert session.note == "As in session 1: before the start clemastine 2 mg"
    assert not session.drugs_given
    assert "premedication" not in {one.key for one in last_time.offers(second.view())}


@pytest.mark.parametrize(
    ("typed", "meant"), [("158.7", "72.0"), ("72", None), ("74", None), ("7.2", "72.0")]
)
def test_a_weight_in_pounds_or_ten_fold_is_noticed(
    second: OpenSession, typed: str, meant: str | None
) -> None:
    assert last_time.likely_value(second.view(), "weight_kg") is None
    recording.enter_value(second, Place.BEFORE, "weight_kg", typed, is_sure=True)

    likely = last_time.likely_value(second.view(), "weight_kg")

    assert (None if likely is None else str(likely)) == meant


@pytest.mark.parametrize(("typed", "meant"), [("67", "170.2"), ("171", None)])
def test_a_height_in_inches_is_noticed_by_the_record(
    second: OpenSession, typed: str, meant: str | None
) -> None:
    recording.enter_value(second, Place.BEFORE, "height_cm", typed, is_sure=True)

    likely = last_time.likely_value(second.view(), "height_cm")

    assert (None if likely is None else str(likely)) == meant


def test_a_session_is_given_another_time_until_it_has_begun(session: OpenSession) -> None:
    desk = session.desk
    schedule.plan_session_at(desk, session.key, "2026-11-22 09:00")
    assert str(desk.store.session_line(session.key).planned_at) == "2026-11-22T09:00+01:00"
    recording.start_run(session)

    with pytest.raises(StoreError, match="has begun"):
        schedule.plan_session_at(desk, session.key, "2026-11-23 09:00")


@pytest.mark.parametrize(
    ("text", "reason"),
    [("soon", "must be a day and a time"), ("2026-11-19 09:00", "has passed already")],
)
def test_nothing_is_planned_for_the_past(session: OpenSession, text: str, reason: str) -> None:
    with pytest.raises(RefusedError, match=f"planned_at: .*{reason}"):
        schedule.plan_another_session(session.desk, session.course_key, text)


def test_one_more_session_gets_an_id_that_nothing_else_has(session: OpenSession) -> None:
    desk = session.desk
    veins = replace(VEINS, id="s3")
    order = replace(COURSE.order, access_device_id="s3", sessions_planned=3)
    course_key = desk.store.add_course(
        replace(COURSE, course_id="c2", access_devices=(veins,), order=order)
    )

    key = schedule.plan_another_session(desk, course_key, "2026-11-23 09:00")

    line = desk.store.session_line(key)
    assert (line.number, line.session_id) == (3, "s4")


def test_the_page_of_a_patient_shows_courses_and_sessions(session: OpenSession) -> None:
    page = patient_overview(session.desk, session.view().line.patient_key)

    assert page.patient.family_name == "Nadelbaum"
    assert [len(course.sessions) for course in page.courses] == [2]
    assert page.now == session.desk.now()


def with_results(session: OpenSession, *results: LabResult) -> OpenSession:
    """The same session of a course with laboratory results."""
    course = replace(session.view().course, course_id="c9", key="", lab_results=results)
    key = session.desk.store.add_course(course)
    return OpenSession(session.desk, session.desk.store.sessions_of(key)[0].session_key)


def test_fresh_results_are_offered_with_their_age_and_taken_with_their_time(
    session: OpenSession,
) -> None:
    def result(value: str, at: str, **more: str) -> LabResult:
        return LabResult(
            quantity=more.pop("quantity", "hematocrit_percent"),
            value=Decimal(value),
            taken_at=Moment.parse(at),
            **more,  # type: ignore[arg-type]  # by name
        )

    opened = with_results(
        session,
        result("35.0", "2026-11-20T06:30+01:00"),
        result("36.0", "2026-11-20T08:30+01:00"),
        result("34.0", "2026-11-20T07:30+01:00"),
        result("34.5", "2026-11-20T07:45+01:00"),
        result("33.0", "2026-11-18T14:29+01:00"),
        result("9.0", "2026-11-20T09:30+01:00"),
        result("4.1", "2026-11-20T08:30+01:00", quantity="potassium_mmol_l", session_id="s2"),
    )

    (offer,) = lab_offers.lab_offers(opened.view())
    assert (offer.key, offer.what, offer.detail) == (
        "lab-hematocrit_percent",
        "Haematocrit 36.0\u00a0%",
        "2026-11-20 08:30, 6 h old",
    )

    lab_offers.take_lab(opened, offer.key)

    taken = (opened.view().session.before or {})["hematocrit_percent"]
    assert taken.taken_at == Moment.parse("2026-11-20T08:30+01:00")
    assert taken.value == Decimal("36.0")
    assert lab_offers.lab_offers(opened.view()) == ()
    with pytest.raises(RefusedError, match="is not offered"):
        lab_offers.take_lab(opened, offer.key)


def test_a_result_from_before_the_last_session_is_not_offered(second: OpenSession) -> None:
    old = LabResult(
        quantity="platelets_10e9_l",
        value=Decimal(200),
        taken_at=Moment.parse("2026-11-20T14:00+01:00"),
    )
    view = second.view()

    assert (
        lab_offers.lab_offers(replace(view, course=replace(view.course, lab_results=(old,)))) == ()
    )
