"""What is said of a run's time goes out under own keys and comes in as what it was."""

from __future__ import annotations

from decimal import Decimal

from plexlog.domain import codec
from plexlog.domain.moments import Moment
from plexlog.domain.records import Pause, PlanChange, Session, SymptomNoted, VitalsSkip

AT = Moment.parse("2026-11-20T14:30+01:00")
TOLD = Session(
    id="s1",
    number=1,
    pauses=(Pause(start=AT, end=AT, reason="clot", entered_at=AT),),
    vitals_skips=(VitalsSkip(due_at=AT, at=AT, reason="cuff off", by="Ada N."),),
    plan_changes=(
        PlanChange(
            at=AT,
            plasma_volumes_before=Decimal("1.0"),
            plasma_volumes=Decimal("0.80"),
            vitals_programme_before_min=(Decimal(5), Decimal(15)),
            vitals_programme_min=(Decimal(10),),
            ordered_by="Dr. A. Sand",
            reason="poor flow",
            by="Ada N.",
            entered_at=AT,
        ),
    ),
    symptoms_noted=(SymptomNoted(symptom="tingling", at=AT, by="Ada N."),),
)


def test_the_time_of_a_run_survives_the_document() -> None:
    document = codec.write(TOLD)

    assert codec.read(Session, document) == TOLD
    own = {key for key in document if key.startswith("x_")}
    assert own == {"x_plexlog_vitals_skips", "x_plexlog_plan_changes", "x_plexlog_symptoms"}
    assert "x_plexlog_entered_at" in document["pauses"][0]


def test_what_was_not_recorded_adds_nothing_to_a_document() -> None:
    document = codec.write(Session(id="s1", number=1, pauses=(Pause(start=AT, end=AT),)))

    assert not [key for key in document if key.startswith("x_")]
    assert set(document["pauses"][0]) == {"from", "to"}
