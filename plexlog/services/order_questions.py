"""What the form of an order asks before it is given, beside the rules.

A question looks and is answered as a finding. It is judged only while an order is written, so
that a course that comes by import is told the rules' findings and no others.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding, Phase
from plexlog.domain.records import Course, FluidShare, Patient
from plexlog.domain.words import Fluid

_CONCENTRATED = Decimal(10)  # albumin is bought as 4, 4.5 or 5 %, and as 20 or 25 %
_FORM = "the form of the order, for the unit's medical director to approve"
_PLASMA_WORDS = ("plasma", "ffp")


def order_questions(course: Course) -> tuple[Finding, ...]:
    """The questions of an order, each with the answer that was given to it."""
    answers = {one.finding: one for one in course.overrides or () if one.session_id is None}
    found = (*_of_no_fluid(course), *_of_allergies(course), *_of_fluids(course))
    return tuple(one.answered_by(answers.get(one.code)) for one in found)


def _question(code: str, severity: Severity, what: str, why: str, do: str) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        phase=Phase.ORDER,
        what=what,
        why=why,
        do=do,
        source=_FORM,
        needs_reason=True,
    )


def _of_no_fluid(course: Course) -> Iterator[Finding]:
    if not course.order.replacement:
        yield _question(
            "order-without-fluid",
            Severity.ASK,
            "No replacement fluid is ordered",
            "What is removed must be replaced; nobody at the bedside should choose the fluid.",
            "Add a fluid, or say why it is left open.",
        )


def _of_allergies(course: Course) -> Iterator[Finding]:
    fluids = [part.fluid for part in course.order.replacement or () if part.share > 0]
    if Fluid.ALBUMIN in fluids and (named := _allergy(course.patient, ("albumin",))):
        yield _allergy_question("order-albumin-allergy", "Albumin", named)
    plasma = any(fluid.is_plasma for fluid in fluids)
    if plasma and (named := _allergy(course.patient, _PLASMA_WORDS)):
        yield _allergy_question("order-plasma-allergy", "Plasma", named)


def _allergy_question(code: str, fluid: str, named: str) -> Finding:
    return _question(
        code,
        Severity.STOP,
        f"{fluid} is ordered; an allergy is on record: {named}",
        "Litres of it are given; anaphylaxis in an exchange can kill.",
        "Ask the physician: another fluid, or the reason and what stands ready.",
    )


def _allergy(patient: Patient, words: tuple[str, ...]) -> str:
    """The substance on record that names one of the words."""
    for one in patient.allergies or ():
        named = f"{one.agent or ''} {one.substance}".casefold()
        if any(word in named for word in words):
            return one.substance
    return ""


def _of_fluids(course: Course) -> Iterator[Finding]:
    parts = [part for part in course.order.replacement or () if part.share > 0]
    if strong := next((part for part in parts if _is_undiluted(part)), None):
        yield _question(
            "order-albumin-undiluted",
            Severity.STOP,
            f"Albumin {strong.concentration_percent:f} % is ordered undiluted",
            "It draws water into the vessels: overload, several times the albumin of 5 %.",
            "Correct the concentration, or say what it is diluted with and to.",
        )
    if any(part.fluid is Fluid.STARCH for part in parts):
        yield _question(
            "order-starch",
            Severity.STOP,
            "Hydroxyethyl starch is ordered",
            "It raises deaths and kidney failure (FDA boxed warning 2013; EU suspension 2022).",
            "Ask the physician to order albumin.",
        )


def _is_undiluted(part: FluidShare) -> bool:
    strength = part.concentration_percent
    is_strong = strength is not None and strength >= _CONCENTRATED
    return part.fluid is Fluid.ALBUMIN and is_strong and part.diluent is None
