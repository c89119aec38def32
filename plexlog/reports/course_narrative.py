"""A course in sentences made from its data, with room for the physician's own; signatures.

Nothing here judges: recommendations are the physician's, as written or with lines for a pen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from plexlog.clinical.course_levels import LevelCourse, LevelPoint
from plexlog.clinical.gap_words import MODEL_WORDS, drawn_words
from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding
from plexlog.domain.records import PhysicianText
from plexlog.domain.said import meaning_words, said_with
from plexlog.domain.shapes import Measured
from plexlog.domain.words import EndReason, Grade, PhysicianTextKind, SignerRole
from plexlog.reports.course_charts import level_panel
from plexlog.reports.course_input import CourseInput, alike, as_signed, session_words
from plexlog.reports.course_opening import change_words, device_place, few
from plexlog.reports.model import (
    Block,
    Column,
    Panels,
    Paragraph,
    PrintedCode,
    SignatureLine,
    WritingLines,
)
from plexlog.reports.summary_events import CHECK_WORDS
from plexlog.reports.summary_input import SHORT, SummaryInput
from plexlog.reports.summary_later import signed_by
from plexlog.reports.summary_opening import how_it_ended
from plexlog.reports.summary_tables import table

LEVEL_COLUMNS = (
    Column(heading="Protein"),
    Column(heading="Drawn"),
    Column(heading="Taken"),
    Column(heading="Measured"),
    Column(heading="Of first", unit="%", is_number=True),
    Column(heading="Estimate", unit="%", is_number=True),
    Column(heading="Band", unit="%", is_number=True),
)


def levels(facts: CourseInput) -> Iterator[Block]:
    """What is expected and what was measured, the gap in words, and one more session."""
    if facts.levels:
        yield Panels(
            panels=tuple(
                level_panel(facts.begun, level, facts.amended_to) for level in facts.levels
            ),
            described="Expected and measured levels over the course, an estimate.",
        )
    if facts.outlook.sentences:
        yield Paragraph(text=" ".join((*facts.outlook.sentences, *_rests_on(facts))))
    rows = [row for level in facts.levels for row in _level_rows(facts, level)]
    if rows:
        yield table(LEVEL_COLUMNS, rows)
    if any(level.curve for level in facts.levels):
        yield Paragraph(text=MODEL_WORDS, is_small=True)


def _rests_on(facts: CourseInput) -> Iterator[str]:
    """Which sessions the estimate takes as they were signed, though a value was amended."""
    had = [one for one in facts.ended if one.has_amended_volumes]
    if had:
        yield (
            f"The estimate takes what was removed in {session_words(had)} as signed, although "
            "a value was amended since."
        )


def _level_rows(facts: CourseInput, level: LevelCourse) -> Iterator[tuple[str, ...]]:
    for point in level.points:
        yield _level_row(facts, level, point)


def _level_row(facts: CourseInput, level: LevelCourse, point: LevelPoint) -> tuple[str, ...]:
    declared = CATALOGUE[level.quantity]
    expected = point.expected
    band = ""
    if expected is not None:
        band = f"{wording.number(expected.low)} to {wording.number(expected.high)}"
    return (
        level.label,
        drawn_words(facts.begun, point).removeprefix("of "),
        wording.moment(point.measured.taken_at),
        wording.quantity_with_unit(declared, Measured(value=point.measured.value)),
        wording.number(point.percent),
        wording.number(expected.percent if expected else None),
        band,
    )


def narrative(facts: CourseInput) -> Iterator[Block]:
    """The course in sentences, then room for the physician's own words."""
    yield Paragraph(text=" ".join(_sentences(facts)))
    own = facts.course.physician_text(PhysicianTextKind.NARRATIVE)
    if own is None:
        yield WritingLines(label=OWN_WORDS, count=4)
    else:
        yield Paragraph(text=OWN_WORDS, is_strong=True, leads=True)
        yield from _written(own)


OWN_WORDS = "In the physician's own words"


def _written(own: PhysicianText) -> Iterator[Block]:
    """A physician's words line by line, with who wrote them and when."""
    for line in own.text.splitlines():
        if line.strip():
            yield Paragraph(text=line.strip(), is_typed=True)
    yield Paragraph(text=f"{own.by}, {wording.moment(own.at)}", is_small=True)


def _sentences(facts: CourseInput) -> Iterator[str]:
    order = facts.course.order
    name = wording.patient_name(facts.course.patient)
    indication = wording.spoken(wording.label_of(order.indication, facts.labels.indications))
    starts = [one.session.started_at for one in facts.sessions if one.session.started_at]
    span = f"between {wording.day(min(starts).day)} and {wording.day(max(starts).day)}"
    if len(starts) == 1:
        span = f"on {wording.day(starts[0].day)}"
    count = wording.counted(len(facts.sessions), "plasma exchange session")
    first = facts.order_changes[0].order if facts.order_changes else order
    yield f"{name} had {count} {span} for {indication}, ordered by {first.ordered_by}."
    done = [one for one in facts.ended if _is_done(one)]
    if done:
        yield f"The target was reached in {session_words(done)}{as_signed(done)}."
    others = (
        (f"{_briefly(how_it_ended(one))}{as_signed([one])}", one)
        for one in facts.sessions
        if not _is_done(one)
    )
    for sessions, text in alike(others):
        yield f"{sessions}: {text}."
    for device in facts.course.access_devices or ():
        gone = f", removed {wording.day(device.removed_on)}" if device.removed_on else ""
        why = f" ({device.removal_reason})" if device.removed_on and device.removal_reason else ""
        yield f"Access: {device_place(device)}{gone}{why}."
    yield from _reactions(facts)
    yield from _balance(facts)
    yield from _given(facts)
    yield from _order_changes(facts)
    yield from _overridden(facts)
    for change in facts.changes:
        yield f"{change_words(change)}."


def _reactions(facts: CourseInput) -> Iterator[str]:
    """How many of each grade, the hardest first, each kind with its sessions."""
    had: dict[Grade | None, dict[str, list[SummaryInput]]] = {}
    for one in facts.sessions:
        for reaction in one.session.reactions or ():
            of_grade = had.setdefault(reaction.grade, {})
            of_grade.setdefault(reaction.kind.label, []).append(one)
    if not had:
        return
    grades = sorted(had, key=lambda grade: -(grade.rank if grade else 0))
    yield f"Reactions: {'; '.join(_of_grade(grade, had[grade]) for grade in grades)}."


def _of_grade(grade: Grade | None, kinds: Mapping[str, Sequence[SummaryInput]]) -> str:
    count = wording.number(sum(len(of) for of in kinds.values()))
    named = ", ".join(f"{kind} in {session_words(of)}" for kind, of in kinds.items())
    return f"{count} {f'of grade {grade}' if grade else 'not graded'} ({named})"


def _balance(facts: CourseInput) -> Iterator[str]:
    """The fluid balance of the ended sessions, from the lowest to the highest."""
    figures = [one.figures for one in facts.ended]
    volumes = sorted(one.balance_ml for one in figures if one.balance_ml is not None)
    shares = sorted(one.balance_percent for one in figures if one.balance_percent is not None)
    if not volumes or not shares:
        return
    span = _span([wording.number(one, signed=True) for one in volumes])
    percent = _span([wording.number(one, 1) for one in shares])
    told = f"{wording.with_unit(span, 'mL')} ({wording.with_unit(percent, '%')})"
    yield f"The fluid balance of a session was {told}{as_signed(facts.ended)}."


def _span(shown: Sequence[str]) -> str:
    """The first to the last; once where they read alike."""
    return " to ".join(dict.fromkeys((shown[0], shown[-1])))


def _given(facts: CourseInput) -> Iterator[str]:
    """Albumin and donor plasma over all ended sessions; a sum that is not known stays away."""
    counted = facts.counters
    parts = []
    if counted.albumin_g:
        parts.append(f"{wording.with_unit(wording.number(counted.albumin_g), 'g')} of albumin")
    if counted.donor_exposures:
        parts.append(wording.counted(counted.donor_exposures, "donation") + " of plasma")
    if counted.pooled_units:
        parts.append(wording.counted(counted.pooled_units, "unit") + " of pooled plasma")
    if parts:
        yield f"Given in all: {wording.listed(parts)}."


def _order_changes(facts: CourseInput) -> Iterator[str]:
    """When the order was changed, by whom and why; what was changed stands in its section."""
    told = [
        f"{wording.day(one.order.ordered_at.day)} by {one.ordered_by} ({one.why.rstrip('.')})"
        for one in facts.order_changes[1:]
    ]
    if told:
        yield f"The order was changed {wording.listed(told)}."


def _overridden(facts: CourseInput) -> Iterator[str]:
    """Stops that somebody overrode, with their sessions."""
    of_order = [one.what for one in facts.order_verdict.findings if _is_overridden(one)]
    had = [(one, finding) for one, finding in facts.findings if _is_overridden(finding)]
    if of_order or had:
        yield f"Overridden with a reason: {few(had, of_order)}."


def _is_overridden(finding: Finding) -> bool:
    return finding.severity >= Severity.STOP and finding.override is not None


def _is_done(facts: SummaryInput) -> bool:
    close = facts.session.close
    reached = close is not None and close.end_reason is EndReason.TARGET_REACHED
    return reached and not facts.has_finding("target-missed")


def _briefly(text: str) -> str:
    """A bottom line as part of a sentence."""
    return text[:1].lower() + text[1:]


RECOMMENDATIONS = (
    "Continue, stop or taper · laboratory to repeat · immunoglobulins, vaccination · "
    "watch for infection · removal of the line"
)


def recommendations(facts: CourseInput) -> Iterator[Block]:
    """What the physician recommends, or lines for it; none is made up here."""
    own = facts.course.physician_text(PhysicianTextKind.RECOMMENDATIONS)
    if own is not None:
        yield from _written(own)
        return
    yield WritingLines(label=RECOMMENDATIONS, count=5)


def signatures(facts: CourseInput) -> Iterator[Block]:
    """Who signed the sessions, lines for this report, what a document states, and the code."""
    yield SignatureLine(role=wording.sentence(SignerRole.PHYSICIAN.label))
    yield SignatureLine(role="Countersigned")
    yield _record(facts)
    rows = list(_signature_rows(facts))
    if rows:
        yield table(SIGNATURE_COLUMNS, rows)
    for one in facts.sessions:
        for given in one.signatures:
            told = said_with(given).words
            if told:
                where = f"Session {one.session.number}, {signed_by(given)}"
                yield Paragraph(text=f"{where}: {told}", is_small=True)
    stated = _stated(facts)
    if stated:
        text = f"Stated in the document that was taken in, not checked here: {stated}."
        yield Paragraph(text=text, is_small=True)


def _record(facts: CourseInput) -> PrintedCode:
    """What the report was made of and by, and the code to check it with."""
    return PrintedCode(
        code=facts.printed_code,
        lines=(
            f"Record SHA-256 {facts.fingerprint}",
            f"History head {facts.history_head}",
            f"{facts.versions}.",
            CHECK_WORDS,
        ),
    )


SIGNATURE_COLUMNS = (
    Column(heading="No."),
    Column(heading="Signed by"),
    Column(heading="Role"),
    Column(heading="For having"),
    Column(heading="At"),
    Column(heading="Key"),
)


def _signature_rows(facts: CourseInput) -> Iterator[tuple[str, ...]]:
    for one in facts.sessions:
        for given in one.signatures:
            yield (
                wording.number(one.session.number),
                given.name,
                wording.words_of(given.role),
                meaning_words(given.meaning),
                wording.moment(given.at),
                given.public_key[:SHORT],
            )


def _stated(facts: CourseInput) -> str:
    """Signatures that a document brought along, by person and meaning."""
    had: dict[str, list[SummaryInput]] = {}
    for stated in facts.course.signatures or ():
        meaning = f"{stated.meaning.label} by " if stated.meaning else ""
        of = [one for one in facts.sessions if one.session.id == stated.session_id]
        had.setdefault(f"{meaning}{stated.name}, {stated.role.label}", []).extend(of)
    return "; ".join(f"{who} ({session_words(of)})" if of else who for who, of in had.items())
