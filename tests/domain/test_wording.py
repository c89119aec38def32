"""What people read: numbers, times, names and flags."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from plexlog.domain import wording
from plexlog.domain.catalogue import ACCESS_PRESSURE, SYSTOLIC, TEMPERATURE
from plexlog.domain.fields import Limits, NumberField, Place, Severity
from plexlog.domain.moments import Moment
from plexlog.domain.records import Patient
from plexlog.domain.shapes import Measured


def measured(value: str) -> Measured:
    return Measured(value=Decimal(value))


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (None, 0, "–"),
        (Decimal("1460"), 0, "1\u202f460"),
        (3102.04, 0, "3\u202f102"),
        (0.5, 0, "1"),
        (Decimal("-0.04"), 1, "0.0"),
        (Decimal("-12.25"), 1, "\u221212.3"),
        (1.005, 2, "1.01"),
        (12_345_678, 0, "12\u202f345\u202f678"),
    ],
)
def test_a_number_is_rounded_half_up_with_thousands_apart(
    value: Decimal | float | None, decimals: int, written: str
) -> None:
    assert wording.number(value, decimals) == written


@pytest.mark.parametrize(("value", "written"), [(40, "+40"), (0, "0"), (-40, "\u221240")])
def test_a_balance_shows_its_sign(value: int, written: str) -> None:
    assert wording.number(value, signed=True) == written


def test_units_follow_on_the_same_line() -> None:
    assert wording.millilitres(1460) == "1\u202f460\u00a0mL"
    assert wording.millilitres(40, signed=True) == "+40\u00a0mL"
    assert wording.percent(102.967) == "103.0\u00a0%"
    assert wording.plasma_volumes(Decimal("1.0099")) == "1.01"


def test_exactly_nothing_is_said_to_be_none() -> None:
    assert [wording.some(one, 2) for one in (0, 0.001, None)] == ["none", "0.00", "–"]
    assert wording.with_unit(wording.some(0), "g") == "none"


def test_what_is_missing_has_no_unit() -> None:
    assert wording.millilitres(None) == "–"
    assert wording.percent(None) == "–"
    assert wording.plain(None) == "–"


@pytest.mark.parametrize(
    ("value", "written"), [("78.10", "78.1"), ("5", "5"), ("1E+3", "1\u202f000"), ("0", "0")]
)
def test_a_plain_number_loses_idle_zeros_only(value: str, written: str) -> None:
    assert wording.plain(Decimal(value)) == written


def test_a_number_that_is_not_finite_is_refused() -> None:
    with pytest.raises(ArithmeticError):
        wording.plain(Decimal("NaN"))


def test_a_measured_value_is_written_by_its_field() -> None:
    assert wording.quantity(TEMPERATURE, measured("37")) == "37.0"
    assert wording.quantity(ACCESS_PRESSURE, measured("-106")) == "\u2212106"
    assert wording.quantity_with_unit(TEMPERATURE, measured("36.75")) == "36.75\u00a0°C"
    assert wording.quantity_with_unit(TEMPERATURE, None) == "–"


def test_half_a_blood_pressure_shows_the_missing_half() -> None:
    assert wording.pressure(measured("126"), measured("74")) == "126/74"
    assert wording.pressure(measured("126"), None) == "126/–"
    assert wording.pressure(None, None) == "–"


@pytest.mark.parametrize(
    ("minutes", "written"),
    [(None, "–"), (116.0, "1:56"), (59.5, "1:00"), (Decimal("7"), "0:07"), (-5, "\u22120:05")],
)
def test_lengths_of_time_are_hours_and_minutes(
    minutes: Decimal | float | None, written: str
) -> None:
    assert wording.hours_minutes(minutes) == written


def test_times_name_the_day_only_where_it_is_another() -> None:
    at = Moment.parse("2026-11-20T14:30+01:00")

    assert wording.moment(at) == "2026-11-20 14:30"
    assert wording.clock_on(at, date(2026, 11, 20)) == "14:30"
    assert wording.clock_on(at, date(2026, 11, 19)) == "2026-11-20 14:30"


def test_a_time_that_was_not_recorded_is_a_dash() -> None:
    assert wording.moment(None) == "–"
    assert wording.clock_on(None, date(2026, 11, 20)) == "–"
    assert wording.day(None) == "–"


def test_names_and_words() -> None:
    patient = Patient(
        family_name="Łuk", given_name="Ąda", birth_date=date(1984, 3, 9), record_number="1"
    )

    assert wording.patient_name(patient) == "ŁUK, Ąda"
    assert wording.initials("Dr. Ada van 3 Berg") == "DAVB"
    assert wording.sentence("access failed at 10:02 (iCa)") == "Access failed at 10:02 (iCa)"
    assert [wording.spoken(label) for label in ("Serum albumin", "SpO₂", "INR", "aPTT")] == [
        "serum albumin",
        "SpO₂",
        "INR",
        "aPTT",
    ]
    assert wording.label_of("slow-flow", {"slow-flow": "inlet slowed"}) == "inlet slowed"
    assert wording.label_of("slow-flow", {}) == "slow flow"


@pytest.mark.parametrize(
    ("parts", "written"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_lists_end_with_and(parts: list[str], written: str) -> None:
    assert wording.listed(parts) == written


def test_counts_agree_with_their_noun() -> None:
    assert wording.counted(1, "pause") == "1 pause"
    assert wording.counted(0, "pause") == "0 pauses"
    assert wording.counted(2, "entry", "entries") == "2 entries"


@pytest.mark.parametrize(
    ("value", "mark"), [("82", "↓ 82 low"), ("188", "↑ 188 high"), ("30", "↓ 30 low")]
)
def test_a_flagged_value_has_sign_and_word(value: str, mark: str) -> None:
    flag = wording.flag(SYSTOLIC, measured(value))

    assert flag is not None
    assert flag.mark(value) == mark


def test_a_usual_or_missing_value_has_no_flag() -> None:
    assert wording.flag(SYSTOLIC, measured("120")) is None
    assert wording.flag(SYSTOLIC, None) is None


def test_the_limits_of_then_decide_about_a_flag() -> None:
    judged = '{"usual": ["90", "110"]}'
    was_high = Measured(value=Decimal(120), flag=Severity.NOTICE, limits=judged)
    was_fine = Measured(value=Decimal(188), limits=judged)

    flag = wording.flag(SYSTOLIC, was_high)

    assert flag == wording.Flag(Severity.NOTICE, "!", "flagged")
    assert wording.flag(SYSTOLIC, was_fine) is None


def test_a_refused_value_says_on_which_side_it_lies() -> None:
    field = NumberField(
        code="angle",
        label="Angle",
        unit="deg",
        shown_unit="°",
        places=(Place.BEFORE,),
        possible=Limits.of("0", "90"),
        source="invented",
    )

    flag = wording.flag(field, measured("91"))

    assert flag == wording.Flag(Severity.REFUSE, "↑", "high")


def test_what_is_hours_late_is_told_in_hours() -> None:
    assert wording.lateness(7.9) == ("7", "min")
    assert wording.lateness(99.9) == ("99", "min")
    assert wording.lateness(100) == ("1:40", "h")
    assert wording.lateness(3 * 24 * 60 + 6) == ("72:06", "h")
