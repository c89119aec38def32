"""The first page of a reaction: what kind, how severe, what was done about it."""

from __future__ import annotations

from collections.abc import Mapping
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.facts import ActionFact, GradeFact, ReactionFact
from plexlog.domain.records import Reaction
from plexlog.services.open_session import SessionView
from ui.widgets.cards import Heading
from ui.widgets.choices import CheckRow, ChoiceRow, GradeRows, Option
from ui.widgets.icons import IconMark
from ui.widgets.painting import Words
from ui.widgets.theme import worn_theme

TILES = 6
DONE_COLUMNS = 2
_SHARED = {
    "access": ("access", "clotting"),
    "dyspnoea": ("dyspnoea", "trali", "taco"),
}  # kinds behind one tile, the tile's own first


def tile_of(kind: str) -> str:
    """The tile behind which a kind stands."""
    return next((tile for tile, kinds in _SHARED.items() if kind in kinds), kind)


class ReactionTell(QWidget):
    """Kind, grade, procedure and relation at the left; what to do, what was done at the right."""

    kind_chosen = Signal(str, str)  # "kind", the kind
    chosen = Signal(str, str)  # code, key
    ticked = Signal(str, bool)  # action, whether done

    def __init__(
        self,
        kinds: Mapping[str, ReactionFact],
        grades: tuple[GradeFact, ...],
        actions: Mapping[str, ActionFact],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kinds_known = kinds
        self._actions_known = actions
        self._kind = ChoiceRow("kind", "", _tiles(kinds), TILES, self)
        self._sub = {
            tile: ChoiceRow(f"kind_{tile}", "", _options(kinds, shared), parent=self)
            for tile, shared in _SHARED.items()
        }
        self._grade = GradeRows("grade", _("How severe"), _grades(grades), self)
        self._procedure = ChoiceRow("procedure", _("Procedure"), _PROCEDURE, parent=self)
        self._relation = ChoiceRow(
            "relation", _("Caused by the procedure"), _RELATION, parent=self
        )
        self._card = _WhatToDo(self)
        self._done = _Done(self)
        self._vitals = Words("", "label", "ink2", self)
        self._lay_out()
        self._wire()

    def show_reaction(self, reaction: Reaction | None, view: SessionView) -> None:
        """Show what is on record."""
        kind = "" if reaction is None else reaction.kind.value
        self._kind.set_chosen(tile_of(kind) if kind else "")
        for tile, row in self._sub.items():
            row.setVisible(bool(kind) and tile_of(kind) == tile)
            row.set_chosen(kind)
        for row, value in (
            (self._grade, reaction and reaction.grade),
            (self._procedure, reaction and reaction.procedure),
            (self._relation, reaction and reaction.relation),
        ):
            row.set_chosen("" if not value else value.value)
            row.setEnabled(reaction is not None)
        fact = self._kinds_known.get(kind)
        self._card.show_fact(fact)
        self._done.show_actions(fact, reaction, self._actions_known)
        self._vitals.set_words(_last_vitals(view))

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        for part in (*self._sub.values(), self._grade, self._procedure, self._relation):
            left.addWidget(part)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self._card)
        right.addWidget(Heading(_("What was done"), parent=self))
        right.addWidget(self._done, 1)
        right.addWidget(self._vitals)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self._kind)
        rows.addLayout(columns, 1)

    def _wire(self) -> None:
        self._kind.entered.connect(self.kind_chosen)
        for row in self._sub.values():
            row.entered.connect(self.kind_chosen)
        for row in (self._grade, self._procedure, self._relation):
            row.entered.connect(self.chosen)
        self._done.ticked.connect(self.ticked)


class _WhatToDo(QWidget):
    """The unit's steps for a kind, numbered, on a tint."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("fill", "tint")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = Words("", "section", parent=self)
        self._source = Words("", "hint", "ink2", self).wrapped()
        self._steps = Words("", "label", parent=self).wrapped()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconMark("clipboard-list", "primary", 18, self))
        head.addWidget(self._title, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(14, 8, 14, 8)
        rows.setSpacing(4)
        rows.addLayout(head)
        rows.addWidget(self._steps)
        rows.addWidget(self._source)

    def show_fact(self, fact: ReactionFact | None) -> None:
        """Show the steps of a kind."""
        self._title.set_words(_title(fact))
        steps = () if fact is None else fact.steps
        self._steps.set_words("\n".join(f"{n}  {step}" for n, step in enumerate(steps, start=1)))
        self._source.set_words("" if fact is None else fact.source)
        self._source.setVisible(fact is not None)


class _Done(QScrollArea):
    """What was done: a row to tick for each usual action of the kind."""

    ticked = Signal(str, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: dict[str, CheckRow] = {}
        self._inside = QWidget(self)
        self._inside.setProperty("fill", "none")
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self.setWidgetResizable(True)
        self.setWidget(self._inside)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_actions(
        self,
        fact: ReactionFact | None,
        reaction: Reaction | None,
        labels: Mapping[str, ActionFact],
    ) -> None:
        """Show the usual actions of a kind, and others that were done."""
        done = {one.action: one for one in (reaction.actions if reaction else None) or ()}
        usual = () if fact is None else fact.actions
        wanted = dict.fromkeys((*usual, *done))
        if list(wanted) != list(self._rows):
            self._make_rows(list(wanted), labels)
        for action, row in self._rows.items():
            taken = done.get(action)
            row.setChecked(taken is not None)
            row.show_note("" if taken is None else wording.clock(taken.at))

    def _make_rows(self, actions: list[str], labels: Mapping[str, ActionFact]) -> None:
        for row in self._rows.values():
            self._grid.removeWidget(row)
            row.deleteLater()
        self._rows = {}
        for place, action in enumerate(actions):
            known = labels.get(action)
            label = wording.words_of(action) if known is None else known.label
            row = CheckRow(action, label, parent=self._inside)
            row.ticked.connect(self.ticked)
            row.setMinimumHeight(worn_theme().size("touch"))
            self._rows[action] = row
            self._grid.addWidget(row, place // DONE_COLUMNS, place % DONE_COLUMNS)
        self._grid.setRowStretch(len(actions), 1)


_PROCEDURE = [
    Option("continued", _("Continued")),
    Option("slowed", _("Slowed")),
    Option("paused", _("Paused")),
    Option("stopped", _("Stopped")),
]
_RELATION = [
    Option("definite", _("Definite")),
    Option("probable", _("Probable")),
    Option("possible", _("Possible")),
    Option("ruled-out", _("No")),
]


def _tiles(kinds: Mapping[str, ReactionFact]) -> list[Option]:
    words = {"access": _("Access, clotting"), "dyspnoea": _("Breathing")}
    tips = {"dyspnoea": _("TRALI, TACO")}
    return [
        Option(code, words.get(code, fact.label), fact.icon, tip=tips.get(code, ""))
        for code, fact in kinds.items()
        if tile_of(code) == code
    ]


def _options(kinds: Mapping[str, ReactionFact], codes: tuple[str, ...]) -> list[Option]:
    return [Option(code, kinds[code].label) for code in codes if code in kinds]


def _grades(grades: tuple[GradeFact, ...]) -> list[Option]:
    return [
        Option(one.code, one.label, numeral=one.code, meaning=one.definition) for one in grades
    ]


def _title(fact: ReactionFact | None) -> str:
    if fact is None:
        return _("What kind is it?")
    return _("What to do") + f"  ·  {wording.sentence(fact.label).lower()}"


def _last_vitals(view: SessionView) -> str:
    """The last pressure, pulse and saturation, with their time."""
    readings = sorted(view.session.readings or (), key=lambda one: one.at, reverse=True)
    for reading in readings:
        values = reading.values
        if "systolic_mmhg" in values:
            pressure = wording.pressure(values["systolic_mmhg"], values.get("diastolic_mmhg"))
            pulse = values.get("pulse_per_min")
            spo2 = values.get("spo2_percent")
            parts = [pressure]
            if pulse is not None:
                parts.append(f"{wording.plain(pulse.value)} /min")
            if spo2 is not None:
                parts.append(wording.with_unit(wording.plain(spo2.value), "%"))
            ago = wording.number(view.now.minutes_since(reading.at))
            when = _("{time}, {ago} min ago").format(time=reading.at.clock, ago=ago)
            return _("Last vitals") + "   " + "  ·  ".join(parts) + "   " + when
    return _("No vitals in this run yet")
