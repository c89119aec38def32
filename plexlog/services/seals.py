"""What a signature seals: the canonical record of a session, and whether it still stands."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from plexlog.domain import codec, json_text
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.errors import RefusedError
from plexlog.domain.fields import Catalogue
from plexlog.domain.records import Course, Session
from plexlog.domain.said import LATER
from plexlog.domain.sealing import locking
from plexlog.domain.unit import Problem, Signature


def canonical_session(course: Course, session: Session) -> str:
    """The one text that stands for a session, and for what it was judged by.

    Patient, order, access, overrides and the sessions before it; the session itself is the last.
    """
    earlier = tuple(one.kept() for one in earlier_sessions(course, session))
    sealed = replace(
        course,
        sessions=(*earlier, session.kept()),
        lab_results=None,
        scores=None,
        signatures=None,
        follow_ups=None,
        physician_texts=None,
        overrides=tuple(
            one for one in course.overrides or () if one.session_id in (None, session.id)
        ),
    )
    return json_text.canonical(codec.write(sealed))


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
    earlier = document.get("sessions", [])[:-1]
    sealed = codec.read_own(Course, document | {"sessions": earlier}, catalogue)
    signed = (one for one in course.sessions or () if one.key == first.session_key)
    return replace(
        course,
        patient=sealed.patient,
        order=sealed.order,
        access_devices=sealed.access_devices,
        overrides=sealed.overrides,
        sessions=(*(sealed.sessions or ()), *signed),
    )


def broken_seals(course: Course, signatures: Sequence[Signature]) -> list[Problem]:
    """Signatures whose sealed record is not what is on file, or not what was fingerprinted."""
    on_file = {session.id: session.kept() for session in course.sessions or ()}
    problems = []
    first = locking(signatures)
    for signature in signatures:
        where = f"signature of {signature.name}, {signature.at}"
        if fingerprint_of(signature.sealed) != signature.fingerprint:
            problems.append(Problem(where=where, what="the sealed record was changed"))
        elif not _is_as_sealed(signature.sealed, on_file):
            problems.append(Problem(where=where, what="the session is not as it was signed"))
        elif signature.meaning in LATER and (
            first is None or first.fingerprint != signature.fingerprint
        ):
            problems.append(Problem(where=where, what="was given over another record"))
    return problems


def _is_as_sealed(sealed: str, on_file: Mapping[str, Session]) -> bool:
    """Whether the signed session, the last of its record, stands on file as it did then."""
    try:
        *_, then = json_text.parse(sealed.encode())["sessions"]
        now = codec.write(on_file[then["id"]])
    except (RefusedError, LookupError, TypeError, ValueError):
        return False  # no sealed record of ours, or its session is gone
    return json_text.canonical(now) == json_text.canonical(then)
