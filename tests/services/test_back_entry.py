"""A session that was kept on paper, taken in on the next day with its true times."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from plexlog.domain import wording
from plexlog.domain.errors import RefusedError, UnreadableError
from plexlog.domain.fields import Place
from plexlog.domain.findings import Phase
from plexlog.domain.moments import Moment
from plexlog.domain.records import Bag, DrugGiven, FromPaper, Lock, Reaction
from plexlog.domain.unit import SessionLine
from plexlog.domain.words import Answer, EndReason, Fluid, LockAgent, Outcome, ReactionKind, Route
from plexlog.domain.words_followed import RecordedAs
from plexlog.domain.words_run import Symptom
from plexlog.services import (
    assessing,
    corrections,
    reaction_deeds,
    reaction_entry,
    reactions,
    recording,
    run_records,
    run_time,
)
from plexlog.services.back_entry import tell_paper, why_not_from_paper
from plexlog.services.bag_scan import objections
from plexlog.services.board import Column, todays_board
from plexlog.services.desk import Desk
from plexlog.services.do_now import FROM_PAPER, Deed, acts, then
from plexlog.services.neighbours import running_lines
from plexlog.services.observed import clock_shown, read_observed, typed_observed
from plexlog.services.open_session import OpenSession
from plexlog.services.reaction_deeds import Deed as Done
from plexlog.services.row_findings import row_marks
from plexlog.services.signing import sign_session
from plexlog.services.vitals_watch import Call, VitalsWatch
from tests.services.fakes import NURSE, FakeClock
from tests.services.ward import TOTALS, VITALS, close, prepare

TOLD = {
    "started_at": "2026-11-19 14:05",
    "nurse": "Cem Dogan",
    "reason": "power cut",
    "sheet": "6c5f fc3d",
}
NUMBER = "6C5F-FC3D"
START = Moment.parse("2026-11-19T14:05+01:00")
END = Moment.parse("2026-11-19T15:30+01:00")
BOTTLE = Bag(
    id="new",
    fluid=Fluid.ALBUMIN,
    volume_ml=Decimal(500),
    concentration_percent=Decimal(5),
    expires_on=date(2027, 1, 31),
)


@pytest.fixture
def sheet(session: OpenSession) -> OpenSession:
    """The session, of which the sheet lies beside the keyboard."""
    tell_paper(session, TOLD)
    return session


def at(text: str) -> Moment:
    return Moment.parse(f"2026-11-19T{text}+01:00")


def row(session: OpenSession, clock: str, **values: str) -> None:
    kept = recording.begin_row(session, read_observed(session, clock))
    for code, text in values.items():
        recording.enter_cell(session, kept, code, text, is_sure=True)
    recording.keep_row(session, kept)


def line_of(desk: Desk, session: OpenSession) -> SessionLine:
    return desk.store.session_line(session.key)


def test_it_is_marked_with_whose_sheet_who_entered_it_when_and_why(sheet: OpenSession) -> None:
    now = sheet.view().session

    assert now.started_at == START
    assert now.paper == FromPaper(
        nurse="Cem Dogan", reason="power cut", by=NURSE.name, at=sheet.desk.now(), sheet=NUMBER
    )
    assert (now.readings, now.bags, now.reactions) == ((), (), ())
    assert line_of(sheet.desk, sheet).is_from_paper


@pytest.mark.parametrize(
    ("changed", "place", "why"),
    [
        ({"started_at": ""}, "started_at", "type day and time of the start"),
        ({"started_at": "noon"}, "started_at", "must be a time"),
        ({"started_at": "2026-11-21 14:05"}, "started_at", "lies in the future"),
        ({"nurse": " "}, "nurse", "the name of the nurse at the bedside"),
        ({"reason": ""}, "reason", "needs a reason"),
        ({"sheet": "6C5F-FC3E"}, "sheet", "this session’s sheet is"),
    ],
)
def test_what_is_missing_or_of_another_sheet_is_refused(
    session: OpenSession, changed: dict[str, str], place: str, why: str
) -> None:
    with pytest.raises(RefusedError, match=why) as refused:
        tell_paper(session, TOLD | changed)

    assert [one.place for one in refused.value.refusals] == [place]
    assert session.view().session.started_at is None


def test_a_blank_sheet_has_no_number(session: OpenSession) -> None:
    paper = tell_paper(session, TOLD | {"sheet": ""})

    assert paper.sheet is None


def test_a_session_that_runs_at_the_bedside_cannot_become_one_of_paper(
    session: OpenSession, clock: FakeClock
) -> None:
    assert why_not_from_paper(session.view()) == ""
    prepare(session)
    recording.start_run(session)

    with pytest.raises(RefusedError, match="recorded at the bedside"):
        tell_paper(session, TOLD)
    clock.pass_by(minutes=60)
    assert session.view().session.paper is None


def test_what_was_told_of_the_sheet_can_be_corrected(sheet: OpenSession, clock: FakeClock) -> None:
    clock.pass_by(minutes=10)
    before = sheet.view().session.paper
    assert before is not None

    tell_paper(sheet, TOLD | {"nurse": "Dora Esche", "started_at": "2026-11-19 14:00"})

    now = sheet.view().session
    assert now.paper == replace(before, nurse="Dora Esche")
    assert now.started_at == at("14:00")


def test_the_start_lies_before_what_stands_on_record_and_within_a_day_of_the_end(
    sheet: OpenSession,
) -> None:
    row(sheet, "14:20", **VITALS)
    with pytest.raises(RefusedError, match="must not be after what stands on record"):
        tell_paper(sheet, TOLD | {"started_at": "2026-11-19 14:21"})

    recording.end_run(sheet, END)
    with pytest.raises(RefusedError, match="more than a day before the end"):
        tell_paper(sheet, TOLD | {"started_at": "2026-11-18 14:05"})


def test_sessions_of_a_course_stay_in_their_order(session: OpenSession, desk: Desk) -> None:
    first, second = (
        OpenSession(desk, line.session_key) for line in desk.store.sessions_of(session.course_key)
    )
    tell_paper(second, TOLD | {"sheet": ""})

    with pytest.raises(RefusedError, match="must not be after session 2 began"):
        tell_paper(first, TOLD | {"started_at": "2026-11-19 16:00"})
    tell_paper(first, TOLD | {"started_at": "2026-11-19 12:00"})
    again = OpenSession(desk, second.key)
    with pytest.raises(RefusedError, match="must not be before session 1 ended"):
        tell_paper(again, TOLD | {"started_at": "2026-11-19 11:00", "sheet": ""})


def test_a_clock_alone_is_of_the_day_of_the_sheet(sheet: OpenSession) -> None:
    assert clock_shown(sheet) == ""
    assert read_observed(sheet, "14:32") == at("14:32")
    assert read_observed(sheet, "0:10").text == "2026-11-20T00:10+01:00"
    assert read_observed(sheet, "2026-11-19 15:00") == at("15:00")
    with pytest.raises(UnreadableError, match="must be a time"):
        read_observed(sheet, "soon")


def test_at_the_bedside_a_clock_alone_is_the_latest_one(session: OpenSession) -> None:
    assert clock_shown(session) == session.desk.now().clock
    assert read_observed(session, "13:50").text == "2026-11-20T13:50+01:00"


def test_rows_keep_the_time_of_the_sheet_and_that_of_their_entry(sheet: OpenSession) -> None:
    row(sheet, "14:20", **VITALS, **TOTALS)

    (kept,) = sheet.view().session.readings or ()
    assert (kept.at, kept.entered_at) == (at("14:20"), sheet.desk.now())
    assert not row_marks(sheet).is_late(kept)


@pytest.mark.parametrize(
    ("text", "why"),
    [("14:00", "before the start"), ("2026-11-20 14:06", "more than a day after the start")],
)
def test_rows_outside_the_run_of_the_sheet_are_refused(
    sheet: OpenSession, clock: FakeClock, text: str, why: str
) -> None:
    clock.pass_by(minutes=600)

    with pytest.raises(RefusedError, match=why):
        recording.begin_row(sheet, read_observed(sheet, text))


def test_nothing_is_due_or_late_in_a_session_from_paper(
    sheet: OpenSession, clock: FakeClock
) -> None:
    row(sheet, "14:20", **VITALS)
    clock.pass_by(minutes=240)

    view = sheet.clock_moved()

    assert view.now == at("14:20")
    assert view.running.vitals is None
    assert view.running.elapsed_minutes == 15
    assert VitalsWatch().look(view).call is Call.NONE
    found = {one.code for one in view.findings(Phase.RUN, Phase.CLOSE)}
    assert "late-entry" not in found
    assert acts(view)[0].sentence == FROM_PAPER
    assert then(view, acts(view)) == ()


def test_vitals_that_the_sheet_has_too_late_are_still_told(sheet: OpenSession) -> None:
    row(sheet, "14:20", **VITALS)
    row(sheet, "15:20", **VITALS)

    assert "vitals-overdue" in {one.code for one in sheet.view().findings(Phase.RUN)}


def test_the_board_has_it_to_sign_and_no_neighbour_runs(sheet: OpenSession, desk: Desk) -> None:
    board = todays_board(desk)

    assert [card.line.session_key for card in board.columns[Column.TO_SIGN]] == [sheet.key]
    assert board.columns[Column.RUNNING] == []
    assert running_lines(desk) == ()


def test_the_run_ends_at_the_time_of_the_sheet(sheet: OpenSession) -> None:
    row(sheet, "15:20", **VITALS)
    for wrong, why in (
        (None, "as it stands on the paper"),
        (at("15:10"), "lies before what stands on record at 15:20"),
    ):
        with pytest.raises(RefusedError, match=why):
            recording.end_run(sheet, wrong)

    recording.end_run(sheet, END)

    view = sheet.view()
    assert (view.session.ended_at, view.now) == (END, END)
    assert acts(view)[0].deed is Deed.CLOSE


def test_the_end_is_corrected_to_a_time_after_the_last_row(sheet: OpenSession) -> None:
    row(sheet, "15:20", **VITALS)
    recording.end_run(sheet, END)

    with pytest.raises(RefusedError, match="lies before what stands on record at 15:20"):
        corrections.correct_end(sheet, at("15:10"))
    corrections.correct_end(sheet, at("15:25"))
    with pytest.raises(RefusedError, match="must not be after what stands on record"):
        corrections.correct_start(sheet, at("15:21"))
    corrections.correct_start(sheet, at("14:00"))

    now = sheet.view().session
    assert (now.started_at, now.ended_at) == (at("14:00"), at("15:25"))


def test_what_is_scanned_is_held_against_the_day_of_the_sheet(sheet: OpenSession) -> None:
    texts = {"expires_on": "2026-11-19"}

    assert objections(sheet, texts) == []
    assert [one.place for one in objections(sheet, {"expires_on": "2026-11-18"})] == ["expires_on"]


def test_a_run_without_rows_can_end(sheet: OpenSession) -> None:
    recording.end_run(sheet, END)

    assert sheet.view().session.ended_at == END


def test_bags_hang_at_the_times_of_the_sheet(sheet: OpenSession) -> None:
    with pytest.raises(RefusedError, match="as it stands on the paper"):
        run_records.hang_bag(sheet, BOTTLE)
    with pytest.raises(RefusedError, match="before the start"):
        run_records.hang_bag(sheet, replace(BOTTLE, started_at=at("13:00")))
    run_records.hang_bag(sheet, replace(BOTTLE, started_at=at("14:06"), lot="L1"), together=2)

    waiting = (sheet.view().session.bags or ())[1]
    with pytest.raises(RefusedError, match="as it stands on the paper"):
        run_records.hang_waiting(sheet, waiting.id)
    run_records.hang_waiting(sheet, waiting.id, at("14:40"))

    first, second = sheet.view().session.bags or ()
    assert (first.started_at, first.ended_at) == (at("14:06"), at("14:40"))
    assert second.started_at == at("14:40")
    recording.end_run(sheet, END)
    run_records.finish_bag(sheet, second, Decimal(450))
    assert (sheet.view().session.bags or ())[1].ended_at == END


def test_drugs_and_saline_keep_their_times(sheet: OpenSession) -> None:
    calcium = DrugGiven(at=at("14:30"), drug="Calcium", dose="10 mL", route=Route.IV)
    run_records.give_drug(sheet, calcium)
    run_records.give_drug(sheet, replace(calcium, drug="Paracetamol", at=at("13:30")))
    with pytest.raises(RefusedError, match="before the start"):
        run_records.give_drug(sheet, replace(calcium, at=at("02:00")))
    with pytest.raises(RefusedError, match="as it stands on the paper"):
        run_records.give_bolus(sheet, Decimal(100))
    run_records.give_bolus(sheet, Decimal(100), "", at("14:35"))

    now = sheet.view().session
    assert [one.at for one in now.drugs_given or ()] == [at("14:30"), at("13:30")]
    assert [one.at for one in now.saline_boluses or ()] == [at("14:35")]


def test_pauses_are_told_whole(sheet: OpenSession) -> None:
    with pytest.raises(RefusedError, match="as it stands on the paper"):
        recording.pause_run(sheet)
    recording.tell_whole_pause(sheet, at("14:30"), at("14:40"), "alarm")

    (pause,) = sheet.view().session.pauses or ()
    assert (pause.start, pause.end, pause.reason) == (at("14:30"), at("14:40"), "alarm")
    for start, end, place, why in (
        ("14:00", "14:40", "from", "before the start"),
        ("14:50", "14:50", "to", "must be later than 14:50"),
        ("14:35", "14:45", "from", "stood still from 14:30 already"),
    ):
        with pytest.raises(RefusedError, match=why) as refused:
            recording.tell_whole_pause(sheet, at(start), at(end))
        assert refused.value.refusals[0].place == place
    recording.tell_whole_pause(sheet, at("14:45"), at("14:50"))
    recording.end_run(sheet, END)
    with pytest.raises(RefusedError, match="after the end"):
        recording.tell_whole_pause(sheet, at("15:25"), at("15:40"))


def test_a_pause_that_is_still_open_leaves_no_room(session: OpenSession) -> None:
    prepare(session)
    recording.start_run(session)
    recording.pause_run(session)

    now = session.desk.now()
    with pytest.raises(RefusedError, match="already"):
        recording.tell_whole_pause(session, now, now + timedelta(minutes=10))


def test_a_reaction_keeps_the_times_of_the_sheet(sheet: OpenSession) -> None:
    with pytest.raises(RefusedError, match="as it stands on the paper"):
        reactions.report_reaction(sheet, ReactionKind.CITRATE)
    reaction = reactions.report_reaction(sheet, ReactionKind.CITRATE, at("14:31"))
    reaction = reactions.tick_action(sheet, reaction, "slow-flow", is_done=True)
    reaction = reactions.end_reaction(sheet, reaction, Outcome.RESOLVED)

    assert (reaction.onset_at, reaction.outcome_at) == (at("14:31"), None)
    assert [one.at for one in reaction.actions or ()] == [None]
    with pytest.raises(RefusedError, match="as an action or in the note"):
        reactions.tick_step(sheet, reaction, "Slow the inlet", is_done=True)
    with pytest.raises(RefusedError, match="as a row of the run"):
        reactions.take_vitals(sheet, reaction, {"pulse_per_min": "90"})
    now = sheet.desk.now()
    told = reaction_entry.enter(reaction, "outcome_at", "14:50", now, START)
    assert told.outcome_at == at("14:50")
    with pytest.raises(UnreadableError, match="before the start"):
        reaction_entry.enter(reaction, "onset_at", "13:50", now, START)


def test_a_culture_of_the_sheet_has_no_time_of_entry(sheet: OpenSession) -> None:
    reaction = reactions.report_reaction(sheet, ReactionKind.INFECTION, at("14:31"))
    chosen = reaction_entry.choose(sheet.view(), reaction, "source", "exit-site")
    now = sheet.desk.now()

    told = reaction_entry.enter(chosen, "culture", "exit site", now, START)
    blank = reaction_entry.enter(chosen, "culture", "", now, START)

    assert told.infection is not None
    assert [one.taken_at for one in told.infection.cultures or ()] == [None]
    assert blank.infection is not None
    assert blank.infection.cultures == ()


@pytest.fixture
def told_reaction(sheet: OpenSession) -> Reaction:
    return reactions.report_reaction(sheet, ReactionKind.HYPOTENSION, at("14:31"))


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (RecordedAs.SALINE_BOLUS, {"volume_ml": Decimal(250)}),
        (RecordedAs.DRUG, {"drug": "Calcium", "dose": "10 mL"}),
        (RecordedAs.END, {}),
    ],
)
def test_what_was_done_about_a_reaction_needs_its_time_and_keeps_it(
    sheet: OpenSession, told_reaction: Reaction, kind: RecordedAs, given: dict[str, object]
) -> None:
    deed = Done(action="deed", recorded_as=kind, **given)  # type: ignore[arg-type]  # by name
    with pytest.raises(RefusedError, match="as it stands on the paper"):
        reaction_deeds.record_deed(sheet, told_reaction, deed)

    kept = reaction_deeds.record_deed(sheet, told_reaction, replace(deed, at=at("14:33")))

    assert [one.at for one in kept.actions or ()] == [at("14:33")]


def test_symptoms_and_vitals_left_out_are_told_in_rows_or_notes(sheet: OpenSession) -> None:
    with pytest.raises(RefusedError, match="in the row or a note"):
        run_time.note_symptom(sheet, next(iter(Symptom)))
    with pytest.raises(RefusedError, match="no vitals are due"):
        run_time.skip_vitals(sheet, "asleep")


def test_a_change_of_plan_needs_its_time(sheet: OpenSession) -> None:
    texts = {
        "plasma_volumes": "1.2",
        "vitals_every_min": "",
        "ordered_by": "Dr. Federkiel",
        "at": "",
        "reason": "as told by telephone",
    }
    with pytest.raises(RefusedError, match="as it stands on the paper"):
        run_time.change_plan(sheet, texts)

    assert run_time.change_plan(sheet, texts | {"at": "14:20"}).at == at("14:20")


def test_what_has_no_time_on_the_sheet_gets_none(sheet: OpenSession) -> None:
    recording.check_identity(sheet, {"record-number": "NB-1", "birth-date": "1984-03-09"})
    recording.answer_item(sheet, "consent-checked", Answer.DONE)
    assessing.see_access(sheet, "redness", is_so=False)
    assessing.tell_access(sheet, "exit_site_score", "0")
    recording.keep_lock(sheet, Lock(lumen="red", agent=LockAgent.HEPARIN, volume_ml=Decimal(2)))
    run_records.add_note(sheet, "patient slept")

    now, entered = sheet.view().session, wording.moment(sheet.desk.now())
    assert now.identity_check is not None
    assert now.access_check is not None
    assert now.close is not None
    assert now.identity_check.at is None
    assert [one.at for one in now.checklist or ()] == [None]
    assert now.access_check.at is None
    assert [one.at for one in now.close.locks or ()] == [None]
    assert now.note == f"from paper, entered {entered}, {NURSE.name}: patient slept"


def test_values_before_and_after_stand_at_the_ends_of_the_run_until_told(
    sheet: OpenSession,
) -> None:
    recording.enter_value(sheet, Place.BEFORE, "weight_kg", "72")
    recording.enter_value(sheet, Place.BEFORE, "pulse_per_min", "74")
    assessing.taken_at(sheet, "pulse_per_min", "13:50")
    recording.end_run(sheet, END)
    recording.enter_value(sheet, Place.AFTER, "pulse_per_min", "80")

    now = sheet.view().session
    before, after = now.before or {}, (now.close.after if now.close else None) or {}
    assert before["weight_kg"].taken_at == START
    assert before["pulse_per_min"].taken_at == at("13:50")
    assert after["pulse_per_min"].taken_at == END


def test_after_values_of_a_run_that_has_no_end_yet_are_of_their_entry(sheet: OpenSession) -> None:
    recording.enter_value(sheet, Place.AFTER, "pulse_per_min", "80")

    now = sheet.view().session
    assert now.close is not None
    assert (now.close.after or {})["pulse_per_min"].taken_at == sheet.desk.now()


def test_records_typed_in_dialogs_are_read_on_the_day_of_the_sheet(sheet: OpenSession) -> None:
    drug = typed_observed(sheet, DrugGiven, {"at": "14:30", "drug": "Calcium", "dose": "10 mL"})

    assert drug.at == at("14:30")


def test_it_is_signed_like_any_other_and_then_stays(sheet: OpenSession) -> None:
    prepare(sheet)
    row(sheet, "14:20", **VITALS, **TOTALS)
    (kept,) = sheet.view().session.readings or ()
    corrections.correct_time(sheet, kept, at("14:25"), "misread")
    recording.end_run(sheet, END)
    recording.set_facts(sheet, {"end_reason": EndReason.TARGET_REACHED})
    close(sheet)

    sign_session(sheet)

    assert why_not_from_paper(sheet.view()) == "the session is signed"
    with pytest.raises(RefusedError, match="is signed"):
        tell_paper(sheet, TOLD)
    line = line_of(sheet.desk, sheet)
    assert [one.line for one in todays_board(sheet.desk).columns[Column.FINISHED]] == [line]
