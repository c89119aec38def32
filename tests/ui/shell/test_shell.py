"""The frame: who is open, where one is, what is safe; it asks and never decides."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.gallery import LONG, OKAFOR, steps
from tests.ui.gallery_parts import ALL_PLACES
from ui.shell.banner import Allergies, BannerChip, PatientBanner, PatientView
from ui.shell.frame import Frame
from ui.shell.rail import PersonName, RailItem
from ui.shell.status_line import StatusEntry, StatusItem
from ui.shell.stepper import Connector, Step, Stepper, StepState, StepView
from ui.widgets.buttons import ActionButton
from ui.widgets.theme import Theme, wear


@pytest.fixture
def frame(qtbot: QtBot) -> Iterator[Frame]:
    """The window with all places and a person."""
    frame = Frame(ALL_PLACES)
    frame.set_person("A. Bauer", "RN")
    with qtbot.waitActive(frame):
        frame.show()
        frame.activateWindow()
    yield frame
    frame.close()
    frame.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def item(frame: Frame, key: str) -> RailItem:
    found = frame.findChild(RailItem, f"rail_{key}")
    assert isinstance(found, RailItem)
    return found


def step(frame: Frame, key: str) -> Step:
    found = [part for part in frame.findChildren(Step) if part.view.key == key]
    return found[-1]


def tab_stops(frame: Frame) -> list[str]:
    stops: list[str] = []
    part = frame.nextInFocusChain()
    while part is not None and part is not frame:
        if part.focusPolicy().value & Qt.FocusPolicy.TabFocus.value and part.isVisible():
            stops.append(part.objectName() or part.accessibleName())
        part = part.nextInFocusChain()
    return stops


def test_only_the_places_given_are_shown(frame: Frame) -> None:
    frame.set_places(ALL_PLACES[:2])
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    words = [part.place.word for part in frame.findChildren(RailItem)]

    assert sorted(words) == ["Lock F12", "Night", "Patients", "Today"]


def test_a_place_is_asked_for_and_marked_only_when_told(frame: Frame, qtbot: QtBot) -> None:
    frame.set_place("today")

    with qtbot.waitSignal(frame.place_chosen) as told:
        qtbot.mouseClick(item(frame, "unit"), Qt.MouseButton.LeftButton)

    assert told.args == ["unit"]
    assert item(frame, "today").is_here
    assert not item(frame, "unit").is_here


def test_f12_locks(frame: Frame, qtbot: QtBot) -> None:
    with qtbot.waitSignal(frame.lock_requested):
        qtbot.keyClick(frame, Qt.Key.Key_F12)


def test_nobody_signed_in_cannot_lock(frame: Frame, qtbot: QtBot) -> None:
    frame.set_person("", "")

    with qtbot.assertNotEmitted(frame.lock_requested):
        qtbot.keyClick(frame, Qt.Key.Key_F12)

    assert not item(frame, "lock").isVisible()


def test_night_is_offered_by_day_and_day_by_night(
    frame: Frame, qtbot: QtBot, qapp: QApplication
) -> None:
    by_day = item(frame, "theme").accessibleName()
    wear(qapp, Theme.dark())
    by_night = item(frame, "theme").accessibleName()
    frame.grab()
    wear(qapp, Theme.light())

    with qtbot.waitSignal(frame.theme_toggled):
        qtbot.mouseClick(item(frame, "theme"), Qt.MouseButton.LeftButton)

    assert (by_day, by_night) == ("Night", "Day")


def test_a_long_name_of_staff_takes_more_lines(frame: Frame) -> None:
    frame.set_person("Anna Maria Bauer Fernández", "Apheresis nurse")

    person = frame.findChild(PersonName)

    assert isinstance(person, PersonName)
    assert len(person.lines) > 1
    assert " ".join(person.lines) == "Anna Maria Bauer Fernández"
    assert person.accessibleName() == "Anna Maria Bauer Fernández, Apheresis nurse"
    frame.grab()


def test_tab_walks_rail_steps_buttons_page(frame: Frame) -> None:
    page = QPushButton("page")
    page.setObjectName("page")
    frame.show_page(page)
    frame.show_stepper(True)
    frame.stepper.set_steps(steps(1))
    frame.stepper.set_buttons([ActionButton("Back"), ActionButton("Plan")])

    stops = tab_stops(frame)

    assert stops[:7] == [f"rail_{p.key}" for p in ALL_PLACES] + ["rail_theme", "rail_lock"]
    assert stops[7:13] == [f"step_{view.key}" for view in steps(1)]
    assert stops[13:] == ["Back", "Plan", "page"]


def test_pages_come_and_go(frame: Frame) -> None:
    first, second = QLabel("first"), QLabel("second")
    frame.add_page(first)
    frame.show_page(second)
    frame.show_page(first)
    shown = frame.pages.currentWidget()

    frame.drop_page(second)

    assert shown is first
    assert frame.pages.count() == 1


def test_the_banner_names_the_patient(frame: Frame) -> None:
    frame.set_patient(OKAFOR)

    names = [part.accessibleName() for part in frame.banner.findChildren(QWidget)]

    assert frame.banner.isVisible()
    assert frame.banner.height() == 64
    assert frame.banner.accessibleName() == "Patient OKAFOR, Ngozi"
    assert any("record number 0048213" in name for name in names)
    assert [chip.accessibleName() for chip in frame.banner.chips] == [
        "ALERT: hypotension in session 2",
        "ALLERGY: heparin",
    ]


def test_without_a_patient_there_is_no_banner(frame: Frame) -> None:
    frame.set_patient(OKAFOR)

    frame.set_patient(None)

    assert not frame.banner.isVisible()
    assert frame.banner.chips == ()


@pytest.mark.parametrize(
    ("allergies", "words"),
    [(Allergies.NONE_KNOWN, "no known allergy"), (Allergies.NOT_ASKED, "allergies not asked")],
)
def test_no_allergy_and_not_asked_are_two_things(
    frame: Frame, allergies: Allergies, words: str
) -> None:
    frame.set_patient(PatientView(family="Łuk", given="", allergies=allergies))
    frame.grab()

    assert [chip.accessibleName() for chip in frame.banner.chips] == [words]


def test_many_allergens_take_two_lines_and_all_are_there(frame: Frame) -> None:
    frame.set_patient(LONG)

    chip = frame.banner.chips[-1]

    assert isinstance(chip, BannerChip)
    assert " ".join(line.text for line in chip.lines).split()[1:] == [
        "heparin,", "latex,", "ethylene", "oxide,", "iodine", "contrast,", "penicillin"
    ]  # fmt: skip


def test_a_long_name_is_set_smaller_never_cut(frame: Frame, qtbot: QtBot) -> None:
    banner = PatientBanner()
    qtbot.addWidget(banner)
    banner.set_patient(LONG)
    for width in (1294, 900, 700):
        banner.resize(width, 64)
        banner.grab()

    frame.set_patient(PatientView(family="Noname", given="", born="1984-03-09"))
    frame.grab()

    assert banner.height() == 64


def test_a_step_tells_its_key(frame: Frame, qtbot: QtBot) -> None:
    frame.show_stepper(True)
    frame.stepper.set_steps(steps(1, 3))

    with qtbot.waitSignal(frame.stepper.step_chosen) as told:
        qtbot.mouseClick(step(frame, "identify"), Qt.MouseButton.LeftButton)

    assert told.args == ["identify"]
    assert step(frame, "assess").accessibleName() == "Step 2, Assess, here, 3 missing"
    assert step(frame, "identify").height() == 44


def test_the_focus_stays_on_its_step(frame: Frame) -> None:
    frame.show_stepper(True)
    frame.stepper.set_steps(steps(1))
    step(frame, "plan").setFocus()

    frame.stepper.set_steps(steps(1))
    frame.stepper.set_steps([*steps(2), StepView("x", "X", StepState.AHEAD, 2)])
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    frame.grab()

    assert step(frame, "plan").hasFocus()
    assert len(frame.stepper.views) == 7
    assert step(frame, "plan").sizeHint().height() == 44


def test_other_buttons_take_the_place_of_the_former(frame: Frame) -> None:
    frame.show_stepper(True)
    frame.stepper.set_buttons([ActionButton("Back")])

    frame.stepper.set_buttons([ActionButton("Pause", "pause", "F4")])
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    words = [button.text() for button in frame.stepper.findChildren(ActionButton)]
    assert words == ["Pause"]


def test_a_page_may_bring_its_own_row_of_buttons(frame: Frame) -> None:
    frame.show_stepper(True)
    frame.stepper.set_buttons([ActionButton("Back")])
    bar = QPushButton("All of it")

    frame.stepper.set_bar(bar)

    assert bar.isVisible()
    bar.deleteLater()


def test_the_status_line_says_what_is_safe(frame: Frame) -> None:
    frame.status.set_on_disk(StatusEntry("all entries on disk 14:32:07"))
    frame.status.set_history(StatusEntry("history verified"))
    frame.status.set_backup(StatusEntry("backup failed: disk full", "ask"))
    frame.status.set_clock("Fri 2026-11-20", "14:32")
    frame.grab()

    items = [part for part in frame.findChildren(StatusItem) if part.isVisible()]

    assert [part.entry.words for part in items] == [
        "all entries on disk 14:32:07",
        "history verified",
        "backup failed: disk full",
    ]
    frame.status.set_history(StatusEntry(""))
    assert [part.accessibleName() for part in items if part.isVisible()] == [
        "all entries on disk 14:32:07",
        "backup failed: disk full",
    ]


def test_a_narrow_bar_drops_the_lines_between_steps_before_their_words(qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    bar = Stepper(around)
    bar.resize(2000, bar.height())
    bar.set_steps(steps(1, 3))
    around.show()
    identify, assess, sign = (bar.findChildren(Step)[place] for place in (0, 1, 5))
    word, whole = sign.width(), bar.full_width()

    bar.resize(whole - 1, bar.height())
    assert all(line.isHidden() for line in bar.findChildren(Connector))
    assert sign.width() == word

    bar.resize(bar.full_width() - 1, bar.height())
    assert sign.width() < word
    assert assess.width() > identify.width()  # the one that is here says all
