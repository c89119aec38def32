"""The pages of the gallery, made of the kit's parts alone; people and numbers are invented."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tests.ui.gallery_findings import (
    ASK_DROP,
    ASK_WEIGHT,
    NOT_ASSESSED,
    NOTICE,
    OVERRIDDEN,
    REFUSED,
    STOP_ACE,
)
from ui.shell.rail import Place
from ui.widgets.box import BoxLabels
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.cards import Card, Hairline, Heading
from ui.widgets.checklist import ChecklistItemView, ItemView, Mark
from ui.widgets.chip import Chip
from ui.widgets.choices import CheckRow, ChoiceBox, ChoiceRow, GradeRows, Option
from ui.widgets.dialog import REACTION, DialogFrame
from ui.widgets.do_now import ActView, DoNowLine
from ui.widgets.field_box import FieldBox, PressureBox
from ui.widgets.finding import FindingCard
from ui.widgets.finding_lane import FindingLane
from ui.widgets.glance import GlanceLink, GlanceRow, OfferRow
from ui.widgets.painting import Words
from ui.widgets.scroll import ScrollColumn
from ui.widgets.svg_view import SvgView
from ui.widgets.tile import Tile, TileState, TileView

ALL_PLACES = (
    Place("today", "layout-dashboard", "Today"),
    Place("patients", "users", "Patients"),
    Place("unit", "chart-column", "Unit"),
    Place("reports", "file-text", "Reports"),
    Place("setup", "settings", "Setup"),
)


def assess_page() -> QWidget:
    """The second step: checklist, values, at a glance."""
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(16, 12, 16, 12)
    row.setSpacing(8)
    row.addWidget(_checklist(), 488)
    row.addWidget(_values(), 458)
    row.addWidget(_glance(), 300)
    return page


def _checklist() -> Card:
    card = Card("Checklist", "5 of 8 answered")
    card.heading.set_bold_note()
    card.set_padding(1, 12, 1)
    card.heading.setContentsMargins(11, 0, 11, 0)
    card.body.addSpacing(8)
    done = Mark.DONE
    items = [
        ItemView(
            code="a", question="Consent valid today", mark=done, answer="2026-11-16", time="13:08"
        ),
        ItemView(code="b", question="Order read, fluid and volume agree", mark=done, time="13:09"),
        ItemView(
            code="c",
            question="ACE inhibitor in the last 24 h?",
            mark=Mark.STOPS,
            answer="yes",
            time="13:12",
            finding=STOP_ACE,
        ),
        ItemView(
            code="d",
            question="Pregnancy asked",
            mark=Mark.NOT_APPLICABLE,
            answer="not applicable",
            time="13:12",
        ),
        ItemView(
            code="e", question="Haematocrit within 48 h", mark=done, answer="36 %", time="07:50"
        ),
        ItemView(code="f", question="Catheter site looked at", note="holds the step"),
        ItemView(code="g", question="Calcium and emergency drugs at hand", note="holds the step"),
        ItemView(code="h", question="Weight today", mark=Mark.ASKS, note="to answer"),
    ]
    column = ScrollColumn("Checklist")
    for item in items:
        view = ChecklistItemView(item)
        view.set_open(item.code == "f")
        column.add(view)
    card.body.addWidget(Hairline())
    card.body.addWidget(column, 1)
    return card


def _values() -> Card:
    card = Card("Today’s values")
    weight = _field(
        "weight", "Weight", "kg", "134.5", "last 61.2 kg, 2026-11-18", "plausible 35–160"
    )
    weight.ask()
    scroll = ScrollColumn("Values")
    scroll.column.setSpacing(8)
    scroll.add(weight)
    scroll.add(FindingCard(ASK_WEIGHT))
    pairs = QWidget()
    grid = QGridLayout(pairs)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(7)
    pressure = PressureBox(
        BoxLabels(code="systolic", label="Blood pressure", unit="mmHg"), "diastolic"
    )
    pressure.keep("138", "82")
    pressure.show_last("last 124/70, 2026-11-18")
    parts = [
        pressure,
        _field("pulse", "Pulse", "/min", "74", "last 78, 2026-11-18"),
        _field("temp", "Temperature", "°C", "36.6", "last 36.5, 2026-11-18"),
        _field("spo2", "SpO₂", "%", "98", "last 98, 2026-11-18"),
        _field("ica", "Ionised calcium", "mmol/L", "", "last 1.16, 2026-11-18", "0.50–2.00"),
        _field("height", "Height", "cm", "165", "from session 1"),
    ]
    for place, part in enumerate(parts):
        grid.addWidget(part, place // 2, place % 2)
        grid.setColumnStretch(place % 2, 1)
    scroll.add(pairs)
    card.body.addSpacing(6)
    card.body.addWidget(scroll, 1)
    return card


def _field(code: str, label: str, unit: str, text: str, last: str, limits: str = "") -> FieldBox:
    box = FieldBox(BoxLabels(code=code, label=label, unit=unit, range=limits))
    box.keep(text)
    box.show_last(last)
    return box


def _glance() -> Card:
    card = Card("At a glance")
    for row in (
        GlanceRow("Plasma volume", "2.44", "L"),
        GlanceRow("Target 1.0 PV", "2.44", "L"),
        GlanceRow("Albumin 5 % bags", "5", ""),
        GlanceRow("Blood volume", "3.81", "L"),
        GlanceRow("Circuit share", "", "%"),
    ):
        card.body.addWidget(row)
    words = "From 61.2 kg of 2026-11-18 until today’s weight is answered."
    card.body.addSpacing(6)
    card.body.addWidget(Words(words, "label", "ink2").wrapped())
    card.body.addSpacing(6)
    card.body.addWidget(Heading("Findings"))
    for key, text, severity in (
        ("stop", "1 stop holds the step", "stop"),
        ("ask", "1 ask to answer", "ask"),
        ("notice", "1 notice, session 2", "notice"),
    ):
        card.body.addWidget(GlanceLink(key, text, severity))
    card.body.addSpacing(4)
    card.body.addWidget(Heading("From session 2, if you want it"))
    card.body.addSpacing(3)
    for key, what, detail in (
        ("access", "Right jugular catheter", "2 lumens"),
        ("inlet", "Inlet 35 mL/min", "after hypotension"),
        ("calcium", "Calcium 1 g", "at 0:30"),
    ):
        card.body.addWidget(OfferRow(key, what, detail, "Use"))
        card.body.addSpacing(4)
    card.body.addStretch(1)
    return card


def run_tiles() -> list[TileView]:
    """The six tiles of the run picture."""
    return [
        TileView(label="Removed", value="1 460", unit="mL", bar=0.6, sub="of 2 430"),
        TileView(label="Exchanged", value="0.60", unit="PV", sub="of 1.00 PV  ·  PV 2.43 L"),
        TileView(label="Balance", value="+40", unit="mL", scale=0.28, sub="+1.6 %"),
        TileView(label="ACD-A", value="182", unit="mL", sub="1.03 mL/min/L  ·  14 : 1"),
        TileView(label="Elapsed", value="0:52", unit="h:min", sub="left ~0:35  ·  paused 2 min"),
        TileView(
            label="Vitals due", value="4", unit="min", sub="at 14:36  ·  every 15 min", bell=True
        ),
    ]


def run_page() -> QWidget:
    """The run: tiles, do now, chart, findings, bedside buttons."""
    page = QWidget()
    rows = QVBoxLayout(page)
    rows.setContentsMargins(16, 8, 16, 8)
    rows.setSpacing(8)
    tiles = QHBoxLayout()
    tiles.setSpacing(8)
    for view in run_tiles():
        tiles.addWidget(Tile(view), 1)
    rows.addLayout(tiles)
    line = DoNowLine()
    line.show_act(
        ActView(
            sentence="Recheck blood pressure: systolic fell 30 mmHg at 14:21",
            then="vitals 14:36  ·  hang albumin no. 4",
            button="Enter vitals",
            key="F5",
        )
    )
    rows.addWidget(line)
    middle = QHBoxLayout()
    middle.setSpacing(8)
    chart = Card()
    drawing = SvgView()
    drawing.show_svg(SVG, "Blood pressure, pulse and removed volume against time")
    chart.body.addWidget(drawing, 1)
    middle.addWidget(chart, 1)
    lane = FindingLane()
    lane.show_findings([NOTICE, OVERRIDDEN, ASK_DROP])
    middle.addWidget(lane)
    rows.addLayout(middle, 1)
    foot = QHBoxLayout()
    foot.setSpacing(8)
    foot.addStretch(1)
    for button in (
        ActionButton("Scan a bag", "scan-barcode", "F7"),
        ActionButton("Reaction", "zap", "F9", Kind.DANGER),
        ActionButton("Drug", "syringe", "F6"),
        ActionButton("Note", "notebook-pen", "F8"),
    ):
        button.set_height("bedside")
        foot.addWidget(button)
    rows.addLayout(foot)
    return page


def _reaction_columns() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(20)
    left, right = QVBoxLayout(), QVBoxLayout()
    for column in (left, right):
        column.setSpacing(6)
    left.addWidget(Heading("How severe"))
    grades = GradeRows("grade", "", GRADES)
    grades.set_chosen("II")
    left.addWidget(grades)
    left.addWidget(Heading("Procedure"))
    procedure = ChoiceRow(
        "procedure", "", [Option(w, w) for w in ("Continued", "Slowed", "Paused")]
    )
    procedure.set_chosen("Slowed")
    left.addWidget(procedure)
    left.addStretch(1)
    right.addWidget(Heading("What was done"))
    for word, note in (
        ("Legs raised", ""),
        ("Inlet slowed", "54 → 35 mL/min"),
        ("NaCl 0.9 % IV", "250 mL"),
    ):
        check = CheckRow(word, word, note)
        check.setChecked(word != "NaCl 0.9 % IV")
        right.addWidget(check)
    right.addStretch(1)
    row.addLayout(left, 1)
    row.addLayout(right, 1)
    return row


def reaction_dialog(host: QWidget) -> DialogFrame:
    """The dialog of a reaction."""
    dialog = DialogFrame("Reaction", host)
    dialog.set_size(*REACTION)
    dialog.set_note("Stays open on the run page until it has an outcome.")
    dialog.head.addWidget(Chip("on record since 14:32", "ok"))
    kinds = ChoiceRow("kind", "", KINDS, 6)
    kinds.set_chosen("hypotension")
    dialog.body.addWidget(kinds)
    row = _reaction_columns()
    dialog.body.addSpacing(12)
    dialog.body.addLayout(row, 1)
    later = ActionButton("Later", key="Esc")
    later.clicked.connect(dialog.close_later)
    dialog.add_button(later)
    dialog.add_button(ActionButton("Outcome", "arrow-right", kind=Kind.PRIMARY))
    return dialog


def _state_tiles() -> QHBoxLayout:
    tiles = QHBoxLayout()
    for view in (
        TileView(label="Vitals due", value="0", unit="min", sub="now", state=TileState.DUE),
        TileView(
            label="Vitals due", value="3", unit="min", sub="3 min late", state=TileState.OVERDUE
        ),
        TileView(
            label="Balance",
            value="+640",
            unit="mL",
            scale=1.4,
            sub="+26 %",
            state=TileState.OUT_OF_BOUNDS,
        ),
        TileView(label="Removed", unit="mL", state=TileState.NO_READING),
        TileView(label="Removed", value="12 460", unit="mL", bar=1.3, sub="of 12 430"),
    ):
        tiles.addWidget(Tile(view), 1)
    return tiles


def states_page() -> QWidget:
    """Tiles, lines, chips, findings and buttons in every state."""
    page = QWidget()
    rows = QVBoxLayout(page)
    rows.setContentsMargins(16, 12, 16, 12)
    rows.addLayout(_state_tiles())
    quiet, long = DoNowLine(), DoNowLine()
    quiet.show_quiet("Next: vitals at 14:36")
    long.show_act(
        ActView(
            sentence="Recheck blood pressure and pulse before anything else: systolic fell 30 "
            "mmHg at 14:21 and the inlet has stood still since 14:19",
            then="vitals 14:36  ·  hang albumin no. 4  ·  calcium",
            button="Enter vitals",
            key="F5",
        )
    )
    rows.addWidget(quiet)
    rows.addWidget(long)
    chips = QHBoxLayout()
    for severity in ("stop", "ask", "notice", "ok", "not-assessed", "refuse"):
        chips.addWidget(Chip(f"a chip: {severity}", severity))
    chips.addStretch(1)
    rows.addLayout(chips)
    buttons = QHBoxLayout()
    for kind in Kind:
        buttons.addWidget(ActionButton(kind.value, "zap", "", kind))
    locked = ActionButton("Run", "arrow-right")
    locked.lock("2 stops hold the step")
    buttons.addWidget(locked)
    rows.addLayout(buttons)
    grid = QGridLayout()
    grid.setSpacing(8)
    for place, finding in enumerate(
        (STOP_ACE, REFUSED, NOT_ASSESSED, OVERRIDDEN, NOTICE, ASK_DROP)
    ):
        grid.addWidget(FindingCard(finding), place // 3, place % 3, Qt.AlignmentFlag.AlignTop)
    rows.addLayout(grid)
    rows.addStretch(1)
    return page


def _field_grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    last = "last 61.2 kg, 2026-11-18"
    boxes = [_field(f"w{n}", "Weight", "kg", "61.0", last, "35 to 160") for n in range(8)]
    boxes[0].keep("")
    boxes[1].ask()
    boxes[2].refuse("possible 20 to 300 kg")
    boxes[3].confirm("yes, that is right 13:14")
    boxes[4].late("late, entered 14:50")
    boxes[5].set_read_only()
    boxes[6].setEnabled(False)
    for place, box in enumerate(boxes):
        grid.addWidget(box, place // 2, place % 2)
    return grid


def fields_page() -> QWidget:
    """Fields, choices and checklist items in every state."""
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(16, 12, 16, 12)
    row.setSpacing(8)
    left, right = Card("Fields"), Card("Choices")
    left.body.addLayout(_field_grid())
    item = ChecklistItemView(
        ItemView(code="x", question="Catheter site looked at", note="holds the step")
    )
    item.set_open(True)
    left.body.addWidget(item)
    left.body.addStretch(1)
    words = [Option(w, w) for w in ("Certain", "Likely", "Possible", "No")]
    for choice in (
        ChoiceRow("cause", "Caused by the procedure", words),
        GradeRows("grade", "How severe", GRADES),
    ):
        choice.set_chosen("Likely")
        right.body.addWidget(choice)
    right.body.addWidget(CheckRow("call", "Physician called", "Dr M. Lindqvist"))
    right.body.addWidget(ChoiceBox("fluid", "Fluid", words))
    right.body.addStretch(1)
    row.addWidget(left, 1)
    row.addWidget(right, 1)
    return page


GRADES = [
    Option("I", "Mild", numeral="I", meaning="Tolerated, no medicine or treatment needed"),
    Option(
        "II", "Moderate", numeral="II", meaning="Medicine or treatment needed, procedure tolerated"
    ),
    Option("III", "Severe", numeral="III", meaning="Procedure interrupted or ended because of it"),
    Option("IV", "Fatal", numeral="IV", meaning="Death attributed to the reaction"),
]
KINDS = [
    Option("citrate", "Citrate", "hand"),
    Option("hypotension", "Hypotension", "heart-pulse"),
    Option("allergic", "Allergic", "flower-2"),
    Option("access", "Access, clotting", "git-fork"),
    Option("infection", "Infection", "bug"),
    Option("bleeding", "Bleeding", "droplet"),
    Option("breathing", "Breathing", "wind", tip="TRALI, TACO"),
    Option("vasovagal", "Vasovagal", "person-standing"),
    Option("haemolysis", "Haemolysis", "test-tube"),
    Option("air", "Air", "circle-dashed"),
    Option("equipment", "Equipment", "wrench"),
    Option("other", "Other", "ellipsis"),
]
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 120"><path d="M10 20L120 60L240 40'
    b'L390 100" fill="none" stroke="currentColor" stroke-width="2"/></svg>'
)
