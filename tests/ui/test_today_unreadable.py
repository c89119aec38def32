"""Today tells what cannot be read, and shows everything else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from plexlog.domain.moments import Moment
from plexlog.services.board import Board, Card, Column
from plexlog.services.desk import Desk
from ui.today.card_words import card_view
from ui.today.today_presenter import TodayPresenter
from ui.today.today_screen import TodayScreen

NOW = Moment.parse("2026-11-20T14:30+01:00")
TROUBLE = "The follow-ups are not shown. One cannot be read."


@pytest.mark.parametrize("column", Column)
def test_a_card_that_cannot_be_read_says_so_in_each_column(
    desk: Desk, due_session: str, column: Column
) -> None:
    line = desk.store.session_line(due_session)
    card = Card(line=line, column=column, indication="TTP", is_unreadable=True)

    view = card_view(card, NOW)

    assert [chip.words for chip in view.chips] == ["cannot be read"]
    assert view.button == "Open"


def test_trouble_with_follow_ups_stands_over_the_board(
    qtbot: QtBot, dressed: QApplication, desk: Desk
) -> None:
    del dressed
    page = TodayScreen(TodayPresenter(desk))
    qtbot.addWidget(page)
    columns: dict[Column, tuple[Card, ...]] = dict.fromkeys(Column, ())
    board = Board(unit="U", now=NOW, columns=columns, has_patients=True, trouble=TROUBLE)
    page.resize(1200, 800)
    page.show()

    page.show_board(board)
    assert TROUBLE in [one.text() for one in page.findChildren(QLabel) if one.isVisible()]

    page.show_board(replace(board, trouble=""))
    assert TROUBLE not in [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
