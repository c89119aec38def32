"""The board of the day, and the session that is opened from it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.domain.errors import UnreadableRowError
from plexlog.domain.fields import Place
from plexlog.domain.findings import Phase
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, FluidShare, Plan, Session
from plexlog.domain.steps import Step
from plexlog.domain.words import Fluid, ReactionKind
from plexlog.services import reactions, recording, signing
from plexlog.services.board import Board, Column, todays_board
from plexlog.services.desk import Desk
from plexlog.services.keys import new_key, next_id
from plexlog.services.open_session import OpenSession
from tests.services.fakes import FakeClock
from tests.services.ward import COURSE, PATIENT, TOTALS, prepare, work


def cards(board: Board) -> dict[Column, list[str]]:
    return {
        column: [card.line.session_id for card in found]
        for column, found in board.columns.items()
        if found
    }


def planned(*times: str | None) -> tuple[Session, ...]:
    return tuple(
        Session(id=f"s{number}", number=number, planned_at=Moment.parse(at) if at else None)
        for number, at in enumerate(times, start=1)
    )


def test_an_empty_unit_has_an_empty_board(desk: Desk) -> None:
    board = todays_board(desk)

    assert (board.unit, board.now) == ("Apheresis Unit, Musterstadt", desk.clock.now())
    assert cards(board) == {}
    assert not board.has_patients


@pytest.mark.parametrize(
    ("planned_at", "column"),
    [
        ("2026-11-20T15:00+01:00", Column.DUE),
        ("2026-11-20T14:00+01:00", Column.OVERDUE),
        ("2026-11-18T14:00+01:00", Column.OVERDUE),
        (None, Column.DUE),
    ],
)
def test_what_is_planned_until_today_waits(
    desk: Desk, planned_at: str | None, column: Column
) -> None:
    desk.store.add_course(replace(COURSE, sessions=planned(planned_at)))

    assert cards(todays_board(desk)) == {column: ["s1"]}
    assert todays_board(desk).has_patients


def test_what_is_planned_for_later_or_follows_without_a_time_does_not_stand_there_yet(
    desk: Desk,
) -> None:
    desk.store.add_course(replace(COURSE, sessions=planned("2026-11-21T00:00+01:00", None)))

    assert cards(todays_board(desk)) == {}


def test_a_session_goes_from_due_to_running_to_sign_and_leaves(
    session: OpenSession, clock: FakeClock
) -> None:
    desk = session.desk
    assert cards(todays_board(desk)) == {Column.OVERDUE: ["s1"]}
    prepare(session)
    recording.start_run(session)
    reactions.report_reaction(session, ReactionKind.CITRATE)
    (card,) = todays_board(desk).columns[Column.RUNNING]
    assert card.running is not None
    assert card.reactions == 1
    clock.pass_by(minutes=60)
    recording.end_run(session)
    (card,) = todays_board(desk).columns[Column.TO_SIGN]
    assert card.running is None
    assert card.open_reactions == 1
    assert card.person == "Perpetua Nadelstich"


def test_a_due_card_says_what_is_planned_and_what_is_lacking(desk: Desk) -> None:
    saline = FluidShare(fluid=Fluid.SALINE, share=Decimal("0.2"))
    plasma = FluidShare(fluid=Fluid.PLASMA_FRESH_FROZEN, share=Decimal("0.8"))
    order = replace(COURSE.order, replacement=(plasma, saline), consents=None)
    later = planned("2026-11-20T15:00+01:00")
    desk.store.add_course(replace(COURSE, order=order, sessions=later))

    (card,) = todays_board(desk).columns[Column.DUE]

    assert card.fluid == "1 PV plasma + NaCl"
    assert card.lacks == ("consent missing", "no haematocrit yet")


def test_a_plan_of_the_session_stands_before_the_order_on_its_card(desk: Desk) -> None:
    planned_at = Moment.parse("2026-11-20T15:00+01:00")
    albumin = FluidShare(fluid=Fluid.ALBUMIN, share=Decimal(1))
    plan = Plan(plasma_volumes=Decimal("1.5"), replacement=(albumin,))
    order = replace(COURSE.order, plasma_volumes=None)
    bare = Session(id="s1", number=1, planned_at=planned_at)
    desk.store.add_course(replace(COURSE, sessions=(replace(bare, plan=plan),)))
    desk.store.add_course(
        replace(
            COURSE,
            course_id="c2",
            patient=replace(PATIENT, record_number="NB-2"),
            order=order,
            sessions=(bare,),
        )
    )

    cards = todays_board(desk).columns[Column.DUE]

    assert sorted(card.fluid for card in cards) == ["1.5 PV albumin", "albumin"]


def test_a_running_card_says_when_its_target_is_reached(
    session: OpenSession, clock: FakeClock
) -> None:
    prepare(session)
    recording.start_run(session)
    clock.pass_by(minutes=60)
    (card,) = todays_board(session.desk).columns[Column.RUNNING]
    assert not card.is_target_reached
    row = recording.begin_row(session, session.desk.now())
    for code, text in (TOTALS | {"removed_ml": "9000", "inlet_ml": "20000"}).items():
        recording.enter_cell(session, row, code, text, is_sure=True)
    recording.keep_row(session, row)

    (card,) = todays_board(session.desk).columns[Column.RUNNING]

    assert card.is_target_reached


def test_a_signed_session_is_found_until_the_day_ends(
    session: OpenSession, clock: FakeClock
) -> None:
    work(session, clock)
    signing.sign_session(session)

    assert cards(todays_board(session.desk)) == {Column.FINISHED: ["s1"]}
    clock.pass_by(minutes=24 * 60)
    assert Column.FINISHED not in cards(todays_board(session.desk))


def test_an_indication_is_called_by_its_name_or_its_code(desk: Desk) -> None:
    order = replace(COURSE.order, indication="made-up-thing")
    desk.store.add_course(replace(COURSE, order=order, sessions=planned(None)))

    (card,) = todays_board(desk).columns[Column.DUE]

    assert card.indication == "made up thing"


def test_what_the_unit_knows_is_read_from_its_record(desk: Desk) -> None:
    knowledge = desk.knowledge

    assert knowledge.checklist
    assert knowledge.actions
    assert knowledge.grades
    assert isinstance(knowledge.reactions, dict)
    assert isinstance(knowledge.fluids, tuple)
    assert isinstance(knowledge.machines, tuple)
    code, first = next(iter(knowledge.indications.items()))
    assert knowledge.indication_label(code) == first.label


def test_a_view_stands_until_something_changes(session: OpenSession, clock: FakeClock) -> None:
    view = session.view()
    clock.pass_by(minutes=1)
    assert session.view() is view

    recording.set_facts(session, {"station": "Chair 2"})

    assert session.view().session.station == "Chair 2"
    assert session.view().line.station == "Chair 2"


def test_when_only_the_clock_has_moved_the_record_is_not_read_again(
    session: OpenSession, clock: FakeClock
) -> None:
    recording.start_run(session)
    clock.pass_by(minutes=10)

    view = session.clock_moved()

    assert view.running.elapsed_minutes == pytest.approx(10, abs=1)
    assert view.now == session.desk.now()


def test_the_other_sessions_are_read_again_only_when_the_course_was_touched(
    session: OpenSession,
) -> None:
    session.view()
    second = session.desk.store.sessions_of(session.course_key)[1].session_key
    recording.set_facts(OpenSession(session.desk, second), {"note": "moved"})
    session.touch()
    assert session.view().course.session("s2").note is None

    session.touch_course()

    assert session.view().course.session("s2").note == "moved"


def test_before_the_start_only_the_rules_of_before_speak(session: OpenSession) -> None:
    recording.enter_value(session, Place.BEFORE, "temperature_c", "38.4")
    view = session.view()

    assert view.verdicts[Phase.RUN].findings == view.verdicts[Phase.CLOSE].findings == ()
    assert view.findings(Phase.BEFORE)
    assert not view.is_running
    assert not view.is_paused


def test_findings_stand_open_and_hard_ones_first(session: OpenSession) -> None:
    prepare(session)
    recording.enter_value(session, Place.BEFORE, "temperature_c", "38.4")
    recording.answer_finding(session, "fever", "known")

    found = session.view().findings(*Phase)
    ranks = [(not one.is_open, -one.severity) for one in found]

    assert ranks == sorted(ranks)


def test_the_session_before_is_the_last_that_was_started(session: OpenSession) -> None:
    desk = session.desk
    assert session.view().previous is None
    recording.start_run(session)
    second = OpenSession(desk, desk.store.sessions_of(session.course_key)[1].session_key)

    previous = second.view().previous

    assert previous is not None
    assert previous.id == "s1"
    assert second.view().access is not None
    assert second.view().state(Step.RUN).step is Step.RUN
    assert second.view().indication


def test_a_desk_tells_time_to_the_minute_and_who_enters(desk: Desk) -> None:
    assert desk.now().text == "2026-11-20T14:30+01:00"
    assert desk.me == "Perpetua Nadelstich"
    assert PATIENT.record_number == "NB-1"


def test_ids_of_a_document_are_numbered_in_a_row() -> None:
    assert next_id("s1-b", frozenset()) == "s1-b01"
    assert next_id("s1-b", frozenset({"s1-b01", "s1-b02", "s1-b04"})) == "s1-b03"
    assert new_key() != new_key()


def test_one_that_cannot_be_read_says_so_and_the_others_stand_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = "2026-11-20T15:00+01:00"
    elses = replace(PATIENT, record_number="elses")
    broken = desk.store.add_course(replace(COURSE, sessions=planned(at)))
    desk.store.add_course(replace(COURSE, course_id="c2", patient=elses, sessions=planned(at)))
    course, unreadable = desk.store.course, UnreadableRowError("patient", "p", ValueError("no"))

    def read(course_key: str) -> Course:
        if course_key == broken:
            raise unreadable
        return course(course_key)

    monkeypatch.setattr(desk.store, "course", read)

    found = todays_board(desk).columns[Column.DUE]

    assert [one.is_unreadable for one in found] == [one.line.course_key == broken for one in found]
    assert len(found) == 2


def test_a_follow_up_that_cannot_be_read_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(_desk: Desk) -> None:
        raise UnreadableRowError("reaction", "r", ValueError("no"))

    monkeypatch.setattr("plexlog.services.board.open_follow_ups", read)

    assert todays_board(desk).trouble.startswith(
        "The follow-ups are not shown. What is on record of a reaction cannot be read (no)."
    )


def test_a_session_whose_time_is_none_stands_among_those_due(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.store.add_course(replace(COURSE, sessions=planned("2026-11-20T15:00+01:00")))
    (line,) = desk.store.session_lines()
    unread = [replace(line, planned_at=None, is_unreadable=True)]
    monkeypatch.setattr(desk.store, "session_lines", lambda: unread)

    (card,) = todays_board(desk).columns[Column.DUE]

    assert card.is_unreadable
