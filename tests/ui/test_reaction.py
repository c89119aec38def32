"""A reaction: on record with the second tap, told afterwards, open until its outcome."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from plexlog.domain.records import Bag, CircuitSet, Reaction
from plexlog.domain.words import (
    ClotLocation,
    Fluid,
    Grade,
    InfectionSource,
    Outcome,
    ProcedureEffect,
    ReactionKind,
    Relation,
)
from plexlog.domain.words_followed import RecordedAs
from plexlog.services import reactions, recording, run_records
from plexlog.services.desk import Desk
from tests.contracts.pages import nameless
from tests.ui.conftest import WardClock
from tests.ui.pages.run_window import RunWindow
from ui.session.reaction_opener import ReactionOpener
from ui.widgets.choices import CheckRow

Key = Qt.Key


@pytest.fixture
def run(run: RunWindow) -> RunWindow:
    """With a row kept."""
    run.keep_row()
    return run


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
    told.fill("onset_at", "09:20").fill("outcome_at", "09:24")

    one = reaction(told)
    assert (one.symptoms, one.note) == ((symptom,), "lips")
    assert one.outcome_at is not None
    assert one.outcome_at.clock == "09:24"
    told.push(symptom)
    assert reaction(told).symptoms == ()


@pytest.mark.parametrize("code", ["note", "symptom"])
def test_what_was_written_is_on_record_when_esc_leaves(told: RunWindow, code: str) -> None:
    told.push("reaction_next")
    told.part_named(code).setFocus()
    told.type("tight in the chest")

    told.key(Key.Key_Escape)

    one = reaction(told)
    assert "tight in the chest" in (one.note, *(one.symptoms or ()))
    assert told.dialog() is None


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


def test_a_sign_of_an_infection_is_asked_once(run: RunWindow) -> None:
    run.key(Key.Key_F9).push("infection").push("reaction_next")
    rows = [one.objectName() for one in run.frame.findChildren(CheckRow) if one.isVisible()]

    assert sorted(set(rows)) == sorted(rows)
    assert {"fever", "redness", "rigors"} <= set(rows)
    assert "say first where it is suspected" in run.all_words()
    run.push("bloodstream").fill("exit_site_score", "11")
    assert "must be a whole number from 0 to 10" in run.description_in_dialog("exit_site_score")


@pytest.mark.parametrize("kind", ["other", "allergic", "citrate"])
def test_what_is_ticked_is_never_cut_at_the_foot(run: RunWindow, kind: str) -> None:
    run.frame.resize(1366, 768)
    run.key(Key.Key_F9).push(kind).push("reaction_next")

    for row in run.frame.findChildren(CheckRow):
        area = around(row)
        if row.isVisible() and row.objectName() in run.desk.knowledge.reactions[kind].symptoms:
            assert area.verticalScrollBar().maximum() == 0
    run.push_words("Back").push("done")
    foot = run.part(QPushButton, "new_vitals")
    assert foot.isVisible()


def around(part: QWidget) -> QScrollArea:
    parent = part.parentWidget()
    while not isinstance(parent, QScrollArea):
        assert parent is not None
        parent = parent.parentWidget()
    return parent


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


def low_pressure(run: RunWindow) -> RunWindow:
    """The dialog with hypotension on record, at what was done."""
    return run.key(Key.Key_F9).push("hypotension").push("done")


def test_a_step_of_the_card_keeps_its_time(told: RunWindow, clock: WardClock) -> None:
    step = told.desk.knowledge.reactions["citrate"].steps[0]
    clock.pass_minutes(1)

    told.push(step)

    assert [(one.step, one.at.clock) for one in reaction(told).steps or ()] == [(step, "09:27")]
    assert told.part(QPushButton, step).accessibleDescription() == "09:27"
    told.push(step)
    assert reaction(told).steps == ()


def test_a_bolus_is_recorded_in_the_run_and_named_in_the_reaction(run: RunWindow) -> None:
    low_pressure(run).push("saline-bolus").push("deed_keep")
    assert "needs the volume" in run.description_in_dialog("volume_ml")

    run.push("250").push("deed_keep")

    (bolus,) = run.view.session.saline_boluses or ()
    assert bolus.volume_ml == Decimal(250)
    (taken,) = reaction(run).actions or ()
    assert (taken.recorded_as, taken.detail) == (RecordedAs.SALINE_BOLUS, "250\u00a0mL")
    run.push("saline-bolus")
    assert run.view.session.saline_boluses == ()


def test_a_bolus_of_ten_times_as_much_is_asked_about_before_it_is_recorded(
    run: RunWindow,
) -> None:
    low_pressure(run).push("saline-bolus").fill("volume_ml", "2500").push("deed_keep")

    assert "Right? Then record it once more." in run.all_words()
    run.push("deed_keep")  # the second click of two
    assert not run.view.session.saline_boluses
    assert "Right? Then record it once more." in run.all_words()
    run.let_haste_pass().push("deed_keep")
    assert [one.volume_ml for one in run.view.session.saline_boluses or ()] == [Decimal(2500)]


def test_a_slip_that_was_put_off_is_asked_about_again_when_it_is_typed_again(
    run: RunWindow,
) -> None:
    low_pressure(run).push("saline-bolus").fill("volume_ml", "2500").push("deed_keep")
    run.push("deed_put_off").push("saline-bolus").push("saline-bolus")

    run.let_haste_pass().fill("volume_ml", "2500").push("deed_keep")

    assert "Right? Then record it once more." in run.all_words()
    assert not run.view.session.saline_boluses


def test_a_dose_without_its_unit_is_asked_about(told: RunWindow) -> None:
    told.push("done").push("calcium-iv").fill("dose", "5").push("deed_keep")
    assert "no unit is told. Right?" in told.all_words()

    told.fill("dose", "10 mL").push("deed_keep")

    assert [one.dose for one in told.view.session.drugs_given or ()] == ["10 mL"]


def test_a_bolus_from_the_run_page_is_named_and_not_given_twice(run: RunWindow) -> None:
    run.key(Key.Key_F9).push("hypotension")
    run_records.give_bolus(run.presenter.session, Decimal(150))
    run.push("done").push("saline-bolus")

    run.push("0")

    assert len(run.view.session.saline_boluses or ()) == 1
    assert [one.recorded_as for one in reaction(run).actions or ()] == [RecordedAs.SALINE_BOLUS]


def test_a_deed_says_when_it_was_in_words_that_fit(told: RunWindow) -> None:
    told.push("done").push("calcium-iv")

    assert "empty: now" in told.description_in_dialog("given_at")
    assert "paper" not in told.description_in_dialog("given_at")


def test_a_drug_is_given_with_dose_route_and_its_time(told: RunWindow) -> None:
    told.push("done").push("calcium-iv").fill("dose", "1 g").fill("given_at", "25:00")
    told.push("deed_keep")
    assert not told.view.session.drugs_given
    told.fill("given_at", "09:25").push("oral").push("deed_keep")

    (drug,) = told.view.session.drugs_given or ()
    assert (drug.drug, drug.dose, drug.at.clock) == ("calcium gluconate 10 %", "1 g", "09:25")
    assert "09:25" in told.part(QPushButton, "calcium-iv").accessibleDescription()


def test_a_slower_flow_is_told_from_which_to_which(told: RunWindow) -> None:
    told.push("done").push("slow-flow").fill("flow_from", "65").fill("flow_to", "x")
    told.push("deed_keep")
    told.fill("flow_to", "45").push("deed_keep")

    assert [one.detail for one in reaction(told).actions or ()] == ["inlet 65 to 45 mL/min"]


def test_a_reaction_is_bound_to_its_unit_of_plasma(run: RunWindow, clock: WardClock) -> None:
    unit = Bag(
        id="new",
        fluid=Fluid.PLASMA_FRESH_FROZEN,
        volume_ml=Decimal(250),
        din="G123417654321",
    )
    asked = ("plasma-unusual", "plasma-group-unknown-unit", "plasma-group-unknown-patient")
    answered = dict.fromkeys(asked, "no albumin in the house")
    run_records.hang_bag(run.presenter.session, unit, answers=answered)
    second = Bag(id="new", fluid=Fluid.PLASMA_FRESH_FROZEN, volume_ml=Decimal(240), lot="L9")
    run_records.hang_bag(run.presenter.session, second, answers=answered)
    clock.pass_minutes(5)
    run.key(Key.Key_F9).push("allergic").push("reaction_next")
    bag = next(one for one in run.view.session.bags or () if one.din)

    run.push(bag.id)

    assert reaction(run).bag_id == bag.id
    offered = run.part(QPushButton, bag.id)
    assert "G123417654321" in offered.accessibleName()
    assert "allergic 4 h" in offered.accessibleDescription()


def test_an_infection_is_told_with_signs_cultures_and_treatment(run: RunWindow) -> None:
    run.key(Key.Key_F9).push("infection").push("reaction_next").push("exit-site").push("pus")
    run.fill("exit_site_score", "5").fill("culture", "blood").fill("result_0", "S. aureus")
    run.fill("organism", "S. aureus").fill("antibiotics", "flucloxacillin")
    run.fill("line_removed_on", "2026-11-06")

    infection = reaction(run).infection
    assert infection is not None
    assert (infection.signs, infection.exit_site_score) == (("pus",), 5)
    assert [one.result for one in infection.cultures or ()] == ["S. aureus"]
    assert infection.access_device_id == "jug1"
    assert infection.catheter_days == 6
    assert infection.line_removed_on is not None
    (line,) = run.view.course.access_devices or ()
    assert (line.removed_on, line.removal_reason) == (infection.line_removed_on, "infection")


def test_a_line_that_was_removed_on_another_day_is_told_at_its_box(run: RunWindow) -> None:
    session = run.presenter.session
    (line,) = session.view().course.access_devices or ()
    out = replace(line, removed_on=date(2026, 11, 6), removal_reason="dislodged")
    session.desk.store.put_device(session.view().line.course_key, out)
    run.key(Key.Key_F9).push("infection").push("reaction_next").push("exit-site")

    run.fill("line_removed_on", "2026-11-05")

    told = "on record as removed on 2026-11-06; correct it on the course's page"
    assert told in run.description_in_dialog("line_removed_on")
    infection = reaction(run).infection
    assert infection is not None
    assert infection.line_removed_on is None


def test_a_clot_shows_the_working_of_the_blood_lost(run: RunWindow) -> None:
    session = run.presenter.session
    circuit = CircuitSet(extracorporeal_volume_ml=Decimal(180))
    recording.set_facts(session, {"circuit_set": circuit})
    run.key(Key.Key_F9).push("access").push("clotting").push("reaction_next")
    run.push("circuit-changed")
    assert "Say first where the clot was" in run.all_words()

    run.push("separator").push("circuit-changed").push("no").fill("lumen", "red")

    clot = reaction(run).clotting
    assert clot is not None
    assert (clot.action, clot.lumen, clot.not_rinsed_back) == ("circuit-changed", "red", True)
    assert clot.anticoagulant_ratio == Decimal("10.0")
    assert "no haematocrit" in run.all_words()
    assert [one.action for one in reaction(run).actions or ()] == ["circuit-changed"]
    run.push("flush").push("circuit-changed")
    assert len(reaction(run).actions or ()) == 2


def test_a_reaction_is_told_before_the_start_where_it_is_seen(
    qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str
) -> None:
    del dressed
    window = RunWindow(qtbot, desk, due_session).show("assess")

    window.key(Key.Key_F9).push("infection")

    assert reaction(window).kind is ReactionKind.INFECTION
    assert "before the run" in window.all_words()
    window.key(Key.Key_Escape).push_words_in_dialog("Open: ")
    assert window.dialog is not None


def test_a_reaction_is_told_while_the_session_is_planned(
    qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str
) -> None:
    del dressed
    window = RunWindow(qtbot, desk, due_session).show("plan")

    window.key(Key.Key_F9).push("allergic")

    assert reaction(window).kind is ReactionKind.ALLERGIC


def test_a_symptom_that_is_not_listed_is_typed_and_can_be_taken_back(told: RunWindow) -> None:
    told.push("reaction_next").fill("symptom", "two hives on the forearm")
    assert reaction(told).symptoms == ("two hives on the forearm",)
    assert told.part(QLineEdit, "symptom").text() == ""

    told.push("two hives on the forearm")

    assert reaction(told).symptoms == ()


@pytest.mark.parametrize(
    ("kind", "outcome", "says"),
    [
        ("infection", Outcome.ONGOING_HANDED_OVER, "Stays open on Today"),
        ("infection", Outcome.RESOLVED, "Closed with its outcome."),
        ("hypotension", Outcome.ONGOING_HANDED_OVER, "Closed with its outcome."),
    ],
)
def test_what_is_followed_is_not_told_to_be_closed(
    run: RunWindow, kind: str, outcome: Outcome, says: str
) -> None:
    session = run.presenter.session
    reaction = reactions.report_reaction(session, ReactionKind(kind))
    told = reactions.tell_reaction(session, replace(reaction, grade=Grade.II))
    reactions.end_reaction(session, told, outcome)
    run.show("run")

    run.screen.page.findChildren(ReactionOpener)[0].open(told.id)
    run.settle()

    assert says in run.all_words()
