"""Tables of a course: its sessions, counters, laboratory values and scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from plexlog.clinical.counters import Counters
from plexlog.clinical.course_levels import Measurement, measurements
from plexlog.clinical.plans import planned_anticoagulant
from plexlog.clinical.titres import titre_words
from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE, HEMATOCRIT, WEIGHT
from plexlog.domain.fields import NumberField, Place, TitreField
from plexlog.domain.records import Reaction
from plexlog.domain.shapes import Measured
from plexlog.domain.words import EndReason, Fluid, LabTiming
from plexlog.reports.course_charts import (
    delivered_panels,
    extremes,
    laboratory_panels,
    vitals_panels,
)
from plexlog.reports.course_input import CourseInput, day_of, session_words
from plexlog.reports.course_opening import change_words, device_place, scale_label
from plexlog.reports.model import Block, Cell, Column, Panels, Paragraph
from plexlog.reports.summary_delivery import planned_fluids
from plexlog.reports.summary_input import SummaryInput
from plexlog.reports.summary_later import AS_SIGNED
from plexlog.reports.summary_opening import planned_volumes
from plexlog.reports.summary_tables import beside, given_words, measured_cell, table, typed

DELIVERY_COLUMNS = (
    Column(heading="No."),
    Column(heading="Date"),
    Column(heading="Weight", unit="kg", is_number=True),
    Column(heading="Hct", unit="%", is_number=True),
    Column(heading="Plasma volume", unit="mL", is_number=True),
    Column(heading="Planned", unit="PV", is_number=True),
    Column(heading="Delivered", unit="PV", is_number=True),
    Column(heading="Removed*", unit="mL", is_number=True),
    Column(heading="Balance", unit="mL", is_number=True),
    Column(heading="Balance", unit="%", is_number=True),
    Column(heading="Run", unit="h:min", is_number=True),
    Column(heading="Ended"),
)
CARE_COLUMNS = (
    Column(heading="No."),
    Column(heading="Fluids given"),
    Column(heading="Anticoagulant"),
    Column(heading="Access"),
    Column(heading="Reactions"),
    Column(heading="Findings"),
    Column(heading="Signed"),
)


def sessions(facts: CourseInput) -> Iterator[Block]:
    """A row for each session: what was delivered, then how it went."""
    yield table(DELIVERY_COLUMNS, (_delivery_row(one) for one in facts.sessions))
    yield Paragraph(text=_volume_words(facts), is_small=True)
    if any(one.amended for one in facts.sessions):
        yield Paragraph(text=AS_SIGNED, is_small=True)
    yield table(CARE_COLUMNS, (_care_row(one) for one in facts.sessions))
    for session in facts.planned():
        planned = wording.moment(session.planned_at) if session.planned_at else "no time yet"
        yield Paragraph(text=f"Session {session.number}: not begun, {planned}.", is_small=True)


def _delivery_row(facts: SummaryInput) -> Iterator[str | Cell]:
    figures, before = facts.figures, facts.session.before or {}
    missed = facts.has_finding("target-missed")
    delivered = wording.plasma_volumes(figures.plasma_volumes)
    yield wording.number(facts.session.number)
    yield wording.day(day_of(facts))
    for field in (WEIGHT, HEMATOCRIT):
        yield beside(facts, measured_cell(field, before.get(field.code)), Place.BEFORE, field.code)
    yield _stands([facts], wording.number(figures.epv_ml))
    yield planned_volumes(facts).removesuffix(f"{wording.HARD_SPACE}PV")
    told = _stands([facts], f"↓ {delivered} short" if missed else delivered)
    yield Cell(text=told, is_marked=missed)
    yield _stands([facts], wording.number(figures.patient_plasma_removed_ml))
    yield _stands([facts], wording.number(figures.balance_ml, signed=True))
    yield _stands([facts], wording.number(figures.balance_percent, 1))
    yield wording.hours_minutes(figures.run_minutes)
    yield _ending(facts)


def _stands(of: Sequence[SummaryInput], figure: str) -> str:
    """A figure, and that it stands as it was signed where a value was amended since."""
    is_told = any(one.has_amended_volumes for one in of) and figure != wording.MISSING
    return f"{figure}\nas signed" if is_told else figure


def _ending(facts: SummaryInput) -> str | Cell:
    close = facts.session.close
    if facts.session.ended_at is None:
        return Cell(text="not ended", is_marked=True)
    if close is None or close.end_reason is None:
        return "reason not recorded"
    is_early = close.end_reason is not EndReason.TARGET_REACHED
    return Cell(text=close.end_reason.label, is_marked=is_early)


def _volume_words(facts: CourseInput) -> str:
    formulas = {
        one.figures.blood_volume_formula: one.figures.blood_volume.source
        for one in facts.sessions
        if one.figures.blood_volume is not None
    }
    named = wording.listed(
        f"{str(name).capitalize()} ({source})" for name, source in formulas.items()
    )
    by = f"Plasma volume by {named} with each day's weight and haematocrit. " if formulas else ""
    return f"{by}* the patient's own plasma: without anticoagulant and saline in the waste."


def _care_row(facts: SummaryInput) -> Iterator[str | Cell]:
    session = facts.session
    bags = sorted(session.bags or (), key=lambda bag: list(Fluid).index(bag.fluid))
    given = [
        f"{fluid.label} {given_words(list(same), 'mL')}"
        for fluid, same in groupby(bags, key=lambda bag: bag.fluid)
    ]
    device = facts.course.access_of(session)
    reactions = session.reactions
    yield wording.number(session.number)
    yield "\n".join(given) or f"planned {planned_fluids(facts)}"
    yield _anticoagulant_words(facts)
    yield device_place(device) if device else wording.NOT_RECORDED
    yield (
        wording.NOT_RECORDED
        if reactions is None
        else Cell(
            text="\n".join(map(_reaction, reactions)) or "none recorded",
            is_marked=bool(reactions),
        )
    )
    yield finding_counts(facts)
    yield _signed(facts)


def _anticoagulant_words(facts: SummaryInput) -> str:
    planned = planned_anticoagulant(facts.course, facts.session)
    name = planned.product.label if planned else ""
    volume = facts.figures.anticoagulant_to_patient_ml
    told = f"{wording.millilitres(volume)} to the patient" if volume is not None else ""
    return ", ".join(part for part in (name, told) if part)


def _reaction(reaction: Reaction) -> str:
    return f"{reaction.kind.label} {reaction.grade or 'not graded'}"


def finding_counts(facts: SummaryInput) -> str:
    """`1 stop, 2 ask`: findings above a notice by their severity."""
    words = [
        wording.SEVERITY_WORDS[finding.severity].lower()
        for finding in sorted(facts.findings, key=lambda one: -one.severity)
        if finding.severity.word != "notice"
    ]
    return ", ".join(f"{words.count(word)} {word}" for word in dict.fromkeys(words)) or "none"


def _signed(facts: SummaryInput) -> str | Cell:
    if not facts.is_signed:
        return Cell(text="not signed", is_marked=True)
    first = facts.signatures[0]
    return f"{first.name}, {wording.day(first.at.day)}"


def delivered(facts: CourseInput) -> Iterator[Block]:
    """Charts of what was delivered and of the vital signs; their numbers stand in tables."""
    panels = tuple(one for one in (*delivered_panels(facts), *vitals_panels(facts)))
    shown = tuple(panel for panel in panels if not panel.is_empty)
    if shown:
        named = wording.listed(panel.title for panel in shown)
        yield Panels(panels=shown, described=f"By session: {named}.")
    rows = [_vitals_row(one) for one in facts.sessions]
    if any(
        isinstance(cell, Cell) and cell.text != wording.MISSING for row in rows for cell in row
    ):
        yield table(VITALS_COLUMNS, rows)
        yield Paragraph(text="Lowest to highest of each session.", is_small=True)


VITALS = {
    "systolic_mmhg": "Systolic",
    "diastolic_mmhg": "Diastolic",
    "pulse_per_min": "Pulse",
    "spo2_percent": "SpO₂",
    "temperature_c": "Temperature",
}
BODY = ("weight_kg", "height_cm", *VITALS, "respiratory_rate_per_min")  # no laboratory values
VITALS_COLUMNS = (
    Column(heading="No."),
    *(
        Column(heading=name, unit=CATALOGUE[code].shown_unit, is_number=True)
        for code, name in VITALS.items()
    ),
)


def _vitals_row(facts: SummaryInput) -> tuple[str | Cell, ...]:
    row: list[str | Cell] = [wording.number(facts.session.number)]
    for code in VITALS:
        span = extremes(facts.session, code)
        declared = CATALOGUE[code]
        told = wording.MISSING if span is None else _span(declared, *span)
        is_amended = facts.is_amended(code)
        row.append(Cell(text=f"{told} (amended)" if is_amended else told, is_marked=is_amended))
    return tuple(row)


def _span(declared: NumberField, low: Measured, high: Measured) -> str:
    lowest, highest = wording.quantity(declared, low), wording.quantity(declared, high)
    return lowest if lowest == highest else f"{lowest} to {highest}"


def laboratory(facts: CourseInput) -> Iterator[Block]:
    """Laboratory values by time of draw, with charts where there are two or more."""
    found = {
        field.code: measurements(facts.begun, field.code)
        for field in CATALOGUE.at(Place.LABORATORY)
        if field.code not in BODY
    }
    values = {code: every for code, every in found.items() if every}
    panels = laboratory_panels(facts, values)
    if panels:
        named = wording.listed(panel.title for panel in panels)
        yield Panels(panels=panels, described=f"Laboratory values over the course: {named}.")
    if values:
        yield _laboratory_table(facts, values)
    for code, every in values.items():
        declared = CATALOGUE[code]
        if isinstance(declared, TitreField):
            words = titre_words(declared, [one.value for one in every])
            yield from [Paragraph(text=words)] if words else []


def _laboratory_table(facts: CourseInput, values: dict[str, tuple[Measurement, ...]]) -> Block:
    """A row for each draw, a column for each quantity."""
    draws: dict[tuple[str, str], dict[str, Measurement]] = {}
    for code, every in values.items():
        for one in every:
            draws.setdefault((one.taken_at.utc.isoformat(), _drawn(facts, one)), {})[code] = one
    fields = [CATALOGUE[code] for code in values]
    return table(
        (
            Column(heading="Taken"),
            Column(heading="Drawn"),
            *(
                Column(heading=field.heading, unit=field.shown_unit, is_number=True)
                for field in fields
            ),
        ),
        (
            (
                wording.moment(next(iter(of_draw.values())).taken_at),
                drawn,
                *(_value_cell(facts, field, of_draw.get(field.code)) for field in fields),
            )
            for (_, drawn), of_draw in sorted(draws.items())
        ),
    )


def _value_cell(facts: CourseInput, declared: NumberField, one: Measurement | None) -> Cell:
    """A value as it was signed, and what it should be where it was amended later."""
    if one is None:
        return measured_cell(declared, None)
    cell = measured_cell(declared, Measured(value=one.value))
    should_be = facts.amended_to(one)
    told = f"{cell.text} (amended: {should_be})"
    return Cell(text=told, is_marked=True) if should_be else cell


def _drawn(facts: CourseInput, one: Measurement) -> str:
    number = next(
        (s.session.number for s in facts.sessions if s.session.id == one.session_id), None
    )
    timing = one.timing.label if one.timing else ""
    if number is None:
        return timing
    words = {
        LabTiming.BEFORE_SESSION: f"before {number}",
        LabTiming.AFTER_SESSION: f"after {number}",
        LabTiming.NEXT_DAY: f"day after {number}",
    }
    return words.get(one.timing or LabTiming.OTHER, f"{timing} {number}".strip())


SCORE_COLUMNS = (
    Column(heading="Scale"),
    Column(heading="Date"),
    Column(heading="Value", is_number=True),
    Column(heading="By"),
    Column(heading="Note"),
)


def response(facts: CourseInput) -> Iterator[Block]:
    """Scores with their direction, and which change matters."""
    for change in facts.changes:
        yield Paragraph(text=f"{change_words(change)}.", is_strong=True)
        if change.fact is not None:
            better = "high is better" if change.fact.high_is_better else "low is better"
            span = f"{change.fact.lowest} to {change.fact.highest}"
            yield Paragraph(text=f"{span}, {better}. {change.fact.source}.", is_small=True)
    if facts.changes:
        yield table(
            SCORE_COLUMNS,
            [
                (
                    scale_label(change),
                    wording.moment(one.at),
                    wording.plain(one.value),
                    one.by,
                    typed(one.note),
                )
                for change in facts.changes
                for one in change.values
            ],
        )


COUNTER_COLUMNS = (
    Column(heading="No."),
    Column(heading="Plasma volumes", unit="PV", is_number=True),
    Column(heading="Plasma removed", unit="mL", is_number=True),
    Column(heading="Albumin", unit="g", is_number=True),
    Column(heading="Donor exposures", unit="donors", is_number=True),
    Column(heading="Pooled plasma", unit="bags", is_number=True),
    Column(heading="Citrate to the patient", unit="g", is_number=True),
)


def counters(facts: CourseInput) -> Iterator[Block]:
    """What the course adds up to: each the sum of its sessions."""
    rows = [
        (wording.number(one.session.number), *_counted(counted, [one]))
        for one, counted in zip(facts.sessions, facts.session_counters, strict=True)
    ]
    rows.append(("ended" if facts.is_running else "all", *_counted(facts.counters, facts.ended)))
    yield table(COUNTER_COLUMNS, [*rows[:-1], tuple(_strong(text) for text in rows[-1])])
    days = facts.catheter_days
    until = f"up to {wording.day(facts.printed_at.day)} where a line is still in"
    said = "cannot be counted: a day of insertion is not recorded" if days is None else ""
    yield Paragraph(
        text=f"Days with a central line: {said or wording.number(days)} ({until}). "
        "Albumin by the bags' ledger; donor exposures: donations of plasma, each of one donor; "
        "albumin and pooled plasma are of many donors and are not among them.",
        is_small=True,
    )
    if facts.is_running:
        which = wording.sentence(session_words(facts.running))
        yield Paragraph(text=f"{which} running: not in the sums.", is_small=True)


def _strong(text: str) -> Cell:
    return Cell(text=text, is_marked=True)


def _counted(counted: Counters, of: Sequence[SummaryInput]) -> Iterator[str]:
    """What is counted of these sessions; of albumin, donors and bags nothing can be amended."""
    yield _stands(of, wording.plasma_volumes(counted.plasma_volumes))
    yield _stands(of, wording.number(counted.plasma_removed_ml))
    yield wording.number(counted.albumin_g)
    yield wording.number(counted.donor_exposures)
    yield wording.number(counted.pooled_units)
    yield _stands(of, wording.some(counted.citrate_g, 1))
