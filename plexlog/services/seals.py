"""What a signature seals: the canonical record of a session, and whether it still stands."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from plexlog.domain import codec, json_text
from plexlog.domain.errors import RefusedError
from plexlog.domain.records import Course, Session
from plexlog.domain.unit import Problem, Signature


def canonical_session(course: Course, session: Session) -> str:
    """The one text that stands for a session: patient, order, access, session and overrides."""
    sealed = replace(
        course,
        sessions=(session.kept(),),
        lab_results=None,
        scores=None,
        signatures=None,
        overrides=tuple(
            one for one in course.overrides or () if one.session_id in (None, session.id)
        ),
    )
    return json_text.canonical(codec.write(sealed))


def fingerprint_of(sealed: str) -> str:
    """SHA-256 of a canonical session, hex."""
    return hashlib.sha256(sealed.encode()).hexdigest()


def as_signed(course: Course, signatures: Sequence[Signature]) -> Course:
    """The course as it was when the session was signed: patient, order, access, overrides.

    The session itself is immutable since then and keeps what documents do not carry (text as
    typed, limits that applied). Without a signature the course is as it is.
    """
    if not signatures:
        return course
    document = json_text.parse(signatures[0].sealed.encode())
    sealed = codec.read(Course, document | {"sessions": []})  # its session may have open ends
    return replace(
        course,
        patient=sealed.patient,
        order=sealed.order,
        access_devices=sealed.access_devices,
        overrides=sealed.overrides,
    )


def broken_seals(course: Course, signatures: Sequence[Signature]) -> list[Problem]:
    """Signatures whose sealed record is not what is on file, or not what was fingerprinted."""
    on_file = {session.id: session.kept() for session in course.sessions or ()}
    problems = []
    for signature in signatures:
        where = f"signature of {signature.name}, {signature.at}"
        if fingerprint_of(signature.sealed) != signature.fingerprint:
            problems.append(Problem(where=where, what="the sealed record was changed"))
        elif not _is_as_sealed(signature.sealed, on_file):
            problems.append(Problem(where=where, what="the session is not as it was signed"))
    return problems


def _is_as_sealed(sealed: str, on_file: Mapping[str, Session]) -> bool:
    """Whether the session of a sealed record stands on file as it did then."""
    try:
        (then,) = json_text.parse(sealed.encode())["sessions"]
        now = codec.write(on_file[then["id"]])
    except (RefusedError, LookupError, TypeError, ValueError):
        return False  # no sealed record of ours, or its session is gone
    return json_text.canonical(now) == json_text.canonical(then)
