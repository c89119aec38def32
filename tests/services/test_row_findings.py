"""What the grid marks: values that findings are about, late rows, changes since before."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.clinical.figures.trend import trend
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding, Phase, Verdict
from plexlog.domain.shapes import Measured
from plexlog.services import recording
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession, SessionView
from plexlog.services.row_findings import row_findings, row_marks
from tests.services.fakes import FakeClock, FakeSigner, FakeStore
from tests.services.ward import TOTALS, VITALS, prepare

BEFORE = {"pulse_per_min": Measured(value=Decimal(74)), "weight_kg": Measured(value=Decimal(61))}


@pytest.fixture
def desk(clock: FakeClock) -> Desk:
    return Desk(FakeStore(), clock, FakeSigner())


@pytest.fixture
def running(session: OpenSession, clock: FakeClock) -> OpenSession:
    prepare(session)
    recording.start_run(session)
    clock.pass_by(minutes=5)
    return session


def keep(running: OpenSession, **values: str) -> str:
    row = recording.begin_row(running, running.desk.now())
    for code, text in values.items():
        recording.enter_cell(running, row, code, text, is_sure=True)
    recording.keep_row(running, row)
    return row.key


def with_findings(view: SessionView, *findings: Finding) -> SessionView:
    return replace(view, verdicts={**view.verdicts, Phase.RUN: Verdict(findings=findings)})


def test_a_low_pressure_is_marked_in_its_row_alone(running: OpenSession, clock: FakeClock) -> None:
    low = keep(running, **(VITALS | {"systolic_mmhg": "78"}))
    clock.pass_by(minutes=5)
    keep(running, **VITALS)

    marked = row_findings(running.view())

    assert set(marked) == {(low, "systolic_mmhg")}
    assert marked[low, "systolic_mmhg"].code in ("systolic-low", "systolic-fell")


def test_only_the_totals_that_fell_are_marked(running: OpenSession, clock: FakeClock) -> None:
    keep(running, **TOTALS)
    clock.pass_by(minutes=5)
    fell = keep(running, **(TOTALS | {"removed_ml": "900"}))

    marked = [code for (row, code), one in row_findings(running.view()).items() if row == fell]

    assert marked == ["removed_ml"]


def test_a_finding_names_its_values_itself_and_the_harder_one_stays(
    running: OpenSession,
) -> None:
    key = keep(running, **VITALS)
    view = running.view()
    (row,) = view.session.readings or ()
    soft, hard, vague, unknown_total = (
        Finding(code=code, severity=severity, phase=Phase.RUN, what="x", at=at, subject=subject)
        for code, severity, at, subject in (
            ("own", Severity.NOTICE, (row.at,), ("pulse_per_min",)),
            ("own", Severity.ASK, (row.at,), ("pulse_per_min",)),
            ("of-no-value", Severity.ASK, (row.at,), ()),
            ("total-fell", Severity.ASK, (row.at,), ()),
        )
    )

    marked = row_findings(with_findings(view, soft, hard, soft, vague, unknown_total))

    assert marked == {(key, "pulse_per_min"): hard}


def test_marks_tell_late_rows_and_trends(running: OpenSession, clock: FakeClock) -> None:
    row = recording.begin_row(running, running.desk.now())
    recording.enter_cell(running, row, "pulse_per_min", "90")
    clock.pass_by(minutes=20)
    recording.keep_row(running, row)

    marks = row_marks(running)

    (kept,) = running.view().session.readings or ()
    assert marks.is_late(kept)
    assert not marks.is_late(replace(kept, entered_at=None))
    change = marks.trend(kept, "pulse_per_min")
    assert change is not None
    assert (change.difference, change.word) == (16, "higher than before the start")
    assert marks.trend(kept, "spo2_percent") is None


def test_a_missed_interval_is_marked_in_the_row_after_it(
    running: OpenSession, clock: FakeClock
) -> None:
    keep(running, systolic_mmhg="118", diastolic_mmhg="64", pulse_per_min="76")
    clock.pass_by(minutes=40)
    after = keep(running, systolic_mmhg="112", diastolic_mmhg="60", pulse_per_min="78")

    marks = row_marks(running)

    assert marks.after_gap == {after}
    first, last = running.view().session.readings or ()
    assert marks.of(last).after_gap
    assert not marks.of(first).after_gap


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (83.9, "as before the start"),
        (84, "higher than before the start"),
        (64, "lower than before the start"),
    ],
)
def test_a_change_is_told_from_its_step_on(value: float, word: str) -> None:
    told = trend("pulse_per_min", value, BEFORE)

    assert told is not None
    assert told.word == word


def test_no_trend_without_a_value_before_or_a_step() -> None:
    assert trend("systolic_mmhg", 120, BEFORE) is None
    assert trend("weight_kg", 70, BEFORE) is None
    assert trend("pulse_per_min", 70, None) is None
