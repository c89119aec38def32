"""The ordered pre-medication beside what the session says: given, not given and why, or neither.

What is given after the start is no pre-medication: an antihistamine for a reaction is not the one
that was to prevent it. No line is ever taken for given.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, DrugGiven, OrderedDrug, Override, Session
from plexlog.domain.steps import PRE_MEDICATION_OPEN

_SEPARATORS = re.compile("[^a-z0-9]+")
_LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PreMedication:
    """One ordered drug of a session."""

    ordered: OrderedDrug
    subject: str  # what the answer "not given" names it by
    given: DrugGiven | None = None
    late: DrugGiven | None = None  # the same drug, after the start
    not_given: Override | None = None  # by name and reason

    @property
    def words(self) -> str:
        """Drug, dose and route, as ordered."""
        return drug_words(self.ordered)

    @property
    def is_open(self) -> bool:
        """Whether it is neither given nor said why not."""
        return self.given is None and self.not_given is None


def drug_words(drug: OrderedDrug) -> str:
    """`Clemastine 2 mg IV`."""
    route = drug.route.label if drug.route else ""
    return " ".join(part for part in (drug.drug, drug.dose, route) if part)


def pre_medication(course: Course, session: Session) -> tuple[PreMedication, ...]:
    """The drugs of the order in their order, each with what the session says of it."""
    return tuple(_beside(course, session))


def _beside(course: Course, session: Session) -> Iterator[PreMedication]:
    drugs = list(session.drugs_given or ())
    before = [one for one in drugs if _is_before(one.at, session)]
    after = [one for one in drugs if one not in before]
    for ordered in course.order.pre_medication or ():
        subject = subject_of(ordered)
        given = _taken_from(before, ordered)
        yield PreMedication(
            ordered=ordered,
            subject=subject,
            given=given,
            late=None if given is not None else _taken_from(after, ordered),
            not_given=_not_given(course, session, subject),
        )


def subject_of(drug: OrderedDrug) -> str:
    """The drug and its dose as a word of an id; a drug of another script by a checksum."""
    text = f"{drug.drug} {drug.dose}".casefold()
    if not text.isascii():
        return f"drug-{zlib.crc32(text.encode()):08x}"
    return _SEPARATORS.sub("-", text).strip("-")[:_LONGEST]


def _is_before(at: Moment, session: Session) -> bool:
    start = session.started_at
    return start is None or at.to_minute() <= start.to_minute()


def _taken_from(drugs: list[DrugGiven], ordered: OrderedDrug) -> DrugGiven | None:
    """The first of these that is the ordered drug; it answers one line only."""
    found = next((one for one in drugs if _is_same(one.drug, ordered.drug)), None)
    if found is not None:
        drugs.remove(found)
    return found


def _is_same(given: str, ordered: str) -> bool:
    """Whether one name begins with the other: `Clemastine 1 mg/mL` is `clemastine`."""
    one, other = f"{given.strip().casefold()} ", f"{ordered.strip().casefold()} "
    return one.startswith(other) or other.startswith(one)


def _not_given(course: Course, session: Session, subject: str) -> Override | None:
    answers = [
        one
        for one in course.overrides or ()
        if (one.finding, one.session_id, one.subject_id)
        == (PRE_MEDICATION_OPEN, session.id, subject)
    ]
    return max(answers, key=lambda one: one.at, default=None)
