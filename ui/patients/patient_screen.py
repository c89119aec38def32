"""The page of a patient: facts at the right, courses with their sessions at the left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.language import ngettext
from plexlog.domain.records import Patient
from plexlog.domain.unit import SessionLine
from plexlog.services.patient_overview import CourseOnFile, PatientOverview
from ui.patients.patient_presenter import PatientPresenter
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.cards import Card, Hairline, PageTitle
from ui.widgets.folding import FoldingPage
from ui.widgets.painting import Words
from ui.widgets.save_dialog import Saving
from ui.widgets.scroll import ScrollColumn

_DOT = "  ·  "


class PatientScreen(FoldingPage):
    """Facts and courses of one patient."""

    edit_wanted = Signal(str)  # patient key
    order_wanted = Signal(str)  # patient key
    course_wanted = Signal(str)  # course key
    session_wanted = Signal(str)  # session key
    export_wanted = Signal(str, str)  # patient key, where to

    def __init__(self, presenter: PatientPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._view: PatientOverview | None = None
        self._title = PageTitle(_("Patient"), "", self)
        self._edit = ActionButton(_("Correct"), "pencil", "Ctrl E", parent=self)
        self._edit.setObjectName("edit_patient")
        self._export = ActionButton(_("Export all"), "archive", parent=self)
        self._export.setObjectName("export_patient")
        self._saving = Saving(self)
        self._order = ActionButton(
            _("New order"), "clipboard-pen", "Ctrl Shift N", Kind.PRIMARY, self
        )
        self._order.setObjectName("new_order")
        self._courses = ScrollColumn(_("Courses"), self)
        self._beside = ScrollColumn(_("On record"), self)
        self._facts = Card(_("On record"), parent=self._beside.inside)
        self._shown: list[QWidget] = []
        self._lay_out()
        self._wire()

    @property
    def course_cards(self) -> tuple[CourseCard, ...]:
        """The courses shown."""
        return tuple(part for part in self._shown if isinstance(part, CourseCard))

    def focus_first(self) -> None:
        """Begin at the newest course, or at the order."""
        cards = self.course_cards
        if cards:
            cards[0].focus_first()
        else:
            self._order.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(object)
    def show_view(self, view: PatientOverview) -> None:
        """Show the patient as they are on record."""
        if view == self._view:
            return
        self._view = view
        count = ngettext("{count} course", "{count} courses", len(view.courses))
        self._title.show_words(_("Patient"), count.format(count=len(view.courses)))
        for part in self._shown:
            part.hide()
            part.deleteLater()
        self._shown = []
        for course in view.courses:
            card = CourseCard(course, view, self._courses.inside)
            card.course_wanted.connect(self.course_wanted)
            card.session_wanted.connect(self.session_wanted)
            self._add(self._courses.column, card)
        if not view.courses:
            words = _("No course has been ordered yet.")
            self._add(self._courses.column, Words(words, "body", "ink2", self._courses.inside))
        for label, value in facts_of(view.patient):
            self._add(self._facts.body, Fact(label, value, self._facts))

    def _add(self, layout: QVBoxLayout, part: QWidget) -> None:
        self._shown.append(part)
        layout.insertWidget(layout.count() - 1, part)
        part.show()

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 14, 16, 12)
        page.setSpacing(14)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._title.setFixedHeight(48)
        head.addWidget(self._title, 1)
        head.addWidget(self._export)
        head.addWidget(self._edit)
        head.addWidget(self._order)
        page.addLayout(head)
        self._courses.column.setSpacing(8)
        self._facts.body.addStretch(1)
        self._beside.column.insertWidget(0, self._facts, 1)
        self._beside.column.setStretch(1, 0)
        self.lay_narrow(is_narrow=False)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._courses, 1)
        row.addWidget(self._beside)
        page.addLayout(row, 1)

    def lay_narrow(self, is_narrow: bool) -> None:  # noqa: FBT001 - as setVisible
        """What is on record takes less room beside the courses."""
        self._beside.setFixedWidth(240 if is_narrow else 340)

    def _wire(self) -> None:
        self._presenter.view_changed.connect(self.show_view)
        self._edit.clicked.connect(self._on_edit)
        self._export.clicked.connect(self._on_export)
        self._saving.chosen.connect(self._on_chosen)
        self._order.clicked.connect(self._on_order)

    @Slot()
    def _on_export(self) -> None:
        self._saving.ask(_("Save the export"), self._presenter.export_name, "save_patient")

    @Slot(str)
    def _on_chosen(self, path: str) -> None:
        self.export_wanted.emit(self._presenter.patient_key, path)

    @Slot()
    def _on_edit(self) -> None:
        self.edit_wanted.emit(self._presenter.patient_key)

    @Slot()
    def _on_order(self) -> None:
        self.order_wanted.emit(self._presenter.patient_key)


class Fact(QWidget):
    """A label with what is on record under it."""

    def __init__(self, label: str, value: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 6, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(Words(label, "hint", "ink2", self))
        rows.addWidget(Words(value, "strong", parent=self).wrapped())
        rows.addSpacing(5)
        rows.addWidget(Hairline(self))
        self.setAccessibleName(f"{label}: {value}")


class KeyedButton(ActionButton):
    """A button that stands for one thing."""

    pressed_for = Signal(str)  # its key

    def __init__(self, words: str, icon: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(words, icon, parent=parent)
        self._of = key
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.pressed_for.emit(self._of)


class CourseCard(Card):
    """One course: what for, since when, and its sessions."""

    course_wanted = Signal(str)  # course key
    session_wanted = Signal(str)  # session key

    def __init__(
        self, course: CourseOnFile, view: PatientOverview, parent: QWidget | None = None
    ) -> None:
        line = course.line
        number = wording.MISSING if line.course_number is None else str(line.course_number)
        ordered = _("ordered {day}").format(day=wording.day(line.ordered_at.day))
        title = _("Course {number}").format(number=number) + _DOT + course.indication
        super().__init__(title, ordered, parent)
        self.heading.wrap()
        self._open = KeyedButton(_("Open the course"), "folder-open", line.course_key, self)
        self._open.set_height("admin")
        self._open.pressed_for.connect(self.course_wanted)
        signed = _("{signed} of {count} sessions signed").format(
            signed=line.sessions_signed, count=line.sessions
        )
        self.body.addWidget(Words(signed, "label", "ink2", self))
        self.body.addSpacing(8)
        for session in course.sessions:
            self.body.addWidget(Hairline(self))
            self.body.addWidget(self._session_row(session, view))
        self.body.addWidget(Hairline(self))
        self.body.addSpacing(8)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._open)
        self.body.addLayout(foot)

    def focus_first(self) -> None:
        """Begin at its button."""
        self._open.setFocus(Qt.FocusReason.TabFocusReason)

    def _session_row(self, session: SessionLine, view: PatientOverview) -> QWidget:
        row = QWidget(self)
        parts = QHBoxLayout(row)
        parts.setContentsMargins(0, 3, 0, 3)
        parts.setSpacing(12)
        name = Words(_("Session {number}").format(number=session.number), "strong", parent=row)
        name.setFixedWidth(90)
        when, state = session_words(session)
        parts.addWidget(name)
        parts.addWidget(Words(when, "body", parent=row))
        parts.addWidget(Words(state, "label", "ink2", row))
        parts.addStretch(1)
        word = _open_word(session, view)
        button = KeyedButton(word, "", session.session_key, row)
        button.set_height("admin")
        button.setAccessibleName(f"{word}, {name.text()}")
        button.pressed_for.connect(self.session_wanted)
        parts.addWidget(button)
        return row


def _open_word(session: SessionLine, view: PatientOverview) -> str:
    if session.signed_at is not None:
        return _("Read")
    if session.started_at is not None:
        return _("Continue") if session.ended_at is None else _("Sign")
    is_later = session.planned_at is not None and session.planned_at.day > view.now.day
    return _("Open") if is_later else _("Start")


def session_words(session: SessionLine) -> tuple[str, str]:
    """When a session is or was, and where it stands."""
    if session.signed_at is not None:
        return wording.moment(session.started_at), _("signed")
    if session.ended_at is not None:
        return wording.moment(session.started_at), _("ended, not signed")
    if session.started_at is not None:
        running = _("from paper, being entered") if session.is_from_paper else _("running")
        return wording.moment(session.started_at), running
    if session.planned_at is None:
        return wording.MISSING, _("no time planned")
    return wording.moment(session.planned_at), _("planned")


def facts_of(patient: Patient) -> Iterator[tuple[str, str]]:
    """What is on record of a patient, label by label; what nobody asked says so."""
    sex = patient.sex_for_formulas
    yield _("Sex for formulas"), sex.label if sex else wording.MISSING
    yield _("Height"), wording.with_unit(wording.plain(patient.height_cm), "cm")
    yield _("Blood group"), _blood_group(patient)
    yield (
        _("Allergies"),
        _listed(
            [_with(a.substance, a.reaction) for a in patient.allergies or ()], patient.allergies
        ),
    )
    yield (
        _("Earlier illness that matters"),
        _listed(
            [_with(_history(one.kind), one.note) for one in patient.histories or ()],
            patient.histories,
        ),
    )
    for other in patient.other_identifiers or ():
        yield wording.sentence(wording.words_of(other.kind)), other.value


def _blood_group(patient: Patient) -> str:
    if patient.blood_group is None:
        return wording.MISSING
    rhd = patient.blood_group.rhd
    return f"{patient.blood_group.abo} {rhd.label}" if rhd else str(patient.blood_group.abo)


def _listed(words: Sequence[str], asked: object) -> str:
    if asked is None:
        return _("not asked")
    return "\n".join(words) or _("asked: none")


def _with(word: str, note: str | None) -> str:
    return f"{word}, {note}" if note else word


def _history(kind: str) -> str:
    known = {"hit": _("heparin-induced thrombocytopenia"), "iga-deficiency": _("IgA deficiency")}
    return known.get(kind) or wording.words_of(kind)
