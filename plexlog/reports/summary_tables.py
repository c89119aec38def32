"""Tables of a session summary: fluids, circuit, drugs, measurements, locks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from plexlog.clinical.counters import given_ml
from plexlog.clinical.gap_words import draw_words
from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE, DIASTOLIC, SYSTOLIC
from plexlog.domain.fields import NumberField, Place
from plexlog.domain.moments import Moment
from plexlog.domain.records import Bag, CircuitSet, LabResult, Lock, Supply
from plexlog.domain.shapes import Measured, Values
from plexlog.domain.words import Fluid
from plexlog.reports.model import Block, Cell, Column, Fact, Facts, Paragraph, Table
from plexlog.reports.results_since import changes, entered
from plexlog.reports.summary_given import is_due
from plexlog.reports.summary_input import SummaryInput, measured_fields

PRESSURES = (SYSTOLIC, DIASTOLIC)
PRESSURE_CODES = tuple(field.code for field in PRESSURES)
Rows = Iterable[Iterable[str | Cell]]


def table(columns: Sequence[Column], rows: Rows) -> Table:
    """A table of texts and cells, without the columns in which no row has anything."""
    whole = [tuple(_cell(value) for value in row) for row in rows]
    kept = [
        index
        for index in range(len(columns))
        if any(row[index].text not in ("", wording.MISSING) for row in whole)
    ]
    return Table(
        columns=tuple(columns[index] for index in kept),
        rows=tuple(tuple(row[index] for index in kept) for row in whole),
    )


def _cell(value: str | Cell) -> Cell:
    return value if isinstance(value, Cell) else Cell(text=value or wording.MISSING)


def typed(words: str | None) -> Cell:
    """Somebody's own words in a table."""
    return Cell(text=words or wording.MISSING, is_typed=bool(words))


def measured_cell(declared: NumberField, measured: Measured | None, unit: str = "") -> Cell:
    """A value as written, marked with sign and word where it lies outside its limits."""
    text = wording.with_unit(wording.quantity(declared, measured), unit)
    flag = wording.flag(declared, measured)
    return Cell(text=text) if flag is None else Cell(text=flag.mark(text), is_marked=True)


def beside(facts: SummaryInput, cell: Cell, place: Place, *codes: str, row_key: str = "") -> Cell:
    """A value as it was signed, with what it should be beside it where it was amended."""
    amended = {code: facts.amended_value(place, code, row_key) for code in codes}
    told = [
        f"{wording.spoken(CATALOGUE[code].label)} {text}" if len(codes) > 1 else text
        for code, text in amended.items()
        if text
    ]
    if not told:
        return cell
    return Cell(text=f"{cell.text} (amended: {', '.join(told)})", is_marked=True)


def fluids(facts: SummaryInput) -> Iterator[Block]:
    """Replacement fluids by product, lot and donation number, and what else was in the circuit."""
    bags = sorted(facts.session.bags or (), key=bag_identity)
    used = [bag for bag in bags if not _is_at_hand(bag)]
    if used:
        yield table(
            (
                Column(heading="Fluid"),
                Column(heading="Product"),
                Column(heading="Lot"),
                Column(heading="Donation number"),
                Column(heading="Group"),
                Column(heading="Expires"),
                Column(heading="Bags", is_number=True),
                Column(heading="Given", unit="mL", is_number=True),
                Column(heading="From"),
            ),
            (_bag_row(facts, list(same)) for _, same in groupby(used, key=bag_identity)),
        )
    for bag in bags:
        if bag.wasted_ml is not None:
            wasted = wording.with_unit(wording.plain(bag.wasted_ml), "mL")
            yield Paragraph(text=f"{_which(bag)}: {wasted} wasted", is_small=True)
        if bag not in used:
            yield Paragraph(text=f"{_which(bag)}: {bag_name(bag)}, not hung", is_small=True)
        if bag.note:
            yield Paragraph(text=f"{_which(bag)}: {bag.note}", is_small=True)


def _is_at_hand(bag: Bag) -> bool:
    """Entered here as waiting, and never hung."""
    return bag.entered_at is not None and bag.started_at is None and bag.given_ml is None


def _which(bag: Bag) -> str:
    return bag.din or bag.lot or bag.id


def bag_identity(bag: Bag) -> tuple[str, ...]:
    """What tells the bags of one row of a ledger from those of another."""
    return (
        str(list(Fluid).index(bag.fluid)).zfill(2),
        wording.plain(bag.concentration_percent),
        bag.diluent.label if bag.diluent else "",
        wording.plain(bag.diluted_to_percent),
        bag.product or "",
        bag.lot or "",
        bag.din or "",
        bag.abo.label if bag.abo else "",
        bag.rhd.label if bag.rhd else "",
        wording.day(bag.expires_on),
    )


def bag_name(bag: Bag) -> str:
    """The fluid of a bag with its strength, and what it was diluted with and to."""
    strength, reached = bag.concentration_percent, bag.diluted_to_percent
    parts = (
        bag.fluid.label,
        "" if strength is None else f"{wording.plain(strength)}\u00a0%",
        "" if bag.diluent is None else f"in {bag.diluent.label}",
        "" if reached is None else f"to {wording.plain(reached)}\u00a0%",
    )
    return " ".join(part for part in parts if part)


def product_of(bag: Bag) -> str:
    """The product, where it says more than the name of the fluid."""
    product = bag.product or ""
    return "" if product.lower() == bag_name(bag).lower() else product


def given_words(bags: Sequence[Bag], unit: str = "") -> str:
    """What bags gave together, and of how many that is not recorded; who never hung gave none."""
    bags = [bag for bag in bags if not _is_at_hand(bag)]
    unknown = sum(bag.given_ml is None for bag in bags)
    untold = wording.counted(unknown, "bag")
    if not bags:
        return "none"
    given = given_ml(bags)
    if given is None:
        return f"{untold} {wording.NOT_RECORDED}"
    known = wording.with_unit(wording.plain(given), unit)
    return f"{known} (+ {untold} {wording.NOT_RECORDED})" if unknown else known


def _bag_row(facts: SummaryInput, bags: Sequence[Bag]) -> Iterator[str]:
    first = bags[0]
    starts = sorted(bag.started_at for bag in bags if bag.started_at)
    rhd = f" {first.rhd.label}" if first.rhd else ""
    yield bag_name(first)
    yield product_of(first)
    yield first.lot or ""
    yield f"{first.din} {first.din_check or ''}".strip() if first.din else ""
    yield f"{first.abo.label}{rhd}" if first.abo else ""
    yield wording.day(first.expires_on)
    yield wording.number(len(bags))
    yield given_words(bags)
    yield ", ".join(facts.when(start) for start in starts)


def circuit(facts: SummaryInput) -> Iterator[Block]:
    """Machine, set and supplies with their lots."""
    session = facts.session
    told: list[Fact] = []
    if session.machine:
        machine = session.machine
        serial = f", serial {machine.serial}" if machine.serial else ""
        told.append(Fact("Machine", f"{machine.model} ({machine.kind.label}){serial}"))
    if session.circuit_set:
        told.append(Fact("Set", supplied(session.circuit_set)))
    told += [
        Fact(wording.sentence(supply.kind.label), supplied(supply))
        for supply in session.supplies or ()
    ]
    if told:
        yield Facts(facts=tuple(told))


def supplied(used: CircuitSet | Supply) -> str:
    """A set or supply with its lot and expiry."""
    name = used.name if isinstance(used, CircuitSet) else used.product
    lot = f"lot {used.lot}" if used.lot else ""
    expires = f"expires {wording.day(used.expires_on)}" if used.expires_on else ""
    parts = [part for part in (name, lot, expires) if part]
    return ", ".join(parts) or wording.NOT_RECORDED


def drugs(facts: SummaryInput) -> Iterator[Block]:
    """Drugs and saline boluses in order of time."""
    session = facts.session
    rows: list[tuple[Moment, Sequence[str | Cell]]] = []
    for drug in session.drugs_given or ():
        late = facts.late_words(drug.at, drug.entered_at)
        rows.append(
            (
                drug.at,
                (
                    Cell(text=f"{facts.when(drug.at)} {late}".strip(), is_marked=bool(late)),
                    drug.drug,
                    drug.dose,
                    drug.route.label if drug.route else "",
                    wording.plain(drug.volume_ml),
                    drug.lot or "",
                    wording.day(drug.expires_on),
                    typed(drug.reason),
                    drug.by or "",
                ),
            )
        )
    for bolus in session.saline_boluses or ():
        volume = wording.plain(bolus.volume_ml)
        name = f"{Fluid.SALINE.label}, bolus"
        row = (facts.when(bolus.at), name, "", "", volume, "", "", typed(bolus.reason))
        rows.append((bolus.at, (*row, bolus.by or "")))
    if rows:
        yield table(DRUG_COLUMNS, [row for _, row in sorted(rows, key=lambda pair: pair[0])])
    elif session.started_at is not None and is_due(facts):
        yield Paragraph(text="None recorded as given, though something was ordered.")


DRUG_COLUMNS = (
    Column(heading="Time"),
    Column(heading="Drug"),
    Column(heading="Dose"),
    Column(heading="Route"),
    Column(heading="Volume", unit="mL", is_number=True),
    Column(heading="Lot"),
    Column(heading="Expires"),
    Column(heading="Reason"),
    Column(heading="By"),
)


def measurements(facts: SummaryInput) -> Iterator[Block]:
    """Values before and after, and the laboratory results that belong to the session."""
    before = facts.session.before
    after = facts.session.close.after if facts.session.close else None
    declared = [field for field in measured_fields(before, after) if field not in PRESSURES]
    if declared or _has_pressure(before) or _has_pressure(after):
        yield table(
            (
                Column(heading="Quantity"),
                Column(heading="Unit"),
                Column(heading="Before", is_number=True),
                Column(heading="Taken"),
                Column(heading="Source"),
                Column(heading="After", is_number=True),
                Column(heading="Taken"),
            ),
            [
                *_pressure_row(facts, before or {}, after or {}),
                *(_measurement_row(facts, field, before or {}, after or {}) for field in declared),
            ],
        )
    results = [
        result
        for result in facts.course.lab_results or ()
        if result.session_id == facts.session.id and not _is_shown(result, before, after)
    ]
    if results:
        yield table(LABORATORY_COLUMNS, (_laboratory_row(facts, result) for result in results))
    yield from _results_since(facts)


def _results_since(facts: SummaryInput) -> Iterator[Block]:
    """What came after the signature, and that it did."""
    for words in changes(facts):
        yield Paragraph(text=f"CHANGED since the signature: {words}.", is_strong=True)
    later = list(entered(facts))
    if later:
        yield table(
            LATER_COLUMNS,
            (
                (*_laboratory_row(facts, result), f"{told.by}, {wording.moment(told.at)}")
                for result, told in later
            ),
        )
        yield Paragraph(text=NOT_SIGNED, is_small=True)


def _is_shown(result: LabResult, *places: Values | None) -> bool:
    """Whether a result already stands among the values before or after."""
    shown = [(values or {}).get(result.quantity) for values in places]
    return any(
        measured is not None
        and measured.taken_at == result.taken_at
        and measured.value == result.value
        for measured in shown
    )


LABORATORY_COLUMNS = (
    Column(heading="Laboratory"),
    Column(heading="Unit"),
    Column(heading="Value", is_number=True),
    Column(heading="Taken"),
    Column(heading="Drawn"),
)


LATER_COLUMNS = (
    Column(heading="Laboratory, later"),
    *LABORATORY_COLUMNS[1:],
    Column(heading="Entered by"),
)
NOT_SIGNED = "Entered after the session was signed: no part of what was signed."


def _laboratory_row(facts: SummaryInput, result: LabResult) -> Iterator[str | Cell]:
    declared = CATALOGUE[result.quantity]
    yield declared.label
    yield declared.shown_unit
    yield measured_cell(declared, Measured(value=result.value))
    yield wording.moment(result.taken_at)
    drawn = draw_words(result.timing, facts.session.number)
    yield drawn or (result.timing.label if result.timing else "")


def _has_pressure(values: Values | None) -> bool:
    return any(field.code in (values or {}) for field in PRESSURES)


def pressure_cell(values: Values, unit: str = "") -> Cell:
    """Systolic and diastolic pressure in one cell, marked where either is outside its limits."""
    systolic, diastolic = values.get(SYSTOLIC.code), values.get(DIASTOLIC.code)
    text = wording.with_unit(wording.pressure(systolic, diastolic), unit)
    flag = wording.flag(SYSTOLIC, systolic) or wording.flag(DIASTOLIC, diastolic)
    return Cell(text=text) if flag is None else Cell(text=flag.mark(text), is_marked=True)


def _pressure_row(
    facts: SummaryInput, before: Values, after: Values
) -> Iterator[tuple[str | Cell, ...]]:
    if not _has_pressure(before) and not _has_pressure(after):
        return
    first, last = (
        values.get(SYSTOLIC.code) or values.get(DIASTOLIC.code) for values in (before, after)
    )
    yield (
        "Blood pressure",
        SYSTOLIC.shown_unit,
        beside(facts, pressure_cell(before), Place.BEFORE, *PRESSURE_CODES),
        facts.when(first.taken_at) if first else "",
        first.source.label if first and first.source else "",
        beside(facts, pressure_cell(after), Place.AFTER, *PRESSURE_CODES),
        facts.when(last.taken_at) if last else "",
    )


def _measurement_row(
    facts: SummaryInput, field: NumberField, before: Values, after: Values
) -> Iterator[str | Cell]:
    first, last = before.get(field.code), after.get(field.code)
    yield field.label
    yield field.shown_unit
    yield beside(facts, measured_cell(field, first), Place.BEFORE, field.code)
    yield facts.when(first.taken_at) if first else ""
    yield first.source.label if first and first.source else ""
    yield beside(facts, measured_cell(field, last), Place.AFTER, field.code)
    yield facts.when(last.taken_at) if last else ""


LOCK_COLUMNS = (
    Column(heading="Lumen"),
    Column(heading="Locked with"),
    Column(heading="Volume", unit="mL", is_number=True),
    Column(heading="Lot"),
    Column(heading="Time"),
    Column(heading="By"),
)


def locks(facts: SummaryInput) -> Iterator[Block]:
    """What the lumens were locked with."""
    given = (facts.session.close.locks if facts.session.close else None) or ()
    if given:
        yield table(LOCK_COLUMNS, (_lock_row(facts, lock) for lock in given))


def _lock_row(facts: SummaryInput, lock: Lock) -> tuple[str, ...]:
    strength = ""
    if lock.heparin_iu_ml is not None:
        strength = f" {wording.plain(lock.heparin_iu_ml)}\u00a0IU/mL"
    elif lock.citrate_percent is not None:
        strength = f" {wording.plain(lock.citrate_percent)}\u00a0%"
    return (
        lock.lumen,
        f"{lock.agent.label}{strength}",
        wording.plain(lock.volume_ml),
        lock.lot or "",
        facts.when(lock.at),
        lock.by or "",
    )
