"""Where laboratory values and scores of a session are entered, draw by draw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.fields import Limits, NumberField
from plexlog.domain.language import gettext as _
from plexlog.domain.words import LabTiming
from plexlog.services.course_results import AT, DrawView
from ui.course.result_question import ResultQuestion
from ui.course.results_presenter import ResultsPresenter, timing_words
from ui.widgets.box import BoxLabels
from ui.widgets.buttons import ActionButton
from ui.widgets.choices import ChoiceRow, Option
from ui.widgets.dialog import DialogFrame
from ui.widgets.field_box import FieldBox
from ui.widgets.painting import Words
from ui.widgets.scroll import ScrollColumn

SIZE = (1104, 664)
_ACROSS = 5


class ResultsDialog(DialogFrame):
    """The draws of one session; leaving a box records it, as at the bedside."""

    def __init__(self, presenter: ResultsPresenter, number: int, host: QWidget) -> None:
        title = _("Laboratory values and scores of session {number}").format(number=number)
        super().__init__(title, host)
        self.setObjectName("results_dialog")
        self._presenter = presenter
        self._was_held = False  # Esc once more leaves it without what is typed
        presenter.setParent(self)
        options = [Option(one.value, timing_words(one, number)) for one in LabTiming]
        self.draw = ChoiceRow("draw", _("Drawn"), options, parent=self)
        self.at = FieldBox(
            BoxLabels(
                code=AT, label=_("Day and time of the draw"), range=_("a time alone: today")
            ),
            self,
        )
        self.boxes: dict[str, FieldBox] = {}
        self.question = ResultQuestion(self)
        self._trouble = Words("", "labelBold", "stopInk", self).wrapped()
        self._inside = QWidget(self)
        self._grid = QGridLayout(self._inside)
        self._done = ActionButton(_("Done"), "check", "Esc", parent=self)
        self._lay_out_parts()
        self._wire()
        self.draw.set_chosen(presenter.timing.value)
        presenter.choose("draw", presenter.timing.value)

    def box(self, code: str) -> FieldBox:
        """The box of a quantity, or of the time."""
        return self.at if code == AT else self.boxes[code]

    def unkept(self) -> dict[str, str]:
        """What is typed and not on record."""
        texts = {code: box.text() for code, box in self.boxes.items() if not box.edit.is_kept}
        return texts | {AT: self.at.text()}

    @Slot(object)
    def show_draw(self, view: DrawView) -> None:
        """Show what is on file; what is typed and not recorded stays."""
        if not self.boxes:
            self._make_boxes([line.declared for line in view.lines])
        if view.at is not None and (self.at.edit.is_kept or not self.at.text()):
            self.at.keep(f"{view.at.day} {view.at.clock}")
        self.set_note(" ".join(_notes(view)))
        for line in view.lines:
            box = self.boxes[line.declared.code]
            box.show_last(_("last {value}").format(value=line.last) if line.last else "")
            if box.edit.is_kept or box.text() == line.text:
                box.keep(line.text)
                if line.is_bedside:
                    box.set_read_only(line.remark)
                elif line.remark:
                    box.confirm(line.remark)

    @Slot(str, str)
    def refuse(self, code: str, reason: str) -> None:
        """Say why a value was not recorded; it stays in its box.

        With a time that cannot be, what was asked before it is asked no more.
        """
        self.box(code).refuse(reason)
        if code == AT:
            self.question.settle()

    @Slot(str, str)
    def ask(self, code: str, words: str) -> None:
        """An unlikely value is asked about once."""
        self.box(code).ask()
        self.box(code).edit.hold()  # left again, it asks again
        self.question.ask(words)
        self.reveal(self.question)

    @Slot(str)
    def ask_why(self, code: str) -> None:
        """What is on file changes only with a reason."""
        box = self.box(code)
        box.ask()
        box.edit.hold()
        words = _("{kept} is on file. Why is it changed?").format(kept=box.edit.kept)
        self.question.ask_why(words)
        self.reveal(self.question)

    @Slot(str, str)
    def ask_sample(self, code: str, words: str) -> None:
        """A time that is not the one on file: of another sample, or the right one of this."""
        self.box(code).ask()
        self.box(code).edit.hold()
        self.question.ask_sample(words)
        self.reveal(self.question)

    @Slot(str)
    def settle(self, code: str) -> None:
        """The value is on file."""
        box = self.box(code)
        box.keep(box.text())
        self._trouble.set_words("")
        self.question.settle()

    @Slot(object)
    def put_back(self, texts: Mapping[str, str]) -> None:
        """Fill in what was typed and not recorded; it is told again when it is left."""
        for code, text in texts.items():
            if code == AT or code in self.boxes:
                self.box(code).set_writable()
                self.box(code).edit.setText(text)
        self.set_note(
            _("Put back as it was left; not on record until the time of the draw is given.")
        )

    def _make_boxes(self, declared: list[NumberField]) -> None:
        for place, one in enumerate(declared):
            box = FieldBox(_labels(one), self._inside)
            box.entered.connect(self._presenter.enter)
            box.given_up.connect(self._on_given_up)
            self.boxes[one.code] = box
            at_top = Qt.AlignmentFlag.AlignTop  # in one line, whatever is said below one of them
            self._grid.addWidget(box, place // _ACROSS, place % _ACROSS, at_top)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def _lay_out_parts(self) -> None:
        self.set_size(*SIZE)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.draw, 3, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.at, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        for column in range(_ACROSS):
            self._grid.setColumnStretch(column, 1)
        scroll = ScrollColumn(_("Values"), self)
        scroll.add(self._inside)
        self.body.addWidget(scroll, 1)
        foot = QVBoxLayout()
        foot.addWidget(self._trouble)
        foot.addWidget(self.question)
        self.body.addLayout(foot)
        self._trouble.hide()
        self.add_button(self._done)

    def _wire(self) -> None:
        self.draw.entered.connect(self._on_draw)
        self.at.entered.connect(self._presenter.tell_time)
        self.at.given_up.connect(self._on_time_given_up)
        self._done.clicked.connect(self.close_later)
        self.dismissed.connect(self._on_dismissed)
        self.question.confirmed.connect(self._presenter.confirm)
        self.question.reasoned.connect(self._presenter.give_reason)
        self.question.another.connect(self._presenter.another_sample)
        self._presenter.shown.connect(self.show_draw)
        self._presenter.put_back.connect(self.put_back)
        self._presenter.refused.connect(self.refuse)
        self._presenter.asked.connect(self.ask)
        self._presenter.why_wanted.connect(self.ask_why)
        self._presenter.sample_wanted.connect(self.ask_sample)
        self._presenter.kept.connect(self.settle)
        self._presenter.failed.connect(self._on_failed)

    @Slot(str, str)
    def _on_draw(self, code: str, timing: str) -> None:
        """Another draw; what was typed for this one is offered again with it."""
        if not self._presenter.put_off(self.unkept()):
            self.draw.set_chosen(self._presenter.timing.value)
            return
        for box in (self.at, *self.boxes.values()):
            box.set_writable()
            box.keep("")
        self.question.settle()
        self._presenter.choose(code, timing)

    @Slot(str)
    def _on_given_up(self, _code: str) -> None:
        self.question.settle()

    @Slot(str)
    def _on_time_given_up(self, _code: str) -> None:
        self._presenter.keep_time()
        self.question.settle()

    @Slot()
    def _on_dismissed(self) -> None:
        is_put_off = self._presenter.put_off(self.unkept())
        if not is_put_off and not self._was_held:
            self._was_held = True
            self.hold()

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._trouble.set_words(sentence)
        self._trouble.show()


def _notes(view: DrawView) -> Iterator[str]:
    """How values come on record, and when other samples of the draw were taken."""
    yield _("Each value is on record when you leave its box.")
    if view.others:
        times = wording.listed(f"{one.day} {one.clock}" for one in view.others)
        yield _("Also on file of this draw: {times}; type a time to see its values.").format(
            times=times
        )


def _labels(declared: NumberField) -> BoxLabels:
    limits, words = declared.plausible, _("plausible {range}")
    if limits == Limits():
        limits, words = declared.possible, "{range}"
    reach = words.format(range=str(limits).replace(" to ", "–"))
    return BoxLabels(
        code=declared.code,
        label=declared.label,
        unit=declared.shown_unit,
        range=reach,
        help=declared.help,
    )
