"""An invented course in which every rule is silent, to be changed by one thing at a time."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from plexlog.clinical.rules import RuleFacts
from plexlog.domain import codec
from plexlog.domain.facts import ChecklistItem, Indication
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, Session

DROP = ...  # takes a key out of the document; prints the same in every process


def indication(code: str, **facts: Any) -> Indication:
    return Indication(code=code, label=code, source="invented", disease=code, **facts)


FACTS = RuleFacts(
    indications={
        fact.code: fact
        for fact in (
            indication(
                "gbs",
                asfa_category="I",
                aan_level="A",
                aan_direction="for",
                most_sessions=6,
                is_acute_neurological=True,
            ),
            indication("ms", asfa_category="II", aan_level="B", needs_steroid_trial=True),
            indication(
                "ms-progressive", asfa_category="III", aan_level="A", aan_direction="against"
            ),
            indication("category-four", asfa_category="IV"),
            indication("category-three", asfa_category="III", names_albumin_alone=True),
            indication("level-u", aan_level="U", aan_direction="insufficient"),
            indication("acute-mg", asfa_category="I", aan_level="U", is_acute_neurological=True),
            indication("tma-pneumococcal-hus", asfa_category="III"),
            indication(
                "haemophagocytic-lymphohistiocytosis",
                asfa_category="III",
                usual_plasma_volumes_low="1",
                usual_plasma_volumes_high="2",
            ),
            indication("tma-ttp", asfa_category="I"),
            indication("chronic", asfa_category="II", most_sessions=10),
            indication("in-no-table"),
        )
    },
    checklist=(
        ChecklistItem(
            code="consent-checked",
            label="Consent is valid today",
            source="invented",
            step="identify",
            holds_step=True,
        ),
        ChecklistItem(
            code="pregnancy-asked", label="Pregnancy asked", source="invented", step="assess"
        ),
    ),
)


def taken(value: float, at: str) -> dict[str, Any]:
    return {"value": value, "taken_at": at}


VITALS = {"systolic_mmhg": 130, "diastolic_mmhg": 78, "pulse_per_min": 80}


def at(day: str, clock: str) -> str:
    return f"{day}T{clock}+02:00"


def readings(day: str) -> list[dict[str, Any]]:
    """Three readings, half an hour apart, at an even rate."""
    return [
        {
            "at": at(day, clock),
            **VITALS,
            "spo2_percent": 97,
            "temperature_c": 36.7,
            "ionised_calcium_mmol_l": 1.1,
            "inlet_ml": 2200 * step,
            "anticoagulant_ml": 220 * step,
            "removed_ml": 1200 * step,
            "replaced_ml": 980 * step,
        }
        for step, clock in ((1, "09:30"), (2, "10:00"), (3, "10:30"))
    ]


def before(day: str) -> dict[str, Any]:
    values = {
        "weight_kg": 78.4,
        "hematocrit_percent": 41.5,
        "platelets_10e9_l": 238,
        "fibrinogen_g_l": 3.1,
        "ionised_calcium_mmol_l": 1.19,
        "spo2_percent": 97,
        "temperature_c": 36.7,
        **VITALS,
    }
    return {code: taken(value, at(day, "08:00")) for code, value in values.items()}


def close(day: str) -> dict[str, Any]:
    return {
        "end_reason": "target-reached",
        "saline_in_waste_ml": 0,
        "rinseback_ml": 120,
        "samples_ml": 18,
        "locks": [
            {"lumen": "red", "agent": "trisodium-citrate", "volume_ml": 1.3},
            {"lumen": "blue", "agent": "trisodium-citrate", "volume_ml": 1.4},
        ],
        "after": {code: taken(value, at(day, "10:40")) for code, value in VITALS.items()},
    }


def things(number: int, day: str) -> dict[str, Any]:
    """Machine, set, supplies and the one bottle of albumin."""
    return {
        "machine": {
            "model": "CellSpin 4",
            "kind": "centrifugal",
            "maintenance_due_on": "2027-03-31",
            "electrical_check_due_on": "2027-01-31",
        },
        "set": {"expires_on": "2028-06-30", "extracorporeal_volume_ml": 185},
        "supplies": [{"kind": "anticoagulant", "expires_on": "2028-06-30"}],
        "bags": [
            {
                "id": f"s{number}-b1",
                "fluid": "albumin",
                "volume_ml": 3000,
                "given_ml": 2940,
                "expires_on": "2028-04-30",
                "started_at": at(day, "09:00"),
            }
        ],
    }


def session_document(number: int, day: str) -> dict[str, Any]:
    return {
        "id": f"s{number}",
        "number": number,
        "planned_at": at(day, "09:00"),
        "started_at": at(day, "09:00"),
        "ended_at": at(day, "10:30"),
        **things(number, day),
        "identity_check": {
            "identifiers": [
                {"kind": "record-number", "value": "mw-0071402"},
                {"kind": "birth-date", "value": "1974-03-18"},
                {"kind": "insurance-number", "value": "X000171774"},
            ]
        },
        "before": before(day),
        "access_check": {"pus": False, "redness": False, "pain": False, "swelling": False},
        "drugs_of_note": [],
        "checklist": [{"item": "consent-checked", "answer": "done"}],
        "prime_given_ml": 0,
        "readings": readings(day),
        "saline_boluses": [],
        "drugs_given": [],
        "pauses": [],
        "reactions": [],
        "close": close(day),
    }


def document() -> dict[str, Any]:
    return {
        "course_id": "invented",
        "patient": {
            "family_name": "Musterwald",
            "given_name": "Albin",
            "birth_date": "1974-03-18",
            "record_number": "MW-0071402",
            "other_identifiers": [{"kind": "insurance-number", "value": "X000171774"}],
            "sex_for_formulas": "male",
            "height_cm": 178,
            "blood_group": {"abo": "A"},
            "allergies": [],
            "histories": [],
        },
        "order": {
            "indication": "gbs",
            "ordered_by": "Dr. Walburga Federkiel",
            "ordered_at": "2026-09-06T16:20+02:00",
            "plasma_volumes": 1.0,
            "sessions_planned": 5,
            "interval_hours": 48,
            "replacement": [{"fluid": "albumin", "share": 1.0}],
            "balance_percent": 100,
            "anticoagulant": {"product": "acd-a", "inlet_ac_ratio": 10},
            "catheter_lock": {"agent": "trisodium-citrate"},
            "access_device_id": "cath1",
            "vitals_programme_min": [30],
            "consents": [{"kind": "procedure", "given_on": "2026-09-06"}],
        },
        "access_devices": [
            {
                "id": "cath1",
                "kind": "non-tunnelled-catheter",
                "inserted_on": "2026-09-06",
                "lumens": [{"name": "red"}, {"name": "blue"}],
            },
            {"id": "veins", "kind": "peripheral-veins"},
        ],
        "sessions": [session_document(1, "2026-09-07"), session_document(2, "2026-09-09")],
        "overrides": [],
    }


def course(changes: Mapping[str, Any] | None = None) -> Course:
    """The course with changes by place; `now.` stands for the judged session, the second.

    Records never change, so the same changes may get the same course.
    """
    written = repr(changes)
    if written not in _COURSES:
        _COURSES[written] = _changed(changes or {})
    return _COURSES[written]


_COURSES: dict[str, Course] = {}


def _changed(changes: Mapping[str, Any]) -> Course:
    changed = copy.deepcopy(document())
    for place, value in changes.items():
        _put(changed, place.replace("now.", "sessions.1."), value)
    return codec.read(Course, changed)


def _put(document_: Any, place: str, value: Any) -> None:
    *way, last = place.split(".")
    for step in way:
        document_ = document_[int(step)] if isinstance(document_, list) else document_[step]
    if isinstance(document_, list):
        document_[int(last)] = value
    elif value is DROP:
        document_.pop(last, None)
    else:
        document_[last] = value


def judged(course_: Course) -> Session:
    """The session that the tests look at."""
    return (course_.sessions or ())[1]


def moment(clock: str, day: str = "2026-09-09") -> Moment:
    return Moment.parse(f"{day}T{clock}+02:00")
