"""Signing a session: what must be there first, and what a signature is made over."""

from __future__ import annotations

from dataclasses import replace

from plexlog.domain import wording
from plexlog.domain.errors import PlexlogError, SignedError
from plexlog.domain.findings import Finding, Phase
from plexlog.domain.roles import Act, signs_as
from plexlog.domain.said import Said
from plexlog.domain.sealing import message_of
from plexlog.domain.steps import Step
from plexlog.domain.unit import Signature
from plexlog.domain.words import SignatureMeaning
from plexlog.services.keys import new_key
from plexlog.services.open_session import OpenSession, SessionView
from plexlog.services.permission import needs
from plexlog.services.seals import (
    as_signed,
    beside_seal,
    broken_seals,
    canonical_session,
    fingerprint_of,
)

__all__ = [
    "NotReadyError",
    "as_signed",
    "broken_seals",
    "canonical_session",
    "fingerprint_of",
    "give_signature",
    "left_open",
    "sign_session",
    "unanswered",
]


class NotReadyError(PlexlogError):
    """The session cannot be signed yet; the message names what is in the way."""


@needs(Act.SIGN)
def sign_session(session: OpenSession, why_gaps: str = "") -> Signature:
    """Sign for having performed the session; from then on it cannot change.

    What is left open is stated with the signature, and why, where that is told. The caller has
    made sure of the person by their password. Raises NotReadyError, SignedError.
    """
    session.touch_course()  # what is sealed is what is on file, whoever changed it last
    view = session.view()
    _refuse_unless_ready(view)
    gaps = left_open(view)
    said = Said(gaps=gaps, why=why_gaps.strip() if gaps else "")
    sealed = canonical_session(view.course, view.session)
    beside = beside_seal(view.course, view.session, _signed_so_far(session))
    return give_signature(session, SignatureMeaning.PERFORMED.value, sealed, said, beside)


def _signed_so_far(session: OpenSession) -> frozenset[str]:
    lines = session.desk.store.sessions_of(session.course_key)
    return frozenset(line.session_id for line in lines if line.signed_at is not None)


@needs(Act.SIGN)
def give_signature(
    session: OpenSession, meaning: str, sealed: str, said: Said, beside: str = ""
) -> Signature:
    """Keep a signature of whoever is signed in, over a sealed record and what is said with it."""
    desk = session.desk
    with session.writing("signed"):
        unsigned = Signature(
            key=new_key(),
            session_key=session.key,
            staff_key=desk.store.me.key,
            name=desk.me,
            role=signs_as(desk.store.me.role).value,
            meaning=meaning,
            at=desk.clock.now(),
            sealed=sealed,
            fingerprint=fingerprint_of(sealed),
            history_head=desk.store.history_head(),
            public_key=desk.signer.public_key,
            signature="",
            said=said.written,
            beside=beside,
        )
        signature = replace(unsigned, signature=desk.signer.sign(message_of(unsigned)))
        desk.store.add_signature(signature)
    session.touch_course()
    return signature


def left_open(view: SessionView) -> tuple[str, ...]:
    """What a session may be signed without: the gaps of its steps, each step in words."""
    return tuple(
        f"{state.step.label}: {wording.spoken(gap.label)}"
        for state in view.steps
        if state.step is not Step.SIGN
        for gap in state.gaps
    )


def unanswered(view: SessionView) -> tuple[Finding, ...]:
    """What the rules ask of the session and nobody has answered, hardest first.

    What they ask of the order is answered with the order.
    """
    found = view.findings(Phase.BEFORE, Phase.RUN, Phase.CLOSE)
    return tuple(finding for finding in found if finding.is_open)


def _refuse_unless_ready(view: SessionView) -> None:
    if view.is_signed:
        raise SignedError("The session is signed already; what comes later is an addendum.")
    in_the_way = [gap.label for step in (Step.RUN, Step.CLOSE) for gap in view.state(step).holding]
    in_the_way += [f"to answer: {finding.what}" for finding in unanswered(view)]
    if view.open_row is not None and view.open_row.values:
        in_the_way.append(f"the row of {view.open_row.at.clock}, not kept yet")
    if in_the_way:
        raise NotReadyError(f"Not signed yet. In the way: {'; '.join(in_the_way)}.")
