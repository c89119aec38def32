"""Opens the pages for whoever is signed in, and connects what they ask for.

Pages do not know each other: each says what is wanted, and here it is opened.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from plexlog.domain.errors import PlexlogError
from plexlog.domain.unit import Role
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
from ui.settings.setup_screen import SetupMaker, SetupScreen
from ui.settings.tools import SetupTools
from ui.shell.banner import PatientView
from ui.shell.frame import Frame
from ui.shell.import_dialog import ImportRefusedDialog
from ui.shell.order_pages import kind_left_for, order_of
from ui.shell.outside import Outside
from ui.shell.patient_view import patient_view
from ui.shell.pulse import Pulse
from ui.shell.rail import Place
from ui.shell.session_frame import SessionInFrame
from ui.today.today_presenter import TodayPresenter
from ui.today.today_screen import TodayScreen
from ui.widgets.toast import Toast

_PLACE_OF = {"today": "today", "session": "today", "setup": "setup"}  # the others: patients


@dataclass(frozen=True, slots=True)
class Opened:
    """Where the person is: which page, of whom."""

    kind: str  # today, patients, patient, patient-form, order, course, session, setup
    key: str = ""
    extra: str = ""


class Window(QObject):
    """The pages of the program, one at a time, for one desk."""

    page_opened = Signal(str)  # kind of the page that is shown now

    def __init__(self, frame: Frame, desk: Desk, outside: Outside) -> None:
        super().__init__(frame)
        self._frame = frame
        self.desk = desk  # at which the person works
        self._outside = outside
        self._page: QWidget | None = None
        self._presenter: QObject | None = None
        self._opened = Opened("today")
        self._patient: PatientView | None = None
        self._toast = Toast(frame.page_area)
        self._steps: SessionInFrame | None = None
        self.pulse = Pulse(frame.status, desk, outside.verify)
        self.pulse.setParent(self)
        self._wire()

    @property
    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self._page

    @property
    def opened(self) -> Opened:
        """Where the person is."""
        return self._opened

    def start(self, at: Opened | None = None) -> None:
        """Begin at the board, or where somebody else left off."""
        me = self.desk.store.me
        self._frame.set_places(_places())
        self._frame.set_person(me.name, _role_words(me.role))
        self.pulse.start()
        self.open(at or Opened("today"))

    def close(self) -> None:
        """Let go of the page and of the frame."""
        self.pulse.stop()
        self._drop_page()
        self._toast.deleteLater()
        self._frame.place_chosen.disconnect(self._on_place_chosen)
        self._frame.set_patient(None)
        self._frame.set_places(())
        self._frame.set_person("", "")

    def open(self, where: Opened) -> None:
        """Show a page; what cannot be opened is told, and the board shown instead."""
        try:
            self._openers()[where.kind](where)
        except PlexlogError as error:
            self.say(str(error), "triangle-alert")
            if where.kind != "today":
                self.open(Opened("today"))

    def say(self, words: str, icon: str = "circle-check") -> None:
        """Say something that needs no answer."""
        self._toast.say(words, icon)

    @Slot()
    def tick(self) -> None:
        """Time has passed: show what that changes."""
        self.pulse.tick()

    @Slot()
    def open_today(self) -> None:
        """Show the board."""
        self.open(Opened("today"))

    @Slot(str)
    def open_session(self, session_key: str) -> None:
        """Show a session."""
        self.open(Opened("session", session_key))

    @Slot(str)
    def open_patient(self, patient_key: str) -> None:
        """Show a patient."""
        self.open(Opened("patient", patient_key))

    @Slot(str)
    def open_course(self, course_key: str) -> None:
        """Show a course."""
        self.open(Opened("course", course_key))

    @Slot(str, str)
    def open_course_to_plan(self, course_key: str, session_key: str) -> None:
        """Show a course in which a session needs a new time."""
        self.open(Opened("course", course_key, session_key))

    @Slot()
    def admit_patient(self) -> None:
        """Ask for a new patient."""
        self.open(Opened("patient-form"))

    @Slot(str)
    def edit_patient(self, patient_key: str) -> None:
        """Correct what is on record of a patient."""
        self.open(Opened("patient-form", patient_key))

    @Slot(str)
    def order_course(self, patient_key: str) -> None:
        """Write an order for a patient."""
        self.open(Opened("order", patient_key))

    @Slot(str)
    def change_order(self, course_key: str) -> None:
        """Change the order of a course."""
        self.open(Opened("order-change", course_key))

    @Slot()
    def ask_for_import(self) -> None:
        """Ask which document to take in."""
        dialog = QFileDialog(self._frame, _("Import a course"))
        dialog.setObjectName("import_file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Course documents (*.json)"))
        dialog.fileSelected.connect(self.take_in)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def take_in(self, path: str) -> None:
        """Take a document in; what is refused is shown with place and reason."""
        try:
            taken = self._outside.take_in(self.desk, Path(path))
        except PlexlogError as error:
            self.say(str(error), "triangle-alert")
            return
        if taken.refusals:
            ImportRefusedDialog(Path(path).name, taken.refusals, self._frame.page_area).open()
            return
        self.say(_("The course has been taken in."))
        self.open_course(taken.course_key)

    def _openers(self) -> dict[str, Callable[[Opened], None]]:
        return {
            "today": self._open_today,
            "patients": self._open_patients,
            "patient": self._open_patient,
            "patient-form": self._open_patient_form,
            "order": self._open_order,
            "order-change": self._open_order,
            "course": self._open_course,
            "session": self._open_session,
            "setup": self._open_setup,
        }

    def _open_patients(self, where: Opened) -> None:
        presenter = PatientsPresenter(self.desk)
        page = PatientsScreen(presenter)
        page.patient_wanted.connect(self.open_patient)
        page.new_patient_wanted.connect(self.admit_patient)
        page.import_wanted.connect(self.ask_for_import)
        presenter.refresh()
        self._show(page, presenter, where)
        page.focus_first()

    def _open_patient(self, where: Opened) -> None:
        presenter = PatientPresenter(self.desk, where.key)
        page = PatientScreen(presenter)
        page.edit_wanted.connect(self.edit_patient)
        page.order_wanted.connect(self.order_course)
        page.course_wanted.connect(self.open_course)
        page.session_wanted.connect(self.open_session)
        presenter.refresh()
        self._show(page, presenter, where, patient_banner(self.desk, where.key))
        page.focus_first()

    def _open_patient_form(self, where: Opened) -> None:
        presenter = PatientFormPresenter(self.desk, where.key)
        page = PatientFormScreen(presenter)
        page.kept.connect(self.open_patient)
        page.given_up.connect(self._leave_form)
        banner = patient_banner(self.desk, where.key) if where.key else None
        self._show(page, presenter, where, banner)
        page.focus_first()

    def _open_order(self, where: Opened) -> None:
        presenter, banner = order_of(self.desk, where.kind, where.key)
        page = OrderScreen(presenter)
        page.given.connect(self.open_course)
        page.given_up.connect(self._leave_form)
        self._show(page, presenter, where, banner)
        page.focus_first()

    def _open_course(self, where: Opened) -> None:
        presenter = CoursePresenter(self.desk, where.key, _going_out(self._outside))
        page = CourseScreen(presenter)
        page.patient_wanted.connect(self.open_patient)
        page.session_wanted.connect(self.open_session)
        page.change_wanted.connect(self.change_order)
        page.said.connect(self.say)
        presenter.refresh()
        self._show(page, presenter, where, course_banner(self.desk, where.key))
        page.focus_first()
        if where.extra:
            page.grid.select(where.extra)
            page.ask_for_time(where.extra)

    def _open_session(self, where: Opened) -> None:
        session = OpenSession(self.desk, where.key)
        presenter = SessionPresenter(session)
        page = session_screen(presenter, _session_tools(self.desk, self._outside))
        line = self.desk.store.session_line(where.key)
        banner = course_banner(self.desk, line.course_key, line.session_id)
        presenter.kept.connect(self.pulse.tell_kept)
        presenter.view_changed.connect(self._on_session_changed)
        self._show(page, presenter, where, banner)
        self._steps = SessionInFrame(self._frame, page)
        page.focus_first()

    def _open_setup(self, where: Opened) -> None:
        maker = SetupMaker(self.desk, _setup_tools(self.desk, self._outside))
        page = SetupScreen(maker)
        page.choose(where.key)
        self._show(page, maker, where)
        page.focus_first()

    @Slot(object)
    def _on_session_changed(self, view: SessionView) -> None:
        """The weight in the banner is that of today as soon as it is entered."""
        line = view.line
        banner = course_banner(self.desk, line.course_key, line.session_id)
        if (shown := patient_view(banner)) != self._patient:
            self._patient = shown
            self._frame.set_patient(shown)

    @Slot()
    def _leave_form(self) -> None:
        kind, key = self._opened.kind, self._opened.key
        self.open(Opened(kind_left_for(kind, key), key))

    def _open_today(self, where: Opened) -> None:
        presenter = TodayPresenter(self.desk)
        page = TodayScreen(presenter)
        page.session_wanted.connect(self.open_session)
        page.planning_wanted.connect(self.open_course_to_plan)
        page.patient_wanted.connect(self.open_patient)
        page.new_patient_wanted.connect(self.admit_patient)
        page.import_wanted.connect(self.ask_for_import)
        presenter.refresh()
        self._show(page, presenter, where)
        page.focus_first()

    def _show(
        self,
        page: QWidget,
        presenter: QObject,
        where: Opened,
        banner: BannerFacts | None = None,
    ) -> None:
        presenter.setParent(page)
        self._take_out_steps()
        former = self._page
        self._page, self._presenter, self._opened = page, presenter, where
        self._patient = None if banner is None else patient_view(banner)
        self._frame.set_patient(self._patient)
        self._frame.set_place(_PLACE_OF.get(where.kind, "patients"))
        self._frame.show_page(page)
        self._frame.setWindowTitle(self.title())
        if former is not None:
            self._frame.drop_page(former)
        self.page_opened.emit(where.kind)

    def title(self) -> str:
        """The title of the window."""
        if self._patient is None:
            return _("PlexLog")
        return _("{patient} – PlexLog").format(patient=self._patient.name)

    def _take_out_steps(self) -> None:
        if self._steps is not None:
            self._steps.take_out()
            self._steps = None

    def _drop_page(self) -> None:
        self._take_out_steps()
        if self._page is not None:
            self._frame.drop_page(self._page)
            self._page = None
            self._presenter = None

    @Slot()
    def _refresh(self) -> None:
        refresh = getattr(self._presenter, "refresh", None)
        if callable(refresh):
            refresh()

    @Slot(str)
    def _on_place_chosen(self, key: str) -> None:
        self.open(Opened(key))

    def _wire(self) -> None:
        self.pulse.refresh_wanted.connect(self._refresh)
        self._frame.place_chosen.connect(self._on_place_chosen)


def _going_out(outside: Outside) -> GoingOut:
    """What of the outside the page of a course needs."""
    return GoingOut(
        course_document=outside.course_document,
        course_pdf=outside.course_pdf,
        write_text=outside.write_text,
        write_bytes=outside.write_bytes,
    )


def _session_tools(desk: Desk, outside: Outside) -> SessionTools:
    return SessionTools(
        tasks=outside.tasks,
        draw_run=outside.draw_run,
        make_report=partial(outside.session_report, desk),
        render_report=outside.print_report,
        prove=partial(outside.prove, desk),
        save_file=outside.write_bytes,
    )


def _setup_tools(desk: Desk, outside: Outside) -> SetupTools:
    return SetupTools(
        tasks=outside.tasks,
        run_selftest=outside.run_selftest,
        make_report=partial(outside.selftest_report, desk),
        render_report=outside.print_report,
        save_file=outside.write_bytes,
    )


def _places() -> tuple[Place, ...]:
    return (
        Place("today", "layout-dashboard", _("Today")),
        Place("patients", "users", _("Patients")),
        Place("setup", "settings", _("Setup")),
    )


def _role_words(role: Role) -> str:
    words = {
        Role.NURSE: _("Nurse"),
        Role.PHYSICIAN: _("Physician"),
        Role.MANAGER: _("Manager"),
    }
    return words[role]
