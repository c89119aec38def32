"""Opens the pages for whoever is signed in, and connects what they ask for.

Pages do not know each other: each says what is wanted, and here it is opened.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from plexlog.domain.errors import PlexlogError
from plexlog.domain.exports import ExportWanted
from plexlog.domain.language import gettext as _
from plexlog.domain.unit import Role
from plexlog.services.banner import Alert, session_banner
from plexlog.services.desk import Desk
from plexlog.services.open_session import SessionView
from ui.session.session_screen import SessionScreen
from ui.shell.banner import PatientView
from ui.shell.dialog_drafts import DialogDrafts
from ui.shell.frame import Frame
from ui.shell.import_dialog import ImportRefusedDialog, twin_question
from ui.shell.keys import Keys
from ui.shell.looking import note_look
from ui.shell.order_pages import kind_left_for
from ui.shell.outside import Outside
from ui.shell.page_openers import OPENERS, Opened, Opening
from ui.shell.patient_view import patient_view
from ui.shell.pulse import Pulse
from ui.shell.rail import Place
from ui.shell.router import Router
from ui.shell.session_frame import SessionInFrame
from ui.widgets.dialog import close_all
from ui.widgets.toast import Toast

__all__ = ["Opened", "Window"]

_PLACE_OF = {"today": "today", "session": "today", "setup": "setup"}  # the others: patients


class Window(QObject):
    """The pages of the program, one at a time, for one desk."""

    page_opened = Signal(str)  # kind of the page that is shown now
    step_shown = Signal()  # another step of the session that is open
    page_gone = Signal(object, str)  # this window; why what it shows cannot be shown any more

    def __init__(self, frame: Frame, desk: Desk, outside: Outside, router: Router) -> None:
        super().__init__(frame)
        self._frame = frame
        self._router = router
        self.desk = desk  # at which the person works
        self._outside = outside
        self._page: QWidget | None = None
        self._presenter: QObject | None = None
        self._opened = Opened("today")
        self._patient: PatientView | None = None
        self._earlier: tuple[Alert, ...] = ()  # of earlier courses; they do not change here
        self._toast = Toast(frame.page_area)
        self._asked_about = ""  # a document about somebody who is perhaps on file
        self._dialogs = DialogDrafts(frame.page_area, desk, self)
        self._keys = Keys(frame)
        self._steps: SessionInFrame | None = None
        self.checking, self.exporting = router.checking, router.exporting
        self.pulse = Pulse(frame.status, desk)
        self.pulse.setParent(self)
        self._wire()

    @property
    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self._page

    @property
    def frame(self) -> Frame:
        """The frame around the pages."""
        return self._frame

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
        """Let go of the page and of the frame; what is typed is kept."""
        self.keep_typed()
        self._frame.page_area.removeEventFilter(self._dialogs)  # the next window has its own
        self.pulse.stop()
        close_all(self._frame.page_area)
        self._drop_page()
        self._toast.deleteLater()
        self._keys.take_down()
        self._frame.place_chosen.disconnect(self._on_place_chosen)
        self._frame.closing.disconnect(self.keep_typed)
        self._frame.set_patient(None)
        self._frame.set_places(())
        self._frame.set_person("", "")

    def open(self, where: Opened) -> None:
        """Show a page; what cannot be opened is told, and the board shown instead."""
        if self._router.leads(self, where):
            return  # it stands in another window, which is in front now
        self.keep_typed()
        try:
            opening = OPENERS[where.kind](self, self._outside, where)
        except PlexlogError as error:
            self.say(str(error), "triangle-alert")
            if where.kind != "today":
                self.open(Opened("today"))
            return
        self._show(opening, where)
        try:
            note_look(self.desk, where.kind, where.key)
        except PlexlogError as error:  # who has to see a patient sees them, whatever the disk says
            self.say(str(error), "triangle-alert")

    @Slot()
    def keep_typed(self) -> None:
        """Put on file what is typed: of the box with the cursor, of the form, of open dialogs."""
        focused = QApplication.focusWidget()
        if focused is not None and self._frame.page_area.isAncestorOf(focused):
            focused.clearFocus()  # a box of the record keeps its text when it is left
        self._dialogs.keep_all()
        keep = getattr(self._page, "keep_typed", None)
        if callable(keep) and (trouble := keep()):
            self._on_not_kept(trouble)

    @Slot(str)
    def _on_not_kept(self, words: str) -> None:
        self.say(words, "triangle-alert")

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

    @Slot()
    def open_demonstration(self) -> None:
        """Open the unit of invented patients, in a window of its own."""
        try:
            self.say(self._outside.demonstrate())
        except PlexlogError as error:
            self.say(str(error), "triangle-alert")

    @Slot(str)
    def take_in(self, path: str) -> None:
        """Take a document in; what is refused is shown with place and reason."""
        self._take_in(path, even_so=False)

    @Slot()
    def _take_in_even_so(self) -> None:
        self._take_in(self._asked_about, even_so=True)

    def _take_in(self, path: str, *, even_so: bool) -> None:
        try:
            taken = self._outside.take_in(self.desk, Path(path), even_so)
        except PlexlogError as error:
            self.say(str(error), "triangle-alert")
            return
        if taken.twin:
            self._asked_about = path
            asking = twin_question(taken.twin, taken.asking, self._frame.page_area)
            asking.same.connect(self.open_patient)
            asking.another.connect(self._take_in_even_so)
            asking.open()
            return
        if taken.refusals:
            ImportRefusedDialog(Path(path).name, taken.refusals, self._frame.page_area).open()
            return
        self.say(_("The course has been taken in."))
        self.open_course(taken.course_key)

    @Slot(str, str)
    def export_patient(self, patient_key: str, path: str) -> None:
        """Export all of a patient to a file; how far it is stands in Setup."""
        self.say(_("The export is being written; Setup, Export shows how far it is"))
        self.exporting.begin(ExportWanted(file=Path(path), patient_key=patient_key))

    @Slot(object)
    def show_session_banner(self, view: SessionView) -> None:
        """The weight in the banner is that of today as soon as it is entered."""
        banner = session_banner(self.desk, view, self._earlier)
        if (shown := patient_view(banner)) != self._patient:
            self._patient = shown
            self._frame.set_patient(shown)

    @Slot()
    def leave_form(self) -> None:
        """Go back from a form: to its patient or course, or to the list."""
        kind, key = self._opened.kind, self._opened.key
        self.open(Opened(kind_left_for(kind, key), key))

    def _show(self, opening: Opening, where: Opened) -> None:
        page = opening.page
        opening.presenter.setParent(page)
        self._take_out_steps()
        former = self._page
        self._page, self._presenter, self._opened = page, opening.presenter, where
        self._patient = None if opening.banner is None else patient_view(opening.banner)
        self._earlier = () if opening.banner is None else opening.banner.earlier
        close_all(self._frame.page_area)
        self._dialogs.belong_to(where)
        self._frame.set_patient(self._patient)
        self._frame.set_place(_PLACE_OF.get(where.kind, "patients"))
        self._frame.show_page(page)
        self._frame.setWindowTitle(self.title())
        if former is not None:
            self._frame.drop_page(former)
        self.page_opened.emit(where.kind)
        if isinstance(page, SessionScreen):
            self._steps = SessionInFrame(self._frame, page)
            page.step_shown.connect(self.step_shown)
        focus = getattr(page, "focus_first", None)
        if callable(focus):
            focus()
        if opening.then is not None:
            opening.then()

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
    def refresh(self) -> None:
        """Show the record as it is now on the page that is open."""
        refresh = getattr(self._presenter, "refresh", None)
        if not callable(refresh):
            return
        try:
            refresh()
        except PlexlogError as error:  # it is on file no more: the patient may have been erased
            self.page_gone.emit(self, str(error))

    @Slot(str)
    def _on_place_chosen(self, key: str) -> None:
        self.open(Opened(key))

    def _wire(self) -> None:
        self.pulse.refresh_wanted.connect(self.refresh)
        self._frame.place_chosen.connect(self._on_place_chosen)
        self._frame.closing.connect(self.keep_typed)
        self._dialogs.failed.connect(self._on_not_kept)


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
