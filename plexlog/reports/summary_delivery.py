"""What was planned beside what was delivered, and how the volumes were got."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from plexlog.clinical.blood_loss import inlet_to_anticoagulant
from plexlog.clinical.order_words import share_words
from plexlog.clinical.plans import (
    planned_anticoagulant,
    planned_balance_percent,
    planned_replacement,
)
from plexlog.domain import wording
from plexlog.domain.catalogue import HEMATOCRIT, PRIME_GIVEN, RINSEBACK, SAMPLES
from plexlog.domain.records import Close, PlanChange
from plexlog.domain.words import Fluid, ProcedureEffect
from plexlog.reports.model import Block, Column, Paragraph
from plexlog.reports.summary_given import calcium_rows
from plexlog.reports.summary_input import SummaryInput
from plexlog.reports.summary_opening import balance_words, planned_volumes
from plexlog.reports.summary_tables import given_words, table


def plan_and_delivery(facts: SummaryInput) -> Iterator[Block]:
    """What was planned beside what was delivered, and where the volumes come from."""
    yield table(
        (
            Column(heading=""),
            Column(heading="Planned"),
            Column(heading="Delivered"),
            Column(heading="How"),
        ),
        _delivery_rows(facts),
    )
    yield Paragraph(text=_volumes_words(facts), is_small=True)
    plan = facts.session.plan
    if plan is not None and plan.reason:
        by = f" ({plan.by})" if plan.by else ""
        yield Paragraph(text=f"Other than ordered because: {plan.reason}{by}")
    for change in facts.session.plan_changes or ():
        yield Paragraph(text=_change_words(facts, change))
    for skip in facts.session.vitals_skips or ():
        by = f" ({skip.by})" if skip.by else ""
        due = facts.when(skip.due_at)
        yield Paragraph(text=f"Vitals of {due} left out: {skip.reason}{by}", is_small=True)


def _change_words(facts: SummaryInput, change: PlanChange) -> str:
    parts = []
    if change.plasma_volumes is not None:
        before, after = wording.plain(change.plasma_volumes_before), change.plasma_volumes
        parts.append(f"target {before} to {wording.with_unit(wording.plain(after), 'PV')}")
    if change.vitals_programme_min is not None:
        before = _programme(change.vitals_programme_before_min)
        parts.append(f"vitals {before} to {_programme(change.vitals_programme_min)}\u00a0min")
    ordered = f", ordered by {change.ordered_by}" if change.ordered_by else ""
    by = f" ({change.by})" if change.by else ""
    what = "; ".join(parts) or wording.MISSING
    return f"Plan changed {facts.when(change.at)}: {what}{ordered}; because: {change.reason}{by}"


def _programme(waits: Sequence[Decimal] | None) -> str:
    return ", ".join(wording.plain(wait) for wait in waits or ()) or wording.MISSING


def _delivery_rows(facts: SummaryInput) -> Iterator[tuple[str, str, str, str]]:
    figures = facts.figures
    volumes = wording.plasma_volumes(figures.plasma_volumes)
    yield (
        "Plasma volumes",
        planned_volumes(facts),
        wording.with_unit(volumes, "PV"),
        "patient plasma removed / plasma volume",
    )
    yield (
        "Patient plasma removed",
        wording.millilitres(figures.target_ml),
        wording.millilitres(figures.patient_plasma_removed_ml),
        "removed without anticoagulant and saline in the waste",
    )
    yield (
        "Replacement",
        "\n".join(part for part in (planned_fluids(facts), _expected_ml(facts)) if part),
        _given_fluids(facts),
        _replaced(facts),
    )
    yield "Prime given to the patient", "", _prime(facts), _prime_fluid(facts)
    yield "Fluid balance", _planned_balance(facts), balance_words(facts), _in_and_out(facts)
    yield "Rinseback", "", _rinseback(facts), "counts as given"
    yield "Samples", "", _samples(facts), "count as taken out"
    yield "Anticoagulant", _planned_anticoagulant(facts), *_anticoagulant(facts)
    yield (
        "Citrate to the patient",
        _about(wording.some(facts.forecast.citrate_mg_kg_min, 2), "mg/kg/min"),
        _citrate(facts),
        "highest between two readings; mean (planned: mean)",
    )
    yield from calcium_rows(facts)
    yield (
        "Run time",
        _about(wording.hours_minutes(facts.forecast.run_minutes), "h"),
        wording.with_unit(wording.hours_minutes(figures.run_minutes), "h"),
        _pauses(facts),
    )


def _about(number: str, unit: str) -> str:
    """What the plan expected, or nothing."""
    if number in (wording.MISSING, wording.NONE):
        return number.removeprefix(wording.MISSING)
    return f"about {wording.with_unit(number, unit)}"


def _expected_ml(facts: SummaryInput) -> str:
    return _about(wording.number(facts.forecast.replacement_ml), "mL")


def _replaced(facts: SummaryInput) -> str:
    """Where the volumes given come from, with the machine's own total."""
    counted = facts.figures.replaced_ml
    machine = "" if counted is None else f"; machine {wording.millilitres(counted)}"
    return f"given by the bags' ledger{machine}"


def planned_fluids(facts: SummaryInput) -> str:
    """The fluids planned for a session with their shares, one on each line."""
    shares = planned_replacement(facts.course, facts.session) or ()
    return "\n".join(share_words(share) for share in shares)


def _given_fluids(facts: SummaryInput) -> str:
    bags = sorted(facts.session.bags or (), key=lambda bag: list(Fluid).index(bag.fluid))
    return "\n".join(
        f"{fluid.label} {given_words(list(same), 'mL')}"
        for fluid, same in groupby(bags, key=lambda bag: bag.fluid)
    )


def _prime(facts: SummaryInput) -> str:
    given = facts.session.values.get(PRIME_GIVEN.code)
    return wording.quantity_with_unit(PRIME_GIVEN, given)


def _prime_fluid(facts: SummaryInput) -> str:
    fluid = facts.session.prime_fluid
    return f"primed with {fluid.label}" if fluid else ""


def _planned_balance(facts: SummaryInput) -> str:
    ordered = planned_balance_percent(facts.course, facts.session)
    return wording.with_unit(wording.plain(ordered), "%")


def _in_and_out(facts: SummaryInput) -> str:
    figures = facts.figures
    if figures.in_ml is None or figures.out_ml is None:
        return ""
    lost = figures.blood_lost_ml
    beside = f"; blood lost {wording.millilitres(lost)}, not counted" if lost is not None else ""
    both = f"in {wording.millilitres(figures.in_ml)}, out {wording.millilitres(figures.out_ml)}"
    return both + beside


def _rinseback(facts: SummaryInput) -> str:
    close = facts.session.close or Close()
    if close.rinseback_not_done_reason:
        return f"not done: {close.rinseback_not_done_reason}"
    return wording.quantity_with_unit(RINSEBACK, close.values.get(RINSEBACK.code))


def _samples(facts: SummaryInput) -> str:
    close = facts.session.close or Close()
    return wording.quantity_with_unit(SAMPLES, close.values.get(SAMPLES.code))


def _planned_anticoagulant(facts: SummaryInput) -> str:
    ordered = planned_anticoagulant(facts.course, facts.session)
    if ordered is None:
        return ""
    ratio = f" {wording.plain(ordered.inlet_ac_ratio)} : 1" if ordered.inlet_ac_ratio else ""
    expected = _about(wording.number(facts.forecast.anticoagulant_ml), "mL")
    return ", ".join(part for part in (f"{ordered.product.label}{ratio}", expected) if part)


def _anticoagulant(facts: SummaryInput) -> tuple[str, str]:
    figures = facts.figures
    to_patient = wording.millilitres(figures.anticoagulant_to_patient_ml)
    in_waste = wording.millilitres(figures.anticoagulant_in_waste_ml)
    origin = {
        "device": " (as the machine states)",
        "estimate": " (estimated from totals and haematocrit)",
    }.get(str(figures.anticoagulant_in_waste_from), "")
    used = figures.anticoagulant_ml
    delivered = (
        _delivered_ratio(facts),
        "" if used is None else f"{wording.millilitres(used)} used",
    )
    shares = (
        "" if to_patient == wording.MISSING else f"{to_patient} to the patient",
        f"in the waste {in_waste}{origin}",
    )
    return ", ".join(filter(None, delivered)), ", ".join(filter(None, shares))


def _delivered_ratio(facts: SummaryInput) -> str:
    """Inlet to anticoagulant by the totals of the machine, as the ratio is ordered."""
    inlet, used = facts.figures.inlet_ml, facts.figures.anticoagulant_ml
    ratio = None if inlet is None or used is None else inlet_to_anticoagulant(inlet, used)
    return "" if ratio is None else f"{wording.number(ratio, 1)} : 1"


def _citrate(facts: SummaryInput) -> str:
    highest = wording.some(facts.figures.citrate_max_mg_per_kg_min, 2)
    mean = wording.some(facts.figures.citrate_mean_mg_per_kg_min, 2)
    if {highest, mean} <= {wording.MISSING, wording.NONE}:
        return wording.NONE if wording.NONE in (highest, mean) else ""
    return f"{highest}; {mean}\u00a0mg/kg/min"


def _pauses(facts: SummaryInput) -> str:
    pauses = facts.session.pauses
    if not pauses:
        untold = _paused_by(facts)
        return untold or ("without pause" if pauses is not None else "")
    told = "; ".join(
        f"{facts.when(pause.start)} to {facts.when(pause.end) if pause.end else 'open'}"
        + (f", {pause.reason}" if pause.reason else "")
        for pause in pauses
    )
    lost = wording.with_unit(wording.number(facts.figures.paused_minutes), "min")
    return f"{wording.counted(len(pauses), 'pause')} left out, {lost}: {told}"


def _paused_by(facts: SummaryInput) -> str:
    """Reactions that paused an exchange whose pauses nobody timed."""
    reactions = facts.session.reactions or ()
    paused = [one.kind.label for one in reactions if one.procedure is ProcedureEffect.PAUSED]
    told = " and ".join(f"{kind} reaction" for kind in paused)
    return f"paused for {told}, times not recorded" if paused else ""


def _volumes_words(facts: SummaryInput) -> str:
    figures = facts.figures
    volume = figures.blood_volume
    if volume is None:
        return f"Blood volume {facts.lacks('tbv_ml')}."
    formula = f"by {volume.formula.capitalize()}: " if not volume.reason else ""
    reason = f", {volume.reason}" if volume.reason else ""
    before = facts.session.before or {}
    hematocrit = before.get(HEMATOCRIT.code)
    told = [f"Blood volume {formula}{volume.working}{reason} ({volume.source})."]
    if figures.epv_ml is None:
        told.append(f"Plasma volume {facts.lacks('epv_ml')}.")
    else:
        taken = wording.moment(hematocrit.taken_at if hematocrit else None)
        told.append(
            f"Plasma volume {wording.millilitres(figures.epv_ml)} with haematocrit "
            f"{wording.quantity_with_unit(HEMATOCRIT, hematocrit)} ({taken})."
        )
    if figures.lemmens_epv_ml is not None:
        told.append(f"By Lemmens it would be {wording.millilitres(figures.lemmens_epv_ml)}.")
    return " ".join(told)
