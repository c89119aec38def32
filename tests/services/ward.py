"""An invented patient with an order for two sessions, and what a nurse does with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from plexlog.domain.fields import Place
from plexlog.domain.moments import Moment
from plexlog.domain.records import (
    AccessDevice,
    Anticoagulant,
    ChecklistAnswer,
    Consent,
    Course,
    FluidShare,
    Identifier,
    Order,
    Patient,
    Session,
)
from plexlog.domain.words import (
    AccessKind,
    Answer,
    AnticoagulantProduct,
    ConsentKind,
    EndReason,
    Fluid,
    Sex,
)
from plexlog.services import recording
from plexlog.services.keys import new_key
from plexlog.services.open_session import OpenSession
from tests.services.fakes import FakeClock

ORDERED_AT = Moment.parse("2026-11-19T16:00+01:00")
PLANNED_AT = Moment.parse("2026-11-20T14:00+01:00")
PATIENT = Patient(
    family_name="Nadelbaum",
    given_name="Zoe",
    birth_date=date(1984, 3, 9),
    record_number="NB-1",
    other_identifiers=(Identifier(kind="national-number", value="N 77"),),
    sex_for_formulas=Sex.FEMALE,
    height_cm=Decimal(170),
    allergies=(),
    histories=(),
)
ORDER = Order(
    indication="ttp-initial",
    ordered_by="Dr. Federkiel",
    ordered_at=ORDERED_AT,
    plasma_volumes=Decimal("1.0"),
    sessions_planned=2,
    interval_hours=Decimal(24),
    replacement=(
        FluidShare(fluid=Fluid.ALBUMIN, share=Decimal(1), concentration_percent=Decimal(5)),
    ),
    anticoagulant=Anticoagulant(product=AnticoagulantProduct.ACD_A, inlet_ac_ratio=Decimal(10)),
    consents=(Consent(kind=ConsentKind.PROCEDURE, given_on=date(2026, 11, 19)),),
)
VEINS = AccessDevice(id="veins", kind=AccessKind.PERIPHERAL_VEINS)
COURSE = Course(
    course_id="c1",
    course_number=1,
    patient=PATIENT,
    order=replace(ORDER, access_device_id="veins"),
    access_devices=(VEINS,),
    sessions=(
        Session(id="s1", number=1, planned_at=PLANNED_AT),
        Session(id="s2", number=2, planned_at=Moment.parse("2026-11-21T14:00+01:00")),
    ),
    lab_results=(),
    scores=(),
    overrides=(),
    signatures=(),
)
VITALS = {"systolic_mmhg": "122", "diastolic_mmhg": "76", "pulse_per_min": "74"}
TOTALS = {
    "inlet_ml": "3000",
    "anticoagulant_ml": "280",
    "removed_ml": "1500",
    "replaced_ml": "1500",
}


def prepare(session: OpenSession) -> None:
    """Identity, assessment and checklist."""
    recording.check_identity(session, {"record-number": "NB-1", "birth-date": "1984-03-09"})
    before = VITALS | {"weight_kg": "72", "hematocrit_percent": "41"}
    for code, text in before.items():
        recording.enter_value(session, Place.BEFORE, code, text)
    recording.set_taken_at(session, Place.BEFORE, "hematocrit_percent", session.desk.now())
    recording.set_facts(session, {"drugs_of_note": ()})
    _tick_all(session)


def _tick_all(session: OpenSession) -> None:
    """Every item done. Kept at once: to judge the session after each item takes its time."""
    desk = session.desk
    with desk.store.writing():
        for item in desk.knowledge.checklist:
            done = ChecklistAnswer(
                key=new_key(),
                item=item.code,
                answer=Answer.DONE,
                by=desk.me,
                at=desk.now(),
                list_version=desk.knowledge.checklist_version,
            )
            desk.store.put(session.key, done)
    session.touch()


def run(session: OpenSession, clock: FakeClock) -> None:
    """An hour with one row."""
    recording.start_run(session)
    clock.pass_by(minutes=60)
    row = recording.begin_row(session, session.desk.now())
    for code, text in (VITALS | TOTALS).items():
        recording.enter_cell(session, row, code, text, is_sure=True)
    recording.keep_row(session, row)
    recording.end_run(session)


def close(session: OpenSession) -> None:
    """The end told, and every finding that asks answered."""
    recording.set_facts(session, {"end_reason": EndReason.TARGET_REACHED})
    for verdict in session.view().verdicts.values():
        for finding in verdict.findings:
            if finding.is_open:
                recording.answer_finding(session, finding.code, "seen, for the test")


def work(session: OpenSession, clock: FakeClock) -> None:
    """A whole session, ready to be signed."""
    prepare(session)
    run(session, clock)
    close(session)
