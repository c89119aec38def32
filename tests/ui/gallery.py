"""Draws the parts of the window to PNG, light and dark, with invented people.

Run it off screen: `QT_QPA_PLATFORM=offscreen python -m tests.ui.gallery FOLDER`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.gallery_board import board_page
from tests.ui.gallery_parts import (
    ALL_PLACES,
    assess_page,
    fields_page,
    reaction_dialog,
    run_page,
    states_page,
)
from ui.shell.banner import Allergies, PatientView
from ui.shell.frame import Frame
from ui.shell.status_line import StatusEntry
from ui.shell.stepper import StepState, StepView
from ui.widgets.buttons import ActionButton
from ui.widgets.fonts import load_first_fonts, load_other_fonts
from ui.widgets.theme import Theme, wear

OKAFOR = PatientView(
    family="Okafor",
    given="Ngozi",
    sex="♀",
    age="42 y",
    born="1984-03-09",
    number="0048213",
    weight="61.0 kg",
    context=("Myasthenia gravis", "course 2", "session 3 of 5"),
    alerts=("hypotension in session 2",),
    allergies=Allergies.KNOWN,
    allergens=("heparin",),
)
LONG = PatientView(
    family="Nguyễn-Wolfeschlegelsteinhausenbergerdorff",
    given="Thị Lan Phương Maximiliane",
    sex="♀",
    age="51 y",
    born="1975-01-31",
    number="00482135",
    weight="61.0 kg",
    context=("Thrombotic thrombocytopenic purpura, immune-mediated", "course 2", "session 3 of 5"),
    alerts=("hypotension in session 2",),
    allergies=Allergies.KNOWN,
    allergens=("heparin", "latex", "ethylene oxide", "iodine contrast", "penicillin"),
)
STEPS = ("Identify", "Assess", "Plan", "Run", "Close", "Sign")


def framed(page: QWidget, place: str) -> Frame:
    """A window around a page, with the sample person and status."""
    frame = Frame(ALL_PLACES)
    frame.set_place(place)
    frame.set_person("A. Bauer", "RN")
    frame.status.set_on_disk(StatusEntry("all entries on disk 14:32:07"))
    frame.status.set_history(StatusEntry("history verified"))
    frame.status.set_backup(StatusEntry("backup 02:00 ok"))
    frame.status.set_clock("Fri 2026-11-20", "14:32")
    frame.show_page(page)
    return frame


def steps(here: int, missing: int = 0) -> list[StepView]:
    """The six steps with the one that is here."""
    views = []
    for number, word in enumerate(STEPS):
        state = StepState.HERE if number == here else StepState.AHEAD
        state = StepState.DONE if number < here else state
        views.append(StepView(word.lower(), word, state, missing if number == here else 0))
    return views


def today() -> Frame:
    """The board."""
    return framed(board_page(), "today")


def assess() -> Frame:
    """The second step, with a stop and a question."""
    frame = framed(assess_page(), "today")
    frame.set_patient(OKAFOR)
    frame.stepper.set_steps(steps(1, 3))
    plan = ActionButton("Plan", "arrow-right")
    plan.lock("1 stop holds the step")
    frame.stepper.set_buttons([ActionButton("Back", "arrow-left"), plan])
    frame.show_stepper(True)
    return frame


def run() -> Frame:
    """The run at 14:32."""
    frame = framed(run_page(), "today")
    frame.set_patient(OKAFOR)
    frame.stepper.set_steps(steps(3))
    buttons = [
        ActionButton("Silence", "bell-off", "F11"),
        ActionButton("Pause", "pause", "F4"),
        ActionButton("End run", "square"),
    ]
    frame.stepper.set_buttons(buttons)
    frame.show_stepper(True)
    return frame


def reaction() -> Frame:
    """The reaction dialog over the run."""
    frame = run()
    frame.show()
    reaction_dialog(frame.page_area).open()
    return frame


def states() -> Frame:
    """Tiles, lines, chips, findings and buttons in every state."""
    frame = framed(states_page(), "setup")
    frame.set_patient(LONG)
    frame.status.set_backup(StatusEntry("backup failed 02:00: disk full", "ask"))
    return frame


def fields() -> Frame:
    """Fields, choices and checklist items in every state."""
    return framed(fields_page(), "unit")


PAGES: dict[str, Callable[[], Frame]] = {
    "today": today,
    "assess": assess,
    "run": run,
    "reaction": reaction,
    "states": states,
    "fields": fields,
}


def draw_all(app: QApplication, folder: Path, size: tuple[int, int]) -> list[Path]:
    """Draw each page in both themes; answers the files."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = []
    for theme in (Theme.light(), Theme.dark()):
        wear(app, theme)
        for name, make in PAGES.items():
            frame = make()
            frame.resize(*size)
            frame.show()
            app.processEvents()
            path = folder / f"{name}-{theme.name}-{size[0]}.png"
            frame.grab().save(str(path))
            frame.deleteLater()
            drawn.append(path)
    return drawn


def main() -> None:
    """Draw into the folder named on the command line."""
    app = QApplication(sys.argv)
    load_first_fonts()
    load_other_fonts()
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("gallery")
    draw_all(app, folder, (1366, 768))
    draw_all(app, folder, (1920, 1080))


if __name__ == "__main__":
    main()
