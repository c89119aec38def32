"""The six steps: what is missing, what holds, and where work goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plexlog.domain.facts import ChecklistItem
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding, Phase, Verdict
from plexlog.domain.moments import Moment
from plexlog.domain.records import (
    AccessCheck,
    AccessDevice,
    ChecklistAnswer,
    CircuitSet,
    Close,
    Course,
    Identifier,
    IdentityCheck,
    Lock,
    Lumen,
    Machine,
    Order,
    Override,
    Patient,
    Plan,
    Session,
    TypedVolume,
)
from plexlog.domain.shapes import Measured
from plexlog.domain.steps import (
    ITEM_NOT_DONE,
    Step,
    StepState,
    is_answered,
    open_step,
    recorded,
    step_states,
)
from plexlog.domain.words import (
    AccessKind,
    Answer,
    EndReason,
    LockAgent,
    MachineKind,
    Sex,
)

AT = Moment.parse("2026-11-20T14:30+01:00")
ONE = Measured(value=Decimal(1), taken_at=AT)
PATIENT = Patient(
    family_name="Nadelbaum",
    given_name="Zoe",
    birth_date=date(1984, 3, 9),
    record_number="NB-1",
    sex_for_formulas=Sex.FEMALE,
    height_cm=Decimal(170),
)
CATHETER = AccessDevice(
    id="cath",
    kind=AccessKind.TUNNELLED_CATHETER,
    lumens=(Lumen(name="red"), Lumen(name="blue")),
)
ORDER = Order(indication="ttp", ordered_by="Dr. A", ordered_at=AT, access_device_id="cath")
COURSE = Course(course_id="c1", patient=PATIENT, order=ORDER, access_devices=(CATHETER,))
EMPTY = Session(id="s1", number=1)
IDENTIFIED = replace(
    EMPTY,
    identity_check=IdentityCheck(
        identifiers=(
            Identifier(kind="record-number", value="NB-1"),
            Identifier(kind="birth-date", value="1984-03-09"),
        )
    ),
)
ASSESSED = replace(
    IDENTIFIED,
    before=dict.fromkeys(
        (
            "weight_kg",
            "hematocrit_percent",
            "systolic_mmhg",
            "diastolic_mmhg",
            "pulse_per_min",
            "spo2_percent",
            "temperature_c",
        ),
        ONE,
    ),
    drugs_of_note=(),
    access_check=AccessCheck(pus=False),
)
PLANNED = replace(
    ASSESSED,
    machine=Machine(model="CellSpin", kind=MachineKind.CENTRIFUGAL),
    circuit_set=CircuitSet(name="TPE"),
    values={"prime_given_ml": ONE},
)
RUN = replace(PLANNED, started_at=AT, ended_at=AT)
CLOSED = replace(
    RUN,
    close=Close(
        end_reason=EndReason.TARGET_REACHED,
        values={"saline_in_waste_ml": ONE, "samples_ml": ONE, "rinseback_ml": ONE},
        after=dict.fromkeys(("systolic_mmhg", "diastolic_mmhg", "pulse_per_min"), ONE),
        locks=tuple(
            Lock(lumen=name, agent=LockAgent.HEPARIN, volume_ml=Decimal(1))
            for name in ("red", "blue")
        ),
    ),
)
CONSENT = ChecklistItem(
    code="consent-checked", label="Consent", source="invented", step="identify", holds_step=True
)
BY_ITSELF = ChecklistItem(
    code="access-checked",
    label="Access",
    source="invented",
    step="assess",
    answered_by=("access_check", "weight_kg"),
)


def states_of(
    session: Session,
    *,
    course: Course = COURSE,
    checklist: tuple[ChecklistItem, ...] = (),
    verdicts: Mapping[Phase, Verdict] | None = None,
    is_signed: bool = False,
) -> Mapping[Step, StepState]:
    states = step_states(course, session, checklist, verdicts or {}, is_signed=is_signed)
    return {state.step: state for state in states}


def gaps(session: Session, step: Step, course: Course = COURSE) -> set[str]:
    return {gap.key for gap in states_of(session, course=course)[step].gaps}


@pytest.mark.parametrize(
    ("session", "step"),
    [
        (EMPTY, Step.IDENTIFY),
        (IDENTIFIED, Step.ASSESS),
        (PLANNED, Step.RUN),
        (RUN, Step.CLOSE),
        (CLOSED, Step.SIGN),
    ],
)
def test_work_goes_on_where_something_is_missing(session: Session, step: Step) -> None:
    assert open_step(tuple(states_of(session).values())) is step


def test_a_signed_session_stands_at_its_last_step() -> None:
    states = states_of(CLOSED, is_signed=True)

    assert all(state.is_done for state in states.values())
    assert open_step(tuple(states.values())) is Step.SIGN


def test_one_identifier_is_not_enough_nor_one_read_twice() -> None:
    twice = IdentityCheck(identifiers=(Identifier(kind="birth-date", value="1984-03-09"),) * 2)

    assert gaps(replace(EMPTY, identity_check=twice), Step.IDENTIFY) == {"identity_check"}


def test_the_step_waits_for_required_fields_and_only_names_the_others() -> None:
    state = states_of(IDENTIFIED)[Step.ASSESS]

    assert {gap.key for gap in state.holding} == {
        "weight_kg",
        "hematocrit_percent",
        "systolic_mmhg",
        "diastolic_mmhg",
        "pulse_per_min",
        "drugs_of_note",
    }
    assert {gap.key for gap in state.gaps if not gap.holds} == {
        "spo2_percent",
        "temperature_c",
        "access_check",
    }


def test_nothing_is_missing_from_a_session_that_was_closed_well() -> None:
    assert all(state.gaps == () for state in states_of(CLOSED).values())


def test_the_plan_waits_for_what_gives_the_blood_volume() -> None:
    without_sex = replace(COURSE, patient=replace(PATIENT, sex_for_formulas=None))
    without_height = replace(COURSE, patient=replace(PATIENT, height_cm=None))
    typed = replace(
        PLANNED,
        plan=Plan(total_blood_volume=TypedVolume(value_ml=Decimal(5000), reason="measured")),
    )
    tall = replace(PLANNED, before={**(ASSESSED.before or {}), "height_cm": ONE})

    assert gaps(PLANNED, Step.PLAN, without_sex) == {"target"}
    assert gaps(PLANNED, Step.PLAN, without_height) == {"target"}
    assert gaps(typed, Step.PLAN, without_sex) == set()
    assert gaps(tall, Step.PLAN, without_height) == set()
    assert gaps(replace(PLANNED, plan=Plan()), Step.PLAN) == set()


def test_a_rinseback_that_was_not_done_is_told_by_its_reason() -> None:
    close = replace(CLOSED.close or Close(), values={}, rinseback_not_done_reason="clotted")

    assert "rinseback_ml" not in gaps(replace(CLOSED, close=close), Step.CLOSE)
    assert "rinseback_ml" in gaps(replace(CLOSED, close=Close()), Step.CLOSE)


def test_every_lumen_of_a_central_line_is_to_be_locked() -> None:
    close = CLOSED.close or Close()
    one_lumen = replace(CLOSED, close=replace(close, locks=(close.locks or ())[:1]))
    none = replace(CLOSED, close=replace(close, locks=None))
    unnamed = replace(COURSE, access_devices=(replace(CATHETER, lumens=None),))

    assert "locks" in gaps(one_lumen, Step.CLOSE)
    assert "locks" in gaps(none, Step.CLOSE)
    assert "locks" in gaps(none, Step.CLOSE, unnamed)


@pytest.mark.parametrize(
    "course",
    [
        replace(COURSE, access_devices=None),
        replace(COURSE, access_devices=(AccessDevice(id="cath", kind=AccessKind.AV_FISTULA),)),
    ],
)
def test_veins_and_fistulas_have_nothing_to_lock(course: Course) -> None:
    close = replace(CLOSED.close or Close(), locks=None)

    assert "locks" not in gaps(replace(CLOSED, close=close), Step.CLOSE, course)


def test_an_item_that_holds_keeps_its_step_open_until_it_is_answered() -> None:
    held = states_of(IDENTIFIED, checklist=(CONSENT,))
    answer = ChecklistAnswer(item="consent-checked", answer=Answer.DONE)
    answered = states_of(replace(IDENTIFIED, checklist=(answer,)), checklist=(CONSENT,))

    assert not held[Step.IDENTIFY].is_done
    assert answered[Step.IDENTIFY].is_done


FAILED = replace(
    IDENTIFIED,
    checklist=(
        ChecklistAnswer(
            item="consent-checked", answer=Answer.NOT_DONE, reason="asleep", by="A", at=AT
        ),
    ),
)
RELEASE = Override(
    finding=ITEM_NOT_DONE,
    reason="taken by telephone",
    by="Dr. A",
    at=AT,
    session_id="s1",
    subject_id="consent-checked",
)


def identify(session: Session, *overrides: Override) -> StepState:
    course = replace(COURSE, overrides=overrides)
    return states_of(session, course=course, checklist=(CONSENT,))[Step.IDENTIFY]


def test_a_critical_item_that_was_not_done_holds_its_step() -> None:
    state = identify(FAILED)

    assert not state.is_done
    assert [gap.label for gap in state.holding] == ["Not done: Consent"]


def test_only_an_override_of_this_very_answer_releases_it() -> None:
    before = replace(RELEASE, at=Moment.parse("2026-11-20T14:29+01:00"))
    of_another = replace(RELEASE, subject_id="order-read-back")
    elsewhere = replace(RELEASE, session_id="s9")

    assert not identify(FAILED, before, of_another, elsewhere).is_done
    assert identify(FAILED, RELEASE).is_done


def test_an_item_that_is_not_applicable_or_does_not_hold_lets_the_step_go_on() -> None:
    (answer,) = FAILED.checklist or ()
    passed = replace(answer, answer=Answer.NOT_APPLICABLE)
    optional = replace(CONSENT, holds_step=False)

    assert identify(replace(FAILED, checklist=(passed,))).is_done
    assert states_of(FAILED, checklist=(optional,))[Step.IDENTIFY].is_done


def test_a_run_under_way_is_not_held_by_what_was_not_done_before_it() -> None:
    state = identify(replace(FAILED, started_at=AT))

    assert [(gap.key, gap.holds) for gap in state.gaps] == [("consent-checked", False)]


def test_an_item_is_ticked_by_the_values_it_asks_for() -> None:
    assert is_answered(BY_ITSELF, ASSESSED)
    assert not is_answered(BY_ITSELF, IDENTIFIED)
    assert not is_answered(CONSENT, ASSESSED)


def test_an_item_on_the_list_without_an_answer_is_open() -> None:
    asked = replace(EMPTY, checklist=(ChecklistAnswer(item="consent-checked"),))

    assert not is_answered(CONSENT, asked)


def test_what_is_recorded_before_the_start_is_known_by_its_key() -> None:
    assert recorded(EMPTY) == set()
    assert recorded(PLANNED) >= {"identity_check", "machine", "prime_given_ml"}


def test_an_item_is_ticked_by_the_values_of_its_own_time() -> None:
    pressure = {"systolic_mmhg": Measured(value=Decimal(120))}
    before = replace(EMPTY, before=pressure)
    after = replace(EMPTY, close=Close(after=pressure))
    at_start, at_close = (
        ChecklistItem(
            code="p", label="P", source="s", step=step.value, answered_by=("systolic_mmhg",)
        )
        for step in (Step.ASSESS, Step.CLOSE)
    )

    assert [is_answered(at_start, one) for one in (before, after)] == [True, False]
    assert [is_answered(at_close, one) for one in (before, after)] == [False, True]


STOP = Finding(code="consent-missing", severity=Severity.STOP, phase=Phase.BEFORE, what="none")
ASK = Finding(code="fever", severity=Severity.ASK, phase=Phase.BEFORE, what="38.2 °C")
NOTICE = Finding(code="seen", severity=Severity.NOTICE, phase=Phase.BEFORE, what="seen")


def test_a_stop_before_the_start_holds_assessment_and_plan() -> None:
    states = states_of(PLANNED, verdicts={Phase.BEFORE: Verdict(findings=(STOP, ASK, NOTICE))})

    assert {gap.key for gap in states[Step.ASSESS].holding} == {"consent-missing"}
    assert {gap.key for gap in states[Step.PLAN].holding} == {"consent-missing"}


def test_a_question_stands_at_one_step_and_holds_nothing() -> None:
    states = states_of(PLANNED, verdicts={Phase.BEFORE: Verdict(findings=(ASK,))})

    assert {gap.key for gap in states[Step.ASSESS].gaps} == {"fever"}
    assert states[Step.PLAN].gaps == ()
    assert states[Step.ASSESS].is_done


def test_an_answered_stop_holds_no_more() -> None:
    answer = Override(finding=STOP.code, reason="emergency", by="Dr. A", at=AT)
    verdicts = {Phase.BEFORE: Verdict(findings=(STOP.answered_by(answer),))}

    assert states_of(PLANNED, verdicts=verdicts)[Step.ASSESS].is_done


def test_nothing_before_the_start_holds_a_run_under_way() -> None:
    under_way = replace(PLANNED, started_at=AT)

    states = states_of(under_way, verdicts={Phase.BEFORE: Verdict(findings=(STOP,))})

    assert states[Step.ASSESS].is_done


def test_an_open_reaction_holds_the_close() -> None:
    finding = replace(STOP, code="reaction-open", phase=Phase.CLOSE)

    states = states_of(CLOSED, verdicts={Phase.CLOSE: Verdict(findings=(finding,))})

    assert {gap.key for gap in states[Step.CLOSE].holding} == {"reaction-open"}


def test_a_step_is_written_with_a_capital() -> None:
    assert [step.label for step in Step][:2] == ["Identify", "Assess"]


def test_a_sample_waits_for_the_time_it_was_drawn() -> None:
    untimed = replace(
        ASSESSED,
        before={**(ASSESSED.before or {}), "hematocrit_percent": Measured(value=Decimal(36))},
    )

    states = step_states(COURSE, untimed, (), {}, is_signed=False)

    assert "taken_at" in [gap.key for gap in states[1].holding]


@pytest.mark.parametrize(
    ("look", "is_seen"),
    [
        (AccessCheck(), False),
        (AccessCheck(dressing_changed_on=date(2026, 11, 1)), False),
        (AccessCheck(pain=False), True),
        (AccessCheck(exit_site_score=0), True),
    ],
)
def test_an_access_is_looked_at_when_one_sign_is(look: AccessCheck, is_seen: bool) -> None:
    session = replace(ASSESSED, access_check=look)

    assert is_answered(BY_ITSELF, session) is is_seen
    assert ("access_check" in recorded(session)) is is_seen
