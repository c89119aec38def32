"""A patient who is erased while their pages are open: it is said, and nothing is written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from plexlog.domain.errors import PlexlogError
from plexlog.domain.fields import Place
from plexlog.domain.records import Course
from plexlog.services import recording
from plexlog.services.open_session import OpenSession
from plexlog.services.recording import start_run
from plexlog.storage.unit_record import UnitRecord
from tests.bad_disk import all_on_record
from tests.ui.conftest import WardClock
from tests.ui.pages.program import SECOND, Ward, ward_takes_on
from tests.ui.window.test_today_page import window_of
from ui.shell.chairs import Chairs
from ui.shell.window import Opened
from ui.today.today_screen import TodayScreen
from ui.widgets.toast import Toast

GONE = "is not on file. Go back to the list"


@pytest.fixture
def keys(ward: Ward, course_on_file: str) -> dict[str, str]:
    """Patient, course and session, by the kind of page that is opened with them."""
    window = window_of(ward)
    ward_takes_on(window)
    line = window.desk.store.sessions_of(course_on_file)[-1]
    patient = window.desk.store.courses()[0].patient_key
    return {
        "patient": patient,
        "patient-form": patient,
        "order": patient,
        "course": course_on_file,
        "order-change": course_on_file,
        "session": line.session_key,
    }


def erase(ward: Ward, patient_key: str) -> None:
    record = window_of(ward).desk.store
    assert isinstance(record, UnitRecord)
    record.erase_patient(patient_key, "asked for in writing", "dogan", SECOND)


def said(ward: Ward) -> str:
    QApplication.processEvents()
    toasts = ward.program.frame.findChildren(Toast)
    return " | ".join(one.words for one in toasts if one.isVisible())


@pytest.mark.parametrize("kind", ["patient", "course", "session"])
def test_a_page_of_who_was_erased_gives_way_to_the_board(
    ward: Ward, keys: dict[str, str], kind: str
) -> None:
    window = window_of(ward)
    window.open(Opened(kind, keys[kind]))

    erase(ward, keys["patient"])
    window.tick()

    assert isinstance(ward.page, TodayScreen)
    assert GONE in said(ward)


@pytest.mark.parametrize(
    ("kind", "code"), [("patient-form", "family_name"), ("order", "diagnosis")]
)
def test_what_is_typed_into_a_form_of_who_was_erased_is_not_kept(
    ward: Ward, keys: dict[str, str], kind: str, code: str
) -> None:
    window = window_of(ward)
    window.open(Opened(kind, keys[kind]))
    ward.type(code, "Of whom nothing may stay")

    erase(ward, keys["patient"])
    window.open_today()

    assert "This patient was erased" in said(ward)
    assert "nothing may stay" not in repr(all_on_record(window.desk))


def test_nothing_is_entered_into_a_session_of_who_was_erased(
    ward: Ward, keys: dict[str, str]
) -> None:
    desk = window_of(ward).desk
    session = OpenSession(desk, keys["session"])
    session.view()
    erase(ward, keys["patient"])
    before = all_on_record(desk)

    with pytest.raises(PlexlogError, match=f"{GONE}|does not fit what is on record"):
        recording.enter_value(session, Place.BEFORE, "weight_kg", "71")
    with pytest.raises(PlexlogError, match=f"{GONE}|does not fit what is on record"):
        start_run(session)

    assert all_on_record(desk) == before


def test_the_window_of_a_second_session_closes_and_the_board_says_why(
    ward: Ward, keys: dict[str, str], due_course: Course, clock: WardClock
) -> None:
    chairs = ward.program.chairs
    assert isinstance(chairs, Chairs)
    store = chairs.main.desk.store
    patient = replace(due_course.patient, family_name="Ngo", record_number="77 001", key="")
    sessions = tuple(replace(one, key="") for one in due_course.sessions or ())
    other = store.add_course(
        replace(due_course, course_id="another", patient=patient, sessions=sessions, key="")
    )
    running = store.sessions_of(other)[-1].session_key
    start_run(OpenSession(chairs.main.desk, running))
    chairs.main.open_session(running)
    chairs.main.open_session(keys["session"])
    before = len(chairs.windows)
    chairs.main.open_today()

    erase(ward, keys["patient"])
    clock.pass_minutes(1)
    for window in chairs.windows:
        window.tick()

    assert (before, len(chairs.windows)) == (2, 1)
    assert GONE in said(ward)
