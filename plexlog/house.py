"""Puts the parts of the program together for its two front doors, the window and the command line.

It decides nothing: it opens files, hands parts to each other and gives back plain results.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from plexlog.domain.errors import Refusal, RefusedError, StoreError
from plexlog.domain.json_text import MOST_BYTES
from plexlog.domain.moments import Clock
from plexlog.domain.passwords import see_that_it_is_safe
from plexlog.domain.progress import Progress
from plexlog.domain.records import Course, SignatureStatement
from plexlog.domain.roles import Act
from plexlog.domain.said import ADDENDUM, said_with
from plexlog.domain.unit import DEMO_UNIT, PatientLine, Problem, Role
from plexlog.domain.words import SignatureMeaning, SignerRole
from plexlog.services.desk import Desk
from plexlog.services.patients import new_twins, perhaps
from plexlog.services.permission import see_that_may
from plexlog.services.selftest import SelfTest, selftest
from plexlog.services.verifying import verify_here

if TYPE_CHECKING:
    from plexlog.domain.backups import Examined
    from plexlog.storage.restore import Asking
    from plexlog.storage.vault import Opened as Unlocked


@dataclass(frozen=True, kw_only=True)
class Founding:
    """What the first start asks for."""

    unit: str
    name: str
    login: str
    password: str
    role: Role = Role.NURSE


def found(path: Path, founding: Founding, clock: Clock) -> str:
    """Make a unit with its first member of staff. Returns the recovery key, shown this once."""
    from plexlog.storage import unit_file  # noqa: PLC0415 - after the first window is painted

    see_that_it_is_safe(founding.password, founding.login, founding.name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path.parent} cannot be made: {error.strerror}.") from None
    return unit_file.found_unit(
        path,
        unit=founding.unit,
        name=founding.name,
        login=founding.login,
        password=founding.password,
        role=founding.role,
        clock=clock,
    )


def recover(path: Path, recovery_key: str, login: str, password: str, clock: Clock) -> None:
    """Give a member of staff a new password by the printed recovery key.

    Raises AccessError for a key or a login that is not of this record, StoreError.
    """
    from plexlog.storage import unit_file  # noqa: PLC0415 - after the first window is painted

    see_that_it_is_safe(password, login)  # before a key is typed for nothing
    opened = unit_file.open_with_recovery_key(path, recovery_key, clock)
    see_that_it_is_safe(password, login, opened.name_of(login))
    opened.set_password(login, password)


def open_desk(path: Path, login: str | None, password: str, clock: Clock) -> Desk:
    """Open a unit's file for a member of staff. Raises AccessError or StoreError."""
    from plexlog.storage import unit_file  # noqa: PLC0415 - after the first window is painted

    record = unit_file.open_unit(path, login, password, clock)
    return Desk(record, clock, record.signer)


def prepare() -> None:
    """Load database and keys, so that whoever signs in does not wait for that."""
    from plexlog.storage import seeds, unit_record, vault  # noqa: F401, PLC0415 - as above


def unlock(path: Path, login: str | None, password: str, clock: Clock) -> Unlocked:
    """What a password opens, without touching the record: it takes a while and may run anywhere.

    Everything that `desk_of` needs is loaded too. Raises AccessError or StoreError.
    """
    prepare()
    from plexlog.storage import unit_file  # noqa: PLC0415 - as above

    return unit_file.unlock(path, login, password, clock)


def desk_of(path: Path, unlocked: Unlocked, clock: Clock) -> Desk:
    """Open the record with what was unlocked, on the thread that uses it. Raises StoreError."""
    from plexlog.storage import seeds, unit_record  # noqa: PLC0415 - as above

    record = unit_record.open_record(path, unlocked, clock, seeds.Seeds())
    return Desk(record, clock, record.signer)


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What became of one document: the course it made, or why it was refused."""

    file: str
    course_key: str = ""
    course_id: str = ""
    session_ids: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    twins: tuple[PatientLine, ...] = ()  # who is perhaps the same person, under another number


def import_document(desk: Desk, path: Path, *, even_so: bool = False) -> Imported:
    """Take in one document whole, or refuse it whole. Raises StoreError if it cannot be read.

    Somebody of much the same name and the same birth date under another record number stands in
    the way, for one person must not be on file twice; `even_so` where that is another person.
    """
    from plexlog.exchange.course_document import read_course  # noqa: PLC0415 - only when needed

    see_that_may(desk, Act.IMPORT)
    try:
        with path.open("rb") as file:
            source = file.read(MOST_BYTES + 1)  # more is refused, and need not be read
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}.") from None
    try:
        course = read_course(source, desk.knowledge.rule_facts, desk.clock.now(), desk.catalogue)
        _see_that_it_is_real(desk, course)
        if not even_so and (twins := new_twins(desk, course.patient)):
            refusals = tuple(Refusal("patient.record_number", perhaps(one)) for one in twins)
            return Imported(file=str(path), refusals=refusals, twins=twins)
        key = desk.store.add_course(course)
    except RefusedError as refused:
        return Imported(file=str(path), refusals=refused.refusals)
    return Imported(
        file=str(path),
        course_key=key,
        course_id=course.course_id,
        session_ids=tuple(one.id for one in course.sessions or ()),
    )


def _see_that_it_is_real(desk: Desk, course: Course) -> None:
    """No invented patient among real ones: the demonstration alone takes in what it gave out."""
    if course.unit == DEMO_UNIT and not desk.store.unit().is_demonstration:
        raise RefusedError([Refusal("unit", "a course of the demonstration: nobody was treated")])


def course_document(desk: Desk, course_key: str) -> str:
    """A course as its document, with the signatures given here stated in it."""
    from plexlog.exchange.course_document import write_course  # noqa: PLC0415 - only when needed

    course = desk.store.course(course_key)
    given = [
        SignatureStatement(
            role=SignerRole(one.role),
            name=one.name,
            at=one.at,
            meaning=None if one.meaning == ADDENDUM else SignatureMeaning(one.meaning),
            session_id=line.session_id,
            said=said_with(one).words or None,
        )
        for line in desk.store.sessions_of(course_key)
        for one in desk.store.signatures(line.session_key)
    ]
    if given:
        course = replace(course, signatures=(*(course.signatures or ()), *given))
    return write_course(course, desk.clock.now(), desk.me)


def expectation_document(desk: Desk, course_key: str, case: str) -> str:
    """What the program makes of a course, as `plexlog-expectation`."""
    from plexlog.domain import json_text  # noqa: PLC0415 - only when needed
    from plexlog.exchange.expectation import expectation  # noqa: PLC0415 - only when needed

    course = desk.store.course(course_key).kept()
    knowledge = desk.knowledge
    kept = {
        line.session_id: knowledge.rule_facts_of(line.session_key)
        for line in desk.store.sessions_of(course_key)
    }
    made = expectation(course, knowledge.rule_facts, case, kept)
    return json_text.dump(made, indent=1) + "\n"


def run_selftest() -> SelfTest:
    """Work every formula with published inputs; plain values only, so that a worker may."""
    return selftest()


def registry_document(desk: Desk) -> tuple[str, int]:
    """A line for each session that was begun, for a registry, as CSV; and how many lines."""
    from plexlog.clinical.figures import session_figures  # noqa: PLC0415 - only when needed
    from plexlog.exchange.registry import Procedure, registry_csv  # noqa: PLC0415 - as above

    centre = desk.store.unit().name
    procedures = []
    for line in reversed(desk.store.courses()):
        course = desk.store.course(line.course_key).kept()
        procedures += [
            Procedure(
                centre=centre,
                course=course,
                session=session,
                figures=session_figures(course, session),
                indication=desk.knowledge.indication_label(course.order.indication),
            )
            for session in course.sessions or ()
            if session.started_at is not None
        ]
    return registry_csv(procedures), len(procedures)


def verify(desk: Desk) -> list[Problem]:
    """Everything wrong in the file: history, triggers, signatures and what they sealed."""
    found: list[Problem] = []
    verify_here(desk, Progress(), found)
    return found


def asking(
    path: Path, login: str | None, password: str, clock: Clock, today: str | None = None
) -> Asking:
    """Whose record it is that may go back to a backup, and who asks.

    `today` is the password of the record, where it is another one than that of the backup.
    """
    from plexlog.storage import restore  # noqa: PLC0415 - seldom

    return restore.Asking(path, login, password, clock, password_today=today)


def examine_backup(asking: Asking, backup: Path) -> Examined:
    """Put a backup beside the record, verify it, and count what it lacks.

    Raises AccessError where the password does not open the backup, StoreError.
    """
    from plexlog.storage import restore  # noqa: PLC0415 - seldom

    return restore.examine(asking, backup)


def restore_backup(asking: Asking, examined: Examined, why: str) -> Path:
    """Go back to an examined backup; where the former record lies. Raises StoreError."""
    from plexlog.storage import restore  # noqa: PLC0415 - seldom

    return restore.put_in_place(asking, examined, why)


def leave_backup(examined: Examined) -> None:
    """Leave the record as it is."""
    from plexlog.storage import restore  # noqa: PLC0415 - seldom

    restore.give_up(examined)
