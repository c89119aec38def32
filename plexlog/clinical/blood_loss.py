"""Red cells that stay in a set, and what the separator was doing when it clotted.

Definitions, not estimates: haematocrit is the share of red cells in blood, and a fraction is a
part over its whole. Nothing here says how much blood a patient may lose.
"""

from __future__ import annotations

from plexlog.clinical.domain_errors import hematocrit, volume


def red_cells_lost_ml(circuit_ml: float, hematocrit_fraction: float) -> float:
    """Red cells in a set that is not given back, in mL: its volume times the haematocrit.

    The extracorporeal red cell volume of Staley EM et al., A brief review of common mathematical
    calculations in therapeutic apheresis, J Clin Apher 2019;34:607-612. Haematocrit as a fraction.
    """
    return volume("circuit", circuit_ml) * hematocrit(hematocrit_fraction)


def inlet_to_anticoagulant(inlet_ml: float, anticoagulant_ml: float) -> float | None:
    """How many mL of inlet came for one of anticoagulant; None while none has gone in.

    The inlet is counted as centrifugal machines do, anticoagulant included (Spectra Optia operator
    manual, therapeutic plasma exchange: inlet:AC ratio).
    """
    inlet = volume("inlet", inlet_ml)
    used = volume("anticoagulant", anticoagulant_ml)
    return None if used <= 0 else inlet / used


def filtration_fraction_percent(
    removed_ml: float, inlet_ml: float, anticoagulant_ml: float, hematocrit_fraction: float
) -> float | None:
    """Share of the plasma that came in which was taken off, in percent; None without any.

    Filtration fraction of membrane separation (Gashti CN, Membrane-based therapeutic plasma
    exchange: a new frontier for nephrologists, Semin Dial 2016;29:382-390). What comes in as
    plasma is the inlet without its red cells: the patient's plasma and the anticoagulant.
    """
    blood_ml = volume("blood at the inlet", inlet_ml - volume("anticoagulant", anticoagulant_ml))
    plasma_ml = inlet_ml - blood_ml * hematocrit(hematocrit_fraction)
    return None if plasma_ml <= 0 else 100 * volume("removed", removed_ml) / plasma_ml
