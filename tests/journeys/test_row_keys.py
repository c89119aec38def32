"""Keys and seconds of a full row, counted in the real window and held against the document.

Seconds by the keystroke-level model (Card, Moran and Newell 1980): 0.28 s a key for somebody who
types but is no typist, 1.35 s to look up and take in what the monitor or the machine shows.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from benchmarks.long_run import long_run
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.records import Reading
from ui.demo.stage import Stage
from ui.widgets.theme import Look

pytestmark = pytest.mark.e2e
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "bedside.md"
KEY_S, LOOK_S = 0.28, 1.35
MOST_S = 15.0
ROW = {
    "systolic_mmhg": "112",
    "diastolic_mmhg": "70",
    "pulse_per_min": "84",
    "spo2_percent": "98",
    "temperature_c": "36.6",
    "inlet_ml": "2250",
    "anticoagulant_ml": "225",
    "removed_ml": "1230",
    "replaced_ml": "1005",
    "inlet_flow_ml_min": "50",
}
LOOKS = {"systolic_mmhg": "the monitor", "inlet_ml": "the machine"}


class Keys:
    """Presses keys where the cursor is, and counts them by the cell they went to."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.counted: dict[str, int] = {}

    def press(self, key: str | Qt.Key) -> None:
        """One key."""
        cell = self.cell()
        self.counted[cell] = self.counted.get(cell, 0) + 1
        if isinstance(key, str):
            QTest.keyClicks(self._stage.hands.focused(), key)
        else:
            QTest.keyClick(self._stage.hands.focused(), key)
        self._stage.hands.settle()

    def cell(self) -> str:
        """The cell with the cursor."""
        focused = self._stage.hands.focused()
        assert isinstance(focused, QLineEdit)
        return focused.objectName().removeprefix("row_")


def type_row(stage: Stage) -> dict[str, int]:
    """A full row from where the page puts the cursor; keys by cell."""
    keys = Keys(stage)
    for code, text in ROW.items():
        assert keys.cell() == code
        for letter in text:
            keys.press(letter)
        keys.press(Qt.Key.Key_Tab if code != list(ROW)[-1] else Qt.Key.Key_Return)
    assert keys.cell() == next(iter(ROW))  # the next row is open, the cursor where it begins
    return keys.counted


def seconds(counted: dict[str, int]) -> float:
    """What the model gives."""
    return sum(counted.values()) * KEY_S + len(LOOKS) * LOOK_S


def table(counted: dict[str, int]) -> str:
    """The table of the document."""
    lines = ["| Cell | Typed | Keys | Seconds |", "| --- | --- | --- | --- |"]
    for code, count in counted.items():
        if code in LOOKS:
            lines.append(f"| *look at {LOOKS[code]}* | | | {LOOK_S:.2f} |")
        last = "Enter" if code == list(ROW)[-1] else "Tab"
        cell = CATALOGUE[code].label
        lines.append(f"| {cell} | `{ROW[code]}` {last} | {count} | {count * KEY_S:.2f} |")
    total = sum(counted.values())
    lines.append(f"| **a full row** | | **{total}** | **{seconds(counted):.1f}** |")
    return "\n".join(lines)


def kept(reading: Reading) -> dict[str, str]:
    """What is on record of a row, as it is typed."""
    values = reading.values
    return {code: CATALOGUE[code].format(one.value) for code, one in values.items()}


def test_a_full_row_takes_the_keys_that_the_document_counts(tmp_path: Path, look: Look) -> None:
    with long_run(tmp_path, look) as (stage, _key):
        stage.let_time_pass(45)
        counted = type_row(stage)
        (reading,) = stage.step().session.readings or ()

    assert kept(reading) == ROW
    assert seconds(counted) < MOST_S
    assert table(counted) in DOCUMENT.read_text("utf-8"), table(counted)
