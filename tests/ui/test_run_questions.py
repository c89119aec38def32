"""What is asked at the bag and the drug before it is on record, and where the page says it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from plexlog.domain.records import Course, History
from plexlog.services import recording
from plexlog.services.desk import Desk
from tests.ui.pages.run_window import RunWindow
from ui.widgets.box import BoxState
from ui.widgets.toast import Toast

Key = Qt.Key


def test_heparin_after_hit_is_asked_about_before_it_is_on_record(
    qtbot: QtBot,
    dressed: QApplication,
    desk: Desk,
    due_course: Course,
    keep_course: Callable[[Course], str],
) -> None:
    del dressed
    patient = replace(due_course.patient, histories=(History(kind="hit"),))
    key = keep_course(replace(due_course, patient=patient))
    run = RunWindow(qtbot, desk, key).begin().show("run")
    run.key(Key.Key_F6)
    run.fill("drug", "Heparin").fill("dose", "5000 IU").push("iv").push("dialog_keep")

    assert not run.view.session.drugs_given
    assert "heparin-induced thrombocytopenia" in run.all_words()
    run.push("dialog_keep")
    assert not run.view.session.drugs_given
    run.fill("going_on", "Dr. Federkiel insists").push("dialog_keep")

    assert len(run.view.session.drugs_given or ()) == 1


def test_a_bag_of_another_strength_is_asked_about_before_it_hangs(run: RunWindow) -> None:
    strong = next(
        one for one in run.desk.knowledge.fluids if one.concentration_percent in ("20", "25")
    )
    before = len(run.view.session.bags or ())
    run.key(Key.Key_F7).pick("fact", strong.code).fill("volume_ml", "100").push("dialog_keep")
    assert len(run.view.session.bags or ()) == before
    assert "undiluted" in run.all_words()

    run.fill("going_on", "diluted in the line").push("dialog_keep")

    assert len(run.view.session.bags or ()) == before + 1


def test_what_was_done_is_said_in_the_status_line_and_covers_nothing(
    run: RunWindow, qtbot: QtBot
) -> None:
    run.key(Key.Key_F8)
    run.part(QLineEdit, "note").setFocus()
    run.type("asleep")
    run.key(Key.Key_Return)

    said = run.frame.status.said
    assert said.words
    assert said.accessibleName() == said.words
    assert run.frame.page_area.findChildren(Toast) == []
    run.frame.grab()
    qtbot.waitUntil(lambda: said.words == "", timeout=6000)


def test_a_total_typed_before_the_inlet_is_asked_about_once_the_inlet_stands(
    run: RunWindow,
) -> None:
    run.type_cell("anticoagulant_ml", "150")
    assert run.row.state("anticoagulant_ml") is BoxState.PLAIN

    run.type_cell("inlet_ml", "600")

    assert run.row.state("anticoagulant_ml") is BoxState.ASKED
    assert "would be 4.0 : 1" in run.row.hint()
    run.cell("removed_ml").key(Key.Key_Return)
    assert not run.view.session.readings  # the question comes first
    run.cell("anticoagulant_ml").key(Key.Key_Escape)
    assert run.row.state("anticoagulant_ml") is BoxState.ASKED
    run.type_cell("inlet_ml", "1500")
    assert run.row.state("anticoagulant_ml") is BoxState.PLAIN
    run.type_cell("inlet_ml", "600").cell("anticoagulant_ml").key(Key.Key_Return)
    assert run.row.state("anticoagulant_ml") is BoxState.PLAIN
    run.cell("removed_ml").key(Key.Key_Return)

    (kept,) = run.view.session.readings or ()
    assert kept.values["anticoagulant_ml"].answered == recording.STOOD_BY


def test_another_text_that_waits_in_a_total_stays_asked_about(run: RunWindow) -> None:
    run.type_cell("inlet_ml", "1500").type_cell("anticoagulant_ml", "150")
    run.type_cell("anticoagulant_ml", "1600")
    assert "more than was drawn" in run.row.hint()

    run.type_cell("inlet_ml", "600")

    assert "more than was drawn" in run.row.hint()
    run.cell("anticoagulant_ml").key(Key.Key_Escape)
    assert "would be 4.0 : 1" in run.row.hint()
