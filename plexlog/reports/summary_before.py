"""What was told before the start: drugs to give after, body systems, plan differences, waiting.

Sections that were not told drop out.
"""

from __future__ import annotations

from collections.abc import Iterator

from plexlog.domain import wording
from plexlog.domain.records import DrugAfter, Plan, SystemFinding
from plexlog.reports.model import Block, Fact, Facts, Paragraph
from plexlog.reports.summary_input import SummaryInput


def drugs_after(facts: SummaryInput) -> Iterator[Block]:
    """Drugs to be given after the exchange, with until when they are held."""
    for drug in facts.session.drugs_after or ():
        yield Paragraph(text=f"{drug_words(facts, drug)}.")


def drug_words(facts: SummaryInput, drug: DrugAfter) -> str:
    """One drug, such as `rituximab 500 mg: hold until 13:00, next dose 14:00`."""
    name = " ".join(part for part in (drug.drug, drug.dose or "") if part)
    held = "the end of the exchange"
    if drug.hold_until is not None:
        held = facts.when(drug.hold_until)
    after = "" if drug.next_dose_at is None else f", next dose {facts.when(drug.next_dose_at)}"
    note = f" ({drug.note})" if drug.note else ""
    return f"{name}: hold until {held}{after}{note}"


def told(facts: SummaryInput) -> Iterator[Block]:
    """Body systems, access, acknowledged differences, waiting and teaching."""
    pairs = (
        *((f"{one.system.label}", _system(facts, one)) for one in facts.session.systems or ()),
        ("Exit-site score", _score(facts)),
        ("Dressing changed", _dressing(facts)),
        ("Differences acknowledged", _acknowledged(facts)),
        ("Waiting", _waiting(facts)),
        ("Teaching", _teaching(facts)),
    )
    shown = tuple(Fact(label, text) for label, text in pairs if text)
    if shown:
        yield Facts(facts=shown, columns=1)


def _system(facts: SummaryInput, one: SystemFinding) -> str:
    found = one.state.label if not one.note else f"{one.state.label}: {one.note}"
    at = "" if one.at is None else f", {facts.when(one.at)}"
    by = f" ({one.by}{at})" if one.by else ""
    return f"{found}{by}"


def _score(facts: SummaryInput) -> str:
    check = facts.session.access_check
    score = None if check is None else check.exit_site_score
    return "" if score is None else f"{score} of 10"


def _dressing(facts: SummaryInput) -> str:
    check = facts.session.access_check
    changed = None if check is None else check.dressing_changed_on
    return "" if changed is None else wording.day(changed)


def _acknowledged(facts: SummaryInput) -> str:
    seen = (facts.session.plan or Plan()).acknowledged or ()
    return "; ".join(
        f"{wording.words_of(one.what)}: ordered {one.ordered}, planned {one.planned} "
        f"({one.by}, {facts.when(one.at)})"
        for one in seen
    )


def _waiting(facts: SummaryInput) -> str:
    return "; ".join(
        f"{one.minutes} min, {one.reason.label}" + (f" ({one.note})" if one.note else "")
        for one in facts.session.delays or ()
    )


def _teaching(facts: SummaryInput) -> str:
    return "; ".join(
        one.topic
        + (f": “{one.answer}”" if one.answer else "")
        + (f" ({one.by})" if one.by else "")
        for one in facts.session.lessons or ()
    )
