"""What the form of an order asks beside the rules."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from plexlog.clinical.rules import Thresholds
from plexlog.clinical.stop_rule import SCALE
from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.facts import StopRuleFact
from plexlog.domain.fields import Severity
from plexlog.domain.records import (
    Allergy,
    Anticoagulant,
    CalciumPlan,
    CatheterLock,
    Course,
    FluidShare,
    Override,
)
from plexlog.domain.words import AnticoagulantProduct, CalciumSalt, Diluent, Fluid, LockAgent
from plexlog.services import ordering
from plexlog.services.desk import Desk
from plexlog.services.order_questions import order_questions
from tests.services.ward import COURSE, ORDERED_AT

ALL = Decimal(1)
ALBUMIN = FluidShare(fluid=Fluid.ALBUMIN, concentration_percent=Decimal(5), share=ALL)
HEPARIN = Anticoagulant(
    product=AnticoagulantProduct.HEPARIN,
    heparin_bolus_iu=Decimal(5000),
    heparin_iu_per_h=Decimal(2000),
)
LOCK = CatheterLock(
    agent=LockAgent.HEPARIN, heparin_iu_ml=Decimal(5000), citrate_percent=Decimal(4)
)
CALCIUM = CalciumPlan(salt=CalciumSalt.GLUCONATE_10, ml_per_l_replaced=Decimal(25))
PLASMA = FluidShare(fluid=Fluid.PLASMA_FRESH_FROZEN, share=ALL)


def ordered(*fluids: FluidShare, allergic_to: str = "", agent: str | None = None) -> Course:
    allergies = (Allergy(substance=allergic_to, agent=agent),) if allergic_to else ()
    return replace(
        COURSE,
        order=replace(COURSE.order, replacement=fluids),
        patient=replace(COURSE.patient, allergies=allergies),
    )


def codes(course: Course) -> list[str]:
    return [one.code for one in order_questions(course, Thresholds())]


def test_an_order_without_a_fluid_is_asked_about() -> None:
    assert codes(ordered()) == ["order-without-fluid"]
    assert codes(ordered(ALBUMIN)) == []


def test_a_fluid_that_is_being_written_is_unfinished_not_missing() -> None:
    unread = (
        Refusal("note", "is too long"),
        Refusal("replacement[0].share", "is required and missing"),
    )

    (found,) = order_questions(ordered(), Thresholds(), unread)

    assert (found.code, found.severity) == ("order-fluid-unfinished", Severity.NOTICE)
    assert (found.what, found.why) == (
        "The replacement is not finished",
        "Row 1, share: is needed.",
    )
    (missing,) = order_questions(ordered(), Thresholds(), unread[:1])
    assert missing.code == "order-without-fluid"


@pytest.mark.parametrize(
    ("fluid", "substance", "agent", "code"),
    [
        (ALBUMIN, "Human albumin 5 %", None, "order-albumin-allergy"),
        (ALBUMIN, "Albutein", "albumin", "order-albumin-allergy"),
        (PLASMA, "Fresh frozen plasma", None, "order-plasma-allergy"),
        (PLASMA, "FFP", None, "order-plasma-allergy"),
    ],
)
def test_an_allergy_to_what_is_ordered_stops(
    fluid: FluidShare, substance: str, agent: str | None, code: str
) -> None:
    (found,) = order_questions(ordered(fluid, allergic_to=substance, agent=agent), Thresholds())

    assert (found.code, found.severity, found.needs_reason) == (code, Severity.STOP, True)
    assert substance in found.what


@pytest.mark.parametrize(
    ("fluid", "substance"),
    [(PLASMA, "Albumin"), (ALBUMIN, "Plasma"), (ALBUMIN, "Latex"), (PLASMA, "Penicillin")],
)
def test_an_allergy_to_something_else_is_quiet(fluid: FluidShare, substance: str) -> None:
    assert codes(ordered(fluid, allergic_to=substance)) == []


@pytest.mark.parametrize(
    ("percent", "diluent", "asked"),
    [("25", None, True), ("20", None, True), ("25", Diluent.SALINE, False), ("5", None, False)],
)
def test_concentrated_albumin_undiluted_is_asked_about(
    percent: str, diluent: Diluent | None, asked: bool
) -> None:
    fluid = replace(ALBUMIN, concentration_percent=Decimal(percent), diluent=diluent)

    assert ("order-albumin-undiluted" in codes(ordered(fluid))) is asked


def test_an_unknown_concentration_is_not_called_strong() -> None:
    assert codes(ordered(replace(ALBUMIN, concentration_percent=None))) == []


def test_starch_is_asked_about() -> None:
    assert codes(ordered(FluidShare(fluid=Fluid.STARCH, share=ALL))) == ["order-starch"]


def test_an_order_waits_for_the_answer_to_a_question_that_stops(desk: Desk) -> None:
    key = desk.store.add_patient(COURSE.patient)
    course = replace(
        ordered(ALBUMIN, allergic_to="albumin"),
        patient=replace(desk.store.patient(key), allergies=(Allergy(substance="albumin"),)),
    )
    answer = Override(
        finding="order-albumin-allergy", reason="flush only", by="Dr A", at=ORDERED_AT
    )

    with pytest.raises(RefusedError, match="an allergy is on record: albumin"):
        ordering.order_course(desk, course, key)
    (answered,) = order_questions(replace(course, overrides=(answer,)), Thresholds())
    assert not answered.is_open


SALINE = FluidShare(fluid=Fluid.SALINE, share=ALL)
NONE = replace(PLASMA, share=Decimal(0))


@pytest.mark.parametrize(
    ("fluids", "asked"),
    [
        ((PLASMA, ALBUMIN), True),
        ((ALBUMIN, PLASMA, SALINE), True),
        ((PLASMA, PLASMA, ALBUMIN), True),
        ((ALBUMIN, PLASMA), False),
        ((SALINE, ALBUMIN, PLASMA, PLASMA), False),
        ((PLASMA,), False),
        ((NONE, ALBUMIN), False),
    ],
)
def test_plasma_before_another_fluid_is_asked_about(
    fluids: tuple[FluidShare, ...], asked: bool
) -> None:
    assert ("order-plasma-not-last" in codes(ordered(*fluids))) is asked


def with_order(**changes: Any) -> Course:
    course = ordered(ALBUMIN)
    return replace(course, order=replace(course.order, **changes))


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"sessions_planned": 500}, "order-sessions-many", "500 sessions are ordered; usual"),
        ({"sessions_planned": 31}, "order-sessions-many", "at most 30"),
        ({"interval_hours": Decimal(1)}, "order-interval-unusual", "every 1 h is ordered"),
        ({"interval_hours": Decimal("2.4")}, "order-interval-unusual", "every 2.4 h is ordered"),
        ({"interval_hours": Decimal("11.9")}, "order-interval-unusual", "every 11.9 h"),
        ({"interval_hours": Decimal(721)}, "order-interval-unusual", "usual are 12 to 720 h"),
        (
            {"anticoagulant": replace(HEPARIN, heparin_bolus_iu=Decimal(500000))},
            "order-heparin-bolus",
            "500\u202f000\u00a0IU is ordered; usual are at most 9\u202f000\u00a0IU",
        ),
        (
            {"anticoagulant": replace(HEPARIN, heparin_iu_per_h=Decimal(10000))},
            "order-heparin-rate",
            "usual are at most 2\u202f000\u00a0IU/h",
        ),
        (
            {"catheter_lock": replace(LOCK, heparin_iu_ml=Decimal(50000))},
            "order-lock-heparin",
            "50\u202f000\u00a0IU/mL is ordered",
        ),
        (
            {"catheter_lock": replace(LOCK, citrate_percent=Decimal("46.7"))},
            "order-lock-citrate",
            "46.7\u00a0% is ordered; usual are at most 4\u00a0%",
        ),
        (
            {"calcium_plan": replace(CALCIUM, ml_per_l_replaced=Decimal(100))},
            "order-calcium-much",
            "100\u00a0mL for each litre is ordered; usual are at most 25",
        ),
        (
            {
                "calcium_plan": replace(
                    CALCIUM, salt=CalciumSalt.CHLORIDE_10, ml_per_l_replaced=Decimal(10)
                )
            },
            "order-calcium-much",
            "usual are at most 8",
        ),
        (
            {"vitals_programme_min": (Decimal(5), Decimal(150))},
            "order-vitals-unusual",
            "Vitals every 150\u00a0min are ordered; usual are 5 to 60 min",
        ),
        ({"vitals_programme_min": (Decimal(1),)}, "order-vitals-unusual", "every 1\u00a0min"),
        ({"icd10": "Guillain-Barré"}, "order-icd10-shape", "“Guillain-Barré” does not read"),
        ({"icd10": "G6"}, "order-icd10-shape", "“G6”"),
        ({"icd10": "61.0"}, "order-icd10-shape", "“61.0”"),
        ({"icd10": "G61.01234"}, "order-icd10-shape", "“G61.01234”"),
        ({"icd10": "G61.0 G35"}, "order-icd10-shape", "“G61.0 G35”"),
    ],
)
def test_what_looks_like_a_slip_is_asked_about(
    changes: dict[str, Any], code: str, words: str
) -> None:
    (found,) = order_questions(with_order(**changes), Thresholds())

    assert (found.code, found.severity) == (code, Severity.ASK)
    assert words in found.what


@pytest.mark.parametrize(
    "changes",
    [
        {"sessions_planned": 30},
        {"sessions_planned": None},
        {"interval_hours": Decimal(12)},
        {"interval_hours": Decimal(720)},
        {"interval_hours": None},
        {"anticoagulant": HEPARIN},
        {"anticoagulant": None},
        {"catheter_lock": LOCK},
        {"catheter_lock": None},
        {"calcium_plan": CALCIUM},
        {"calcium_plan": replace(CALCIUM, salt=CalciumSalt.ORAL, ml_per_l_replaced=Decimal(99))},
        {"calcium_plan": None},
        {"vitals_programme_min": (Decimal(5), Decimal(60))},
        {"vitals_programme_min": None},
        {"icd10": "G61.0"},
        {"icd10": "g35"},
        {"icd10": "M31.10"},
        {"icd10": "S72.001A"},
        {"icd10": "C7A.00"},
        {"icd10": "G63.2*"},
        {"icd10": None},
    ],
)
def test_what_a_physician_may_well_order_is_quiet(changes: dict[str, Any]) -> None:
    assert order_questions(with_order(**changes), Thresholds()) == ()


def test_the_unit_says_from_where_it_is_asked() -> None:
    limits = Thresholds(ordered_sessions_high=60, ordered_interval_low_hours=1)

    assert order_questions(with_order(sessions_planned=60), limits) == ()
    assert order_questions(with_order(interval_hours=Decimal(1)), limits) == ()


@pytest.mark.parametrize(
    ("value", "asked"), [("4", []), ("0.1", ["order-stop-value-unlikely"]), (None, [])]
)
def test_a_stop_value_that_reads_as_a_slip_is_asked_about(
    value: str | None, asked: list[str]
) -> None:
    order = replace(ordered(ALBUMIN).order, stop_value=None if value is None else Decimal(value))
    course = replace(COURSE, order=order)
    rule = StopRuleFact(
        code="igg", label="IgG", source="s", quantity="igg_g_l", asks="below", days="1"
    )

    found = order_questions(course, Thresholds(), stop=rule)

    assert [one.code for one in found] == asked
    own = replace(rule, asks="", below="4")
    assert order_questions(course, Thresholds(), stop=own) == ()
    assert order_questions(course, Thresholds(), stop=replace(rule, quantity=SCALE)) == ()
