"""What was changed in the run is printed with what was planned before, who ordered it and why."""

from __future__ import annotations

from decimal import Decimal

from plexlog.domain.records import PlanChange, VitalsSkip
from plexlog.reports.session_summary import SummaryInput
from tests.reports.cases import at, told, with_session


def plan(facts: SummaryInput, *changes: PlanChange, skips: tuple[VitalsSkip, ...] = ()) -> str:
    changed = with_session(facts, plan_changes=changes, vitals_skips=skips)
    return told(changed, "Plan and delivery")


def test_a_changed_target_and_programme_are_printed_old_and_new(facts: SummaryInput) -> None:
    change = PlanChange(
        at=at("10:10"),
        plasma_volumes_before=Decimal("1.0"),
        plasma_volumes=Decimal("0.8"),
        vitals_programme_before_min=(Decimal(5), Decimal(15)),
        vitals_programme_min=(Decimal(10),),
        ordered_by="Dr. A. Sand",
        reason="poor flow",
        by="Ada N.",
    )

    text = plan(facts, change)

    assert "Plan changed 10:10: target 1 to 0.8\u00a0PV; vitals 5, 15 to 10\u00a0min" in text
    assert "ordered by Dr. A. Sand; because: poor flow (Ada N.)" in text


def test_a_change_may_be_told_by_half(facts: SummaryInput) -> None:
    programme = PlanChange(at=at("10:10"), vitals_programme_min=(Decimal(10),), reason="stable")

    text = plan(facts, programme, PlanChange(at=at("10:20"), reason="unclear"))

    assert "vitals – to 10\u00a0min; because: stable" in text
    assert "Plan changed 10:20: –; because: unclear" in text


def test_vitals_left_out_are_printed_with_their_reason(facts: SummaryInput) -> None:
    skips = (
        VitalsSkip(due_at=at("10:10"), at=at("10:14"), reason="cuff off", by="Ada N."),
        VitalsSkip(due_at=at("10:25"), at=at("10:26"), reason="asleep"),
    )

    text = plan(facts, skips=skips)

    assert "Vitals of 10:10 left out: cuff off (Ada N.)" in text
    assert "Vitals of 10:25 left out: asleep\n" in text + "\n"
