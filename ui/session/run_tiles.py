"""The tiles of a run, six and three that are read from afar: what they show of the session."""

from __future__ import annotations

from dataclasses import replace

from plexlog.domain import wording
from plexlog.domain.catalogue import DIASTOLIC, SYSTOLIC
from plexlog.domain.findings import Phase
from plexlog.domain.language import gettext as _
from plexlog.domain.moments import Moment
from plexlog.domain.words import AnticoagulantProduct
from plexlog.services.open_session import SessionView
from plexlog.services.vitals_watch import LATE_MIN
from ui.widgets.tile import TileState, TileView

CHANGE_KEY = "F10"  # opens the change of plan
SCALE_PERCENT = 20.0  # the balance scale reaches from 80 to 120 %


def run_tiles(view: SessionView, *, is_silent: bool = False) -> tuple[TileView, ...]:
    """All six, in their order."""
    return (
        _removed(view),
        _exchanged(view),
        _balance(view),
        _anticoagulant(view),
        _elapsed(view),
        _vitals(view, is_silent=is_silent),
    )


def far_tiles(view: SessionView) -> tuple[TileView, ...]:
    """What is read from the door: done, time left, last pressure."""
    return (_done(view), _left(view), _pressure(view))


def dense_tiles(view: SessionView, *, is_silent: bool = False) -> tuple[TileView, ...]:
    """The six where more have no room: done and left stand beside what they belong to."""
    removed, exchanged, balance, anticoagulant, elapsed, vitals = run_tiles(
        view, is_silent=is_silent
    )
    if elapsed.state is not TileState.NO_READING:
        left = replace(_left(view), label=_("Left"), unit="", sub="")  # in the unit before it
        elapsed = replace(_elapsed(view, tells_left=False), beside=left)
    if exchanged.state is not TileState.NO_READING:
        exchanged = replace(exchanged, beside=replace(_done(view), sub=""))
    return (removed, exchanged, balance, anticoagulant, elapsed, vitals)


def _done(view: SessionView) -> TileView:
    share = view.running.percent_of_target
    if share is None:
        return _no_reading(view, _("Done"))
    return TileView(
        label=_("Done"),
        value=wording.number(share),
        unit="%",
        sub=_("of the target"),
        bar=min(share / 100, 1.0),
    )


def _left(view: SessionView) -> TileView:
    running, label = view.running, _("Time left")
    if running.is_target_reached or running.minutes_left is None:
        words = _("target reached") if running.is_target_reached else _("not known yet")
        return TileView(label=label, value=wording.MISSING, sub=words, state=TileState.NO_READING)
    sub = _("paused now") if view.is_paused else _("an estimate")
    value = wording.hours_minutes(running.minutes_left)
    return TileView(label=label, value=value, unit="h:min", sub=sub)


def _pressure(view: SessionView) -> TileView:
    """The last pressure with its time; out of bounds while a rule asks about it."""
    label = _("Last pressure")
    newest_first = reversed(view.session.in_time)
    last = next((one for one in newest_first if SYSTOLIC.code in one.values), None)
    if last is None:
        return TileView(
            label=label, value=wording.MISSING, sub=_("no reading"), state=TileState.NO_READING
        )
    return TileView(
        label=label,
        value=wording.pressure(last.values[SYSTOLIC.code], last.values.get(DIASTOLIC.code)),
        unit=SYSTOLIC.shown_unit,
        sub=_("at {time}").format(time=last.at.clock),
        state=_state(view, "systolic-low", "systolic-fell", at=last.at),
    )


def _state(view: SessionView, *codes: str, at: Moment | None = None) -> TileState:
    """Out of bounds while one of these findings is open; with `at`, one raised by that reading.

    So a tile whose last value is well again is calm; what is not answered yet stands in the lane.
    """
    found = [
        one
        for one in view.findings(Phase.RUN)
        if one.code in codes and one.is_open and (at is None or at in one.at)
    ]
    return TileState.OUT_OF_BOUNDS if found else TileState.NORMAL


def _last_at(view: SessionView) -> Moment | None:
    return None if view.running.last is None else view.running.last.at


def _dose_at(view: SessionView) -> Moment | None:
    """Of the reading whose dose of citrate is shown: the last one that is known."""
    rows = reversed(view.running.readings)
    return next((row.at for row in rows if row.citrate_mg_per_kg_min is not None), None)


def _no_reading(view: SessionView, label: str) -> TileView:
    words = _("no reading") if view.running.last is None else _("not known")
    return TileView(label=label, value=wording.MISSING, sub=words, state=TileState.NO_READING)


def _until_closed(label: str) -> TileView:
    words = _("once the close is told")
    return TileView(label=label, value=wording.MISSING, sub=words, state=TileState.NO_READING)


def _removed(view: SessionView) -> TileView:
    """The patient's own plasma, of which the target speaks; what is in the waste stands aside."""
    running, label = view.running, _("Plasma removed")
    plasma, waste = running.patient_plasma_removed_ml, running.removed_ml
    state = _state(view, "volume-over-target", "total-fell")
    if waste is None:
        return _no_reading(view, label)
    in_waste = wording.millilitres(waste)
    if plasma is None:
        return TileView(
            label=_("Removed"),
            value=wording.number(waste),
            unit=_("mL waste"),
            sub=_("plasma not known"),
            state=state,
        )
    share = running.percent_of_target
    return TileView(
        label=label,
        value=wording.number(plasma),
        unit="mL",
        sub=_("of {target}").format(target=wording.number(running.target_ml)),
        bar=None if share is None else min(share / 100, 1.0),
        tip=_("In the waste {volume}: plasma with anticoagulant").format(volume=in_waste),
        state=state,
    )


def _exchanged(view: SessionView) -> TileView:
    running, label = view.running, _("Exchanged")
    is_over = view.session.ended_at is not None
    exchanged = view.figures.plasma_volumes if is_over else running.plasma_volumes
    if exchanged is None:
        return _until_closed(label) if is_over else _no_reading(view, label)
    planned = wording.plain(running.planned_plasma_volumes, least=2)
    litres = view.figures.epv_ml
    volume = wording.MISSING if litres is None else wording.number(litres / 1000, 2)
    return TileView(
        label=label,
        value=wording.plasma_volumes(exchanged),
        unit="PV",
        sub=_("of {planned} PV  ·  PV {volume} L").format(planned=planned, volume=volume),
        icon="pencil" if view.is_running else "",
        note=CHANGE_KEY if view.is_running else "",
        tip=_("Click or {key}: change the target").format(key=CHANGE_KEY)
        if view.is_running
        else "",
        state=_state(view, "volume-over-target", at=_last_at(view)),
    )


def _balance(view: SessionView) -> TileView:
    """The balance so far; after the end the whole one, as report and export have it."""
    label = _("Balance")
    is_over = view.session.ended_at is not None
    source = view.figures if is_over else view.running
    if source.balance_ml is None or source.balance_percent is None:
        return _until_closed(label) if is_over else _no_reading(view, label)
    off = source.balance_percent - 100
    return TileView(
        label=label,
        value=wording.number(source.balance_ml, signed=True),
        unit="mL",
        sub=wording.percent(source.balance_percent),
        scale=max(-1.0, min(1.0, off / SCALE_PERCENT)),
        state=_state(view, "balance-off", at=None if is_over else _last_at(view)),
    )


def _anticoagulant(view: SessionView) -> TileView:
    running = view.running
    plan = view.session.plan.anticoagulant if view.session.plan else None
    ordered = plan or view.course.order.anticoagulant
    product = AnticoagulantProduct.NONE if ordered is None else ordered.product
    label = _("Anticoagulant") if ordered is None else product.label
    if running.anticoagulant_ml is None:
        return _no_reading(view, label)
    ratio = None if ordered is None else ordered.inlet_ac_ratio
    rate = wording.with_unit(wording.number(running.anticoagulant_ml_min_l, 2), "mL/min/L")
    parts = [] if ratio is None else [f"{wording.plain(ratio)} : 1"]
    dose = running.citrate_mg_per_kg_min
    if dose is None:
        parts = [rate, *parts]
    else:  # first, for it is what the rules speak of; what has no room drops out from the end
        parts = [wording.with_unit(wording.number(dose, 2), "mg/kg/min"), *parts]
    return TileView(
        label=label,
        value=wording.number(running.anticoagulant_ml),
        unit="mL",
        sub="  ·  ".join(parts),
        note="" if dose is None else rate,
        tip=_(
            "Citrate to the patient per kilogram; {rate} to the patient, by litre of blood"
        ).format(rate=rate),
        state=_state(view, "citrate-rate-high", at=_dose_at(view)),
    )


def _elapsed(view: SessionView, *, tells_left: bool = True) -> TileView:
    running, label = view.running, _("Elapsed")
    if running.elapsed_minutes is None:
        return TileView(
            label=label, value=wording.MISSING, sub=_("not started"), state=TileState.NO_READING
        )
    parts = []
    if view.is_paused:
        parts.append(_("paused now"))
    elif running.is_target_reached:
        parts.append(_("target reached"))
    elif running.minutes_left is not None and tells_left:
        parts.append(_("left ~{time}").format(time=wording.hours_minutes(running.minutes_left)))
    elif running.last is not None and view.is_running:
        parts.append(_("totals of {time}").format(time=wording.clock(running.last.at)))
    if running.paused_minutes:
        parts.append(_("paused {min} min").format(min=wording.number(running.paused_minutes)))
    return TileView(
        label=label,
        value=wording.elapsed(running.elapsed_minutes),
        unit="h:min",
        sub="  ·  ".join(parts)
        or _("started {time}").format(time=wording.clock(view.session.started_at)),
    )


def _vitals(view: SessionView, *, is_silent: bool) -> TileView:
    label, due = _("Vitals due"), view.running.vitals
    if due is None:
        is_over = view.session.ended_at is not None
        words = _("run ended") if is_over else _("not running")
        if view.session.paper is not None:
            words = _("from paper")
        return TileView(label=label, value=wording.MISSING, sub=words, state=TileState.NO_READING)
    late = view.running.minutes_late or 0.0
    every = _("at {time}  ·  every {min} min").format(
        time=due.due_at.clock, min=wording.number(due.wait_minutes)
    )
    ahead = due.due_at.minutes_since(view.now)
    value, unit = wording.number(max(ahead, 0.0)), _("min")
    if late >= 1:
        value, unit = wording.lateness(late)
        unit = _("{unit} late").format(unit=unit)
    return TileView(
        label=label,
        value=value,
        unit=unit,
        sub=every,
        state=_due_state(late, ahead),
        bell=True,
        icon="bell-off" if is_silent else "",
        note=_("silent") if is_silent else CHANGE_KEY,
        tip=_("Click or {key}: change the programme, or leave one out").format(key=CHANGE_KEY),
    )


def _due_state(late: float, ahead: float) -> TileState:
    if late >= LATE_MIN:
        return TileState.OVERDUE
    return TileState.DUE if ahead < 1 else TileState.NORMAL
