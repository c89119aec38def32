"""Findings say what, why and what to do; the lane keeps them in order and keeps the focus."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.gallery_findings import ASK_DROP, NOT_ASSESSED, NOTICE, OVERRIDDEN, REFUSED, STOP_ACE
from tests.ui.widgets.conftest import Stage
from ui.widgets.buttons import ActionButton
from ui.widgets.finding import FindingCard, FindingView, in_order
from ui.widgets.finding_lane import FindingLane
from ui.widgets.flow import WrapRow
from ui.widgets.severity import LOOKS, severity_word


def words(part: QWidget) -> str:
    return "\n".join(label.text() for label in part.findChildren(QLabel) if label.isVisible())


def button(part: QWidget, key: str) -> QPushButton:
    found = part.findChild(QPushButton, key)
    assert isinstance(found, QPushButton)
    return found


def test_a_finding_says_what_why_do_and_source(stage: Stage) -> None:
    card = FindingCard(STOP_ACE)
    stage(card)

    said = words(card)

    assert "STOP" in said
    assert "ACE inhibitor 17 h before the start" in said
    assert "Enalapril 10 mg" in said
    assert "<b>Do:</b> wait until 24 h" in said
    assert "Source: albumin product information; Owen 1994." in said
    assert (
        card.accessibleName() == "STOP, ace-inhibitor-recent, ACE inhibitor 17 h before the start"
    )


def test_a_source_stands_behind_the_why_where_there_is_nothing_to_do(stage: Stage) -> None:
    card = FindingCard(replace(NOTICE, source="unit rule"))
    stage(card)

    assert "Source: unit rule" in words(card)


def test_what_people_wrote_is_never_read_as_markup(stage: Stage) -> None:
    card = FindingCard(replace(NOTICE, why="<b>5 < 6</b> & more"))
    stage(card)

    assert "&lt;b&gt;5 &lt; 6&lt;/b&gt; &amp; more" in words(card)


def test_an_answer_tells_the_finding_and_the_act(stage: Stage, qtbot: QtBot) -> None:
    card = FindingCard(STOP_ACE)
    stage(card)

    with qtbot.waitSignal(card.answered) as told:
        qtbot.mouseClick(button(card, "override"), Qt.MouseButton.LeftButton)

    assert told.args == ["ace", "override"]


def test_an_answered_finding_is_short_and_opens_on_enter(stage: Stage, qtbot: QtBot) -> None:
    card = FindingCard(OVERRIDDEN)
    stage(card)
    short = words(card)

    card.take_focus()
    qtbot.keyClick(card, Qt.Key.Key_Return)
    long = words(card)
    qtbot.keyClick(card, Qt.Key.Key_Return)
    qtbot.keyClick(card, Qt.Key.Key_Space)

    assert "STOP · OVERRIDDEN" in short
    assert "Dr M. Lindqvist 13:24" in short
    assert "Enalapril" not in short
    assert "Enalapril" in long
    assert card.is_short
    card.grab()


@pytest.mark.parametrize("severity", sorted(LOOKS))
def test_a_severity_is_icon_and_word(stage: Stage, severity: str) -> None:
    card = FindingCard(FindingView(key="x", severity=severity, what="Something"))
    stage(card)

    assert severity_word(severity) in words(card)
    assert LOOKS[severity].icon
    card.set_short(True)


def test_the_order_is_stop_ask_answered_notice() -> None:
    views = [NOTICE, OVERRIDDEN, ASK_DROP, STOP_ACE, REFUSED, NOT_ASSESSED]

    keys = [view.key for view in in_order(views)]

    assert keys == ["refused", "ace", "drop", "ace-done", "earlier", "unknown"]


def test_the_lane_counts_what_is_to_answer(stage: Stage) -> None:
    lane = FindingLane()
    stage(lane)
    lane.show_findings([NOTICE, OVERRIDDEN, ASK_DROP])
    count = words(lane)

    lane.show_findings([])

    assert "1 to answer" in count
    assert [card.view.key for card in lane.cards] == []
    assert "No finding." in words(lane)


def test_the_lane_tells_answers(stage: Stage, qtbot: QtBot) -> None:
    lane = FindingLane()
    stage(lane)
    lane.show_findings([ASK_DROP])

    with qtbot.waitSignal(lane.answered) as told:
        qtbot.mouseClick(button(lane, "seen"), Qt.MouseButton.LeftButton)

    assert told.args == ["drop", "seen"]


def test_a_finding_that_stays_keeps_its_card_and_focus(stage: Stage) -> None:
    lane = FindingLane()
    stage(lane)
    lane.show_findings([ASK_DROP])
    lane.show_finding("drop")
    lane.show_finding("nobody")
    card = lane.cards[0]
    focused = QApplication.focusWidget()

    lane.show_findings([STOP_ACE, ASK_DROP])

    assert lane.cards[1] is card
    assert QApplication.focusWidget() is focused
    assert focused is button(lane, "seen")


def test_an_answered_finding_does_not_throw_the_focus_away(stage: Stage) -> None:
    lane = FindingLane()
    stage(lane)
    lane.show_findings([ASK_DROP])
    lane.show_finding("drop")

    lane.show_findings([replace(ASK_DROP, outcome="SEEN", answer="A. Bauer 14:33")])

    focused = QApplication.focusWidget()
    assert focused is not None
    assert lane.isAncestorOf(focused)


def test_answers_wrap_where_the_lane_is_narrow(stage: Stage) -> None:
    buttons = [ActionButton(word) for word in ("Start after 20:00", "Plan plasma", "Override")]
    row = WrapRow(buttons)
    stage(row)

    assert row.heightForWidth(600) == 44
    assert row.heightForWidth(270) == 2 * 44 + 8
    assert row.hasHeightForWidth()
    assert row.minimumSizeHint().width() == max(part.sizeHint().width() for part in buttons)
    assert row.sizeHint().height() == 44
    uneven = WrapRow([ActionButton("No"), ActionButton("A much longer answer than the other")])
    stage(uneven)
    uneven.resize(uneven.sizeHint())
    assert uneven.height() == 44
