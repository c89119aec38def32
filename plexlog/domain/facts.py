"""The facts a unit starts with, as they stand in `seeds/`: each with a code and a source.

Numbers that are looked up and shown stand as texts, as they are typed; an empty one is not known.
"""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One row of a seed file."""

    code: str  # stable, unique within its kind
    label: str
    source: str  # guideline or paper with edition
    date: str = ""  # when the source was published or last reviewed


class GuidelineFluids(enum.StrEnum):
    """What a guideline replaces plasma with, as a coded word beside its own words."""

    ALBUMIN = "albumin"
    PLASMA = "plasma"
    EITHER = "either"  # albumin, plasma or both
    PLASMA_WITH_OR_WITHOUT_ALBUMIN = "plasma-with-or-without-albumin"
    ALBUMIN_UNLESS_BLEEDING = "albumin-unless-bleeding"  # plasma with alveolar haemorrhage


@dataclass(frozen=True, slots=True, kw_only=True)
class Indication(Fact):
    """An indication with what ASFA and AAN say of it, joined; empty where one does not know it."""

    disease: str
    detail: str = ""  # which form or phase of the disease
    aliases: str = ""  # common abbreviations by which it is searched, apart by spaces
    asfa_category: str = ""  # I to IV
    asfa_grade: str = ""  # 1A to 2C
    asfa_edition: str = ""
    typical_sessions: str = ""
    schedule: str = ""  # how often, of what typical_sessions says; "not stated" where it does not
    usual_plasma_volumes_low: str = ""  # only where the guideline names others than 1 to 1.5
    usual_plasma_volumes_high: str = ""
    replacement: str = ""  # as the guideline words it
    fluids: str = ""  # a word of GuidelineFluids
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


def list_version(items: Sequence[ChecklistItem]) -> str:
    """The version of a list: the day of its newest item, and a mark that any change changes."""
    told = [
        (one.code, one.label, one.step, one.holds_step, one.help, one.answered_by) for one in items
    ]
    mark = hashlib.sha256(repr(told).encode()).hexdigest()[:8]
    newest = max((one.date for one in items), default="")
    return f"{newest} {mark}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionFact(Fact):
    """A kind of reaction with what is usually done."""

    icon: str
    definition: str = ""  # what counts as this reaction
    steps: tuple[str, ...] = ()  # what to do, in order
    actions: tuple[str, ...] = ()  # quick picks: words of actions
    symptoms: tuple[str, ...] = ()  # quick picks


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeFact(Fact):
    """A grade of severity with the registry's definition."""

    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFact(Fact):
    """A word for something done about a reaction, and as what it stands on record besides."""

    recorded_as: str = ""  # drug, saline-bolus, pause, end; empty: only with the reaction
    drug: str = ""  # the name that is offered
    route: str = ""  # the word of the route that is offered
    amounts_ml: tuple[int, ...] = ()  # volumes that are offered; none is chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpFact(Fact):
    """What is asked after a session, and when."""

    due_after_hours: str  # after the end, or after the last call of what stays open
    late_after_hours: str
    asked_for_days: str = ""  # after that a call is no longer asked for; empty: until closed
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFact(Fact):
    """A sentence of the letter to a patient, in plain language."""

    part: str  # done, watch, call, next
    when: str  # always, or what it depends on; see `reports/patient_letter`
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineFact(Fact):
    """A machine the unit has."""

    model: str
    kind: str  # centrifugal or membrane
    set_name: str = ""
    extracorporeal_volume_ml: str = ""
    shows_anticoagulant_in_waste: bool = False
    plasma_efficiency_percent: str = ""  # of the plasma that passes, how much is taken off
    flow_low_ml_min: str = ""  # inlet, anticoagulant included
    flow_high_ml_min: str = ""
    end_screens: tuple[str, ...] = ()  # codes in the order in which its end screens show them
    row_template: str = ""  # the columns of its rows; empty: those of its kind


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTemplateFact(Fact):
    """Which quantities a row of the run shows in columns, by machine; the rest is under More."""

    kinds: tuple[str, ...] = ()  # of the machines that name no template themselves
    columns: tuple[str, ...]  # codes of quantities of a reading, in their order
    group_starts: tuple[str, ...] = ()  # before which a hairline stands


@dataclass(frozen=True, slots=True, kw_only=True)
class PlasmaGroupFact(Fact):
    """Whose plasma a patient of a group may have: the reverse of the rule for red cells."""

    patient_abo: str = ""  # empty: not known
    plasma_abo: tuple[str, ...]  # the patient's own group first
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnticoagulantFact(Fact):
    """An anticoagulant of the circuit with its composition."""

    product: str  # the word of the anticoagulant
    trisodium_citrate_g_l: str = ""  # as dihydrate
    citric_acid_g_l: str = ""  # as monohydrate
    dextrose_g_l: str = ""  # as monohydrate
    citrate_mmol_l: str = ""
    citrate_mg_ml: str = ""  # citrate ion; not the mass of its salts
    sodium_mmol_l: str = ""
    volumes_ml: tuple[int, ...] = ()
    use: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalciumFact(Fact):
    """A calcium salt as it is given."""

    salt: str  # the word of the salt
    concentration_percent: str = ""
    calcium_mmol_ml: str = ""
    calcium_mg_ml: str = ""
    routes: tuple[str, ...]  # words of routes
    doses_ml: tuple[str, ...] = ()  # quick picks of the unit's protocol
    use: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunDrugFact(Fact):
    """A drug given before or during a run, with the dose the unit usually gives."""

    dose: str
    route: str  # the word of the route
    volume_ml: str = ""  # where it counts in the balance
    reason: str  # for what


@dataclass(frozen=True, slots=True, kw_only=True)
class LockFact(Fact):
    """What a catheter lumen is locked or flushed with."""

    agent: str  # the word of the agent
    strengths: tuple[str, ...] = ()
    use: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrugFact(Fact):
    """Drugs that an exchange takes away or that react with it, and when to give them."""

    drug_class: str  # the word of the class
    members: tuple[str, ...]  # names in small letters, to know a drug by
    hold_hours: str = ""  # hours from the last dose to the start; empty: none is named
    when: str  # when to give it, in a nurse's words
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRuleFact(Fact):
    """When a course is done: a laboratory value that holds on so many days running."""

    quantity: str  # code of the catalogue, or `response-scale`: the one of the order
    at_least: str = ""  # in the catalogue's unit; one of the two is known
    below: str = ""
    asks: str = ""  # or which of the two the order names: `at_least`, `below`
    days: str  # calendar days running
    note: str = ""  # what a physician looks at besides


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleFact(Fact):
    """A response scale: its range, which way is better, its step, and what change matters."""

    lowest: str
    highest: str
    step: str
    high_is_better: bool
    unit: str = ""
    left_out: tuple[str, ...] = ()  # values within the range that the scale does not have
    change: str = ""  # smallest that matters; empty: none is agreed on
    change_later: str = ""  # smallest that matters from `later_from` on
    later_from: str = ""
    target: str = ""  # where response is a value and not a change
    measures: str
    licence: str
