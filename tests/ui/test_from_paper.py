"""A session from paper in its window: no time is now, none is asked for, none is made up."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from plexlog.domain import wording
from plexlog.domain.moments import Moment
from plexlog.domain.records import FromPaper, Session
from plexlog.domain.sheet import sheet_id
from plexlog.domain.words import EndReason
from plexlog.domain.words_followed import RecordedAs
from plexlog.services import run_records
from plexlog.services.back_entry import tell_paper
from plexlog.services.board import Card, Column
from plexlog.services.desk import Desk
from tests.ui.conftest import BEGIN, WardClock
from tests.ui.pages.run_window import BOTTLE, RunWindow
from tests.ui.pages.session_window import SessionWindow
from ui.session.reaction_presenter import ReactionPresenter
from ui.shell.banner import PatientBanner, PatientView
from ui.today.card_words import card_view

Key = Qt.Key
START = "2026-11-05 21:10"


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str) -> RunWindow:
    """A session that has nothing on record yet."""
    del dressed
    return RunWindow(qtbot, desk, due_session)


@pytest.fixture
def sheet(window: RunWindow) -> RunWindow:
    """The run of a sheet of last night."""
    told = {"started_at": START, "nurse": "Cem Dogan", "reason": "power cut", "sheet": ""}
    tell_paper(window.presenter.session, told)
    return window.show("run")


def at(text: str) -> str:
    return f"2026-11-05 {text}"


def session_of(window: SessionWindow) -> Session:
    return window.view.session


def test_the_sheet_is_told_in_the_first_step_and_can_be_corrected(window: RunWindow) -> None:
    window.show("identify").push("from_paper").push("from_paper").push("dialog_keep")
    assert "type day and time of the start" in window.description_in_dialog("started_at")
    own = sheet_id(window.view.course, window.view.session)
    assert "empty for a blank one" in window.description_in_dialog("sheet")
    assert own not in window.description_in_dialog("sheet")  # copied it proves nothing

    window.fill("started_at", START).fill("nurse", "Cem Dogan").fill("reason", "power cut")
    window.fill("sheet", "0000-0000").push("dialog_keep")
    assert "leave it empty for a blank sheet" in window.description_in_dialog("sheet")
    window.part(QLineEdit, "sheet").clear()
    window.push("dialog_keep")
    window.push("from_paper")
    assert window.part(QLineEdit, "started_at").text() == START
    window.fill("nurse", "Dora Esche").push("dialog_keep")

    paper = session_of(window).paper
    assert isinstance(paper, FromPaper)
    assert (paper.nurse, paper.reason, paper.sheet) == ("Dora Esche", "power cut", None)


def test_the_first_step_and_the_dialog_name_the_day_of_the_session(
    window: RunWindow, clock: WardClock
) -> None:
    clock.pass_minutes(24 * 60)
    window.show("identify").push("from_paper")
    assert "it was planned for 2026-11-06" in window.description_in_dialog("started_at")

    window.fill("started_at", "9:50").fill("nurse", "Cem Dogan").fill("reason", "power cut")
    window.push("dialog_keep")
    assert "type the day too" in window.description_in_dialog("started_at")
    window.fill("started_at", "2026-11-06 9:50").push("dialog_keep")

    assert "begun 2026-11-06 09:50" in window.all_words()


def test_what_is_recorded_at_the_bedside_offers_no_paper(run: RunWindow) -> None:
    run.show("identify")

    assert "From paper" not in run.bar_words()


def test_a_row_begins_with_its_time(sheet: RunWindow) -> None:
    assert sheet.focus().objectName() == "row_at"
    sheet.type_cell("pulse_per_min", "80")
    assert "type the time as it stands on the paper" in sheet.row.hint()
    assert not session_of(sheet).readings

    sheet.type_cell("at", "21:20").type_cell("pulse_per_min", "80").key(Key.Key_Return)

    (row,) = sheet.readings
    assert wording.moment(row.at) == at("21:20")
    assert (sheet.focus().objectName(), sheet.part(QLineEdit, "row_at").text()) == ("row_at", "")


def test_a_time_before_the_start_or_no_time_is_refused_where_it_is_typed(
    sheet: RunWindow,
) -> None:
    sheet.type_cell("at", "21:00")
    assert "before the start" in sheet.row.hint()
    sheet.type_cell("at", "soon")
    assert "must be a time" in sheet.row.hint()


def test_nothing_is_due_and_what_only_the_bedside_knows_is_not_offered(sheet: RunWindow) -> None:
    assert sheet.tiles()["Vitals due"] == "–"
    assert set(sheet.bar_words()) == {"Back", "Pause", "End run", "Close"}
    assert "enter each row with its time" in sheet.act
    assert not sheet.part(QPushButton, "symptom_tingling").isEnabled()


def test_a_pause_is_told_with_both_its_times(sheet: RunWindow) -> None:
    sheet.push_words("Pause").fill("from", "21:30").push("dialog_keep")
    assert "must be a time" in sheet.description_in_dialog("to")

    sheet.fill("to", "21:40").fill("reason", "alarm").push("dialog_keep")

    (pause,) = session_of(sheet).pauses or ()
    assert (pause.start.clock, (pause.end or pause.start).clock) == ("21:30", "21:40")


def test_the_run_ends_at_a_time_that_is_typed_and_the_close_corrects_it(sheet: RunWindow) -> None:
    sheet.push_words("End run").fill("ended_at", "0:40").push("dialog_keep")
    assert wording.moment(session_of(sheet).ended_at) == "2026-11-06 00:40"

    sheet.show("close")
    sheet.presenter.tell_kept()
    assert session_of(sheet).started_at is not None


def test_bags_at_hand_hang_at_the_time_that_is_typed(sheet: RunWindow) -> None:
    bag = replace(BOTTLE, started_at=Moment.parse("2026-11-05T21:11+01:00"))
    run_records.hang_bag(sheet.presenter.session, bag, together=2)
    sheet.presenter.tell_kept()
    sheet.key(Key.Key_F7).push_words_in_dialog("At hand")
    assert "as it stands on the paper" in sheet.description_in_dialog("started_at")
    sheet.fill("started_at", "soon").push_words_in_dialog("At hand")
    assert "must be a time" in sheet.description_in_dialog("started_at")
    sheet.fill("started_at", "21:50").push_words_in_dialog("At hand")

    first, second = session_of(sheet).bags or ()
    assert wording.moment(second.started_at) == at("21:50")
    assert first.ended_at == second.started_at


def test_drugs_and_saline_are_typed_with_their_time(sheet: RunWindow) -> None:
    sheet.key(Key.Key_F6).fill("drug", "Calcium").fill("dose", "10 mL").push("dialog_keep")
    assert session_of(sheet).drugs_given == ()
    sheet.fill("at", "21:45").push("dialog_keep")
    sheet.key(Key.Key_F6).push("bolus").fill("volume_ml", "100").push("dialog_keep")
    sheet.fill("at", "21:46").push("dialog_keep")

    (drug,) = session_of(sheet).drugs_given or ()
    (bolus,) = session_of(sheet).saline_boluses or ()
    assert (wording.moment(drug.at), wording.moment(bolus.at)) == (at("21:45"), at("21:46"))
    assert bolus.volume_ml == Decimal(100)


def test_a_reaction_begins_with_its_onset(sheet: RunWindow) -> None:
    sheet.key(Key.Key_F9).push("citrate")
    assert not session_of(sheet).reactions
    sheet.fill("onset_at", "soon").push("citrate")
    assert not session_of(sheet).reactions

    sheet.fill("onset_at", "21:50").push("citrate")

    (reaction,) = session_of(sheet).reactions or ()
    assert wording.moment(reaction.onset_at) == at("21:50")


def test_vitals_of_a_sheet_were_taken_no_time_ago(sheet: RunWindow) -> None:
    sheet.type_cell("at", "21:20").type_cell("pulse_per_min", "80").key(Key.Key_Return)

    sheet.key(Key.Key_F9).fill("onset_at", "21:35").push("citrate")

    assert "21:20" in sheet.all_words()
    assert "min ago" not in sheet.all_words()


def test_no_step_and_no_vitals_of_now_are_taken_in_a_reaction_from_paper(
    sheet: RunWindow,
) -> None:
    sheet.key(Key.Key_F9).fill("onset_at", "21:50").push("citrate")
    (made,) = session_of(sheet).reactions or ()
    presenter = ReactionPresenter(sheet.presenter, made.id, sheet.screen)

    presenter.tick_step("Slow the inlet", is_done=True)
    refused: list[str] = []
    presenter.refused.connect(lambda _code, reason: refused.append(reason))
    presenter.take_vitals({"pulse_per_min": "90"})
    presenter.tick("end-procedure", is_done=True)
    presenter.enter("onset_at", "21:00")

    (reaction,) = session_of(sheet).reactions or ()
    assert not reaction.steps
    assert "Enter them as a row of the run, with its time" in refused
    assert any("before the start" in one for one in refused)


def test_stopped_offers_to_end_the_run_at_the_time_of_the_sheet(sheet: RunWindow) -> None:
    sheet.key(Key.Key_F9).fill("onset_at", "21:50").push("hypotension").push("stopped")
    assert sheet.focus().objectName() == "ended_at"
    assert "because of the reaction" in sheet.all_words()

    for wrong, why in (
        ("", "as it stands on the paper"),
        ("soon", "must be a time"),
        ("21:49", "lies before the onset at 21:50"),
    ):
        sheet.fill("ended_at", wrong or " ").push("deed_keep")
        assert why in sheet.description_in_dialog("ended_at")
        assert session_of(sheet).ended_at is None
    sheet.fill("ended_at", "21:55").push("deed_keep")

    ended = session_of(sheet)
    (reaction,) = ended.reactions or ()
    assert wording.moment(ended.ended_at) == at("21:55")
    assert ended.close is not None
    assert ended.close.end_reason is EndReason.REACTION
    assert [(one.recorded_as, one.at) for one in reaction.actions or ()] == [
        (RecordedAs.END, ended.ended_at)
    ]


def test_stopped_is_noted_only_until_the_rows_of_the_sheet_are_entered(sheet: RunWindow) -> None:
    sheet.key(Key.Key_F9).fill("onset_at", "21:50").push("hypotension").push("stopped")
    sheet.push("deed_put_off").key(Key.Key_Escape)
    sheet.type_cell("at", "21:52").type_cell("pulse_per_min", "76").key(Key.Key_Return)
    assert len(sheet.readings) == 1
    assert sheet.act.startswith("Do now: Follow the hypotension reaction of 21:50")
    assert "end the run" in sheet.act

    sheet.push_words("End run")
    assert "because of the hypotension reaction" in sheet.all_words()
    sheet.fill("ended_at", "21:55").push("dialog_keep")

    close = session_of(sheet).close
    assert close is not None
    assert close.end_reason is EndReason.REACTION


def test_the_end_that_is_on_the_sheet_may_be_ticked_among_the_deeds(sheet: RunWindow) -> None:
    sheet.key(Key.Key_F9).fill("onset_at", "21:50").push("hypotension").push("done")
    sheet.push("stop-procedure").fill("ended_at", "22:00").push("deed_keep")

    assert wording.moment(session_of(sheet).ended_at) == at("22:00")


def test_a_change_of_plan_has_no_time_offered(sheet: RunWindow) -> None:
    sheet.key(Key.Key_F10)

    assert sheet.part(QLineEdit, "at").text() == ""


def test_the_banner_names_the_nurse_whose_sheet_it_is(qtbot: QtBot, dressed: QApplication) -> None:
    del dressed
    banner = PatientBanner()
    qtbot.addWidget(banner)

    banner.set_patient(PatientView(family="Nadel", given="Zoe", paper="Cem Dogan"))

    assert banner.chips[0].accessibleName() == "FROM PAPER: Cem Dogan"


@pytest.mark.parametrize(
    ("ended", "reactions", "words", "button"),
    [
        (None, 0, "being entered", "Go on"),
        (None, 1, "", "Go on"),
        (BEGIN, 0, "ended 09:14", "Sign"),
        (BEGIN, 1, "", "Sign"),
    ],
)
def test_its_card_says_from_paper(
    window: RunWindow, ended: Moment | None, reactions: int, words: str, button: str
) -> None:
    line = replace(window.view.line, started_at=BEGIN, ended_at=ended, is_from_paper=True)
    card = Card(line=line, column=Column.TO_SIGN, indication="TTP", reactions=reactions)

    view = card_view(card, BEGIN)

    assert (view.line, view.button) == (words, button)
    assert view.chips[0].words == "from paper"
