"""Rules of the run: machine totals, balance, citrate, vitals."""

from __future__ import annotations

import math
from decimal import Decimal
from itertools import pairwise

from plexlog.clinical.entry_checks import RATIO_FAR
from plexlog.clinical.figures.run import ReadingFigures, citrate_missing, given_missing
from plexlog.clinical.figures.vitals import VITALS_OVERDUE, vitals_intervals
from plexlog.clinical.plans import planned_anticoagulant, planned_balance_percent
from plexlog.clinical.rules.rule import LEE, UNIT, Answer, Missing, Raised, Rule, SessionCase, said
from plexlog.clinical.rules.thresholds import (
    Thresholds,
    above,
    below,
    beyond,
    those_above,
    those_below,
    those_from,
    those_outside,
)
from plexlog.clinical.totals import TotalsAt
from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Phase
from plexlog.domain.moments import Moment

NHSN = "CDC NHSN haemovigilance protocol v2.6, hypotensive reaction"
FEVER = "CDC NHSN haemovigilance protocol v2.6, febrile reaction"
EARLIER_MAY_BE_WRONG = " The earlier, higher value may be the wrong one."
OFFER_REACTION = "Look at the patient and measure again; note a reaction if it is one."


def total_fell(case: SessionCase) -> Answer:
    """Ask where a cumulative machine total is below the last one."""
    rows = () if case.run is None else case.run.rows
    if not rows:
        return Missing(("inlet_ml", "anticoagulant_ml", "removed_ml", "replaced_ml"))
    fell = [row for row in rows if row.fell]
    if not fell:
        return None
    names = dict.fromkeys(CATALOGUE[code].label for row in fell for code in row.fell)
    return Raised(
        what=f"{', '.join(names)}: below the last reading at {_clocks([row.at for row in fell])}",
        why="A machine total only rises; nothing is calculated with that reading.",
        do="Read the machine again and correct the reading."
        + (EARLIER_MAY_BE_WRONG if _agree(fell) else ""),
        at=_times([row.at for row in fell]),
    )


def _agree(fell: list[TotalsAt]) -> bool:
    """Whether readings that fell rise among themselves: the one before them may be too high."""
    pairs = list(pairwise(fell))
    return bool(pairs) and all(
        now.ml[code] >= then.ml.get(code, 0.0) for then, now in pairs for code in now.fell
    )


def balance_off(case: SessionCase) -> Answer:
    """Ask below 90 % or above 110 % fluid balance from 500 mL replaced, unless ordered so."""
    rows = _kept(case)
    if all(row.balance_percent is None for row in rows):
        return Missing(_balance_missing(case))
    replaced = [(row, row.replaced_ml) for row in rows if row.replaced_ml is not None]
    from_ml = case.limits.balance_from_ml
    checked = [
        (row.at, row.balance_percent)
        for row, _ml in those_from(replaced, from_ml)
        if row.balance_percent is not None
    ]
    figures, ended_at = case.figures, case.session.ended_at
    at_end, ml = figures.balance_percent, figures.replaced_ml
    if ended_at and at_end is not None and ml and not below(ml, from_ml):
        checked.append((ended_at, at_end))
    off = _off(case.limits, checked, planned_balance_percent(case.course, case.session))
    if not off:
        return None
    at, percent = off[-1]
    low, high = case.limits.balance_low_percent, case.limits.balance_high_percent
    return Raised(
        what=f"Fluid balance {beyond(percent, low if percent < low else high, 1)} % at {at.clock}",
        why="Too little makes blood pressure fall, too much overloads.",
        do="Check replacement, boluses and pumps; confirm if it is wanted.",
        at=_times([at for at, _ in off]),
    )


def _off(
    limits: Thresholds, checked: list[tuple[Moment, float]], ordered: Decimal | None
) -> list[tuple[Moment, float]]:
    """Those beyond a limit, unless the ordered balance lies beyond that limit itself."""
    low, high = limits.balance_low_percent, limits.balance_high_percent
    if ordered is not None:
        low = -math.inf if below(ordered, low) else low
        high = math.inf if above(ordered, high) else high
    return those_outside(checked, low, high)


def _balance_missing(case: SessionCase) -> tuple[str, ...]:
    needed = ("replaced_ml", "anticoagulant_ml", "removed_ml")
    rows = _kept(case)
    missing = [code for code in needed if all(getattr(row, code) is None for row in rows)]
    missing += given_missing(case.session)
    return tuple(missing) or ("readings",)


def citrate_rate_high(case: SessionCase) -> Answer:
    """Ask above 1.8 mg/kg/min of citrate to the patient over an interval."""
    rates = [
        (row.at, row.citrate_mg_per_kg_min)
        for row in _kept(case)
        if row.citrate_mg_per_kg_min is not None
    ]
    if not rates:
        missing = () if case.run is None else citrate_missing(case.run)
        return Missing(missing or ("readings",))
    limit = case.limits.citrate_high_mg_kg_min
    high = those_above(rates, limit)
    if not high:
        return None
    return Raised(
        what=f"Citrate {beyond(high[-1][1], limit, 2)} mg/kg/min up to {high[-1][0].clock}",
        why="More than the liver clears: ionised calcium falls, tingling and cramps follow.",
        do=_odd_total(case, high[-1][0])
        + "Slow the flow, ask for tingling, measure ionised calcium, give calcium as ordered.",
        at=_times([at for at, _ in high]),
    )


def _odd_total(case: SessionCase, at: Moment) -> str:
    """To look at first: a total of anticoagulant so far off the plan that it may be a slip."""
    given = planned_anticoagulant(case.course, case.session)
    ratio = None if given is None else given.inlet_ac_ratio
    row = next(one for one in _kept(case) if one.at == at)
    if ratio is None or row.inlet_ml is None or row.anticoagulant_ml is None:
        return ""
    planned = row.inlet_ml / float(ratio)
    if row.anticoagulant_ml < RATIO_FAR * planned:
        return ""
    told = f"{wording.millilitres(row.anticoagulant_ml)} at {at.clock}"
    by_plan = wording.millilitres(planned)
    return f"Read the anticoagulant total again first: {told}, by the plan {by_plan}. "


def systolic_low(case: SessionCase) -> Answer:
    """Ask below 90 mmHg."""
    limit = case.limits.systolic_low_mmhg
    return _low(case, "systolic_mmhg", limit, "Volume, citrate, bradykinin or an allergy.")


def oxygen_low(case: SessionCase) -> Answer:
    """Ask below 92 %."""
    limit = case.limits.oxygen_low_percent
    return _low(case, "spo2_percent", limit, "Overload, an allergy, or lung injury by plasma.")


def fever(case: SessionCase) -> Answer:
    """Ask from 38.0 °C."""
    series = case.series("temperature_c")
    if not series:
        return Missing(("temperature_c",))
    hot = those_from(series, case.limits.fever_from_c)
    if not hot:
        return None
    return Raised(
        what=f"Temperature {said('temperature_c', hot[-1][1])} at {hot[-1][0].clock}",
        why="An infection of the line, or a reaction to plasma.",
        do=OFFER_REACTION,
        at=_times([at for at, _ in hot]),
    )


def ionised_calcium_low(case: SessionCase) -> Answer:
    """Ask below 0.9 mmol/L."""
    limit = case.limits.ionised_calcium_low_mmol_l
    return _low(case, "ionised_calcium_mmol_l", limit, "Citrate binds it.")


def _low(case: SessionCase, code: str, limit: float, why: str) -> Answer:
    series = case.series(code)
    if not series:
        return Missing((code,))
    low = those_below(series, limit)
    if not low:
        return None
    return Raised(
        what=f"{CATALOGUE[code].label} {said(code, low[-1][1], limit)} at {low[-1][0].clock}",
        why=why,
        do=OFFER_REACTION,
        at=_times([at for at, _ in low]),
    )


def systolic_fell(case: SessionCase) -> Answer:
    """Ask where systolic pressure is 30 mmHg or more below the value before the start."""
    before, series = case.before("systolic_mmhg"), case.series("systolic_mmhg")
    if before is None or not series:
        return Missing(("before.systolic_mmhg",) if before is None else ("systolic_mmhg",))
    falls = [(pair, before - pair[1]) for pair in series]
    fell = [pair for pair, _fall in those_from(falls, case.limits.systolic_fall_mmhg)]
    if not fell:
        return None
    return Raised(
        what=f"Systolic pressure {said('systolic_mmhg', fell[-1][1])} at {fell[-1][0].clock}, "
        f"{before - fell[-1][1]:.0f} below the start",
        why="Volume, citrate, bradykinin or an allergy.",
        do=OFFER_REACTION,
        at=_times([at for at, _ in fell]),
    )


def temperature_rose(case: SessionCase) -> Answer:
    """Ask from 38.0 °C with a rise of 1.0 °C or more."""
    before, series = case.before("temperature_c"), case.series("temperature_c")
    if before is None or not series:
        return Missing(("before.temperature_c",) if before is None else ("temperature_c",))
    limits = case.limits
    rose = [
        pair
        for pair in those_from(series, limits.fever_from_c)
        if not below(pair[1] - before, limits.temperature_rise_c)
    ]
    if not rose:
        return None
    return Raised(
        what=f"Temperature {said('temperature_c', rose[-1][1])} at {rose[-1][0].clock}, "
        f"{rose[-1][1] - before:.1f} above the start",
        why="With plasma a febrile reaction; with a central line an infection.",
        do=OFFER_REACTION,
        at=_times([at for at, _ in rose]),
    )


def vitals_overdue(case: SessionCase) -> Answer:
    """Tell where pressure and pulse came more than 5 min late; left out by reason is answered."""
    session = case.session
    if session.started_at is None:
        return Missing(("started_at",))
    intervals = vitals_intervals(case.course, session, session.ended_at or case.now)
    passed = [(one.at, one.minutes_late) for one in intervals]
    late = those_above(passed, case.limits.vitals_grace_minutes)
    if not late:
        return None
    minutes = beyond(late[-1][1], case.limits.vitals_grace_minutes, 0)
    return Raised(
        what=f"Pressure and pulse {minutes} min late at {late[-1][0].clock}",
        why="What is not measured is not seen.",
        do="Take pressure and pulse now, if the run goes on.",
        at=_times([at for at, _ in late]),
    )


def volume_over_target(case: SessionCase) -> Answer:
    """Ask where patient plasma removed is more than 110 % of the target."""
    target = case.volumes.target_ml
    known = [
        (row.at, row.patient_plasma_removed_ml)
        for row in _kept(case)
        if row.patient_plasma_removed_ml is not None
    ]
    if target is None or not known:
        missing = case.figures.missing.get("anticoagulant_in_waste_ml", ())
        return Missing((*case.volumes.missing["target_ml"], *missing) or ("removed_ml",))
    limit = case.limits.over_target_percent
    over = those_above(known, target * limit / 100)
    if not over:
        return None
    return Raised(
        what=f"Patient plasma removed {wording.millilitres(over[-1][1])}, "
        f"{beyond(100 * over[-1][1] / target, limit, 0)} % of the target",
        why="More than ordered is gone: proteins, factors, drugs.",
        do="End the run, or confirm.",
        at=_times([at for at, _ in over]),
    )


def _kept(case: SessionCase) -> list[ReadingFigures]:
    return case.kept_rows


def _times(moments: list[Moment]) -> tuple[Moment, ...]:
    return tuple(dict.fromkeys(moments))


def _clocks(moments: list[Moment]) -> str:
    return ", ".join(moment.clock for moment in _times(moments))


RUN_RULES: tuple[Rule[SessionCase], ...] = tuple(
    Rule(code=code, phase=Phase.RUN, severity=severity, source=source, function=function)
    for code, severity, source, function in (
        ("total-fell", Severity.ASK, UNIT, total_fell),
        ("balance-off", Severity.ASK, UNIT, balance_off),
        ("citrate-rate-high", Severity.ASK, LEE, citrate_rate_high),
        ("systolic-low", Severity.ASK, UNIT, systolic_low),
        ("oxygen-low", Severity.ASK, UNIT, oxygen_low),
        ("fever", Severity.ASK, FEVER, fever),
        ("ionised-calcium-low", Severity.ASK, LEE, ionised_calcium_low),
        ("systolic-fell", Severity.ASK, NHSN, systolic_fell),
        ("temperature-rose", Severity.ASK, FEVER, temperature_rose),
        (VITALS_OVERDUE, Severity.NOTICE, UNIT, vitals_overdue),
        ("volume-over-target", Severity.ASK, UNIT, volume_over_target),
    )
)
