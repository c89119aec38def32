"""What to do about a reaction, and what was done: rows to tick, each with its time."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.facts import ActionFact, ReactionFact
from plexlog.domain.language import gettext as _
from plexlog.domain.records import Reaction
from ui.widgets.choices import CheckRow
from ui.widgets.icons import IconMark
from ui.widgets.painting import Words
from ui.widgets.scroll import ScrollColumn
from ui.widgets.tab_anchor import TabAnchor

DEEDS_ACROSS = 2
_GAP = 4


class StepCard(QWidget):
    """The unit's steps for a kind, in their order; `ticked(step, on)` keeps each with its time."""

    ticked = Signal(str, bool)  # the step in its words, whether it was done

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("fill", "tint")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = Words("", "section", parent=self)
        self._source = Words("", "hint", "ink2", self).wrapped()
        self._scroll = ScrollColumn(_("What to do"), self)
        self._anchor = TabAnchor(self)
        self._rows: dict[str, CheckRow] = {}
        self._lay_out()

    def show_reaction(self, fact: ReactionFact | None, reaction: Reaction | None) -> None:
        """Show the steps of a kind, those that were done with their time."""
        self._title.set_words(_title(fact))
        self._source.set_words("" if fact is None else fact.source)
        done = {one.step: one for one in (reaction.steps if reaction else None) or ()}
        wanted = dict.fromkeys((*(() if fact is None else fact.steps), *done))
        if list(wanted) != list(self._rows):
            self._make_rows(list(wanted))
        for step, row in self._rows.items():
            taken = done.get(step)
            row.setChecked(taken is not None)
            row.show_note("" if taken is None else taken.at.clock)

    def _make_rows(self, steps: list[str]) -> None:
        for row in self._rows.values():
            self._scroll.column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = {}
        for step in steps:
            row = CheckRow(step, step, parent=self._scroll.inside)
            row.ticked.connect(self.ticked)
            self._rows[step] = row
            self._scroll.add(row)
            row.show()
        self._anchor.lead(list(self._rows.values()))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconMark("clipboard-list", "primary", 18, self))
        head.addWidget(self._title, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 8, 12, 8)
        rows.setSpacing(_GAP)
        rows.addLayout(head)
        self._scroll.column.setSpacing(_GAP)
        rows.addWidget(self._scroll, 1)
        rows.addWidget(self._source)


class DeedRows(ScrollColumn):
    """What was done: a row to tick for each usual action of the kind. `ticked(action, on)`."""

    ticked = Signal(str, bool)  # action, whether done

    def __init__(self, labels: Mapping[str, ActionFact], parent: QWidget) -> None:
        super().__init__(_("What was done"), parent)
        self._labels = labels
        self._anchor = TabAnchor(self)
        self._rows: dict[str, CheckRow] = {}
        self._holder = QWidget(self.inside)
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        for column in range(DEEDS_ACROSS):
            self._grid.setColumnStretch(column, 1)
        self.add(self._holder)

    def show_reaction(self, fact: ReactionFact | None, reaction: Reaction | None) -> None:
        """Show the usual actions of a kind, and others that were done."""
        done = {one.action: one for one in (reaction.actions if reaction else None) or ()}
        usual = () if fact is None else fact.actions
        wanted = dict.fromkeys((*usual, *done))
        if list(wanted) != list(self._rows):
            self._make_rows(list(wanted))
        for action, row in self._rows.items():
            taken = done.get(action)
            row.setChecked(taken is not None)
            said = () if taken is None else (wording.clock(taken.at), taken.detail or "")
            row.show_note("  ".join(part for part in said if part))

    def label(self, action: str) -> str:
        """An action in words."""
        known = self._labels.get(action)
        return wording.sentence(wording.words_of(action)) if known is None else known.label

    def _make_rows(self, actions: list[str]) -> None:
        for row in self._rows.values():
            self._grid.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = {}
        for place, action in enumerate(actions):
            row = CheckRow(action, self.label(action), parent=self._holder)
            row.ticked.connect(self.ticked)
            self._rows[action] = row
            self._grid.addWidget(row, place // DEEDS_ACROSS, place % DEEDS_ACROSS)
            row.show()
        self._anchor.lead(list(self._rows.values()))


def _title(fact: ReactionFact | None) -> str:
    if fact is None:
        return _("What kind is it?")
    return _("What to do") + f"  ·  {wording.spoken(fact.label)}"
