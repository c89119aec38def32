"""What can be chosen on the plan page: formula, machine, fluid; see `plan_working` for numbers."""

from __future__ import annotations

from decimal import Decimal

from plexlog.domain.facts import FluidFact
from plexlog.domain.language import gettext as _
from plexlog.domain.records import FluidShare
from plexlog.domain.words import Fluid, VolumeFormula
from plexlog.services.desk import Knowledge
from plexlog.services.open_session import SessionView
from ui.widgets.choices import Option

USUAL = "usual"
TYPED = "typed"
AS_ORDERED = "as-ordered"
OTHER_MACHINE = "other"


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
