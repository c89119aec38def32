"""Body systems: attested one by one; what was last told stands beside, and is never taken over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.moments import Moment
from plexlog.domain.records import SystemFinding
from plexlog.domain.words_before import BodySystem, SystemState
from plexlog.services.attesting import SystemLine
from ui.session.fold import Fold
from ui.session.reading_order import focus_on
from ui.session.value_boxes import is_at_rest
from ui.widgets.box import BoxLabels
from ui.widgets.choices import ChoiceRow, Option
from ui.widgets.field_box import FieldBox
from ui.widgets.painting import Words

_LABEL_WIDTH = 112


class SystemRow(QWidget):
    """One system: three choices, the words of a finding, and how it was last."""

    attested = Signal(str, str, str)  # system, state, note

    def __init__(self, system: BodySystem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._system = system
        options = (
            Option(SystemState.UNREMARKABLE.value, _("Nothing found")),
            Option(SystemState.NO_CHANGE.value, _("No change")),
            Option(SystemState.FINDING.value, _("Finding")),
        )
        self.choice = ChoiceRow(f"system_{system.value}", "", options, parent=self)
        self.choice.setAccessibleName(system.label)
        self.note = FieldBox(BoxLabels(code=f"system.{system.value}", label=_("Finding")), self)
        self._said = Words("", "hint", "ink2", self).wrapped()
        self._wants_note = False
        self._lay_out()
        self.choice.entered.connect(self._on_chosen)
        self.note.entered.connect(self._on_noted)

    def show_line(self, line: SystemLine, now: Moment) -> None:
        """Show what was attested today, and what was told last."""
        today = line.today
        if today is not None:
            self._wants_note = False
        is_finding = today is not None and today.state is SystemState.FINDING
        if not self._wants_note:
            self.choice.set_chosen("" if today is None else today.state.value)
            if is_at_rest(self.note, self.note.edit):
                self.note.keep((today.note or "") if today is not None else "")
        self.note.setVisible(is_finding or self._wants_note)
        self.choice.button(SystemState.NO_CHANGE.value).setEnabled(line.last is not None)
        self._said.set_words(_said(line, now))
        self._said.setVisible(bool(self._said.text()))

    def refuse(self, words: str) -> None:
        """Refuse what was typed; it stays."""
        self.note.refuse(words)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 2, 0, 4)
        rows.setSpacing(3)
        line = QHBoxLayout()
        label = Words(self._system.label, "labelBold", "ink2", self).wrapped()
        label.setFixedWidth(_LABEL_WIDTH)
        line.addWidget(label)
        line.addWidget(self.choice, 1)
        rows.addLayout(line)
        rows.addWidget(self._said)
        rows.addWidget(self.note)

    @Slot(str, str)
    def _on_chosen(self, _code: str, state: str) -> None:
        self._wants_note = state == SystemState.FINDING.value and not self.note.text()
        self.note.setVisible(state == SystemState.FINDING.value)
        if self._wants_note:
            focus_on(self.note)
        else:
            self.attested.emit(self._system.value, state, self.note.text())

    @Slot(str, str)
    def _on_noted(self, _code: str, text: str) -> None:
        self.note.edit.set_kept(text)
        self.note.settle()
        self._wants_note = not text.strip()
        self.attested.emit(self._system.value, SystemState.FINDING.value, text)


def _said(line: SystemLine, now: Moment) -> str:
    """Who attested today; and what was told last, with its session."""
    parts = []
    if line.today is not None:
        at = wording.clock_on(line.today.at, now.day)
        parts.append(_("attested by {name}, {at}").format(name=line.today.by, at=at))
    if line.last is not None:
        parts.append(
            _("session {number}: {how}").format(number=line.last_number, how=_how(line.last))
        )
    return " · ".join(parts)


def _how(told: SystemFinding) -> str:
    if told.state is SystemState.FINDING:
        return told.note or told.state.label
    return _("nothing found")


class SystemsLook(Fold):
    """The body systems under one heading; closed until somebody opens it."""

    attested = Signal(str, str, str)  # system, state, note

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Body systems"), parent)
        self.head.setObjectName("fold_systems")
        self._systems = {one.value: SystemRow(one, self) for one in BodySystem}
        for row in self._systems.values():
            row.attested.connect(self.attested)
            self.content.addWidget(row)

    def show_lines(self, lines: Sequence[SystemLine], now: Moment) -> None:
        """Show what was attested."""
        for line in lines:
            self._systems[line.system.value].show_line(line, now)
        count = sum(1 for line in lines if line.today is not None)
        self.show_note(_("{count} of {all} attested").format(count=count, all=len(lines)))

    @Slot(str, str)
    def refuse(self, place: str, words: str) -> None:
        """Refuse what was typed for a system."""
        system = place.removeprefix("system.")
        if place != system and system in self._systems:
            self._systems[system].refuse(words)
