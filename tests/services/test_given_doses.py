"""Ten-fold slips in what was given, and a lock unlike its lumen, are asked about once."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.domain.fields import Severity
from plexlog.domain.records import AccessDevice, CatheterLock, DrugGiven, Lock, Lumen
from plexlog.domain.words import AccessKind, LockAgent, ReactionKind, Route
from plexlog.domain.words_followed import RecordedAs
from plexlog.services import reaction_deeds, reactions, recording, run_records
from plexlog.services.given_questions import (
    QuestionedError,
    bolus_questions,
    drug_questions,
    lock_questions,
)
from plexlog.services.locking import lock_lumen
from plexlog.services.open_session import OpenSession
from plexlog.services.reaction_deeds import Deed
from tests.services.ward import COURSE, ORDERED_AT, prepare

SESSION = (COURSE.sessions or ())[0]
LINE = AccessDevice(
    id="jug",
    kind=AccessKind.TUNNELLED_CATHETER,
    lumens=(Lumen(name="red", volume_ml=Decimal("1.3")), Lumen(name="blue")),
)
CITRATE = LockAgent.TRISODIUM_CITRATE
HUGE = Deed(action="saline-bolus", recorded_as=RecordedAs.SALINE_BOLUS, volume_ml=Decimal(2500))


@pytest.fixture
def running(session: OpenSession) -> OpenSession:
    prepare(session)
    recording.start_run(session)
    return session


@pytest.mark.parametrize(
    ("drug", "dose", "volume", "words"),
    [
        (
            "calcium gluconate 10 %",
            "10 mL",
            "5000",
            ["Calcium gluconate 10 %, 5\u202f000\u00a0mL"],
        ),
        ("Calcium gluconate 10 %", "50000 IU", None, ["it is not measured in units"]),
        ("Magnesium sulphate", "4 units", None, ["it is not measured in units"]),
        ("Clemastine", "5", None, ["dose 5: no unit is told"]),
        ("Calcium gluconate 10 %", "10 mL (2.3 mmol)", "500", []),
        ("Calcium gluconate 10 %", "10 IU", None, ["it is not measured in units"]),
        ("Potassium chloride 7.45 %", "20 units", None, ["it is not measured in units"]),
        ("Albumin 20 %", "100 IU", None, ["it is not measured in units"]),
        ("Albumin 20 %", "1 unit", None, []),
        ("Heparin sodium", "5000 IU", "1", []),
        ("Calcium heparin", "5000 IU", None, []),
        ("Danaparoid sodium", "750 IU", None, []),
        ("Insulin", "4 IU", None, []),
        ("Calcium", "by mouth, 2 tablets", None, []),
    ],
)
def test_volume_and_unit_of_a_drug_that_read_as_a_slip_are_asked_about(
    drug: str, dose: str, volume: str | None, words: list[str]
) -> None:
    given = DrugGiven(
        at=ORDERED_AT,
        drug=drug,
        dose=dose,
        route=Route.IV,
        volume_ml=None if volume is None else Decimal(volume),
    )

    found = drug_questions(COURSE, SESSION, given)

    assert [one.severity for one in found] == [Severity.ASK] * len(words)
    for one, said in zip(found, words, strict=True):
        assert said in one.what


def test_saline_at_once_is_asked_about_above_what_is_offered() -> None:
    (found,) = bolus_questions(COURSE, SESSION, Decimal(2500))

    assert found.what == "Saline, 2\u202f500\u00a0mL at once; usual are at most 500\u00a0mL"
    assert bolus_questions(COURSE, SESSION, Decimal(500)) == ()


def test_no_saline_is_on_record_until_the_question_is_answered(running: OpenSession) -> None:
    with pytest.raises(QuestionedError) as raised:
        run_records.give_bolus(running, Decimal(2500))
    (found,) = raised.value.questions
    assert running.view().session.saline_boluses == ()

    run_records.give_bolus(running, Decimal(2500), answers={found.code: "in shock"})

    assert len(running.view().session.saline_boluses or ()) == 1
    assert [one.reason for one in running.view().course.overrides or ()] == ["in shock"]


def test_a_reaction_asks_the_same_of_what_was_done(running: OpenSession) -> None:
    reaction = reactions.report_reaction(running, ReactionKind.HYPOTENSION)
    (found,) = reaction_deeds.questions_of(running, HUGE)

    with pytest.raises(QuestionedError):
        reaction_deeds.record_deed(running, reaction, HUGE)
    assert (running.view().session.reactions or ())[0].actions is None
    reaction_deeds.record_deed(running, reaction, HUGE, {found.code: "in shock"})

    assert len(running.view().session.saline_boluses or ()) == 1
    drug = replace(HUGE, recorded_as=RecordedAs.DRUG, drug="Clemastine", dose="2")
    assert len(reaction_deeds.questions_of(running, drug)) == 2
    assert reaction_deeds.questions_of(running, replace(HUGE, volume_ml=None)) == ()
    pause = Deed(action="pause", recorded_as=RecordedAs.PAUSE)
    assert reaction_deeds.questions_of(running, pause) == ()


@pytest.mark.parametrize(
    ("lock", "words"),
    [
        ({"volume_ml": "13"}, "13\u00a0mL in the red lumen; it holds 1.3\u00a0mL"),
        ({"volume_ml": "0.13"}, "0.13\u00a0mL in the red lumen"),
        ({"volume_ml": "1.4"}, ""),
        ({"volume_ml": "13", "lumen": "blue"}, ""),
        ({"volume_ml": "10", "agent": LockAgent.SALINE}, ""),
        (
            {"citrate_percent": "46.7"},
            "locked with citrate 46.7\u00a0%; 4\u00a0% is ordered",
        ),
        ({"citrate_percent": "4"}, ""),
        (
            {"heparin_iu_ml": "50000", "agent": LockAgent.HEPARIN},
            "with heparin 50\u202f000\u00a0IU/mL; usual are at most 5\u202f000\u00a0IU/mL",
        ),
        ({"heparin_iu_ml": "1000", "agent": LockAgent.HEPARIN}, ""),
    ],
)
def test_a_lock_unlike_its_lumen_or_its_order_is_asked_about(
    lock: dict[str, str | LockAgent], words: str
) -> None:
    numbers = {
        code: Decimal(value) if code.endswith(("ml", "percent")) else value
        for code, value in lock.items()
    }
    told = replace(
        Lock(lumen="red", agent=CITRATE, volume_ml=Decimal("1.3")),
        **numbers,  # type: ignore[arg-type]  # as they are typed
    )
    ordered = CatheterLock(agent=CITRATE, citrate_percent=Decimal(4))
    course = replace(COURSE, order=replace(COURSE.order, catheter_lock=ordered))

    found = lock_questions(course, SESSION, told, LINE)

    assert [one.severity for one in found] == ([Severity.ASK] if words else [])
    assert words in "".join(one.what for one in found)


def test_without_an_order_or_a_line_what_is_usual_counts() -> None:
    lock = Lock(lumen="red", agent=CITRATE, volume_ml=Decimal(13), citrate_percent=Decimal(30))
    course = replace(COURSE, order=replace(COURSE.order, catheter_lock=None))

    (found,) = lock_questions(course, SESSION, lock, None)

    assert "usual are at most 4\u00a0%" in found.what


def test_no_lock_is_on_record_until_the_question_is_answered(running: OpenSession) -> None:
    recording.end_run(running)
    lock = Lock(lumen="red", agent=CITRATE, volume_ml=Decimal(1), citrate_percent=Decimal("46.7"))
    with pytest.raises(QuestionedError) as raised:
        lock_lumen(running, lock)
    assert running.view().session.close is None

    lock_lumen(running, lock, {one.code: "diluted" for one in raised.value.questions})

    close = running.view().session.close
    assert close is not None
    assert len(close.locks or ()) == 1
