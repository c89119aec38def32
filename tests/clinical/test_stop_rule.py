"""How far a course is towards its stop rule."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.clinical.course_levels import Measurement
from plexlog.clinical.stop_rule import SCALE, progress_of, rule_of, stop_progress
from plexlog.domain.facts import StopRuleFact
from plexlog.domain.moments import Moment
from plexlog.domain.records import LabResult, Order, Score
from tests.clinical.ward import course

TWO_DAYS = StopRuleFact(
    code="platelets-150-two-days",
    label="Platelets",
    source="invented",
    quantity="platelets_10e9_l",
    at_least="150",
    days="2",
)


def measured(*values: tuple[str, str]) -> list[Measurement]:
    return [
        Measurement(
            quantity=TWO_DAYS.quantity,
            value=Decimal(value),
            taken_at=Moment.parse(f"2026-11-{at}:00+01:00"),
        )
        for at, value in values
    ]


@pytest.mark.parametrize(
    ("values", "days"),
    [
        ([], 0),
        ([("20T08", "149")], 0),
        ([("20T08", "150")], 1),
        ([("20T08", "90"), ("21T08", "151")], 1),
        ([("20T08", "160"), ("21T08", "151")], 2),
        ([("20T08", "160"), ("22T08", "151")], 1),  # nobody knows what the 21st would have been
        ([("21T08", "160"), ("20T08", "151"), ("19T08", "150")], 3),
        ([("20T08", "160"), ("20T20", "140")], 0),  # the last value of a day counts
        ([("20T08", "160"), ("21T08", "140")], 0),
    ],
)
def test_days_running_are_counted_back_from_the_latest(
    values: list[tuple[str, str]], days: int
) -> None:
    progress = stop_progress(TWO_DAYS, measured(*values))

    assert progress.days_held == days
    assert progress.is_reached is (days >= 2)


@pytest.mark.parametrize(("value", "days"), [("149.9", 1), ("150", 0), ("150.1", 0)])
def test_a_rule_that_asks_for_less_is_not_held_at_its_bound(value: str, days: int) -> None:
    below = replace(TWO_DAYS, at_least="", below="150")

    assert stop_progress(below, measured(("20T08", value))).days_held == days


def test_the_progress_is_told_with_the_last_value() -> None:
    told = stop_progress(TWO_DAYS, measured(("20T08", "151"))).words.replace("\u00a0", " ")

    assert told == "platelets ≥ 150 ×10⁹/L: day 1 of 2 (last 151 ×10⁹/L, 2026-11-20 08:00)"


def test_that_nothing_was_measured_is_told() -> None:
    told = stop_progress(TWO_DAYS, ()).words.replace("\u00a0", " ")

    assert told == "platelets ≥ 150 ×10⁹/L: nothing measured yet"


def test_a_titre_is_told_as_it_is_written() -> None:
    titre = replace(
        TWO_DAYS, quantity="isoagglutinin_igm_titre", at_least="", below="16", days="1"
    )

    progress = stop_progress(titre, measured(("20T08", "8")))

    assert progress.is_reached
    assert progress.words == (
        "isoagglutinin titre, IgM < 1:16: day 1 of 1 (last 1:8, 2026-11-20 08:00)"
    )


def test_a_rule_may_ask_for_a_value_below() -> None:
    below = replace(TWO_DAYS, at_least="", below="150")

    progress = stop_progress(below, measured(("19T08", "1"), ("20T08", "2"), ("21T08", "3")))

    assert progress.days_held == 3
    assert "< 150" in progress.words.replace("\u00a0", " ")
    assert "day 2 of 2" in progress.words


ASKING = replace(TWO_DAYS, code="igg", quantity="igg_g_l", at_least="", asks="below", days="1")
RISING = replace(TWO_DAYS, code="more", at_least="", asks="at_least")
RULES = (TWO_DAYS, ASKING, RISING)


def order_with(rule: str | None, value: str | None = None) -> Order:
    typed = None if value is None else Decimal(value)
    return replace(course().order, stop_rule=rule, stop_value=typed)


def test_an_order_names_the_number_that_its_rule_asks_for() -> None:
    below, least = (
        rule_of(order_with("igg", "4.50"), RULES),
        rule_of(order_with("more", "99"), RULES),
    )

    assert below is not None
    assert least is not None
    assert (below.below, below.at_least) == ("4.50", "")
    assert (least.below, least.at_least) == ("", "99")
    assert stop_progress(least, measured(("20T08", "99"))).days_held == 1


def test_a_rule_with_its_own_number_takes_none_of_the_order() -> None:
    assert rule_of(order_with(TWO_DAYS.code, "7"), RULES) == TWO_DAYS


@pytest.mark.parametrize("rule", [None, "of-another-unit", "igg"])
def test_without_a_rule_or_its_number_there_is_nothing_to_follow(rule: str | None) -> None:
    assert rule_of(order_with(rule), RULES) is None


def test_a_rule_goes_by_the_response_scale_of_the_order() -> None:
    rule = replace(ASKING, quantity=SCALE, below="3")
    scores = tuple(
        Score(scale=scale, value=Decimal(value), at=Moment.parse(f"2026-11-{day}T08:00+01:00"))
        for scale, value, day in (
            ("mg-adl", "9", "20"),
            ("edss", "1", "22"),
            ("mg-adl", "2", "21"),
        )
    )
    order = replace(course().order, response_scale="mg-adl")

    told = progress_of(replace(course(), order=order, scores=scores), rule)

    assert told.is_reached
    assert told.words == "response scale < 3: day 1 of 1 (last 2, 2026-11-21 08:00)"
    assert progress_of(replace(course(), scores=None), rule).last is None


def test_a_scale_whose_values_come_from_the_laboratory_is_followed_too() -> None:
    rule = replace(ASKING, quantity=SCALE, below="", at_least="150")
    order = replace(course().order, response_scale="ttp-platelets")
    at = Moment.parse("2026-11-20T08:00+01:00")
    result = LabResult(quantity="platelets_10e9_l", value=Decimal(151), taken_at=at)

    told = progress_of(replace(course(), order=order, lab_results=(result,)), rule)

    assert told.is_reached
