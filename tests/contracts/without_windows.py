"""A whole session by script, with every import of Qt blocked: founded, recorded, signed, printed.

Run as a process of its own: `python -m tests.contracts.without_windows FOLDER`.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from decimal import Decimal
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any, NoReturn


class NoQt(MetaPathFinder):
    """Refuses Qt wherever it is asked for."""

    def find_spec(self, fullname: str, *_: Any) -> None:
        """Raise for modules of Qt; leave all others to those who know them."""
        if fullname.partition(".")[0] in ("PySide6", "shiboken6"):
            self.refuse(fullname)

    def refuse(self, name: str) -> NoReturn:
        """Say who was asked for."""
        raise ImportError(f"{name} is blocked here")


sys.meta_path.insert(0, NoQt())

from plexlog import doorstep, house, papers, whole_file  # noqa: E402 - after Qt is blocked
from plexlog.domain import words  # noqa: E402 - as above
from plexlog.domain.fields import Place  # noqa: E402 - as above
from plexlog.domain.moments import Moment  # noqa: E402 - as above
from plexlog.domain.records import (  # noqa: E402 - as above
    Anticoagulant,
    Bag,
    Consent,
    FluidShare,
    Order,
    Patient,
)
from plexlog.services import ordering, patients, recording, run_records, signing  # noqa: E402
from plexlog.services.desk import Desk  # noqa: E402 - as above
from plexlog.services.open_session import OpenSession  # noqa: E402 - as above

PASSWORD = "invented and long enough"  # noqa: S105 - opens invented records only
BEFORE = {
    "weight_kg": "72.0",
    "height_cm": "178",
    "hematocrit_percent": "41.0",
    "systolic_mmhg": "124",
    "diastolic_mmhg": "78",
    "pulse_per_min": "72",
    "spo2_percent": "98",
    "temperature_c": "36.6",
    "fibrinogen_g_l": "2.9",
    "platelets_10e9_l": "240",
    "ionised_calcium_mmol_l": "1.18",
}
ROWS = (
    {"systolic_mmhg": "122", "diastolic_mmhg": "76", "pulse_per_min": "74"},
    {"inlet_ml": "3000", "anticoagulant_ml": "280", "removed_ml": "1500", "replaced_ml": "1500"},
)
CLOSE = {"saline_in_waste_ml": "0", "rinseback_ml": "150", "samples_ml": "10"}


class MovedClock(doorstep.SystemClock):
    """The time of this machine, put forward as a session needs it."""

    def __init__(self) -> None:
        self._ahead = timedelta(hours=-6)

    def now(self) -> Moment:
        """The time so far."""
        return super().now() + self._ahead

    def wait(self, minutes: int) -> None:
        """Let time pass."""
        self._ahead += timedelta(minutes=minutes)


def main(folder: Path) -> None:
    """Everything a unit does on its first day."""
    clock = MovedClock()
    unit = folder / "unit.plexlog"
    founding = house.Founding(unit="Invented", name="Ada N.", login="ada", password=PASSWORD)
    house.found(unit, founding, clock)
    desk = house.open_desk(unit, "ada", PASSWORD, clock)
    session = ordered_session(desk)
    prepare(session)
    run(session, clock)
    close(session, clock)
    signing.sign_session(session)
    whole_file.write_bytes(folder / "summary.pdf", papers.session_pdf(desk, session.key))
    problems = house.verify(desk)
    desk.store.close()
    if problems:
        raise SystemExit(f"verification found {problems}")


def ordered_session(desk: Desk) -> OpenSession:
    """A patient with an order for one session."""
    now = desk.now()
    patient = Patient(
        family_name="Łukasz",
        given_name="Ánh",
        birth_date=date(1980, 2, 29),
        record_number="0001",
        sex_for_formulas=words.Sex.MALE,
        allergies=(),
        histories=(),
    )
    order = Order(
        indication="aidp-guillain-barre-syndrome-primary-treatment",
        ordered_by="Dr. Invented",
        ordered_at=now,
        plasma_volumes=Decimal("1.0"),
        sessions_planned=1,
        replacement=(
            FluidShare(
                fluid=words.Fluid.ALBUMIN, share=Decimal(1), concentration_percent=Decimal(5)
            ),
        ),
        anticoagulant=Anticoagulant(product=words.AnticoagulantProduct.ACD_A),
        consents=(Consent(kind=words.ConsentKind.PROCEDURE, given_on=now.day),),
    )
    patient_key = patients.admit_patient(desk, patient)
    course = ordering.draft_course(desk, desk.store.patient(patient_key), order, first_at=now)
    course_key = ordering.order_course(desk, course, patient_key)
    return OpenSession(desk, desk.store.sessions_of(course_key)[0].session_key)


def prepare(session: OpenSession) -> None:
    """Identity, assessment and checklist."""
    recording.check_identity(session, {"record-number": "0001", "birth-date": "1980-02-29"})
    for code, text in BEFORE.items():
        recording.enter_value(session, Place.BEFORE, code, text)
    for item in session.desk.knowledge.checklist:
        recording.answer_item(session, item.code, words.Answer.DONE)


def run(session: OpenSession, clock: MovedClock) -> None:
    """An hour and a half with two rows and a bottle."""
    recording.enter_value(session, Place.SESSION, "prime_given_ml", "0")
    recording.start_run(session)
    bottle = Bag(id="new", fluid=words.Fluid.ALBUMIN, volume_ml=Decimal(1500))
    answers = {"bag-volume-1500": "filled by the pharmacy"}
    hung = run_records.hang_bag(session, bottle, answers=answers)
    for cells in ROWS:
        clock.wait(40)
        row = recording.begin_row(session, session.desk.now())
        for code, text in cells.items():
            recording.enter_cell(session, row, code, text, is_sure=True)
        recording.keep_row(session, row)
    run_records.finish_bag(session, hung, Decimal(1500))
    clock.wait(10)
    recording.end_run(session)


def close(session: OpenSession, clock: MovedClock) -> None:
    """What is noted at the end, and an answer to each finding that asks."""
    clock.wait(5)
    for code, text in ROWS[1].items():
        recording.enter_value(session, Place.TOTALS, code, text, is_sure=True)
    for code, text in CLOSE.items():
        recording.enter_value(session, Place.CLOSE, code, text)
    for code, text in ROWS[0].items():
        recording.enter_value(session, Place.AFTER, code, text)
    recording.set_facts(session, {"end_reason": words.EndReason.TARGET_REACHED})
    for verdict in session.view().verdicts.values():
        for finding in verdict.findings:
            if finding.is_open:
                recording.answer_finding(session, finding.code, "as the order has it")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
