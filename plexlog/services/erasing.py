"""To erase a whole patient where the law asks for it: two decide, and nothing names who it was.

What is gone is gone: a backup made before holds the patient still, and an export that was made
before is the only thing that can be handed over afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plexlog.domain.erasing import Erasure
from plexlog.domain.errors import AccessError, PlexlogError
from plexlog.domain.records import Patient
from plexlog.domain.records.patient import compared_number
from plexlog.domain.roles import Act
from plexlog.domain.unit import StaffMember
from plexlog.services.desk import Desk
from plexlog.services.permission import needs
from plexlog.services.two_people import why_not_two

LONGEST_REASON = 200
BACKUPS = (
    "Backups and exports made before still hold the patient: destroy those that are kept for "
    "nothing else. Going back to a backup erases the patient again, as long as this record can "
    "be read."
)


class ErasureRefusedError(PlexlogError):
    """Nothing was erased; the message says why. `place` names the box it is about."""

    def __init__(self, sentence: str, place: str = "") -> None:
        super().__init__(f"{sentence} Nothing was erased.")
        self.place = place


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasable:
    """Who would be erased, and how much of theirs."""

    patient: Patient
    courses: int
    sessions: int
    signed: int
    is_running: bool  # a session of theirs was started and has not ended

    @property
    def sentence(self) -> str:
        """The same in words."""
        one = self.patient
        return (
            f"{one.family_name}, {one.given_name}, born {one.birth_date}, "
            f"number {one.record_number}: {_counted(self.courses, 'course')}, "
            f"{_counted(self.sessions, 'session')}, {self.signed} of them signed."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureGiven:
    """What the two who erase have typed."""

    number: str  # the record number once more
    why: str
    password: str  # of who is signed in
    second: str  # login of the other
    second_password: str


def erasures(desk: Desk) -> Sequence[Erasure]:
    """What was erased, the last one first."""
    return desk.store.erasures()


def erasable(desk: Desk, number: str) -> Erasable:
    """The patient of a record number. Raises ErasureRefusedError where there is none."""
    patient = desk.store.patient_of_number(number)
    if patient is None:
        raise ErasureRefusedError("No patient of this number is on file.", "number")
    courses = desk.store.courses(patient.key)
    lines = [line for one in courses for line in desk.store.sessions_of(one.course_key)]
    return Erasable(
        patient=patient,
        courses=len(courses),
        sessions=len(lines),
        signed=sum(one.signed_at is not None for one in lines),
        is_running=any(one.started_at is not None and one.ended_at is None for one in lines),
    )


@needs(Act.ERASE)
def erase_patient(desk: Desk, patient_key: str, given: ErasureGiven) -> Erasure:
    """Erase a patient with every course and session, signed ones too; it cannot be undone.

    Raises ErasureRefusedError, AccessError, StoreError.
    """
    patient = desk.store.patient(patient_key)
    if compared_number(given.number) != compared_number(patient.record_number):
        raise ErasureRefusedError("This is not the number of this patient.", "number")
    if erasable(desk, patient.record_number).is_running:
        raise ErasureRefusedError("A session of this patient is running: end it first.", "number")
    why = _reason(given.why, patient)
    me, second = desk.store.me, given.second.strip()
    if not second or second.casefold() == me.login.casefold():
        raise ErasureRefusedError("Another than you has to sign too, by name.", "second")
    own = _prove(desk, me.login, given.password, "own")
    other = _prove(desk, second, given.second_password, "second_password")
    if may_be_one := why_not_two(desk, (own, other)):
        raise ErasureRefusedError(may_be_one, "second")
    return desk.store.erase_patient(patient_key, why, second, given.second_password)


def _prove(desk: Desk, login: str, password: str, place: str) -> StaffMember:
    try:
        member = desk.store.prove(login, password)
    except AccessError as error:
        raise ErasureRefusedError(str(error), place) from error
    if not member.is_active:
        raise ErasureRefusedError(f"{member.name} is suspended from the staff.", place)
    return member


def _reason(why: str, patient: Patient) -> str:
    """A reason that stays on record, and so tells of nobody."""
    reason = " ".join(why.split())
    if not reason:
        raise ErasureRefusedError("A reason is needed: it stays on record.", "why")
    if len(reason) > LONGEST_REASON:
        raise ErasureRefusedError(f"A reason takes at most {LONGEST_REASON} characters.", "why")
    names = (patient.family_name, patient.given_name, patient.record_number)
    words = {word.strip(".,;:()").casefold() for word in reason.split()}
    if any(name.casefold() in words for name in names):
        raise ErasureRefusedError(
            "The reason stays on record: it must name neither the patient nor the number.", "why"
        )
    return reason


def _counted(count: int, word: str) -> str:
    return f"1 {word}" if count == 1 else f"{count} {word}s"
