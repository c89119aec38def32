"""The limits of the rules before a session."""

from __future__ import annotations

from plexlog.domain.fields import Severity
from plexlog.domain.findings import Phase
from tests.clinical.limits import (
    ACE,
    BAG,
    BEFORE,
    HEPARIN,
    HIT,
    IVIG,
    MAB,
    PLASMA,
    REACTION,
    Limit,
    low,
)
from tests.clinical.ward import DROP, taken

NOT_STARTED = {"now.started_at": DROP, "now.planned_at": DROP, "now.ended_at": DROP}
NOT_DONE = {"item": "consent-checked", "answer": "not-done", "reason": "asleep"}
OUT = "access_devices.0.removed_on"
HCT = 41.5  # of the last session
BLOOD_CONSENT = [{"kind": "blood-products", "given_on": "2026-09-06"}]
BEFORE_LIMITS = (
    Limit(
        Phase.BEFORE,
        "albumin-in-water",
        Severity.REFUSE,
        raised=(
            {"now.bags.0.diluent": "water"},
            {"now.plan": {"replacement": [{"fluid": "albumin", "share": 1, "diluent": "water"}]}},
        ),
        silent=({"now.bags.0.diluent": "sodium-chloride-0-9"}, {"now.plan": {}}),
    ),
    Limit(
        Phase.BEFORE,
        "heparin-forbidden",
        Severity.STOP,
        raised=({"now.plan": {"anticoagulant": HEPARIN}, **HIT},),
        silent=({"now.plan": {"anticoagulant": {"product": "acd-a"}}, **HIT},),
        missing=(
            (
                {"now.plan": {"anticoagulant": HEPARIN}, "patient.histories": DROP},
                ("histories",),
            ),
        ),
    ),
    Limit(
        Phase.BEFORE,
        "identity-mismatch",
        Severity.REFUSE,
        raised=(
            {"now.identity_check.identifiers.0.value": "MW-0071403"},
            {"now.identity_check.identifiers.1.value": "1974-03-19"},
            {"now.identity_check.identifiers.2.value": "X000171775"},
        ),
        silent=(
            {
                "now.identity_check.identifiers": [
                    {"kind": "family-name", "value": " MUSTERWALD "},
                    {"kind": "given-name", "value": "albin"},
                ]
            },
        ),
        missing=(
            ({"now.identity_check": DROP}, ("identity_check",)),
            ({"now.identity_check": {"identifiers": []}}, ("identity_check",)),
            ({"now.identity_check.identifiers.2.kind": "passport"}, ("patient.passport",)),
            ({"patient.other_identifiers": DROP}, ("patient.insurance-number",)),
        ),
    ),
    Limit(
        Phase.BEFORE,
        "consent-missing",
        Severity.STOP,
        raised=(
            {"order.consents": DROP},
            {"order.consents": BLOOD_CONSENT},
            {"order.consents.0.given_on": "2026-09-10"},
            {"order.consents.0.valid_until": "2026-09-08"},
            {"order.consents.0.withdrawn_on": "2026-09-09"},
        ),
        silent=(
            {"order.consents.0.given_on": "2026-09-09"},
            {"order.consents.0.valid_until": "2026-09-09"},
            {"order.consents.0.withdrawn_on": "2026-09-10"},
        ),
        missing=((NOT_STARTED, ("started_at",)),),
    ),
    Limit(
        Phase.BEFORE,
        "blood-consent-missing",
        Severity.STOP,
        raised=(
            {"order.replacement": PLASMA},
            {"now.prime_fluid": "red-cells"},
            {"now.bags.0": {**BAG, "abo": "A"}},
            {"now.plan": {"replacement": PLASMA}},
        ),
        silent=(
            {"now.prime_fluid": "albumin"},
            {"order.replacement": PLASMA, "order.consents": BLOOD_CONSENT},
        ),
        missing=(
            (NOT_STARTED, ("started_at",)),
            ({"order.replacement": DROP}, ("replacement",)),
        ),
    ),
    Limit(
        Phase.BEFORE,
        "weight-jump",
        Severity.ASK,
        raised=(
            {f"{BEFORE}weight_kg.value": 86.3},
            {f"{BEFORE}weight_kg.value": 70.5},
            {
                "sessions.0.before": DROP,
                "lab_results": [
                    {
                        "quantity": "weight_kg",
                        "value": 70,
                        "taken_at": "2026-08-27T08:00+02:00",
                    }
                ],
            },
            {"sessions.0.close.after.weight_kg": taken(60, "2026-09-07T11:00+02:00")},
        ),
        silent=(
            {f"{BEFORE}weight_kg.value": 86.24},
            {"sessions.0.before": DROP},
            {
                "sessions.0.before": DROP,
                "sessions.0.close": DROP,
                "lab_results": [
                    {
                        "quantity": "weight_kg",
                        "value": 60,
                        "taken_at": "2026-08-26T08:00+02:00",
                    }
                ],
            },
            {"sessions.0.before": DROP, "sessions.0.close": DROP, **NOT_STARTED},
        ),
        missing=(
            ({f"{BEFORE}weight_kg": DROP}, ("weight_kg",)),
            (NOT_STARTED, ("started_at",)),
        ),
    ),
    Limit(
        Phase.BEFORE,
        "hematocrit-stale",
        Severity.STOP,
        raised=({f"{BEFORE}hematocrit_percent.taken_at": "2026-09-07T08:59+02:00"},),
        silent=({f"{BEFORE}hematocrit_percent.taken_at": "2026-09-07T09:00+02:00"},),
        missing=(
            ({f"{BEFORE}hematocrit_percent": DROP}, ("hematocrit_percent",)),
            (
                {f"{BEFORE}hematocrit_percent.taken_at": "2026-09-09T09:01+02:00"},
                ("hematocrit_percent",),
            ),
            (NOT_STARTED, ("started_at",)),
        ),
    ),
    low("hematocrit-low", "hematocrit_percent", 21, 20.9),
    Limit(
        Phase.BEFORE,
        "formulas-disagree",
        Severity.NOTICE,
        raised=(
            {
                f"{BEFORE}weight_kg.value": 95.1,
                "now.plan": {"total_blood_volume": {"value_ml": 6900, "reason": "measured"}},
            },
        ),
        silent=(
            {f"{BEFORE}weight_kg.value": 95.1},
            {"now.plan": {"total_blood_volume": {"value_ml": 6900, "reason": "measured"}}},
            {
                "patient.birth_date": "2008-09-10",
                f"{BEFORE}weight_kg.value": 95.1,
                "now.plan": {"total_blood_volume": {"value_ml": 6900, "reason": "measured"}},
            },
        ),
        missing=(
            (
                {f"{BEFORE}weight_kg.value": 130, f"{BEFORE}hematocrit_percent": DROP},
                ("hematocrit_percent",),
            ),
            ({"patient.height_cm": DROP}, ("height_cm",)),
        ),
    ),
    Limit(
        Phase.BEFORE,
        "ace-inhibitor-recent",
        Severity.STOP,
        raised=(
            {"now.drugs_of_note": [{**ACE, "last_dose_at": "2026-09-08T09:01+02:00"}]},
            {"now.drugs_of_note": [{**ACE, "last_dose_at": "2026-09-09T09:30+02:00"}]},
        ),
        silent=(
            {"now.drugs_of_note": [{**ACE, "last_dose_at": "2026-09-08T09:00+02:00"}]},
            {
                "now.drugs_of_note": [{**ACE, "last_dose_at": "2026-09-08T09:01+02:00"}],
                "now.plan": {"replacement": PLASMA},
            },
        ),
        missing=(
            ({"now.drugs_of_note": DROP}, ("drugs_of_note",)),
            ({"now.drugs_of_note": [ACE]}, ("last_dose_at",)),
            ({"now.drugs_of_note": [ACE], **NOT_STARTED}, ("started_at",)),
            (
                {
                    "now.drugs_of_note": [{**ACE, "last_dose_at": "2026-09-09T07:00+02:00"}],
                    "order.replacement": DROP,
                },
                ("replacement",),
            ),
        ),
    ),
    Limit(
        Phase.BEFORE,
        "ace-inhibitor-long-acting",
        Severity.ASK,
        raised=(
            {"now.drugs_of_note": [{**ACE, "last_dose_at": "2026-09-08T09:00+02:00"}]},
            {"now.drugs_of_note": [{**ACE, "last_dose_at": "2026-09-07T09:01+02:00"}]},
        ),
        silent=(
            {"now.drugs_of_note": [{**ACE, "last_dose_at": "2026-09-08T09:01+02:00"}]},
            {"now.drugs_of_note": [{**ACE, "last_dose_at": "2026-09-07T09:00+02:00"}]},
        ),
        missing=(({"now.drugs_of_note": [ACE]}, ("last_dose_at",)),),
    ),
    Limit(
        Phase.BEFORE,
        "antibody-drug-recent",
        Severity.ASK,
        raised=(
            {"now.drugs_of_note": [{**MAB, "last_dose_at": "2026-09-06T09:01+02:00"}]},
            {"now.drugs_of_note": [{**IVIG, "last_dose_at": "2026-09-07T09:01+02:00"}]},
            {"now.drugs_of_note": [{**MAB, "last_dose_at": "2026-09-09T10:30+02:00"}]},
            {"now.drugs_of_note": [{**IVIG, "last_dose_at": "2026-09-09T10:30+02:00"}]},
            {"now.drugs_of_note": [MAB, {**IVIG, "last_dose_at": "2026-09-08T09:00+02:00"}]},
        ),
        silent=(
            {"now.drugs_of_note": [{**MAB, "last_dose_at": "2026-09-06T09:00+02:00"}]},
            {"now.drugs_of_note": [{**IVIG, "last_dose_at": "2026-09-07T09:00+02:00"}]},
        ),
        missing=(
            ({"now.drugs_of_note": DROP}, ("drugs_of_note",)),
            ({"now.drugs_of_note": [IVIG]}, ("last_dose_at",)),
        ),
    ),
    low("fibrinogen-low", "fibrinogen_g_l", 1.0, 0.99),
    low("platelets-low", "platelets_10e9_l", 30, 29),
    low("ionised-calcium-low", "ionised_calcium_mmol_l", 0.9, 0.89),
    Limit(
        Phase.BEFORE,
        "interval-short",
        Severity.ASK,
        raised=({"sessions.0.ended_at": "2026-09-08T15:01+02:00"},),
        silent=({"sessions.0.ended_at": "2026-09-08T15:00+02:00"}, {"now.number": 1}),
        missing=(
            ({"sessions.0.ended_at": DROP}, ("ended_at",)),
            (NOT_STARTED, ("started_at",)),
        ),
    ),
    Limit(
        Phase.BEFORE,
        "access-removed",
        Severity.STOP,
        raised=({OUT: "2026-09-08"}, {OUT: "2026-09-09", "now.started_at": DROP}),
        silent=({OUT: "2026-09-09"}, {OUT: "2026-09-08", "now.access_device_id": "veins"}),
    ),
    Limit(
        Phase.BEFORE,
        "access-infected",
        Severity.STOP,
        raised=(
            {"now.access_check.pus": True},
            {"now.access_check.redness": True, "now.access_check.pain": True},
            {"now.access_check.redness": True, "now.access_check.swelling": True},
            {f"{BEFORE}temperature_c.value": 38.0},
        ),
        silent=(
            {"now.access_check.redness": True},
            {"now.access_check.pain": True, "now.access_check.swelling": True},
            {f"{BEFORE}temperature_c.value": 37.9},
            {f"{BEFORE}temperature_c.value": 38.0, "now.access_device_id": "veins"},
        ),
        missing=(
            ({"now.access_check": DROP}, ("access_check",)),
            ({"now.access_check.pus": DROP}, ("access_check.pus",)),
            (
                {"now.access_check.redness": DROP, "now.access_check.pain": True},
                ("access_check.redness",),
            ),
            (
                {"now.access_check.redness": True, "now.access_check.swelling": DROP},
                ("access_check.swelling",),
            ),
            (
                {f"{BEFORE}temperature_c.value": 38, "order.access_device_id": DROP},
                ("access_device_id",),
            ),
            ({f"{BEFORE}temperature_c": DROP}, ("temperature_c",)),
        ),
    ),
    low("fever", "temperature_c", 37.9, 38.0),
    low("systolic-low", "systolic_mmhg", 90, 89),
    low("oxygen-low", "spo2_percent", 92, 91),
    Limit(
        Phase.BEFORE,
        "earlier-reaction",
        Severity.NOTICE,
        raised=(
            {"sessions.0.reactions": [REACTION]},
            {
                "sessions.0.reactions": [
                    {**REACTION, "actions": [{"action": "calcium-iv"}], "grade": "IV"}
                ]
            },
        ),
        silent=(
            {"sessions.0.reactions": [{**REACTION, "grade": "I"}]},
            {"now.reactions": [REACTION]},
        ),
        missing=(({"sessions.0.reactions": DROP}, ("reactions",)),),
    ),
    Limit(
        Phase.BEFORE,
        "circuit-volume-high",
        Severity.ASK,
        raised=(
            {"now.set.extracorporeal_volume_ml": 520},
            {"now.set.extracorporeal_volume_ml": 779},
        ),
        silent=({"now.set.extracorporeal_volume_ml": 519},),
        missing=(
            ({"now.set": DROP}, ("set.extracorporeal_volume_ml",)),
            ({"patient.sex_for_formulas": DROP}, ("sex_for_formulas",)),
        ),
    ),
    Limit(
        Phase.BEFORE,
        "lot-expired",
        Severity.REFUSE,
        raised=(
            {"now.set.expires_on": "2026-09-08"},
            {"now.supplies.0.expires_on": "2026-09-08"},
            {"now.bags.0.expires_on": "2026-09-08"},
            {
                "now.drugs_given": [
                    {
                        "at": "2026-09-09T09:30+02:00",
                        "drug": "calcium gluconate",
                        "dose": "1 g",
                        "expires_on": "2026-09-08",
                    }
                ]
            },
        ),
        silent=({"now.bags.0.expires_on": "2026-09-09"}, {"now.supplies.0.expires_on": DROP}),
        missing=(
            ({"now.set": DROP}, ("set.expires_on",)),
            ({"now.bags.0.expires_on": DROP}, ("bags.expires_on",)),
            (NOT_STARTED, ("started_at",)),
        ),
    ),
    Limit(
        Phase.BEFORE,
        "abo-incompatible",
        Severity.REFUSE,
        raised=(
            {"now.bags.0": {**BAG, "abo": "O"}},
            {"now.bags.0": {**BAG, "abo": "A"}, "patient.blood_group.abo": "AB"},
            {"now.bags.0": {**BAG, "abo": "A"}, "patient.blood_group.abo": "B"},
        ),
        silent=(
            {"now.bags.0": {**BAG, "abo": "AB"}},
            {"now.bags.0": {**BAG, "abo": "A"}},
            {"now.bags.0": {**BAG, "abo": "B"}, "patient.blood_group.abo": "O"},
        ),
        missing=(
            ({"now.bags.0": BAG}, ("bags.abo",)),
            ({"now.bags.0": {**BAG, "abo": "A"}, "patient.blood_group": DROP}, ("blood_group",)),
        ),
    ),
    Limit(
        Phase.BEFORE,
        "din-invalid",
        Severity.REFUSE,
        raised=(
            {"now.bags.0": {**BAG, "din": "G123417654312", "din_check": "A"}},
            {"now.bags.0": {**BAG, "din": "G123417654321", "din_flag": "71"}},
            {"now.bags.0": {**BAG, "din": "G12341765432"}},
        ),
        silent=(
            {"now.bags.0": {**BAG, "din": "G123417654321", "din_check": "a", "din_flag": "70"}},
            {"now.bags.0": {**BAG, "din": "G123417654321", "din_flag": "12"}},
            {"now.bags.0": BAG},
        ),
    ),
    Limit(
        Phase.BEFORE,
        "machine-overdue",
        Severity.ASK,
        raised=(
            {"now.machine.maintenance_due_on": "2026-09-08"},
            {"now.machine.electrical_check_due_on": "2026-09-08"},
            {
                "now.machine.maintenance_due_on": "2026-09-07",
                "now.machine.electrical_check_due_on": "2026-09-08",
            },
        ),
        silent=({"now.machine.maintenance_due_on": "2026-09-09"},),
        missing=(
            ({"now.machine": DROP}, ("machine",)),
            ({"now.machine.maintenance_due_on": DROP}, ("machine.maintenance_due_on",)),
            (NOT_STARTED, ("started_at",)),
        ),
    ),
    Limit(
        Phase.BEFORE,
        "critical-item-not-done",
        Severity.STOP,
        raised=(
            {"now.checklist.0": {**NOT_DONE, "at": "2026-09-09T08:50+02:00"}},
            {"now.checklist.0": {"item": "consent-checked", "answer": "not-done"}},
        ),
        silent=(
            {"now.checklist.0.answer": "not-applicable", "now.checklist.0.reason": "a drill"},
            {"now.checklist.0": {"item": "pregnancy-asked", "answer": "not-done"}},
            {"now.checklist.0": {"item": "consent-checked"}},
        ),
    ),
    Limit(
        Phase.BEFORE,
        "height-jump",
        Severity.ASK,
        raised=(
            {f"{BEFORE}height_cm": taken(181.1, "2026-09-09T08:10+02:00")},
            {f"{BEFORE}height_cm": taken(70, "2026-09-09T08:10+02:00")},
            {
                "patient.height_cm": DROP,
                "sessions.0.before.height_cm": taken(178, "2026-09-07T08:10+02:00"),
                f"{BEFORE}height_cm": taken(174, "2026-09-09T08:10+02:00"),
            },
            {f"{BEFORE}height_cm": taken(174.9, "2026-09-09T08:10+02:00")},
        ),
        silent=(
            {f"{BEFORE}height_cm": taken(181, "2026-09-09T08:10+02:00")},
            {
                "patient.height_cm": DROP,
                f"{BEFORE}height_cm": taken(150, "2026-09-09T08:10+02:00"),
            },
            {},
        ),
    ),
    Limit(
        Phase.BEFORE,
        "hematocrit-jump",
        Severity.ASK,
        raised=(
            {f"{BEFORE}hematocrit_percent.value": HCT + 8.1},
            {f"{BEFORE}hematocrit_percent.value": HCT - 8.1},
        ),
        silent=(
            {f"{BEFORE}hematocrit_percent.value": HCT + 8},
            {f"{BEFORE}hematocrit_percent.value": 20, "sessions.0.before": DROP},
        ),
        missing=(({f"{BEFORE}hematocrit_percent": DROP}, ("hematocrit_percent",)),),
    ),
    Limit(
        Phase.BEFORE,
        "hemoglobin-low",
        Severity.ASK,
        raised=({f"{BEFORE}hemoglobin_g_l": taken(69, "2026-09-09T07:00+02:00")},),
        silent=({f"{BEFORE}hemoglobin_g_l": taken(70, "2026-09-09T07:00+02:00")}, {}),
    ),
    Limit(
        Phase.BEFORE,
        "potassium-outside",
        Severity.ASK,
        raised=(
            {f"{BEFORE}potassium_mmol_l": taken(2.9, "2026-09-09T07:00+02:00")},
            {f"{BEFORE}potassium_mmol_l": taken(6.1, "2026-09-09T07:00+02:00")},
        ),
        silent=(
            {f"{BEFORE}potassium_mmol_l": taken(3.0, "2026-09-09T07:00+02:00")},
            {f"{BEFORE}potassium_mmol_l": taken(6.0, "2026-09-09T07:00+02:00")},
            {},
        ),
    ),
)
