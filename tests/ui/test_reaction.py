"""A reaction: on record with the second tap, told afterwards, open until its outcome."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from plexlog.domain.records import Reaction
from plexlog.domain.words import (
    ClotLocation,
    Grade,
    InfectionSource,
    Outcome,
    ProcedureEffect,
    ReactionKind,
    Relation,
)
from plexlog.services.desk import Desk
from tests.contracts.pages import nameless
from tests.ui.conftest import WardClock
from tests.ui.pages.run_window import RunWindow

Key = Qt.Key


@pytest.fixture
def run(
    qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str, clock: WardClock
) -> RunWindow:
    del dressed
    window = RunWindow(qtbot, desk, due_session).start()
    clock.pass_minutes(12)
    window.keep_row()
    return window.show("run")


@pytest.fixture
def told(run: RunWindow) -> RunWindow:
    """The dialog with a citrate reaction on record."""
    return run.key(Key.Key_F9).push("citrate")


def reaction(window: RunWindow) -> Reaction:
    (one,) = window.view.session.reactions or ()
    return one


def test_two_taps_put_it_on_record_with_its_time(run: RunWindow) -> None:
    run.key(Key.Key_F9)
    assert not run.view.session.reactions

    run.click_twice("hypotension")

    assert reaction(run).kind is ReactionKind.HYPOTENSION
    assert reaction(run).onset_at.clock == "09:26"
    assert reaction(run).grade is None


def test_another_kind_changes_the_same_reaction(told: RunWindow) -> None:
    told.push("allergic")

    assert reaction(told).kind is ReactionKind.ALLERGIC


def test_grade_effect_relation_and_what_was_done(told: RunWindow) -> None:
    action = told.desk.knowledge.reactions["citrate"].actions[0]

    told.push("II").push("slowed").push("probable").push("done").push(action)

    one = reaction(told)
    assert (one.grade, one.procedure, one.relation) == (
        Grade.II,
        ProcedureEffect.SLOWED,
        Relation.PROBABLE,
    )
    assert [taken.action for taken in one.actions or ()] == [action]
    told.push("deed_put_off").push(action)
    assert not reaction(told).actions


def test_the_onset_may_have_been_earlier_but_not_later(told: RunWindow) -> None:
    told.fill("onset_at", "09:20")
    assert reaction(told).onset_at.clock == "09:20"

    told.fill("onset_at", "11:00")

    assert reaction(told).onset_at.clock == "09:20"
    assert "lies in the future" in told.all_words()


def test_it_stays_open_on_the_page_until_it_has_an_outcome(told: RunWindow) -> None:
    told.key(Key.Key_Escape)
    assert told.dialog() is None
    assert "Follow the citrate reaction" in told.act

    told.key(Key.Key_F5).push("reaction_next").push("resolved").push("reaction_next")

    assert told.dialog() is None
    assert reaction(told).outcome is Outcome.RESOLVED
    assert "Follow" not in told.act


def test_symptoms_note_and_time_of_the_outcome(told: RunWindow) -> None:
    symptom = told.desk.knowledge.reactions["citrate"].symptoms[0]
    told.push("reaction_next").push(symptom).fill("note", "lips").push("resolved")
    told.fill("outcome_at", "09:24")

    one = reaction(told)
    assert (one.symptoms, one.note) == ((symptom,), "lips")
    assert one.outcome_at is not None
    assert one.outcome_at.clock == "09:24"
    told.push(symptom)
    assert reaction(told).symptoms == ()


def test_an_infection_asks_for_source_cultures_and_catheter_days(run: RunWindow) -> None:
    run.key(Key.Key_F9).push("infection").push("reaction_next")
    run.fill("catheter_days", "3")
    assert "Say first where the infection is suspected" in run.description_in_dialog(
        "catheter_days"
    )
    run.push("exit-site").fill("culture", "exit site").fill("catheter_days", "9")
    run.fill("catheter_days", "0")
    assert "starts at 1" in run.description_in_dialog("catheter_days")

    infection = reaction(run).infection
    assert infection is not None
    assert (infection.source, infection.catheter_days) == (InfectionSource.EXIT_SITE, 9)
    assert [one.site for one in infection.cultures or ()] == ["exit site"]
    run.push("bloodstream")
    assert run.part(QLineEdit, "catheter_days").text() == "0"  # refused, not lost


def test_a_clot_asks_where_and_how_much_blood_was_lost(run: RunWindow) -> None:
    run.key(Key.Key_F9).push("access").push("clotting").push("reaction_next")
    run.fill("blood_lost_ml", "50")
    assert "Say first where the clot was" in run.description_in_dialog("blood_lost_ml")
    run.push("separator").fill("blood_lost_ml", "-1")
    assert "must not be below 0" in run.description_in_dialog("blood_lost_ml")
    run.fill("blood_lost_ml", "180")

    clot = reaction(run).clotting
    assert clot is not None
    assert (clot.location, clot.blood_lost_ml) == (ClotLocation.SEPARATOR, Decimal(180))
    run.fill("blood_lost_ml", " ")
    clot = reaction(run).clotting
    assert clot is not None
    assert clot.blood_lost_ml is None


def test_back_leads_to_the_first_page(told: RunWindow) -> None:
    told.push("reaction_next").push_words("Back")

    assert told.part(QLineEdit, "onset_at").isVisible()
    told.push("II")
    assert reaction(told).grade is Grade.II


def test_everything_can_be_named(told: RunWindow) -> None:
    opened = told.dialog()
    assert opened is not None
    assert nameless(opened) == []
    told.push("reaction_next")
    assert nameless(opened) == []
