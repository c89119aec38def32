"""What was recorded is printed as it was recorded; only what is computed is rounded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plexlog.domain import records, words
from plexlog.domain.moments import Moment
from plexlog.domain.records import Bag, Close, DrugGiven, FluidShare, Lock, SalineBolus
from plexlog.domain.shapes import Measured
from plexlog.reports.session_summary import SummaryInput, session_summary
from tests.reports.cases import at, said_first, told, with_patient, with_session


def with_order(facts: SummaryInput, **changes: object) -> SummaryInput:
    """The same summary under another order."""
    order = replace(facts.course.order, **changes)  # type: ignore[arg-type]  # by name
    return replace(facts, course=replace(facts.course, order=order))


def albumin(number: int, given: str | None, **changes: object) -> Bag:
    """A bag of albumin 5 % of one lot."""
    bag = Bag(
        id=f"b{number}",
        fluid=words.Fluid.ALBUMIN,
        volume_ml=Decimal(250),
        concentration_percent=Decimal(5),
        lot="HB26",
        given_ml=None if given is None else Decimal(given),
    )
    return replace(bag, **changes)  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("recorded", "printed"),
    [("0.4", "0.4"), ("2.5", "2.5"), ("5.0", "5"), ("1250.25", "1\u202f250.25")],
)
def test_volumes_of_drugs_and_boluses_are_not_rounded(
    facts: SummaryInput, recorded: str, printed: str
) -> None:
    drug = DrugGiven(at=at("10:00"), drug="clemastine", dose="2 mg", volume_ml=Decimal(recorded))
    bolus = SalineBolus(at=at("10:10"), volume_ml=Decimal(recorded))

    rows = told(with_session(facts, drugs_given=(drug,), saline_boluses=(bolus,)), "Drugs")

    assert f"10:00 | clemastine | 2 mg | {printed}" in rows
    assert f"bolus | – | {printed}" in rows


def test_the_strength_of_a_lock_is_not_rounded(facts: SummaryInput) -> None:
    lock = Lock(
        lumen="red",
        agent=words.LockAgent.TRISODIUM_CITRATE,
        volume_ml=Decimal("1.35"),
        citrate_percent=Decimal("46.7"),
    )

    text = told(with_session(facts, close=Close(locks=(lock,))), "Access")

    assert "red | trisodium citrate 46.7\u00a0% | 1.35" in text


def test_amounts_of_bags_are_not_rounded(facts: SummaryInput) -> None:
    given = with_session(facts, bags=(albumin(1, "62.5"),))

    assert "HB26 | 1 | 62.5" in told(given, "Replacement fluids")
    assert "albumin 62.5\u00a0mL" in told(given, "Plan and delivery")


def test_what_was_ordered_is_not_rounded(facts: SummaryInput) -> None:
    shares = (
        FluidShare(fluid=words.Fluid.ALBUMIN, share=Decimal("0.875")),
        FluidShare(fluid=words.Fluid.SALINE, share=Decimal("0.125")),
    )
    ordered = with_order(
        with_session(facts, plan=None),
        plasma_volumes=Decimal("1.125"),
        balance_percent=Decimal("102.5"),
        replacement=shares,
    )

    plan = told(ordered, "Plan and delivery")

    assert "Plasma volumes | 1.125\u00a0PV" in plan
    assert "Fluid balance | 102.5\u00a0%" in plan
    assert "87.5\u00a0% albumin\n12.5\u00a0% sodium chloride" in plan
    assert "of 1.125\u00a0PV planned" in said_first(ordered)


def test_blood_lost_in_a_clot_is_not_rounded(facts: SummaryInput) -> None:
    reaction = records.Reaction(
        id="r",
        kind=words.ReactionKind.CLOTTING,
        onset_at=at("10:00"),
        clotting=records.Clotting(
            location=words.ClotLocation.FILTER, blood_lost_ml=Decimal("12.5")
        ),
    )

    assert "blood lost 12.5\u00a0mL" in told(
        with_session(facts, reactions=(reaction,)), "Reactions"
    )


def test_pressures_and_the_ends_of_the_chart_are_not_rounded(facts: SummaryInput) -> None:
    last, *_ = facts.session.readings or ()
    values = {
        "systolic_mmhg": Measured(value=Decimal("121.5")),
        "diastolic_mmhg": Measured(value=Decimal("70")),
        "pulse_per_min": Measured(value=Decimal("80.5")),
        "removed_ml": Measured(value=Decimal("1460.5")),
    }
    row = replace(last, values=values)

    run = told(with_session(facts, readings=(row,), close=None), "Run")

    assert "Blood pressure 121.5/70 mmHg; Pulse 80.5 /min; Removed 1\u202f460.5\u00a0mL" in run
    assert "| 121.5/70 | 80.5" in run


@pytest.mark.parametrize(
    "changes",
    [
        {"concentration_percent": Decimal(20)},
        {"concentration_percent": Decimal(20), "diluted_to_percent": Decimal(5)},
        {"diluent": words.Diluent.SALINE},
        {"abo": words.Abo.AB},
        {"rhd": words.RhD.NEGATIVE},
        {"product": "Albumin 250 mL"},
        {"lot": "HB27"},
        {"din": "A999926000100"},
        {"expires_on": date(2027, 1, 1)},
    ],
)
def test_bags_that_differ_stand_in_rows_of_their_own(
    facts: SummaryInput, changes: dict[str, object]
) -> None:
    bags = (albumin(1, "250"), albumin(2, "250", **changes), albumin(3, "250"))

    rows = told(with_session(facts, bags=bags), "Replacement fluids").splitlines()

    assert sorted(row.count("| 2 | 500") for row in rows) == [0, 0, 1]
    assert sorted(row.count("| 1 | 250") for row in rows) == [0, 0, 1]


def test_a_diluted_bag_says_what_it_was_made_of(facts: SummaryInput) -> None:
    bag = albumin(
        1,
        "500",
        concentration_percent=Decimal(20),
        diluent=words.Diluent.SALINE,
        diluted_to_percent=Decimal("4.5"),
    )

    text = told(with_session(facts, bags=(bag,)), "Replacement fluids")

    assert "albumin 20\u00a0% in sodium chloride 0.9 % to 4.5\u00a0% |" in text


def test_a_bag_without_an_amount_hides_no_others(facts: SummaryInput) -> None:
    bags = (albumin(1, "250"), albumin(2, None), albumin(3, "62.5"))

    given = with_session(facts, bags=bags)

    assert "| 3 | 312.5 (+ 1 bag not recorded)" in told(given, "Replacement fluids")
    assert "albumin 312.5\u00a0mL (+ 1 bag not recorded)" in told(given, "Plan and delivery")


def test_bags_without_any_amount_are_never_zero(facts: SummaryInput) -> None:
    given = with_session(facts, bags=(albumin(1, None), albumin(2, None)))

    assert "| 2 | 2 bags not recorded" in told(given, "Replacement fluids")
    assert "albumin 2 bags not recorded" in told(given, "Plan and delivery")


def test_drugs_of_the_night_when_the_clock_goes_back_stand_in_order(facts: SummaryInput) -> None:
    drugs = tuple(
        DrugGiven(at=Moment.parse(f"2026-10-25T{time}"), drug=drug, dose="1 g")
        for time, drug in (("02:05+01:00", "later"), ("02:50+02:00", "earlier"))
    )

    rows = told(with_session(facts, drugs_given=drugs), "Drugs").splitlines()[1:]

    assert [row.split(" | ")[1] for row in rows] == ["earlier", "later"]


@pytest.mark.parametrize(
    ("name", "printed"), [("Weiß", "WEIß"), ("Łuk", "ŁUK"), ("Müller-Groß", "MÜLLER-GROß")]
)
def test_capitals_change_no_letter_of_a_name(facts: SummaryInput, name: str, printed: str) -> None:
    report = session_summary(with_patient(facts, family_name=name, given_name="Eva"))

    assert report.patient == f"{printed}, Eva"
