"""The rail where the window is low: four sessions run, and every timer is in sight."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.gallery_parts import ALL_PLACES
from ui.shell.chair import Chair
from ui.shell.neighbours import NeighbourView
from ui.shell.rail import Rail

FOUR = tuple(
    NeighbourView(
        key=letter,
        chair=Chair(letter),
        initials=f"{letter}M",
        elapsed="1:20",
        icon=icon,
        state=state,
        time=time,
        spoken=f"Chair {letter}, vitals {state} {time}",
    )
    for letter, icon, state, time in (
        ("A", "clock", "in", "8 min"),
        ("B", "triangle-alert", "late", "17 min"),
        ("C", "bell", "due", "now"),
        ("D", "pause", "paused", ""),
    )
)


def settle() -> None:
    for _turn in range(5):
        QApplication.processEvents()


@pytest.fixture
def rail(qtbot: QtBot) -> Iterator[Rail]:
    """The rail of a nurse with four chairs."""
    window = QWidget()
    made = Rail(ALL_PLACES[:3])
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(made)
    made.set_person("Anna Bauer", "Nurse")
    made.neighbours.show_neighbours(FOUR)
    qtbot.addWidget(window)
    window.show()
    yield made
    window.close()


@pytest.mark.parametrize(("high", "touch"), [(540, 44), (768, 56)])
def test_everything_has_its_place(rail: Rail, high: int, touch: int) -> None:
    rail.window().resize(rail.width(), high)
    settle()

    parts = sorted(
        (one for one in rail.findChildren(QPushButton) if one.isVisible()),
        key=lambda one: one.mapTo(rail, one.rect().topLeft()).y(),
    )
    tops = [one.mapTo(rail, one.rect().topLeft()).y() for one in parts]
    assert rail.height() == high
    assert len(parts) == 3 + 4 + 2
    assert all(one.height() >= touch for one in parts)
    for upper, lower, top in zip(parts, parts[1:], tops, strict=False):
        assert top + upper.height() <= lower.mapTo(rail, lower.rect().topLeft()).y()
    assert tops[-1] + parts[-1].height() <= high


def test_it_grows_again_when_sessions_end_or_the_window_is_higher(rail: Rail) -> None:
    rail.window().resize(rail.width(), 540)
    settle()
    low = [one.height() for one in rail.neighbours.items]
    rail.grab()

    rail.neighbours.show_neighbours(FOUR[:1])
    settle()

    assert low == [44] * 4
    assert [one.height() for one in rail.neighbours.items] == [76]
    assert rail.neighbours.items[0].focusPolicy() is not Qt.FocusPolicy.NoFocus
