"""What may come after a session was signed: countersignature, addendum, amendment.

Each is a signature of its own over the record as it was signed; none changes that record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plexlog.domain import wording
from plexlog.domain.entry import Entry, read_entry
from plexlog.domain.errors import PlexlogError, Refusal, RefusedError
from plexlog.domain.fields import Catalogue, NumberField, Place, Severity
from plexlog.domain.moments import Moment
from plexlog.domain.records import Session
from plexlog.domain.roles import Act
from plexlog.domain.said import ADDENDUM, AMENDED, COUNTERSIGNED, Said, of_meaning, value_key
from plexlog.domain.sealing import LOCKING, locking
from plexlog.domain.shapes import Measured, Values
from plexlog.domain.unit import Signature
from plexlog.domain.words import SignerRole
from plexlog.services.open_session import OpenSession
from plexlog.services.permission import needs
from plexlog.services.signing import give_signature

MOST_CHARACTERS = 4000
_PLACES = {
    Place.BEFORE: "before the start",
    Place.SESSION: "of the session",
    Place.TOTALS: "total of the machine",
    Place.CLOSE: "at the close",
    Place.AFTER: "after the end",
}


class NotNowError(PlexlogError):
    """This cannot be added to the session; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedValue:
    """A value of a signed session that may have been recorded wrongly."""

    key: str
    label: str  # which value, and where it was recorded
    declared: NumberField
    measured: Measured

    @property
    def text(self) -> str:
        """As it was signed, with its unit."""
        return wording.quantity_with_unit(self.declared, self.measured)


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

    Raises RefusedError for one without a reason, without a value, or with that which was signed.
    """
    wrong = _signed_value(session, key)
    entry = read_entry(wrong.declared, text)
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
    return tuple(_values(view.session, catalogue))


def _values(session: Session, catalogue: Catalogue) -> Iterator[SignedValue]:
    yield from _of(Place.BEFORE, session.before, catalogue)
    yield from _of(Place.SESSION, session.values, catalogue)
    for row in session.readings or ():
        where = f"row of {_clock(row.at, session)}"
        yield from _of(Place.READING, row.values, catalogue, where, row.key)
    if session.close is not None:
        totals = session.close.totals
        yield from _of(Place.TOTALS, totals.values if totals else None, catalogue)
        yield from _of(Place.CLOSE, session.close.values, catalogue)
        yield from _of(Place.AFTER, session.close.after, catalogue)


def _of(
    place: Place, values: Values | None, catalogue: Catalogue, where: str = "", row_key: str = ""
) -> Iterator[SignedValue]:
    for declared in catalogue.at(place):
        measured = (values or {}).get(declared.code)
        if measured is not None:
            yield SignedValue(
                key=value_key(place.value, row_key, declared.code),
                label=f"{declared.label}, {where or _PLACES[place]}",
                declared=declared,
                measured=measured,
            )


def _clock(at: Moment, session: Session) -> str:
    return wording.clock_on(at, (session.started_at or at).day)


def _signed_value(session: OpenSession, key: str) -> SignedValue:
    for one in signed_values(session):
        if one.key == key:
            return one
    raise RefusedError([Refusal("what", "needs a value of this session")])


def _closed(session: OpenSession) -> Signature:
    """The signature that closed the session, read anew. Raises NotNowError where none has."""
    session.touch()
    closed = locking(session.view().signatures)
    if closed is None:
        raise NotNowError("The session is not signed yet; what is wrong in it can be corrected.")
    return closed


def _reason_missing(why: str) -> list[Refusal]:
    return [] if why.strip() else [Refusal("why", "needs a reason in a few words")]
