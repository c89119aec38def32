"""What a run takes and needs: fluid, bottles, calcium, and what it says of its own limits."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plexlog.clinical.calcium import calcium_content, calcium_with_replacement
from plexlog.clinical.domain_errors import ImpossibleValueError
from plexlog.clinical.exchange import estimated_anticoagulant_in_waste_ml
from plexlog.clinical.expected_run import (
    USUAL_EFFICIENCY,
    anticoagulant_share_of_separated,
    expected_run,
    plasma_from_waste_ml,
)
from plexlog.clinical.pick_list import Containers, containers_for, pick_list, sizes_of
from plexlog.clinical.replacement import (
    Portion,
    albumin_g,
    colloid_share,
    diluted_parts_ml,
    extracorporeal_share,
    mean_albumin_percent,
    replacement_needed_ml,
)
from plexlog.domain.facts import FluidFact
from plexlog.domain.records import FluidShare
from plexlog.domain.words import CalciumSalt, Diluent, Fluid

HEMATOCRITS = st.floats(0.08, 0.70)
RATIOS = st.floats(4, 30)


def fact(fluid: Fluid, *sizes: int, percent: str = "") -> FluidFact:
    return FluidFact(
        code=f"{fluid}-{percent}",
        label=fluid.label,
        source="invented",
        fluid=fluid.value,
        concentration_percent=percent,
        volumes_ml=sizes,
    )


FACTS = (
    fact(Fluid.ALBUMIN, 250, 500, percent="5"),
    fact(Fluid.ALBUMIN, 50, 100, percent="20"),
    fact(Fluid.SALINE, 500, 1000),
    fact(Fluid.PLASMA_FRESH_FROZEN, 200, 250, 300),
)


def part(fluid: Fluid, share: str, percent: str | None = None, **more: object) -> FluidShare:
    strength = None if percent is None else Decimal(percent)
    rest: dict[str, object] = {"fluid": fluid, "share": Decimal(share), **more}
    return FluidShare(concentration_percent=strength, **rest)  # type: ignore[arg-type]  # keys by name


@given(HEMATOCRITS, RATIOS, st.floats(500, 6000))
def test_a_run_without_loss_agrees_with_the_estimate_from_its_totals(
    hematocrit: float, ratio: float, plasma_ml: float
) -> None:
    run = expected_run(
        plasma_ml=plasma_ml,
        inlet_ml_per_min=60,
        inlet_ac_ratio=ratio,
        hematocrit_fraction=hematocrit,
    )

    estimated = estimated_anticoagulant_in_waste_ml(
        removed_ml=run.waste_ml,
        saline_in_waste_ml=0,
        inlet_ml=run.blood_processed_ml + run.anticoagulant_ml,
        anticoagulant_ml=run.anticoagulant_ml,
        hematocrit_fraction=hematocrit,
    )

    assert estimated == pytest.approx(run.anticoagulant_in_waste_ml)
    assert plasma_from_waste_ml(run.waste_ml, ratio, hematocrit) == pytest.approx(plasma_ml)
    share = anticoagulant_share_of_separated(ratio, hematocrit)
    assert run.anticoagulant_percent_of_waste == pytest.approx(100 * share)


@given(HEMATOCRITS, RATIOS)
def test_replacement_for_100_percent_gives_100_percent(hematocrit: float, ratio: float) -> None:
    run = expected_run(
        plasma_ml=3000,
        inlet_ml_per_min=60,
        inlet_ac_ratio=ratio,
        hematocrit_fraction=hematocrit,
    )

    needed = replacement_needed_ml(
        patient_plasma_ml=3000,
        anticoagulant_ml=run.anticoagulant_ml,
        anticoagulant_in_waste_ml=run.anticoagulant_in_waste_ml,
    )

    assert needed + run.anticoagulant_ml == pytest.approx(run.waste_ml)
    assert needed < 3000


def test_a_faster_inlet_shortens_the_run_and_changes_no_volume() -> None:
    slow, fast = (
        expected_run(
            plasma_ml=3000, inlet_ml_per_min=flow, inlet_ac_ratio=10, hematocrit_fraction=0.4
        )
        for flow in (40, 80)
    )

    assert slow.minutes == pytest.approx(2 * fast.minutes)
    assert slow.waste_ml == pytest.approx(fast.waste_ml)
    assert slow.anticoagulant_to_patient_ml == pytest.approx(fast.anticoagulant_to_patient_ml)


def test_a_worse_separator_takes_longer() -> None:
    def minutes(efficiency: float) -> float:
        return expected_run(
            plasma_ml=3000,
            inlet_ml_per_min=60,
            inlet_ac_ratio=10,
            hematocrit_fraction=0.4,
            efficiency=efficiency,
        ).minutes

    assert minutes(0.435) == pytest.approx(2 * minutes(USUAL_EFFICIENCY))
    assert minutes(1.0) == pytest.approx(3000 / (54 * 0.6))


def test_boluses_and_samples_enter_the_balance() -> None:
    needed = replacement_needed_ml(
        patient_plasma_ml=3000,
        anticoagulant_ml=600,
        anticoagulant_in_waste_ml=500,
        balance_percent=110,
        other_in_ml=250,
        other_out_ml=20,
    )

    assert needed == pytest.approx(1.1 * 3520 - 600 - 250)


def test_replacement_is_never_less_than_nothing() -> None:
    needed = replacement_needed_ml(
        patient_plasma_ml=100, anticoagulant_ml=600, anticoagulant_in_waste_ml=50
    )

    assert needed == 0


def test_chloride_holds_three_times_the_calcium_of_gluconate() -> None:
    gluconate, chloride = (
        calcium_content(salt, 10) for salt in (CalciumSalt.GLUCONATE_10, CalciumSalt.CHLORIDE_10)
    )

    assert chloride.mmol / gluconate.mmol == pytest.approx(2.93, abs=0.01)
    assert gluconate.meq == pytest.approx(4.65, abs=0.01)
    assert chloride.meq == pytest.approx(13.6, abs=0.01)
    assert gluconate.mg == pytest.approx(93.1, abs=0.1)


def test_half_the_concentration_holds_half_the_calcium() -> None:
    full, half = (calcium_content(CalciumSalt.GLUCONATE_10, 10, percent) for percent in (10, 5))

    assert half.mmol == pytest.approx(full.mmol / 2)


@pytest.mark.parametrize("salt", [CalciumSalt.ORAL, CalciumSalt.NONE])
def test_tablets_have_no_calcium_by_volume(salt: CalciumSalt) -> None:
    with pytest.raises(ImpossibleValueError) as refused:
        calcium_content(salt, 10)

    assert str(refused.value) == (
        f"calcium salt {salt} is not possible; possible are calcium gluconate 10 % and "
        "calcium chloride 10 %"
    )


@pytest.mark.parametrize("percent", [0.1, 50])
def test_the_bounds_of_a_calcium_solution_are_possible(percent: float) -> None:
    assert calcium_content(CalciumSalt.CHLORIDE_10, 1, percent).mmol > 0


def test_calcium_goes_with_the_replacement() -> None:
    millilitres, content = calcium_with_replacement(CalciumSalt.CHLORIDE_10, 1000, 2000)

    assert millilitres == 2000
    assert content.mmol == pytest.approx(2000 * 0.6802, rel=1e-3)


def test_saline_thins_colloid_and_albumin() -> None:
    portions = [
        Portion(volume_ml=1000, is_colloid=False),
        Portion(volume_ml=500, is_colloid=True),
        Portion(volume_ml=500, is_colloid=True, albumin_percent=20),
    ]

    assert colloid_share(portions) == 0.5
    assert mean_albumin_percent(portions) == 5
    assert albumin_g(500, 25) == 125


@pytest.mark.parametrize("portions", [[], [Portion(volume_ml=0, is_colloid=True)]])
def test_nothing_has_no_share_of_colloid(portions: list[Portion]) -> None:
    for compute in (colloid_share, mean_albumin_percent):
        with pytest.raises(ImpossibleValueError, match=r"^a replacement of 0 mL is not possible"):
            compute(portions)


def test_a_little_has_its_share_and_less_than_nothing_has_none() -> None:
    assert colloid_share([Portion(volume_ml=0.5, is_colloid=True)]) == 1
    with pytest.raises(ImpossibleValueError, match=r"^a portion of -1 mL is not possible"):
        colloid_share([Portion(volume_ml=-1, is_colloid=True)])


def test_a_circuit_is_a_part_of_the_blood() -> None:
    assert extracorporeal_share(185, 3700) == 0.05
    assert extracorporeal_share(185, 100) == 1.85


def test_concentrated_albumin_is_taken_apart() -> None:
    assert diluted_parts_ml(3000, 20, 5) == (750, 2250)
    assert diluted_parts_ml(3000, 5, 5) == (3000, 0)


@pytest.mark.parametrize(("stock", "to"), [(20, 20.1), (20, 0.05), (3.4, 3), (25.1, 5)])
def test_albumin_is_not_diluted_to_more_than_it_is(stock: float, to: float) -> None:
    with pytest.raises(ImpossibleValueError):
        diluted_parts_ml(3000, stock, to)


@pytest.mark.parametrize(
    ("needed", "sizes", "containers"),
    [
        (2837, (250, 500), [(6, 500)]),
        (2600, (250, 500), [(5, 500), (1, 250)]),
        (2750.1, (250, 500), [(6, 500)]),
        (2500, (250, 500), [(5, 500)]),
        (1, (250, 500), [(1, 250)]),
        (700, (300, 500), [(1, 500), (1, 300)]),
        (850, (300, 500), [(3, 300)]),
        (2837, (250,), [(12, 250)]),
        (2837, (250, 250, 0, -5), [(12, 250)]),
        (2837, (), []),
        (0, (250,), []),
    ],
)
def test_whole_containers_leave_least_over(
    needed: float, sizes: tuple[int, ...], containers: list[tuple[int, int]]
) -> None:
    assert containers_for(needed, sizes) == tuple(Containers(*one) for one in containers)


@given(st.floats(1, 8000), st.sets(st.integers(1, 20), min_size=1, max_size=3))
def test_containers_hold_what_is_needed_and_no_container_too_many(
    needed: float, tens: set[int]
) -> None:
    sizes = [50 * ten for ten in tens]

    taken = containers_for(needed, sizes)

    total = sum(one.count * one.size_ml for one in taken)
    assert total >= needed
    assert total - min(one.size_ml for one in taken) < needed
    assert all(one.count > 0 for one in taken)


def test_an_order_of_albumin_and_saline_becomes_bottles() -> None:
    order = (part(Fluid.ALBUMIN, "0.8", "5"), part(Fluid.SALINE, "0.2"))

    albumin, saline = pick_list(order, 2837, FACTS)

    assert (albumin.fluid, albumin.label) == ("albumin", "albumin 5 %")
    assert albumin.needed_ml == pytest.approx(2269.6)
    assert albumin.containers == (Containers(5, 500),)
    assert albumin.fetched_ml == 2500
    assert albumin.waste_ml == pytest.approx(230.4)
    assert (saline.label, saline.fetched_ml) == ("sodium chloride 0.9 %", 1000)
    assert saline.containers == (Containers(1, 1000),)


def test_fewest_of_containers_that_leave_the_same() -> None:
    assert containers_for(1000, (500, 1000)) == (Containers(1, 1000),)


def test_plasma_is_counted_by_its_middle_unit() -> None:
    (plasma,) = pick_list((part(Fluid.PLASMA_FRESH_FROZEN, "1"),), 2837, FACTS)

    assert plasma.containers == (Containers(12, 250),)
    assert sizes_of(Fluid.PLASMA_FRESH_FROZEN, None, FACTS) == (250,)
    assert sizes_of(Fluid.PLASMA_CRYO_POOR, None, FACTS) == ()
    two = (fact(Fluid.PLASMA_CRYO_POOR, 200, 250),)
    assert sizes_of(Fluid.PLASMA_CRYO_POOR, None, two) == (250,)


def test_a_concentrate_is_fetched_with_its_diluent() -> None:
    diluted = part(
        Fluid.ALBUMIN, "0.9", "20", diluent=Diluent.SALINE, diluted_to_percent=Decimal(5)
    )

    albumin, saline = pick_list((diluted, part(Fluid.SALINE, "0.1")), 2000, FACTS)

    assert (albumin.needed_ml, albumin.label) == (450, "albumin 20 %")
    assert albumin.containers == (Containers(4, 100), Containers(1, 50))
    assert saline.needed_ml == 1350 + 200
    assert saline.containers == (Containers(2, 1000),)


def test_a_diluent_without_sizes_is_named_without_containers() -> None:
    diluted = part(
        Fluid.ALBUMIN, "1", "20", diluent=Diluent.DEXTROSE, diluted_to_percent=Decimal(5)
    )

    _, dextrose = pick_list((diluted,), 2000, FACTS)

    assert (dextrose.label, dextrose.needed_ml) == ("dextrose 5 %", 1500)
    assert dextrose.containers == ()
    assert dextrose.waste_ml is None


def test_a_concentrate_without_a_diluent_named_is_fetched_alone() -> None:
    diluted = part(Fluid.ALBUMIN, "1", "20", diluted_to_percent=Decimal(5))

    (albumin,) = pick_list((diluted,), 2000, FACTS)

    assert albumin.needed_ml == 500


def test_a_strength_that_the_unit_has_not_has_no_containers() -> None:
    (albumin,) = pick_list((part(Fluid.ALBUMIN, "1", "4.50"),), 2000, FACTS)
    any_strength = pick_list((part(Fluid.ALBUMIN, "1"),), 2000, FACTS)

    assert albumin.label == "albumin 4.5 %"
    assert albumin.containers == ()
    assert any_strength[0].containers == (Containers(4, 500),)
    assert any_strength[0].label == "albumin"


def test_nothing_ordered_is_nothing_to_fetch() -> None:
    assert pick_list((part(Fluid.SALINE, "0"),), 2000, FACTS) == ()
    assert pick_list((part(Fluid.SALINE, "1"),), 0, FACTS) == ()
