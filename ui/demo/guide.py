"""`python -m ui.demo.guide`: writes the pictures of docs anew from a demonstration.

Those of the user's guide and those of the read-me; each stays small enough to be read on a phone.
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from plexlog.domain.records import Course, Session
from plexlog.domain.steps import Step
from plexlog.doorstep import demo_path
from plexlog.services.keys import new_key
from plexlog.services.open_session import OpenSession
from plexlog.services.recording import start_run
from ui.demo.hands import Hands, LostError
from ui.demo.stage import SIZE, Stage, StageClock
from ui.demo.story import tell
from ui.demonstration import Demonstration
from ui.session.session_screen import SessionScreen
from ui.shell.window import Opened, Window
from ui.tasks import InlineTasks
from ui.widgets.fonts import load_first_fonts, load_other_fonts
from ui.widgets.theme import Look

DOCS = Path(__file__).resolve().parents[2] / "docs"
MOST_BYTES = 200_000
STRONGEST = 0  # compression of a PNG
PICTURES = {
    "first-start": ("guide/first-start",),
    "demonstration": ("guide/demonstration",),
    "recovery-key": ("guide/recovery-key",),
    "patient-form": ("guide/patient",),
    "order": ("guide/order",),
    "course-done": ("guide/course",),
    "identify": ("guide/identify",),
    "assess": ("guide/assess",),
    "planned": ("guide/plan",),
    "run-finding": ("guide/finding",),
    "bag": ("guide/bag",),
    "reaction": ("guide/reaction",),
    "reaction-outcome": ("guide/outcome",),
    "run": ("guide/run-light", "pictures/run-light"),
    "run-dark": ("guide/run-dark", "pictures/run-dark"),
    "closed": ("guide/close",),
    "signed": ("guide/signed",),
    "today": ("guide/today", "pictures/today"),
    "chairs": ("guide/chairs",),
    "limits": ("guide/limits",),
    "staff": ("guide/staff",),
    "downtime": ("guide/downtime",),
}  # of the demonstration, and where each stands in docs
OTHERS = (
    ("Lindgren", "Erika", "0051107", date(1969, 5, 2)),
    ("Haddad", "Samira", "0049920", date(1991, 11, 23)),
)


def main() -> int:
    """Work the demonstration and keep the pictures that the documents show."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(["plexlog-guide"])
    if not isinstance(app, QApplication):
        raise LostError("this needs an application with windows")
    load_first_fonts()
    load_other_fonts()
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder), look=Look(app, "light"))
        stage.open()
        try:
            tell(stage)
            show_the_unit(stage)
        finally:
            stage.close()
        show_the_demonstration(Path(folder))
        for shot, names in PICTURES.items():
            (found,) = Path(folder).glob(f"[0-9][0-9]-{shot}.png")
            for name in names:
                keep(QImage(str(found)), DOCS / f"{name}.png")
    return 0


def show_the_unit(stage: Stage) -> None:
    """After the story: the board, two chairs, the set-up."""
    window = stage.program.window
    if window is None:
        raise LostError("nobody is signed in")
    keys = admit_others(window)
    window.open(Opened("today"))
    stage.let_time_pass(12)
    stage.picture("today")
    for key in keys:
        window.open_session(key)
    stage.hands.settle()
    chairs = stage.program.chairs
    if chairs is None or len(chairs.windows) < len(keys):
        raise LostError("the second patient has no window")
    second = chairs.windows[-1]
    if isinstance(second.page, SessionScreen):
        second.page.show_step(Step.RUN.value)
    stage.picture("chairs", second.frame)
    for key, name in (("limits", "limits"), ("staff", "staff")):
        window.open(Opened("setup", key))
        stage.picture(name)
    window.open(Opened("setup", "downtime"))
    stage.hands.wait_for(stage.is_preview_drawn, "the sheet")
    stage.picture("downtime")


def show_the_demonstration(folder: Path) -> None:
    """The unit to look around in, as it opens."""
    shown = Demonstration(demo_path(folder), StageClock(), InlineTasks())
    shown.frame.resize(*SIZE)
    shown.start()
    Hands(shown.frame).settle()
    shown.frame.grab().save(str(folder / "98-demonstration.png"))
    if shown.window is None:
        raise LostError("nobody is signed in")
    shown.window.open_course(shown.window.desk.store.courses()[-1].course_key)
    Hands(shown.frame).settle()
    shown.frame.grab().save(str(folder / "99-course-done.png"))
    shown.close()


def admit_others(window: Window) -> list[str]:
    """Two more invented patients with the same order, whose first session runs."""
    store = window.desk.store
    course = store.course(store.courses()[0].course_key)
    keys = []
    for one in OTHERS:
        made = store.add_course(_of_another(course, *one))
        key = store.sessions_of(made)[0].session_key
        start_run(OpenSession(window.desk, key))
        keys.append(key)
    return keys


def _of_another(course: Course, family: str, given: str, number: str, born: date) -> Course:
    patient = replace(
        course.patient,
        family_name=family,
        given_name=given,
        record_number=number,
        birth_date=born,
        key="",
    )
    first = Session(id="s1", number=1, planned_at=(course.sessions or ())[0].planned_at)
    return replace(
        course,
        course_id=new_key(),
        patient=patient,
        sessions=(first,),
        lab_results=(),
        scores=(),
        overrides=(),
        signatures=(),
        follow_ups=(),
        key="",
    )


def keep(picture: QImage, path: Path) -> None:
    """Keep a picture, in fewer shades where it would be larger than a page should load."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for shades in (QImage.Format.Format_RGB888, QImage.Format.Format_RGB16):
        fewer = picture.convertToFormat(shades).convertToFormat(QImage.Format.Format_RGB888)
        fewer.save(str(path), quality=STRONGEST)
        if path.stat().st_size <= MOST_BYTES:
            return
    raise LostError(f"{path.name} is larger than {MOST_BYTES} bytes")


if __name__ == "__main__":
    sys.exit(main())
