"""The machine's end screens: read off in its order, each held against what the run recorded.

A difference is asked about once, beside the value; the record keeps that somebody stood by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from plexlog.clinical.entry_checks import doubt
from plexlog.clinical.plans import planned_balance_percent
from plexlog.domain import wording
from plexlog.domain.device_totals import END_SCREENS, SCREENS_SHOWN, TOTALS_SHOWN
from plexlog.domain.entry import Entry, read_entry
from plexlog.domain.facts import MachineFact
from plexlog.domain.fields import NumberField, Place, Severity
from plexlog.domain.findings import Phase
from plexlog.domain.records import Close, DeviceTotals
from plexlog.domain.shapes import Measured
from plexlog.services.entry_checks import run_at
from plexlog.services.open_session import OpenSession, SessionView
from plexlog.services.plan_needs import planned_run, replacement_ml
from plexlog.services.recording import enter_value, set_facts

OWN = frozenset(one.code for one in SCREENS_SHOWN)
MARGINS = {  # absolute and in per cent; the wider one counts
    "run_time_min": (5.0, 10.0),
    "balance_ml": (200.0, 0.0),
    "balance_percent": (10.0, 0.0),
    "bolus_ml": (50.0, 0.0),
    "plasma_volumes": (0.1, 10.0),
    "plasma_removed_ml": (100.0, 10.0),
    "anticoagulant_to_patient_ml": (30.0, 20.0),
}  # defaults of the program, for the unit's medical director to approve


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """One line: planned, achieved by the record, and by the machine, as they are shown."""

    label: str
    planned: str
    achieved: str
    machine: str
    is_apart: bool = False


def end_screens(view: SessionView, machines: tuple[MachineFact, ...]) -> tuple[NumberField, ...]:
    """What the machine shows at its end, in its order; the four totals where it is not known."""
    model = "" if view.session.machine is None else view.session.machine.model
    fact = next((one for one in machines if one.model == model), None)
    codes = fact.end_screens if fact is not None else ()
    shown = tuple(END_SCREENS[code] for code in codes if code in END_SCREENS)
    return shown or TOTALS_SHOWN


def screen_values(view: SessionView) -> Mapping[str, Measured]:
    """What was read off the end screens so far."""
    close = view.session.close or Close()
    told = close.device_totals or DeviceTotals()
    own = {code: getattr(told, code) for code in OWN}
    values = {code: Measured(value=value) for code, value in own.items() if value is not None}
    return values | dict(close.totals.values if close.totals is not None else {})


def enter_screen(session: OpenSession, code: str, text: str, *, is_sure: bool = False) -> Entry:
    """Record one figure of the end screens; blank takes it back. As `recording.enter_value`."""
    view = session.view()
    entry = read_entry(END_SCREENS[code], text)
    if entry.value is not None and entry.severity is not Severity.REFUSE:
        words = difference(view, code, entry.value)
        if words and not is_sure:
            return replace(entry, severity=Severity.ASK, message=words)
    if code not in OWN:  # a total of the record asks by its own field
        entry = enter_value(session, Place.TOTALS, code, text, is_sure=is_sure)
        if is_sure:
            _keep(session, code, {}, is_sure=True)
    elif not entry.is_refused and (is_sure or not entry.is_question):
        _keep(session, code, {code: entry.value}, is_sure=is_sure)
    return entry


def _keep(
    session: OpenSession, code: str, changes: Mapping[str, Decimal | None], *, is_sure: bool
) -> None:
    close = session.view().session.close or Close()
    told = close.device_totals or DeviceTotals()
    confirmed = tuple(one for one in told.confirmed or () if one != code)
    if is_sure:
        confirmed = (*confirmed, code)
    changed = replace(
        told,
        **changes,  # type: ignore[arg-type]  # codes of OWN name numbers
        confirmed=confirmed or None,
        by=session.desk.me,
        at=session.desk.now(),
    )
    set_facts(session, {"device_totals": changed})


def difference(view: SessionView, code: str, shown: Decimal) -> str:
    """How the machine's figure differs from the run's; empty where it fits or is not known."""
    if code not in OWN:
        at = view.session.ended_at or view.now
        close = view.session.close
        others = close.totals.values if close is not None and close.totals is not None else {}
        return doubt(code, shown, run_at(view, at, others))
    known, value = _known(view, code), float(shown)
    if known is None or code not in MARGINS:
        return ""
    margin, percent = MARGINS[code]
    allowed = max(margin, abs(known) * percent / 100)
    if abs(value - known) <= allowed or _fits_with_pauses(view, code, value, allowed):
        return ""
    declared = END_SCREENS[code]
    ours = f"{known:.{declared.decimals}f}"
    return f"by what was recorded here {wording.with_unit(ours, declared.shown_unit)}"


def _fits_with_pauses(view: SessionView, code: str, value: float, allowed: float) -> bool:
    """Some machines count the time that they stand still."""
    run, paused = view.figures.run_minutes, view.figures.paused_minutes
    if code != "run_time_min" or run is None or paused is None:
        return False
    return run <= value <= run + paused + allowed


def _known(view: SessionView, code: str) -> float | None:
    figures = view.figures
    boluses = view.session.saline_boluses
    given = None if boluses is None else sum(float(one.volume_ml) for one in boluses)
    return {
        "run_time_min": figures.run_minutes,
        "balance_ml": figures.balance_ml,
        "balance_percent": figures.balance_percent,
        "bolus_ml": given,
        "plasma_volumes": figures.plasma_volumes,
        "plasma_removed_ml": figures.patient_plasma_removed_ml,
        "anticoagulant_to_patient_ml": figures.anticoagulant_to_patient_ml,
    }.get(code)


def reconciliation(view: SessionView) -> tuple[Reconciled, ...]:
    """Planned, achieved and machine beside each other, as far as each is known."""
    told = (view.session.close or Close()).device_totals or DeviceTotals()
    return (
        _plasma_line(view, told),
        Reconciled(
            label="Replaced, by bags",
            planned=wording.millilitres(replacement_ml(view)),
            achieved=wording.millilitres(view.figures.bags_given_ml),
            machine=wording.millilitres(view.figures.replaced_ml),
            is_apart=any(one.code == "bags-disagree" for one in view.findings(Phase.CLOSE)),
        ),
        _anticoagulant_line(view, told),
        _balance_line(view, told),
        _time_line(view, told),
    )


def _plasma_line(view: SessionView, told: DeviceTotals) -> Reconciled:
    figures, shown = view.figures, told.plasma_removed_ml
    values = (figures.target_ml, figures.patient_plasma_removed_ml, shown)
    planned, achieved, machine = (wording.millilitres(one) for one in values)
    return _line(view, "plasma_removed_ml", "Plasma removed", shown, (planned, achieved, machine))


def _anticoagulant_line(view: SessionView, told: DeviceTotals) -> Reconciled:
    plan, shown = planned_run(view), told.anticoagulant_to_patient_ml
    to_patient = None if plan is None else plan.anticoagulant_ml - plan.anticoagulant_in_waste_ml
    values = (to_patient, view.figures.anticoagulant_to_patient_ml, shown)
    planned, achieved, machine = (wording.millilitres(one) for one in values)
    code, label = "anticoagulant_to_patient_ml", "AC to the patient"
    return _line(view, code, label, shown, (planned, achieved, machine))


def _balance_line(view: SessionView, told: DeviceTotals) -> Reconciled:
    ordered, shown = planned_balance_percent(view.course, view.session), told.balance_percent
    values = (ordered, view.figures.balance_percent, shown)
    planned, achieved, machine = (wording.percent(one) for one in values)
    return _line(view, "balance_percent", "Balance", shown, (planned, achieved, machine))


def _time_line(view: SessionView, told: DeviceTotals) -> Reconciled:
    plan, shown = planned_run(view), told.run_time_min
    values = (None if plan is None else plan.minutes, view.figures.run_minutes, shown)
    planned, achieved, machine = (wording.hours_minutes(one) for one in values)
    return _line(view, "run_time_min", "Run time", shown, (planned, achieved, machine))


def _line(
    view: SessionView, code: str, label: str, told: Decimal | None, shown: tuple[str, str, str]
) -> Reconciled:
    is_apart = told is not None and bool(difference(view, code, told))
    planned, achieved, machine = shown
    return Reconciled(
        label=label, planned=planned, achieved=achieved, machine=machine, is_apart=is_apart
    )
