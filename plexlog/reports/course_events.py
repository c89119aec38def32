"""What happened over a course: reactions in full, access, drugs, deviations and overrides."""

from __future__ import annotations

from collections.abc import Iterator

from plexlog.clinical.timing import catheter_days
from plexlog.domain import wording
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding
from plexlog.domain.records import AccessDevice, DrugGiven, DrugOfNote, Reaction
from plexlog.domain.words import ReactionKind
from plexlog.reports import summary_events
from plexlog.reports.access_since import tellings
from plexlog.reports.course_input import (
    CourseInput,
    alike,
    number_words,
    session_name,
    session_words,
)
from plexlog.reports.course_opening import device_place
from plexlog.reports.model import Block, Cell, Column, Paragraph
from plexlog.reports.summary_input import GAP_WORDS, SummaryInput
from plexlog.reports.summary_opening import missing_values
from plexlog.reports.summary_tables import table


def reactions(facts: CourseInput) -> Iterator[Block]:
    """Every reaction in full, session by session; then infection and clotting by themselves."""
    for one in facts.sessions:
        if one.session.reactions:
            yield Paragraph(text=session_name(one), is_small=True, leads=True)
            yield from summary_events.reactions(one)
    yield Paragraph(text=_infection_and_clotting(facts))


def _infection_and_clotting(facts: CourseInput) -> str:
    """The sessions that had each, and those of which it is not recorded."""
    asked = [one for one in facts.sessions if one.session.reactions is not None]
    unknown = [one for one in facts.sessions if one.session.reactions is None]
    if not asked:
        return "Infection and clotting: not recorded."
    none = f"none recorded in {session_words(asked)}" if unknown else "none recorded"
    untold = f"; not recorded of {session_words(unknown)}" if unknown else ""
    told = []
    for name, kind in (("Infection", ReactionKind.INFECTION), ("Clotting", ReactionKind.CLOTTING)):
        had = [
            one
            for one in asked
            if any(_is_of(reaction, kind) for reaction in one.session.reactions or ())
        ]
        told.append(f"{name}: {session_words(had) if had else none}{untold}.")
    return " ".join(told)


def _is_of(reaction: Reaction, kind: ReactionKind) -> bool:
    """A reaction of the kind, or one of another kind with such a part."""
    parts = {ReactionKind.INFECTION: reaction.infection, ReactionKind.CLOTTING: reaction.clotting}
    return reaction.kind is kind or parts[kind] is not None


DEVICE_COLUMNS = (
    Column(heading="Access"),
    Column(heading="Product"),
    Column(heading="Inserted"),
    Column(heading="Removed"),
    Column(heading="Line days", is_number=True),
    Column(heading="Sessions"),
    Column(heading="Note"),
)

TOLD_COLUMNS = (
    Column(heading="Access"),
    Column(heading="Told later"),
    Column(heading="Why"),
    Column(heading="By"),
)


def access(facts: CourseInput) -> Iterator[Block]:
    """Each access with its days and sessions, then how it looked before each session."""
    devices = facts.course.access_devices or ()
    if devices:
        yield table(DEVICE_COLUMNS, (_device_row(facts, device) for device in devices))
    if told := list(_told_later(facts)):
        yield table(TOLD_COLUMNS, told)
    looked = ((text, one) for one in facts.sessions for text in summary_events.access_seen(one))
    for sessions, text in alike(looked):
        yield Paragraph(text=f"{sessions}. {text}", is_small=True)


def _told_later(facts: CourseInput) -> Iterator[tuple[str, ...]]:
    """What was told of each access after it was put on record, with who, when and why."""
    for device in facts.course.access_devices or ():
        versions = [one for one in facts.device_changes if one.device.id == device.id]
        for one in tellings(versions[0].device, iter(versions[1:])) if versions else ():
            at = f"{one.change.by}\n{wording.moment(one.change.at)}"
            place = wording.sentence(device_place(device))
            yield place, wording.sentence(one.words), one.change.why, at


def _device_row(facts: CourseInput, device: AccessDevice) -> Iterator[str | Cell]:
    lot = f"lot {device.lot}" if device.lot else ""
    used = [
        one.session.number
        for one in facts.sessions
        if (mine := one.course.access_of(one.session)) is not None and mine.id == device.id
    ]
    reason = f": {device.removal_reason}" if device.removal_reason else ""
    is_left = device.kind.is_central_line and device.removed_on is None
    removed = f"{wording.day(device.removed_on)}{reason}" if device.removed_on else ""
    days = catheter_days((device,), facts.printed_at.day) if device.kind.is_central_line else None
    yield wording.sentence(device_place(device))
    yield ", ".join(part for part in (device.product or "", lot) if part)
    yield wording.day(device.inserted_on)
    yield Cell(text="still in place", is_marked=True) if is_left else removed
    yield wording.number(days)
    yield number_words(used)
    yield "; ".join(part for part in (_tip(device), device.note or "") if part)


def _tip(device: AccessDevice) -> str:
    if device.tip_confirmed is None:
        return ""
    return "tip confirmed" if device.tip_confirmed else "tip NOT confirmed"


DRUG_COLUMNS = (
    Column(heading="No."),
    Column(heading="Time"),
    Column(heading="Drug"),
    Column(heading="Dose"),
    Column(heading="Route"),
    Column(heading="Reason"),
    Column(heading="By"),
)
NOTED_COLUMNS = (
    Column(heading="No."),
    Column(heading="Drug that matters"),
    Column(heading="Class"),
    Column(heading="Dose"),
    Column(heading="Last dose"),
    Column(heading="Hours before the start", is_number=True),
)


def drugs(facts: CourseInput) -> Iterator[Block]:
    """Drugs given in the sessions, and drugs whose timing matters to an exchange."""
    noted = [(one, drug) for one in facts.sessions for drug in one.session.drugs_of_note or ()]
    if noted:
        yield table(NOTED_COLUMNS, (_noted_row(one, drug) for one, drug in noted))
    given = [
        (one, drug)
        for one in facts.sessions
        for drug in sorted(one.session.drugs_given or (), key=lambda drug: drug.at)
    ]
    if given:
        yield table(DRUG_COLUMNS, (_drug_row(one, drug) for one, drug in given))
    unknown = [one for one in facts.sessions if one.session.drugs_of_note is None]
    if unknown:
        yield Paragraph(text=f"Drugs that matter: not asked in {session_words(unknown)}.")
    elif not noted and all(one.session.drugs_given == () for one in facts.sessions):
        yield Paragraph(text="None.")


def _noted_row(facts: SummaryInput, drug: DrugOfNote) -> Iterator[str]:
    start = facts.session.started_at
    last = drug.last_dose_at
    hours = None if last is None or start is None else start.hours_since(last)
    yield wording.number(facts.session.number)
    yield drug.drug
    yield drug.drug_class.label
    yield drug.dose or ""
    yield wording.moment(last) if last else wording.NOT_RECORDED
    yield wording.number(hours, 1)


def _drug_row(facts: SummaryInput, drug: DrugGiven) -> Iterator[str | Cell]:
    late = facts.late_words(drug.at, drug.entered_at)
    yield wording.number(facts.session.number)
    yield Cell(text=f"{wording.moment(drug.at)} {late}".strip(), is_marked=bool(late))
    yield drug.drug
    yield drug.dose
    yield drug.route.label if drug.route else ""
    yield drug.reason or ""
    yield drug.by or ""


MANY_GAPS = 3  # in a session: from here on it is told of the course
OVERRIDE_COLUMNS = (
    Column(heading="No."),
    Column(heading="Severity"),
    Column(heading="Finding"),
    Column(heading="Answer"),
)


def deviations(facts: CourseInput) -> Iterator[Block]:
    """Sessions other than ordered or with many gaps, and findings with the answers to them."""
    for sessions, text in alike(_other_than_ordered(facts)):
        yield Paragraph(text=f"{sessions}, other than ordered: {text}")
    for one in facts.sessions:
        gaps = one.vitals_gaps
        if len(gaps) >= MANY_GAPS:
            longest = max(gaps, key=lambda gap: gap.minutes_late)
            spans = f"{wording.number(len(gaps))} intervals, the longest {one.gap_words(longest)}"
            yield Paragraph(text=f"Session {one.session.number}, {GAP_WORDS}: {spans}")
    rows = [
        ("order", finding)
        for finding in facts.order_verdict.findings
        if finding.severity >= Severity.ASK
    ]
    rows += [
        (wording.number(one.session.number), finding)
        for one, finding in facts.findings
        if finding.severity >= Severity.ASK
    ]
    if rows:
        yield table(OVERRIDE_COLUMNS, (_override_row(*row) for row in rows))


def _other_than_ordered(facts: CourseInput) -> Iterator[tuple[str, SummaryInput]]:
    for one in facts.sessions:
        plan = one.session.plan
        if plan is not None and plan.reason:
            by = f" ({plan.by})" if plan.by else ""
            yield f"{plan.reason}{by}", one


def _override_row(number: str, finding: Finding) -> Iterator[str | Cell]:
    given = finding.override
    why = finding.why.rstrip(".")
    yield number
    yield Cell(
        text=wording.SEVERITY_WORDS[finding.severity], is_marked=finding.severity >= Severity.STOP
    )
    yield f"{finding.what}: {why}" if why else finding.what
    if given is not None:
        yield f"“{given.reason}” ({given.by}, {wording.moment(given.at)})"
    else:
        yield Cell(text="OPEN: no answer", is_marked=True)


def missing(facts: CourseInput) -> Iterator[Block]:
    """What critical is not recorded, session by session."""
    told = ((wording.listed(missing_values(one.session)), one) for one in facts.sessions)
    for sessions, names in alike(pair for pair in told if pair[0]):
        yield Paragraph(text=f"{sessions}: {names} not recorded.")
