"""What end screens of machines show besides the totals of the record; read off and kept as shown.

These are the machine's own figures. Nothing is calculated with them; they are held against what
the program has worked out.
"""

from __future__ import annotations

from dataclasses import replace

from plexlog.domain.catalogue import (
    ANTICOAGULANT,
    INLET,
    MACHINE,
    NO_CODE,
    RANGES,
    REMOVED,
    REPLACED,
)
from plexlog.domain.fields import Limits, NumberField, Place


def _shown(
    code: str, label: str, unit: str, high: str, *, low: str = "0", decimals: int = 0
) -> NumberField:
    """One that is held against what the program has worked out."""
    return NumberField(
        code=code,
        label=label,
        unit=unit,
        shown_unit=unit,
        decimals=decimals,
        places=(Place.TOTALS,),
        possible=Limits.of(low, high),
        source=MACHINE,
        without_loinc=NO_CODE,
    )


def _saline(code: str, label: str, high: str, likely: str) -> NumberField:
    """One that nothing is worked out for: what is likely asks, as for other amounts by hand."""
    return replace(
        _shown(code, label, "mL", high), plausible=Limits.of("0", likely), source=RANGES
    )


TOTALS_SHOWN = (INLET, ANTICOAGULANT, REMOVED, REPLACED)
SCREENS_SHOWN = (
    _shown("run_time_min", "Run time", "min", "1440"),
    _shown("balance_ml", "Fluid balance", "mL", "20000", low="-20000"),
    _shown("balance_percent", "Fluid balance", "%", "300", decimals=1),
    _shown("bolus_ml", "Bolus", "mL", "10000"),
    _shown("plasma_volumes", "Plasma volumes exchanged", "PV", "10", decimals=2),
    _shown("plasma_removed_ml", "Plasma removed", "mL", "50000"),
    _shown("anticoagulant_to_patient_ml", "AC to the patient", "mL", "20000"),
    _saline("anticoagulant_for_prime_ml", "AC for the prime", "2000", "500"),
    _saline("saline_to_patient_ml", "Saline to the patient", "10000", "1000"),
    _saline("saline_to_air_ml", "Saline to air", "10000", "1000"),
    _saline("custom_prime_ml", "Custom prime", "5000", "500"),
    _saline("saline_rinse_ml", "Saline rinse", "5000", "600"),
)
END_SCREENS = {declared.code: declared for declared in (*TOTALS_SHOWN, *SCREENS_SHOWN)}
