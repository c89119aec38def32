"""The board: one card a session, worked by Enter and arrows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.conftest import Stage
from ui.widgets.board import (
    BoardColumn,
    CardView,
    ChipView,
    EmptyColumn,
    Figure,
    FiguresRow,
    TodayCard,
    figure_runs,
)
from ui.widgets.buttons import Kind
from ui.widgets.chip import Chip
from ui.widgets.painting import RunLine, Words, runs_width
from ui.widgets.scroll import ScrollColumn

OKAFOR = CardView(
    key="s1",
    name="OKAFOR, Ngozi",
    person="♀ 42 y",
    about=("Myasthenia gravis", "3 of 5"),
    figures=(Figure("Elapsed", "0:52"), Figure("Vitals", "3", "min late", late=True)),
    chips=(ChipView("1 to answer", "ask"),),
    foot=("Chair 2",),
    button="Continue",
)
HADDAD = CardView(
    key="s2", name="HADDAD, Samir", lead="15:30", line="plasma 3.1 L", button="Start"
)
SETTLING = 6  # turns until what was changed is laid out
NARROWEST = 280  # of a column on a screen of 1366, beside its scroll bar


def settle() -> None:
    for _turn in range(SETTLING):
        QApplication.processEvents()


def test_focus_makes_the_button_primary(stage: Stage) -> None:
    first, second = TodayCard(OKAFOR), TodayCard(HADDAD)
    stage(first, second)

    first.setFocus()
    first.grab()
    while_on_first = (first.button.kind, second.button.kind)
    second.setFocus()

    assert while_on_first == (Kind.PRIMARY, Kind.SECONDARY)
    assert first.button.kind is Kind.SECONDARY


def test_enter_and_the_button_act(stage: Stage, qtbot: QtBot) -> None:
    card = TodayCard(OKAFOR)
    stage(card)
    told: list[str] = []
    card.acted.connect(told.append)

    qtbot.keyClick(card, Qt.Key.Key_Return)
    qtbot.mouseClick(card.button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.rect().topLeft())
    qtbot.keyClick(card, Qt.Key.Key_X)

    assert told == ["s1", "s1"]
    assert card.hasFocus()


def test_a_card_without_a_button_acts_not(stage: Stage, qtbot: QtBot) -> None:
    card = TodayCard(CardView(key="s3", name="ROSSI, Paolo"))
    stage(card)

    with qtbot.assertNotEmitted(card.acted):
        qtbot.keyClick(card, Qt.Key.Key_Return)


def test_arrows_ask_to_move(stage: Stage, qtbot: QtBot) -> None:
    column = BoardColumn("activity", "Running", "Nothing runs.")
    stage(column)
    column.show_cards([OKAFOR, HADDAD])

    with qtbot.waitSignal(column.move_wanted) as told:
        qtbot.keyClick(column.cards[0], Qt.Key.Key_Right)

    assert told.args == ["s1", 1, 0]


def test_a_card_is_read_out_whole(stage: Stage) -> None:
    card = TodayCard(OKAFOR)
    stage(card)

    assert card.accessibleName() == "OKAFOR, Ngozi, ♀ 42 y, Myasthenia gravis, 3 of 5"
    assert "Elapsed 0:52" in card.accessibleDescription()
    assert "1 to answer" in card.accessibleDescription()


def test_the_focus_stays_on_its_session(stage: Stage) -> None:
    column = BoardColumn("activity", "Running", "Nothing runs.")
    stage(column)
    column.show_cards([OKAFOR, HADDAD])
    column.cards[1].setFocus()

    column.show_cards([HADDAD])

    assert column.cards[0].hasFocus()
    assert column.cards[0].view is HADDAD


def test_the_same_sessions_are_left_alone(stage: Stage) -> None:
    column = BoardColumn("activity", "Running", "Nothing runs.")
    stage(column)
    column.show_cards([OKAFOR])
    card = column.cards[0]

    column.show_cards([OKAFOR])

    assert column.cards[0] is card


def test_a_long_name_widens_no_card(stage: Stage) -> None:
    long = replace(OKAFOR, name="WOLFESCHLEGELSTEINHAUSENBERGERDORFF, Hubert")
    card = TodayCard(long)
    stage(card)

    assert card.minimumSizeHint().width() <= NARROWEST
    assert card.accessibleName().startswith("WOLFESCHLEGELSTEINHAUSENBERGERDORFF, Hubert")


def test_an_empty_column_says_so_in_one_sentence(stage: Stage) -> None:
    column = BoardColumn("activity", "Running", "Nothing runs.")
    stage(column)

    empty = column.findChild(EmptyColumn)

    assert isinstance(empty, EmptyColumn)
    assert [label.text() for label in empty.findChildren(QLabel)] == ["Nothing runs."]
    column.show_cards([OKAFOR])
    assert not empty.isVisible()


def test_diagnosis_and_session_never_end_a_line_with_a_dot(stage: Stage) -> None:
    card = TodayCard(replace(OKAFOR, about=("Myasthenia gravis, acute, short-term", "3 of 5")))
    stage(card)
    about = next(one for one in card.findChildren(Words) if "Myasthenia" in one.text())

    about.resize(600, about.height())
    assert about.text() == "Myasthenia gravis, acute, short-term  ·  3 of 5"

    about.resize(240, about.height())
    assert about.text() == "Myasthenia gravis, acute, short-term\n3 of 5"


def of_many(*views: CardView) -> list[CardView]:
    """More sessions than a column has room for."""
    others = [replace(OKAFOR, key=f"s{place}") for place in range(3, 9)]
    return [*others, *views]


def in_sight(card: TodayCard) -> bool:
    return card.visibleRegion().boundingRect() == card.rect()


def bar_of(column: BoardColumn) -> QScrollBar:
    (around,) = column.findChildren(ScrollColumn)
    return around.verticalScrollBar()


def test_a_minute_that_passes_moves_nothing_and_nobody(stage: Stage) -> None:
    column = BoardColumn("activity", "Running", "Nothing runs.")
    stage(column).resize(320, 400)
    column.show_cards(of_many())
    settle()
    card = column.cards[2]
    card.setFocus()
    settle()
    bar = bar_of(column)
    place = bar.value()

    later = (Figure("Elapsed", "0:53"), Figure("Vitals", "4", "min late", late=True))
    column.show_cards([replace(one, figures=later) for one in of_many()])
    settle()

    assert column.cards[2] is card
    assert card.hasFocus()
    assert in_sight(card)
    assert "0:53" in card.accessibleDescription()
    assert 0 < place < bar.maximum()
    assert bar.value() == place


def test_the_card_with_the_focus_is_brought_into_sight(stage: Stage) -> None:
    column = BoardColumn("activity", "Running", "Nothing runs.")
    stage(column).resize(320, 400)
    column.show_cards(of_many())
    settle()

    column.cards[-1].setFocus()
    settle()
    seen = in_sight(column.cards[-1])
    column.show_cards(of_many()[::-1])
    settle()

    assert seen
    assert column.cards[0].hasFocus()
    assert in_sight(column.cards[0])


def test_enter_opens_nobody_whose_name_cannot_be_read(stage: Stage, qtbot: QtBot) -> None:
    column = BoardColumn("activity", "Running", "Nothing runs.")
    stage(column).resize(320, 400)
    column.show_cards(of_many())
    settle()
    card = column.cards[0]
    card.setFocus()
    bar = bar_of(column)
    bar.setValue(bar.maximum())
    told: list[str] = []
    column.acted.connect(told.append)

    qtbot.keyClick(card, Qt.Key.Key_Return)
    settle()
    at_first = (list(told), in_sight(card))
    qtbot.keyClick(card, Qt.Key.Key_Return)

    assert at_first == ([], True)
    assert told == ["s3"]


def test_a_card_that_changes_shows_what_is_new(stage: Stage) -> None:
    card = TodayCard(OKAFOR)
    stage(card)

    card.show_view(replace(HADDAD, key="s1"))
    settle()

    assert [chip.words for chip in card.findChildren(Chip) if chip.isVisible()] == []
    words = [one.accessibleName() for one in card.findChildren(RunLine) if one.isVisible()]
    assert "15:30 plasma 3.1 L" in words
    assert card.button.text() == "Start"


def test_who_hears_a_card_hears_a_button_that_acts(stage: Stage) -> None:
    card = TodayCard(OKAFOR)
    stage(card)
    told: list[str] = []
    card.acted.connect(told.append)
    heard = QAccessible.queryAccessibleInterface(card)

    card.click()

    assert heard.role() is QAccessible.Role.Button
    assert told == ["s1"]


MANY_CHIPS = (
    ChipView("2 to answer", "ask"),
    ChipView("target reached", "ok", "circle-check"),
    ChipView("paused", "notice", "pause"),
    ChipView("vitals late since 11-26 11:50", "notice", "bell"),
    ChipView("1 reaction open", "ask", "zap"),
)


@pytest.mark.parametrize("width", [328, 430])  # of a column in a window of 1366, and of 960
def test_many_chips_wrap_and_cut_nothing(stage: Stage, width: int) -> None:
    column = BoardColumn("activity", "Running", "Nothing runs.")
    stage(column).resize(width, 500)
    column.show_cards([replace(OKAFOR, line="0.91 PV", chips=MANY_CHIPS)])
    settle()
    (card,) = column.cards
    card.setFocus()
    settle()

    (around,) = column.findChildren(ScrollColumn)
    chips = card.findChildren(Chip)
    assert len(chips) == len(MANY_CHIPS)
    assert card.width() <= around.viewport().width()
    assert around.horizontalScrollBar().maximum() == 0
    assert all(in_whole(chip) for chip in chips)
    assert in_whole(card.button)


def in_whole(part: QWidget) -> bool:
    return part.visibleRegion().boundingRect() == part.rect()


def test_a_part_that_is_too_wide_moves_no_name_out_of_sight(stage: Stage) -> None:
    column = BoardColumn("activity", "Running", "Nothing runs.")
    stage(column).resize(310, 500)
    column.show_cards([replace(OKAFOR, chips=(ChipView("word " * 20, "ask"),))])
    settle()

    column.cards[0].setFocus()
    settle()

    (around,) = column.findChildren(ScrollColumn)
    assert around.horizontalScrollBar().maximum() == 0
    assert column.cards[0].width() <= around.viewport().width()


def test_long_numbers_stand_apart(stage: Stage) -> None:
    late = Figure("Vitals", "72:06", "h late", late=True)
    figures = (Figure("Elapsed", "72:52"), Figure("Of target", "104", "%"), late)
    row = FiguresRow()
    stage(row).resize(284, 90)
    row.show_figures(figures)
    settle()

    role = row.role
    wide = [runs_width(figure_runs(one, "ink", role)) for one in figures]
    places = row.places()
    ends = [left + own for left, own in zip(places, wide, strict=True)]

    assert all(end < left for end, left in zip(ends, places[1:], strict=False))
    assert ends[-1] <= row.width()
