"""Verification, as a unit has it done: everything, or what is new since everything held.

The verifying may run on any thread; what it came to is kept on the one that records.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from plexlog import __version__
from plexlog.domain.errors import EngineFailedError, Refusal, RefusedError
from plexlog.domain.progress import Progress
from plexlog.domain.records import Course, HandSigned
from plexlog.domain.roles import Act
from plexlog.domain.unit import Problem
from plexlog.domain.verified import Mark, Verified, VerifyState
from plexlog.services.desk import Desk
from plexlog.services.handed_over import hand_overs_not_as_signed
from plexlog.services.permission import needs
from plexlog.services.ports import Store
from plexlog.services.seals import OnFile, broken_seals
from plexlog.services.verification_port import Still, Verifying


def verify_state(desk: Desk) -> VerifyState:
    """When everything was last verified, and how much there is."""
    store = desk.store
    return VerifyState(
        last=store.last_mark(), changes=store.history_length(), now=desk.clock.now()
    )


@dataclass(frozen=True, slots=True)
class VerifyWork:
    """A verification to be done on whatever thread."""

    still: Still
    since: Mark | None

    def work(self, progress: Progress) -> Verified:
        """Do it. Raises StoreError, StoppedError."""
        with self.still.open() as store:
            return verify_store(store, self.since, progress, [])


def verify_work(desk: Desk, *, is_whole: bool) -> VerifyWork:
    """The verifying of everything, or of what is new; of everything where nothing ever held."""
    return VerifyWork(desk.store.snapshot(), None if is_whole else _base(desk))


def verify_here(
    desk: Desk, progress: Progress, found: list[Problem], *, is_whole: bool = True
) -> Verified:
    """Verify at once on this thread; `found` fills, and stays when it is stopped."""
    return verify_store(desk.store, None if is_whole else _base(desk), progress, found)


def verify_store(
    store: Store, since: Mark | None, progress: Progress, found: list[Problem]
) -> Verified:
    """Look at history, rows, signatures and what they sealed."""
    checking = store.verification(since)
    try:
        checking.work(progress)
    finally:
        found += checking.found
    progress.at("backups")
    held = store.against_backups()
    found += held.problems
    checking.notes.extend(held.notes)
    is_to_look = checking.rows or since is not None
    courses = checking.courses() if is_to_look else ()
    for done, course_key in enumerate(courses, 1):
        progress.at("what was signed, by course", done, len(courses))
        with _told_if_unreadable(checking, found, "course", course_key):
            _look_at_course(store, course_key, checking, found)
    for patient_key in checking.patients() if is_to_look else ():
        with _told_if_unreadable(checking, found, "patient", patient_key):
            store.patient(patient_key)
    return Verified(
        problems=tuple(found),
        number=checking.number,
        head=checking.head,
        rows=checking.rows,
        fits_marks=checking.fits_marks,
        since=since,
        notes=tuple(checking.notes),
        backups=held.sentence,
    )


@contextmanager
def _told_if_unreadable(
    checking: Verifying, found: list[Problem], table: str, key: str
) -> Iterator[None]:
    """Whatever stands there, the others are looked at; of a disk that fails nothing is told."""
    try:
        yield
    except EngineFailedError:
        raise
    except Exception as error:  # noqa: BLE001 - anything may stand there
        problem = checking.unreadable(table, key, error)
        if problem not in found:  # one patient can have many courses
            found.append(problem)


def _look_at_course(
    store: Store, course_key: str, checking: Verifying, found: list[Problem]
) -> None:
    """Hold what was signed of a course against what is on file."""
    course = store.course(course_key)
    found += _seals_of(store, course_key, course, checking)
    keys = {one.number: one.session_key for one in store.sessions_of(course_key)}

    def is_signed(number: int, by: HandSigned, message: bytes) -> bool | None:
        return checking.hand_signed(keys.get(number, ""), by, message)

    for one, is_known in hand_overs_not_as_signed(course, is_signed):
        (found if is_known else checking.notes).append(one)


def keep_mark(desk: Desk, verified: Verified) -> None:
    """Keep, signed by whoever is signed in, that everything was verified and what was found.

    Of a part alone there is nothing to keep, and while the record does not fit what was kept
    before, that stays the last word. Raises StoreError.
    """
    if not verified.is_whole or not verified.rows or not verified.fits_marks:
        return
    me = desk.store.me
    mark = Mark(
        key=str(uuid.uuid4()),
        at=desk.clock.now(),
        staff_key=me.key,
        name=me.name,
        number=verified.number,
        head=verified.head,
        problems=len(verified.problems),
        version=__version__,
        public_key=desk.signer.public_key,
    )
    desk.store.add_mark(replace(mark, signature=desk.signer.sign(mark.message)))


@needs(Act.KEYS)
def acknowledge(desk: Desk, number: int, why: str) -> None:
    """One has looked into a trigger that was made again, or a recovery key that was used.

    From now on that is a note with their name and reason. Raises RefusedError without a reason,
    StoreError for a row that tells of neither.
    """
    reason = " ".join(why.split())
    if not reason:
        raise RefusedError([Refusal("why", "say what came of looking into it")])
    desk.store.acknowledge(number, reason)


def _base(desk: Desk) -> Mark | None:
    """Up to where everything held when it was last looked at; None where it did not."""
    last = desk.store.last_mark()
    return None if last is None or last.problems else last


def _seals_of(store: Store, course_key: str, course: Course, checking: Verifying) -> list[Problem]:
    lines = store.sessions_of(course_key)
    signed = {
        one.number: signatures
        for one in lines
        if (signatures := store.signatures(one.session_key))
    }
    if not signed:
        return []
    number_of = course.patient.record_number
    on_file = OnFile(course, partial(checking.was_patient, course_key))
    return [
        replace(one, session_number=number, course_id=course.course_id, record_number=number_of)
        for number, signatures in signed.items()
        for one in broken_seals(course, signatures, on_file)
    ]
