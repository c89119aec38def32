"""Recording a session, told as it goes at the bedside."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from plexlog.domain.errors import RefusedError, StoreError
from plexlog.domain.fields import Place, Severity
from plexlog.domain.findings import Phase
from plexlog.domain.records import Bag, Lock
from plexlog.domain.steps import ITEM_NOT_DONE, Step
from plexlog.domain.words import Answer, EndReason, Fluid, LockAgent
from plexlog.services import recording
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from tests.services.fakes import NURSE, FakeClock
from tests.services.ward import COURSE, TOTALS, VITALS, close, prepare, run


def reasons(refused: pytest.ExceptionInfo[RefusedError]) -> dict[str, str]:
    return {one.place: one.reason for one in refused.value.refusals}


def test_a_value_is_on_record_with_text_author_and_time(session: OpenSession) -> None:
    entry = recording.enter_value(session, Place.BEFORE, "weight_kg", " 72,50 ")

    assert entry.value == Decimal("72.50")
    weight = (session.view().session.before or {})["weight_kg"]
    assert (weight.value, weight.typed, weight.by) == (entry.value, "72,50", NURSE.name)
    assert weight.taken_at == weight.entered_at == session.desk.now()


def test_a_refused_text_is_never_recorded(session: OpenSession) -> None:
    entry = recording.enter_value(session, Place.BEFORE, "weight_kg", "720")

    assert entry.is_refused
    assert entry.message.startswith("possible 1 to 350 kg; it looks like ")
    assert session.view().session.before is None


def test_an_unlikely_value_is_recorded_only_after_a_yes_and_says_so(session: OpenSession) -> None:
    asked = recording.enter_value(session, Place.BEFORE, "weight_kg", "20")
    assert asked.severity is Severity.ASK
    assert session.view().session.before is None

    recording.enter_value(session, Place.BEFORE, "weight_kg", "20", is_sure=True)

    weight = (session.view().session.before or {})["weight_kg"]
    assert weight.flag is Severity.ASK
    assert weight.answered == recording.STOOD_BY


def test_an_unusual_value_is_recorded_at_once_with_its_flag(session: OpenSession) -> None:
    recording.enter_value(session, Place.BEFORE, "hematocrit_percent", "30")

    hematocrit = (session.view().session.before or {})["hematocrit_percent"]
    assert (hematocrit.flag, hematocrit.answered) == (Severity.NOTICE, "")


def test_a_blank_takes_the_value_back(session: OpenSession) -> None:
    recording.enter_value(session, Place.SESSION, "prime_given_ml", "0")
    assert session.view().session.values["prime_given_ml"].value == 0

    recording.enter_value(session, Place.SESSION, "prime_given_ml", " ")

    assert "prime_given_ml" not in session.view().session.values


@pytest.mark.parametrize("place", [Place.TOTALS, Place.CLOSE, Place.AFTER])
def test_a_value_of_the_close_stands_in_the_close(session: OpenSession, place: Place) -> None:
    code = {Place.TOTALS: "inlet_ml", Place.CLOSE: "samples_ml", Place.AFTER: "pulse_per_min"}

    recording.enter_value(session, place, code[place], "70")

    close_ = session.view().session.close
    assert close_ is not None
    totals = close_.totals.values if close_.totals is not None else {}
    assert code[place] in {**totals, **close_.values, **(close_.after or {})}


def test_a_row_counts_when_it_is_kept(session: OpenSession, clock: FakeClock) -> None:
    recording.start_run(session)
    clock.pass_by(minutes=15)
    row = recording.begin_row(session, session.desk.now())
    for code, text in (VITALS | TOTALS).items():
        recording.enter_cell(session, row, code, text, is_sure=True)
    assert session.view().session.readings == ()
    assert session.view().open_row is not None

    recording.keep_row(session, row)

    (kept,) = session.view().session.readings or ()
    assert session.view().open_row is None
    assert {code: str(one.value) for code, one in kept.values.items()} == VITALS | TOTALS
    assert (kept.by, kept.entered_at) == (NURSE.name, session.desk.now())


def test_a_cell_is_refused_asked_and_taken_back_as_any_value(session: OpenSession) -> None:
    recording.start_run(session)
    row = recording.begin_row(session, session.desk.now())

    assert recording.enter_cell(session, row, "pulse_per_min", "x").is_refused
    assert recording.enter_cell(session, row, "pulse_per_min", "30").is_question
    recording.enter_cell(session, row, "pulse_per_min", "70")
    recording.enter_cell(session, row, "pulse_per_min", "")

    open_row = session.view().open_row
    assert open_row is not None
    assert dict(open_row.values) == {}


def test_a_row_that_is_moved_keeps_its_values(session: OpenSession, clock: FakeClock) -> None:
    recording.start_run(session)
    clock.pass_by(minutes=20)
    row = recording.begin_row(session, session.desk.now())
    recording.enter_cell(session, row, "pulse_per_min", "70")

    moved = recording.move_row(session, row, session.desk.now())
    recording.keep_row(session, moved)

    (kept,) = session.view().session.readings or ()
    assert kept.at == session.desk.now()
    assert kept.values["pulse_per_min"].value == 70


def test_a_second_row_is_not_opened_beside_an_open_one(
    session: OpenSession, clock: FakeClock
) -> None:
    recording.start_run(session)
    row = recording.begin_row(session, session.desk.now())
    clock.pass_by(minutes=5)

    with pytest.raises(RefusedError, match=f"the row of {row.at.clock} is still open"):
        recording.begin_row(session, session.desk.now())
    recording.keep_row(session, row)

    assert recording.begin_row(session, session.desk.now()).at == session.desk.now()


def test_a_row_lies_within_the_run(session: OpenSession, clock: FakeClock) -> None:
    clock.pass_by(minutes=10)
    recording.start_run(session)
    started_at = session.desk.now()
    clock.pass_by(minutes=60)
    recording.end_run(session)
    ended_at = session.desk.now()
    before, after = started_at + timedelta(minutes=-1), ended_at + timedelta(minutes=1)

    too_early = f"{before.clock} lies before the start at {started_at.clock}"
    too_late = f"{after.clock} lies after the end at {ended_at.clock}"
    with pytest.raises(RefusedError, match=too_early):
        recording.begin_row(session, before)
    with pytest.raises(RefusedError, match=too_late):
        recording.begin_row(session, after)
    row = recording.begin_row(session, started_at)
    with pytest.raises(RefusedError, match=too_early):
        recording.move_row(session, row, before)
    with pytest.raises(RefusedError, match=too_late):
        recording.move_row(session, row, after)

    assert recording.move_row(session, row, ended_at).at == ended_at
    assert session.view().open_row == recording.move_row(session, row, ended_at)


def test_parts_are_kept_changed_and_taken_back(session: OpenSession) -> None:
    bag = Bag(id="s1-b01", fluid=Fluid.ALBUMIN, volume_ml=Decimal(250))
    key = recording.put_part(session, bag)
    recording.put_part(session, replace(bag, key=key, lot="L7"))
    (kept,) = session.view().session.bags or ()
    assert (kept.key, kept.lot) == (key, "L7")

    recording.withdraw_part(session, kept, "scanned twice")

    assert session.view().session.bags == ()


def test_a_lock_stands_in_the_close(session: OpenSession) -> None:
    recording.put_part(
        session, Lock(lumen="red", agent=LockAgent.HEPARIN, volume_ml=Decimal("1.3"))
    )

    close_ = session.view().session.close
    assert close_ is not None
    assert [lock.lumen for lock in close_.locks or ()] == ["red"]


def test_a_lumen_is_locked_once_and_then_told_anew(session: OpenSession, clock: FakeClock) -> None:
    lock = Lock(lumen="red", agent=LockAgent.HEPARIN, volume_ml=Decimal("1.3"))
    recording.keep_lock(session, lock)
    locked_at = session.desk.now()
    clock.pass_by(minutes=2)
    recording.keep_lock(session, replace(lock, volume_ml=Decimal("1.4"), at=locked_at))
    recording.keep_lock(session, replace(lock, lumen="blue"))

    close_ = session.view().session.close
    assert close_ is not None
    assert [(one.lumen, str(one.volume_ml), one.at) for one in close_.locks or ()] == [
        ("red", "1.4", locked_at),
        ("blue", "1.3", session.desk.now()),
    ]


@pytest.mark.parametrize("place", [Place.BEFORE, Place.AFTER])
def test_a_value_keeps_the_time_that_somebody_said_it_was_taken(
    session: OpenSession, clock: FakeClock, place: Place
) -> None:
    with pytest.raises(RefusedError, match="needs its value first"):
        recording.set_taken_at(session, place, "pulse_per_min", session.desk.now())
    earlier = session.desk.now()
    clock.pass_by(minutes=40)
    recording.enter_value(session, place, "pulse_per_min", "70")
    recording.set_taken_at(session, place, "pulse_per_min", earlier)
    recording.enter_value(session, place, "pulse_per_min", "72")

    shown = session.view().session
    after = shown.close.after if shown.close is not None else None
    pulse = ((shown.before if place is Place.BEFORE else after) or {})["pulse_per_min"]
    assert (str(pulse.value), pulse.taken_at) == ("72", earlier)
    assert pulse.entered_at == session.desk.now()


def test_facts_of_session_and_close_are_set_and_cleared(session: OpenSession) -> None:
    recording.set_facts(session, {"station": "Chair 2", "end_reason": EndReason.PATIENT_WISH})
    recording.set_facts(session, {"close_note": "went home", "station": None})

    shown = session.view().session
    assert shown.station is None
    assert shown.close is not None
    assert (shown.close.end_reason, shown.close.note) == (EndReason.PATIENT_WISH, "went home")


def test_two_identifiers_that_fit_open_the_next_step(session: OpenSession) -> None:
    recording.check_identity(session, {"record-number": " nb-1", "birth-date": "1984-03-09"})

    check = session.view().session.identity_check
    assert check is not None
    assert (check.by, check.at) == (NURSE.name, session.desk.now())
    assert "identity_check" not in {gap.key for gap in session.view().state(Step.IDENTIFY).gaps}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("record-number", "NB-2"),
        ("birth-date", "1984-03-08"),
        ("national-number", "N77"),
        ("family-name", "Nadel"),
    ],
)
def test_an_identifier_that_is_not_this_patients_is_refused(
    session: OpenSession, kind: str, text: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        recording.check_identity(session, {"record-number": "NB-1", kind: text})

    assert "is not that of Nadelbaum, Zoe" in reasons(refused)[kind]
    assert session.view().session.identity_check is None


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("insurance-number", "", "is not on record"),
        ("insurance-number", "X1", "is not on record; read another one"),
        ("family-name", " ", "was not read"),
    ],
)
def test_what_cannot_be_compared_identifies_nobody(
    session: OpenSession, kind: str, text: str, reason: str
) -> None:
    with pytest.raises(RefusedError, match=reason):
        recording.check_identity(session, {"record-number": "NB-1", kind: text})

    assert session.view().session.identity_check is None


def test_an_item_is_answered_and_answered_anew(session: OpenSession) -> None:
    recording.answer_item(session, "consent-checked", Answer.NOT_DONE, " no physician yet ")
    recording.answer_item(session, "consent-checked", Answer.DONE)

    (answer,) = session.view().session.checklist or ()
    assert (answer.answer, answer.reason, answer.by) == (Answer.DONE, None, NURSE.name)


def failed_items(session: OpenSession) -> list[tuple[tuple[str, ...], bool]]:
    found = session.view().findings(Phase.BEFORE)
    return [(one.subject, one.is_open) for one in found if one.code == ITEM_NOT_DONE]


def test_a_failed_item_is_released_by_reason_and_held_again_by_a_later_answer(
    session: OpenSession, clock: FakeClock
) -> None:
    recording.answer_item(session, "consent-checked", Answer.NOT_DONE, "no physician yet")
    assert failed_items(session) == [(("consent-checked",), True)]
    assert session.view().state(Step.IDENTIFY).holding

    recording.answer_finding(
        session, ITEM_NOT_DONE, "taken by telephone", subject="consent-checked"
    )
    assert failed_items(session) == [(("consent-checked",), False)]

    clock.pass_by(minutes=5)
    recording.answer_item(session, "consent-checked", Answer.NOT_DONE, "withdrawn")
    assert failed_items(session) == [(("consent-checked",), True)]


def test_a_release_without_its_item_releases_nothing(session: OpenSession) -> None:
    recording.answer_item(session, "consent-checked", Answer.NOT_DONE, "no physician yet")

    recording.answer_finding(session, ITEM_NOT_DONE, "all of them")

    assert failed_items(session) == [(("consent-checked",), True)]


def test_an_answer_keeps_which_version_of_the_list_it_answered(session: OpenSession) -> None:
    recording.answer_item(session, "consent-checked", Answer.DONE)

    (answer,) = session.view().session.checklist or ()
    assert answer.list_version == session.desk.knowledge.checklist_version
    assert answer.list_version


@pytest.mark.parametrize("answer", [Answer.NOT_DONE, Answer.NOT_APPLICABLE])
def test_what_is_not_done_needs_its_reason(session: OpenSession, answer: Answer) -> None:
    with pytest.raises(RefusedError) as refused:
        recording.answer_item(session, "consent-checked", answer, "  ")

    assert reasons(refused) == {"consent-checked": "needs a reason in a few words"}
    assert not session.view().session.checklist


def test_an_answered_finding_stays_and_is_overridden_by_name(session: OpenSession) -> None:
    recording.enter_value(session, Place.BEFORE, "temperature_c", "38.4")
    assert "fever" in {one.code for one in session.view().findings(*session.view().verdicts)}

    recording.answer_finding(session, "fever", " known, from the infection ")

    (fever,) = [
        one for one in session.view().findings(*session.view().verdicts) if one.code == "fever"
    ]
    assert fever.override is not None
    assert fever.override.reason == "known, from the infection"
    assert fever.override.by == NURSE.name
    assert not fever.is_open


def test_a_finding_that_asks_for_a_reason_is_not_answered_without(session: OpenSession) -> None:
    with pytest.raises(RefusedError):
        recording.answer_finding(session, "fever", " ")

    recording.answer_finding(session, "fever", "", needs_reason=False)
    (override,) = session.view().course.overrides or ()
    assert override.reason == "seen; going on"


def test_from_the_start_an_empty_list_means_none(session: OpenSession) -> None:
    assert session.view().session.bags is None

    recording.start_run(session)

    shown = session.view().session
    assert shown.started_at == session.desk.now()
    assert all(getattr(shown, name) == () for name in recording.RUN_LISTS)
    assert session.view().is_running


def test_a_run_is_started_once(session: OpenSession, clock: FakeClock) -> None:
    recording.start_run(session)
    started_at = session.view().session.started_at
    clock.pass_by(minutes=10)

    with pytest.raises(RefusedError, match="was started at 14:30"):
        recording.start_run(session)

    assert session.view().session.started_at == started_at


def test_what_stands_still_goes_on_again(session: OpenSession, clock: FakeClock) -> None:
    recording.start_run(session)
    clock.pass_by(minutes=5)
    recording.pause_run(session, " access ")
    assert session.view().is_paused
    clock.pass_by(minutes=7)

    recording.resume_run(session)

    (pause,) = session.view().session.pauses or ()
    assert pause.reason == "access"
    assert pause.end is not None
    assert pause.end.minutes_since(pause.start) == 7
    assert not session.view().is_paused


def test_a_run_is_not_paused_twice_nor_when_there_is_none(session: OpenSession) -> None:
    with pytest.raises(RefusedError, match="no run is under way"):
        recording.pause_run(session)
    recording.start_run(session)
    recording.pause_run(session)
    with pytest.raises(RefusedError, match="stands still already"):
        recording.pause_run(session)

    (pause,) = session.view().session.pauses or ()
    assert pause.reason is None


def test_a_pause_ends_with_the_run_at_the_very_same_time(
    session: OpenSession, clock: FakeClock
) -> None:
    recording.start_run(session)
    recording.pause_run(session)
    clock.pass_by(minutes=3)

    recording.end_run(session)

    shown = session.view().session
    (pause,) = shown.pauses or ()
    assert pause.end == shown.ended_at == session.desk.now()
    with pytest.raises(RefusedError, match="no run is under way"):
        recording.end_run(session)


def test_a_whole_session_leads_from_step_to_step(session: OpenSession, clock: FakeClock) -> None:
    assert session.view().open_step is Step.IDENTIFY
    prepare(session)
    assert session.view().open_step is Step.RUN
    run(session, clock)
    assert session.view().open_step is Step.CLOSE
    close(session)
    assert session.view().open_step is Step.SIGN


def test_a_session_that_is_not_on_file_cannot_be_opened(session: OpenSession) -> None:
    with pytest.raises(StoreError):
        OpenSession(session.desk, "unknown")


def test_two_identifiers_match_only_where_two_were_compared(session: OpenSession) -> None:
    if "patient-identified" not in {one.code for one in session.view().checklist}:
        pytest.skip("the list of the fake has no such item")
    with pytest.raises(RefusedError, match="compared so far: none"):
        recording.answer_item(session, "patient-identified", Answer.DONE)
    recording.check_identity(session, {"record-number": "NB-1"})
    with pytest.raises(RefusedError, match="compared so far: record number"):
        recording.answer_item(session, "patient-identified", Answer.DONE)
    recording.answer_item(session, "patient-identified", Answer.NOT_DONE, "no wristband")

    recording.check_identity(session, {"record-number": "NB-1", "birth-date": "1984-03-09"})
    recording.answer_item(session, "patient-identified", Answer.DONE)

    (given,) = session.view().session.checklist or ()
    assert given.answer is Answer.DONE


def test_an_answer_is_taken_back(session: OpenSession) -> None:
    recording.answer_item(session, "consent-checked", Answer.DONE)

    recording.take_back_answer(session, "consent-checked")

    assert not session.view().session.checklist
    with pytest.raises(RefusedError, match="no answer"):
        recording.take_back_answer(session, "consent-checked")


def test_allergies_were_asked_only_where_the_record_says_what_was_answered(desk: Desk) -> None:
    unasked = replace(COURSE, patient=replace(COURSE.patient, allergies=None))
    key = desk.store.add_course(unasked)
    session = OpenSession(desk, desk.store.sessions_of(key)[0].session_key)

    with pytest.raises(RefusedError, match="the record says that nobody asked"):
        recording.answer_item(session, "allergies-checked", Answer.DONE)

    recording.answer_item(session, "allergies-checked", Answer.NOT_DONE, "unconscious")
    assert [one.item for one in session.view().session.checklist or ()] == ["allergies-checked"]
