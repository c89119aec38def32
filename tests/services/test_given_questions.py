"""What is asked at the bag, at the drug and of the plan, before anything is on record."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.clinical.rules import RuleFacts
from plexlog.domain.facts import FluidFact
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Phase
from plexlog.domain.records import (
    Allergy,
    Bag,
    BloodGroup,
    Course,
    DrugGiven,
    FluidShare,
    History,
    Override,
    Plan,
)
from plexlog.domain.words import Abo, Diluent, Fluid, Route
from plexlog.services import recording, run_records
from plexlog.services.desk import Desk
from plexlog.services.given_questions import (
    QuestionedError,
    bag_questions,
    drug_questions,
    group_questions,
    plan_questions,
    size_questions,
)
from plexlog.services.open_session import OpenSession
from tests.services.ward import COURSE, ORDERED_AT, PATIENT, prepare

FACTS = RuleFacts()
PLASMA = Bag(id="new", fluid=Fluid.PLASMA_FRESH_FROZEN, volume_ml=Decimal(250))
ALBUMIN = Bag(
    id="new", fluid=Fluid.ALBUMIN, volume_ml=Decimal(500), concentration_percent=Decimal(5)
)
SIZES = tuple(
    FluidFact(
        code=f"{fluid}-{strength}",
        label=fluid,
        source="invented",
        fluid=fluid,
        concentration_percent=strength,
        volumes_ml=sizes,
    )
    for fluid, strength, sizes in (
        ("albumin", "5", (250, 500)),
        ("albumin", "20", (50, 100)),
        ("plasma-fresh-frozen", "", (200, 250, 300)),
    )
)
HEPARIN = DrugGiven(at=ORDERED_AT, drug="Heparin 5000 IU", dose="2 mL", route=Route.IV)
IGA = replace(PATIENT, histories=(History(kind="iga-deficiency"),))
HIT = replace(PATIENT, histories=(History(kind="hit"),))


def asked(course: Course, bag: Bag) -> list[tuple[str, Severity]]:
    session = (course.sessions or ())[0]
    found = bag_questions(course, session, bag, FACTS)
    return [(one.code, one.severity) for one in found if one.is_open]


def allergic(substance: str) -> Course:
    return replace(COURSE, patient=replace(PATIENT, allergies=(Allergy(substance=substance),)))


def test_a_planned_bag_is_hung_without_a_question() -> None:
    assert asked(COURSE, ALBUMIN) == []
    assert asked(COURSE, replace(ALBUMIN, concentration_percent=None)) == []


def test_an_allergy_stops_the_bag() -> None:
    assert asked(allergic("Human albumin"), ALBUMIN) == [("order-albumin-allergy", Severity.STOP)]
    assert asked(allergic("Plasma"), PLASMA) == [("order-plasma-allergy", Severity.STOP)]


def test_plasma_is_asked_about_where_the_order_would_be() -> None:
    uremic = replace(COURSE, order=replace(COURSE.order, indication="pneumococcal-hus"))

    assert asked(replace(COURSE, patient=IGA), PLASMA) == [("iga-deficiency", Severity.ASK)]
    assert asked(uremic, PLASMA) == [("plasma-contraindicated", Severity.STOP)]
    (found,) = bag_questions(uremic, (COURSE.sessions or ())[0], PLASMA, FACTS)
    assert found.what == "Plasma is to be hung in pneumococcal HUS"
    assert found.phase is Phase.RUN


def test_what_the_order_has_answered_is_not_asked_at_the_bag() -> None:
    ordered = FluidShare(fluid=Fluid.PLASMA_FRESH_FROZEN, share=Decimal(1))
    answer = Override(finding="iga-deficiency", reason="washed", by="Dr. F", at=ORDERED_AT)
    course = replace(
        COURSE,
        patient=IGA,
        order=replace(COURSE.order, replacement=(ordered,)),
        overrides=(answer,),
    )

    assert asked(course, PLASMA) == []
    assert asked(replace(course, overrides=()), PLASMA) == [("iga-deficiency", Severity.ASK)]


@pytest.mark.parametrize(
    ("percent", "diluent", "codes"),
    [
        ("20", None, ["order-albumin-undiluted", "bag-albumin-strength-20"]),
        ("20", Diluent.SALINE, ["bag-albumin-strength-20"]),
        ("4.5", None, ["bag-albumin-strength-4-5"]),
    ],
)
def test_another_strength_than_planned_is_asked_about(
    percent: str, diluent: Diluent | None, codes: list[str]
) -> None:
    bag = replace(ALBUMIN, concentration_percent=Decimal(percent), diluent=diluent)

    assert [code for code, _severity in asked(COURSE, bag)] == codes


def test_a_strength_is_as_planned_when_the_plan_dilutes_it() -> None:
    diluted = FluidShare(
        fluid=Fluid.ALBUMIN,
        share=Decimal(1),
        concentration_percent=Decimal(20),
        diluent=Diluent.SALINE,
        diluted_to_percent=Decimal(5),
    )
    course = replace(COURSE, order=replace(COURSE.order, replacement=(diluted,)))

    assert asked(course, ALBUMIN) == []
    assert asked(replace(course, order=replace(course.order, replacement=())), ALBUMIN) == []


def test_heparin_after_hit_stops_before_it_is_on_record() -> None:
    session = (COURSE.sessions or ())[0]

    (found,) = drug_questions(replace(COURSE, patient=HIT), session, HEPARIN)

    assert (found.code, found.severity) == ("heparin-given", Severity.STOP)
    assert "heparin-induced thrombocytopenia" in found.what
    low = replace(HEPARIN, drug="Enoxaparin")
    assert drug_questions(replace(COURSE, patient=HIT), session, low)
    assert not drug_questions(COURSE, session, HEPARIN)
    calcium = replace(HEPARIN, drug="Calcium gluconate")
    assert not drug_questions(replace(COURSE, patient=HIT), session, calcium)


def test_a_plan_with_another_fluid_is_asked_about_before_the_start() -> None:
    part = FluidShare(fluid=Fluid.PLASMA_FRESH_FROZEN, share=Decimal(1))
    course = replace(COURSE, patient=IGA)
    session = replace((COURSE.sessions or ())[0], plan=Plan(replacement=(part,)))

    (found,) = plan_questions(course, session, FACTS)

    assert (found.code, found.phase, found.is_open) == ("iga-deficiency", Phase.BEFORE, True)
    assert found.what.startswith("Plasma is planned")
    started = replace(session, started_at=ORDERED_AT)
    assert plan_questions(course, started, FACTS) == ()
    assert plan_questions(course, replace(session, plan=None), FACTS) == ()


@pytest.fixture
def allergic_run(desk: Desk) -> OpenSession:
    """The run of a patient who has had HIT and does not tolerate albumin."""
    patient = replace(HIT, allergies=(Allergy(substance="Albumin"),))
    key = desk.store.add_course(replace(COURSE, patient=patient))
    session = OpenSession(desk, desk.store.sessions_of(key)[0].session_key)
    prepare(session)
    recording.start_run(session)
    return session


def test_nothing_is_hung_until_the_question_is_answered(allergic_run: OpenSession) -> None:
    with pytest.raises(QuestionedError, match=r"Albumin is to be hung; an allergy.*Albumin"):
        run_records.hang_bag(allergic_run, ALBUMIN)
    assert not allergic_run.view().session.bags

    answers = {"order-albumin-allergy": "Dr. Federkiel is here"}
    run_records.hang_bag(allergic_run, ALBUMIN, together=2, answers=answers)

    view = allergic_run.view()
    assert len(view.session.bags or ()) == 2
    (given,) = view.course.overrides or ()
    assert (given.finding, given.reason) == ("order-albumin-allergy", "Dr. Federkiel is here")
    waiting = run_records.bags_at_hand(view.session)[0]
    run_records.hang_waiting(allergic_run, waiting.id)
    assert not run_records.bags_at_hand(allergic_run.view().session)


def test_a_drug_that_is_forbidden_is_kept_only_with_its_reason(
    allergic_run: OpenSession,
) -> None:
    drug = replace(HEPARIN, at=allergic_run.desk.now())
    with pytest.raises(QuestionedError) as raised:
        run_records.give_drug(allergic_run, drug, {"heparin-given": " "})
    assert [one.code for one in raised.value.questions] == ["heparin-given"]
    assert not allergic_run.view().session.drugs_given

    run_records.give_drug(allergic_run, drug, {"heparin-given": "given elsewhere at 14:05"})

    assert len(allergic_run.view().session.drugs_given or ()) == 1
    assert (allergic_run.view().course.overrides or ())[0].finding == "heparin-given"


@pytest.mark.parametrize(
    ("fluid", "strength", "volume", "codes"),
    [
        (Fluid.ALBUMIN, "5", "5000", ["bag-volume-5000"]),
        (Fluid.ALBUMIN, "5", "50", ["bag-volume-50"]),
        (Fluid.ALBUMIN, "20", "50", []),
        (Fluid.ALBUMIN, None, "50", []),
        (Fluid.PLASMA_FRESH_FROZEN, None, "287", []),
        (Fluid.PLASMA_FRESH_FROZEN, None, "2500", ["bag-volume-2500"]),
        (Fluid.ALBUMIN, "6", "9000", []),
    ],
)
def test_a_volume_that_no_bag_of_the_fluid_has_is_asked_about(
    fluid: Fluid, strength: str | None, volume: str, codes: list[str]
) -> None:
    bag = Bag(
        id="new",
        fluid=fluid,
        volume_ml=Decimal(volume),
        concentration_percent=None if strength is None else Decimal(strength),
    )
    session = (COURSE.sessions or ())[0]

    found = size_questions(COURSE, session, bag, SIZES)

    assert [one.code for one in found] == codes
    assert all(one.severity is Severity.ASK and one.needs_reason for one in found)


def test_a_bag_of_ten_times_its_size_is_asked_about_before_it_is_on_record(desk: Desk) -> None:
    vars(desk.knowledge)["fluids"] = SIZES  # as if they had been read from the list
    session = OpenSession(
        desk, desk.store.sessions_of(desk.store.add_course(COURSE))[0].session_key
    )
    prepare(session)
    recording.start_run(session)
    huge = replace(ALBUMIN, volume_ml=Decimal(5000))

    with pytest.raises(QuestionedError, match="A bag of 5000 mL is to be hung; usual is 250 or"):
        run_records.hang_bag(session, huge)
    assert not session.view().session.bags

    run_records.hang_bag(session, huge, answers={"bag-volume-5000": "pooled by the pharmacy"})
    assert [one.volume_ml for one in session.view().session.bags or ()] == [Decimal(5000)]


OF_THE_UNIT, OF_THE_PATIENT = "plasma-group-unknown-unit", "plasma-group-unknown-patient"


@pytest.mark.parametrize(
    ("bag", "group", "codes"),
    [
        (PLASMA, None, [OF_THE_UNIT, OF_THE_PATIENT]),
        (PLASMA, Abo.A, [OF_THE_UNIT]),
        (replace(PLASMA, abo=Abo.A), None, [OF_THE_PATIENT]),
        (replace(PLASMA, abo=Abo.A), Abo.A, []),
        (ALBUMIN, None, []),
    ],
)
def test_plasma_whose_group_nobody_can_judge_is_asked_about(
    bag: Bag, group: Abo | None, codes: list[str]
) -> None:
    known = None if group is None else BloodGroup(abo=group)
    course = replace(COURSE, patient=replace(PATIENT, blood_group=known))

    found = group_questions(course, (COURSE.sessions or ())[0], bag)

    assert [one.code for one in found] == codes
    assert all(one.severity is Severity.ASK and one.needs_reason for one in found)


def test_a_missing_group_is_asked_about_once_a_session(desk: Desk) -> None:
    patient = replace(PATIENT, blood_group=BloodGroup(abo=Abo.A))
    key = desk.store.add_course(replace(COURSE, patient=patient))
    session = OpenSession(desk, desk.store.sessions_of(key)[0].session_key)
    prepare(session)
    recording.start_run(session)
    usual = {"plasma-unusual": "no albumin in the house"}

    with pytest.raises(QuestionedError, match="the blood group of the unit is not on record"):
        run_records.hang_bag(session, PLASMA, answers=usual)
    assert not session.view().session.bags

    answers = usual | {OF_THE_UNIT: "pooled, of all groups"}
    run_records.hang_bag(session, PLASMA, together=2, answers=answers)
    waiting = run_records.bags_at_hand(session.view().session)[0]
    run_records.hang_waiting(session, waiting.id)
    run_records.hang_bag(session, PLASMA)

    given = [one for one in session.view().course.overrides or () if one.finding == OF_THE_UNIT]
    assert [one.reason for one in given] == ["pooled, of all groups"]


def test_plasma_at_hand_is_asked_about_where_its_group_was_never_asked(desk: Desk) -> None:
    key = desk.store.add_course(COURSE)
    session = OpenSession(desk, desk.store.sessions_of(key)[0].session_key)
    prepare(session)
    recording.start_run(session)
    recording.put_part(session, replace(PLASMA, id="at-hand"))

    with pytest.raises(QuestionedError, match="the blood group of the patient") as asked:
        run_records.hang_waiting(session, "at-hand")
    assert asked.value.severity == "ask"
    answers = {one.code: "no albumin in the house" for one in asked.value.questions}

    hung = run_records.hang_waiting(session, "at-hand", answers=answers)

    assert hung.started_at is not None
    given = {one.finding for one in session.view().course.overrides or ()}
    assert given == set(answers)
