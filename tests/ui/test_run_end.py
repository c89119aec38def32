"""A run is ended only after a question that says what stands on record."""

from __future__ import annotations

from PySide6.QtCore import Qt

from plexlog.domain.steps import Step
from tests.ui.pages.run_window import RunWindow
from ui.session.run_end import EndDialog, end_facts

Key = Qt.Key


def test_one_click_asks_and_ends_nothing(run: RunWindow) -> None:
    run.cell("inlet_ml")
    run.push_words("End run").push_words("End run")

    assert isinstance(run.dialog(), EndDialog)
    assert run.focus().objectName() == "end_not_yet"
    run.key(Key.Key_Space)
    assert run.view.is_running
    assert run.dialog() is None
    assert run.focus().objectName() != "end_run_now"


def test_the_question_says_what_was_removed_how_long_and_what_is_open(run: RunWindow) -> None:
    before = [one.words for one in end_facts(run.view)]
    run.keep_row(systolic_mmhg="70", diastolic_mmhg="40", pulse_per_min="76")
    run.type_cell("pulse_per_min", "80")
    run.presenter.tell_kept()

    removed, elapsed, still = [one.words for one in end_facts(run.view)]

    assert removed == "no figure yet, target not known"
    assert elapsed == "0:12 h:min"
    assert "the row of 09:26 is not kept yet" in still
    assert "\n" in still
    assert "nothing" in before


def test_the_run_ends_once_it_is_meant(run: RunWindow) -> None:
    run.push_words("End run").click_twice("end_run_now")

    assert run.view.session.ended_at is not None
    assert run.screen.step is Step.CLOSE
