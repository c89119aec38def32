"""What a signature seals: the canonical record of a session, and whether it still stands.

The sessions before it are bound by their fingerprints, not repeated: a course of a hundred would
else be kept a hundred times. One that was signed cannot change and is taken from the file;
one that was not is kept beside the seal as it was. Seals of earlier versions of the program repeat
all of them; they are read and verified as they were made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from plexlog.domain import codec, json_text
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.errors import RefusedError
from plexlog.domain.fields import Catalogue
from plexlog.domain.records import Course, Session
from plexlog.domain.said import LATER
from plexlog.domain.sealing import LOCKING, locking
from plexlog.domain.unit import Problem, Signature

SEAL = 2  # the form of what is sealed; the first one did not name itself
OF_COURSE = ("course_id", "course_number", "unit", "time_zone")  # nothing changes them
IDENTITY = ("record_number", "family_name", "given_name", "birth_date")
Identity = Mapping[str, str]  # these of a patient
_OF_SEAL = ("seal", "earlier")  # what stands in it beside the course


def canonical_session(course: Course, session: Session) -> str:
    """The one text that stands for a session, and for what it was judged by.

    Patient, order, access, overrides, and the fingerprints of the sessions before it.
    """
    earlier = [
        {"id": one.id, "number": one.number, "sha256": fingerprint_of(_written(one))}
        for one in earlier_sessions(course, session)
    ]
    document = _sealed_document(course, session, (session.kept(),))
    return json_text.canonical(document | {"seal": SEAL, "earlier": earlier})


def first_canonical_session(course: Course, session: Session) -> str:
    """The same as the first versions of the program made it: with the sessions before it whole."""
    earlier = tuple(one.kept() for one in earlier_sessions(course, session))
    return json_text.canonical(_sealed_document(course, session, (*earlier, session.kept())))


def beside_seal(course: Course, session: Session, signed: Collection[str]) -> str:
    """The sessions before it that were not signed, as they are now; empty where there are none."""
    open_still = [
        codec.write(one.kept())
        for one in earlier_sessions(course, session)
        if one.id not in signed
    ]
    return json_text.canonical(open_still) if open_still else ""


def _sealed_document(
    course: Course, session: Session, sessions: tuple[Session, ...]
) -> dict[str, Any]:
    sealed = replace(
        course,
        sessions=sessions,
        lab_results=None,
        scores=None,
        signatures=None,
        follow_ups=None,
        physician_texts=None,
        overrides=tuple(
            one for one in course.overrides or () if one.session_id in (None, session.id)
        ),
    )
    return codec.write(sealed)


def _written(session: Session) -> str:
    return json_text.canonical(codec.write(session.kept()))


def earlier_sessions(course: Course, session: Session) -> tuple[Session, ...]:
    """The sessions of a course with lower numbers."""
    return tuple(one for one in course.sessions or () if one.number < session.number)


def fingerprint_of(sealed: str) -> str:
    """SHA-256 of a canonical session, hex."""
    return hashlib.sha256(sealed.encode()).hexdigest()


def as_signed(
    course: Course, signatures: Sequence[Signature], catalogue: Catalogue = CATALOGUE
) -> Course:
    """The course as it was when the session was signed: all that the session is judged by.

    Patient, order, access, overrides and the sessions before it are as they were sealed. The
    session itself is immutable since then and keeps what documents do not carry (text as typed,
    limits that applied). Without a signature that closes it the course is as it is.
    """
    first = locking(signatures)
    if first is None:
        return course
    document = json_text.parse(first.sealed.encode())
    earlier = _earlier_as_sealed(document, first, course)
    own = {name: value for name, value in document.items() if name not in _OF_SEAL}
    sealed = codec.read_own(Course, own | {"sessions": earlier}, catalogue)
    signed = (one for one in course.sessions or () if one.key == first.session_key)
    return replace(
        course,
        patient=sealed.patient,
        order=sealed.order,
        access_devices=sealed.access_devices,
        overrides=sealed.overrides,
        sessions=(*(sealed.sessions or ()), *signed),
    )


def _earlier_as_sealed(
    document: Mapping[str, Any], signature: Signature, course: Course
) -> list[dict[str, Any]]:
    """The sessions before the sealed one, written; what is not to be found is left out."""
    if "earlier" not in document:  # a seal of the first versions
        return list(document.get("sessions", []))[:-1]
    beside = {one["id"]: one for one in json_text.parse((signature.beside or "[]").encode())}
    on_file = {one.id: one for one in course.sessions or ()}
    found = (
        beside.get(one["id"]) or codec.write(on_file[one["id"]].kept())
        for one in document["earlier"]
        if one["id"] in beside or one["id"] in on_file
    )
    return list(found)


class OnFile:
    """A course and its sessions as they are on file; each is written once, however often asked.

    A session is bound by every seal after it: without this a course of a hundred would be written
    five thousand times.
    """

    def __init__(self, course: Course, was: Callable[[Identity], bool] | None = None) -> None:
        """`was` says whether the patient was ever on record with an identity; else as now."""
        self._course = course
        self._was = was
        self._sessions = {session.id: session for session in course.sessions or ()}
        self._texts: dict[str, str] = {}
        self._prints: dict[str, str] = {}

    def is_of(self, patient: Mapping[str, Any]) -> bool:
        """Whether the course is that of a patient who was sealed; names can be corrected since."""
        now = codec.write(self._course.patient)
        sealed = {name: patient[name] for name in IDENTITY}
        is_same = all(now.get(name) == value for name, value in sealed.items())
        return is_same or (self._was is not None and self._was(sealed))

    def changed(self, sealed: Mapping[str, Any]) -> list[str]:
        """Which of the course's own fields are not as they were sealed."""
        return [name for name in OF_COURSE if sealed.get(name) != getattr(self._course, name)]

    def text(self, session_id: str) -> str:
        """The canonical text of a session. Raises LookupError."""
        if session_id not in self._texts:
            self._texts[session_id] = _written(self._sessions[session_id])
        return self._texts[session_id]

    def fingerprint(self, session_id: str) -> str:
        """Its fingerprint; empty where it is not on file."""
        if session_id not in self._sessions:
            return ""
        if session_id not in self._prints:
            self._prints[session_id] = fingerprint_of(self.text(session_id))
        return self._prints[session_id]


def broken_seals(
    course: Course, signatures: Sequence[Signature], on_file: OnFile | None = None
) -> list[Problem]:
    """Signatures whose sealed record is not what is on file, or not what was fingerprinted."""
    on_file = on_file or OnFile(course)
    first = locking(signatures)
    problems = []
    for signature in signatures:
        where = f"signature of {signature.name}, {signature.at}"
        if what := _broken(signature, first, on_file):
            problems.append(Problem(where=where, what=what))
    return problems


def _broken(signature: Signature, first: Signature | None, on_file: OnFile) -> str:
    """What is wrong with a seal; empty where it stands."""
    if fingerprint_of(signature.sealed) != signature.fingerprint:
        return "the sealed record was changed"
    try:
        document = json_text.parse(signature.sealed.encode())
        is_same = json_text.canonical(document["sessions"][-1]) == on_file.text(
            document["sessions"][-1]["id"]
        )
    except (RefusedError, LookupError, TypeError, ValueError):
        is_same = False  # no sealed record of ours, or its session is gone
    if not is_same:
        return "the session is not as it was signed"
    if what := _of_another_course(document, on_file):
        return what
    if signature.meaning in LOCKING and not _are_earlier_as_sealed(document, signature, on_file):
        return "a session before it is not as it was when this was signed"
    if signature.meaning in LATER and (
        first is None or first.fingerprint != signature.fingerprint
    ):
        return "was given over another record"
    return ""


def _of_another_course(document: Mapping[str, Any], on_file: OnFile) -> str:
    """What of patient and course is not as it was sealed; empty where the course is the same."""
    try:
        if not on_file.is_of(document["patient"]):
            return "the course was another patient's when this was signed"
    except (LookupError, TypeError):
        return "the sealed record names no patient"
    changed = on_file.changed(document)
    return f"the course is not as it was signed ({', '.join(changed)})" if changed else ""


def _are_earlier_as_sealed(
    document: Mapping[str, Any], signature: Signature, on_file: OnFile
) -> bool:
    """Whether the sessions before it are those whose fingerprints were sealed."""
    if "earlier" not in document:  # a seal of the first versions repeats them
        return True
    try:
        beside = {one["id"]: one for one in json_text.parse((signature.beside or "[]").encode())}
        return all(
            one["sha256"]
            == (
                fingerprint_of(json_text.canonical(beside[one["id"]]))
                if one["id"] in beside
                else on_file.fingerprint(one["id"])
            )
            for one in document["earlier"]
        )
    except (RefusedError, LookupError, TypeError, ValueError):
        return False  # somebody wrote something else beside the seal
