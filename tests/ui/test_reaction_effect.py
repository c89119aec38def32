"""What a reaction does to the run: it is paused, or it ends."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from plexlog.domain.records import Reaction
from plexlog.domain.words import (
    EndReason,
    ProcedureEffect,
)
from plexlog.services import recording
from tests.ui.conftest import WardClock
from tests.ui.pages.run_window import RunWindow
from tests.ui.test_reaction import low_pressure

Key = Qt.Key


@pytest.fixture
def run(run: RunWindow) -> RunWindow:
    """With a row kept."""
    run.keep_row()
    return run


def reaction(window: RunWindow) -> Reaction:
    (one,) = window.view.session.reactions or ()
    return one


def test_paused_pauses_the_run(run: RunWindow) -> None:
    low_pressure(run).push("pause").push("deed_keep")

    assert run.view.is_paused
    assert reaction(run).procedure is ProcedureEffect.PAUSED


def test_paused_is_one_tap_that_pauses_the_run(run: RunWindow) -> None:
    run.key(Key.Key_F9).push("hypotension").push("paused")

    (pause,) = run.view.session.pauses or ()
    assert (pause.reason, pause.end) == ("hypotension reaction", None)
    assert "The run is paused since 09:26: resume it on the run page." in run.all_words()
    assert run.part(QPushButton, "paused").isChecked()
    run.push("slowed").push("paused")
    assert len(run.view.session.pauses or ()) == 1


def test_a_pause_from_before_the_onset_stays_as_it_is(run: RunWindow, clock: WardClock) -> None:
    recording.pause_run(run.presenter.session)
    clock.pass_minutes(6)
    low_pressure(run).push("pause").push("deed_keep")

    assert "stands still since 09:26 already" in run.description_in_dialog("given_at")
    assert [(one.action, one.recorded_as) for one in reaction(run).actions or ()] == [
        ("pause", None)
    ]  # it does stand still
    assert [one.reason for one in run.view.session.pauses or ()] == [None]

    run.push("deed_put_off").push("paused")

    assert reaction(run).procedure is ProcedureEffect.PAUSED
    assert [one.reason for one in run.view.session.pauses or ()] == [None]


def test_a_pause_just_before_the_reaction_may_be_named_as_what_was_done(
    run: RunWindow, clock: WardClock
) -> None:
    recording.pause_run(run.presenter.session)
    clock.pass_minutes(1)

    low_pressure(run).push("pause")
    assert "On record already: it was this" in run.all_words()
    run.push("0")

    (pause,) = run.view.session.pauses or ()
    assert [(one.action, one.at) for one in reaction(run).actions or ()] == [
        ("pause", pause.start)
    ]


def test_how_far_into_the_run_is_told_without_its_pauses(run: RunWindow, clock: WardClock) -> None:
    recording.pause_run(run.presenter.session)
    clock.pass_minutes(3)
    recording.resume_run(run.presenter.session)
    clock.pass_minutes(1)

    low_pressure(run)

    assert "0:13 into the run" in run.all_words()


def test_stopped_offers_the_end_at_once_and_the_line_leads_to_it(run: RunWindow) -> None:
    run.key(Key.Key_F9).push("hypotension").push("stopped")
    assert run.focus().objectName() == "deed_put_off"
    assert "still under way" in run.all_words()

    run.push("deed_put_off").key(Key.Key_Escape)
    assert run.view.is_running
    assert "Stopped for the hypotension reaction: end the run" in run.act
    run.key(Key.Key_F5)
    assert "Hypotension reaction" in run.all_words()
    run.push("end_run_now")

    close = run.view.session.close
    assert close is not None
    assert close.end_reason is EndReason.REACTION


def test_a_run_that_a_reaction_stopped_may_end_for_another_reason(run: RunWindow) -> None:
    run.key(Key.Key_F9).push("hypotension").push("stopped").push("deed_put_off")
    run.key(Key.Key_Escape, Key.Key_F5).push("end_run_otherwise")

    assert not run.view.is_running
    assert run.view.session.close is None or run.view.session.close.end_reason is None


def test_after_the_end_stopped_is_only_told(run: RunWindow) -> None:
    run.key(Key.Key_F9).push("hypotension")
    recording.end_run(run.presenter.session)

    run.push("stopped")

    assert reaction(run).procedure is ProcedureEffect.STOPPED
    assert "Closed" not in run.all_words()


def test_stopped_ends_the_run(run: RunWindow) -> None:
    low_pressure(run).push("stop-procedure").push("deed_keep")

    assert not run.view.is_running


def test_after_the_end_a_pause_is_noted_only(run: RunWindow) -> None:
    low_pressure(run)
    recording.end_run(run.presenter.session)

    run.push("pause")

    assert [one.action for one in reaction(run).actions or ()] == ["pause"]
    assert run.part(QPushButton, "legs-raised").isVisible()
