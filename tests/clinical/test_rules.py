"""Each rule just inside its limit, just outside, and without its input."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from plexlog.clinical.figures import running_figures
from plexlog.clinical.rules import (
    BEFORE_RULES,
    CLOSE_RULES,
    ORDER_RULES,
    RUN_RULES,
    judge_before,
    judge_close,
    judge_order,
    judge_run,
    judge_session,
    refusals,
)
from plexlog.clinical.rules.rule import Missing, SessionCase
from plexlog.domain.errors import RefusedError
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding, Phase, Verdict
from plexlog.domain.records import Course
from tests.clinical.ward import DROP, FACTS, course, document, judged, moment, taken

BEFORE = "now.before."
LAST = "now.readings.2."
FIRST = "now.readings.0."


def verdict(phase: Phase, changed: Course) -> Verdict:
    if phase is Phase.ORDER:
        return judge_order(changed, FACTS)
    judge = {Phase.BEFORE: judge_before, Phase.RUN: judge_run, Phase.CLOSE: judge_close}[phase]
    return judge(changed, judged(changed), FACTS)


def found(phase: Phase, code: str, changes: dict[str, Any]) -> Finding | None:
    findings = verdict(phase, course(changes)).findings
    return next((finding for finding in findings if finding.code == code), None)


def lacks(phase: Phase, code: str, changes: dict[str, Any]) -> tuple[str, ...]:
    missing = verdict(phase, course(changes)).not_assessed
    return next((one.missing for one in missing if one.code == code), ())


@dataclass(frozen=True)
class Limit:
    """What a rule does around its limit."""

    phase: Phase
    code: str
    severity: Severity
    raised: tuple[dict[str, Any], ...] = ()
    silent: tuple[dict[str, Any], ...] = ()
    missing: tuple[tuple[dict[str, Any], tuple[str, ...]], ...] = field(default=())

    def __str__(self) -> str:
        return f"{self.phase.value}-{self.code}"


def low(code: str, quantity: str, inside: float, outside: float) -> Limit:
    return Limit(
        Phase.BEFORE,
        code,
        Severity.ASK,
        raised=({f"{BEFORE}{quantity}.value": outside},),
        silent=({f"{BEFORE}{quantity}.value": inside},),
        missing=(({f"{BEFORE}{quantity}": DROP}, (quantity,)),),
    )


def low_in_run(code: str, quantity: str, inside: float, outside: float) -> Limit:
    return Limit(
        Phase.RUN,
        code,
        Severity.ASK,
        raised=({f"{LAST}{quantity}": outside},),
        silent=({f"{LAST}{quantity}": inside},),
        missing=(({f"now.readings.{row}.{quantity}": DROP for row in range(3)}, (quantity,)),),
    )


def fluids(**shares: float) -> list[dict[str, Any]]:
    return [{"fluid": fluid.replace("_", "-"), "share": share} for fluid, share in shares.items()]


def saline(share: float) -> list[dict[str, Any]]:
    return [
        {"fluid": "albumin", "share": 1 - share},
        {"fluid": "sodium-chloride-0-9", "share": share},
    ]


PLASMA = fluids(plasma_fresh_frozen=1.0)
BAG = {"id": "p1", "fluid": "plasma-fresh-frozen", "volume_ml": 250, "expires_on": "2027-01-01"}
HEPARIN = {"product": "heparin"}
HIT = {"patient.histories": [{"kind": "hit"}]}
ACE = {"class": "ace-inhibitor", "drug": "ramipril"}
MAB = {"class": "monoclonal-antibody", "drug": "rituximab"}
IVIG = {"class": "ivig", "drug": "immunoglobulin"}
REACTION = {"id": "r1", "kind": "citrate", "onset_at": "2026-09-07T09:20+02:00", "grade": "II"}
ORDER_LIMITS = (
    Limit(
        Phase.ORDER,
        "indication-ineffective",
        Severity.STOP,
        raised=({"order.indication": "ms-progressive"}, {"order.indication": "category-four"}),
        silent=({"order.indication": "category-three"}, {"order.indication": "nobody-knows"}),
    ),
    Limit(
        Phase.ORDER,
        "indication-uncertain",
        Severity.NOTICE,
        raised=({"order.indication": "category-three"}, {"order.indication": "level-u"}),
        silent=(
            {"order.indication": "acute-mg"},
            {"order.indication": "ms-progressive"},
            {"order.indication": "nobody-knows"},
        ),
    ),
    Limit(
        Phase.ORDER,
        "indication-unlisted",
        Severity.ASK,
        raised=({"order.indication": "nobody-knows"}, {"order.indication": "in-no-table"}),
        silent=({"order.indication": "level-u"},),
    ),
    Limit(
        Phase.ORDER,
        "steroids-not-tried",
        Severity.ASK,
        raised=({"order.indication": "ms"},),
        silent=(
            {
                "order.indication": "ms",
                "order.steroid_trial": {
                    "drug": "methylprednisolone",
                    "dose_mg_per_day": 1000,
                    "started_on": "2026-08-19",
                    "ended_on": "2026-08-23",
                    "response": "none",
                },
            },
        ),
    ),
    Limit(
        Phase.ORDER,
        "course-long",
        Severity.ASK,
        raised=(
            {"order.sessions_planned": 7},
            {"order.sessions_planned": 5, "order.interval_hours": 84.1},
        ),
        silent=(
            {"order.sessions_planned": 6},
            {"order.sessions_planned": 5, "order.interval_hours": 84},
            {"order.sessions_planned": 1, "order.interval_hours": DROP},
            {"order.indication": "tma-ttp", "order.sessions_planned": DROP},
            {"order.indication": "nobody-knows"},
        ),
        missing=(
            ({"order.sessions_planned": DROP}, ("sessions_planned",)),
            ({"order.interval_hours": DROP}, ("interval_hours",)),
        ),
    ),
    Limit(
        Phase.ORDER,
        "volume-unusual",
        Severity.ASK,
        raised=(
            {"order.plasma_volumes": 0.79},
            {"order.plasma_volumes": 1.51},
            {
                "order.plasma_volumes": 2.1,
                "order.indication": "haemophagocytic-lymphohistiocytosis",
            },
        ),
        silent=(
            {"order.plasma_volumes": 0.8},
            {"order.plasma_volumes": 1.5},
            {
                "order.plasma_volumes": 2.0,
                "order.indication": "haemophagocytic-lymphohistiocytosis",
            },
        ),
        missing=(({"order.plasma_volumes": DROP}, ("plasma_volumes",)),),
    ),
    Limit(
        Phase.ORDER,
        "colloid-low",
        Severity.ASK,
        raised=({"order.replacement": saline(0.34)}, {"order.replacement": saline(0.5)}),
        silent=({"order.replacement": saline(0.33)}, {"order.replacement": saline(0.51)}),
        missing=(({"order.replacement": DROP}, ("replacement",)),),
    ),
    Limit(
        Phase.ORDER,
        "colloid-very-low",
        Severity.STOP,
        raised=({"order.replacement": saline(0.51)},),
        silent=({"order.replacement": saline(0.5)},),
        missing=(
            ({"order.replacement": []}, ("replacement",)),
            ({"order.replacement": fluids(albumin=0)}, ("replacement",)),
        ),
    ),
    Limit(
        Phase.ORDER,
        "albumin-in-water",
        Severity.REFUSE,
        raised=({"order.replacement": [{"fluid": "albumin", "share": 1, "diluent": "water"}]},),
        silent=(
            {"order.replacement": [{"fluid": "albumin", "share": 1, "diluent": "dextrose-5"}]},
        ),
    ),
    Limit(
        Phase.ORDER,
        "plasma-contraindicated",
        Severity.STOP,
        raised=({"order.indication": "tma-pneumococcal-hus", "order.replacement": PLASMA},),
        silent=({"order.indication": "tma-pneumococcal-hus"}, {"order.replacement": PLASMA}),
        missing=(
            (
                {"order.indication": "tma-pneumococcal-hus", "order.replacement": DROP},
                ("replacement",),
            ),
        ),
    ),
    Limit(
        Phase.ORDER,
        "heparin-forbidden",
        Severity.STOP,
        raised=(
            {"order.anticoagulant": HEPARIN, **HIT},
            {"order.catheter_lock": {"agent": "heparin"}, **HIT},
            {
                "order.anticoagulant": HEPARIN,
                "patient.allergies": [{"substance": "Enoxa", "agent": "heparin"}],
            },
            {
                "order.anticoagulant": HEPARIN,
                "patient.allergies": [{"substance": "Unfractionated Heparin"}],
            },
        ),
        silent=(
            HIT,
            {"order.anticoagulant": HEPARIN},
            {"order.anticoagulant": HEPARIN, "patient.allergies": [{"substance": "latex"}]},
            {"order.anticoagulant": DROP, "order.catheter_lock": DROP},
        ),
        missing=(
            ({"order.anticoagulant": HEPARIN, "patient.histories": DROP}, ("histories",)),
            ({"order.anticoagulant": HEPARIN, "patient.allergies": DROP}, ("allergies",)),
        ),
    ),
    Limit(
        Phase.ORDER,
        "plasma-unusual",
        Severity.ASK,
        raised=({"order.indication": "category-three", "order.replacement": PLASMA},),
        silent=(
            {"order.indication": "tma-ttp", "order.replacement": PLASMA},
            {"order.indication": "category-three"},
            {
                "order.indication": "category-three",
                "order.replacement": PLASMA,
                "order.reason": "fibrinogen 0.6 g/L",
            },
        ),
        missing=(
            (
                {"order.indication": "category-three", "order.replacement": DROP},
                ("replacement",),
            ),
        ),
    ),
    Limit(
        Phase.ORDER,
        "iga-deficiency",
        Severity.ASK,
        raised=(
            {
                "order.replacement": PLASMA,
                "patient.histories": [{"kind": "iga-deficiency"}],
            },
        ),
        silent=(
            {"order.replacement": PLASMA},
            {"patient.histories": [{"kind": "iga-deficiency"}]},
        ),
        missing=(
            ({"order.replacement": PLASMA, "patient.histories": DROP}, ("histories",)),
            (
                {
                    "order.replacement": DROP,
                    "patient.histories": [{"kind": "iga-deficiency"}],
                },
                ("replacement",),
            ),
        ),
    ),
)
NOT_STARTED = {"now.started_at": DROP, "now.planned_at": DROP, "now.ended_at": DROP}
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
            {"now.identity_check.identifiers.2.kind": "passport"},
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
            NOT_STARTED,
        ),
        missing=(({f"{BEFORE}weight_kg": DROP}, ("weight_kg",)),),
    ),
    Limit(
        Phase.BEFORE,
        "hematocrit-stale",
        Severity.STOP,
        raised=({f"{BEFORE}hematocrit_percent.taken_at": "2026-09-07T08:59+02:00"},),
        silent=({f"{BEFORE}hematocrit_percent.taken_at": "2026-09-07T09:00+02:00"},),
        missing=(
            ({f"{BEFORE}hematocrit_percent": DROP}, ("hematocrit_percent",)),
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
        raised=({"now.drugs_of_note": [{**ACE, "last_dose_at": "2026-09-08T09:01+02:00"}]},),
        silent=(
            {"now.drugs_of_note": [{**ACE, "last_dose_at": "2026-09-08T09:00+02:00"}]},
            {"now.drugs_of_note": [{**ACE, "last_dose_at": "2026-09-09T09:30+02:00"}]},
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
        raised=({"now.set.extracorporeal_volume_ml": 520},),
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
            ({"now.bags.0.expires_on": DROP}, ("s2-b1.expires_on",)),
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
            ({"now.bags.0": BAG}, ("p1.abo",)),
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
        ),
        silent=({"now.machine.maintenance_due_on": "2026-09-09"},),
        missing=(
            ({"now.machine": DROP}, ("machine",)),
            ({"now.machine.maintenance_due_on": DROP}, ("machine.maintenance_due_on",)),
            (NOT_STARTED, ("started_at",)),
        ),
    ),
)
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
        raised=({f"{LAST}removed_ml": 2399},),
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
            (NO_READINGS, ("replaced_ml",)),
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
        raised=({"now.checklist.0.answer": DROP},),
        silent=({"now.checklist.0.answer": "not-done"},),
        missing=(({"now.checklist": DROP}, ("checklist",)),),
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
LIMITS = (*ORDER_LIMITS, *BEFORE_LIMITS, *RUN_LIMITS, *CLOSE_LIMITS)
RAISED = [(limit, changes) for limit in LIMITS for changes in limit.raised]
SILENT = [(limit, changes) for limit in LIMITS for changes in limit.silent]
MISSING = [(limit, *one) for limit in LIMITS for one in limit.missing]


@pytest.mark.parametrize(("limit", "changes"), RAISED, ids=str)
def test_a_rule_speaks_beyond_its_limit(limit: Limit, changes: dict[str, Any]) -> None:
    finding = found(limit.phase, limit.code, changes)

    assert finding is not None
    assert finding.severity is limit.severity
    assert finding.what
    assert finding.why
    assert finding.do
    assert finding.source


@pytest.mark.parametrize(("limit", "changes"), SILENT, ids=str)
def test_a_rule_is_silent_up_to_its_limit(limit: Limit, changes: dict[str, Any]) -> None:
    assert found(limit.phase, limit.code, changes) is None


@pytest.mark.parametrize(("limit", "changes", "names"), MISSING, ids=str)
def test_a_rule_without_its_input_says_what_is_missing(
    limit: Limit, changes: dict[str, Any], names: tuple[str, ...]
) -> None:
    assert found(limit.phase, limit.code, changes) is None
    assert set(lacks(limit.phase, limit.code, changes)) >= set(names)


@pytest.mark.parametrize("phase", list(Phase))
def test_nothing_is_said_where_nothing_is_wrong(phase: Phase) -> None:
    assert verdict(phase, course()) == Verdict()


def test_every_rule_is_tested_around_its_limit() -> None:
    declared = [rule.code for rule in ORDER_RULES]
    declared += [rule.code for rule in (*BEFORE_RULES, *RUN_RULES, *CLOSE_RULES)]

    assert [limit.code for limit in LIMITS] == declared


def test_a_circuit_that_holds_more_than_15_percent_stops() -> None:
    harder = found(Phase.BEFORE, "circuit-volume-high", {"now.set.extracorporeal_volume_ml": 780})
    softer = found(Phase.BEFORE, "circuit-volume-high", {"now.set.extracorporeal_volume_ml": 779})

    assert harder is not None
    assert harder.severity is Severity.STOP
    assert harder.needs_reason
    assert softer is not None
    assert softer.severity is Severity.ASK
    assert not softer.needs_reason


@pytest.mark.parametrize(
    ("weight", "slip"),
    [(172.8, "pounds"), (35.6, "divided by 2.2"), (7.84, "digit"), (100.0, "rare")],
)
def test_a_jump_in_weight_names_the_likely_slip(weight: float, slip: str) -> None:
    finding = found(Phase.BEFORE, "weight-jump", {f"{BEFORE}weight_kg.value": weight})

    assert finding is not None
    assert slip in finding.why


def test_a_weight_ten_times_too_high_is_named_too() -> None:
    changes = {f"sessions.0.{BEFORE[4:]}weight_kg.value": 7.9}

    finding = found(Phase.BEFORE, "weight-jump", changes)

    assert finding is not None
    assert "ten times too high" in finding.why


def test_fever_and_an_infected_access_stand_together() -> None:
    changes = {f"{BEFORE}temperature_c.value": 38.4}

    assert found(Phase.BEFORE, "fever", changes) is not None
    assert found(Phase.BEFORE, "access-infected", changes) is not None


def test_a_code_is_raised_once_with_all_its_readings() -> None:
    changes = {f"now.readings.{row}.systolic_mmhg": 80 for row in (0, 2)}

    finding = found(Phase.RUN, "systolic-low", changes)

    assert finding is not None
    assert [at.clock for at in finding.at] == ["09:30", "10:30"]


def test_the_reactions_of_all_earlier_sessions_are_named() -> None:
    finding = found(Phase.BEFORE, "earlier-reaction", {"sessions.0.reactions": [REACTION]})

    assert finding is not None
    assert finding.subject == ("r1",)


def test_a_session_without_a_start_has_no_run_and_no_close() -> None:
    changed = course({"now.started_at": DROP, "now.ended_at": DROP})

    assert judge_run(changed, judged(changed), FACTS) == Verdict()
    assert judge_close(changed, judged(changed), FACTS) == Verdict()


def test_nothing_of_a_run_can_be_judged_before_it_starts() -> None:
    changed = course({"now.started_at": DROP, "now.ended_at": DROP, "now.readings": DROP})
    case = SessionCase(changed, judged(changed), FACTS)

    answers = [rule.function(case) for rule in RUN_RULES]

    assert all(isinstance(answer, Missing) for answer in answers)


def test_a_reading_of_vitals_alone_holds_no_totals() -> None:
    vitals = {"at": "2026-09-09T10:00+02:00", "systolic_mmhg": 131, "pulse_per_min": 80}

    quiet = verdict(Phase.RUN, course({"now.readings.1": vitals}))

    assert quiet == Verdict()


def test_judging_a_session_at_once_says_the_same() -> None:
    changed = course({f"{LAST}systolic_mmhg": 80, "now.checklist.0.answer": DROP})

    whole = judge_session(changed, judged(changed), FACTS)

    for phase in (Phase.BEFORE, Phase.RUN, Phase.CLOSE):
        assert whole[phase] == verdict(phase, changed)


def places(part: Any, place: str = "") -> list[str]:
    """Every place of a document that can be taken out."""
    members = part.items() if isinstance(part, dict) else enumerate(part)
    found_here = []
    for key, member in members:
        here = f"{place}.{key}" if place else f"{key}"
        found_here += [here] if isinstance(part, dict) else []
        found_here += places(member, here) if isinstance(member, (dict, list)) else []
    return found_here


@settings(max_examples=60, deadline=None)
@given(st.sets(st.sampled_from(places(document())), max_size=12))
def test_a_record_in_any_state_can_be_judged(taken_out: set[str]) -> None:
    deepest_first = sorted(taken_out, key=lambda place: -place.count("."))
    try:
        changed = course(dict.fromkeys(deepest_first, DROP))
    except RefusedError:
        assume(False)  # a key that every record has

    for session in changed.sessions or ():
        for now in (None, moment("10:05"), moment("12:00")):
            verdicts = judge_session(changed, session, FACTS, now)
            running_figures(changed, session, now or moment("09:00"))
            assert all(one.missing for phase in verdicts.values() for one in phase.not_assessed)
    assert judge_order(changed, FACTS) is not None
    assert refusals(changed, FACTS) == []


def test_a_session_to_come_is_judged_for_the_time_it_is_planned() -> None:
    changed = course({"now.started_at": DROP, "now.ended_at": DROP, "order.consents": []})

    codes = [one.code for one in judge_before(changed, judged(changed), FACTS).findings]

    assert codes == ["consent-missing"]


def test_a_session_that_waits_is_judged_for_now() -> None:
    changed = course({"now.started_at": DROP, "now.ended_at": DROP})

    waiting = judge_before(
        changed, judged(changed), FACTS, now=moment("08:01", "2026-09-11")
    ).findings

    assert "hematocrit-stale" in [one.code for one in waiting]


def test_vitals_are_overdue_by_the_clock_of_a_running_session() -> None:
    changed = course({"now.ended_at": DROP})

    in_time = judge_run(changed, judged(changed), FACTS, now=moment("11:05"))
    late = judge_run(changed, judged(changed), FACTS, now=moment("11:06"))

    assert not in_time.findings
    assert [one.code for one in late.findings] == ["vitals-overdue"]


@pytest.mark.parametrize(
    ("override", "answers"),
    [
        ({"session_id": "s2"}, True),
        ({"session_id": "s2", "subject_id": "s2-r1"}, True),
        ({"session_id": "s1"}, False),
        ({}, False),
        ({"session_id": "s2", "finding": "fever"}, False),
        ({"session_id": "s2", "at": "2026-09-09T08:50+02:00"}, False),
    ],
)
def test_an_override_answers_its_finding_in_its_session(
    override: dict[str, Any], answers: bool
) -> None:
    given = {
        "finding": "systolic-low",
        "reason": "known",
        "by": "Dr. Walburga Federkiel",
        "at": "2026-09-09T10:31+02:00",
        **override,
    }

    finding = found(Phase.RUN, "systolic-low", {f"{LAST}systolic_mmhg": 80, "overrides": [given]})

    assert finding is not None
    assert (finding.override is not None) is answers
    assert finding.is_open is not answers


def test_an_override_of_the_order_answers_the_order() -> None:
    given = {
        "finding": "indication-unlisted",
        "reason": "rare disease",
        "by": "Dr. Walburga Federkiel",
        "at": "2026-09-06T17:00+02:00",
    }

    finding = found(
        Phase.ORDER,
        "indication-unlisted",
        {"order.indication": "in-no-table", "overrides": [given]},
    )

    assert finding is not None
    assert finding.override is not None
