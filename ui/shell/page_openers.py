"""Makes the pages of the window, each with its presenter and whose banner it needs.

Pages do not know each other: each says what is wanted, and `Ways` are where that leads.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from plexlog.services.banner import BannerFacts, course_banner, patient_banner
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession, SessionView
from ui.course.course_presenter import CoursePresenter
from ui.course.course_screen import CourseScreen
from ui.course.going_out import GoingOut
from ui.course.order_screen import OrderScreen
from ui.patients.patient_form_presenter import PatientFormPresenter
from ui.patients.patient_form_screen import PatientFormScreen
from ui.patients.patient_presenter import PatientPresenter
from ui.patients.patient_screen import PatientScreen
from ui.patients.patients_presenter import PatientsPresenter
from ui.patients.patients_screen import PatientsScreen
from ui.session.session_pages import session_screen
from ui.session.session_presenter import SessionPresenter
from ui.session.tools import SessionTools
from ui.settings.checking import Checking
from ui.settings.exporting import Exporting
from ui.settings.setup_screen import SetupMaker, SetupScreen
from ui.settings.tools import SetupTools
from ui.shell.order_pages import CHANGE, order_of
from ui.shell.outside import Outside
from ui.shell.pulse import Pulse
from ui.today.today_presenter import TodayPresenter
from ui.today.today_screen import TodayScreen
from ui.widgets.clipboard import patient_clipboard


@dataclass(frozen=True, slots=True)
class Opened:
    """Where the person is: which page, of whom."""

    kind: str  # today, patients, patient, patient-form, order, course, session, setup
    key: str = ""
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """A page that was made; `then` is done once it is shown."""

    page: QWidget
    presenter: QObject
    banner: BannerFacts | None = None
    then: Callable[[], None] | None = None


class Ways(Protocol):
    """Where pages lead; the slots of the window."""

    desk: Desk
    pulse: Pulse
    checking: Checking
    exporting: Exporting

    def open_session(self, session_key: str) -> None: ...
    def open_patient(self, patient_key: str) -> None: ...
    def open_course(self, course_key: str) -> None: ...
    def open_course_to_plan(self, course_key: str, session_key: str) -> None: ...
    def admit_patient(self) -> None: ...
    def edit_patient(self, patient_key: str) -> None: ...
    def order_course(self, patient_key: str) -> None: ...
    def change_order(self, course_key: str) -> None: ...
    def ask_for_import(self) -> None: ...
    def open_demonstration(self) -> None: ...
    def export_patient(self, patient_key: str, path: str) -> None: ...
    def leave_form(self) -> None: ...
    def say(self, words: str) -> None: ...
    def show_session_banner(self, view: SessionView) -> None: ...


Opener = Callable[[Ways, Outside, Opened], Opening]


def open_today(ways: Ways, _outside: Outside, _where: Opened) -> Opening:
    """The board."""
    presenter = TodayPresenter(ways.desk)
    page = TodayScreen(presenter)
    page.session_wanted.connect(ways.open_session)
    page.planning_wanted.connect(ways.open_course_to_plan)
    page.patient_wanted.connect(ways.open_patient)
    page.new_patient_wanted.connect(ways.admit_patient)
    page.import_wanted.connect(ways.ask_for_import)
    page.demonstration_wanted.connect(ways.open_demonstration)
    presenter.refresh()
    return Opening(page, presenter)


def open_patients(ways: Ways, _outside: Outside, _where: Opened) -> Opening:
    """The list of patients."""
    presenter = PatientsPresenter(ways.desk)
    page = PatientsScreen(presenter)
    page.patient_wanted.connect(ways.open_patient)
    page.new_patient_wanted.connect(ways.admit_patient)
    page.import_wanted.connect(ways.ask_for_import)
    presenter.refresh()
    return Opening(page, presenter)


def open_patient(ways: Ways, _outside: Outside, where: Opened) -> Opening:
    """One patient."""
    presenter = PatientPresenter(ways.desk, where.key)
    page = PatientScreen(presenter)
    page.edit_wanted.connect(ways.edit_patient)
    page.order_wanted.connect(ways.order_course)
    page.course_wanted.connect(ways.open_course)
    page.session_wanted.connect(ways.open_session)
    page.export_wanted.connect(ways.export_patient)
    presenter.refresh()
    return Opening(page, presenter, patient_banner(ways.desk, where.key))


def open_patient_form(ways: Ways, _outside: Outside, where: Opened) -> Opening:
    """A new patient, or the correction of one."""
    presenter = PatientFormPresenter(ways.desk, where.key)
    page = PatientFormScreen(presenter)
    page.kept.connect(ways.open_patient)
    page.given_up.connect(ways.leave_form)
    banner = patient_banner(ways.desk, where.key) if where.key else None
    return Opening(page, presenter, banner)


def open_order(ways: Ways, _outside: Outside, where: Opened) -> Opening:
    """A new order, or the change of one."""
    presenter, banner = order_of(ways.desk, where.kind, where.key)
    page = OrderScreen(presenter)
    page.given.connect(ways.open_course)
    page.given_up.connect(ways.leave_form)
    return Opening(page, presenter, banner)


def open_course(ways: Ways, outside: Outside, where: Opened) -> Opening:
    """One course; `where.extra` is a session that needs a new time."""
    out = GoingOut(
        tasks=outside.tasks,
        draw_level=outside.draw_level,
        course_document=outside.course_document,
        course_report=outside.course_report,
        summaries_report=outside.summaries_report,
        letter_report=outside.papers.letter_report,
        course_text=outside.papers.course_text,
        copy=patient_clipboard().hold,
        paper_work=outside.papers.paper_work,
        write_text=outside.write_text,
        write_bytes=outside.write_bytes,
    )
    presenter = CoursePresenter(ways.desk, where.key, out)
    page = CourseScreen(presenter)
    page.patient_wanted.connect(ways.open_patient)
    page.session_wanted.connect(ways.open_session)
    page.change_wanted.connect(ways.change_order)
    page.said.connect(ways.say)
    presenter.refresh()

    def plan() -> None:
        page.grid.select(where.extra)
        page.ask_for_time(where.extra)

    banner = course_banner(ways.desk, where.key)
    return Opening(page, presenter, banner, plan if where.extra else None)


def open_session(ways: Ways, outside: Outside, where: Opened) -> Opening:
    """One session."""
    presenter = SessionPresenter(OpenSession(ways.desk, where.key))
    page = session_screen(presenter, session_tools(ways.desk, outside))
    line = ways.desk.store.session_line(where.key)
    banner = course_banner(ways.desk, line.course_key, line.session_id)
    presenter.kept.connect(ways.pulse.tell_kept)
    presenter.view_changed.connect(ways.show_session_banner)
    return Opening(page, presenter, banner)


def session_tools(desk: Desk, outside: Outside) -> SessionTools:
    """What the pages of a session need from outside."""
    return SessionTools(
        tasks=outside.tasks,
        draw_run=outside.draw_run,
        make_report=partial(outside.session_report, desk),
        render_report=outside.print_report,
        session_text=partial(outside.papers.session_text, desk),
        copy=patient_clipboard().hold,
        prove=partial(outside.prove, desk),
        unlock=outside.unlock,
        take_over=outside.take_over,
        save_file=outside.write_bytes,
        ring=outside.ring,
        watches=outside.watches,
    )


def open_setup(ways: Ways, outside: Outside, where: Opened) -> Opening:
    """The set-up of the unit; `where.key` is one of its pages."""
    maker = SetupMaker(ways.desk, setup_tools(ways, outside))
    page = SetupScreen(maker)
    page.choose(where.key)
    return Opening(page, maker)


def setup_tools(ways: Ways, outside: Outside) -> SetupTools:
    """What the pages of the set-up need from outside."""
    desk = ways.desk

    def go_to(kind: str, key: str) -> None:
        leads = {
            "session": ways.open_session,
            "course": ways.open_course,
            "patient": ways.open_patient,
        }
        leads[kind](key)

    return SetupTools(
        tasks=outside.tasks,
        checking=ways.checking,
        exporting=ways.exporting,
        verification_report=partial(outside.verification_report, desk),
        run_selftest=outside.run_selftest,
        make_report=partial(outside.selftest_report, desk),
        render_report=outside.print_report,
        make_sheet=partial(outside.sheet_report, desk),
        render_sheet=outside.print_report,
        lock_after=outside.lock_after,
        set_lock_after=outside.set_lock_after,
        save_file=outside.write_bytes,
        prove=partial(outside.prove, desk),
        examine_backup=outside.examine_backup,
        go_back=outside.go_back,
        go_to=go_to,
    )


OPENERS: dict[str, Opener] = {
    "today": open_today,
    "patients": open_patients,
    "patient": open_patient,
    "patient-form": open_patient_form,
    "order": open_order,
    CHANGE: open_order,
    "course": open_course,
    "session": open_session,
    "setup": open_setup,
}
