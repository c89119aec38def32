"""How numbers, times, names and flags are written, on screen and in reports alike.

Everything shown is rounded here and nowhere else. Absent is an en dash, never zero. Signs such as
the minus and the arrows are not in Noto Sans; window and report set them in a font that has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING

from plexlog.domain.fields import Limits, NumberField, Severity, TitreField
from plexlog.domain.moments import Moment
from plexlog.domain.shapes import Measured

if TYPE_CHECKING:  # the records are not loaded before somebody has signed in
    from plexlog.domain.records import Patient

MISSING = "–"  # not recorded, or it cannot be calculated
NOT_RECORDED = "not recorded"
NONE = "none"  # known to be nothing
THIN_SPACE = "\u202f"  # narrow and no-break: between thousands
HARD_SPACE = "\u00a0"  # between a number and its unit
MINUS = "\u2212"

_MOST_MINUTES = 100  # from here on hours are read more easily

Number = Decimal | float | int


def number(value: Number | None, decimals: int = 0, *, signed: bool = False) -> str:
    """A number rounded half up, thousands apart: `1 460`, `−0.4`; with `signed` also `+40`."""
    if value is None:
        return MISSING
    step = Decimal(1).scaleb(-decimals)
    rounded = _exact(value).quantize(step, rounding=ROUND_HALF_UP)
    digits = f"{abs(rounded):,.{decimals}f}".replace(",", THIN_SPACE)
    if rounded < 0:
        return MINUS + digits
    return f"+{digits}" if signed and rounded > 0 else digits


def _exact(value: Number) -> Decimal:
    """The decimal as people write the number."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


def with_unit(text: str, unit: str) -> str:
    """A written number with its unit on the same line; a missing one stays alone."""
    return text if text in (MISSING, NONE) or not unit else f"{text}{HARD_SPACE}{unit}"


def millilitres(value: Number | None, *, signed: bool = False) -> str:
    """A volume, `1 460 mL`."""
    return with_unit(number(value, signed=signed), "mL")


def some(value: Number | None, decimals: int = 0) -> str:
    """A number, or `none` for exactly nothing: `0.00` would look as if it had been measured."""
    return NONE if value == 0 else number(value, decimals)


def plasma_volumes(value: Number | None) -> str:
    """Plasma volumes to two decimals, `1.02`, without a unit."""
    return number(value, 2)


def percent(value: Number | None, decimals: int = 1) -> str:
    """A percentage to one decimal, `103.0 %`."""
    return with_unit(number(value, decimals), "%")


def plain(value: Number | None, least: int = 0) -> str:
    """A number as it was recorded, with thousands apart and without idle zeros: `78.1`, `5`.

    It is never rounded; `least` decimals stand in any case.
    """
    if value is None:
        return MISSING
    exponent = _exact(value).normalize().as_tuple().exponent
    return number(value, max(least, -exponent) if isinstance(exponent, int) else least)


def quantity(field: NumberField, measured: Measured | None) -> str:
    """A measured value as its field writes it, thousands apart, without its unit."""
    if measured is None:
        return MISSING
    written = field.format(measured.value)
    if isinstance(field, TitreField):
        return written
    whole, point, decimals = written.removeprefix("-").partition(".")
    sign = MINUS if measured.value < 0 else ""
    return f"{sign}{int(whole):,}".replace(",", THIN_SPACE) + point + decimals


def quantity_with_unit(field: NumberField, measured: Measured | None) -> str:
    """A measured value with its unit."""
    return with_unit(quantity(field, measured), field.shown_unit)


def number_in(text: str) -> Decimal | None:
    """The number of a quantity that was written with its unit; None where there is none."""
    written = text.partition(HARD_SPACE)[0]
    try:
        return Decimal(written.replace(THIN_SPACE, "").replace(MINUS, "-"))
    except InvalidOperation:
        return None


def pressure(systolic: Measured | None, diastolic: Measured | None) -> str:
    """A blood pressure, `126/74`; what is missing is a dash."""
    if systolic is None and diastolic is None:
        return MISSING
    return "/".join(
        MISSING if part is None else plain(part.value) for part in (systolic, diastolic)
    )


def hours_minutes(minutes: Number | None) -> str:
    """A length of time in hours and minutes, `1:56`."""
    if minutes is None:
        return MISSING
    whole = int(Decimal(str(minutes)).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    hours, rest = divmod(abs(whole), 60)
    return f"{MINUS if whole < 0 else ''}{hours}:{rest:02d}"


def elapsed(minutes: Number | None) -> str:
    """How long something has run, `0:30` until the thirty-first minute is full, as on a clock."""
    return hours_minutes(None if minutes is None else int(minutes))


def lateness(minutes: Number) -> tuple[str, str]:
    """How long something is late, and in what: full minutes, from 100 on hours and minutes."""
    whole = int(minutes)
    return (number(whole), "min") if whole < _MOST_MINUTES else (hours_minutes(whole), "h")


def day(value: date | None) -> str:
    """A date, `2026-11-20`."""
    return MISSING if value is None else value.isoformat()


def clock(value: Moment | None) -> str:
    """A time of day as written where it happened, `14:30`."""
    return MISSING if value is None else value.clock


def moment(value: Moment | None) -> str:
    """A date and time, `2026-11-20 14:30`."""
    return MISSING if value is None else f"{day(value.day)} {value.clock}"


def clock_on(value: Moment | None, usual_day: date) -> str:
    """The time alone on the usual day, with its date on any other."""
    if value is None or value.day == usual_day:
        return clock(value)
    return moment(value)


def patient_name(patient: Patient) -> str:
    """`FAMILY, Given`, as on every page and in the banner."""
    return f"{in_capitals(patient.family_name)}, {patient.given_name}"


def in_capitals(name: str) -> str:
    """A name in capitals, letter by letter; one that has no single capital stays: `WEIß`."""
    capitals = ((letter, letter.upper()) for letter in name)
    return "".join(large if len(large) == 1 else small for small, large in capitals)


def initials(name: str) -> str:
    """First letters of a name's parts, for narrow columns; a legend says whose they are."""
    return "".join(part[0] for part in name.split() if part[0].isalpha()).upper()


def sentence(text: str) -> str:
    """The text with its first letter as a capital; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def spoken(label: str) -> str:
    """A label within a sentence: `Serum albumin` as `serum albumin`; `INR` and `SpO₂` stay."""
    first = label.split(" ", maxsplit=1)[0]
    return label[:1].lower() + label[1:] if first[1:].islower() or first[1:] == "" else label


def listed(parts: Iterable[str], last: str = "and") -> str:
    """`a, b and c`."""
    *first, final = list(parts) or [""]
    return f"{', '.join(first)} {last} {final}" if first else final


def counted(count: int, one: str, many: str = "") -> str:
    """`1 pause`, `3 pauses`."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def words_of(code: str) -> str:
    """A lower-case code as words, for what no list labels."""
    return code.replace("-", " ").replace("_", " ").replace(".", ", ")


def label_of(code: str, labels: Mapping[str, str]) -> str:
    """The label of a code, or the code in words."""
    return labels.get(code) or words_of(code)


@dataclass(frozen=True, slots=True)
class Flag:
    """How a value outside its limits is marked: by sign and by word."""

    severity: Severity
    sign: str
    word: str

    def mark(self, text: str) -> str:
        """The value with its flag, `↑ 188 high`."""
        return f"{self.sign} {text} {self.word}"


def flag(field: NumberField, measured: Measured | None) -> Flag | None:
    """The flag of a value: what was made of it when recorded, or else what its limits say now."""
    if measured is None:
        return None
    judged = measured.flag if measured.limits else measured.flag or field.check(measured.value)
    if judged is None:
        return None
    if _lies(field, measured.value, Limits.is_above):
        return Flag(judged, "↑", "high")
    if _lies(field, measured.value, Limits.is_below):
        return Flag(judged, "↓", "low")
    return Flag(judged, "!", "flagged")


def _lies(field: NumberField, value: Decimal, where: Callable[[Limits, Decimal], bool]) -> bool:
    return any(where(limits, value) for limits in (field.usual, field.plausible, field.possible))


SEVERITY_WORDS = {
    Severity.NOTICE: "NOTICE",
    Severity.ASK: "ASK",
    Severity.STOP: "STOP",
    Severity.REFUSE: "NOT POSSIBLE",
}
