"""What can be chosen on the plan page: formula, machine, fluid; see `plan_working` for numbers."""

from __future__ import annotations

from plexlog.domain.facts import FluidFact
from plexlog.domain.language import gettext as _
from plexlog.domain.words import Fluid, VolumeFormula
from plexlog.services.desk import Knowledge
from plexlog.services.open_session import SessionView
from plexlog.services.plan_mix import share_of
from ui.widgets.choices import Option

USUAL = "usual"
TYPED = "typed"
AS_ORDERED = "as-ordered"
MIX = "mix"
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
    """As ordered, one fluid of the unit alone, or a mix."""
    return (
        Option(AS_ORDERED, _("As ordered")),
        *(Option(one.code, one.label) for one in fluids if Fluid(one.fluid).is_colloid),
        Option(MIX, _("Mixed, in an order of its own")),
    )


def fluid_chosen(view: SessionView, fluids: tuple[FluidFact, ...]) -> str:
    """Which fluid the session has of its own."""
    own = view.session.plan.replacement if view.session.plan is not None else None
    if own is None:
        return AS_ORDERED
    matching = (one.code for one in fluids if own == (share_of(one),))
    return next(matching, MIX if len(own) > 1 else "")
