"""What may come after a session was signed: countersignature, addendum, amendment.

Each is a signature of its own over the record as it was signed; none changes that record.
"""

from __future__ import annotations

from plexlog.domain import wording
from plexlog.domain.entry import Entry, corrected_against, read_entry
from plexlog.domain.errors import PlexlogError, Refusal, RefusedError
from plexlog.domain.fields import Severity
from plexlog.domain.roles import Act
from plexlog.domain.said import ADDENDUM, AMENDED, COUNTERSIGNED, Said, of_meaning
from plexlog.domain.sealing import LOCKING, locking
from plexlog.domain.shapes import Measured, Values
from plexlog.domain.unit import Signature
from plexlog.domain.words import SignerRole
from plexlog.services.amended_values import SignedValue, amended_sessions, values_of
from plexlog.services.open_session import OpenSession
from plexlog.services.permission import needs
from plexlog.services.signing import give_signature

MOST_CHARACTERS = 4000


class NotNowError(PlexlogError):
    """This cannot be added to the session; the message says why."""


@needs(Act.COUNTERSIGN)
def countersign(session: OpenSession) -> Signature:
    """Sign that the signed session was reviewed, by another than who performed it.

    The caller has made sure of the person by their password. Raises NotNowError.
    """
    closed = _closed(session)
    me = session.desk.store.me
    if why_not := why_not_countersigned(session.view().signatures, me.key):
        raise NotNowError(why_not)
    return give_signature(session, COUNTERSIGNED, closed.sealed, Said())


def why_not_countersigned(signatures: tuple[Signature, ...], staff_key: str) -> str:
    """Why this member of staff cannot countersign, as a sentence; empty where they can."""
    closed = locking(signatures)
    if closed is None:
        return "The session is not signed yet; there is nothing to countersign."
    if closed.staff_key == staff_key:
        return "Who performed a session does not countersign it; another physician may."
    mine = [one for one in signatures if one.staff_key == staff_key]
    if of_meaning(mine, COUNTERSIGNED):
        return "You have countersigned this session already."
    return ""


def countersigned(signatures: tuple[Signature, ...]) -> tuple[Signature, ...]:
    """The countersignatures that count: of a physician, and another than who performed it."""
    performed = {one.staff_key for one in signatures if one.meaning in LOCKING}
    return tuple(
        one
        for one in of_meaning(signatures, COUNTERSIGNED)
        if one.role == SignerRole.PHYSICIAN.value and one.staff_key not in performed
    )


@needs(Act.AMEND)
def add_addendum(session: OpenSession, text: str, why: str) -> Signature:
    """Add a text to the signed session. Raises RefusedError, NotNowError.

    The caller has made sure of the person by their password.
    """
    closed = _closed(session)
    see_addendum(text, why)
    said = Said(text=text.strip(), why=why.strip())
    return give_signature(session, ADDENDUM, closed.sealed, said)


def see_addendum(text: str, why: str) -> None:
    """Raises RefusedError for an addendum without text or reason, or one that is too long."""
    refusals = []
    if not text.strip():
        refusals.append(Refusal("text", "needs the text of the addendum"))
    elif len(text) > MOST_CHARACTERS:
        refusals.append(Refusal("text", f"takes at most {MOST_CHARACTERS} characters"))
    if refusals := refusals + _reason_missing(why):
        raise RefusedError(refusals)


@needs(Act.AMEND)
def amend_value(
    session: OpenSession, key: str, text: str, why: str, *, is_sure: bool = False
) -> Entry:
    """State what a value of the signed session should be; what was signed stays as it is.

    A refused or unlikely value comes back unsigned; an unlikely one is signed when `is_sure`.
    The caller has made sure of the person by their password. Raises RefusedError, NotNowError.
    """
    closed = _closed(session)
    entry = see_amendment(session, key, text, why)
    if entry.value is None or (entry.severity is Severity.ASK and not is_sure):
        return entry
    wrong = _signed_value(session, key)
    right = Measured(value=entry.value)
    said = Said(
        value=key,
        label=wrong.label,
        was=wrong.text,
        should_be=wording.quantity_with_unit(wrong.declared, right),
        why=why.strip(),
    )
    give_signature(session, AMENDED, closed.sealed, said)
    return entry


def see_amendment(session: OpenSession, key: str, text: str, why: str) -> Entry:
    """What would become of an amendment; nothing is written.

    A pressure is held against its partner, as that was amended. Raises RefusedError for one
    without a reason, without a value, or with that which was signed.
    """
    wrong = _signed_value(session, key)
    entry = corrected_against(read_entry(wrong.declared, text), _recorded_with(session, wrong))
    refusals = []
    if entry.is_blank:
        refusals.append(Refusal("text", "needs what the value should be"))
    elif entry.value == wrong.measured.value:
        refusals.append(Refusal("text", "is what was signed"))
    if refusals := refusals + _reason_missing(why):
        raise RefusedError(refusals)
    return entry


def signed_values(session: OpenSession) -> tuple[SignedValue, ...]:
    """The values of a session that an amendment may concern, in the order of the session."""
    view, catalogue = session.view(), session.desk.catalogue
    return tuple(values_of(view.session, catalogue))


def _signed_value(session: OpenSession, key: str) -> SignedValue:
    for one in signed_values(session):
        if one.key == key:
            return one
    raise RefusedError([Refusal("what", "needs a value of this session")])


def _recorded_with(session: OpenSession, wrong: SignedValue) -> Values:
    """The values that were taken together with one, as they are known to be by now."""
    view, catalogue = session.view(), session.desk.catalogue
    amendments = of_meaning(view.signatures, AMENDED)
    known = {one.key: one for one in amended_sessions(view.course, amendments, catalogue)}
    return {
        one.declared.code: one.measured
        for one in values_of(known.get(session.key, view.session), catalogue)
        if (one.place, one.row_key) == (wrong.place, wrong.row_key)
    }


def _closed(session: OpenSession) -> Signature:
    """The signature that closed the session, read anew. Raises NotNowError where none has."""
    session.touch()
    closed = locking(session.view().signatures)
    if closed is None:
        raise NotNowError("The session is not signed yet; what is wrong in it can be corrected.")
    return closed


def _reason_missing(why: str) -> list[Refusal]:
    return [] if why.strip() else [Refusal("why", "needs a reason in a few words")]
