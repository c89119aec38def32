"""What happened and what is open: reactions in full, access, checklist, findings, signatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE, DIASTOLIC, SYSTOLIC
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding, NotAssessed, Phase
from plexlog.domain.records import (
    AccessCheck,
    ActionTaken,
    Bag,
    ChecklistAnswer,
    Clotting,
    ContactMade,
    Culture,
    FollowUp,
    Infection,
    Reaction,
    Snapshot,
    StepTaken,
)
from plexlog.domain.words import Answer, SignerRole
from plexlog.reports.access_since import told_since
from plexlog.reports.model import (
    Block,
    Fact,
    Facts,
    FindingNote,
    Paragraph,
    PrintedCode,
    SignatureLine,
)
from plexlog.reports.summary_input import OwnLimit, SummaryInput, input_name
from plexlog.reports.summary_later import signature_line, stated_gaps
from plexlog.reports.summary_opening import access_words, missing_values
from plexlog.reports.summary_tables import bag_name, locks, product_of

CHECK_WORDS = "The code holds both; “plexlog verify --report CODE” checks it against the record."
NOTE = "Note"
SIGNS = (
    ("pus", "pus"),
    ("redness", "redness"),
    ("pain", "pain"),
    ("swelling", "swelling"),
)
PHASES = {
    Phase.ORDER: "order",
    Phase.BEFORE: "before the session",
    Phase.RUN: "run",
    Phase.CLOSE: "close",
}


def reactions(facts: SummaryInput) -> Iterator[Block]:
    """Every reaction in full."""
    for reaction in sorted(facts.session.reactions or (), key=lambda reaction: reaction.onset_at):
        yield Paragraph(text=_reaction_heading(facts, reaction), is_strong=True)
        pairs = (pair for pair in _reaction_pairs(facts, reaction) if pair[1])
        yield Facts(facts=tuple(Fact(label, text, label == NOTE) for label, text in pairs))


def _reaction_heading(facts: SummaryInput, reaction: Reaction) -> str:
    grade = f"grade {reaction.grade}" if reaction.grade else "not graded"
    by = f", recorded by {reaction.by}" if reaction.by else ""
    late = facts.late_words(reaction.onset_at, reaction.entered_at)
    noted = f"{by} ({late})" if late else by
    kind = wording.sentence(reaction.kind.label)
    return f"{kind}, {grade}: onset {facts.when(reaction.onset_at)}{noted}"


def _reaction_pairs(facts: SummaryInput, reaction: Reaction) -> Iterator[tuple[str, str]]:
    for taken in reaction.vitals or ():
        yield f"Vitals {facts.when(taken.at)}", _measured(taken)
    yield "Symptoms", ", ".join(reaction.symptoms or ())
    yield "Relation", reaction.relation.label if reaction.relation else ""
    yield "Steps", "; ".join(_step(facts, step) for step in reaction.steps or ())
    yield "Actions", "; ".join(_action(facts, taken) for taken in reaction.actions or ())
    yield "Procedure", reaction.procedure.label if reaction.procedure else ""
    yield "Bag", _bag(facts, reaction.bag_id)
    if reaction.infection:
        yield "Infection", _infection(facts, reaction.infection)
    if reaction.clotting:
        yield "Clot", _clotting(facts, reaction.clotting)
    yield "Outcome", _outcome(facts, reaction)
    yield NOTE, reaction.note or ""


def _step(facts: SummaryInput, step: StepTaken) -> str:
    return f"{facts.when(step.at)} {step.step.rstrip('.')}"


def _measured(taken: Snapshot) -> str:
    """Attached values, a blood pressure as a pair."""
    values = dict(taken.values)
    parts = []
    if SYSTOLIC.code in values or DIASTOLIC.code in values:
        pair = values.pop(SYSTOLIC.code, None), values.pop(DIASTOLIC.code, None)
        parts.append(wording.with_unit(wording.pressure(*pair), "mmHg"))
    for code, measured in values.items():
        label = wording.spoken(CATALOGUE[code].label)
        parts.append(f"{label} {wording.quantity_with_unit(CATALOGUE[code], measured)}")
    return ", ".join(parts)


def _action(facts: SummaryInput, taken: ActionTaken) -> str:
    label = wording.label_of(taken.action, facts.labels.actions)
    at = f"{facts.when(taken.at)} " if taken.at else ""
    return f"{at}{label}{f' ({taken.detail})' if taken.detail else ''}"


def _outcome(facts: SummaryInput, reaction: Reaction) -> str:
    if reaction.outcome is None:
        return "OPEN: no outcome recorded"
    at = f" {facts.when(reaction.outcome_at)}" if reaction.outcome_at else ""
    return f"{reaction.outcome.label}{at}"


def _bag(facts: SummaryInput, bag_id: str | None) -> str:
    for bag in facts.session.bags or ():
        if bag.id == bag_id:
            return _bag_words(bag)
    return ""


def _bag_words(bag: Bag) -> str:
    lot = f"lot {bag.lot}" if bag.lot else ""
    din = f"donation number {bag.din}" if bag.din else ""
    return ", ".join(part for part in (bag_name(bag), product_of(bag), lot, din) if part)


def _infection(facts: SummaryInput, infection: Infection) -> str:
    device = facts.course.device(infection.access_device_id)
    days = infection.catheter_days
    parts = (
        infection.source.label,
        f"signs {', '.join(infection.signs)}" if infection.signs else "",
        f"catheter day {wording.number(days)}" if days is not None else "",
        access_words(device) if device else "",
        *(_culture(facts, culture) for culture in infection.cultures or ()),
        *_infection_told(infection),
    )
    return "; ".join(part for part in parts if part)


def _infection_told(infection: Infection) -> Iterator[str]:
    if infection.exit_site_score is not None:
        yield f"exit-site score {infection.exit_site_score}"
    if infection.temperature_rise_c is not None:
        rise = wording.number(infection.temperature_rise_c, 1, signed=True)
        yield f"temperature in the run {wording.with_unit(rise, '°C')}"
    if infection.organism:
        yield f"organism {infection.organism}"
    if infection.antibiotics:
        yield f"antibiotic {infection.antibiotics}"
    if infection.line_removed_on is not None:
        yield f"line removed {wording.day(infection.line_removed_on)}"


def _culture(facts: SummaryInput, culture: Culture) -> str:
    taken = f" {facts.when(culture.taken_at)}" if culture.taken_at else ""
    return f"culture {culture.site}{taken}: {culture.result or 'result not recorded'}"


def _clotting(facts: SummaryInput, clotting: Clotting) -> str:
    device = facts.course.device(clotting.access_device_id)
    lost = clotting.blood_lost_ml
    action = clotting.action
    parts = (
        clotting.location.label,
        f"lumen {clotting.lumen}" if clotting.lumen else "",
        access_words(device) if device else "",
        f"blood lost {wording.with_unit(wording.plain(lost), 'mL')}" if lost is not None else "",
        "not given back" if clotting.not_rinsed_back else "",
        wording.label_of(action, facts.labels.actions) if action else "",
        *_clotting_told(facts, clotting),
    )
    return "; ".join(part for part in parts if part)


def _clotting_told(facts: SummaryInput, clotting: Clotting) -> Iterator[str]:
    """What the separator was doing at the time."""
    for taken in clotting.conditions or ():
        yield f"{_measured(taken)} ({facts.when(taken.at)})"
    if clotting.anticoagulant_ratio is not None:
        yield f"inlet to anticoagulant {wording.plain(clotting.anticoagulant_ratio)} : 1"
    if clotting.filtration_fraction_percent is not None:
        yield f"filtration fraction {wording.percent(clotting.filtration_fraction_percent)}"


def follow_up(facts: SummaryInput) -> Iterator[Block]:
    """What was asked and found after the session; it is no part of what was signed."""
    found = [one for one in facts.course.follow_ups or () if one.session_id == facts.session.id]
    for one in found:
        event = one.event
        about = wording.sentence(event.kind.label if event else one.kind.label)
        state = f"closed {facts.when(one.closed_at)}" if one.closed_at else "OPEN"
        yield Paragraph(text=f"Later follow-up: {about}, {state}", is_strong=True)
        pairs = (pair for pair in _follow_up_pairs(facts, one) if pair[1])
        yield Facts(facts=tuple(Fact(label, text, label == NOTE) for label, text in pairs))


def _follow_up_pairs(facts: SummaryInput, one: FollowUp) -> Iterator[tuple[str, str]]:
    yield "Calls", "; ".join(_contact(facts, made) for made in one.contacts or ())
    if one.event is not None:
        yield "Onset", facts.when(one.event.onset_at)
        yield "Grade", f"grade {one.event.grade}" if one.event.grade else ""
        if one.event.infection is not None:
            yield "Infection", _infection(facts, one.event.infection)
        if one.event.clotting is not None:
            yield "Clot", _clotting(facts, one.event.clotting)
        yield NOTE, one.event.note or ""
    yield "Outcome", one.outcome.label if one.outcome else ""


def _contact(facts: SummaryInput, made: ContactMade) -> str:
    by = f" by {made.by}" if made.by else ""
    note = f": {made.note}" if made.note else ""
    return f"{facts.when(made.at)} {made.contact.label}{by}{note}"


def access(facts: SummaryInput) -> Iterator[Block]:
    """How the access looked, how it was locked, and what was told of it since the signature."""
    check = facts.session.access_check
    when = "" if check is None or not check.by else f", {facts.when(check.at)}"
    for text in access_seen(facts, when):
        yield Paragraph(text=text)
    yield from locks(facts)
    for one in told_since(facts):
        kind = "CHANGED" if one.is_correction else "Told"
        yield Paragraph(
            text=f"{kind} since the signature: {one.words} ({one.signed}).",
            is_strong=one.is_correction,
        )


def access_seen(facts: SummaryInput, when: str = "") -> Iterator[str]:
    """How the access looked before the start, and to whom; nothing of a session ahead."""
    check = facts.session.access_check
    if check is not None:
        by = f" ({check.by}{when})" if check.by else ""
        note = f" {wording.sentence(check.note)}." if check.note else ""
        yield f"Before the start: {_looks(check)}{by}.{note}"
    elif facts.session.started_at is not None:
        yield "Access before the start: not recorded."


def _looks(check: AccessCheck) -> str:
    found = {label: getattr(check, name) for name, label in SIGNS}
    there = [label for label, answer in found.items() if answer]
    absent = [label for label, answer in found.items() if answer is False]
    unknown = [label for label, answer in found.items() if answer is None]
    states = (
        ("dressing", check.dressing_intact, "dressing intact", "dressing not intact"),
        ("patency", check.lumens_patent, "lumens patent", "lumens not patent"),
    )
    unknown += [name for name, answer, _, _ in states if answer is None]
    groups = (
        wording.listed(there),
        f"no {wording.listed(absent, 'or')}" if absent else "",
        ", ".join(yes if answer else no for _, answer, yes, no in states if answer is not None),
        f"not recorded: {wording.listed(unknown)}" if unknown else "",
    )
    return "; ".join(group for group in groups if group)


def checklist(facts: SummaryInput) -> Iterator[Block]:
    """Items that are not simply done."""
    answers = facts.session.checklist
    if answers is None:
        yield Paragraph(text="Checklist: not recorded.")
        return
    exceptions = [answer for answer in answers if answer.answer is not Answer.DONE]
    if exceptions:
        pairs = tuple(_exception(facts, answer) for answer in exceptions)
        yield Facts(facts=pairs, columns=1)


def _exception(facts: SummaryInput, answer: ChecklistAnswer) -> Fact:
    label = wording.sentence(wording.label_of(answer.item, facts.labels.checklist))
    if answer.answer is None:
        return Fact(label, "OPEN: no answer recorded")
    reason = f": {answer.reason}" if answer.reason else ": no reason recorded"
    by = f" ({answer.by})" if answer.by else ""
    return Fact(label, f"{answer.answer.label}{reason}{by}")


def findings(facts: SummaryInput) -> Iterator[Block]:
    """Findings with the answers to them, the rules that were not judged, the unit's own limits."""
    for finding in facts.findings:
        yield _finding_note(facts, finding)
    for verdict in facts.verdicts:
        if verdict.not_assessed:
            yield _not_assessed(verdict.not_assessed)
    if facts.own_limits:
        yield _own_limits(facts.own_limits)


def _own_limits(limits: Sequence[OwnLimit]) -> Paragraph:
    told = (f"{wording.spoken(one.label)} {one.value} (default {one.default})" for one in limits)
    return Paragraph(text=f"Limits changed by the unit: {'; '.join(told)}.", is_small=True)


def _finding_note(facts: SummaryInput, finding: Finding) -> FindingNote:
    word = wording.SEVERITY_WORDS[finding.severity]
    answered = " · OVERRIDDEN" if finding.severity >= Severity.STOP else " · ANSWERED"
    state = answered if finding.override else " · OPEN" if finding.is_open else ""
    asks = finding.severity >= Severity.ASK
    at = ", ".join(facts.when(moment) for moment in finding.at)
    details = (
        f"At {at}" if at else "",
        wording.sentence(finding.why),
        f"To do: {finding.do}" if finding.do and asks else "",
        f"Source: {finding.source}" if finding.source else "",
    )
    given = finding.override
    answer = f"{given.by}, {facts.when(given.at)}: “{given.reason}”" if given else ""
    return FindingNote(
        severity=finding.severity,
        heading=f"{word}{state} · {PHASES[finding.phase]}",
        what=finding.what,
        details=tuple(f"{detail.rstrip('.')}." for detail in details if detail),
        answer=answer,
    )


def _not_assessed(rules: tuple[NotAssessed, ...]) -> Paragraph:
    told = "; ".join(
        f"{wording.words_of(rule.code)} (missing: {_inputs(rule.missing)})" for rule in rules
    )
    return Paragraph(text=f"Not assessed, {PHASES[rules[0].phase]}: {told}.")


def _inputs(missing: tuple[str, ...]) -> str:
    return "; ".join(input_name(code) for code in missing) or wording.NOT_RECORDED


def missing(facts: SummaryInput) -> Iterator[Block]:
    """What critical is not recorded, one by one."""
    for name in missing_values(facts.session):
        yield Paragraph(text=f"{wording.sentence(name)}: not recorded.")


def notes(facts: SummaryInput) -> Iterator[Block]:
    """Notes of the session, of its end, and of the order."""
    session = facts.session
    close = session.close
    pairs = (
        ("Order", facts.course.order.note),
        ("Session", session.note),
        ("End of the run", close.end_note if close else None),
        ("Close", close.note if close else None),
        ("No rinseback", close.rinseback_not_done_reason if close else None),
    )
    for label, text in pairs:
        if text:
            yield Paragraph(text=label, is_strong=True)
            yield Paragraph(text=text, is_typed=True)


def signatures(facts: SummaryInput) -> Iterator[Block]:
    """Signatures given in the program, or open lines for them; then what they cover."""
    for given in facts.signatures:
        yield signature_line(given)
    yield from stated_gaps(facts)
    if not facts.is_signed:
        for role in (SignerRole.NURSE, SignerRole.PHYSICIAN):
            yield SignatureLine(role=wording.sentence(role.label))
    yield PrintedCode(
        code=facts.printed_code,
        lines=(
            f"Record SHA-256 {facts.fingerprint}",
            f"History head {facts.history_head}",
            f"{facts.versions}.",
            CHECK_WORDS,
        ),
    )
