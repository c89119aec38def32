"""The paper twin of a session: a sheet to write on by hand, in the order of the screen.

Labels and units are the catalogue's, items the unit's; the columns of what is given are those of
the session summary.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace

from plexlog.clinical.order_words import consent_words, lock_words
from plexlog.clinical.pre_medication import drug_words
from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.fields import Limits, NumberField, Place
from plexlog.domain.records import AccessCheck, CircuitSet, DrugOfNote, Machine, Supply
from plexlog.domain.run_row import PRESSURE
from plexlog.domain.steps import Step
from plexlog.domain.words import EndReason, LabTiming, Outcome
from plexlog.reports.model import (
    Block,
    Column,
    Fact,
    Facts,
    Paragraph,
    PrintedCode,
    Report,
    Section,
    SignatureLine,
    Statement,
    TickBoxes,
    TickList,
    WriteBox,
    WriteBoxes,
    WriteTable,
)
from plexlog.reports.sheet_input import SheetInput, SheetOf
from plexlog.reports.summary_opening import opening_facts
from plexlog.reports.summary_tables import DRUG_COLUMNS, LOCK_COLUMNS

TITLE = "Plasma exchange, flow sheet"
LABEL = "Patient label, or write: family name, given name, birth date, record number"
ANSWERS = ("Done", "Not applicable", "Not done")
ROWS_OF_RUN = (15, 13)  # of a session, blank: a label takes room on each page
ROWS_OF_OTHERS = (5, 4)
BAGS = 8
DRUGS = 5
ORDERED = "ordered"
BLANK = "____:____"
LINE = 22.0  # points: room for a hand
TALL = 46.0
OF_THE_DAY = ("Drugs that matter", "Identity checked")  # told on the sheet itself
IDENTIFIERS = ("Identifier 1, as read", "Identifier 2, as read")
TIME = Column(heading="Time")
BY = Column(heading="By")


def flow_sheet(facts: SheetInput) -> Report:
    """A blank sheet, or one of a session."""
    of = facts.of
    return Report(
        title=TITLE,
        patient="" if of is None else wording.patient_name(of.summary.course.patient),
        identity="" if of is None else _identity(of),
        occasion=_occasion(of),
        bottom_line=tuple(_notice(of)),
        sections=tuple(_sections(facts)),
        footer=(
            facts.unit_name,
            f"PlexLog {facts.version}",
            f"printed {wording.moment(facts.printed_at)}",
            f"sheet {of.sheet}" if of else "blank sheet",
        ),
        author=facts.unit_name,
        label_box=LABEL if of is None else "",
    )


def _identity(of: SheetOf) -> str:
    patient = of.summary.course.patient
    sex = patient.sex_for_formulas
    told = [
        f"born {wording.day(patient.birth_date)}",
        f"MRN {patient.record_number}",
        sex.label if sex else "",
    ]
    return " · ".join(part for part in told if part)


def _occasion(of: SheetOf | None) -> str:
    if of is None:
        return "course ____ · session ____ of ____"
    course, session = of.summary.course, of.summary.session
    number = f"course {course.course_number} · " if course.course_number else ""
    planned = course.order.sessions_planned
    return f"{number}session {session.number}{f' of {planned}' if planned else ''}"


def _notice(of: SheetOf | None) -> Iterator[Statement]:
    yield Statement(text="For downtime: keep this session on paper, every page", is_strong=True)
    way = "open the session, step Identify, From paper"
    known = f"give the number {of.sheet}" if of else "leave the number of the sheet empty"
    yield Statement(text=f"Afterwards, in PlexLog: {way}; {known}. Keep the sheet.")
    for alert in () if of is None else of.alerts:
        yield Statement(text=f"ALERT: {alert}", is_strong=True)


def _sections(facts: SheetInput) -> Iterator[Section]:
    identify, assess, plan, run, close, sign = (step.label for step in Step)
    parts: tuple[tuple[str, Iterator[Block], bool], ...] = (
        (identify, _identify(facts), False),
        (assess, _assess(facts), False),
        (plan, _plan(facts), False),
        (run, _run(facts), True),
        ("Replacement fluids", _fluids(), True),
        ("Drugs", _drugs(), False),
        ("Reactions", _reactions(facts), False),
        (close, _close(facts), True),
        (sign, _sign(), False),
    )
    for title, blocks, starts_page in parts:
        yield Section(title=title, blocks=tuple(blocks), starts_page=starts_page)


def _identify(facts: SheetInput) -> Iterator[Block]:
    of = facts.of
    if of is not None:
        lines = (
            f"Sheet {of.sheet}",
            f"Session {of.session_name}",
            "Scan it where PlexLog asks for the number of the sheet.",
        )
        yield PrintedCode(code=of.sheet, lines=lines)
        known = opening_facts(of.summary).facts
        told = tuple(one for one in known if one.label not in OF_THE_DAY)
        yield Facts(facts=(*told, Fact("Consents", _consents(of))))
    labels = ("Day", "Nurse at the bedside", "Station", *IDENTIFIERS)
    yield _boxes([WriteBox(label=label) for label in labels], 3)
    yield from _items(facts, Step.IDENTIFY)


def _consents(of: SheetOf) -> str:
    given = of.summary.course.order.consents or ()
    return "; ".join(consent_words(one) for one in given) or wording.NOT_RECORDED


def _assess(facts: SheetInput) -> Iterator[Block]:
    bedside = [one for one in CATALOGUE.at(Place.BEFORE) if not one.is_sampled]
    sampled = [one for one in CATALOGUE.at(Place.BEFORE) if one.is_sampled]
    scale = [] if facts.of is None or not facts.of.scale else [WriteBox(label=facts.of.scale)]
    yield _boxes([*_fields(facts, bedside), *scale, WriteBox(label=TIME.heading)], 5)
    yield Paragraph(text="Laboratory", is_strong=True)
    ordered = _ordered(facts, LabTiming.BEFORE_SESSION)
    others = [one for one in ordered if one not in sampled and one not in bedside]
    boxes = [_asked(facts, one, ordered) for one in (*sampled, *others)]
    yield _boxes([*boxes, WriteBox(label="Taken at")], 6)
    signs = [one.name for one in fields(AccessCheck) if "bool" in str(one.type)]
    yield TickBoxes(
        label="Access, yes or no",
        options=tuple(wording.sentence(wording.words_of(one)) for one in signs),
        is_yes_no=True,
    )
    yield from _ordered_before(facts)
    drug = _columns_of(DrugOfNote, "drug", "dose", "last_dose_at")
    yield Paragraph(text="Drugs that matter (none: write none)", is_strong=True, leads=True)
    yield WriteTable(columns=drug, weights=(3, 2, 2), rows=2, height=LINE)
    yield from _items(facts, Step.ASSESS)


def _ordered(facts: SheetInput, *timings: LabTiming) -> list[NumberField]:
    """The laboratory values that are ordered for these times, each once."""
    plan = () if facts.of is None else facts.of.summary.course.order.laboratory_plan or ()
    codes = {one.quantity for one in plan if one.timing in timings}
    return [one for one in CATALOGUE.at(Place.LABORATORY) if one.code in codes]


def _asked(facts: SheetInput, declared: NumberField, ordered: Sequence[NumberField]) -> WriteBox:
    """The box of a value; one that is ordered says so."""
    box = _field(facts, declared)
    if declared not in ordered:
        return box
    return replace(box, hint="\n".join(part for part in (ORDERED, box.hint) if part))


def _ordered_before(facts: SheetInput) -> Iterator[Block]:
    """The ordered pre-medication: each drug to tick with its time, or with why not."""
    ordered = () if facts.of is None else facts.of.summary.course.order.pre_medication
    if ordered:
        yield Paragraph(text="Ordered before the session", is_strong=True, leads=True)
        yield TickList(
            options=("Given", "Not given"),
            items=tuple(f"{drug_words(one)}, at {BLANK} (not given: why)" for one in ordered),
        )


def _columns_of(record: type, *names: str) -> tuple[Column, ...]:
    """Headings of parts of a record, by their own names."""
    known = {one.name for one in fields(record)}
    assert known.issuperset(names)  # noqa: S101 - a name that is gone is a mistake of this file
    return tuple(Column(heading=wording.sentence(wording.words_of(name))) for name in names)


def _plan(facts: SheetInput) -> Iterator[Block]:
    of = facts.of
    if of is not None:
        yield Facts(facts=tuple(Fact(*pair) for pair in (*of.order, *of.volumes)), columns=2)
        if of.volumes_by:
            yield Paragraph(text=of.volumes_by, is_small=True)
        if of.fetch:
            yield Paragraph(text="To fetch", is_strong=True, leads=True)
            yield Facts(facts=tuple(Fact(*pair) for pair in of.fetch), columns=2)
    session = [_field(facts, one) for one in CATALOGUE.at(Place.SESSION)]
    blank = ("Plasma volumes", "Fluid", "Target") if of is None else ()
    machine = [_named(box, "Machine") for box in _boxes_of(Machine, "model", "serial")]
    circuit = [_named(box, "Set") for box in _boxes_of(CircuitSet, "name", "lot", "expires_on")]
    supplies = [
        _named(box, kind)
        for kind in ("Anticoagulant", "Saline")
        for box in _boxes_of(Supply, "lot", "expires_on")
    ]
    own = [WriteBox(label=label) for label in blank]
    yield _boxes([*own, *machine, *circuit, *supplies, *session], 5)
    yield from _items(facts, Step.PLAN)


def _boxes_of(record: type, *names: str) -> list[WriteBox]:
    return [WriteBox(label=column.heading) for column in _columns_of(record, *names)]


def _named(box: WriteBox, of: str) -> WriteBox:
    return WriteBox(label=f"{of}, {wording.spoken(box.label)}")


def _run(facts: SheetInput) -> Iterator[Block]:
    yield _boxes([WriteBox(label="Start, day and time"), WriteBox(label="End, time")], 4)
    taken = [one for column in facts.columns for one in column]
    columns = [_run_column(one) for one in facts.columns]
    widths = [26.0 if one.heading == PRESSURE else 15.0 for one in columns]
    yield WriteTable(
        columns=(TIME, *columns, BY),
        weights=(17.0, *widths, 12.0),
        rows=_rows(facts, ROWS_OF_RUN),
        height=LINE,
    )
    others = [one for one in CATALOGUE.at(Place.READING) if one not in taken]
    yield Paragraph(text="Where measured, with the time of the row", is_strong=True, leads=True)
    yield WriteTable(
        columns=(TIME, *(_column(one) for one in others), Column(heading="Note")),
        weights=(17.0, *(18.0 for _ in others), 60.0),
        rows=_rows(facts, ROWS_OF_OTHERS),
        height=LINE,
    )
    if facts.limits:
        told = "; ".join(f"{label} {value}" for label, value in facts.limits)
        yield Paragraph(text=f"Limits of the unit: {told}", is_small=True)
    yield Paragraph(text="Stood still", is_strong=True, leads=True)
    pause = (Column(heading="From"), Column(heading="To"), Column(heading="Reason"))
    yield WriteTable(columns=pause * 2, weights=(1, 1, 3) * 2, rows=2, height=LINE)
    yield from _items(facts, Step.RUN)


def _run_column(taken: Sequence[NumberField]) -> Column:
    first = taken[0]
    if len(taken) > 1:
        return Column(heading=PRESSURE, unit=first.shown_unit)
    return _column(first)


def _column(declared: NumberField) -> Column:
    return Column(heading=declared.heading, unit=declared.shown_unit)


def _fluids() -> Iterator[Block]:
    headings = ("Hung at", "Fluid", "Lot or donation number", "Expires", "By", "Checked too by")
    columns = [Column(heading=heading) for heading in headings]
    volumes = [Column(heading=heading, unit="mL") for heading in ("Volume", "Given")]
    yield WriteTable(
        columns=(*columns[:2], volumes[0], *columns[2:4], volumes[1], *columns[4:]),
        weights=(2, 4, 2, 5, 3, 2, 2, 2),
        rows=BAGS,
        height=LINE,
    )
    yield Paragraph(text="Saline given at once", is_strong=True, leads=True)
    bolus = (TIME, Column(heading="Volume", unit="mL"), Column(heading="Reason"))
    yield WriteTable(columns=bolus * 2, weights=(1, 1, 3) * 2, rows=2, height=LINE)


def _drugs() -> Iterator[Block]:
    yield WriteTable(
        columns=DRUG_COLUMNS,
        weights=(2, 5, 3, 2, 2, 3, 3, 4, 2),
        rows=DRUGS,
        height=LINE,
    )


def _reactions(facts: SheetInput) -> Iterator[Block]:
    kinds = "; ".join(one.label for one in facts.reactions)
    yield Paragraph(text=f"Kinds: {kinds}", is_small=True)
    for grade in facts.grades:
        yield Paragraph(text=f"{grade.code} {grade.label}: {grade.definition}", is_small=True)
    ended = "; ".join(outcome.label for outcome in Outcome)
    yield Paragraph(text=f"Outcomes: {ended}", is_small=True)
    headings = ("Onset", "Kind", "Grade", "Symptoms", "What was done, with times", "Outcome, at")
    columns = tuple(Column(heading=heading) for heading in headings)
    yield WriteTable(columns=columns, weights=(2, 3, 1.4, 5, 7, 3), rows=3, height=TALL)


def _close(facts: SheetInput) -> Iterator[Block]:
    yield TickBoxes(
        label="Ended because",
        options=tuple(wording.sentence(reason.label) for reason in EndReason),
    )
    totals = [*CATALOGUE.at(Place.TOTALS), *CATALOGUE.at(Place.CLOSE)]
    yield Paragraph(text="Totals, as the machine shows them", is_strong=True, leads=True)
    yield _boxes([_field(facts, one) for one in totals], 5)
    after = [one for one in CATALOGUE.at(Place.AFTER) if not one.is_sampled]
    yield Paragraph(text="After the end", is_strong=True, leads=True)
    yield _boxes([*_fields(facts, after), WriteBox(label=TIME.heading)], 5)
    due = _ordered(facts, LabTiming.AFTER_SESSION)
    if due:
        yield Paragraph(text="Blood ordered after the session", is_strong=True, leads=True)
        yield _boxes([*_fields(facts, due), WriteBox(label="Taken at")], 6)
    lock = "" if facts.of is None else lock_words(facts.of.summary.course.order)
    lumens = f"Lumens; ordered lock: {lock}" if lock else "Lumens"
    yield Paragraph(text=lumens, is_strong=True, leads=True)
    yield WriteTable(columns=LOCK_COLUMNS, weights=(2, 4, 2, 3, 2, 2), rows=2, height=LINE)
    yield from _items(facts, Step.CLOSE)
    yield Paragraph(text="Notes, with times", is_strong=True, leads=True)
    yield WriteTable(columns=(Column(heading=""),), weights=(1,), rows=4, height=LINE)


def _sign() -> Iterator[Block]:
    yield SignatureLine(role="Nurse at the bedside")
    yield SignatureLine(role="Second person")
    yield SignatureLine(role="Entered into PlexLog by")


def _rows(facts: SheetInput, of_session_or_blank: tuple[int, int]) -> int:
    return of_session_or_blank[facts.of is None]


def _items(facts: SheetInput, step: Step) -> Iterator[Block]:
    """The items of a step as the unit has them; one that holds the step is marked."""
    items = [one for one in facts.checklist if one.step == step.value]
    if items:
        yield TickList(
            options=ANSWERS,
            items=tuple(f"{one.label} (STOP)" if one.holds_step else one.label for one in items),
        )


def _boxes(boxes: Sequence[WriteBox], columns: int) -> WriteBoxes:
    return WriteBoxes(boxes=tuple(boxes), columns=columns)


def _fields(facts: SheetInput, declared: Sequence[NumberField]) -> list[WriteBox]:
    return [_field(facts, one) for one in declared]


def _field(facts: SheetInput, declared: NumberField) -> WriteBox:
    """A box of the catalogue: its range, and what was recorded last."""
    last = facts.of.last.get(declared.code, "") if facts.of else ""
    usual = f"usual {declared.usual}" if declared.usual != Limits() else ""
    hint = "\n".join(part for part in (usual, f"last {last}" if last else "") if part)
    return WriteBox(label=declared.label, unit=declared.shown_unit, hint=hint)
