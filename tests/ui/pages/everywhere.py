"""Every page of the window and every step of a session, opened one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QApplication

from plexlog.domain.steps import Step
from ui.session.session_screen import SessionScreen
from ui.settings.setup_pages import setup_pages
from ui.shell.window import Opened, Window


def places(window: Window) -> Iterator[str]:
    """Open every page and every step, one after the other."""
    store = window.desk.store
    course = store.courses()[0]
    for kind, key in (
        ("today", ""), ("patients", ""), ("patient", course.patient_key), ("patient-form", ""),
        ("patient-form", course.patient_key), ("order", course.patient_key),
        ("course", course.course_key),
    ):  # fmt: skip
        window.open(Opened(kind, key))
        QApplication.processEvents()
        yield f"{kind} {bool(key)}"
    window.open_session(store.sessions_of(course.course_key)[-1].session_key)
    assert isinstance(window.page, SessionScreen)
    for step in Step:
        window.page.show_step(step.value)
        QApplication.processEvents()
        yield step.value


def all_places(window: Window) -> Iterator[str]:
    """The same, and every page of Setup."""
    yield from places(window)
    for page in setup_pages():
        window.open(Opened("setup", page.key))
        QApplication.processEvents()
        yield f"setup {page.key}"
