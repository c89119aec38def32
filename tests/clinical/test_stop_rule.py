"""How far a course is towards its stop rule."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.clinical.course_levels import Measurement
from plexlog.clinical.stop_rule import stop_progress
from plexlog.domain.facts import StopRuleFact
from plexlog.domain.moments import Moment

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
