"""What the form of an order asks beside the rules."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.domain.errors import RefusedError
from plexlog.domain.fields import Severity
from plexlog.domain.records import Allergy, Course, FluidShare, Override
from plexlog.domain.words import Diluent, Fluid
from plexlog.services import ordering
from plexlog.services.desk import Desk
from plexlog.services.order_questions import order_questions
from tests.services.ward import COURSE, ORDERED_AT

ALL = Decimal(1)
ALBUMIN = FluidShare(fluid=Fluid.ALBUMIN, concentration_percent=Decimal(5), share=ALL)
PLASMA = FluidShare(fluid=Fluid.PLASMA_FRESH_FROZEN, share=ALL)


def ordered(*fluids: FluidShare, allergic_to: str = "", agent: str | None = None) -> Course:
    allergies = (Allergy(substance=allergic_to, agent=agent),) if allergic_to else ()
    return replace(
        COURSE,
        order=replace(COURSE.order, replacement=fluids),
        patient=replace(COURSE.patient, allergies=allergies),
    )


def codes(course: Course) -> list[str]:
    return [one.code for one in order_questions(course)]


def test_an_order_without_a_fluid_is_asked_about() -> None:
    assert codes(ordered()) == ["order-without-fluid"]
    assert codes(ordered(ALBUMIN)) == []


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
    (found,) = order_questions(ordered(fluid, allergic_to=substance, agent=agent))

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
    assert not order_questions(replace(course, overrides=(answer,)))[0].is_open
