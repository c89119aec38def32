"""The first page of a reaction: what kind, how severe, what to do and what was done."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.facts import ActionFact, GradeFact, ReactionFact
from plexlog.domain.language import gettext as _
from plexlog.domain.moments import Moment
from plexlog.domain.records import Reaction, Snapshot
from plexlog.services.open_session import SessionView
from ui.session.reaction_card import DeedRows, StepCard
from ui.session.reaction_forms import DeedForm, VitalsForm
from ui.widgets.buttons import ActionButton
from ui.widgets.choices import ChoiceRow, GradeRows, Option
from ui.widgets.icons import IconMark
from ui.widgets.painting import Run, RunLine

TILES = 6
TO_DO, DONE = "to-do", "done"
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
    step_ticked = Signal(str, bool)  # step, whether done

    def __init__(
        self,
        kinds: Mapping[str, ReactionFact],
        grades: tuple[GradeFact, ...],
        actions: Mapping[str, ActionFact],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kinds_known = kinds
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
        self._side = ChoiceRow("side", "", _SIDES, parent=self)
        self._card = StepCard(self)
        self.deeds = DeedRows(actions, self)
        self.deed_form = DeedForm(self)
        self.vitals_form = VitalsForm(self)
        self._left = QVBoxLayout()
        self._pages = QStackedWidget(self)
        self.vitals = VitalsBar(self)
        self._lay_out()
        self._wire()

    def show_reaction(self, reaction: Reaction | None, view: SessionView) -> None:
        """Show what is on record."""
        kind = "" if reaction is None else reaction.kind.value
        self._kind.set_chosen(tile_of(kind) if kind else "")
        for tile, row in self._sub.items():
            row.setVisible(bool(kind) and tile_of(kind) == tile)
            row.set_chosen(kind)
        has_sub = bool(kind) and tile_of(kind) in self._sub
        self._grade.set_compact(is_compact=has_sub)
        self._left.setSpacing(2 if has_sub else 8)
        for choice, value in (
            (self._grade, reaction and reaction.grade),
            (self._procedure, reaction and reaction.procedure),
            (self._relation, reaction and reaction.relation),
        ):
            choice.set_chosen("" if not value else value.value)
            choice.setEnabled(reaction is not None)
        fact = self._kinds_known.get(kind)
        self._card.show_reaction(fact, reaction)
        self.deeds.show_reaction(fact, reaction)
        for part in (self._side, self._pages, self.vitals):
            part.setVisible(reaction is not None)
        attached = (reaction.vitals if reaction else None) or ()
        now = None if view.session.paper is not None else view.now
        self.vitals.show_snapshot(attached[-1] if attached else None, now)

    @Slot(str, str)
    def show_side(self, _code: str, side: str) -> None:
        """Show what to do, or what was done."""
        self._side.set_chosen(side)
        self._show_page(self._card if side == TO_DO else self.deeds)

    @Slot()
    def show_deeds(self) -> None:
        """Back to what was done."""
        self.show_side("side", DONE)

    @Slot()
    def show_vitals_form(self) -> None:
        """Ask for new vitals."""
        self._show_page(self.vitals_form)
        self.vitals_form.begin()

    def show_deed_form(self) -> None:
        """Ask for more about a deed."""
        self._show_page(self.deed_form)
        self.deed_form.focus_first()

    def _show_page(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self._side.setVisible(page in (self._card, self.deeds))
        self.vitals.set_asking(is_asking=page is self.vitals_form)

    def _lay_out(self) -> None:
        left = self._left
        for part in (*self._sub.values(), self._grade, self._procedure, self._relation):
            left.addWidget(part)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self._side)
        for page in (self._card, self.deeds, self.deed_form, self.vitals_form):
            self._pages.addWidget(page)
        right.addWidget(self._pages, 1)
        right.addWidget(self.vitals)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self._kind)
        rows.addLayout(columns, 1)
        self.show_side("side", TO_DO)

    def _wire(self) -> None:
        self._kind.entered.connect(self.kind_chosen)
        for row in self._sub.values():
            row.entered.connect(self.kind_chosen)
        for choice in (self._grade, self._procedure, self._relation):
            choice.entered.connect(self.chosen)
        self._side.entered.connect(self.show_side)
        self._card.ticked.connect(self.step_ticked)
        self.deeds.ticked.connect(self.ticked)
        self.deed_form.put_off_wanted.connect(self.show_deeds)
        self.vitals_form.put_off_wanted.connect(self.show_deeds)
        self.vitals.wanted.connect(self.show_vitals_form)


class VitalsBar(QWidget):
    """The vitals attached last, with their time; `wanted` asks for new ones."""

    wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("fill", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._line = RunLine((), self)
        self._new = ActionButton(_("New vitals"), parent=self)
        self._new.setObjectName("new_vitals")
        self._new.clicked.connect(self.wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconMark("activity", "ink2", 18, self))
        row.addWidget(self._line, 1)
        row.addWidget(self._new)

    def show_snapshot(self, taken: Snapshot | None, now: Moment | None) -> None:
        """Show what is attached; how long ago, unless it is of a sheet of paper."""
        if taken is None:
            self._line.show_runs((Run(_("No vitals attached"), "label", "ink2"),))
            return
        when = taken.at.clock
        if now is not None:
            ago = wording.number(max(now.minutes_since(taken.at), 0))
            when = _("{time}, {ago} min ago").format(time=when, ago=ago)
        self._line.show_runs(
            (
                Run(_("Attached"), "label", "ink2"),
                Run(vitals_words(taken), "labelBold", "ink", 8),
                Run(when, "label", "ink2", 8),
            )
        )

    def set_asking(self, *, is_asking: bool) -> None:
        """Whether new ones are being typed."""
        self._new.setEnabled(not is_asking)


def vitals_words(taken: Snapshot) -> str:
    """Pressure, pulse and saturation of a snapshot."""
    values = taken.values
    parts = []
    if "systolic_mmhg" in values or "diastolic_mmhg" in values:
        parts.append(wording.pressure(values.get("systolic_mmhg"), values.get("diastolic_mmhg")))
    for code, unit in (("pulse_per_min", "/min"), ("spo2_percent", "%"), ("temperature_c", "°C")):
        if code in values:
            parts.append(wording.with_unit(wording.plain(values[code].value), unit))
    return "  ·  ".join(parts)


_SIDES = [Option(TO_DO, _("What to do")), Option(DONE, _("What was done"))]
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
