"""A session in its window, in the words of whoever works at it; everything by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from plexlog.domain.fields import Place
from plexlog.domain.steps import Step
from plexlog.services import recording
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession, SessionView
from ui.session.session_pages import session_screen
from ui.session.session_presenter import SessionPresenter
from ui.session.session_screen import SessionScreen
from ui.session.step_columns import ScrollCard
from ui.session.tools import SessionTools
from ui.shell.frame import Frame
from ui.shell.session_frame import SessionInFrame
from ui.tasks import InlineTasks
from ui.widgets.box import LabelledBox
from ui.widgets.buttons import ActionButton
from ui.widgets.checklist import ChecklistItemView
from ui.widgets.choices import ChoiceRow
from ui.widgets.finding import FindingCard

W = TypeVar("W", bound=QWidget)
KindOf: TypeAlias = type[W]
MOST_TABS = 150
BEFORE = {
    "weight_kg": "62.9",
    "hematocrit_percent": "36",
    "systolic_mmhg": "138",
    "diastolic_mmhg": "82",
    "pulse_per_min": "74",
}
BLANK_CHART = b"<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>"


def no_tools() -> SessionTools:
    """Tools for pages that need none of them."""

    def draw(view: SessionView, size: tuple[int, int], *, is_dark: bool) -> bytes:
        del view, size, is_dark
        return BLANK_CHART

    def report(session_key: str) -> object:
        return session_key

    def render(_report: object) -> bytes:
        return b""

    def prove(_password: str) -> None:
        return None

    def unlock(login: str, _password: str) -> object:
        return login

    def take_over(_login: str, _opened: object) -> None:
        return None

    def save(_path: Path, _content: bytes, _note: Callable[[], None] | None) -> None:
        return None

    return SessionTools(
        tasks=InlineTasks(),
        draw_run=draw,
        make_report=report,
        render_report=render,
        session_text=str,
        copy=lambda _text: None,
        prove=prove,
        unlock=unlock,
        take_over=take_over,
        save_file=save,
    )


class SessionWindow:
    """The window with one session open.

    It opens when it is first looked at; what is recorded before that was so when it opened.
    """

    screen: SessionScreen
    frame: Frame
    in_frame: SessionInFrame

    def __init__(
        self, qtbot: QtBot, desk: Desk, session_key: str, tools: SessionTools | None = None
    ) -> None:
        self.desk = desk
        self.presenter = SessionPresenter(OpenSession(desk, session_key))
        self._qtbot = qtbot
        self._tools = tools or no_tools()

    def __getattr__(self, name: str) -> Any:
        if name not in SessionWindow.__annotations__ or "frame" in vars(self):
            raise AttributeError(name)
        self.open()
        return getattr(self, name)

    def open(self) -> SessionWindow:
        """Open the window at the step that the record says."""
        self.screen = session_screen(self.presenter, self._tools)
        self.presenter.setParent(self.screen)
        self.frame = Frame()
        self._qtbot.addWidget(self.frame)
        self.frame.show_page(self.screen)
        self.in_frame = SessionInFrame(self.frame, self.screen)
        self.frame.show()
        self._qtbot.waitExposed(self.frame)
        self.frame.activateWindow()
        return self

    @property
    def view(self) -> SessionView:
        """What is on record."""
        return self.presenter.view()

    def prepare(self) -> SessionWindow:
        """Answer whatever holds the start, as on the pages before it."""
        session, told = self.presenter.session, self.presenter
        told.check_identity({"record-number": "LO-0066120", "birth-date": "1988-02-29"})
        for code, text in BEFORE.items():
            told.enter(f"before.{code}", text)
        recording.set_taken_at(session, Place.BEFORE, "hematocrit_percent", self.desk.clock.now())
        told.set_facts({"drugs_of_note": ()})
        for item in self.view.checklist:
            if item.holds_step:
                told.answer(item.code, "done", "")
        return self

    def go_to(self, step: Step) -> SessionWindow:
        """Choose a step on the bar of steps."""
        self.tab_to(f"step_{step.value}")
        return self.press(Qt.Key.Key_Space)

    def focus(self) -> QWidget:
        """What has the focus."""
        widget = self._focused()
        assert widget is not None
        return widget

    def _focused(self) -> QWidget | None:
        return self.frame.focusWidget()

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> SessionWindow:
        """Press a key where the focus is."""
        QTest.keyClick(self._focused() or self.frame, key, modifier)
        QApplication.processEvents()
        QApplication.processEvents()  # what was made in answer comes to be seen
        return self

    def type(self, text: str) -> SessionWindow:
        """Type where the focus is."""
        for letter in text:  # a key may move the focus on
            if letter.isascii():
                QTest.keyClicks(self.focus(), letter)
            else:  # the test library knows no other keys than those of ASCII
                press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self.focus(), press)
        return self

    def tab_to(self, name: str) -> SessionWindow:
        """Press Tab until something has the focus; fails where Tab never gets there."""
        if self._focused() is None:
            self.frame.setFocus()
        passed: list[str] = []
        for _press in range(MOST_TABS):
            focused = self._focused()
            if focused is not None and _is_named(focused, name):
                return self
            passed.append(focused.objectName() if focused is not None else "")
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reaches {name}; it passes {passed}")

    def enter(self, field: str, text: str) -> SessionWindow:
        """Type into a field and leave it."""
        self.tab_to(field)
        self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        if text:
            self.type(text)
        else:
            self.press(Qt.Key.Key_Delete)
        return self.press(Qt.Key.Key_Tab)

    def choose(self, name: str) -> SessionWindow:
        """Press what is named, by keyboard."""
        return self.tab_to(name).press(Qt.Key.Key_Space)

    def text_of(self, field: str) -> str:
        """What stands in a field of the page."""
        return self._part(QLineEdit, field).text()

    def description_of(self, field: str) -> str:
        """What is read out about a field: its range, last value and remark."""
        return self._part(QLineEdit, field).accessibleDescription()

    def row_choice(self, row: str) -> str:
        """What is chosen in a row of choices."""
        return self._part(ChoiceRow, f"choice_{row}").chosen

    def choose_in_row(self, row: str, key: str) -> SessionWindow:
        """Go to a row of choices by Tab, within it by the arrows, and choose by Space."""
        choices = self._part(ChoiceRow, f"choice_{row}")
        if self._focused() is None:
            self.frame.setFocus()
        for _press in range(MOST_TABS):
            if choices.isAncestorOf(self.focus()):
                break
            self.press(Qt.Key.Key_Tab)
        assert choices.isAncestorOf(self.focus()), f"Tab never reaches {row}"
        arrows = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Down)
        for arrow in [one for one in arrows for _time in range(4)]:
            if self.focus().objectName() == key:
                break
            self.press(arrow)
        return self.press(Qt.Key.Key_Space)

    def remark_of(self, field: str) -> str:
        """What stands under a field."""
        part: QWidget | None = self._part(QLineEdit, field)
        while part is not None and not isinstance(part, LabelledBox):
            part = part.parentWidget()
        assert part is not None
        return part.remark

    def is_shown(self, name: str) -> bool:
        """Whether something of that name is to be seen."""
        parts = self.screen.page.findChildren(QWidget, name)
        return any(part.isVisible() for part in parts)

    def item(self, code: str) -> ChecklistItemView:
        """An item of the checklist."""
        return self._part(ChecklistItemView, f"item_{code}")

    def items_open(self) -> list[str]:
        """The items whose answers are shown."""
        rows = self.screen.page.findChildren(ChecklistItemView)
        return [row.view.code for row in rows if row.is_open and row.isVisible()]

    def cards(self) -> dict[str, FindingCard]:
        """The findings that are to be seen, by their codes."""
        cards = self.screen.page.findChildren(FindingCard)
        return {card.view.key: card for card in cards if card.isVisible()}

    def words(self) -> str:
        """Every label of the page, as one text."""
        labels = self.screen.page.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def chosen(self, name: str) -> str:
        """What a drop-down shows."""
        return str(self._part(QComboBox, name).currentData())

    def bar_words(self) -> list[str]:
        """The words on the buttons beside the bar of steps."""
        buttons = self.screen.bar.findChildren(QPushButton)
        return [button.text() for button in buttons if button.isVisible()]

    def next_button(self) -> ActionButton:
        """The button to the next step."""
        return self.screen.bar.next

    def button(self, name: str) -> QPushButton:
        """A button of the page or of a dialog over it."""
        found = self.frame.findChildren(QPushButton, name)
        return next(one for one in found if one.isVisible())

    def columns(self) -> list[ScrollCard]:
        """The columns of the page."""
        return self.screen.page.findChildren(ScrollCard)

    def _part(self, kind: KindOf[W], name: str) -> W:
        found = self.screen.page.findChildren(kind, name)
        return next(one for one in found if one.isVisible())


def _is_named(widget: QWidget, name: str) -> bool:
    if widget.objectName() == name:
        return True
    parent = widget.parentWidget()
    return parent is not None and parent.objectName() == name and not widget.objectName()
