"""The facts a unit starts with, as they stand in `seeds/`: each with a code and a source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One row of a seed file."""

    code: str  # stable, unique within its kind
    label: str
    source: str  # guideline or paper with edition
    date: str = ""  # when the source was published or last reviewed


@dataclass(frozen=True, slots=True, kw_only=True)
class Indication(Fact):
    """An indication with what ASFA and AAN say of it, joined; empty where one does not know it."""

    disease: str
    detail: str = ""  # which form or phase of the disease
    asfa_category: str = ""  # I to IV
    asfa_grade: str = ""  # 1A to 2C
    asfa_edition: str = ""
    typical_sessions: str = ""
    replacement: str = ""  # as the guideline words it
    aan_level: str = ""  # A, B, C, U
    aan_direction: str = ""  # for, against, insufficient
    aan_edition: str = ""
    most_sessions: int | None = None  # only where the table states a total
    is_acute_neurological: bool = False
    needs_steroid_trial: bool = False
    names_albumin_alone: bool = False
    response_scale: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FluidFact(Fact):
    """A replacement fluid as it is bought."""

    fluid: str  # the word of the fluid
    concentration_percent: str = ""
    volumes_ml: tuple[int, ...] = ()  # bag and bottle sizes
    citrate_mg_ml: str = ""  # citrate ion it brings along; empty where it has none
    composition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem(Fact):
    """An item of the checklist."""

    step: str  # identify, assess, plan, run, close
    holds_step: bool = False
    help: str = ""
    answered_by: tuple[
        str, ...
    ] = ()  # codes of quantities or record keys that tick it by themselves


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionFact(Fact):
    """A kind of reaction with what is usually done."""

    icon: str
    steps: tuple[str, ...] = ()  # what to do, in order
    actions: tuple[str, ...] = ()  # quick picks: words of actions
    symptoms: tuple[str, ...] = ()  # quick picks


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeFact(Fact):
    """A grade of severity with the registry's definition."""

    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFact(Fact):
    """A word for something done about a reaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineFact(Fact):
    """A machine the unit has."""

    model: str
    kind: str  # centrifugal or membrane
    set_name: str = ""
    extracorporeal_volume_ml: str = ""
    shows_anticoagulant_in_waste: bool = False
