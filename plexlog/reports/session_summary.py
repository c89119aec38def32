"""The session summary for the physician: one session on one or two pages, bottom line first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from plexlog.domain import wording
from plexlog.domain.records import Session
from plexlog.reports import summary_before as before
from plexlog.reports import summary_delivery as delivery
from plexlog.reports import summary_events as events
from plexlog.reports import summary_given as given
from plexlog.reports import summary_later as later
from plexlog.reports import summary_people as people
from plexlog.reports import summary_run as run
from plexlog.reports import summary_tables as tables
from plexlog.reports.model import Block, Paragraph, Report, Section
from plexlog.reports.summary_given import is_due
from plexlog.reports.summary_input import SHORT, Labels, OwnLimit, SummaryInput
from plexlog.reports.summary_opening import bottom_line, opening_facts

__all__ = ["Labels", "OwnLimit", "SummaryInput", "session_summary"]

TITLE = "Plasma exchange, session summary"
AMENDED_TITLE = "Session summary – AMENDED"  # one line beside the name
DRAFT = "DRAFT – not signed"
UNFINISHED = "UNFINISHED – not ended"
NOT_STARTED = "UNFINISHED – not started"
Part = Callable[[SummaryInput], Iterator[Block]]
NONE_OF = "Recorded as none"


def session_summary(facts: SummaryInput) -> Report:
    """The summary of one session. Sections that have nothing to say drop out."""
    course, session = facts.course, facts.session
    patient = course.patient
    planned = course.order.sessions_planned
    of = f" of {planned}" if planned else ""
    number = f"course {course.course_number} · " if course.course_number else ""
    return Report(
        title=AMENDED_TITLE if facts.amended else TITLE,
        patient=wording.patient_name(patient),
        identity=f"born {wording.day(patient.birth_date)} · MRN {patient.record_number}",
        occasion=f"{number}session {session.number}{of}",
        bottom_line=bottom_line(facts),
        sections=tuple(_sections(facts)),
        footer=(
            facts.unit_name,
            f"PlexLog {facts.version}",
            f"printed {wording.moment(facts.printed_at)}",
            f"record {facts.fingerprint[:SHORT]}",
        ),
        author=facts.unit_name,
        draft_mark=draft_mark(facts),
        empty=tuple(_empty(session)),
    )


def _none_of(facts: SummaryInput) -> Iterator[Block]:
    """What the record says that there was nothing of, as the copy for the record says it."""
    told = [title for title in _empty(facts.session) if not (title == "Drugs" and is_due(facts))]
    if told:
        yield Paragraph(text=f"{wording.sentence('; '.join(map(wording.spoken, told)))}.")


def _empty(session: Session) -> Iterator[str]:
    """The sections of which the record says that there was nothing."""
    asked = (
        ("Replacement fluids", session.bags),
        ("Drugs", session.drugs_given),
        ("To give after the exchange", session.drugs_after),
        ("Reactions", session.reactions),
    )
    for title, held in asked:
        if held == ():
            yield title


PARTS: tuple[tuple[str, Part], ...] = (
    ("Plan and delivery", delivery.plan_and_delivery),
    ("Run", run.run),
    ("Handed over", people.hand_overs),
    ("Replacement fluids", tables.fluids),
    ("Machine, set and supplies", tables.circuit),
    ("Ordered before the session", given.ordered_before),
    ("Drugs", tables.drugs),
    ("Checked by two", people.second_checks),
    ("To give after the exchange", before.drugs_after),
    ("Reactions", events.reactions),
    (NONE_OF, _none_of),
    ("Before and after", tables.measurements),
    ("Told before the start", before.told),
    ("Access", events.access),
    ("Checklist exceptions", events.checklist),
    ("Findings", events.findings),
    ("Not recorded", events.missing),
    ("Notes", events.notes),
    ("Signatures", events.signatures),
    ("Amendments", later.amendments),
    ("Addenda", later.addenda),
    ("Follow-up", events.follow_up),
)


def draft_mark(facts: SummaryInput) -> str:
    """What stands across each page: not finished, or not signed; nothing once it is."""
    if facts.is_signed:
        return ""
    if facts.session.started_at is None:
        return NOT_STARTED
    return UNFINISHED if facts.session.ended_at is None else DRAFT


def _sections(facts: SummaryInput) -> Iterator[Section]:
    yield Section(title="Session", blocks=(opening_facts(facts),))
    for title, part in PARTS:
        blocks = tuple(part(facts))
        if blocks:
            yield Section(title=title, blocks=blocks)
