"""The boxes of the value form: a number, a pressure pair, a time; and the row they stand in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.catalogue import DIASTOLIC, SYSTOLIC
from plexlog.domain.entry import PARTNERS, Entry
from plexlog.domain.fields import NumberField, Place
from plexlog.domain.language import gettext as _
from plexlog.services.open_session import SessionView
from ui.session import value_words
from ui.session.session_presenter import address
from ui.widgets.box import BoxLabels, BoxState, LabelledBox, ValueEdit
from ui.widgets.field_box import FieldBox, PressureBox
from ui.widgets.finding import FindingCard, FindingView
from ui.widgets.painting import Words
from ui.widgets.theme import worn_theme


def is_at_rest(box: LabelledBox, *edits: ValueEdit) -> bool:
    """Whether a box may be shown anew: nothing is being typed, refused or asked about."""
    if box.state in (BoxState.REFUSED, BoxState.ASKED):
        return False
    return not any(edit.hasFocus() and not edit.is_kept for edit in edits)


LONGEST_FOOT = 32  # characters that fit under a box of half the width


def foot_words(words: str) -> str:
    """What of a refusal fits under a box; the whole sentence then stands below the row."""
    first = words.split(";", maxsplit=1)[0]
    if len(words) <= LONGEST_FOOT:
        return words
    return first if len(first) <= LONGEST_FOOT else _("not possible")


class WhyLine(Words):
    """The whole sentence of a refusal, under the boxes; hidden where it fits beside one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "labelBold", "stopInk", parent)
        self.setWordWrap(True)
        self.hide()

    def say(self, words: str) -> None:
        """Show a sentence that was too long; an empty or a short one hides it."""
        self.set_words(wording.sentence(words))
        self.setVisible(len(words) > LONGEST_FOOT)


class NumberBox(FieldBox):
    """One quantity of the catalogue."""

    def __init__(self, declared: NumberField, parent: QWidget | None = None) -> None:
        labels = BoxLabels(
            code=declared.code,
            label=declared.label,
            unit=declared.shown_unit,
            range=value_words.range_words(declared),
            help=declared.help,
        )
        super().__init__(labels, parent)
        self.declared = declared
        self._source = ""  # where the text of the record is from; it goes when another is typed
        self.edit.textChanged.connect(self._show_source)

    @property
    def edits(self) -> tuple[ValueEdit, ...]:
        """The lines in which one types."""
        return (self.edit,)

    def show_view(self, view: SessionView) -> None:
        """Show what the record holds, unless something is being typed."""
        self._source = value_words.source_words(view, self.declared)
        self.show_last(value_words.last_words(view, self.declared))
        if is_at_rest(self, self.edit):
            self.keep(value_words.kept_text(view, self.declared))
            if remark := value_words.remark_words(view, self.declared):
                self.confirm(remark)
        self._show_source()

    def tell_stories(self, place: Place) -> None:
        """Say where in the record the value stands, so that its story can be told."""
        self.edit.story = address(place, self.code)

    def refuse_entry(self, entry: Entry) -> None:
        """Refuse what was typed; the text and the cursor stay."""
        self.refuse(foot_words(entry.message))

    def settle_with(self, _code: str, text: str) -> None:
        """The text was kept."""
        self.edit.set_kept(text)
        self.settle()

    def edit_of(self, _code: str) -> ValueEdit:
        """The line of a quantity."""
        return self.edit

    @Slot()
    def _show_source(self) -> None:
        if self._source:
            self.show_last(self._source if self.edit.is_kept else "")


class PressurePairBox(PressureBox):
    """Systolic and diastolic pressure in one box."""

    def __init__(self, parent: QWidget | None = None) -> None:
        labels = BoxLabels(code=SYSTOLIC.code, label=_("Blood pressure"), unit=SYSTOLIC.shown_unit)
        super().__init__(labels, DIASTOLIC.code, parent)
        self._crossed = ""  # code of the one that is refused because it crosses the other

    @property
    def edits(self) -> tuple[ValueEdit, ...]:
        """The lines in which one types."""
        return (self.systolic, self.diastolic)

    def show_view(self, view: SessionView) -> None:
        """Show what the record holds, unless something is being typed."""
        self.show_last(value_words.last_pressure_words(view))
        if not is_at_rest(self, *self.edits):
            return
        pair = [value_words.kept_text(view, one) for one in (SYSTOLIC, DIASTOLIC)]
        self.keep(*pair)
        remarks = [value_words.remark_words(view, one) for one in (SYSTOLIC, DIASTOLIC)]
        if remark := next((one for one in remarks if one), ""):
            self.confirm(remark)

    def tell_stories(self, place: Place) -> None:
        """Say where in the record both values stand, so that their story can be told."""
        for edit in self.edits:
            edit.story = address(place, f"{SYSTOLIC.code}+{DIASTOLIC.code}")

    def refuse_entry(self, entry: Entry) -> None:
        """Refuse one of the two; its text and the cursor stay, unless it crosses the other one.

        Then either may be the wrong one: the cursor may go to the other, to mend that.
        """
        self._crossed = entry.code if entry.crosses else ""
        self.refuse(entry.code, foot_words(entry.message))

    def settle_with(self, code: str, text: str) -> None:
        """One of the two was kept; one that crossed it is tried again."""
        self.edit_of(code).set_kept(text)
        crossed, self._crossed = self._crossed, ""
        if crossed and crossed != code:
            self.entered.emit(crossed, self.edit_of(crossed).text().strip())
        else:
            self.settle()

    def swap(self) -> None:
        """Enter each of the two as the other one."""
        code = self._crossed or DIASTOLIC.code
        partner = PARTNERS[code]
        texts = {code: self.edit_of(partner).text(), partner: self.edit_of(code).text()}
        self._crossed = ""
        for one, text in texts.items():
            self.edit_of(one).setText(text)
        for one in (partner, code):  # the one that crosses nothing on record goes first
            self.entered.emit(one, texts[one].strip())

    def _may_leave(self, refused: ValueEdit) -> bool:
        crossed = self._crossed and self.edit_of(self._crossed) is refused
        return bool(crossed) and self.edit_of(PARTNERS[self._crossed]).hasFocus()

    def edit_of(self, code: str) -> ValueEdit:
        """The line of a quantity."""
        return self.diastolic if code == DIASTOLIC.code else self.systolic


QuantityBox = NumberBox | PressurePairBox


class TimeBox(FieldBox):
    """When a value was taken."""

    def __init__(self, code: str, label: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(BoxLabels(code=f"taken.{code}", label=label), parent)
        self.quantity = code
        self.edit.setAccessibleName(spoken)

    def show_time(self, text: str) -> None:
        """Show what the record holds, unless something is being typed."""
        if is_at_rest(self, self.edit) or self.text() == text:
            self.keep(text)


class FormRow(QWidget):
    """Boxes side by side; under them, over the whole width, a card about each of them."""

    card_answered = Signal(str, str)  # key of the card, key of the act

    def __init__(self, boxes: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: dict[str, FindingCard] = {}
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(worn_theme().size("gap"))
        row = QHBoxLayout()
        row.setSpacing(worn_theme().size("fieldGap"))
        for box in boxes:
            row.addWidget(box, 1, Qt.AlignmentFlag.AlignTop)
        self.why = WhyLine(self)
        self._rows.addLayout(row)
        self._rows.addWidget(self.why)

    def show_card(self, view: FindingView | None, code: str = "") -> None:
        """Show a card about a quantity, or none; one that has not changed stays as it is."""
        shown = self._cards.get(code)
        if shown is not None:
            if shown.view == view:
                return
            self._rows.removeWidget(shown)
            shown.hide()
            shown.deleteLater()
            del self._cards[code]
        if view is not None:
            card = self._cards[code] = FindingCard(view, self)
            card.answered.connect(self.card_answered)
            self._rows.addWidget(card)
            card.show()
