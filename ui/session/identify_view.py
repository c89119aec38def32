"""The first step in words: consents, the order to read back, and the last time."""

from __future__ import annotations

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.records import AccessDevice, Course, Session
from plexlog.domain.unit import PatientLine
from plexlog.services.desk import Desk
from plexlog.services.last_time import device_words
from plexlog.services.neighbours import still_running
from plexlog.services.open_session import SessionView
from plexlog.services.planning import order_lines
from plexlog.services.troubles import Trouble, tolerance_words, troubles
from ui.session.fact_rows import FactRow
from ui.widgets.choices import Option

BIRTH_DATE = "birth-date"
RECORD_NUMBER = "record-number"
_NAMED = 6  # of those who look alike; the same birth date comes first


def other_kinds(view: SessionView) -> tuple[Option, ...]:
    """Identifiers that may be read besides record number and birth date."""
    patient = view.course.patient
    others = [
        Option(one.kind, wording.sentence(wording.words_of(one.kind)))
        for one in patient.other_identifiers or ()
    ]
    return (
        Option("family-name", _("Family name")),
        Option("given-name", _("Given name")),
        *others,
    )


def identifiers_read(view: SessionView) -> dict[str, str]:
    """What was read off the patient, by its kind."""
    check = view.session.identity_check
    return {} if check is None else {one.kind: one.value for one in check.identifiers}


def identity_words(view: SessionView) -> str:
    """Who compared the identifiers, and when."""
    check = view.session.identity_check
    if check is None:
        return ""
    parts = (_("matches"), check.by or "", wording.clock_on(check.at, view.now.day))
    return " · ".join(part for part in parts if part)


def look_alike_words(others: tuple[PatientLine, ...]) -> str:
    """The warning about names that look alike; empty where there are none."""
    if not others:
        return ""
    named = "; ".join(
        f"{wording.in_capitals(one.family_name)}, {one.given_name}, {one.birth_date}, "
        f"MRN {one.record_number}"
        for one in others[:_NAMED]
    )
    if len(others) > _NAMED:
        named = _("{names}; and {count} more").format(names=named, count=len(others) - _NAMED)
    return _("Looks alike: {names}. Read number and birth date off the wristband.").format(
        names=named
    )


def start_in_the_way(desk: Desk, view: SessionView) -> str:
    """The sentence about another session of the patient that runs; empty where none is in the way.

    Of a session that was started, or is on paper, nothing is to be started any more.
    """
    if view.session.started_at is not None or view.session.paper is not None:
        return ""
    other = still_running(desk, view.line)
    return _("{what}. End it first.").format(what=wording.sentence(other)) if other else ""


def order_rows(view: SessionView) -> tuple[FactRow, ...]:
    """The order, line by line, as it is read back."""
    order = view.course.order
    of = (
        "" if order.sessions_planned is None else _(" of {all}").format(all=order.sessions_planned)
    )
    signed = f"{order.ordered_by}, {wording.moment(order.ordered_at)}"
    lines = tuple(FactRow(line.label, line.ordered) for line in order_lines(view))
    return (
        FactRow(_("Indication"), view.indication),
        FactRow(_("Session"), f"{view.session.number}{of}{_when(view.session)}"),
        *lines,
        FactRow(_("Ordered by"), signed),
        *([FactRow(_("Note"), order.note)] if order.note else []),
    )


def _when(session: Session) -> str:
    """On what day the session began, or is planned."""
    if session.started_at is not None:
        return _(", begun {time}").format(time=wording.moment(session.started_at))
    if session.planned_at is not None:
        return _(", planned {time}").format(time=wording.moment(session.planned_at))
    return ""


def last_time_rows(view: SessionView, earlier: tuple[Course, ...] = ()) -> tuple[FactRow, ...]:
    """What went wrong earlier, when and what helped; then how the last session went."""
    wrong = [_trouble_row(one) for one in troubles(view, earlier)]
    last = view.previous
    if last is None:
        return (*wrong, FactRow(_("Session"), _("this is the first of this course")))
    rows = [FactRow(_("Last session"), _last_words(view, last))]
    used = view.course.access_of(last)
    if used is not None and last.ended_at is not None:
        rows.append(FactRow(_("Access used"), wording.sentence(device_words(used))))
    return (*wrong, *rows)


def _trouble_row(one: Trouble) -> FactRow:
    day = "" if one.at is None else wording.day(one.at.day)
    label = "\n".join(part for part in (wording.sentence(one.where), day) if part)
    helped = _("\nHelped or done: {what}").format(what=one.helped) if one.helped else ""
    return FactRow(label, f"{wording.sentence(one.what)}{helped}")


def _last_words(view: SessionView, last: Session) -> str:
    tolerated = tolerance_words(view) or _("reactions not recorded")
    return f"{last.number}, {wording.moment(last.started_at)}; {tolerated}"


def access_options(view: SessionView) -> tuple[Option, ...]:
    """The accesses that are there."""
    return tuple(
        Option(device.id, wording.sentence(device_words(device)), tip=_since(device))
        for device in view.course.access_devices or ()
        if device.removed_on is None
    )


def _since(device: AccessDevice) -> str:
    if device.inserted_on is None:
        return ""
    return _("since {day}").format(day=wording.day(device.inserted_on))
