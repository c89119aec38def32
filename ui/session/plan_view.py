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
from plexlog.services.planning import bags_needed, order_lines, other_volume
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
    other = other_volume(view)
    if other is not None:
        difference = wording.with_unit(
            wording.number(other.difference_percent, 1, signed=True), "%"
        )
        words = f"{wording.millilitres(other.epv_ml)}, {difference}"
        rows.append(FactRow(_("By Lemmens"), words))
    rows.append(FactRow(_("Target"), _target_words(view)))
    return tuple(rows)


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
    """Whole bags for the target."""
    needs = bags_needed(view, knowledge.fluids)
    if not needs:
        return (FactRow(_("Bags"), _("known once the target is known")),)
    return tuple(
        FactRow(
            wording.sentence(need.label),
            _("{count} of {size} for {volume}").format(
                count=wording.number(need.count),
                size=wording.millilitres(need.size_ml),
                volume=wording.millilitres(need.volume_ml),
            ),
        )
        for need in needs
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
