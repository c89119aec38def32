"""The plan's working in words: inputs, every formula, what to fetch, what the course will do."""

from __future__ import annotations

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.services.courses_ahead import Ahead, course_ahead
from plexlog.services.desk import Knowledge
from plexlog.services.open_session import SessionView
from plexlog.services.plan_needs import (
    ComparedVolume,
    Pick,
    compared_volumes,
    fetch_list,
    inlet_ml_min,
    pick_words,
    planned_run,
    replacement_ml,
)
from plexlog.services.plan_numbers import brings_its_own, plan_numbers
from ui.session.fact_rows import FactRow
from ui.session.glance_view import waiting_words

FAR_APART_PERCENT = 10


def volume_rows(view: SessionView) -> tuple[FactRow, ...]:
    """Blood and plasma volume with inputs, formula, source, and how numbers are rounded."""
    figures = view.figures
    volume = figures.blood_volume
    if volume is None:
        return (FactRow(_("Blood volume"), waiting_words(view) or wording.MISSING),)
    hematocrit = figures.volumes.hematocrit
    percent = wording.percent(None if hematocrit is None else 100 * hematocrit)
    compared = compared_volumes(view)
    rows = [
        FactRow(_("Inputs"), input_words(view)),
        FactRow(_("Blood volume"), f"{wording.sentence(volume.formula)}: {volume.working}"),
        FactRow(_("Source"), volume.source),
    ]
    if compared is not None:
        rows.append(FactRow(_("Why this one"), wording.sentence(compared.reason)))
    words = _("{blood} × (1 − {percent}) = {plasma}").format(
        blood=wording.millilitres(volume.tbv_ml),
        percent=percent,
        plasma=wording.millilitres(figures.epv_ml),
    )
    return (
        *rows,
        FactRow(_("Plasma volume"), words),
        FactRow(_("Target"), _target_words(view)),
        FactRow(_("Rounding"), _("none before the end; shown to whole mL")),
    )


def _target_words(view: SessionView) -> str:
    planned = view.figures.volumes.planned_plasma_volumes
    if planned is None or view.figures.target_ml is None:
        return wording.MISSING
    return _("{count} × plasma volume = {target}").format(
        count=wording.plain(planned, least=2), target=wording.millilitres(view.figures.target_ml)
    )


def input_words(view: SessionView) -> str:
    """What the volumes are calculated from, such as `female, 37 y, 165 cm, 62.9 kg, Hct 36 %`."""
    volumes, sex = view.figures.volumes, view.course.patient.sex_for_formulas
    hematocrit = volumes.hematocrit
    hct = "" if hematocrit is None else wording.percent(100 * hematocrit)
    parts = (
        "" if sex is None else wording.sentence(sex.label),
        _figure(volumes.age_years, 0, _("y")),
        _figure(volumes.height_cm, 0, "cm"),
        _figure(volumes.weight_kg, 1, "kg"),
        hct and _("Hct {value}").format(value=hct),
    )
    return ", ".join(part for part in parts if part) or wording.MISSING


def _figure(value: float | None, decimals: int, unit: str) -> str:
    return "" if value is None else wording.with_unit(wording.number(value, decimals), unit)


def formula_rows(view: SessionView) -> tuple[FactRow, ...]:
    """Every other formula that applies: plasma volume, and how far it is from the one in use."""
    compared = compared_volumes(view)
    if compared is None:
        return ()
    return tuple(_formula_row(one) for one in compared.others)


def _formula_row(one: ComparedVolume) -> FactRow:
    percent = wording.with_unit(wording.number(one.difference_percent, 1, signed=True), "%")
    difference = f"{wording.millilitres(one.difference_ml, signed=True)}, {percent}"
    is_far = abs(one.difference_percent) > FAR_APART_PERCENT
    return FactRow(
        one.label,
        wording.millilitres(one.epv_ml),
        difference,
        _("> {limit} %").format(limit=FAR_APART_PERCENT) if is_far else "",
    )


def fetch_rows(view: SessionView, knowledge: Knowledge) -> tuple[FactRow, ...]:
    """Whole bottles and units, with what will be left over."""
    picks = fetch_list(view, knowledge.fluids)
    if not picks:
        return (FactRow(_("Bottles"), _("known once the target is known")),)
    needed = wording.millilitres(replacement_ml(view))
    total = FactRow(_("Replacement"), _("{volume} for target and balance").format(volume=needed))
    return (total, *(_fetch_row(one) for one in picks))


def _fetch_row(pick: Pick) -> FactRow:
    needed = wording.millilitres(pick.needed_ml)
    if pick.waste_ml is None:
        words = _("{needed}; no size of it is known here").format(needed=needed)
        return FactRow(wording.sentence(pick.label), words)
    words = _("{fetch} for {needed}; {waste} left over").format(
        fetch=pick_words(pick), needed=needed, waste=wording.millilitres(pick.waste_ml)
    )
    return FactRow(wording.sentence(pick.label), words)


def run_rows(view: SessionView, knowledge: Knowledge) -> tuple[FactRow, ...]:
    """How the run should go, and what of citrate and calcium reaches the patient."""
    run, numbers = planned_run(view), plan_numbers(view)
    if run is None:
        return (FactRow(_("Run"), _("known once target, Hct and citrate ratio are known")),)
    inlet = wording.with_unit(wording.number(inlet_ml_min(view)), "mL/min")
    time = _("{time} at {inlet} inlet").format(
        time=wording.hours_minutes(run.minutes), inlet=inlet
    )
    citrate = _("{used}, {returned} of it to the patient").format(
        used=wording.millilitres(run.anticoagulant_ml),
        returned=wording.millilitres(run.anticoagulant_to_patient_ml),
    )
    rate = _("{rate}, mean of the run; limit here {limit}").format(
        rate=wording.with_unit(wording.number(numbers.citrate_mg_kg_min, 2), "mg/kg/min"),
        limit=wording.number(knowledge.rule_facts.thresholds.citrate_high_mg_kg_min, 1),
    )
    calcium = _("none by the litre in the order")
    if numbers.calcium_ml is not None:
        calcium = _("{volume}, {amount} of calcium").format(
            volume=wording.millilitres(numbers.calcium_ml),
            amount=wording.with_unit(wording.number(numbers.calcium_mmol, 1), "mmol"),
        )
    unknown = _("known for ACD-A only")
    return (
        FactRow(_("Expected time"), time),
        FactRow(_("Blood to process"), wording.millilitres(run.blood_processed_ml)),
        FactRow(_("Anticoagulant"), citrate),
        FactRow(_("Citrate"), unknown if numbers.citrate_mg_kg_min is None else rate),
        FactRow(_("Calcium"), calcium),
    )


def removal_rows(view: SessionView) -> tuple[FactRow, ...]:
    """What the session should take; an estimate."""
    removed = plan_numbers(view).removed_percent
    if removed is None:
        return (FactRow(_("This session"), _("known once volume and fluid are planned")),)
    words = _("takes about {percent} of the patient’s own proteins in the vessels, 1 − e⁻ˣ")
    if brings_its_own(view):
        words = f"{words}{_('; how much IgG and fibrinogen donor plasma brings is not known')}"
    return (FactRow(_("This session"), words.format(percent=wording.percent(removed, 0))),)


def course_rows(view: SessionView) -> tuple[FactRow, ...]:
    """The course as it was and will be, in percent of before it; every number an estimate."""
    return tuple(_ahead_row(one) for one in course_ahead(view))


def _ahead_row(one: Ahead) -> FactRow:
    state = _("done") if one.is_done else _("this one") if one.is_this else _("to come")
    label = _("{number}, {state}").format(number=one.number, state=state)
    after, before = one.predicted.igg_after_percent, one.predicted.igg_before_percent
    if one.follows_plasma:
        return FactRow(label, _("not known: donor plasma brings its own"), _("not known"))
    if after is None or before is None:
        return FactRow(label, _("cannot be estimated"))
    low, high = one.predicted.igg_after_band_percent or (after, after)
    words = _("{before} → {after} ({low}–{high})").format(
        before=wording.percent(before, 0),
        after=wording.percent(after, 0),
        low=wording.number(low),
        high=wording.number(high),
    )
    fibrinogen = _("{before} → {after}").format(
        before=wording.percent(one.predicted.fibrinogen_before_percent, 0),
        after=wording.percent(one.predicted.fibrinogen_after_percent, 0),
    )
    return FactRow(label, words, fibrinogen)
