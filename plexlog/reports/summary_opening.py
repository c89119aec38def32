"""The opening of a session summary: the bottom line, who and where, what critical is missing."""

from __future__ import annotations

from collections.abc import Iterator

from plexlog.clinical.order_words import entered_words
from plexlog.clinical.plans import planned_plasma_volumes
from plexlog.domain import wording
from plexlog.domain.catalogue import (
    DIASTOLIC,
    HEMATOCRIT,
    PULSE,
    RINSEBACK,
    SALINE_IN_WASTE,
    SAMPLES,
    SYSTOLIC,
    TEMPERATURE,
    WEIGHT,
)
from plexlog.domain.facts import list_version
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding
from plexlog.domain.moments import Moment
from plexlog.domain.records import (
    AccessDevice,
    Close,
    DrugOfNote,
    History,
    Order,
    Patient,
    Reaction,
    Session,
)
from plexlog.domain.said import AGAIN, gap_words, replaced, said_with
from plexlog.domain.shapes import Values
from plexlog.domain.steps import is_answered
from plexlog.domain.unit import NextSession, Signature
from plexlog.domain.words import Answer, EndReason
from plexlog.reports.access_since import told_since
from plexlog.reports.model import Fact, Facts, Statement
from plexlog.reports.results_since import corrections
from plexlog.reports.summary_before import drug_words
from plexlog.reports.summary_input import SummaryInput
from plexlog.reports.summary_later import signed_by
from plexlog.reports.summary_people import paper_words
from plexlog.reports.summary_tables import measured_cell, pressure_cell

CRITICAL_BEFORE = (WEIGHT, HEMATOCRIT, SYSTOLIC, DIASTOLIC, PULSE, TEMPERATURE)
CRITICAL_AFTER = (SYSTOLIC, DIASTOLIC, PULSE, TEMPERATURE)
CRITICAL_CLOSE = (SALINE_IN_WASTE, SAMPLES)
HISTORY_WORDS = {"hit": "HIT", "iga-deficiency": "IgA deficiency"}
MOST_NAMED = 4  # of what is missing, in the bottom line; the section names all


def bottom_line(facts: SummaryInput) -> tuple[Statement, ...]:
    """What a physician wants to know first."""
    lines = [
        *_amended(facts),
        *_access_changed(facts),
        *_results_changed(facts),
        Statement(text=paper_words(facts.session), is_strong=True),
        *_signed_with_gaps(facts),
        Statement(text=how_it_ended(facts), is_strong=True),
        Statement(text=f"Fluid balance {balance_words(facts)}"),
        _reactions(facts.session),
        Statement(text=f"After the end {_after(facts.session)}"),
        *_still_open(facts),
        *_next(facts),
    ]
    return tuple(line for line in lines if line.text)


def _amended(facts: SummaryInput) -> Iterator[Statement]:
    """What was amended after the signature, by whom and when; the figures stay as signed."""
    gone = replaced(facts.amended)
    told = [
        _amendment(
            said_with(one).label and said_with(one).change, one, is_last=one.key not in gone
        )
        for one in facts.amended
    ]
    if told:
        yield Statement(text=f"AMENDED after signing: {'; '.join(told)}", is_strong=True)


def _access_changed(facts: SummaryInput) -> Iterator[Statement]:
    """What was corrected of the access since the session was signed."""
    told = [f"{one.words} ({one.signed})" for one in told_since(facts) if one.is_correction]
    if told:
        yield Statement(text=f"ACCESS CHANGED after signing: {'; '.join(told)}", is_strong=True)


def _results_changed(facts: SummaryInput) -> Iterator[Statement]:
    """What became since of laboratory results that stood there when the session was signed."""
    if told := list(corrections(facts)):
        yield Statement(text=f"RESULTS CHANGED after signing: {'; '.join(told)}", is_strong=True)


def _amendment(change: str, given: Signature, *, is_last: bool) -> str:
    by = signed_by(given) if is_last else f"{signed_by(given)}; {AGAIN}"
    return f"{change} ({by})" if change else by


def _signed_with_gaps(facts: SummaryInput) -> Iterator[Statement]:
    """That the session was signed with gaps: the first of them, how many more, and why."""
    for given in facts.signatures:
        said = said_with(given)
        if said.gaps:
            more = len(said.gaps) - MOST_NAMED
            told = gap_words(said.gaps[:MOST_NAMED])
            told += f" and {more} more" if more > 0 else ""
            why = f"reason: {said.why}" if said.why else "no reason given"
            yield Statement(text=f"Signed with gaps: {told}; {why}", is_strong=True)


def how_it_ended(facts: SummaryInput) -> str:
    """How the run ended, and the plasma volumes exchanged of those planned."""
    session, figures = facts.session, facts.figures
    if session.started_at is None:
        return "Not started"
    delivered = wording.with_unit(wording.plasma_volumes(figures.plasma_volumes), "PV")
    planned = planned_volumes(facts)
    volumes = f"{delivered} exchanged of {planned} planned"
    if figures.plasma_volumes is None:
        volumes = f"plasma volumes exchanged {facts.lacks('plasma_volumes')}; {planned} planned"
    return f"{_ending(facts)}: {volumes}"


def planned_volumes(facts: SummaryInput) -> str:
    """The plasma volumes to be exchanged, as ordered, to two decimals at least."""
    ordered = planned_plasma_volumes(facts.course, facts.session)
    return wording.with_unit(wording.plain(ordered, least=2), "PV")


def _ending(facts: SummaryInput) -> str:
    session = facts.session
    if session.ended_at is None:
        return "Not ended"
    reason = session.close.end_reason if session.close else None
    missed = facts.has_finding("target-missed")
    if reason is None:
        return "Ended short of the target" if missed else "Ended, reason not recorded"
    if reason is EndReason.TARGET_REACHED:
        return "Ended short of the target" if missed else "Done"
    early = "Ended early" if missed else "Ended"
    return f"{early}, {reason.label}"


def balance_words(facts: SummaryInput) -> str:
    """The balance in millilitres and per cent, or that it cannot be calculated."""
    figures = facts.figures
    if figures.balance_ml is None:
        return facts.lacks("balance_ml")
    volume = wording.millilitres(figures.balance_ml, signed=True)
    return f"{volume} ({wording.percent(figures.balance_percent)})"


def _reactions(session: Session) -> Statement:
    reactions = session.reactions
    if reactions is None:
        return Statement(text="Reactions: not recorded whether there were any")
    if not reactions:
        return Statement(text="Reactions: none recorded")
    told = wording.listed(_reaction_words(reaction) for reaction in reactions)
    return Statement(text=f"Reactions: {told}", is_strong=True)


def _reaction_words(reaction: Reaction) -> str:
    grade = f"grade {reaction.grade}" if reaction.grade else "not graded"
    outcome = reaction.outcome.label if reaction.outcome else "OPEN, no outcome recorded"
    return f"{reaction.kind.label} {grade} ({outcome})"


def _after(session: Session) -> str:
    after = (session.close.after if session.close else None) or {}
    parts = []
    if SYSTOLIC.code in after or DIASTOLIC.code in after:
        parts.append(f"blood pressure {pressure_cell(after, SYSTOLIC.shown_unit).text}")
    for declared in (PULSE, TEMPERATURE):
        if declared.code in after:
            value = measured_cell(declared, after[declared.code], declared.shown_unit).text
            parts.append(f"{wording.spoken(declared.label)} {value}")
    return ", ".join(parts) or "vital signs not recorded"


def _still_open(facts: SummaryInput) -> Iterator[Statement]:
    overridden = [
        finding.what
        for finding in facts.findings
        if finding.severity >= Severity.STOP and finding.override is not None
    ]
    if overridden:
        yield Statement(text=f"Overridden: {'; '.join(overridden)}", is_strong=True)
    unanswered = [finding for finding in facts.findings if finding.is_open]
    if unanswered:
        told = "; ".join(_briefly(finding) for finding in unanswered)
        yield Statement(text=f"Open: {told}", is_strong=True)
    missing = missing_values(facts.session)
    if missing:
        told = ", ".join(missing[:MOST_NAMED])
        more = f" and {len(missing) - MOST_NAMED} more" if len(missing) > MOST_NAMED else ""
        yield Statement(text=f"Not recorded: {told}{more}", is_strong=True)
    if not facts.is_signed:
        yield Statement(text="Not signed", is_strong=True)


def _briefly(finding: Finding) -> str:
    return f"{finding.what} ({wording.SEVERITY_WORDS[finding.severity].lower()})"


def _next(facts: SummaryInput) -> Iterator[Statement]:
    if facts.session.drugs_after:
        told = "; ".join(drug_words(facts, drug) for drug in facts.session.drugs_after)
        yield Statement(text=f"To give after the exchange: {told}", is_strong=True)
    ahead = facts.ahead
    if ahead is not None:
        told = next_words(ahead, facts.printed_at)
        yield Statement(text=told + _as_on_record(facts))


def next_words(ahead: NextSession, printed_at: Moment) -> str:
    """The session that comes next: that it is planned, was planned, or has begun since."""
    is_past = ahead.planned_at < printed_at and not ahead.has_begun
    planned = f"{'was ' if is_past else ''}planned {wording.moment(ahead.planned_at)}"
    begun = ", begun since" if ahead.has_begun else ""
    return f"Next: session {ahead.number}, {planned}{begun}"


def _as_on_record(facts: SummaryInput) -> str:
    """A plan may change after a signature, which does not cover it: as of when it is told."""
    if not facts.is_signed:
        return ""
    return f" (on record {wording.moment(facts.printed_at)}; not part of what was signed)"


def missing_values(session: Session) -> list[str]:
    """What critical is not recorded, in words, in the order of the session."""
    missing = [
        f"{wording.spoken(declared.label)} before the start"
        for declared in CRITICAL_BEFORE
        if declared.code not in (session.before or {})
    ]
    if session.ended_at is None:
        return missing
    close = session.close or Close()
    after: Values = close.after or {}
    missing += [
        f"{wording.spoken(declared.label)} after the end"
        for declared in CRITICAL_AFTER
        if declared.code not in after
    ]
    missing += [
        wording.spoken(declared.label)
        for declared in CRITICAL_CLOSE
        if declared.code not in close.values
    ]
    if RINSEBACK.code not in close.values and not close.rinseback_not_done_reason:
        missing.append("rinseback")
    if close.end_reason is None:
        missing.append("reason of the end")
    return missing


def opening_facts(facts: SummaryInput) -> Facts:
    """Diagnosis, order, time and place, what is known of the patient, staff."""
    course, session = facts.course, facts.session
    order = course.order
    indication = wording.label_of(order.indication, facts.labels.indications)
    pairs = (
        ("Indication", wording.sentence(indication)),
        ("Guideline", facts.guideline),
        ("Diagnosis", diagnosis_words(order)),
        ("Ordered", f"{order.ordered_by}, {_given(facts)}{_version(facts)}"),
        ("Run", _times(facts)),
        ("Allergies", allergies(course.patient)),
        ("Histories", histories(course.patient)),
        ("Blood group", _blood_group(facts)),
        ("Drugs that matter", _drugs_of_note(facts)),
        ("Access", access_words(course.access_of(session))),
        ("Place", session.station or ""),
        ("Identity checked", _identity(facts)),
        ("Checklist", _checklist(facts)),
    )
    typed = ("Diagnosis",)  # somebody's own words run as they begin
    return Facts(facts=tuple(Fact(label, text, label in typed) for label, text in pairs if text))


def diagnosis_words(order: Order) -> str:
    """The diagnosis as it was typed, with its code."""
    return " · ".join(part for part in (order.diagnosis, order.icd10) if part)


def _given(facts: SummaryInput) -> str:
    """When the order was given that the session was run under, and entered where that was late."""
    ordered = wording.moment(facts.course.order.ordered_at)
    own = [one for one in facts.order_changes if one.version == facts.order_version]
    told = [entered_words(one.order.ordered_at, one.at, one.by) for one in own]
    return ", ".join((ordered, *(one for one in told if one)))


def _version(facts: SummaryInput) -> str:
    """Which version of the order the session was run under, and that it was changed since."""
    if len(facts.order_changes) <= 1:
        return ""
    told = f"; version {facts.order_version} of the order"
    since = [one for one in facts.order_changes if one.version > facts.order_version]
    if not since:
        return told
    last = since[-1]
    at = wording.moment(last.order.ordered_at)
    changed = f"{told}, CHANGED since: version {last.version}, {last.ordered_by}, {at}"
    start = facts.session.started_at
    if start is None or last.order.ordered_at > start:
        return changed
    entered = entered_words(last.order.ordered_at, last.at, last.by)
    return f"{changed}, before this session began" + (f"; {entered}" if entered else "")


def _times(facts: SummaryInput) -> str:
    session = facts.session
    if session.started_at is None:
        planned = wording.moment(session.planned_at)
        return f"not started, planned {planned}"
    end = facts.when(session.ended_at) if session.ended_at else "not ended"
    return f"{wording.moment(session.started_at)} to {end}"


def allergies(patient: Patient) -> str:
    """Allergies with their reactions; none known and not asked are two answers."""
    if patient.allergies is None:
        return "not asked"
    if not patient.allergies:
        return "none known"
    return "; ".join(
        f"{allergy.substance} ({allergy.reaction})" if allergy.reaction else allergy.substance
        for allergy in patient.allergies
    )


def histories(patient: Patient) -> str:
    """Conditions with their day and note; none known and not asked are two answers."""
    if patient.histories is None:
        return "not asked"
    return "; ".join(_history_words(history) for history in patient.histories) or "none known"


def _history_words(history: History) -> str:
    kind = HISTORY_WORDS.get(history.kind) or wording.words_of(history.kind)
    since = f"since {wording.day(history.since)}" if history.since else ""
    detail = ", ".join(part for part in (since, history.note) if part)
    return f"{kind} ({detail})" if detail else kind


def _drugs_of_note(facts: SummaryInput) -> str:
    """Drugs that matter to the exchange, with class, dose and last dose."""
    noted = facts.session.drugs_of_note
    if noted is None:
        return "not asked"
    return "; ".join(_drug_words(facts, drug) for drug in noted) or "none"


def _drug_words(facts: SummaryInput, drug: DrugOfNote) -> str:
    last = facts.when(drug.last_dose_at) if drug.last_dose_at else wording.NOT_RECORDED
    parts = (drug.drug_class.label, drug.dose, f"last dose {last}")
    return f"{drug.drug} ({', '.join(part for part in parts if part)})"


def _blood_group(facts: SummaryInput) -> str:
    """The patient's group; where plasma was hung, also that it is not recorded."""
    group = facts.course.patient.blood_group
    if group is None:
        has_plasma = any(bag.fluid.is_plasma for bag in facts.session.bags or ())
        return wording.NOT_RECORDED if has_plasma else ""
    return f"{group.abo.label} {group.rhd.label}" if group.rhd else group.abo.label


def access_words(device: AccessDevice | None) -> str:
    """The access in one line, such as `non-tunnelled catheter, right internal jugular`."""
    if device is None:
        return wording.NOT_RECORDED
    side = device.side.label if device.side else ""
    site = wording.words_of(device.site) if device.site else ""
    place = f"{side} {site}".strip()
    inserted = f"inserted {wording.day(device.inserted_on)}" if device.inserted_on else ""
    return ", ".join(part for part in (device.kind.label, place, inserted) if part)


def _identity(facts: SummaryInput) -> str:
    check = facts.session.identity_check
    if check is None:
        return wording.NOT_RECORDED
    kinds = wording.listed(wording.words_of(given.kind) for given in check.identifiers)
    by = f" by {check.by}" if check.by else ""
    at = f", {facts.when(check.at)}" if check.at else ""
    return f"{kinds}{by}{at}"


def _checklist(facts: SummaryInput) -> str:
    """`21 of 24 items done`, with those that nobody answered where the list is still the same.

    Of another list only the answered items are known, and are called so.
    """
    session = facts.session
    answers = session.checklist
    if answers is None:
        return ""  # a section says that
    version = list_version(facts.checklist)
    is_ours = any(answer.list_version == version for answer in answers)
    given = {answer.item for answer in answers}
    others = [one for one in facts.checklist if is_ours and one.code not in given]
    unanswered = [one.label for one in others if not is_answered(one, session)]
    exceptions = sum(answer.answer is not Answer.DONE for answer in answers)
    what = "item" if is_ours else "answered item"
    items = wording.counted(len(answers) + len(others), what)
    done = wording.number(len(answers) + len(others) - exceptions - len(unanswered))
    left = f"; not answered: {', '.join(unanswered)}" if unanswered else ""
    versions = sorted({one.list_version for one in answers if one.list_version})
    list_of = f"; list {', '.join(versions)}" if versions else ""
    return f"{done} of {items} done{left}{list_of}"
