"""The ledger of bags at the close: what each gave, and the sums held against each other."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.findings import Phase
from plexlog.domain.language import gettext as _
from plexlog.services.bag_ledger import BagLine, Ledger, bag_ledger
from plexlog.services.open_session import SessionView
from ui.session.bag_words import bag_source, fluid_name
from ui.session.step_columns import ScrollCard
from ui.widgets.box import BoxFrame, BoxState, ValueEdit
from ui.widgets.buttons import ActionButton
from ui.widgets.cards import Hairline
from ui.widgets.dialog import is_covered
from ui.widgets.icons import IconMark
from ui.widgets.painting import Run, Words, paint_runs

DISAGREE = "bags-disagree"
_SUMS = 46
_BOX = 172
_GAP = 12


class BagSums(QWidget):
    """Four figures: plasma planned and removed, replaced by the machine and by the bags."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: tuple[tuple[str, str], ...] = ()
        self.setFixedHeight(_SUMS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_ledger(self, ledger: Ledger) -> None:
        """Show the sums."""
        self._figures = (
            (_("plasma planned"), wording.millilitres(ledger.planned_ml)),
            (_("plasma removed"), wording.millilitres(ledger.achieved_ml)),
            (_("given, machine"), wording.millilitres(ledger.machine_ml)),
            (_("given, bags"), wording.millilitres(ledger.bags_ml)),
        )
        if ledger.wasted_ml is not None:
            self._figures += ((_("wasted"), wording.millilitres(ledger.wasted_ml)),)
        self.setAccessibleName(", ".join(f"{label} {value}" for label, value in self._figures))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        share = self.width() // max(len(self._figures), 1)
        for place, (label, value) in enumerate(self._figures):
            paint_runs(painter, place * share, 14, (Run(label, "hint", "ink2"),))
            paint_runs(painter, place * share, 36, (Run(value, "section"),))
        painter.end()


class AmountFrame(BoxFrame):
    """The box of an amount of a bag; what it is of stands in it as its unit."""

    def __init__(self, name: str, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(unit, parent)
        self.setAccessibleName(unit)
        self.edit = ValueEdit(self)
        self.edit.setObjectName(name)
        self.add_edit(self.edit)
        self.setFixedWidth(_BOX)
        self.setFocusProxy(self.edit)


class BagRow(QWidget):
    """One bag: name, lot and expiry at the left, the amount that was given at the right."""

    entered = Signal(str, str)  # id of the bag, text
    wasted = Signal(str, str)  # id of the bag, text

    def __init__(self, line: BagLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bag_id = line.bag.id
        name = fluid_name(line.bag)
        self._name = Words(name, "strong", parent=self)
        self._detail = Words("", "hint", "ink2", self)
        self._note = Words("", "hintBold", "askInk", self).wrapped()
        self._mark = IconMark("triangle-alert", "askInk", 14, self)
        size = wording.with_unit(wording.plain(line.bag.volume_ml), "mL")
        of_size = _("of {size}").format(size=size)
        bag = f"{name}, {bag_source(line.bag)}"
        self.frame = AmountFrame(f"given_{line.bag.id}", of_size, self)
        self.frame.edit.setAccessibleName(_("Given of {bag} in mL").format(bag=bag))
        self.waste = AmountFrame(f"wasted_{line.bag.id}", _("mL wasted"), self)
        self.waste.edit.setAccessibleName(_("Wasted of {bag} in mL").format(bag=bag))
        self._refused = ""
        self._brought_back = ""  # the refused text for which the cursor was brought back
        self._lay_out()
        self.frame.edit.left_changed.connect(self._on_left)
        self.frame.edit.given_up.connect(self._on_given_up)
        self.waste.edit.left_changed.connect(self._on_waste_left)
        self.show_line(line)

    @property
    def note(self) -> str:
        """What is asked or refused about the bag; empty for nothing."""
        return self._note.text()

    def show_line(self, line: BagLine) -> None:
        """Show what is on record; what is being typed or was refused stays."""
        hung = _("hung {time}").format(time=wording.clock(line.bag.started_at))
        hung = hung if line.is_hung else _("at hand, not hung")
        self.frame.setVisible(line.is_hung)
        self._show_waste(line)
        self._detail.set_words(f"{hung}  ·  {bag_source(line.bag)}")
        kept = "" if line.bag.given_ml is None else typed_amount(line.bag.given_ml)
        edit = self.frame.edit
        if self._refused or (edit.hasFocus() and not edit.is_kept and edit.kept == kept):
            return
        edit.set_kept(kept)
        self.frame.set_state(BoxState.PLAIN if line.is_told else BoxState.ASKED)
        self._say("" if line.is_told else _asked_words(line), "triangle-alert", "askInk")

    def refuse(self, words: str) -> None:
        """Refuse an amount; the text stays, and brings the cursor back once."""
        self._refused = words
        self.frame.set_state(BoxState.REFUSED)
        self._say(wording.sentence(words), "ban", "stopInk")
        self.frame.edit.hold()
        if self.frame.edit.text() != self._brought_back:
            self._brought_back = self.frame.edit.text()
            QTimer.singleShot(0, self, self._go_back)  # after Qt has finished moving the focus

    def refuse_waste(self, words: str) -> None:
        """Refuse what was wasted; the text stays."""
        self.waste.set_state(BoxState.REFUSED)
        self.waste.edit.hold()
        self._say(wording.sentence(words), "ban", "stopInk")

    def _show_waste(self, line: BagLine) -> None:
        """What is left of a bag that was told is asked for, or shown as it was told."""
        wasted = line.bag.wasted_ml
        self.waste.setVisible(wasted is not None or bool(line.left_ml))
        edit = self.waste.edit
        if edit.hasFocus() and not edit.is_kept:
            return
        edit.set_kept("" if wasted is None else typed_amount(wasted))
        self.waste.set_state(BoxState.PLAIN)

    def _say(self, words: str, icon: str, ink: str) -> None:
        self._note.set_words(words, ink)
        self._mark.show_icon(icon, ink)
        for part in (self._note, self._mark):
            part.setVisible(bool(words))
        self.frame.edit.setAccessibleDescription(words)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._detail)
        note = QHBoxLayout()
        note.setSpacing(4)
        note.addWidget(self._mark)
        note.addWidget(self._note, 1)
        words.addLayout(note)
        self._name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        amounts = QVBoxLayout()
        amounts.setSpacing(4)
        amounts.addWidget(self.frame)
        amounts.addWidget(self.waste)
        row.addLayout(words, 1)
        row.addLayout(amounts)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 6, 0, 0)
        rows.setSpacing(6)
        rows.addLayout(row)
        rows.addWidget(Hairline(self))

    @Slot()
    def _go_back(self) -> None:
        if self._refused and not is_covered(self):
            self.frame.edit.setFocus()

    @Slot(str)
    def _on_left(self, text: str) -> None:
        self._refused = ""
        self.entered.emit(self._bag_id, text)

    @Slot(str)
    def _on_waste_left(self, text: str) -> None:
        self.wasted.emit(self._bag_id, text)

    @Slot()
    def _on_given_up(self) -> None:
        self._refused = ""
        self.entered.emit("", "")


class BagsCard(ScrollCard):
    """The ledger: `show_view(view)`; `given(id, text)` when an amount was typed."""

    given = Signal(str, str)
    wasted = Signal(str, str)
    by_machine_wanted = Signal()  # every bag still to be told gave what the machine leaves for it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Bags"), parent=parent)
        self.by_machine = ActionButton(_("All as by the machine"), "check", parent=self.inside)
        self.by_machine.setObjectName("bags_by_machine")
        self.sums = BagSums(self.inside)
        self._mark = IconMark("triangle-alert", "askInk", 16, self.inside)
        self._differ = Words("", "labelBold", "askInk", self.inside).wrapped()
        self._line = QWidget(self.inside)
        self._none = Words(_("No bag is on record."), "label", "ink2", self.inside)
        self._rows: dict[str, BagRow] = {}
        self._ledger: Ledger | None = None
        self._lay_out_sums()

    @property
    def rows(self) -> tuple[BagRow, ...]:
        """The rows in the order in which the bags were hung."""
        return tuple(self._rows.values())

    def show_view(self, view: SessionView) -> None:
        """Show the bags as they are on record."""
        ledger = bag_ledger(view)
        self._ledger = ledger
        note = wording.counted(len(ledger.lines), _("bag"), _("bags"))
        if ledger.to_tell:
            note = _("{count} to tell").format(count=ledger.to_tell)
        self.heading.show_note(note, "askInk" if ledger.to_tell else "ink2")
        self.sums.show_ledger(ledger)
        self._show_difference(view, ledger)
        self._none.setVisible(not ledger.lines)
        asked = [line for line in ledger.lines if line.by_machine_ml is not None]
        self.by_machine.setVisible(bool(asked))
        if [line.bag.id for line in ledger.lines] != list(self._rows):
            self._make_rows(ledger)
        for line in ledger.lines:
            self._rows[line.bag.id].show_line(line)

    @Slot(str, str)
    def refuse(self, bag_id: str, words: str) -> None:
        """Refuse the amount of a bag."""
        self._rows[bag_id].refuse(words)

    @Slot(str, str)
    def refuse_waste(self, bag_id: str, words: str) -> None:
        """Refuse what was wasted of a bag."""
        self._rows[bag_id].refuse_waste(words)

    def _show_difference(self, view: SessionView, ledger: Ledger) -> None:
        found = [one for one in view.findings(Phase.CLOSE) if one.code == DISAGREE]
        self._line.setVisible(bool(found))
        if found and ledger.machine_ml is not None and ledger.bags_ml is not None:
            apart = wording.millilitres(abs(ledger.machine_ml - ledger.bags_ml))
            self._differ.set_words(_("Machine and bags are {ml} apart").format(ml=apart))

    def _make_rows(self, ledger: Ledger) -> None:
        for row in self._rows.values():
            self.remove(row)
        self._rows = {}
        for line in ledger.lines:
            row = BagRow(line, self.inside)
            row.entered.connect(self._on_entered)
            row.wasted.connect(self.wasted)
            self._rows[line.bag.id] = row
            self.add(row)

    def _lay_out_sums(self) -> None:
        row = QHBoxLayout(self._line)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(6)
        row.addWidget(self._mark)
        row.addWidget(self._differ, 1)
        self._line.hide()
        rule = Hairline(self.inside)
        for part in (self.sums, self._line, self.by_machine, rule, self._none):
            self.add(part)
        self.by_machine.clicked.connect(self.by_machine_wanted)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 300)

    @Slot(str, str)
    def _on_entered(self, bag_id: str, text: str) -> None:
        if bag_id:
            self.given.emit(bag_id, text)
        elif self._ledger is not None:  # Esc brought an amount back
            for line in self._ledger.lines:
                self._rows[line.bag.id].show_line(line)


def typed_amount(amount: Decimal) -> str:
    """An amount as one types it."""
    return wording.plain(amount).replace(wording.THIN_SPACE, "")


def _asked_words(line: BagLine) -> str:
    if line.by_machine_ml is None:
        return _("how much of it was given?")
    amount = wording.millilitres(line.by_machine_ml)
    return _("how much? {amount} by the machine").format(amount=amount)
