"""The unit, its staff and the lines of its lists; signatures and what verification finds."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from plexlog.domain.moments import Moment
from plexlog.domain.records import AccessDevice, LabResult, Order

SHORTEST_PASSWORD = 10
DEMO_UNIT = "Demonstration, nothing here is real"  # its name stands on every paper
_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")


def is_login(text: str) -> bool:
    """Whether a text can be a login: 1 to 64 of letters, digits, . _ - and @."""
    return _LOGIN.fullmatch(text) is not None


class Role(enum.StrEnum):
    """What a member of staff is."""

    NURSE = "nurse"
    PHYSICIAN = "physician"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordGiven:
    """That somebody else has set a password for a member of staff."""

    at: Moment
    by: str  # the name, or that it was done with the recovery key


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """A member of staff."""

    key: str
    login: str
    name: str
    role: Role
    public_key: str = ""  # Ed25519, hex
    administers: bool = False  # looks after staff and keys, whatever the role
    left_at: Moment | None = None  # suspended since; the name stays in the record
    password_changed_at: Moment | None = None

    @property
    def is_active(self) -> bool:
        """Whether they can sign in."""
        return self.left_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rekeyed:
    """What a new page key has brought."""

    recovery_key: str  # to be printed; the one before opens nothing any more
    left_out: tuple[str, ...]  # names of whom two colleagues have to give a new password


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFacts:
    """The unit itself."""

    name: str
    founded_at: Moment
    lists: str = ""  # digest of the lists of facts that it works with

    @property
    def is_demonstration(self) -> bool:
        """Whether its patients are invented; a unit keeps its name for good."""
        return self.name == DEMO_UNIT


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitChange:
    """One limit of the unit changed; each change makes a new version of them all."""

    version: int  # 1 for the first change; before it the defaults of the program hold
    name: str
    value: float
    by: str
    at: Moment
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderChange:
    """One version of an order: who entered it, when and why."""

    version: int  # 1 for the order as it was first given
    order: Order
    by: str
    at: Moment
    why: str

    @property
    def ordered_by(self) -> str:
        """Who gave the order, which is perhaps not who entered it."""
        return self.order.ordered_by


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceChange:
    """One version of an access: what was on record of it from then on, who told it and why."""

    device: AccessDevice
    by: str
    at: Moment
    why: str
    is_taken_back: bool = False  # it was put on record by mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultChange:
    """A laboratory result as it was entered, changed or taken back: by whom, when and why."""

    row_key: str
    old: LabResult | None  # None: nothing stood there, or it was taken back
    new: LabResult | None
    by: str
    at: Moment
    why: str

    @property
    def is_correction(self) -> bool:
        """Whether something stood there before."""
        return self.old is not None

    def is_of(self, session_id: str) -> bool:
        """Whether it is about a result of this session."""
        return any(one and one.session_id == session_id for one in (self.old, self.new))


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """One session as lists show it."""

    session_key: str
    course_key: str
    patient_key: str
    course_id: str
    session_id: str
    number: int
    sessions_planned: int | None
    family_name: str
    given_name: str
    birth_date: str
    sex: str | None
    record_number: str
    indication: str
    diagnosis: str | None
    station: str | None
    planned_at: Moment | None
    started_at: Moment | None
    ended_at: Moment | None
    signed_at: Moment | None
    is_from_paper: bool = False  # entered afterwards: nothing of it runs by the clock
    is_unreadable: bool = False  # one of its times, or the birth date, is none


@dataclass(frozen=True, slots=True, kw_only=True)
class NextSession:
    """The session after another one, with the time that is planned on record for it."""

    number: int
    planned_at: Moment
    has_begun: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientLine:
    """One patient as lists show it."""

    patient_key: str
    family_name: str
    given_name: str
    birth_date: str
    sex: str | None
    record_number: str
    courses: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLine:
    """One course as lists show it."""

    course_key: str
    course_id: str
    course_number: int | None
    patient_key: str
    indication: str
    ordered_at: Moment
    sessions: int
    sessions_signed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A signature given in this program: who, when, over what."""

    key: str
    session_key: str
    staff_key: str
    name: str
    role: str  # nurse, physician, second-checker, other
    meaning: str  # performed, countersigned, …
    at: Moment
    sealed: str  # the canonical record that was signed, as JSON
    fingerprint: str  # SHA-256 of it, hex
    history_head: str  # hash of the last history row before the signature, hex
    public_key: str  # Ed25519, hex
    signature: str  # Ed25519 over all that binds it, hex
    said: str = ""  # what is said beyond the meaning, as JSON; signed too
    beside: str = ""  # sessions before it that were open still, as JSON; their hashes are sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that verification found wrong, and where.

    The places are known as far as the row that is wrong can be told apart.
    """

    where: str
    what: str
    about: str = ""  # the quantity, of a measured value
    fields: tuple[str, ...] = ()  # the columns that are otherwise
    record_number: str = ""
    course_id: str = ""
    session_number: int | None = None
    is_looked_into: bool = False  # a note that somebody has answered for, by name

    @property
    def whose(self) -> str:
        """Whom it is about, by record number; empty where it is about nobody."""
        parts = [f"patient {self.record_number}"] if self.record_number else []
        parts += [f"course {self.course_id}"] if self.course_id else []
        parts += [] if self.session_number is None else [f"session {self.session_number}"]
        return ", ".join(parts)

    @property
    def sentence(self) -> str:
        """All of it in one sentence."""
        whose = f"{self.whose}: " if self.whose else ""
        about = f" ({self.about})" if self.about else ""
        fields = f": {', '.join(self.fields)}" if self.fields else ""
        said = f"{whose}{self.where}{about} {self.what}{fields}."
        return f"{said[:1].upper()}{said[1:]}"
