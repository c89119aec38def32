"""The limits of the rules of the run."""

from __future__ import annotations

from typing import Any

from plexlog.domain.fields import Severity
from plexlog.domain.findings import Phase
from tests.clinical.limits import (
    BEFORE,
    FIRST,
    LAST,
    PLASMA,
    Limit,
    low_in_run,
)
from tests.clinical.ward import DROP

NO_READINGS: dict[str, Any] = {"now.readings": []}
PLASMA_UP_TO_THE_LIMIT: dict[str, Any] = {  # 959 mL in 30 min are 1.798 mg/kg/min
    "now.plan": {"replacement": PLASMA},
    "now.bags": [],
    **{f"now.readings.{row}.replaced_ml": 959 * (row + 1) for row in range(3)},
}
RUN_LIMITS = (
    Limit(
        Phase.RUN,
        "total-fell",
        Severity.ASK,
        raised=({f"{LAST}removed_ml": 2399}, {f"{FIRST}removed_ml": 12000}),
        silent=({f"{LAST}removed_ml": 2400},),
        missing=((NO_READINGS, ("inlet_ml", "anticoagulant_ml", "removed_ml", "replaced_ml")),),
    ),
    Limit(
        Phase.RUN,
        "balance-off",
        Severity.ASK,
        raised=(
            {f"{FIRST}replaced_ml": 1101},
            {f"{FIRST}replaced_ml": 859},
            {f"{FIRST}replaced_ml": 1101, "order.balance_percent": 110},
            {f"{FIRST}replaced_ml": 859, "order.balance_percent": 90},
            {f"{FIRST}replaced_ml": 859, "order.balance_percent": DROP},
            {f"{FIRST}replaced_ml": 1101, "order.balance_percent": DROP},
            {"now.close.rinseback_ml": 400},
        ),
        silent=(
            {f"{FIRST}replaced_ml": 1100},
            {f"{FIRST}replaced_ml": 860},
            {f"{FIRST}replaced_ml": 499},
            {f"{FIRST}replaced_ml": 1101, "order.balance_percent": 111},
            {f"{FIRST}replaced_ml": 859, "now.plan": {"balance_percent": 89}},
        ),
        missing=(
            ({"now.saline_boluses": DROP}, ("saline_boluses",)),
            ({"now.drugs_given": DROP}, ("drugs_given",)),
            ({f"now.readings.{row}.removed_ml": DROP for row in range(3)}, ("removed_ml",)),
            (
                {
                    "now.drugs_given": [
                        {
                            "at": "2026-09-09T09:10+02:00",
                            "drug": "clemastine",
                            "dose": "2 mg",
                            "route": "iv",
                        }
                    ]
                },
                ("drugs_given.volume_ml",),
            ),
        ),
    ),
    Limit(
        Phase.RUN,
        "citrate-rate-high",
        Severity.ASK,
        raised=({**PLASMA_UP_TO_THE_LIMIT, f"{FIRST}replaced_ml": 960},),
        silent=(PLASMA_UP_TO_THE_LIMIT,),
        missing=(
            ({f"{BEFORE}weight_kg": DROP}, ("weight_kg",)),
            ({f"{BEFORE}hematocrit_percent": DROP}, ("hematocrit_percent",)),
            ({"order.anticoagulant": DROP}, ("anticoagulant",)),
            ({"order.anticoagulant.product": "acd-b"}, ("acd-a",)),
            ({"now.bags": [], "order.replacement": DROP}, ("replacement",)),
            ({f"now.readings.{row}.inlet_ml": DROP for row in range(3)}, ("totals",)),
        ),
    ),
    low_in_run("systolic-low", "systolic_mmhg", 90, 89),
    low_in_run("oxygen-low", "spo2_percent", 92, 91),
    low_in_run("fever", "temperature_c", 37.9, 38.0),
    low_in_run("ionised-calcium-low", "ionised_calcium_mmol_l", 0.9, 0.89),
    Limit(
        Phase.RUN,
        "systolic-fell",
        Severity.ASK,
        raised=({f"{LAST}systolic_mmhg": 100},),
        silent=({f"{LAST}systolic_mmhg": 101},),
        missing=(
            ({f"{BEFORE}systolic_mmhg": DROP}, ("before.systolic_mmhg",)),
            (NO_READINGS, ("systolic_mmhg",)),
        ),
    ),
    Limit(
        Phase.RUN,
        "temperature-rose",
        Severity.ASK,
        raised=({f"{BEFORE}temperature_c.value": 37.3, f"{LAST}temperature_c": 38.3},),
        silent=(
            {f"{BEFORE}temperature_c.value": 37.3, f"{LAST}temperature_c": 38.2},
            {f"{LAST}temperature_c": 37.9},
        ),
        missing=(
            ({f"{BEFORE}temperature_c": DROP}, ("before.temperature_c",)),
            (NO_READINGS, ("temperature_c",)),
        ),
    ),
    Limit(
        Phase.RUN,
        "vitals-overdue",
        Severity.NOTICE,
        raised=(
            {"now.readings.1.at": "2026-09-09T10:06+02:00"},
            {f"{FIRST}pulse_per_min": DROP},
            {"now.ended_at": "2026-09-09T11:06+02:00"},
            {"order.vitals_programme_min": DROP},
        ),
        silent=(
            {"now.readings.1.at": "2026-09-09T10:05+02:00"},
            {"now.ended_at": "2026-09-09T11:05+02:00"},
        ),
    ),
    Limit(
        Phase.RUN,
        "volume-over-target",
        Severity.ASK,
        raised=({"now.plan": {"plasma_volumes": 0.9}},),
        silent=({"now.plan": {"plasma_volumes": 0.91}},),
        missing=(
            ({"order.plasma_volumes": DROP}, ("plasma_volumes",)),
            ({f"now.readings.{row}.removed_ml": DROP for row in range(3)}, ("removed_ml",)),
        ),
    ),
)
