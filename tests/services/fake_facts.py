"""The facts of a unit in memory: a few of each kind that the stories need."""

from __future__ import annotations

from plexlog.domain.facts import (
    ActionFact,
    ChecklistItem,
    Fact,
    GradeFact,
    Indication,
    RunDrugFact,
    ScaleFact,
    StopRuleFact,
)

FACTS: tuple[Fact, ...] = (
    Indication(
        code="ttp-initial",
        label="TTP, initial",
        source="invented",
        disease="TTP",
        asfa_category="I",
    ),
    Indication(
        code="forbidden-one",
        label="What exchange does not help",
        source="invented",
        disease="None",
        asfa_category="IV",
    ),
    ChecklistItem(
        code="consent-checked",
        label="Consent",
        source="invented",
        step="identify",
        holds_step=True,
    ),
    ActionFact(code="rate-lowered", label="Rate lowered", source="invented"),
    GradeFact(code="I", label="I", source="invented", definition="nothing to do"),
    RunDrugFact(
        code="clemastine-iv",
        label="Clemastine",
        source="invented",
        dose="2 mg",
        route="iv",
        reason="before plasma",
    ),
    StopRuleFact(
        code="platelets-150-two-days",
        label="Platelets",
        source="invented",
        quantity="platelets_10e9_l",
        at_least="150",
        days="2",
    ),
    ScaleFact(
        code="edss",
        label="EDSS",
        source="invented",
        lowest="0",
        highest="10",
        step="0.5",
        high_is_better=False,
        left_out=("0.5",),
        measures="disability",
        licence="free",
    ),
)
