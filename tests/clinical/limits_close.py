"""The limits of the rules at the close."""

from __future__ import annotations

from plexlog.domain.fields import Severity
from plexlog.domain.findings import Phase
from tests.clinical.limits import (
    BAG,
    BEFORE,
    FIRST,
    HIT,
    REACTION,
    Limit,
)
from tests.clinical.ward import DROP

PLASMA_BAG = {**BAG, "started_at": "2026-09-09T09:10+02:00"}
DRUG = {"at": "2026-09-09T09:30+02:00", "drug": "calcium", "dose": "1 g", "route": "iv"}
CLOSE_LIMITS = (
    Limit(
        Phase.CLOSE,
        "heparin-forbidden",
        Severity.STOP,
        raised=({"now.close.locks.0.agent": "heparin", **HIT},),
        silent=({"now.close.locks.0.agent": "heparin"}, {"now.close": DROP, **HIT}),
        missing=(
            (
                {"now.close.locks.0.agent": "heparin", "patient.allergies": DROP},
                ("allergies",),
            ),
        ),
    ),
    Limit(
        Phase.CLOSE,
        "target-missed",
        Severity.ASK,
        raised=({"now.plan": {"plasma_volumes": 1.11}},),
        silent=({"now.plan": {"plasma_volumes": 1.1}},),
        missing=(
            ({"now.close.saline_in_waste_ml": DROP}, ("saline_in_waste_ml",)),
            ({f"{BEFORE}hematocrit_percent": DROP}, ("hematocrit_percent",)),
        ),
    ),
    Limit(
        Phase.CLOSE,
        "bags-disagree",
        Severity.ASK,
        raised=({"now.bags.0.given_ml": 2645}, {"now.bags.0.given_ml": 3235}),
        silent=(
            {"now.bags.0.given_ml": 2646},
            {f"now.readings.{row}.replaced_ml": 400 for row in range(3)}
            | {"now.bags.0.given_ml": 300},
        ),
        missing=(
            ({"now.bags.0.given_ml": DROP}, ("bags.given_ml",)),
            ({"now.bags": DROP}, ("bags.given_ml",)),
            ({"now.readings": []}, ("replaced_ml",)),
        ),
    ),
    Limit(
        Phase.CLOSE,
        "reaction-open",
        Severity.STOP,
        raised=({"now.reactions": [REACTION]},),
        silent=({"now.reactions": [{**REACTION, "outcome": "ongoing-handed-over"}]},),
        missing=(({"now.reactions": DROP}, ("reactions",)),),
    ),
    Limit(
        Phase.CLOSE,
        "vitals-after-missing",
        Severity.ASK,
        raised=(
            {"now.close.after.pulse_per_min": DROP},
            {"now.close.after": DROP},
            {"now.close.after.systolic_mmhg.taken_at": "2026-09-09T10:29+02:00"},
        ),
        silent=({"now.close.after.systolic_mmhg.taken_at": "2026-09-09T10:30+02:00"},),
    ),
    Limit(
        Phase.CLOSE,
        "lock-missing",
        Severity.ASK,
        raised=(
            {"now.close.locks": DROP},
            {"now.close.locks.1.lumen": "red"},
            {"now.close.locks": [], "access_devices.0.lumens": DROP},
        ),
        silent=(
            {"now.close.locks.1.lumen": " Blue"},
            {"now.close.locks": DROP, "now.access_device_id": "veins"},
        ),
        missing=(
            ({"order.access_device_id": DROP}, ("access_device_id",)),
            ({"access_devices.0.lumens": DROP}, ("lumens",)),
        ),
    ),
    Limit(
        Phase.CLOSE,
        "rinseback-missing",
        Severity.ASK,
        raised=({"now.close.rinseback_ml": DROP},),
        silent=(
            {"now.close.rinseback_ml": 0},
            {
                "now.close.rinseback_ml": DROP,
                "now.close.rinseback_not_done_reason": "circuit clotted",
            },
        ),
    ),
    Limit(
        Phase.CLOSE,
        "checklist-open",
        Severity.ASK,
        raised=(
            {"now.checklist.0.answer": DROP},
            {"now.checklist": [{"item": "consent-checked"}, {"item": "set-in-date"}]},
        ),
        silent=({"now.checklist.0.answer": "not-done"},),
        missing=(({"now.checklist": DROP}, ("checklist",)),),
    ),
    Limit(
        Phase.CLOSE,
        "second-check-missing",
        Severity.ASK,
        raised=(
            {"now.bags": [{**PLASMA_BAG, "by": "Ada N.", "x_plexlog_cosigned_by": "Ada N."}]},
            {"now.drugs_given": [{**DRUG, "by": "Ada N.", "x_plexlog_cosigned_by": "Ada N."}]},
        ),
        silent=(
            {"now.bags": [{**PLASMA_BAG, "by": "Ada N.", "x_plexlog_cosigned_by": "Bea O."}]},
            {"now.bags": [PLASMA_BAG]},
            {"now.bags": [{**PLASMA_BAG, "fluid": "albumin"}]},
            {"now.bags": [{**PLASMA_BAG, "fluid": "sodium-chloride-0-9"}]},
            {"now.drugs_given": [DRUG]},
            {"now.drugs_given": [{**DRUG, "route": "oral"}]},
        ),
    ),
    Limit(
        Phase.CLOSE,
        "late-entry",
        Severity.NOTICE,
        raised=(
            {f"{FIRST}entered_at": "2026-09-09T09:46+02:00"},
            {"now.reactions": [{**REACTION, "entered_at": "2026-09-07T09:36+02:00"}]},
            {
                "now.drugs_given": [
                    {
                        "at": "2026-09-09T09:30+02:00",
                        "drug": "calcium gluconate",
                        "dose": "1 g",
                        "entered_at": "2026-09-09T09:46+02:00",
                    }
                ]
            },
        ),
        silent=({f"{FIRST}entered_at": "2026-09-09T09:45+02:00"},),
    ),
)
