"""What came after the signature, on paper: beside what was signed, never in its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plexlog.domain.said import Said
from plexlog.domain.unit import Signature
from plexlog.reports.session_summary import SummaryInput, session_summary
from tests.reports.cases import SIGNED, as_text, summary_of

RASH = Said(text="Rash at home, gone by noon.", why="told by phone")
CALL = Said(text="Called again: well.", why="follow-up")


def given(meaning: str, said: Said) -> Signature:
    return replace(SIGNED, meaning=meaning, said=said.written, name="Dr. Federkiel")


def amendment(value: str) -> Signature:
    said = Said(value=value, label="A value", was="1", should_be="2 units", why="misread")
    return given("amended", said)


@pytest.fixture
def facts() -> SummaryInput:
    return replace(summary_of("ttp-plasma-daily", "s1"), signatures=(SIGNED,))


def printed(facts: SummaryInput, *later: Signature) -> str:
    return as_text(session_summary(replace(facts, signatures=(SIGNED, *later))))


def test_addenda_are_numbered_with_author_time_and_reason(facts: SummaryInput) -> None:
    text = printed(facts, given("addendum", RASH), given("addendum", CALL))

    assert "Addendum 1 of 2, Dr. Federkiel, 2026-09-09 11:45" in text
    assert "Addendum 2 of 2, Dr. Federkiel, 2026-09-09 11:45" in text
    assert text.index("Rash at home, gone by noon.") < text.index("Called again: well.")
    assert "Reason: told by phone" in text
    assert "AMENDED" not in text


def test_an_amendment_is_told_in_the_title_first_and_whole(facts: SummaryInput) -> None:
    text = printed(facts, amendment("before//weight_kg"))

    assert text.startswith("Session summary – AMENDED |")
    assert "AMENDED after signing: A value: signed as 1, should be 2 units" in text
    assert "== Amendments" in text
    assert "computed from the values as they were signed" in text


def test_the_figures_stay_as_they_were_signed(facts: SummaryInput) -> None:
    plain, amended = printed(facts), printed(facts, amendment("before//weight_kg"))

    kept = [line for line in plain.splitlines() if "PV" in line or "balance" in line]
    assert kept
    assert set(kept) <= set(amended.splitlines())


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("before//weight_kg", "(amended: 2 units)"),
        ("before//systolic_mmhg", "(amended: systolic pressure 2 units)"),
        ("after//pulse_per_min", "(amended: 2 units)"),
        ("after//diastolic_mmhg", "(amended: diastolic pressure 2 units)"),
        ("reading/row/pulse_per_min", "(amended: 2 units)"),
        ("reading/row/systolic_mmhg", "(amended: systolic pressure 2 units)"),
    ],
)
def test_the_amended_value_stands_beside_the_signed_one(
    facts: SummaryInput, value: str, shown: str
) -> None:
    first, *rest = facts.session.readings or ()
    session = replace(facts.session, readings=(replace(first, key="row"), *rest))

    text = printed(replace(facts, session=session), amendment(value))

    assert text.count(shown) == 1


def test_the_last_amendment_of_a_value_counts(facts: SummaryInput) -> None:
    earlier = Said(value="before//weight_kg", label="Weight", was="1", should_be="3 kg", why="x")

    text = printed(facts, given("amended", earlier), amendment("before//weight_kg"))

    assert "(amended: 2 units)" in text
    assert "(amended: 3 kg)" not in text


def test_a_value_that_was_amended_twice_says_which_amendment_holds(facts: SummaryInput) -> None:
    one, two = (replace(amendment("before//weight_kg"), key=key) for key in ("earlier", "later"))
    other = replace(amendment("before//height_cm"), key="other")
    bare = replace(SIGNED, meaning="amended", key="bare")

    text = printed(facts, one, two, other, bare)

    again = "should be 2 units (Dr. Federkiel, 2026-09-09 11:45; amended again, the last holds);"
    assert text.count(again) == 1
    assert text.count("A value (amended again, the last holds) | 1 | 2 units") == 1
    assert text.count("should be 2 units (Dr. Federkiel, 2026-09-09 11:45);") == 2


def test_gaps_that_were_stated_are_printed_first_and_whole(facts: SummaryInput) -> None:
    gaps = tuple(f"Close: thing {number}" for number in range(6))
    few = replace(SIGNED, said=Said(gaps=gaps[:2]).written)
    many = replace(SIGNED, said=Said(gaps=gaps, why="monitor failed").written)

    text = as_text(session_summary(replace(facts, signatures=(many,))))

    assert "Signed with gaps: Close: thing 0, thing 1, thing 2, thing 3 and 2 more" in text
    assert "and 2 more; reason: monitor failed" in text
    assert "thing 3, thing 4, thing 5. Reason: monitor failed" in text
    told = as_text(session_summary(replace(facts, signatures=(few,))))
    assert "Signed with gaps: Close: thing 0, thing 1; no reason given" in told


def test_a_countersignature_says_that_it_reviewed(facts: SummaryInput) -> None:
    assert "countersigned, reviewed" in printed(facts, given("countersigned", Said()))
