"""A session under way in its window: the run, its dialogs, the close and the signature."""

from __future__ import annotations

import gc
from decimal import Decimal
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from plexlog.domain.records import Bag, Reading
from plexlog.domain.words import Fluid
from plexlog.services import recording, run_records
from tests.ui.pages.session_window import SessionWindow
from ui.session.reaction_opener import ReactionRows
from ui.session.run_row import OpenRow
from ui.session.run_table import ReadingsTable
from ui.widgets.choices import ChoiceBox
from ui.widgets.dialog import DialogFrame
from ui.widgets.do_now import DoNowLine
from ui.widgets.finding import FindingCard
from ui.widgets.painting import RunLine
from ui.widgets.tile import Tile

W = TypeVar("W", bound=QWidget)
BOTTLE = Bag(id="new", fluid=Fluid.ALBUMIN, volume_ml=Decimal(500), lot="L7")
ROW = {
    "systolic_mmhg": "118",
    "diastolic_mmhg": "64",
    "pulse_per_min": "76",
    "inlet_ml": "900",
    "anticoagulant_ml": "90",
    "removed_ml": "420",
    "replaced_ml": "400",
}


class RunWindow(SessionWindow):
    """The window while a session runs."""

    def start(self) -> RunWindow:
        """Start the run and hang a bag, and look at the run."""
        return self.begin().show("run")

    def begin(self) -> RunWindow:
        """Start the run and hang a bag, as one has done before these stories begin."""
        session = self.presenter.session
        recording.start_run(session)
        run_records.hang_bag(session, BOTTLE)
        return self

    def keep_row(self, **values: str) -> Reading:
        """Keep a row without the window."""
        session = self.presenter.session
        row = recording.begin_row(session, session.desk.now())
        for code, text in (values or ROW).items():
            recording.enter_cell(session, row, code, text, is_sure=True)
        recording.keep_row(session, row)
        self.presenter.tell_kept()
        return (self.view.session.readings or ())[-1]

    def show(self, step: str) -> RunWindow:
        """Show a step with the cursor where work goes on."""
        self.presenter.tell_kept()
        self.screen.show_step(step)
        self.screen.focus_first()
        self.settle()
        return self

    def settle(self) -> None:
        """Let Qt finish what it has begun."""
        for _round in range(3):
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def key(self, *keys: Qt.Key) -> RunWindow:
        """Press keys where the focus is, one after the other."""
        for one in keys:
            self.press(one)
            self.settle()
        return self

    def let_haste_pass(self) -> RunWindow:
        """Wait until a press is no second one of two any more."""
        self._qtbot.wait(QApplication.doubleClickInterval() + 100)
        return self

    def hold(self, key: Qt.Key) -> bool:
        """A key that is held down repeats; whether its repeat was kept from acting."""
        repeat = QKeyEvent(
            QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier, "", True
        )
        repeat.ignore()
        QApplication.sendEvent(self.focus(), repeat)
        return repeat.isAccepted()

    def cell(self, code: str) -> RunWindow:
        """Put the cursor into a cell of the open row."""
        self.part(QLineEdit, f"row_{code}").setFocus()
        return self

    def type_cell(self, code: str, text: str) -> RunWindow:
        """Type into a cell of the open row and go on."""
        self.cell(code)
        self.part(QLineEdit, f"row_{code}").selectAll()
        self.type(text)
        return self.key(Qt.Key.Key_Tab)

    def part_named(self, name: str) -> QLineEdit:
        """A field of a page or dialog."""
        return self.part(QLineEdit, name)

    def fill(self, name: str, text: str) -> RunWindow:
        """Type into a field of a page or dialog and leave it."""
        edit = self.part(QLineEdit, name)
        edit.setFocus()
        edit.selectAll()
        self.type(text)
        return self.key(Qt.Key.Key_Tab)

    def pick(self, name: str, key: str) -> RunWindow:
        """Choose in a drop-down."""
        box = self.part(ChoiceBox, name)
        box.set_chosen(key)
        box.activated.emit(box.currentIndex())
        self.settle()
        return self

    def push(self, name: str) -> RunWindow:
        """Press a button."""
        self.part(QPushButton, name).click()
        self.settle()
        return self

    def click_twice(self, name: str) -> RunWindow:
        """Click a button twice in haste."""
        button = self.part(QPushButton, name)
        for _click in range(2):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()
        return self

    def part(self, kind: type[W], name: str = "") -> W:
        """A part that is to be seen, topmost dialog first."""
        parts: list[W] = self.frame.findChildren(kind)
        found = [one for one in parts if one.isVisible() and name in ("", one.objectName())]
        assert found, f"no {kind.__name__} {name} is to be seen"
        return found[-1]

    def dialog(self) -> DialogFrame | None:
        """The dialog over the page, if there is one."""
        open_ones = [one for one in self.frame.findChildren(DialogFrame) if one.isVisible()]
        assert len(open_ones) < 2, "two dialogs over each other"
        return open_ones[0] if open_ones else None

    @property
    def row(self) -> OpenRow:
        """The open row."""
        return self.part(OpenRow)

    @property
    def table(self) -> ReadingsTable:
        """The kept rows."""
        return self.part(ReadingsTable)

    @property
    def act(self) -> str:
        """What is to be done now, as it is read out."""
        return self.part(DoNowLine).accessibleName()

    def tiles(self) -> dict[str, str]:
        """What the tiles say, by their labels."""
        tiles = [one.view for one in self.screen.page.findChildren(Tile)]
        return {tile.label: tile.value for tile in tiles}

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The kept rows on record."""
        return tuple(self.view.session.readings or ())

    def button_of_page(self, words: str) -> QPushButton:
        """A button of the page or the bar of steps by its words."""
        found = [one for one in self.frame.findChildren(QPushButton) if one.text() == words]
        return [one for one in found if one.isVisible()][-1]

    def push_words(self, words: str) -> RunWindow:
        """Press a button by its words."""
        self.button_of_page(words).click()
        self.settle()
        return self

    def answer_card(self, act: str, key: str = "") -> RunWindow:
        """Answer a finding by the act on its card."""
        cards = self.frame.findChildren(FindingCard)
        card = next(one for one in cards if one.isVisible() and key in ("", one.view.key))
        card.answered.emit(card.view.key, act)
        self.settle()
        return self

    def double_click_row(self) -> RunWindow:
        """Double click the first kept row."""
        at = self.table.visualRect(self.table.model().index(0, 2)).center()
        QTest.mouseDClick(
            self.table.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            at,
        )
        self.settle()
        return self

    def spoken(self) -> str:
        """Everything of the page that has a name, as one text."""
        parts = self.screen.page.findChildren(QWidget)
        return "\n".join(one.accessibleName() for one in parts if one.isVisible())

    def all_words(self) -> str:
        """Every label of page and dialog, as one text."""
        labels = [one for one in self.frame.findChildren(QLabel) if one.isVisible()]
        lines = [one for one in self.frame.findChildren(RunLine) if one.isVisible()]
        return "\n".join(
            [*(one.text() for one in labels), *(one.accessibleName() for one in lines)]
        )

    def push_row(self, key: str) -> RunWindow:
        """Press the row of a reaction."""
        rows = self.screen.page.findChildren(ReactionRows)
        rows[0].wanted.emit(key)
        self.settle()
        return self

    def push_words_of_lumen(self, lumen: str) -> RunWindow:
        """Press the row of a lumen."""
        name = f"{lumen[:1].upper()}{lumen[1:]} lumen"
        found = [one for one in self.frame.findChildren(QPushButton) if one.isVisible()]
        next(one for one in found if name in one.accessibleName()).click()
        self.settle()
        return self

    def push_words_in_dialog(self, words: str) -> RunWindow:
        """Press what is offered in a dialog by how it begins."""
        found = [one for one in self.frame.findChildren(QPushButton) if one.isVisible()]
        next(one for one in found if words in one.accessibleName()).click()
        self.settle()
        return self

    def description_in_dialog(self, name: str) -> str:
        """What is read out about a field of a dialog."""
        return self.part(QLineEdit, name).accessibleDescription()

    def leave(self) -> None:
        """Leave the session; nothing of it stays."""
        self.in_frame.take_out()
        self.frame.drop_page(self.screen)
        del self.screen, self.presenter, self.in_frame
        self.settle()
        gc.collect()
