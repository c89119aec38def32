"""What the form of an order asks before it is given, beside the rules.

A question looks and is answered as a finding. It is judged only while an order is written, so
that a course that comes by import is told the rules' findings and no others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from plexlog.clinical.rules import Thresholds
from plexlog.clinical.rules.thresholds import above, below
from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.errors import Refusal
from plexlog.domain.facts import StopRuleFact
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding, Phase, question
from plexlog.domain.records import Course, FluidShare, Patient
from plexlog.domain.shapes import Measured
from plexlog.domain.words import Fluid
from plexlog.services.form_texts import sentence_of
from plexlog.services.order_doses import dose_questions

_CONCENTRATED = Decimal(10)  # albumin is bought as 4, 4.5 or 5 %, and as 20 or 25 %
_FORM = "the form of the order, for the unit's medical director to approve"
_PLASMA_WORDS = ("plasma", "ffp")
_WASHOUT = (
    "washout by plasma volumes (Kaplan, Am J Kidney Dis 2008;52:1180-1196); the order of fluids, "
    "for the unit's medical director to approve"
)
_ICD = "ICD-10, volume 2, instruction manual (WHO): the structure of a code"
# a letter, two digits (the second may be a letter in ICD-10-CM), and up to four after the point
_ICD_CODE = re.compile(r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?[*+†!]?")


def order_questions(
    course: Course,
    limits: Thresholds,
    unread: Sequence[Refusal] = (),
    stop: StopRuleFact | None = None,
) -> tuple[Finding, ...]:
    """The questions of an order, each with the answer that was given to it.

    What is `unread` of its form stands in no order yet: a fluid of it is unfinished, not missing.
    `stop` is its stop rule, where the unit's lists have it.
    """
    answers = {one.finding: one for one in course.overrides or () if one.session_id is None}
    found = (
        *_of_no_fluid(course, unread),
        *_of_allergies(course),
        *_of_fluids(course),
        *_of_sequence(course),
        *_of_sessions(course, limits),
        *_of_interval(course, limits),
        *_of_icd10(course),
        *_of_stop_value(course, stop),
        *dose_questions(course.order),
    )
    return tuple(one.answered_by(answers.get(one.code)) for one in found)


def _question(
    code: str, severity: Severity, what: str, why: str, do: str, source: str = _FORM
) -> Finding:
    return question(
        code=code,
        severity=severity,
        phase=Phase.ORDER,
        what=what,
        why=why,
        do=do,
        source=source,
    )


def _of_no_fluid(course: Course, unread: Sequence[Refusal]) -> Iterator[Finding]:
    wrong = [sentence_of(one) for one in unread if one.place.startswith("replacement")]
    if wrong:
        yield Finding(
            code="order-fluid-unfinished",
            severity=Severity.NOTICE,
            phase=Phase.ORDER,
            what="The replacement is not finished",
            why=" ".join(wrong),
            do="Finish the row, or take it away.",
            source=_FORM,
        )
    elif not course.order.replacement:
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


def _of_sequence(course: Course) -> Iterator[Finding]:
    """Fluids run in the order in which they stand."""
    parts = [part.fluid for part in course.order.replacement or () if part.share > 0]
    last = max((place for place, fluid in enumerate(parts) if not fluid.is_plasma), default=0)
    if any(fluid.is_plasma for fluid in parts[:last]):
        yield _question(
            "order-plasma-not-last",
            Severity.ASK,
            "Plasma is ordered before another fluid",
            "Fluids run in the order they stand; plasma that runs early is removed again.",
            "Put plasma last, or say why it is to run before.",
            _WASHOUT,
        )


def _of_sessions(course: Course, limits: Thresholds) -> Iterator[Finding]:
    planned, most = course.order.sessions_planned, limits.ordered_sessions_high
    if planned is not None and above(planned, most):
        yield _question(
            "order-sessions-many",
            Severity.ASK,
            f"{planned} sessions are ordered; usual are at most {most:g}",
            "Each is planned at once; a slip of the hand makes hundreds.",
            "Correct the number, or say why so many.",
        )


def _of_interval(course: Course, limits: Thresholds) -> Iterator[Finding]:
    hours = course.order.interval_hours
    low, high = limits.ordered_interval_low_hours, limits.ordered_interval_high_hours
    if hours is None or not (below(hours, low) or above(hours, high)):
        return
    yield _question(
        "order-interval-unusual",
        Severity.ASK,
        f"A session every {wording.plain(hours)} h is ordered; usual are {low:g} to {high:g} h",
        "Hours are asked for, not days; plasma needs time to refill between two sessions.",
        "Correct the interval, or say why it is so.",
    )


def _of_icd10(course: Course) -> Iterator[Finding]:
    code = course.order.icd10
    if code is not None and not _ICD_CODE.fullmatch(code.strip().upper()):
        yield _question(
            "order-icd10-shape",
            Severity.ASK,
            f"“{code}” does not read as a code of ICD-10",
            "One code is a letter and two digits, with up to four signs after a point: G61.0.",
            "Correct the code, leave it empty, or say why it stands so.",
            _ICD,
        )


def _of_stop_value(course: Course, stop: StopRuleFact | None) -> Iterator[Finding]:
    """The limits of the quantity tell a slip, such as a value in another unit."""
    value = course.order.stop_value
    if stop is None or not stop.asks or stop.quantity not in CATALOGUE or value is None:
        return
    declared = CATALOGUE[stop.quantity]
    if not declared.plausible.hold(value):
        shown = wording.quantity_with_unit(declared, Measured(value=value))
        likely = wording.with_unit(str(declared.plausible), declared.shown_unit)
        yield _question(
            "order-stop-value-unlikely",
            Severity.ASK,
            f"{declared.label} {shown} is to end the course; likely are {likely}",
            "By a slip of the hand a course ends too early, or never.",
            "Correct the number, or say why it is so.",
        )
