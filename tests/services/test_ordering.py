"""Patients and orders: who comes, for what, and when."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plexlog.domain.errors import RefusedError
from plexlog.domain.fields import Severity
from plexlog.domain.moments import Moment
from plexlog.domain.records import FluidShare, Override
from plexlog.domain.words import Diluent, Fluid
from plexlog.services import ordering, patients
from plexlog.services.desk import Desk
from tests.services.fakes import NURSE
from tests.services.ward import ORDER, ORDERED_AT, PATIENT, PLANNED_AT, VEINS


@pytest.fixture
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine stands in Berlin."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_a_patient_is_admitted_and_found(desk: Desk) -> None:
    key = patients.admit_patient(desk, PATIENT)

    assert desk.store.patient(key).family_name == "Nadelbaum"
    assert [line.patient_key for line in desk.store.patients("nadel zoe")] == [key]


def test_that_more_are_found_than_a_list_shows_is_told(desk: Desk) -> None:
    for number in range(3):
        patients.admit_patient(desk, replace(PATIENT, record_number=f"NB-{number}"))

    some = patients.find_patients(desk, "nadel", 2)
    whole = patients.find_patients(desk, "nadel", 3)

    assert (len(some.lines), some.has_more) == (2, True)
    assert (len(whole.lines), whole.has_more) == (3, False)
    assert not patients.find_patients(desk, "nobody").lines


def test_a_record_number_belongs_to_one_patient(desk: Desk) -> None:
    patients.admit_patient(desk, PATIENT)

    with pytest.raises(RefusedError, match="already on file for Nadelbaum, Zoe, born 1984-03-09"):
        patients.admit_patient(desk, replace(PATIENT, family_name="Other"))
    with pytest.raises(RefusedError, match="already on file"):
        patients.admit_patient(desk, replace(PATIENT, record_number=" nb-1 "))

    assert len(desk.store.patients()) == 1


def test_who_is_much_alike_and_born_the_same_day_is_told(desk: Desk) -> None:
    key = patients.admit_patient(desk, PATIENT)
    twin = replace(PATIENT, given_name="Zoë", record_number="NB-2")

    found = patients.near_twins(desk, twin)

    assert [line.patient_key for line in found] == [key]
    assert not patients.near_twins(desk, replace(twin, birth_date=date(1984, 3, 10)))
    assert not patients.near_twins(desk, replace(twin, family_name="Zweig", given_name="Al"))
    assert not patients.near_twins(desk, replace(twin, record_number=PATIENT.record_number))


def test_a_patient_is_not_given_anothers_number(desk: Desk) -> None:
    patients.admit_patient(desk, PATIENT)
    key = patients.admit_patient(desk, replace(PATIENT, family_name="Zweig", record_number="Z-1"))

    with pytest.raises(RefusedError, match="already on file"):
        patients.correct_patient(
            desk, replace(desk.store.patient(key), record_number="NB-1"), "typing slip"
        )


def test_a_correction_is_kept_with_its_reason(desk: Desk) -> None:
    key = patients.admit_patient(desk, PATIENT)

    patients.correct_patient(desk, replace(desk.store.patient(key), given_name="Zoë"), "misspelt")

    assert desk.store.patient(key).given_name == "Zoë"


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("birth_date", date(2026, 11, 21)),
        ("family_name", " "),
        ("given_name", ""),
        ("record_number", ""),
    ],
)
def test_nobody_is_born_tomorrow_or_without_name_and_number(
    desk: Desk, place: str, value: object
) -> None:
    changes: dict[str, object] = {place: value}
    with pytest.raises(RefusedError) as refused:
        patients.admit_patient(desk, replace(PATIENT, **changes))  # type: ignore[arg-type]  # by name

    assert [one.place for one in refused.value.refusals] == [place]
    assert desk.store.patients() == []


def test_an_order_plans_its_sessions_start_to_start(desk: Desk) -> None:
    course = ordering.draft_course(desk, PATIENT, ORDER, first_at=PLANNED_AT, access=VEINS)

    assert [str(one.planned_at) for one in course.sessions or ()] == [
        "2026-11-20T14:00+01:00",
        "2026-11-21T14:00+01:00",
    ]
    assert course.order.access_device_id == "veins"
    assert course.access_devices == (VEINS,)
    assert course.unit == "Apheresis Unit, Musterstadt"
    assert desk.store.courses() == []


def test_without_an_interval_only_the_first_session_has_its_time(desk: Desk) -> None:
    order = replace(ORDER, interval_hours=None)

    timed = ordering.draft_course(desk, PATIENT, order, first_at=PLANNED_AT)
    open_ended = ordering.draft_course(desk, PATIENT, replace(order, sessions_planned=None))

    assert [one.planned_at for one in timed.sessions or ()] == [PLANNED_AT, None]
    assert [one.planned_at for one in open_ended.sessions or ()] == [None]
    assert open_ended.access_devices == ()


@pytest.mark.usefixtures("in_berlin")
def test_nine_o_clock_stays_nine_when_the_clocks_change(desk: Desk) -> None:
    first_at = Moment.parse("2026-10-24T09:00+02:00")

    course = ordering.draft_course(desk, PATIENT, ORDER, first_at=first_at)

    assert str((course.sessions or ())[1].planned_at) == "2026-10-25T09:00+01:00"


def test_a_plan_beyond_the_calendar_is_refused(desk: Desk) -> None:
    order = replace(ORDER, sessions_planned=10_000, interval_hours=Decimal(100_000))

    with pytest.raises(RefusedError, match="beyond the calendar"):
        ordering.draft_course(desk, PATIENT, order, first_at=PLANNED_AT)


def test_courses_of_a_patient_are_counted(desk: Desk) -> None:
    key = patients.admit_patient(desk, PATIENT)
    patient = desk.store.patient(key)
    first = ordering.draft_course(desk, patient, ORDER)
    ordering.order_course(desk, first, key)

    second = ordering.draft_course(desk, patient, ORDER)
    elses = ordering.draft_course(desk, replace(PATIENT, record_number="Z-1"), ORDER)

    assert (first.course_number, second.course_number, elses.course_number) == (1, 2, 1)


def test_an_order_is_given_and_on_file(desk: Desk) -> None:
    key = patients.admit_patient(desk, PATIENT)
    course = ordering.draft_course(desk, desk.store.patient(key), ORDER, first_at=PLANNED_AT)

    course_key = ordering.order_course(desk, course, key)

    on_file = desk.store.course(course_key)
    assert on_file.order.ordered_by == "Dr. Federkiel"
    assert [one.id for one in on_file.sessions or ()] == ["s1", "s2"]


def test_albumin_in_water_is_never_ordered(desk: Desk) -> None:
    key = patients.admit_patient(desk, PATIENT)
    patient = desk.store.patient(key)
    share = FluidShare(fluid=Fluid.ALBUMIN, share=Decimal(1), diluent=Diluent.WATER)
    watery = replace(ORDER, replacement=(share,))

    with pytest.raises(RefusedError, match="never diluted with water"):
        ordering.order_course(desk, ordering.draft_course(desk, patient, watery), key)
    assert desk.store.courses() == []

    course_key = ordering.order_course(desk, ordering.draft_course(desk, patient, ORDER), key)
    with pytest.raises(RefusedError, match="never diluted with water"):
        ordering.change_order(desk, desk.store.course(course_key), watery, "cheaper")


def test_a_stop_is_answered_before_the_order_is_given(desk: Desk) -> None:
    key = patients.admit_patient(desk, PATIENT)
    share = FluidShare(fluid=Fluid.SALINE, share=Decimal(1))
    thin = replace(ORDER, replacement=(share,))
    course = ordering.draft_course(desk, desk.store.patient(key), thin)
    stops = [
        one for one in ordering.judge_draft(desk, course).findings if one.severity is Severity.STOP
    ]
    assert [one.code for one in stops] == ["colloid-very-low"]

    with pytest.raises(RefusedError, match=r"colloid-very-low: .* needs the reason"):
        ordering.order_course(desk, course, key)
    answer = Override(
        finding="colloid-very-low", reason="no albumin to be had", by=NURSE.name, at=ORDERED_AT
    )
    course_key = ordering.order_course(desk, course, key, [answer])

    assert [one.reason for one in desk.store.course(course_key).overrides or ()] == [
        "no albumin to be had"
    ]


def test_an_order_is_changed_with_its_reason(desk: Desk) -> None:
    key = patients.admit_patient(desk, PATIENT)
    course = ordering.draft_course(desk, desk.store.patient(key), ORDER)
    course_key = ordering.order_course(desk, course, key)

    ordering.change_order(
        desk,
        desk.store.course(course_key),
        replace(ORDER, plasma_volumes=Decimal("1.2")),
        "fibrinogen low",
    )

    assert desk.store.course(course_key).order.plasma_volumes == Decimal("1.2")
