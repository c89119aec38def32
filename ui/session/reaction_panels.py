"""What is asked of an infection, of a clot, and of the plasma that was given before a reaction."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.language import gettext as _
from plexlog.domain.records import Clotting, Culture, Infection, Reaction, Session
from plexlog.domain.words import ClotLocation, InfectionSource, Word
from plexlog.services import events_followed
from plexlog.services.open_session import SessionView
from ui.session.reaction_timeline import TimeLine
from ui.widgets.box import BoxLabels, BoxState
from ui.widgets.cards import Heading
from ui.widgets.choices import CheckRow, ChoiceRow, GradeRows, Option
from ui.widgets.field_box import FieldBox
from ui.widgets.painting import Words
from ui.widgets.scroll import ScrollColumn
from ui.widgets.tab_anchor import TabAnchor

SIGNS = ("redness", "pus", "pain", "swelling", "fever", "chills")
_GAP = 8
_SIGNS_ACROSS = 3
CLOT_ACTIONS = [
    Option("thrombolytic-lock", _("Lumen lysed")),
    Option("circuit-changed", _("Set changed")),
    Option("access-changed", _("Catheter changed")),
    Option("flush", _("Flushed")),
]


class Panel(ScrollColumn):
    """A column of questions that scrolls; `chosen`, `entered` and `sign_ticked` tell changes."""

    chosen = Signal(str, str)  # code, key
    entered = Signal(str, str)  # code, text
    sign_ticked = Signal(str, bool)  # sign, whether it is there

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self.column.setSpacing(_GAP)
        self.column.setContentsMargins(0, 0, 10, 0)
        self.boxes: dict[str, FieldBox] = {}

    def add_choice(
        self, code: str, label: str, options: Sequence[Option], columns: int = 0
    ) -> ChoiceRow:
        """One more row of choices."""
        row = ChoiceRow(code, label, options, columns, self.inside)
        row.entered.connect(self.chosen)
        self.add(row)
        return row

    def add_boxes(self, *labels: BoxLabels) -> None:
        """Boxes side by side, two in a row."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for place, each in enumerate(labels):
            box = FieldBox(each, self.inside)
            box.entered.connect(self.entered)
            self.boxes[each.code] = box
            grid.addWidget(box, place // 2, place % 2)
        for column in range(2):
            grid.setColumnStretch(column, 1)
        holder = QWidget(self.inside)
        grid.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(grid)
        self.add(holder)

    def keep(self, code: str, text: str) -> None:
        """Show what is on record, unless something refused stands there still."""
        box = self.boxes[code]
        if box.state is not BoxState.REFUSED or box.edit.kept != text:
            box.keep(text)


def _labels(code: str, label: str, unit: str = "", reach: str = "") -> BoxLabels:
    return BoxLabels(code=code, label=label, unit=unit, range=reach)


def words(kind: type[Word]) -> list[Option]:
    """The words of an enumeration to choose from."""
    return [Option(word.value, wording.sentence(word.label)) for word in kind]


class InfectionPanel(Panel):
    """An infection, followed: source, signs, fever, cultures with results, what was done."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Infection"), parent)
        self._source = self.add_choice(
            "source", _("Where the infection is suspected"), words(InfectionSource), 3
        )
        self._signs = {sign: CheckRow(sign, wording.sentence(sign), "", self) for sign in SIGNS}
        self._signs_head = Heading(_("Its signs"), parent=self.inside)
        self.add(self._signs_head)
        self._add_signs()
        self.add_boxes(
            _labels("exit_site_score", _("Exit-site score"), "", _("0 to 10, your scale")),
            _labels("catheter_days", _("Catheter day"), "", _("insertion is day 1")),
        )
        self._fever = Words("", "label", "ink2", self.inside).wrapped()
        self.add(self._fever)
        self.add_boxes(
            _labels("culture", _("Culture taken from"), "", _("adds one, with the time"))
        )
        self._cultures = QWidget(self.inside)
        self._rows = QGridLayout(self._cultures)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._anchor = TabAnchor(self._cultures)
        self._results: list[FieldBox] = []
        self.add(self._cultures)
        self.add_boxes(
            _labels("organism", _("Organism")),
            _labels("antibiotics", _("Antibiotic")),
            _labels("line_removed_on", _("Line removed on"), "", "2026-11-22"),
        )

    def show_reaction(self, reaction: Reaction, view: SessionView) -> None:
        """Show what is on record, and what the record knows besides."""
        found = reaction.infection
        self._source.set_chosen("" if found is None else found.source.value)
        there = (found.signs if found else None) or ()
        for sign, row in self._signs.items():
            row.setChecked(sign in there)
            row.setEnabled(found is not None)
        self._signs_head.show_note("" if found else _("say first where it is suspected"))
        days = events_followed.days_of_catheter(view, reaction.onset_at)
        told = "" if days is None else _("day {day} by the record").format(day=days)
        self.boxes["catheter_days"].show_last(told)
        self._fever.set_words(_fever(view.session))
        self._show_boxes(found)
        self._show_cultures((found.cultures if found else None) or ())

    def _show_boxes(self, found: Infection | None) -> None:
        for code in ("exit_site_score", "catheter_days", "organism", "antibiotics"):
            value = None if found is None else getattr(found, code)
            self.keep(code, "" if value is None else str(value))
        day = None if found is None else found.line_removed_on
        self.keep("line_removed_on", "" if day is None else wording.day(day))
        self.keep("culture", "")

    def _show_cultures(self, cultures: tuple[Culture, ...]) -> None:
        for place in range(len(self._results), len(cultures)):
            box = FieldBox(_labels(f"result_{place}", _result_label(cultures[place])), self.inside)
            box.entered.connect(self.entered)
            self._results.append(box)
            self.boxes[box.code] = box
            self._rows.addWidget(box, place, 0)
        self._anchor.lead([box.edit for box in self._results])
        for place, culture in enumerate(cultures):
            self.keep(f"result_{place}", culture.result or "")
        self._cultures.setVisible(bool(cultures))

    def _add_signs(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        for place, row in enumerate(self._signs.values()):
            row.ticked.connect(self.sign_ticked)
            grid.addWidget(row, place // _SIGNS_ACROSS, place % _SIGNS_ACROSS)
        holder = QWidget(self.inside)
        holder.setLayout(grid)
        self.add(holder)


def _result_label(culture: Culture) -> str:
    taken = f", {culture.taken_at.clock}" if culture.taken_at else ""
    return _("Result, {site}{taken}").format(site=culture.site, taken=taken)


def _fever(session: Session) -> str:
    rise = events_followed.temperature_rise(session)
    if rise.value is None:
        return _("Fever in the run cannot be told: {why}.").format(why=rise.working)
    signed = wording.number(rise.value, 1, signed=True)
    return _("Change of the temperature in the run {rise} °C: {working}.").format(
        rise=signed, working=rise.working
    )


class ClottingPanel(Panel):
    """A clot, followed: where, what was done, what was lost, and the pressures of its time."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Clotting"), parent)
        self._location = self.add_choice("location", _("Where"), words(ClotLocation), 3)
        self._action = self.add_choice("clot_action", _("What was done"), CLOT_ACTIONS, 2)
        self._rinsed = self.add_choice(
            "rinsed_back",
            _("Blood in the set"),
            [Option("yes", _("Given back")), Option("no", _("Not given back"))],
        )
        self.add_boxes(
            _labels("blood_lost_ml", _("Blood lost"), "mL", _("empty: not known")),
            _labels("lumen", _("Lumen"), "", _("as it is named")),
        )
        self._working = Words("", "label", "ink2", self.inside).wrapped()
        self.add(self._working)
        self.add(Heading(_("At the time"), parent=self.inside))
        self._conditions = Words("", "label", "ink2", self.inside).wrapped()
        self.add(self._conditions)

    def show_reaction(self, reaction: Reaction, view: SessionView) -> None:
        """Show what is on record, with the working of the blood lost."""
        clot = reaction.clotting
        self._location.set_chosen("" if clot is None else clot.location.value)
        self._action.set_chosen("" if clot is None else clot.action or "")
        back = None if clot is None else clot.not_rinsed_back
        self._rinsed.set_chosen("" if back is None else "no" if back else "yes")
        lost = None if clot is None else clot.blood_lost_ml
        self.keep("blood_lost_ml", "" if lost is None else wording.plain(lost))
        self.keep("lumen", "" if clot is None else clot.lumen or "")
        worked = events_followed.blood_lost(view.session)
        self._working.set_words(
            _("If not given back: {working}. What is typed counts.").format(working=worked.working)
        )
        self._conditions.set_words(condition_words(clot))


def condition_words(clot: Clotting | None) -> str:
    """Pressures, ionised calcium, ratio and fraction of the time of a clot."""
    parts = []
    for taken in (clot.conditions if clot else None) or ():
        for code, measured in taken.values.items():
            declared = CATALOGUE[code]
            said = wording.quantity_with_unit(declared, measured)
            parts.append(f"{declared.label} {said} ({taken.at.clock})")
    if clot is not None and clot.anticoagulant_ratio is not None:
        parts.append(
            _("inlet to anticoagulant {ratio} : 1").format(
                ratio=wording.plain(clot.anticoagulant_ratio)
            )
        )
    if clot is not None and clot.filtration_fraction_percent is not None:
        parts.append(
            _("filtration fraction {percent} %").format(
                percent=wording.plain(clot.filtration_fraction_percent)
            )
        )
    return "\n".join(parts) or _("No pressures or calcium recorded until then.")


class UnitsPanel(Panel):
    """Every unit of plasma that was given, to say which one it may be; then what happened."""

    def __init__(self, course: TimeLine, parent: QWidget) -> None:
        super().__init__(_("Plasma given, and what happened"), parent)
        self._course = course
        self._anchor = TabAnchor(self)
        self.add(course)
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self._rows: GradeRows | None = None

    def show_reaction(self, reaction: Reaction, view: SessionView) -> None:
        """Show the units, the last first, and what happened in order."""
        self._course.show_reaction(reaction)
        units = events_followed.plasma_given(view, reaction)
        shown = tuple((one.bag.id, *_unit_words(one)) for one in units)
        if shown != self._shown:
            self._shown = shown
            self._make_rows()
        if self._rows is not None:
            self._rows.set_chosen(reaction.bag_id or "")

    def _make_rows(self) -> None:
        if self._rows is not None:
            self.column.removeWidget(self._rows)
            self._rows.hide()
            self._rows.deleteLater()
            self._rows = None
        options = [
            Option(key, word, numeral=str(place), meaning=meaning)
            for place, (key, word, meaning) in enumerate(self._shown, start=1)
        ]
        if options:
            label = _("Which unit of plasma it may belong to")
            self._rows = GradeRows("bag_id", label, options, self.inside)
            self._rows.entered.connect(self.chosen)
            self.column.insertWidget(0, self._rows)
            self._rows.show()
            self._anchor.lead([self._rows.button(key) for key, *_words in self._shown])


def _unit_words(unit: events_followed.UnitInWindow) -> tuple[str, str]:
    """Donation number with the fluid; then start, volume and the definitions it still fits."""
    bag = unit.bag
    name = bag.din or (_("lot {lot}").format(lot=bag.lot) if bag.lot else bag.fluid.label)
    started = bag.started_at.clock if bag.started_at else _("start not recorded")
    volume = wording.with_unit(wording.plain(bag.volume_ml), "mL")
    parts = []
    if unit.minutes is not None:
        parts.append(
            _("ran at the onset")
            if unit.minutes == 0
            else _("ended {time} h before").format(time=wording.hours_minutes(unit.minutes))
        )
    fits = ", ".join(f"{one.name} {one.hours:g} h" for one in unit.open_windows)
    parts.append(_("within {fits}").format(fits=fits) if fits else bag.fluid.label)
    return f"{name}  ·  {started}  ·  {volume}", "  ·  ".join(parts)
