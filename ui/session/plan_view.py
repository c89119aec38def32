"""The plan in words: the blood volume with its working, the order beside today, what is needed."""

from __future__ import annotations

from decimal import Decimal
from gettext import gettext as _

from plexlog.domain import wording
from plexlog.domain.facts import FluidFact
from plexlog.domain.records import FluidShare
from plexlog.domain.words import Fluid, VolumeFormula
from plexlog.services.desk import Knowledge
from plexlog.services.open_session import SessionView
from plexlog.services.plan_needs import (
    Pick,
    calcium_needed,
    compared_volumes,
    fetch_list,
    inlet_ml_min,
    planned_run,
)
from plexlog.services.planning import order_lines
from ui.session.fact_rows import FactRow
from ui.session.glance_view import waiting_words
from ui.widgets.choices import Option

USUAL = "usual"
TYPED = "typed"
AS_ORDERED = "as-ordered"
OTHER_MACHINE = "other"


def volume_rows(view: SessionView) -> tuple[FactRow, ...]:
    """Blood and plasma volume with their working, and the other formula beside it."""
    figures = view.figures
    volume = figures.blood_volume
    if volume is None:
        return (FactRow(_("Blood volume"), waiting_words(view) or wording.MISSING),)
    hematocrit = figures.volumes.hematocrit
    percent = wording.percent(None if hematocrit is None else 100 * hematocrit)
    plasma = wording.millilitres(figures.epv_ml)
    rows = [
        FactRow(_("Blood volume"), f"{wording.sentence(volume.formula)}: {volume.working}"),
        FactRow(_("Source"), volume.source),
        FactRow(
            _("Plasma volume"),
            _("{blood} × (1 − {percent}) = {plasma}").format(
                blood=wording.millilitres(volume.tbv_ml), percent=percent, plasma=plasma
            ),
        ),
    ]
    rows += _other_rows(view)
    rows.append(FactRow(_("Target"), _target_words(view)))
    return tuple(rows)


def _other_rows(view: SessionView) -> list[FactRow]:
    """Why this formula, and what each other one would give of plasma."""
    compared = compared_volumes(view)
    if compared is None:
        return []
    rows = [FactRow(_("Why this one"), wording.sentence(compared.reason))]
    for other in compared.others:
        difference = wording.with_unit(
            wording.number(other.difference_percent, 1, signed=True), "%"
        )
        words = f"{wording.millilitres(other.epv_ml)}, {difference}"
        rows.append(FactRow(_("By {formula}").format(formula=other.label), words))
    return rows


def _target_words(view: SessionView) -> str:
    planned = view.figures.volumes.planned_plasma_volumes
    if planned is None or view.figures.target_ml is None:
        return wording.MISSING
    return _("{count} × plasma volume = {target}").format(
        count=wording.plain(planned, least=2), target=wording.millilitres(view.figures.target_ml)
    )


def formula_options() -> tuple[Option, ...]:
    """The ways to the blood volume."""
    return (
        Option(USUAL, _("Usual formula")),
        Option(VolumeFormula.LEMMENS.value, VolumeFormula.LEMMENS.label),
        Option(TYPED, _("Typed")),
    )


def formula_chosen(view: SessionView) -> str:
    """Which way was chosen."""
    plan = view.session.plan
    if plan is None:
        return USUAL
    if plan.total_blood_volume is not None:
        return TYPED
    chosen = plan.blood_volume_formula
    return chosen.value if chosen is VolumeFormula.LEMMENS else USUAL


def plan_rows(view: SessionView) -> tuple[FactRow, ...]:
    """The order beside this session, with what differs marked."""
    return tuple(
        FactRow(line.label, line.ordered, line.today, _("differs") if line.differs else "")
        for line in order_lines(view)
    )


def need_rows(view: SessionView, knowledge: Knowledge) -> tuple[FactRow, ...]:
    """What to fetch in whole bags, calcium by the litre, and how long the run will take."""
    picks = fetch_list(view, knowledge.fluids, knowledge.machines)
    if not picks:
        return (FactRow(_("Bags"), _("known once the target is known")),)
    bags = tuple(FactRow(wording.sentence(pick.label), pick_words(pick)) for pick in picks)
    return (*bags, *_calcium_rows(view, knowledge), *_run_rows(view, knowledge))


def pick_words(pick: Pick) -> str:
    """The bags of one fluid, what they are for, and what will be left over."""
    needed = wording.millilitres(pick.needed_ml)
    if pick.waste_ml is None:
        return _("{volume}; no size of it is known here").format(volume=needed)
    return _("{bags} for {volume}, {left} left over").format(
        bags=_bags(pick), volume=needed, left=wording.millilitres(pick.waste_ml)
    )


def _bags(pick: Pick) -> str:
    return wording.listed(
        _("{count} of {size}").format(
            count=wording.number(one.count), size=wording.millilitres(one.size_ml)
        )
        for one in pick.containers
    )


def _calcium_rows(view: SessionView, knowledge: Knowledge) -> tuple[FactRow, ...]:
    needed = calcium_needed(view, knowledge.machines)
    if needed is None:
        return ()
    volume, content = needed
    held = wording.with_unit(wording.number(content.mmol, 1), "mmol")
    words = _("{volume} by the plan, {calcium} of calcium").format(
        volume=wording.millilitres(volume), calcium=held
    )
    return (FactRow(_("Calcium"), words),)


def _run_rows(view: SessionView, knowledge: Knowledge) -> tuple[FactRow, ...]:
    run = planned_run(view, knowledge.machines)
    if run is None:
        return ()
    flow = wording.with_unit(wording.number(inlet_ml_min(view, knowledge.machines)), "mL/min")
    words = _("about {time} at an inlet of {flow}: {blood} of blood, {used} of anticoagulant")
    return (
        FactRow(
            _("Run"),
            words.format(
                time=wording.hours_minutes(run.minutes),
                flow=flow,
                blood=wording.millilitres(run.blood_processed_ml),
                used=wording.millilitres(run.anticoagulant_ml),
            ),
        ),
    )


def machine_options(knowledge: Knowledge) -> tuple[Option, ...]:
    """The machines of the unit, and any other."""
    known = tuple(Option(one.code, one.label) for one in knowledge.machines)
    return (*known, Option(OTHER_MACHINE, _("Another machine")))


def machine_chosen(view: SessionView, knowledge: Knowledge) -> str:
    """Which machine of the unit it is."""
    machine = view.session.machine
    if machine is None:
        return ""
    known = (one.code for one in knowledge.machines if one.model == machine.model)
    return next(known, OTHER_MACHINE)


def fluid_options(fluids: tuple[FluidFact, ...]) -> tuple[Option, ...]:
    """As ordered, or one fluid of the unit alone."""
    return (
        Option(AS_ORDERED, _("As ordered")),
        *(Option(one.code, one.label) for one in fluids if Fluid(one.fluid).is_colloid),
    )


def fluid_chosen(view: SessionView, fluids: tuple[FluidFact, ...]) -> str:
    """Which fluid the session has of its own."""
    own = view.session.plan.replacement if view.session.plan is not None else None
    if own is None:
        return AS_ORDERED
    matching = (one.code for one in fluids if own == (share_of(one),))
    return next(matching, "")


def share_of(fact: FluidFact) -> FluidShare:
    """A fluid of the unit as the whole replacement."""
    strength = fact.concentration_percent
    return FluidShare(
        fluid=Fluid(fact.fluid),
        share=Decimal(1),
        concentration_percent=Decimal(strength) if strength else None,
    )
