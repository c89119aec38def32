"""One thing typed into one field: read it, check it, and say what it asks of the person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from plexlog.domain import json_text
from plexlog.domain.catalogue import DIASTOLIC, SYSTOLIC
from plexlog.domain.errors import UnreadableError
from plexlog.domain.fields import Limits, NumberField, Severity
from plexlog.domain.shapes import Measured, Values

PARTNERS = {SYSTOLIC.code: DIASTOLIC.code, DIASTOLIC.code: SYSTOLIC.code}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What became of a typed text. A refused one has no value and is never recorded."""

    code: str
    text: str
    value: Decimal | None = None
    severity: Severity | None = None
    message: str = ""
    crosses: str = ""  # code of the partner that it is refused against

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed: what was there is taken back."""
        return not self.text.strip()

    @property
    def is_question(self) -> bool:
        """Whether the value is unlikely and waits for a yes."""
        return self.severity is Severity.ASK

    @property
    def is_refused(self) -> bool:
        """Whether the text cannot be recorded."""
        return self.severity is Severity.REFUSE


def read_entry(declared: NumberField, text: str) -> Entry:
    """Read a typed number by its field."""
    if not text.strip():
        return Entry(code=declared.code, text=text)
    try:
        value = declared.parse(text)
    except UnreadableError as unreadable:
        return Entry(
            code=declared.code, text=text, severity=Severity.REFUSE, message=str(unreadable)
        )
    severity = declared.check(value)
    if severity is Severity.REFUSE:
        return Entry(code=declared.code, text=text, severity=severity, message=declared.refusal())
    return Entry(
        code=declared.code,
        text=text,
        value=value,
        severity=severity,
        message=_remark(declared, value, severity),
    )


def entry_of(declared: NumberField, measured: Measured) -> Entry:
    """A recorded value as it was typed, with its flag and what its limits say of it."""
    entry = read_entry(declared, measured.typed or str(measured.value))
    return replace(entry, value=measured.value, severity=measured.flag)


def limits_of(declared: NumberField) -> str:
    """The limits of a quantity as JSON, to be kept with a value."""
    ranges: Mapping[str, Limits] = {
        "possible": declared.possible,
        "plausible": declared.plausible,
        "usual": declared.usual,
    }
    return json_text.dump({name: [limit.low, limit.high] for name, limit in ranges.items()})


def held_against(entry: Entry, others: Values) -> Entry:
    """The entry, refused where it crosses its partner: a diastolic is below its systolic."""
    partner = PARTNERS.get(entry.code, "")
    other = others.get(partner)
    if entry.value is None or other is None:
        return entry
    upper, lower = entry.value, other.value
    is_lower = entry.code == DIASTOLIC.code
    if is_lower:
        upper, lower = lower, upper
    if lower < upper:
        return entry
    words = f"not below the systolic {upper}" if is_lower else f"not above the diastolic {lower}"
    return replace(entry, value=None, severity=Severity.REFUSE, message=words, crosses=partner)


def corrected_against(entry: Entry, values: Values) -> Entry:
    """The entry for a value on record, held against its partner there.

    Where the two cross already, the one is put right before the other.
    """
    recorded = values.get(entry.code)
    if recorded and held_against(replace(entry, value=recorded.value), values).crosses:
        return entry
    return held_against(entry, values)


def _remark(declared: NumberField, value: Decimal, severity: Severity | None) -> str:
    if severity is None:
        return ""
    limits = declared.plausible if severity is Severity.ASK else declared.usual
    side = "above" if limits.is_above(value) else "below"
    kind = "plausible" if severity is Severity.ASK else "usual"
    shown = f"{declared.format(value)} {declared.shown_unit}".rstrip()
    return f"{shown} is {side} what is {kind}, {limits}"
