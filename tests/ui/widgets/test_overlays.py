"""Dialogs and toasts inside the window; drawings and documents in their views."""

from __future__ import annotations

from io import BytesIO

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.gallery_parts import SVG
from tests.ui.widgets.conftest import Stage
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.cards import Card, PageTitle
from ui.widgets.choices import ChoiceRow, Option
from ui.widgets.dialog import REACTION, DialogFrame
from ui.widgets.pdf_view import PdfView
from ui.widgets.svg_view import SvgView
from ui.widgets.theme import Theme, wear
from ui.widgets.toast import Toast


@pytest.fixture
def host(stage: Stage) -> QWidget:
    """A page with a field that has the focus."""
    page = QWidget()
    edit = QLineEdit(page)
    window = stage(page)
    window.resize(1200, 700)
    edit.setFocus()
    QApplication.processEvents()
    return page


@pytest.fixture
def dialog(host: QWidget) -> DialogFrame:
    """An open dialog with a field and two buttons."""
    dialog = DialogFrame("Reaction", host)
    dialog.body.addWidget(QLineEdit(dialog.panel))
    later = ActionButton("Later", key="Esc")
    later.clicked.connect(dialog.close_later)
    dialog.add_button(later)
    dialog.add_button(ActionButton("Outcome", kind=Kind.PRIMARY))
    dialog.set_note("Stays open.")
    dialog.open()
    return dialog


def test_a_dialog_covers_its_page_and_no_more(host: QWidget, dialog: DialogFrame) -> None:
    host.window().resize(1300, 740)
    QApplication.processEvents()

    assert dialog.is_open
    assert dialog.geometry() == host.rect()
    assert not dialog.isWindow()
    assert dialog.panel.width() == 560
    dialog.grab()


def test_escape_puts_it_off_and_gives_the_focus_back(
    host: QWidget, dialog: DialogFrame, qtbot: QtBot
) -> None:
    inside = QApplication.focusWidget()
    assert inside is not None
    assert dialog.isAncestorOf(inside)

    with qtbot.waitSignals([dialog.dismissed, dialog.closed]):
        qtbot.keyClick(inside, Qt.Key.Key_Escape)

    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    assert focused.parent() is host


@pytest.mark.usefixtures("dialog")
def test_tab_goes_round_inside(qtbot: QtBot) -> None:
    seen = []
    for _ in range(4):
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused.accessibleName() or type(focused).__name__)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    back = QApplication.focusWidget()
    assert back is not None
    qtbot.keyClick(back, Qt.Key.Key_Backtab)
    last = QApplication.focusWidget()

    assert seen == ["QLineEdit", "Later", "Outcome", "Close"]
    assert last is not None
    assert last.accessibleName() == "Close"


def test_tab_reaches_the_chosen_one_of_a_group(host: QWidget) -> None:
    dialog = DialogFrame("Reaction", host)
    row = ChoiceRow("kind", "", [Option("a", "A"), Option("b", "B")])
    row.set_chosen("b")
    dialog.body.addWidget(row)

    dialog.open()

    assert row.button("b").hasFocus()
    dialog.finish()


def test_nothing_typed_in_a_dialog_reaches_the_page(
    host: QWidget, dialog: DialogFrame, qtbot: QtBot
) -> None:
    edit = host.findChild(QLineEdit)
    assert isinstance(edit, QLineEdit)

    qtbot.keyClicks(dialog, "abc")
    qtbot.mouseClick(dialog, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))

    assert edit.text() == ""
    assert dialog.is_open


def test_a_dialog_without_anything_to_reach_holds_its_focus(host: QWidget) -> None:
    dialog = DialogFrame("Wait", host, "Shut")
    dialog.set_size(*REACTION)
    dialog.set_title("Wait a moment")
    dialog.open()
    dialog.panel.setEnabled(False)

    moved = dialog.focusNextPrevChild(True)

    assert not moved
    assert dialog.panel.accessibleName() == "Wait a moment"
    assert dialog.panel.height() <= host.height() - 12
    dialog.panel.setEnabled(True)
    dialog.finish()


def test_keys_of_the_page_rest_while_a_dialog_is_open(host: QWidget, qtbot: QtBot) -> None:
    below = ActionButton("Drug", "syringe", "F6", parent=host)
    below.show()
    dialog = DialogFrame("Reaction", host)
    inside = ActionButton("New vitals", key="F5")
    dialog.add_button(inside)
    dialog.open()

    with qtbot.assertNotEmitted(below.clicked):
        qtbot.keyClick(inside, Qt.Key.Key_F6)
    with qtbot.waitSignal(inside.clicked):
        qtbot.keyClick(inside, Qt.Key.Key_F5)
    dialog.finish()


def test_a_key_of_both_acts_in_the_dialog(host: QWidget, qtbot: QtBot) -> None:
    below = ActionButton("Enter vitals", key="F5", parent=host)
    below.show()
    dialog = DialogFrame("Reaction", host)
    inside = ActionButton("New vitals", key="F5")
    dialog.add_button(inside)
    dialog.open()

    with qtbot.assertNotEmitted(below.clicked), qtbot.waitSignal(inside.clicked):
        qtbot.keyClick(inside, Qt.Key.Key_F5)
    dialog.finish()


def test_the_focus_is_not_given_to_what_is_gone(host: QWidget) -> None:
    answered = ActionButton("Override", parent=host)
    answered.show()
    answered.setFocus()
    dialog = DialogFrame("Override", host)
    dialog.open()
    answered.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    dialog.finish()

    assert not dialog.isVisible()


def test_a_toast_goes_by_itself_and_takes_no_focus(host: QWidget, qtbot: QtBot) -> None:
    toast = Toast(host)
    focused = QApplication.focusWidget()

    toast.say("Bag 4 hung")
    said = (toast.isVisible(), toast.words, toast.width(), toast.height())
    toast.set_lift(68)
    lifted = toast.y()
    host.window().resize(1300, 740)
    QApplication.processEvents()
    toast.grab()

    assert said == (True, "Bag 4 hung", 320, 44)
    assert lifted < toast.y() or lifted < host.height() - 68
    assert QApplication.focusWidget() is focused
    qtbot.waitUntil(toast.isHidden, timeout=6000)


def test_a_drawing_is_sharp_and_named(stage: Stage) -> None:
    view = SvgView()
    stage(view)
    nothing = view.grab().toImage()

    view.show_svg(SVG, "Blood pressure against time")
    image = view.image()

    assert view.has_drawing
    assert view.accessibleName() == "Blood pressure against time"
    assert image.width() == round(view.width() * view.devicePixelRatioF())
    assert view.image() == image
    assert view.grab().toImage() != nothing
    assert view.sizeHint().isValid()


def test_a_drawing_follows_the_theme(stage: Stage, qapp: QApplication) -> None:
    view = SvgView()
    stage(view)
    view.show_svg(SVG)
    view.grab()

    wear(qapp, Theme.dark())
    wear(qapp, Theme.light())

    assert not view.image().isNull()


@pytest.mark.logs
def test_a_broken_drawing_leaves_the_place_empty(stage: Stage) -> None:
    view = SvgView()
    stage(view)

    view.show_svg(b"")

    assert not view.has_drawing


def pdf(pages: int) -> bytes:
    """A small document."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - only this test needs it

    out = BytesIO()
    canvas = Canvas(out)
    for number in range(pages):
        canvas.drawString(72, 700, f"page {number + 1}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_a_document_is_shown_from_memory(stage: Stage) -> None:
    view = PdfView()
    stage(view)
    none = (view.page_count, view.document)

    view.show_pdf(pdf(2), "Session summary")
    two = view.page_count
    view.show_pdf(pdf(1), "Course report")

    assert none == (0, None)
    assert (two, view.page_count) == (2, 1)
    assert view.document is not None


def test_a_document_that_counts_no_longer_is_shown_and_printed_no_longer(stage: Stage) -> None:
    view = PdfView()
    stage(view)
    view.clear()
    view.show_pdf(pdf(2), "Session summary")

    view.clear()

    assert (view.page_count, view.document) == (0, None)


def test_a_card_names_itself(stage: Stage) -> None:
    card, title = Card("At a glance", "now"), PageTitle("Course 2", "2 of 5 sessions")
    stage(card, title)

    card.heading.show_note("later", "askInk")
    card.heading.show_text("At one glance")
    title.show_words("Course 3", "none yet")

    assert card.accessibleName() == "At a glance"
    card.grab()
