"""Signing a session: the canonical record, its fingerprint, and what a signature seals."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from plexlog.domain import codec, json_text
from plexlog.domain.errors import PlexlogError, RefusedError, SignedError
from plexlog.domain.records import Course, Session
from plexlog.domain.steps import Step
from plexlog.domain.unit import Problem, Role, Signature
from plexlog.domain.words import SignatureMeaning, SignerRole
from plexlog.services.keys import new_key
from plexlog.services.open_session import OpenSession, SessionView


class NotReadyError(PlexlogError):
    """The session cannot be signed yet; the message names what is in the way."""


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


def sealed_message(record_fingerprint: str, history_head: str, meaning: str) -> bytes:
    """What a signature is made over."""
    return f"plexlog-signature-1\n{record_fingerprint}\n{history_head}\n{meaning}".encode()


def sign_session(session: OpenSession) -> Signature:
    """Sign for having performed the session; from then on it cannot change.

    The caller has made sure of the person by their password. Raises NotReadyError, SignedError.
    """
    session.touch_course()  # what is sealed is what is on file, whoever changed it last
    view = session.view()
    _refuse_unless_ready(view)
    desk = session.desk
    with desk.store.writing("signed"):
        sealed = canonical_session(view.course, view.session)
        mark = fingerprint_of(sealed)
        head = desk.store.history_head()
        meaning = SignatureMeaning.PERFORMED.value
        signature = Signature(
            key=new_key(),
            session_key=session.key,
            staff_key=desk.store.me.key,
            name=desk.me,
            role=_role(desk.store.me.role).value,
            meaning=meaning,
            at=desk.clock.now(),
            sealed=sealed,
            fingerprint=mark,
            history_head=head,
            public_key=desk.signer.public_key,
            signature=desk.signer.sign(sealed_message(mark, head, meaning)),
        )
        desk.store.add_signature(signature)
    session.touch_course()
    return signature


def _refuse_unless_ready(view: SessionView) -> None:
    if view.is_signed:
        raise SignedError("The session is signed already; what comes later is an addendum.")
    in_the_way = [gap.label for step in (Step.RUN, Step.CLOSE) for gap in view.state(step).holding]
    if view.open_row is not None and view.open_row.values:
        in_the_way.append(f"the row of {view.open_row.at.clock}, not kept yet")
    if in_the_way:
        raise NotReadyError(f"Not signed yet. In the way: {'; '.join(in_the_way)}.")


def _role(role: Role) -> SignerRole:
    known = {Role.NURSE: SignerRole.NURSE, Role.PHYSICIAN: SignerRole.PHYSICIAN}
    return known.get(role, SignerRole.OTHER)
