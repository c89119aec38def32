"""The desk at which everything is recorded: the store, the clock and what the unit knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from plexlog.clinical.rules import RuleFacts
from plexlog.clinical.rules.limits import thresholds_with
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.facts import (
    ActionFact,
    CalciumFact,
    ChecklistItem,
    DrugFact,
    FluidFact,
    FollowUpFact,
    GradeFact,
    Indication,
    LockFact,
    MachineFact,
    ReactionFact,
    RowTemplateFact,
    RunDrugFact,
    list_version,
)
from plexlog.domain.fields import Catalogue
from plexlog.domain.moments import Clock, Moment
from plexlog.services.ports import Signer, Store


@dataclass(frozen=True)
class Knowledge:
    """What the unit knows: its seed facts, read once, and its limits, as they are now."""

    store: Store

    @cached_property
    def indications(self) -> Mapping[str, Indication]:
        """Indications by code, in their order."""
        return {fact.code: fact for fact in self.store.facts(Indication)}

    @cached_property
    def checklist(self) -> tuple[ChecklistItem, ...]:
        """All items of the checklist."""
        return tuple(self.store.facts(ChecklistItem))

    @cached_property
    def checklist_version(self) -> str:
        """Which version of the checklist is in use."""
        return list_version(self.checklist)

    @cached_property
    def drugs(self) -> tuple[DrugFact, ...]:
        """Drugs that an exchange takes away, and when to give them."""
        return tuple(self.store.facts(DrugFact))

    @cached_property
    def reactions(self) -> Mapping[str, ReactionFact]:
        """Kinds of reaction by code."""
        return {fact.code: fact for fact in self.store.facts(ReactionFact)}

    @cached_property
    def grades(self) -> tuple[GradeFact, ...]:
        """Grades with their definitions."""
        return tuple(self.store.facts(GradeFact))

    @cached_property
    def actions(self) -> Mapping[str, ActionFact]:
        """Words for what is done about a reaction."""
        return {fact.code: fact for fact in self.store.facts(ActionFact)}

    @cached_property
    def follow_ups(self) -> Mapping[str, FollowUpFact]:
        """What is asked after a session, by kind of follow-up."""
        return {fact.code: fact for fact in self.store.facts(FollowUpFact)}

    @cached_property
    def fluids(self) -> tuple[FluidFact, ...]:
        """Replacement fluids as they are bought."""
        return tuple(self.store.facts(FluidFact))

    @cached_property
    def machines(self) -> tuple[MachineFact, ...]:
        """Machines of the unit."""
        return tuple(self.store.facts(MachineFact))

    @cached_property
    def calcium(self) -> tuple[CalciumFact, ...]:
        """Calcium salts as they are given."""
        return tuple(self.store.facts(CalciumFact))

    @cached_property
    def locks(self) -> tuple[LockFact, ...]:
        """What lumens are locked with."""
        return tuple(self.store.facts(LockFact))

    @cached_property
    def run_drugs(self) -> tuple[RunDrugFact, ...]:
        """Drugs given before or during a run, with their usual dose."""
        return tuple(self.store.facts(RunDrugFact))

    @cached_property
    def row_templates(self) -> Mapping[str, RowTemplateFact]:
        """Columns of the run's rows by template."""
        return {fact.code: fact for fact in self.store.facts(RowTemplateFact)}

    @property
    def rule_facts(self) -> RuleFacts:
        """What the rules need of all this, with the limits in force."""
        return self._rule_facts(None)

    def rule_facts_of(self, session_key: str) -> RuleFacts:
        """The same for a session: once it was started it keeps the limits of that time."""
        return self._rule_facts(self.store.limits_version(session_key))

    def _rule_facts(self, version: int | None) -> RuleFacts:
        changes = self.store.limit_changes()
        until = len(changes) if version is None else version
        known = {one.name: one.value for one in changes if one.version <= until}
        return RuleFacts(
            indications=self.indications,
            thresholds=thresholds_with(known),
            checklist=self.checklist,
        )

    def indication_label(self, code: str) -> str:
        """The readable name of an indication; the code itself where it is unknown."""
        known = self.indications.get(code)
        return known.label if known is not None else code.replace("-", " ")


@dataclass(frozen=True)
class Desk:
    """What every verb works with."""

    store: Store
    clock: Clock
    signer: Signer
    catalogue: Catalogue = CATALOGUE
    knowledge: Knowledge = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "knowledge", Knowledge(self.store))

    def by_clock(self, clock: Clock) -> Desk:
        """The same desk with another clock: a session has one that its run never goes back by."""
        made = replace(self, clock=clock)
        object.__setattr__(made, "knowledge", self.knowledge)
        return made

    def now(self) -> Moment:
        """The current time to the minute."""
        return self.clock.now().to_minute()

    @property
    def me(self) -> str:
        """The name under which entries are made."""
        return self.store.me.name
