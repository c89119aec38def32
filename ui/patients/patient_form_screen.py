"""The form of a patient: who they are, what formulas need, what they do not tolerate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from plexlog.domain.words import Abo, RhD, Sex
from ui.forms.asked_list import AskedList
from ui.forms.draft_line import DraftLine
from ui.forms.fields import FormField, LineField, PickField, Row, labelled, not_stated
from ui.forms.row_list import Column, RowList
from ui.patients.patient_form_presenter import PatientFormPresenter
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.cards import Card, PageTitle
from ui.widgets.painting import Words
from ui.widgets.twin_dialog import TwinDialog


class PatientFormScreen(QWidget):
    """Admits a patient with one button, or corrects one with a reason."""

    give_wanted = Signal(object)  # all texts by code
    kept = Signal(str)  # patient key
    given_up = Signal()

    def __init__(self, presenter: PatientFormPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        is_new = presenter.is_new
        title = _("New patient") if is_new else _("Correct the patient")
        words = (
            _("Nothing is on record until the patient is admitted.")
            if is_new
            else _("What was on record stays in the history.")
        )
        self._title = PageTitle(title, words, self)
        self._fields = _make_fields(self)
        self._lists = _make_lists(self)
        self._why = LineField("why", _("Reason of the correction"), parent=self)
        self._message = Words("", "label", "stopInk", self).wrapped()
        self._back = ActionButton(_("Leave"), "arrow-left", "Esc", parent=self)
        word = _("Admit patient") if is_new else _("Keep the correction")
        self._give = ActionButton(word, "user-check", "Ctrl Enter", Kind.PRIMARY, self)
        self._give.setObjectName("give_patient")
        self._draft = DraftLine(presenter.draft, self)
        self._lay_out()
        self._show_texts(presenter.texts())
        self._wire()
        self._draft.begin(self.texts, self._put_back)

    @property
    def parts(self) -> dict[str, FormField | AskedList | RowList]:
        """All boxes and lists by their codes."""
        return {**self._fields, **self._lists, "why": self._why}

    @property
    def message(self) -> str:
        """The sentence at the head."""
        return self._message.text()

    @property
    def draft(self) -> DraftLine:
        """What is said of a form that was put back."""
        return self._draft

    def keep_typed(self) -> str:
        """The form is left: what is typed is kept for the next time; why not, where it is not."""
        return self._draft.put_aside()

    def focus_first(self) -> None:
        """Begin at the family name."""
        self._fields["family_name"].focus_box()

    def texts(self) -> dict[str, Any]:
        """All that is filled in."""
        texts: dict[str, Any] = {code: field.text() for code, field in self._fields.items()}
        for code, part in self._lists.items():
            texts[code] = part.rows() if isinstance(part, AskedList) else part.texts()
        return texts | {"why": self._why.text()}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _show_texts(self, texts: Mapping[str, Any]) -> None:
        for code, field in self._fields.items():
            field.set_text(str(texts.get(code) or ""))
        for code, part in self._lists.items():
            if isinstance(part, AskedList):
                part.set_rows(texts.get(code))
            else:
                part.set_texts(texts.get(code) or ())

    def _put_back(self, texts: Mapping[str, Any]) -> None:
        self._show_texts({**self.texts(), **texts})
        self._why.set_text(str(texts.get("why") or ""))

    def _lay_out(self) -> None:
        self._why.setVisible(not self._presenter.is_new)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 14, 16, 12)
        page.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._title.setFixedHeight(48)
        head.addWidget(self._title)
        head.addWidget(self._message, 1)
        head.addWidget(self._back)
        head.addWidget(self._give)
        page.addLayout(head)
        page.addWidget(self._draft)
        inside = QWidget(self)
        inside.setProperty("fill", "none")
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(8)
        columns.addLayout(self._left(inside), 1)
        columns.addLayout(self._right(inside), 1)
        scroll = QScrollArea(self)
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setAccessibleName(self._title.accessibleName() or _("Patient"))
        page.addWidget(scroll, 1)

    def _left(self, parent: QWidget) -> QVBoxLayout:
        who = Card(_("Who"), parent=parent)
        fields = self._fields
        who.body.setSpacing(4)
        who.body.addWidget(Row((fields["family_name"], fields["given_name"]), parent=who))
        who.body.addWidget(Row((fields["birth_date"], fields["record_number"]), parent=who))
        who.body.addWidget(Words(_("Other identifiers"), "labelBold", parent=who))
        who.body.addWidget(self._lists["other_identifiers"])
        body = Card(_("For formulas and blood products"), parent=parent)
        body.body.setSpacing(4)
        body.body.addWidget(Row((fields["sex_for_formulas"], fields["height_cm"]), parent=body))
        body.body.addWidget(Row((fields["abo"], fields["rhd"]), parent=body))
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(who)
        column.addWidget(body)
        column.addStretch(1)
        return column

    def _right(self, parent: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        for code in ("allergies", "histories"):
            card = Card(parent=parent)
            card.body.addWidget(self._lists[code])
            column.addWidget(card)
        column.addWidget(self._why)
        column.addStretch(1)
        return column

    def _wire(self) -> None:
        self._give.clicked.connect(self._on_give)
        self._back.clicked.connect(self.given_up)
        self.give_wanted.connect(self._presenter.give)
        self._presenter.refused.connect(self._on_refused)
        self._presenter.failed.connect(self._message.setText)
        self._presenter.kept.connect(self.kept)
        self._presenter.twin_found.connect(self._on_twin_found)

    @Slot()
    def _on_give(self) -> None:
        self._message.set_words("")
        for part in self.parts.values():
            part.show_note("")
        self.give_wanted.emit(self.texts())

    @Slot(str, str)
    def _on_twin_found(self, patient_key: str, words: str) -> None:
        dialog = TwinDialog(patient_key, (words, ""), _("Another person: admit"), self)
        dialog.another.connect(self._presenter.give_all_the_same)
        dialog.same.connect(self.kept)
        dialog.open()

    @Slot(str, str)
    def _on_refused(self, code: str, sentence: str) -> None:
        part = self.parts.get(code)
        if part is None:
            self._message.set_words(sentence)
            return
        if not any(one.note() for one in self.parts.values()):
            part.focus_box()
        part.show_note(sentence)


def _make_fields(parent: QWidget) -> dict[str, FormField]:
    day = _("year-month-day")
    fields: tuple[FormField, ...] = (
        LineField("family_name", _("Family name"), parent=parent),
        LineField("given_name", _("Given name"), parent=parent),
        LineField("birth_date", _("Born"), day, parent),
        LineField("record_number", _("Record number"), parent=parent),
        PickField(
            "sex_for_formulas",
            _("Sex for formulas"),
            labelled(Sex, not_stated()),
            parent=parent,
        ),
        LineField("height_cm", _("Height, cm"), _("30 to 250"), parent),
        PickField("abo", _("Blood group"), labelled(Abo, not_stated()), parent=parent),
        PickField("rhd", _("Rhesus D"), labelled(RhD, not_stated()), parent=parent),
    )
    return {field.code: field for field in fields}


def _make_lists(parent: QWidget) -> dict[str, AskedList | RowList]:
    return {
        "other_identifiers": RowList(
            "other_identifiers",
            (
                Column("kind", _("Kind"), 1, example=_("insurance number")),
                Column("value", _("Number"), 1),
            ),
            _("Add an identifier"),
            parent,
        ),
        "allergies": AskedList(
            "allergies",
            _("Allergies"),
            (
                Column("substance", _("Substance"), 1),
                Column("reaction", _("Reaction"), 1),
            ),
            (_("Asked: none"), _("Allergic to …"), _("Add an allergy")),
            parent,
        ),
        "histories": AskedList(
            "histories",
            _("Earlier illness that matters"),
            (
                Column("kind", _("Illness"), 1, _histories()),
                Column("note", _("Note"), 1),
            ),
            (_("Asked: none"), _("There is …"), _("Add an illness")),
            parent,
        ),
    }


def _histories() -> dict[str, str]:
    return {
        "hit": _("Heparin-induced thrombocytopenia"),
        "iga-deficiency": _("IgA deficiency"),
        "pregnancy": _("Pregnancy"),
        "asthma": _("Asthma"),
        "other": _("Other, see note"),
    }
