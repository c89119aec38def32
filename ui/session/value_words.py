"""What a field of a value says around it: range, last value, the time it was taken."""

from __future__ import annotations

from dataclasses import dataclass

from plexlog.domain import wording
from plexlog.domain.catalogue import (
    CATALOGUE,
    DIASTOLIC,
    HEIGHT,
    SYSTOLIC,
)
from plexlog.domain.entry import Entry
from plexlog.domain.fields import Limits, NumberField, Place
from plexlog.domain.language import gettext as _
from plexlog.domain.moments import Moment
from plexlog.domain.shapes import Measured
from plexlog.services.last_time import last_measured, was_amended
from plexlog.services.open_session import SessionView
from ui.widgets.buttons import Kind
from ui.widgets.finding import FindingAct, FindingView

CONFIRM = "confirm"
CHANGE = "change"
SWAP = "swap"
HOURS_SHOWN = 72  # older values are told in days

# the order in which a nurse takes them; what is not named follows in the catalogue's order
BEDSIDE_ORDER = (
    "weight_kg",
    "systolic_mmhg",
    "diastolic_mmhg",
    "pulse_per_min",
    "temperature_c",
    "spo2_percent",
    "ionised_calcium_mmol_l",
    "height_cm",
)
WITH_ITS_TIME = (
    "hematocrit_percent",
    "platelets_10e9_l",
    "fibrinogen_g_l",
)  # of the laboratory, but looked at before every session


@dataclass(frozen=True, slots=True)
class Quantities:
    """The quantities taken before the start, in the three groups of the form."""

    bedside: tuple[NumberField, ...]
    needed: tuple[NumberField, ...]
    laboratory: tuple[NumberField, ...]


def quantities(fields: tuple[NumberField, ...]) -> Quantities:
    """Who stands where: a quantity that is also read during the run belongs to the bedside."""
    named = {code: place for place, code in enumerate(BEDSIDE_ORDER)}
    bedside = [one for one in fields if one.code in named or Place.READING in one.places]
    needed = [one for one in fields if one.code in WITH_ITS_TIME]
    laboratory = [one for one in fields if one not in bedside and one not in needed]
    bedside.sort(key=lambda one: named.get(one.code, len(named)))
    return Quantities(tuple(bedside), tuple(needed), tuple(laboratory))


def kept_text(view: SessionView, declared: NumberField) -> str:
    """What the record holds for a field before the start; the height may be the patient's."""
    measured = (view.session.before or {}).get(declared.code)
    if measured is not None:
        return declared.format(measured.value)
    height = view.course.patient.height_cm
    if declared.code == HEIGHT.code and height is not None:
        return declared.format(height)
    return ""


def taken_text(view: SessionView, code: str) -> str:
    """When a value was taken: the clock, with its day where that is another one."""
    measured = (view.session.before or {}).get(code)
    if measured is None or measured.taken_at is None:
        return ""
    return wording.clock_on(measured.taken_at, view.now.day)


def source_words(view: SessionView, declared: NumberField) -> str:
    """Where the text of the record is from, where nobody measured it for this session."""
    is_told = view.course.patient.height_cm is not None and not _is_measured(view, HEIGHT)
    is_of_patient = declared.code == HEIGHT.code and is_told
    return _("from the patient’s record") if is_of_patient else ""


def last_words(view: SessionView, declared: NumberField) -> str:
    """The last value with its unit and day, such as `last 61.2 kg, 2026-11-18`."""
    if declared.code == HEIGHT.code and not _is_measured(view, HEIGHT):
        return ""
    last = last_measured(view, declared.code)
    if last is None:
        return ""
    words = wording.quantity_with_unit(declared, last)
    if declared.is_sampled:
        told = _("last {value}, {age} ago").format(value=words, age=age_words(last, view.now))
    else:
        told = _("last {value}, {day}").format(value=words, day=_day(last))
    return _("{last}, amended").format(last=told) if was_amended(view, declared.code) else told


def taken_age(view: SessionView, code: str) -> str:
    """How old today's value is, such as `6 h old`; empty while its time is not known."""
    measured = (view.session.before or {}).get(code)
    if measured is None or measured.taken_at is None:
        return ""
    return _("{age} old").format(age=age_words(measured, view.now))


def age_words(measured: Measured, now: Moment) -> str:
    """How old a value is, in hours up to two days and then in days."""
    if measured.taken_at is None:
        return wording.MISSING
    hours = now.hours_since(measured.taken_at)
    if hours < HOURS_SHOWN:
        return wording.with_unit(wording.number(max(hours, 0)), "h")
    return wording.with_unit(wording.number(hours / 24), "d")


def last_pressure_words(view: SessionView) -> str:
    """The last blood pressure as a pair, such as `last 124/70 mmHg, 2026-11-18`."""
    systolic = last_measured(view, SYSTOLIC.code)
    diastolic = last_measured(view, DIASTOLIC.code)
    if systolic is None:
        return ""
    is_pair = diastolic is not None and diastolic.taken_at == systolic.taken_at
    pair = wording.pressure(systolic, diastolic if is_pair else None)
    value = wording.with_unit(pair, SYSTOLIC.shown_unit)
    told = _("last {value}, {day}").format(value=value, day=_day(systolic))
    is_amended = any(was_amended(view, one.code) for one in (SYSTOLIC, DIASTOLIC))
    return _("{last}, amended").format(last=told) if is_amended else told


def _day(measured: Measured) -> str:
    return wording.day(None if measured.taken_at is None else measured.taken_at.day)


def _is_measured(view: SessionView, declared: NumberField) -> bool:
    return declared.code in (view.session.before or {})


def range_words(declared: NumberField) -> str:
    """What is plausible, as it stands beside the label."""
    limits = declared.plausible
    if limits == Limits():
        return ""
    return _("plausible {range}").format(range=str(limits).replace(" to ", "–"))


def remark_words(view: SessionView, declared: NumberField) -> str:
    """That an unlikely value was asked about and is right; empty where it was not."""
    measured = (view.session.before or {}).get(declared.code)
    if measured is None or not measured.answered:
        return ""
    return _("yes, that is right {clock}").format(clock=wording.clock(measured.entered_at))


def flag_words(view: SessionView, declared: NumberField) -> str:
    """The flag of a recorded value, such as `↑ high`; empty where it is as usual."""
    flag = wording.flag(declared, (view.session.before or {}).get(declared.code))
    return "" if flag is None else f"{flag.sign} {flag.word}"


def question_view(declared: NumberField, entry: Entry) -> FindingView:
    """The question about an unlikely value, with its two answers."""
    typed = f"{entry.text.strip()}{wording.HARD_SPACE}{declared.shown_unit}".strip()
    return FindingView(
        key=declared.code,
        severity="ask",
        what=wording.sentence(entry.message),
        mark=declared.label,
        why=_("It is not recorded until you say which is right."),
        source=declared.source,
        acts=(
            FindingAct(CHANGE, _("Change it"), Kind.PRIMARY),
            FindingAct(CONFIRM, _("{value} is right").format(value=typed)),
        ),
    )


def crossed_view(entry: Entry) -> FindingView:
    """Two pressures the wrong way round, with the one tap that swaps them."""
    return FindingView(
        key=entry.code,
        severity="refuse",
        what=wording.sentence(entry.message),
        mark=CATALOGUE[entry.code].label,
        why=_("Nothing of it is recorded until one of the two is right."),
        acts=(FindingAct(SWAP, _("Swap the two"), Kind.PRIMARY),),
    )


def known_words(view: SessionView, codes: tuple[str, ...]) -> str:
    """How many of some quantities are recorded, such as `2 of 14`."""
    known = sum(1 for code in codes if code in (view.session.before or {}))
    return _("{count} of {all}").format(count=known, all=len(codes))
