"""One whole plasma exchange, from the first start of a unit to the signed summary, by keyboard.

People, lots and numbers are invented. Each act leaves pictures of the screens it passed.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from ui.demo.stage import Stage

PASSWORD = "a quiet demonstration"  # noqa: S105 - of an invented nurse in an invented unit


@dataclass(frozen=True)
class Row:
    """One row of the run: minutes since the row before, vitals, machine totals."""

    minutes: int
    vitals: tuple[str, ...]  # systolic, diastolic, pulse, SpO2, temperature
    totals: tuple[str, ...]  # inlet, anticoagulant, removed, replaced, rate


ROWS = (
    Row(5, ("126", "78", "76", "98", "36.6"), ("240", "24", "136", "110", "50")),
    Row(5, ("124", "76", "78", "98", ""), ("490", "49", "278", "226", "50")),
    Row(5, ("118", "72", "80", "97", ""), ("760", "76", "431", "352", "54")),
    Row(15, ("96", "60", "92", "97", "36.7"), ("1570", "157", "890", "730", "54")),
    Row(15, ("112", "70", "84", "98", ""), ("2170", "217", "1230", "1010", "40")),
    Row(15, ("116", "72", "82", "98", "36.7"), ("2980", "298", "1690", "1390", "54")),
    Row(15, ("118", "74", "80", "98", ""), ("3790", "379", "2150", "1770", "54")),
    Row(13, ("118", "74", "78", "98", "36.6"), ("4510", "451", "2558", "2104", "54")),
    Row(10, ("120", "76", "76", "98", "36.6"), ("5060", "506", "2872", "2364", "54")),
)
ACCESS = {
    "pus": "no",
    "redness": "no",
    "pain": "no",
    "swelling": "no",
    "dressing_intact": "yes",
    "lumens_patent": "yes",
}
AFTER = {
    "systolic_mmhg": "120",
    "diastolic_mmhg": "76",
    "pulse_per_min": "76",
    "temperature_c": "36.6",
    "spo2_percent": "98",
    "saline_in_waste_ml": "0",
    "rinseback_ml": "120",
    "samples_ml": "20",
}
LUMENS = {"red": "1.3", "blue": "1.4"}
FALL = 3  # the row with the fall of pressure
BOTTLE_AFTER = (2, 4, 5, 6)
VITALS = ("systolic_mmhg", "diastolic_mmhg", "pulse_per_min", "spo2_percent", "temperature_c")
TOTALS = ("inlet_ml", "anticoagulant_ml", "removed_ml", "replaced_ml", "inlet_flow_ml_min")


def tell(stage: Stage) -> None:
    """The whole story."""
    found_unit(stage)
    admit_patient(stage)
    order_course(stage)
    identify(stage)
    assess(stage)
    plan(stage)
    run(stage)
    close(stage)
    sign(stage)


def found_unit(stage: Stage) -> None:
    """First start: the unit, its first nurse, the recovery key."""
    hands = stage.hands
    stage.picture("first-start")
    hands.type("Name of the unit", "Apheresis unit 3B")
    hands.type("Your name", "Anna Bauer")
    hands.choose("Role", "Nurse")
    hands.type("Login", "anna")
    hands.type("Password", PASSWORD)
    hands.type("Password again", PASSWORD)
    hands.push("make_unit")
    hands.wait_for(lambda: stage.is_shown("written_down"), "the recovery key")
    stage.picture("recovery-key")
    hands.push("written_down")
    hands.push("go_on")
    hands.wait_for(lambda: stage.program.window is not None, "the board")
    stage.picture("today-empty")


def admit_patient(stage: Stage) -> None:
    """A new patient, asked about allergies."""
    hands = stage.hands
    hands.shortcut("Ctrl+N")
    for label, text in (
        ("Family name", "Okafor"),
        ("Given name", "Ngozi"),
        ("Born", "1984-03-09"),
        ("Record number", "0048213"),
    ):
        hands.type(label, text)
    hands.choose("Sex for formulas", "Female")
    hands.type("Height, cm", "165")
    hands.pick("allergies", "some")
    hands.type("substance", "heparin")
    hands.pick("histories", "none")
    stage.picture("patient-form")
    hands.push("give_patient")
    stage.picture("patient")


def order_course(stage: Stage) -> None:
    """An order for myasthenia gravis: five exchanges with albumin through a jugular catheter."""
    hands = stage.hands
    today = stage.clock.now().day.isoformat()
    hands.push("new_order")
    hands.find("Find the indication", "myasthenia gravis acute")
    stage.picture("order-empty")
    for label, text in (
        ("Diagnosis", "Myasthenia gravis, bulbar relapse"),
        ("ICD-10", "G70.0"),
        ("Ordered by", "Dr M. Lindqvist"),
        ("Plasma volumes", "1.0"),
        ("Sessions", "5"),
        ("Interval, h", "48"),
        ("Balance, %", "100"),
        ("First session", f"{today} 09:00"),
    ):
        hands.type(label, text)
    hands.push("add_replacement")
    hands.choose("fluid", "Albumin")
    hands.type("concentration_percent", "5")
    hands.type("share", "100")
    hands.choose("Anticoagulant", "ACD-A")
    hands.type("Inlet : AC", "10")
    hands.choose("Access", "Non-tunnelled catheter")
    hands.choose("Side", "Right")
    hands.type("Site", "internal jugular")
    hands.type("Inserted on", today)
    hands.choose("Lock", "Trisodium citrate")
    hands.type("Citrate, %", "4")
    for name, volume in LUMENS.items():
        hands.push("add_lumens")
        hands.type("name", name)
        hands.type("volume_ml", volume)
    hands.push("add_consents")
    hands.choose("kind", "Procedure")
    hands.type("given_on", today)
    hands.type("taken_by", "Dr M. Lindqvist")
    stage.picture("order")
    hands.push("give_order")
    stage.picture("course")


def identify(stage: Stage) -> None:
    """Two identifiers and the checklist of the step."""
    hands = stage.hands
    stage.let_time_pass(25)
    hands.push("open_session")
    stage.picture("identify")
    hands.type("record-number", "0048213")
    hands.type("birth-date", "1984-03-09")
    stage.answer_checklist()
    stage.picture("identified")
    hands.shortcut("Alt+Right")


def assess(stage: Stage) -> None:
    """Today's values, the access, the drugs that matter."""
    hands = stage.hands
    for code, text in (
        ("weight_kg", "61.0"),
        ("systolic_mmhg", "128"),
        ("diastolic_mmhg", "80"),
        ("pulse_per_min", "74"),
        ("temperature_c", "36.6"),
        ("spo2_percent", "98"),
        ("ionised_calcium_mmol_l", "1.18"),
        ("hematocrit_percent", "36"),
        ("platelets_10e9_l", "240"),
        ("fibrinogen_g_l", "3.1"),
    ):
        hands.type(code, text)
    for label in ("Haematocrit", "Platelets", "Fibrinogen"):
        hands.type(f"{label}, taken at", "06:40")
    for sign, seen in ACCESS.items():
        hands.pick(sign, seen)
    hands.push("None of these: asked")
    stage.answer_checklist()
    stage.picture("assess")
    hands.shortcut("Alt+Right")


def plan(stage: Stage) -> None:
    """Machine, set, prime; then the run starts."""
    hands = stage.hands
    stage.picture("plan")
    hands.choose("Machine", "CellSpin 4 (demonstration)")
    for code, text in (
        ("set.name", "Exchange set CS-TPE"),
        ("set.extracorporeal_volume_ml", "185"),
        ("set.lot", "X26F0411"),
        ("set.expires_on", "2028-06-30"),
        ("prime_given_ml", "0"),
    ):
        hands.type(code, text)
    stage.answer_checklist()
    stage.picture("planned")
    stage.let_time_pass(30)
    hands.push("start_run")


def run(stage: Stage) -> None:
    """Nine rows, five bottles, a fall of pressure that is followed to its end."""
    hands = stage.hands
    stage.picture("run-started")
    hang_bottle(stage, "HA26D201")
    stage.answer_checklist()
    for number, row in enumerate(ROWS):
        stage.let_time_pass(row.minutes)
        enter_row(stage, row)
        if number in BOTTLE_AFTER:
            hang_bottle(stage, "HA26D207")
        if number == FALL:
            stage.picture("run-finding")
            hypotension(stage)
            hands.shortcut("Ctrl+F")  # in a small window the findings are folded away
            hands.push("seen")
            hands.shortcut("Ctrl+F")
            hands.shortcut("Ctrl+F")
    stage.picture("run")
    stage.show_dark("run-dark")


def enter_row(stage: Stage, row: Row) -> None:
    """Vitals and totals from left to right, Enter keeps the row."""
    hands = stage.hands
    cells = dict(zip(VITALS, row.vitals, strict=True)) | dict(zip(TOTALS, row.totals, strict=True))
    hands.reach("row_systolic_mmhg")
    for code, text in cells.items():
        if text:
            hands.type(f"row_{code}", text)
    hands.press(Qt.Key.Key_Return)


def hang_bottle(stage: Stage, lot: str) -> None:
    """The next bottle of albumin."""
    hands = stage.hands
    hands.shortcut("F7")
    hands.choose("Fluid", "Albumin 5 %")
    hands.type("Volume in mL", "500")
    hands.type("Expiry", "2028-04-30")
    hands.type("Lot", lot)
    if not stage.was_taken("bag"):
        stage.picture("bag")
    hands.push("dialog_keep")


def hypotension(stage: Stage) -> None:
    """Two taps, then the whole: grade II, legs raised, fluid given, resolved."""
    hands = stage.hands
    hands.shortcut("F9")
    stage.picture("reaction-new")
    hands.pick("kind", "hypotension")
    hands.pick("grade", "II")
    hands.pick("procedure", "slowed")
    hands.pick("relation", "probable")
    hands.pick("side", "done")
    hands.push("legs-raised")
    hands.push("slow-flow")
    hands.type("flow_from", "54")
    hands.type("flow_to", "35")
    hands.push("deed_keep")
    stage.picture("reaction")
    hands.push("reaction_next")
    hands.pick("outcome", "resolved")
    stage.picture("reaction-outcome")
    hands.push("reaction_next")


def close(stage: Stage) -> None:
    """The end in numbers, the patient afterwards, the lumens locked."""
    hands = stage.hands
    hands.push("End run")
    hands.push("end_run_now")
    stage.let_time_pass(10)
    stage.picture("close")
    hands.push("bags_by_machine")
    hands.choose("Why the run ended", "Target reached")
    for code, text in AFTER.items():
        hands.type(code, text)
    for lumen, volume in LUMENS.items():
        hands.push(f"Tell: {lumen.capitalize()} lumen, not recorded")
        hands.choose("Agent", "Trisodium citrate")
        hands.type("Volume in mL", volume)
        hands.type("Citrate in %", "4")
        hands.push("dialog_keep")
    stage.answer_checklist()
    stage.picture("closed")
    hands.shortcut("Alt+Right")


def sign(stage: Stage) -> None:
    """What will be filed, then the password once more."""
    hands = stage.hands
    hands.wait_for(stage.is_preview_drawn, "the preview")
    stage.picture("sign")
    hands.type("sign_password", PASSWORD)
    hands.push("sign")
    hands.wait_for(stage.is_signed, "the signature")
    stage.picture("signed")
    hands.shortcut("Ctrl+S")
    hands.write_over("fileNameEdit", str(stage.summary))
    hands.press(Qt.Key.Key_Return)
    hands.wait_for(stage.summary.exists, "the summary")


def look_back(stage: Stage) -> None:
    """The board with what was signed, and the window locked behind one; day and night."""
    if stage.program.window is not None:
        stage.program.window.open_today()
    stage.picture("today")
    stage.show_dark("today-dark")
    stage.program.lock()
    stage.picture("locked")
