"""The opening of a course report: the bottom line, whose course it is, what was ordered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from plexlog.clinical.order_words import (
    anticoagulant_words,
    calcium_words,
    consent_words,
    entered_words,
    lab_words,
    lock_words,
    share_words,
    steroid_words,
)
from plexlog.clinical.pre_medication import drug_words
from plexlog.clinical.scale_change import LABORATORY, Direction, ScaleChange
from plexlog.clinical.stop_rule import progress_of
from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding
from plexlog.domain.records import AccessDevice, Course
from plexlog.domain.said import replaced, said_with
from plexlog.domain.unit import NextSession
from plexlog.domain.words import EndReason, Grade, ReactionKind
from plexlog.reports.course_input import CourseInput, as_signed, session_words
from plexlog.reports.model import Block, Fact, Facts, Statement
from plexlog.reports.summary_input import SummaryInput
from plexlog.reports.summary_opening import (
    allergies,
    diagnosis_words,
    histories,
    missing_values,
    next_words,
)

MOST_NAMED = 6


def bottom_line(facts: CourseInput) -> tuple[Statement, ...]:
    """What a physician wants to know of a course first."""
    lines = [
        Statement(text=_done(facts), is_strong=True),
        _reactions(facts),
        Statement(text=_response(facts)),
        *_amended(facts),
        *_from_paper(facts),
        *_access(facts),
        *_still_open(facts),
        *_next(facts),
    ]
    return tuple(line for line in lines if line.text)


def _amended(facts: CourseInput) -> Iterator[Statement]:
    """Which values of which sessions, each as it holds now; the first few of them."""
    told = [
        f"{session_words([one])}, {wording.spoken(said_with(given).change)}"
        for one in facts.sessions
        for given in one.amended
        if given.key not in replaced(one.amended)
    ]
    more = len(told) - MOST_NAMED
    named = [*told[:MOST_NAMED], *([f"and {more} more, under Signatures"] if more > 0 else [])]
    if told:
        yield Statement(text=f"AMENDED after signing: {'; '.join(named)}", is_strong=True)


def _from_paper(facts: CourseInput) -> Iterator[Statement]:
    had = [one for one in facts.sessions if one.session.paper is not None]
    if had:
        yield Statement(text=f"ENTERED FROM PAPER: {session_words(had)}", is_strong=True)


def _done(facts: CourseInput) -> str:
    planned = facts.course.order.sessions_planned
    ended = len(facts.ended)
    told = f"{wording.counted(ended, 'session')} done"
    if planned:
        of = f"{wording.number(ended)} of {wording.counted(planned, 'session')} done"
        told = of if ended <= planned else f"{told}, {wording.number(planned)} ordered"
    words = [told, *_volumes(facts), *_early(facts)]
    if facts.is_running:
        words.append(f"{session_words(facts.running)} running, not counted")
    return "; ".join(words)


def _volumes(facts: CourseInput) -> Iterator[str]:
    """What the ended sessions exchanged together."""
    total = facts.counters.plasma_volumes
    if total is None:
        lacking = [one for one in facts.ended if one.figures.plasma_volumes is None]
        yield f"plasma volumes cannot be added up ({session_words(lacking)})"
    elif facts.ended:
        exchanged = wording.with_unit(wording.plasma_volumes(total), "PV")
        mean = wording.plasma_volumes(facts.mean_plasma_volumes)
        yield f"{exchanged} exchanged (mean {mean} a session){as_signed(facts.ended)}"


def _early(facts: CourseInput) -> Iterator[str]:
    """Sessions that fell short of the target, with the reason they ended for."""
    short = [one for one in facts.ended if one.has_finding("target-missed")]
    if short:
        yield f"short of the target: {wording.listed(_short_words(one) for one in short)}"


def _short_words(facts: SummaryInput) -> str:
    reason = facts.session.close.end_reason if facts.session.close else None
    why = "" if reason in (None, EndReason.TARGET_REACHED) else f" ({reason.label})"
    stands = " as signed" if facts.has_amended_volumes else ""
    return f"session {facts.session.number}{stands}{why}"


def _reactions(facts: CourseInput) -> Statement:
    unknown = [one for one in facts.sessions if one.session.reactions is None]
    counted: Counter[tuple[ReactionKind, Grade | None]] = Counter(
        (reaction.kind, reaction.grade)
        for one in facts.sessions
        for reaction in one.session.reactions or ()
    )
    untold = f"; not recorded of {session_words(unknown)}" if unknown else ""
    if not counted:
        none = "" if unknown else "none recorded"
        return Statement(text=f"Reactions: {none}{untold.removeprefix('; ')}")
    grades = sorted({grade for _, grade in counted}, key=lambda one: -(one.rank if one else 0))
    told = "; ".join(_of_grade(counted, grade) for grade in grades)
    return Statement(text=f"Reactions: {told}{untold}", is_strong=True)


def _of_grade(counted: Counter[tuple[ReactionKind, Grade | None]], grade: Grade | None) -> str:
    kinds = sorted((kind.label, count) for (kind, one), count in counted.items() if one is grade)
    whole = sum(count for _, count in kinds)
    of = f"grade {grade}" if grade else "not graded"
    named = ", ".join(f"{count} {label}" if count > 1 else label for label, count in kinds)
    return f"{wording.number(whole)} {of} ({named})"


def _response(facts: CourseInput) -> str:
    ordered = facts.course.order.response_scale
    changes = [one for one in facts.changes if one.code == ordered] or list(facts.changes[:1])
    if not changes:
        return "Response: no score recorded" if ordered else ""
    return f"Response: {change_words(changes[0])}"


def change_words(change: ScaleChange) -> str:
    """`GBS disability scale 4 to 3, better by 1 (as much as matters: 1)`."""
    label = scale_label(change)
    first, last = change.values[0], change.values[-1]
    unit = _unit(change)
    if len(change.values) == 1:
        value = wording.with_unit(wording.plain(last.value), unit)
        return f"{label} {value} ({wording.day(last.at.day)}), one value only"
    span = f"{wording.plain(first.value)} to {wording.with_unit(wording.plain(last.value), unit)}"
    by = wording.plain(change.size)
    way = {
        Direction.BETTER: f", better by {by}",
        Direction.WORSE: f", worse by {by}",
        Direction.UNCHANGED: ", unchanged",
        None: ", which way is better is not on file",
    }[change.direction]
    return f"{label} {span}{way}{_weight(change)}"


def _unit(change: ScaleChange) -> str:
    """The unit of a scale as it is shown; scores have none."""
    if change.code in LABORATORY:
        return CATALOGUE[LABORATORY[change.code]].shown_unit
    return change.fact.unit if change.fact else ""


def scale_label(change: ScaleChange) -> str:
    """The name of a scale."""
    return change.fact.label if change.fact else wording.sentence(wording.words_of(change.code))


def _weight(change: ScaleChange) -> str:
    """Whether a change is as large as matters, or the target is reached."""
    reached = change.reaches_target
    if change.fact is not None and reached is not None:
        word = "reached" if reached else "not reached"
        return f" (response from {change.fact.target}: {word})"
    least = change.least_change
    if least is None or change.direction is Direction.UNCHANGED or change.matters is None:
        return ""
    than = "as much as matters" if change.matters else "less than matters"
    return f" ({than}: {wording.plain(least)})"


def _access(facts: CourseInput) -> Iterator[Statement]:
    """Central lines that are still in."""
    for device in facts.course.access_devices or ():
        if device.kind.is_central_line and device.removed_on is None:
            since = f" since {wording.day(device.inserted_on)}" if device.inserted_on else ""
            yield Statement(text=f"Still in place: {device_place(device)}{since}", is_strong=True)


def device_place(device: AccessDevice) -> str:
    """`non-tunnelled catheter, right femoral`."""
    side = device.side.label if device.side else ""
    site = wording.words_of(device.site) if device.site else ""
    place = f"{side} {site}".strip()
    return f"{device.kind.label}, {place}" if place else device.kind.label


def _still_open(facts: CourseInput) -> Iterator[Statement]:
    overridden = [
        (one, finding)
        for one, finding in facts.findings
        if finding.severity >= Severity.STOP and finding.override is not None
    ]
    if overridden:
        yield Statement(text=f"Overridden: {few(overridden)}", is_strong=True)
    unanswered = [(one, finding) for one, finding in facts.findings if finding.is_open]
    of_order = [finding.what for finding in facts.order_verdict.findings if finding.is_open]
    if unanswered or of_order:
        yield Statement(text=f"Open: {few(unanswered, of_order)}", is_strong=True)
    lacking = [one for one in facts.sessions if missing_values(one.session)]
    if lacking:
        told = f"Critical values not recorded: {session_words(lacking)}"
        yield Statement(text=told, is_strong=True)
    unsigned = [one for one in facts.sessions if not one.is_signed]
    if unsigned:
        yield Statement(text=f"Not signed: {session_words(unsigned)}", is_strong=True)


def few(found: Sequence[tuple[SummaryInput, Finding]], others: Sequence[str] = ()) -> str:
    """What was found with its sessions, that of one kind together; the first few kinds of it."""
    kinds: dict[tuple[str, tuple[str, ...]], dict[str, list[SummaryInput]]] = {}
    for one, finding in found:
        of_kind = kinds.setdefault((finding.code, finding.subject), {})
        of_kind.setdefault(finding.what, []).append(one)
    parts = [*others, *(part for where in kinds.values() for part in _of_kind(where))]
    more = f"; and {len(parts) - MOST_NAMED} more" if len(parts) > MOST_NAMED else ""
    return "; ".join(parts[:MOST_NAMED]) + more


def _of_kind(where: Mapping[str, list[SummaryInput]]) -> Iterator[str]:
    """The first finding of a kind in its words, and the sessions in which others like it were.

    Where a session has several of them, each is told: none stands for another of its session.
    """
    numbers = [one.session.number for had in where.values() for one in had]
    if len(set(numbers)) < len(numbers):
        yield from (f"{what} ({session_words(had)})" for what, had in where.items())
        return
    (what, had), *like = where.items()
    others = [one for _, sessions in like for one in sessions]
    also = f"; the like in {session_words(others)}" if others else ""
    yield f"{what} ({session_words(had)}{also})"


def _next(facts: CourseInput) -> Iterator[Statement]:
    ahead = [
        NextSession(number=one.number, planned_at=one.planned_at)
        for one in facts.planned()
        if one.planned_at is not None
    ]
    for one in ahead[:1]:
        yield Statement(text=next_words(one, facts.printed_at))


def opening(facts: CourseInput) -> Iterator[Block]:
    """Patient, indication with its grade, the order, consents."""
    course = facts.course
    order = course.order
    indication = wording.label_of(order.indication, facts.labels.indications)
    pairs = (
        ("Indication", wording.sentence(indication)),
        ("Guideline", facts.guideline),
        ("Diagnosis", diagnosis_words(order)),
        ("Reason", order.reason or ""),
        ("Ordered", f"{order.ordered_by}, {_given(facts)}{_version(facts)}"),
        ("Course", _span(facts)),
        ("Prescribed", _prescribed(course)),
        ("Replacement", "; ".join(share_words(one) for one in order.replacement or ())),
        ("Anticoagulant", anticoagulant_words(order)),
        ("Calcium plan", calcium_words(order)),
        ("Catheter lock", lock_words(order)),
        ("Pre-medication", "; ".join(drug_words(one) for one in order.pre_medication or ())),
        ("Laboratory plan", "; ".join(lab_words(one) for one in order.laboratory_plan or ())),
        ("Stop rule", _stop(facts)),
        ("Order note", order.note or ""),
        ("Before this", steroid_words(order)),
        ("Allergies", allergies(course.patient)),
        ("Histories", histories(course.patient)),
        ("Blood group", _group(course)),
        ("Consent", "; ".join(map(consent_words, order.consents or ())) or "not recorded"),
    )
    typed = ("Diagnosis", "Reason", "Order note")  # somebody's own words run as they begin
    yield Facts(facts=tuple(Fact(label, text, label in typed) for label, text in pairs if text))


def _given(facts: CourseInput) -> str:
    """When the order in force was given, and entered where that was late."""
    ordered, last = facts.course.order.ordered_at, facts.order_changes[-1:]
    told = [entered_words(ordered, one.at, one.by) for one in last]
    return ", ".join((wording.moment(ordered), *(one for one in told if one)))


def _version(facts: CourseInput) -> str:
    """Which version of the order is shown, where there are several."""
    count = len(facts.order_changes)
    return f"; version {count} of the order, in force now" if count > 1 else ""


def _stop(facts: CourseInput) -> str:
    """The rule with how far the course is: what holds on how many days, by the last value."""
    label = wording.label_of(facts.course.order.stop_rule or "", facts.stop_rules)
    fact = facts.stop_rule
    if fact is None:
        return wording.sentence(label)
    progress = progress_of(facts.course, fact)
    reached = "reached: " if progress.is_reached else "so far: "
    return f"{wording.sentence(label)}\n{reached}{progress.words}"


def _span(facts: CourseInput) -> str:
    starts = [one.session.started_at for one in facts.sessions if one.session.started_at]
    first, last = min(starts), max(starts)
    return f"{wording.day(first.day)} to {wording.day(last.day)}"


def _prescribed(course: Course) -> str:
    order = course.order
    sessions = wording.counted(order.sessions_planned, "session") if order.sessions_planned else ""
    volumes = wording.with_unit(wording.plain(order.plasma_volumes, least=2), "PV")
    every = wording.with_unit(wording.plain(order.interval_hours), "h")
    parts = (
        sessions,
        f"of {volumes}" if order.plasma_volumes is not None else "",
        f"every {every}" if order.interval_hours is not None else "",
    )
    balance = order.balance_percent
    aim = f", balance {wording.with_unit(wording.plain(balance), '%')}" if balance else ""
    return " ".join(part for part in parts if part) + aim


def _group(course: Course) -> str:
    group = course.patient.blood_group
    if group is None:
        return ""
    return f"{group.abo.label} {group.rhd.label}" if group.rhd else group.abo.label
