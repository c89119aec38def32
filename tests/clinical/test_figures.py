"""Figures of sessions, runs and courses: what they add up, and what they leave open."""

from __future__ import annotations

from typing import Any

import pytest

from plexlog.clinical.figures import (
    SessionFigures,
    course_figures,
    session_figures,
)
from tests.clinical.ward import DROP, course, judged

FIRST, LAST = "now.readings.0.", "now.readings.2."
TOTALS = ("inlet_ml", "anticoagulant_ml", "removed_ml", "replaced_ml")


def figures(changes: dict[str, Any] | None = None) -> SessionFigures:
    changed = course(changes)
    return session_figures(changed, judged(changed))


def bolus(volume_ml: float, clock: str = "09:40") -> dict[str, Any]:
    return {"at": f"2026-09-09T{clock}+02:00", "volume_ml": volume_ml}


def infusion(**changes: Any) -> dict[str, Any]:
    return {
        "at": "2026-09-09T09:40+02:00",
        "drug": "calcium gluconate 10 %",
        "dose": "1 g",
        "route": "iv",
        "volume_ml": 10,
        **changes,
    }


def test_a_whole_session_adds_up() -> None:
    session = figures()

    assert session.blood_volume_formula == "nadler"
    assert session.tbv_ml == pytest.approx(5197.0, abs=0.1)
    assert session.anticoagulant_in_waste_from == "estimate"
    assert session.patient_plasma_removed_ml == pytest.approx(3025.4, abs=0.1)
    assert session.percent_of_target == pytest.approx(99.5, abs=0.1)
    assert (session.in_ml, session.out_ml) == (3720, 3618)
    assert session.balance_ml == 102
    assert session.run_minutes == 90
    assert session.paused_minutes == 0
    assert session.igg_removed_percent == pytest.approx(63.0, abs=0.1)
    assert not any(session.missing.values())


def test_what_the_device_says_goes_before_the_estimate() -> None:
    at_close = figures({"now.close.anticoagulant_in_waste_ml": 580})
    at_reading = figures({f"{LAST}anticoagulant_in_waste_ml": 581})

    assert at_close.anticoagulant_in_waste_from == "device"
    assert at_close.patient_plasma_removed_ml == 3020
    assert at_close.readings[-1].patient_plasma_removed_ml == 3020
    assert at_reading.anticoagulant_in_waste_from == "device"
    assert at_reading.anticoagulant_to_patient_ml == 79


def test_the_interval_takes_the_device_only_where_each_reading_has_it() -> None:
    each = {f"now.readings.{row}.anticoagulant_in_waste_ml": 200 * (row + 1) for row in range(3)}

    by_device = figures(each).readings[0].citrate_mg_per_kg_min
    by_estimate = figures({f"{LAST}anticoagulant_in_waste_ml": 600}).readings[0]

    assert by_device == pytest.approx(20 * 21.34 / 78.4 / 30)
    assert by_estimate.citrate_mg_per_kg_min == pytest.approx(28.46 * 21.34 / 78.4 / 30, rel=1e-3)


@pytest.mark.parametrize(
    ("rinseback", "in_ml"),
    [
        ({"now.close.rinseback_ml": 120}, 3720 + 200),
        ({"now.close.rinseback_ml": 0}, 3600),
        (
            {
                "now.close.rinseback_ml": DROP,
                "now.close.rinseback_not_done_reason": "circuit clotted",
            },
            3600,
        ),
    ],
)
def test_prime_counts_once_the_blood_was_returned(rinseback: dict[str, Any], in_ml: float) -> None:
    assert figures({"now.prime_given_ml": 200, **rinseback}).in_ml == in_ml


def test_boluses_and_infusions_are_in_the_balance() -> None:
    session = figures(
        {
            "now.saline_boluses": [bolus(150)],
            "now.drugs_given": [
                infusion(),
                infusion(route="return-line", volume_ml=20),
                infusion(route="oral", volume_ml=200),
                infusion(route="sc", volume_ml=1),
            ],
        }
    )

    assert session.in_ml == 3720 + 150 + 30
    assert [row.in_ml for row in session.readings] == [1200, 2400 + 180, 3600 + 180]


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"now.prime_given_ml": DROP}, "prime_given_ml"),
        ({"now.close.samples_ml": DROP}, "samples_ml"),
        ({"now.close.saline_in_waste_ml": DROP}, "saline_in_waste_ml"),
        ({"now.close.rinseback_ml": DROP}, "rinseback_ml"),
        ({"now.saline_boluses": DROP}, "saline_boluses"),
        ({"now.drugs_given": DROP}, "drugs_given"),
        ({f"{LAST}replaced_ml": DROP}, "replaced_ml"),
        ({"now.drugs_given": [infusion()], "now.close.samples_ml": DROP}, "samples_ml"),
        ({"now.close": DROP}, "rinseback_ml"),
        ({"now.ended_at": DROP}, "ended_at"),
        ({"now.readings": []}, "removed_ml"),
    ],
)
def test_the_balance_stays_open_while_an_input_is_missing(
    changes: dict[str, Any], missing: str
) -> None:
    session = figures(changes)

    assert session.balance_ml is None
    assert session.balance_percent is None
    assert missing in session.missing["balance_ml"]


def test_an_infusion_without_its_volume_leaves_the_balance_open() -> None:
    unmeasured = {key: value for key, value in infusion().items() if key != "volume_ml"}

    session = figures({"now.drugs_given": [unmeasured]})

    assert session.balance_ml is None
    assert session.missing["balance_ml"] == ("drugs_given.volume_ml",)
    assert [row.balance_ml is None for row in session.readings] == [False, True, True]


def test_a_volume_of_which_nobody_said_the_route_leaves_the_balance_open() -> None:
    unrouted = {key: value for key, value in infusion().items() if key != "route"}

    session = figures({"now.drugs_given": [unrouted]})
    nothing = figures({"now.drugs_given": [{**unrouted, "volume_ml": 0}]})

    assert session.balance_ml is None
    assert session.missing["balance_ml"] == ("drugs_given.route",)
    assert [row.balance_ml is None for row in session.readings] == [False, True, True]
    assert nothing.balance_ml is not None


def test_a_balance_is_not_told_where_more_saline_is_in_the_waste_than_there_is_waste() -> None:
    early = figures({"now.close.saline_in_waste_ml": 1500})
    never = figures({"now.close.saline_in_waste_ml": 4000})

    assert [row.balance_ml is None for row in early.readings] == [True, False, False]
    assert early.balance_ml is not None
    assert never.balance_ml is None
    assert never.out_ml is None


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"now.close.saline_in_waste_ml": DROP}, "saline_in_waste_ml"),
        ({"now.before.hematocrit_percent": DROP}, "hematocrit_percent"),
        ({f"{LAST}inlet_ml": DROP}, "inlet_ml"),
        ({"now.readings": []}, "removed_ml"),
        (
            {f"now.readings.{row}.removed_ml": DROP for row in range(3)}
            | {"now.close.anticoagulant_in_waste_ml": 580},
            "removed_ml",
        ),
    ],
)
def test_plasma_removed_stays_open_while_an_input_is_missing(
    changes: dict[str, Any], missing: str
) -> None:
    session = figures(changes)

    assert session.patient_plasma_removed_ml is None
    assert session.plasma_volumes is None
    assert session.percent_of_target is None
    assert missing in session.missing["patient_plasma_removed_ml"]


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"patient.sex_for_formulas": DROP}, "sex_for_formulas"),
        ({"patient.height_cm": DROP}, "height_cm"),
        ({"now.before.weight_kg": DROP}, "weight_kg"),
        ({"now.before": DROP}, "weight_kg"),
        ({"patient.birth_date": "2026-09-10"}, "birth_date"),
    ],
)
def test_nothing_stands_in_for_a_missing_part_of_the_blood_volume(
    changes: dict[str, Any], missing: str
) -> None:
    session = figures(changes)

    assert session.tbv_ml is None
    assert session.blood_volume_formula is None
    assert session.epv_ml is None
    assert session.target_ml is None
    assert missing in session.missing["tbv_ml"]


def test_a_plasma_volume_needs_todays_haematocrit() -> None:
    session = figures({"now.before.hematocrit_percent": DROP})

    assert session.tbv_ml is not None
    assert session.epv_ml is None
    assert session.lemmens_epv_ml is None
    assert session.missing["epv_ml"] == ("hematocrit_percent",)


def test_a_typed_volume_wins() -> None:
    typed = {"total_blood_volume": {"value_ml": 4800, "reason": "measured"}}

    session = figures({"now.plan": typed, "patient.sex_for_formulas": DROP})

    assert session.blood_volume_formula == "typed"
    assert session.epv_ml == pytest.approx(4800 * 0.585)


def test_a_height_measured_before_the_session_goes_before_the_patients() -> None:
    measured = {"value": 175, "taken_at": "2026-09-09T08:00+02:00"}

    session = figures({"now.before.height_cm": measured})

    assert session.volumes.height_cm == 175
    assert session.volumes.bmi == pytest.approx(78.4 / 1.75**2)


def test_a_chosen_formula_stays() -> None:
    session = figures({"now.plan": {"blood_volume_formula": "lemmens"}})

    assert session.blood_volume_formula == "lemmens"
    assert session.epv_ml == session.lemmens_epv_ml


def test_a_reading_whose_total_fell_is_not_calculated_with() -> None:
    session = figures({f"{LAST}removed_ml": 360})

    assert [row.is_kept for row in session.readings] == [True, True, False]
    assert session.readings[-1].removed_ml == 360
    assert session.readings[-1].balance_ml is None
    assert session.removed_ml == 2400


def test_a_total_typed_ten_times_too_high_makes_no_nonsense() -> None:
    session = figures({f"{FIRST}removed_ml": 12000})

    assert [row.is_kept for row in session.readings] == [True, False, False]
    assert session.anticoagulant_to_patient_ml is None
    assert session.patient_plasma_removed_ml is None
    assert session.plasma_volumes is None
    assert session.citrate_mean_mg_per_kg_min is None
    assert session.citrate_max_mg_per_kg_min is None
    assert session.missing["anticoagulant_in_waste_ml"] == (
        "inlet_ml",
        "anticoagulant_ml",
        "removed_ml",
    )
    assert session.readings[0].anticoagulant_to_patient_ml is None


def test_more_anticoagulant_in_the_waste_than_was_used_is_a_slip() -> None:
    slip = figures({"now.close.anticoagulant_in_waste_ml": 662})
    rounded = figures({"now.close.anticoagulant_in_waste_ml": 661})

    assert slip.anticoagulant_to_patient_ml is None
    assert slip.missing["anticoagulant_in_waste_ml"] == ("anticoagulant_in_waste_ml",)
    assert rounded.anticoagulant_to_patient_ml == -1


def test_totals_noted_at_the_close_are_a_reading_at_the_end() -> None:
    noted = {"inlet_ml": 6700, "anticoagulant_ml": 670, "removed_ml": 3650, "replaced_ml": 2990}

    later = figures({"now.close.totals": noted, "now.ended_at": "2026-09-09T10:32+02:00"})
    same = figures({"now.close.totals": {"removed_ml": 3650}})
    fallen = figures({"now.close.totals": {"removed_ml": 3500}})
    empty = figures({"now.close.totals": {}})
    unended = figures({"now.close.totals": noted, "now.ended_at": DROP})

    assert (later.removed_ml, len(later.readings)) == (3650, 4)
    assert (same.removed_ml, same.replaced_ml) == (3650, 2940)
    assert (fallen.removed_ml, fallen.readings[-1].is_kept) == (3600, False)
    assert empty.removed_ml == 3600
    assert unended.removed_ml == 3600


def test_anticoagulant_beyond_the_inlet_gives_no_estimate() -> None:
    session = figures({f"{LAST}anticoagulant_ml": 6601})

    assert session.anticoagulant_in_waste_ml is None
    assert session.anticoagulant_to_patient_ml is None


@pytest.mark.parametrize("product", ["heparin", "none"])
def test_heparin_carries_no_citrate(product: str) -> None:
    session = figures({"order.anticoagulant": {"product": product}})

    assert session.citrate_mean_mg_per_kg_min == 0
    assert session.citrate_max_mg_per_kg_min == 0


def test_citrate_of_other_products_is_not_assessed() -> None:
    session = figures({"now.plan": {"anticoagulant": {"product": "trisodium-citrate-4"}}})

    assert session.citrate_mean_mg_per_kg_min is None
    assert session.missing["citrate_mg_per_kg_min"] == ("acd-a",)


@pytest.mark.parametrize(
    "changes",
    [
        {"now.before.weight_kg": DROP},
        {"now.readings": []},
        {"now.ended_at": DROP},
        {"now.bags": [], "order.replacement": DROP},
    ],
)
def test_the_mean_citrate_stays_open_while_an_input_is_missing(changes: dict[str, Any]) -> None:
    assert figures(changes).citrate_mean_mg_per_kg_min is None


def test_plasma_of_the_bags_counts_for_citrate_and_removal() -> None:
    half = {
        "now.bags.0.given_ml": 1470,
        "now.bags.0.started_at": DROP,
    }
    plasma = {
        "id": "p1",
        "fluid": "plasma-fresh-frozen",
        "volume_ml": 1500,
        "given_ml": 1470,
        "started_at": "2026-09-09T09:00+02:00",
    }
    changed = course(half)
    albumin = {"id": "a1", "fluid": "albumin", "volume_ml": 1500, "given_ml": 1470}

    session = figures({"now.bags": [albumin, plasma]})
    alone = session_figures(changed, judged(changed))

    assert session.donor_plasma_share == 0.5
    assert session.removing_volumes == pytest.approx((session.plasma_volumes or 0) / 2)
    assert session.readings[0].citrate_mg_per_kg_min == pytest.approx(
        (28.46 * 21.34 + 980 * 3.78) / 78.4 / 30, rel=1e-3
    )
    assert alone.donor_plasma_share == 0


def test_a_bag_that_still_hangs_counts_with_its_nominal_volume() -> None:
    hanging = {
        "id": "p1",
        "fluid": "plasma-fresh-frozen",
        "volume_ml": 250,
        "started_at": "2026-09-09T09:00+02:00",
    }
    session = figures({"now.bags": [hanging, {"id": "u", "fluid": "albumin", "volume_ml": 500}]})

    assert session.bags_given_ml is None
    assert session.donor_plasma_share == 0
    assert session.citrate_max_mg_per_kg_min == pytest.approx(
        (28.46 * 21.34 + 980 * 3.78) / 78.4 / 30, rel=1e-3
    )


def test_without_bags_or_plan_the_removal_of_igg_is_open() -> None:
    session = figures({"now.bags": DROP, "order.replacement": DROP})

    assert session.plasma_volumes is not None
    assert session.donor_plasma_share is None
    assert session.igg_removed_percent is None
    assert session.bags_given_ml is None


def test_nothing_out_gives_no_percentage() -> None:
    session = figures(
        {f"now.readings.{row}.removed_ml": 0 for row in range(3)} | {"now.close.samples_ml": 0}
    )

    assert session.in_ml is not None
    assert session.balance_percent is None


def test_lost_blood_stands_beside_the_balance() -> None:
    clot = {
        "id": "r1",
        "kind": "clotting",
        "grade": "II",
        "onset_at": "2026-09-09T10:00+02:00",
        "clotting": {"location": "circuit", "blood_lost_ml": 180},
    }
    session = figures({"now.reactions": [clot]})

    assert session.blood_lost_ml == 180
    assert session.in_ml == figures().in_ml
    assert figures().blood_lost_ml is None


def test_pauses_are_not_run_time() -> None:
    paused = {
        "now.pauses": [
            {"from": "2026-09-09T09:40+02:00", "to": "2026-09-09T09:50+02:00"},
        ]
    }

    session = figures(paused)

    assert session.run_minutes == 80
    assert session.paused_minutes == 10
    assert figures({"now.pauses": DROP}).paused_minutes is None


def test_a_session_that_did_not_start_has_volumes_and_a_target_only() -> None:
    session = figures({"now.started_at": DROP, "now.ended_at": DROP})

    assert session.target_ml is not None
    assert session.removed_ml is None
    assert session.run_minutes is None
    assert session.missing["run"] == ("started_at",)


def test_a_course_adds_up_its_sessions() -> None:
    reaction = {"id": "r1", "kind": "citrate", "onset_at": "2026-09-07T09:20+02:00", "grade": "II"}
    ungraded = {
        "id": "r2",
        "kind": "citrate",
        "onset_at": "2026-09-09T09:20+02:00",
        "grade": "I",
    }

    whole = course_figures(
        course({"sessions.0.reactions": [reaction], "now.reactions": [ungraded]})
    )

    assert whole.sessions_ended == 2
    assert whole.plasma_volumes == pytest.approx(1.99, abs=0.001)
    assert whole.catheter_days == 4
    assert [(one.kind, one.grade, one.count) for one in whole.reactions] == [
        ("citrate", "I", 1),
        ("citrate", "II", 1),
    ]
    assert whole.prediction[1].igg_before_percent == pytest.approx(69.4, abs=0.3)


def test_a_course_with_a_missing_number_has_no_sum() -> None:
    open_one = course_figures(course({"now.close.saline_in_waste_ml": DROP}))
    none = course_figures(course({"sessions": []}))

    assert open_one.plasma_volumes is None
    assert open_one.prediction[1].igg_after_percent is None
    assert none.plasma_volumes is None
    assert (none.sessions_ended, none.prediction, none.catheter_days) == (0, (), None)


def test_reactions_are_counted_by_kind_and_the_mildest_first() -> None:
    told = [("hypotension", "IV"), ("hypotension", "I"), ("allergic", "III"), ("allergic", "II")]
    kept = [
        {
            "id": f"s2-r{number}",
            "kind": kind,
            "onset_at": "2026-09-09T10:00+02:00",
            "grade": grade,
        }
        for number, (kind, grade) in enumerate(told)
    ]

    counted = course_figures(course({"sessions.0.reactions": [], "now.reactions": kept})).reactions

    assert [(one.kind.value, str(one.grade), one.count) for one in counted] == [
        ("allergic", "II", 1),
        ("allergic", "III", 1),
        ("hypotension", "I", 1),
        ("hypotension", "IV", 1),
    ]
