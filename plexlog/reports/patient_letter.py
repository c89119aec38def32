"""The letter to a patient after a session: one page, plain words, large type.

Its sentences are facts of the unit, each with its source; which of them stand depends on what was
given, what happened and what is in place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from plexlog.clinical.plans import planned_anticoagulant
from plexlog.domain import wording
from plexlog.domain.catalogue import FIBRINOGEN
from plexlog.domain.facts import LetterFact
from plexlog.domain.records import AccessDevice
from plexlog.domain.sealing import locking
from plexlog.domain.words import (
    AccessKind,
    AnticoagulantProduct,
    DrugClass,
    EndReason,
    Fluid,
    ProcedureEffect,
)
from plexlog.reports.access_since import access_now, lines_now
from plexlog.reports.model import Block, LargeText, Report, Section, WritingLines
from plexlog.reports.session_summary import draft_mark, session_summary
from plexlog.reports.summary_before import drug_words
from plexlog.reports.summary_input import SummaryInput

TITLE = "Your plasma exchange"
TO_FILL_IN = "Telephone of the unit, by day and by night"
MOSTLY = 0.5  # of what was given: with less donor plasma clotting factors are left low
LINES = 2  # for a pen, where the unit has named no telephone
CITRATES = (
    AnticoagulantProduct.ACD_A,
    AnticoagulantProduct.ACD_B,
    AnticoagulantProduct.TRISODIUM_CITRATE_4,
)
NEEDLES = (AccessKind.PERIPHERAL_VEINS, AccessKind.AV_FISTULA, AccessKind.AV_GRAFT)
LEG = ("femor", "groin", "saphen", "iliac")
ABOVE = ("jugul", "subclav", "basilic", "brachi", "cephalic", "axill")
WATCHING = frozenset(
    {
        "observe",
        "reassure",
        "physician-called",
        "blood-bank-told",
        "blood-sample",
        "blood-cultures",
        "exit-site-swab",
        "chest-x-ray",
        "ecg",
    }
)  # actions that look, ask and tell
SILENT = WATCHING | {"resume", "technician-called", "other"}  # no treatment that can be told of


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterInput:
    """All that a letter states."""

    summary: SummaryInput
    sentences: tuple[LetterFact, ...]
    telephones: tuple[str, ...] = ()


def patient_letter(facts: LetterInput) -> Report:
    """The letter of one session."""
    summary = session_summary(facts.summary)
    parts: tuple[tuple[str, Callable[[LetterInput], Iterator[Block]]], ...] = (
        ("What was done", _done),
        ("What to watch for", lambda one: _listed(one, "watch")),
        ("Call at once for", lambda one: _listed(one, "call")),
        ("Whom to call", _telephones),
        ("Until the next time", _next),
        ("Signed", _signed),
    )
    told = [(title, tuple(part(facts))) for title, part in parts]
    return Report(
        title=TITLE,
        patient=summary.patient,
        identity=summary.identity,
        occasion=summary.occasion,
        bottom_line=(),
        sections=tuple(Section(title=title, blocks=blocks) for title, blocks in told if blocks),
        footer=summary.footer,
        author=summary.author,
        draft_mark=draft_mark(facts.summary),
        on_one_page=True,
    )


def _done(facts: LetterInput) -> Iterator[Block]:
    yield LargeText(text=" ".join((*_data_sentences(facts.summary), *_sentences(facts, "done"))))


def _data_sentences(facts: SummaryInput) -> Iterator[str]:
    """What was done, from the record."""
    session = facts.session
    if session.started_at is None:
        yield "This plasma exchange has not been started."
        return
    planned = facts.course.order.sessions_planned
    of = f" of {wording.number(planned)}" if planned else ""
    day = wording.day(session.started_at.day)
    yield f"On {day} you had plasma exchange {wording.number(session.number)}{of}."
    if session.ended_at is None:
        yield "It has not ended yet."
    removed = facts.figures.patient_plasma_removed_ml
    if removed is not None:
        yield f"We took out {wording.millilitres(removed)} of your plasma, the fluid of the blood."
    reason = session.close.end_reason if session.close else None
    if reason is not None and reason is not EndReason.TARGET_REACHED:
        yield "The treatment ended earlier than planned."


def _sentences(facts: LetterInput, part: str) -> Iterator[str]:
    for one in facts.sentences:
        if one.part == part and APPLIES[one.when](facts.summary):
            yield one.says


def _listed(facts: LetterInput, part: str) -> Iterator[Block]:
    for text in _sentences(facts, part):
        yield LargeText(text=text, has_dot=True)


def _telephones(facts: LetterInput) -> Iterator[Block]:
    for line in facts.telephones:
        yield LargeText(text=line, is_strong=True)
    if not facts.telephones:
        yield LargeText(text=TO_FILL_IN + ":")
        yield WritingLines(label="", count=LINES)


def _next(facts: LetterInput) -> Iterator[Block]:
    summary = facts.summary
    for drug in summary.session.drugs_after or ():
        yield LargeText(text=f"After this exchange: {drug_words(summary, drug)}.", has_dot=True)
    yield from _listed(facts, "next")
    ahead = summary.ahead
    if ahead is not None and not ahead.has_begun and ahead.planned_at > summary.printed_at:
        text = f"Your next exchange is planned for {wording.moment(ahead.planned_at)}."
        yield LargeText(text=text, has_dot=True, is_strong=True)


def _signed(facts: LetterInput) -> Iterator[Block]:
    signed = locking(facts.summary.signatures)
    if signed is not None:
        yield LargeText(text=f"{signed.name}, {wording.moment(signed.at)}")


def _given(facts: SummaryInput) -> set[Fluid]:
    """The fluids of the bags that were hung."""
    bags = facts.session.bags or ()
    return {bag.fluid for bag in bags if bag.given_ml or bag.started_at is not None}


def _gave_albumin(facts: SummaryInput) -> bool:
    return Fluid.ALBUMIN in _given(facts)


def _gave_plasma(facts: SummaryInput) -> bool:
    return any(fluid.is_plasma for fluid in _given(facts))


def _product(facts: SummaryInput) -> AnticoagulantProduct:
    planned = planned_anticoagulant(facts.course, facts.session)
    return AnticoagulantProduct.NONE if planned is None else planned.product


def _gave_citrate(facts: SummaryInput) -> bool:
    """By the circuit, or with donor plasma, which holds some."""
    return _product(facts) in CITRATES or _gave_plasma(facts)


def _gave_heparin(facts: SummaryInput) -> bool:
    return _product(facts) is AnticoagulantProduct.HEPARIN


def _is_depleted(facts: SummaryInput) -> bool:
    """Whether fibrinogen is low: measured so, or most of the plasma came back as another fluid."""
    after = (facts.session.close.after if facts.session.close else None) or {}
    flag = wording.flag(FIBRINOGEN, after.get(FIBRINOGEN.code))
    if flag is not None and flag.word == "low":
        return True
    share = facts.figures.donor_plasma_share
    return bool(_given(facts)) and (share is None or share < MOSTLY)


def _lines(facts: SummaryInput) -> tuple[AccessDevice, ...]:
    """The lines that the patient goes away with, whichever of them the session used."""
    return () if facts.session.started_at is None else lines_now(facts)


def _has_line(facts: SummaryInput) -> bool:
    """Whether a line is in when the letter is printed."""
    return bool(_lines(facts))


def _is_at(device: AccessDevice, sites: tuple[str, ...]) -> bool:
    """Whether a line is at one of these sites, each known by the beginning of a word."""
    return device.site is not None and any(
        word.startswith(sites) for word in device.site.split("-")
    )


def _in_leg(facts: SummaryInput) -> bool:
    return any(_is_at(one, LEG) for one in _lines(facts))


def _above(facts: SummaryInput) -> bool:
    return any(_is_at(one, ABOVE) for one in _lines(facts))


def _line_somewhere(facts: SummaryInput) -> bool:
    """Whether a line is in whose site is not known or none of those that have a sentence."""
    return any(not _is_at(one, (*LEG, *ABOVE)) for one in _lines(facts))


def _was_treated(facts: SummaryInput) -> bool:
    """Whether anything was done about a reaction but look, ask and tell."""
    return any(
        one.procedure not in (None, ProcedureEffect.CONTINUED)
        or any(taken.action not in SILENT for taken in one.actions or ())
        for one in facts.session.reactions or ()
    )


def _was_watched(facts: SummaryInput) -> bool:
    acts = {taken.action for one in facts.session.reactions or () for taken in one.actions or ()}
    return bool(acts & WATCHING) and not _was_treated(facts)


def _had_needle(facts: SummaryInput) -> bool:
    device = access_now(facts)
    return device is not None and device.kind in NEEDLES


def _takes_ace_inhibitor(facts: SummaryInput) -> bool:
    noted = facts.session.drugs_of_note or ()
    return any(drug.drug_class is DrugClass.ACE_INHIBITOR for drug in noted)


APPLIES: Mapping[str, Callable[[SummaryInput], bool]] = {
    "always": lambda _facts: True,
    "albumin-given": _gave_albumin,
    "plasma-given": _gave_plasma,
    "citrate-given": _gave_citrate,
    "heparin-given": _gave_heparin,
    "reaction-treated": _was_treated,
    "reaction-watched": _was_watched,
    "reaction-untold": lambda facts: (
        bool(facts.session.reactions) and not _was_treated(facts) and not _was_watched(facts)
    ),
    "fibrinogen-depleted": _is_depleted,
    "antibodies-lowered": lambda facts: not _gave_plasma(facts) and bool(_given(facts)),
    "line-in-place": _has_line,
    "line-in-leg": _in_leg,
    "line-above": lambda facts: _above(facts) and not _in_leg(facts),
    "line-somewhere": _line_somewhere,
    "needle-in-vein": _had_needle,
    "ace-inhibitor": _takes_ace_inhibitor,
}
"""What a sentence may depend on."""
