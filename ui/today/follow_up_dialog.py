"""What a follow-up call told: whom it is about, what to ask, what was answered."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.words import InfectionSource, Outcome, ReactionKind
from plexlog.domain.words_followed import Contact, FollowUpKind
from ui.forms.person import person_words
from ui.today.follow_up_presenter import FollowUpPresenter
from ui.today.follow_up_words import about, when
from ui.widgets.box import BoxLabels
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.cards import Heading
from ui.widgets.choices import ChoiceRow, Option
from ui.widgets.dialog import DialogFrame
from ui.widgets.field_box import FieldBox
from ui.widgets.painting import RunLine, Words, person_runs

SIZE = (1016, 640)
_ACROSS = 2
WELL = ""
_FOUND = (
    ReactionKind.INFECTION,
    ReactionKind.CLOTTING,
    ReactionKind.BLEEDING,
    ReactionKind.ALLERGIC,
    ReactionKind.DYSPNOEA,
    ReactionKind.HAEMOLYSIS,
    ReactionKind.CITRATE,
    ReactionKind.OTHER,
)


def _options(words: tuple[InfectionSource | Outcome | ReactionKind, ...]) -> list[Option]:
    return [Option(word.value, wording.sentence(word.label)) for word in words]


class FollowUpDialog(DialogFrame):
    """One call; Record keeps it, Later leaves it open."""

    told = Signal(object)  # texts by code

    def __init__(self, presenter: FollowUpPresenter, host: QWidget) -> None:
        super().__init__(_("Follow-up"), host)
        self._presenter = presenter
        presenter.setParent(self)
        self.setObjectName("follow_up_dialog")
        self._is_call = presenter.due.kind is FollowUpKind.CALL
        self._choices = {
            row.objectName().removeprefix("choice_"): row for row in self._make_rows()
        }
        self.boxes = {
            code: FieldBox(BoxLabels(code=code, label=label, range=reach), self)
            for code, label, reach in self._asked()
        }
        self._message = Words("", "label", "stopInk", self).wrapped()
        self._later = ActionButton(_("Later"), "", "Esc", parent=self)
        self._keep = ActionButton(_("Record the call"), "check", "", Kind.PRIMARY, self)
        self._keep.setObjectName("follow_up_keep")
        self._lay_out_parts()
        self._wire()

    def texts(self) -> dict[str, str]:
        """What was told."""
        chosen = {code: row.chosen for code, row in self._choices.items()}
        return chosen | {code: box.text() for code, box in self.boxes.items()}

    @Slot(str, str)
    def show_refusal(self, code: str, reason: str) -> None:
        """Say why it was not kept; what was told stays."""
        if code in self.boxes:
            self.boxes[code].refuse(reason)
        else:
            self.show_trouble(reason)

    @Slot(str)
    def show_trouble(self, sentence: str) -> None:
        """Say that nothing was kept."""
        self._message.set_words(sentence)
        self._message.show()
        self.reveal(self._message)

    def _make_rows(self) -> list[ChoiceRow]:
        contacts = [
            Option(Contact.REACHED.value, _("Reached")),
            Option(Contact.NOT_REACHED.value, _("Not reached")),
        ]
        rows = [ChoiceRow("contact", _("The call"), contacts, parent=self)]
        if self._is_call:
            found = [Option(WELL, _("Nothing")), *_options(_FOUND)]
            rows.append(ChoiceRow("kind", _("What was found"), found, 5, self))
            sources = _options(tuple(InfectionSource))
            rows.append(ChoiceRow("source", _("Where it is suspected"), sources, 5, self))
        else:
            rows.append(ChoiceRow("outcome", _("Outcome"), _options(tuple(Outcome)), 2, self))
        return rows

    def _asked(self) -> list[tuple[str, str, str]]:
        note = ("note", _("Note"), "")
        if self._is_call:
            return [("onset_at", _("Since when"), _("empty: now")), note]
        if self._presenter.due.kind is FollowUpKind.INFECTION:
            return [("organism", _("Organism"), ""), ("antibiotics", _("Antibiotic"), ""), note]
        return [note]

    def _lay_out_parts(self) -> None:
        self.set_size(*SIZE)
        due, now = self._presenter.due, self._presenter.now()
        line = due.line
        name = f"{wording.in_capitals(line.family_name)}, {line.given_name}"
        self.body.addWidget(Words(name, "title", parent=self))
        person = " ".join((person_words(line.sex, line.birth_date, now.day), line.birth_date))
        who = f"{person}  ·  {_('MRN')} {line.record_number}"
        self.body.addWidget(RunLine(person_runs(who, "label", "ink2"), self))
        self.body.addSpacing(4)
        self.body.addWidget(
            Words(f"{wording.sentence(about(due))}  ·  {when(due, now)}", "strong")
        )
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addLayout(self._left(), 2)
        columns.addLayout(self._right(), 3)
        self.body.addSpacing(6)
        self.body.addLayout(columns, 1)
        self._message.hide()
        self.body.addWidget(self._message)
        self.add_button(self._later)
        self.add_button(self._keep)
        self.set_note(_("Kept beside the session; a signed session stays as it is."))
        if self._is_call:
            self._show_source("kind", "")

    def _left(self) -> QVBoxLayout:
        due, now = self._presenter.due, self._presenter.now()
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(Heading(_("What to ask"), parent=self))
        questions = "\n".join(
            f"{place}  {one}" for place, one in enumerate(due.questions, start=1)
        )
        left.addWidget(Words(questions, "label", parent=self).wrapped())
        if due.contacts:
            left.addSpacing(8)
            left.addWidget(Heading(_("Calls so far"), parent=self))
            for made in due.contacts:
                said = f"{wording.clock_on(made.at, now.day)}  {made.contact.label}"
                words = "  ·  ".join(
                    part for part in (said, made.by or "", made.note or "") if part
                )
                left.addWidget(Words(words, "label", "ink2", self).wrapped())
        left.addStretch(1)
        return left

    def _right(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(8)
        for row in self._choices.values():
            right.addWidget(row)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        boxes = list(self.boxes.values())
        for place, box in enumerate(boxes):
            is_last_alone = box is boxes[-1] and place % _ACROSS == 0
            span = _ACROSS if is_last_alone else 1
            grid.addWidget(box, place // _ACROSS, place % _ACROSS, 1, span)
        right.addLayout(grid)
        right.addStretch(1)
        return right

    def _wire(self) -> None:
        self._keep.clicked.connect(self._on_keep)
        self._later.clicked.connect(self.close_later)
        self.told.connect(self._presenter.keep)
        self._presenter.refused.connect(self.show_refusal)
        self._presenter.failed.connect(self.show_trouble)
        self._presenter.kept.connect(self.finish)
        if self._is_call:
            self._choices["kind"].entered.connect(self._show_source)

    @Slot(str, str)
    def _show_source(self, _code: str, kind: str) -> None:
        """Where an infection is suspected is asked of an infection alone."""
        self._choices["source"].setVisible(kind == ReactionKind.INFECTION.value)
        self.boxes["onset_at"].setVisible(kind != WELL)

    @Slot()
    def _on_keep(self) -> None:
        self._message.hide()
        for box in self.boxes.values():
            box.settle()
        self.told.emit(self.texts())
