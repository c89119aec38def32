"""The letter to a patient: what it says by what was given, on one page of large type."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pypdf import PdfReader

from plexlog.domain import records
from plexlog.domain.catalogue import FIBRINOGEN
from plexlog.domain.facts import LetterFact
from plexlog.domain.shapes import Measured
from plexlog.domain.unit import DeviceChange
from plexlog.domain.words import (
    AccessKind,
    AnticoagulantProduct,
    DrugClass,
    EndReason,
    Fluid,
    ProcedureEffect,
)
from plexlog.reports import model
from plexlog.reports.paper import PaperSize
from plexlog.reports.patient_letter import APPLIES, LetterInput, patient_letter
from plexlog.reports.pdf import LARGE_SIZES, render
from plexlog.reports.session_summary import SummaryInput
from plexlog.storage.seed_files import read_seeds
from plexlog.storage.seeds import FOLDER
from tests.reports.cases import SIGNED, at, summary_of, with_patient, with_session
from tests.reports.test_pdf import fonts_of

SENTENCES = tuple(fact for fact in read_seeds(FOLDER) if isinstance(fact, LetterFact))
PARTS = {"done", "watch", "call", "next"}
CALL = ("Ward, 7:30 to 18:00: 0123 456-789", "Nights: 0123 456-112")


def letter(facts: SummaryInput, *telephones: str) -> model.Report:
    return patient_letter(LetterInput(summary=facts, sentences=SENTENCES, telephones=telephones))


def text_of(facts: SummaryInput, *telephones: str) -> str:
    return (
        "\n".join(
            block.text
            for section in letter(facts, *telephones).sections
            for block in section.blocks
            if isinstance(block, model.LargeText)
        )
        .replace("\u202f", " ")
        .replace("\u00a0", " ")
    )


def given(facts: SummaryInput, when: str) -> bool:
    """Whether the letter says what depends on something."""
    text = text_of(facts)
    (told,) = {one.says in text for one in SENTENCES if one.when == when}
    return told


def test_every_sentence_has_a_source_and_a_known_condition() -> None:
    assert {one.part for one in SENTENCES} == PARTS
    assert {one.when for one in SENTENCES} == set(APPLIES)
    assert all(one.source and one.date for one in SENTENCES)


def test_what_was_done_is_told_from_the_record(facts: SummaryInput) -> None:
    text = text_of(replace(facts, signatures=(SIGNED,), printed_at=at("11:45")), *CALL)

    assert "On 2026-09-09 you had plasma exchange 2 of 5. We took out 3 134 mL" in text
    assert "Your next exchange is planned for 2026-09-11 09:00." in text
    assert letter(replace(facts, signatures=(SIGNED,))).sections[-1].title == "Signed"
    assert "\nPerpetua Nadelstich, 2026-09-09 11:45" in text
    assert all(line in text for line in CALL)


def test_a_next_exchange_that_has_passed_or_begun_is_not_promised(facts: SummaryInput) -> None:
    ahead = facts.ahead
    assert ahead is not None
    in_time = replace(facts, printed_at=at("11:45"))

    assert "Your next exchange" in text_of(in_time)
    assert "Your next exchange" not in text_of(replace(facts, printed_at=ahead.planned_at))
    begun = replace(in_time, ahead=replace(ahead, has_begun=True))
    assert "Your next exchange" not in text_of(begun)
    assert "Your next exchange" not in text_of(replace(in_time, ahead=None))


def test_albumin_leaves_bleeding_and_infections_to_watch_for(facts: SummaryInput) -> None:
    ttp = summary_of("ttp-plasma-daily", "s1")

    for when in ("albumin-given", "fibrinogen-depleted", "antibodies-lowered"):
        assert given(facts, when)
        assert not given(ttp, when)
    assert given(ttp, "plasma-given")
    assert not given(facts, "plasma-given")


def test_low_fibrinogen_is_told_whatever_was_given() -> None:
    ttp = summary_of("ttp-plasma-daily", "s1")
    close = ttp.session.close or records.Close()
    low = {FIBRINOGEN.code: Measured(value=Decimal("0.8"))}

    assert given(with_session(ttp, close=replace(close, after=low)), "fibrinogen-depleted")


def test_citrate_and_heparin_are_told_apart(facts: SummaryInput) -> None:
    def by(product: AnticoagulantProduct) -> SummaryInput:
        order = replace(facts.course.order, anticoagulant=records.Anticoagulant(product=product))
        return replace(facts, course=replace(facts.course, order=order))

    heparin = by(AnticoagulantProduct.HEPARIN)
    assert given(facts, "citrate-given")
    assert given(heparin, "heparin-given")
    assert not given(heparin, "citrate-given")
    plasma = records.Bag(
        id="b", fluid=Fluid.PLASMA_FRESH_FROZEN, volume_ml=Decimal(250), given_ml=Decimal(250)
    )
    assert given(with_session(heparin, bags=(plasma,)), "citrate-given")
    bare = replace(facts.course.order, anticoagulant=None)
    none = with_session(replace(facts, course=replace(facts.course, order=bare)), plan=None)
    assert not given(none, "citrate-given")


def test_the_line_is_told_while_it_is_in_and_the_needle_where_it_was(facts: SummaryInput) -> None:
    def with_device(**changes: Any) -> SummaryInput:
        devices = tuple(replace(one, **changes) for one in facts.course.access_devices or ())
        return replace(facts, course=replace(facts.course, access_devices=devices))

    assert given(with_device(removed_on=None), "line-in-place")
    assert not given(with_device(removed_on=date(2026, 9, 16)), "line-in-place")  # by now
    assert not given(with_device(removed_on=date(2026, 9, 9)), "line-in-place")
    veins = with_device(kind=AccessKind.PERIPHERAL_VEINS)
    assert given(veins, "needle-in-vein")
    assert not given(veins, "line-in-place")


def test_a_line_that_was_placed_after_the_session_is_told(facts: SummaryInput) -> None:
    (old,) = facts.course.access_devices or ()
    out = replace(old, removed_on=facts.printed_at.day)
    new = replace(old, id="new", site="internal-jugular", removed_on=None)
    told = [DeviceChange(device=one, by="a", at=facts.printed_at, why="") for one in (out, new)]

    assert not given(replace(facts, device_changes=tuple(told[:1])), "line-in-place")
    later = replace(facts, device_changes=tuple(told))
    assert given(later, "line-in-place")
    assert given(later, "line-above")
    assert not given(with_session(later, started_at=None), "line-in-place")
    mistaken = replace(told[1], is_taken_back=True)  # it was of another patient
    assert not given(replace(later, device_changes=(*told, mistaken)), "line-in-place")


def test_reactions_and_ace_inhibitors_are_told(facts: SummaryInput) -> None:
    assert given(facts, "reaction-treated")
    assert not any(
        given(with_session(facts, reactions=()), when) for when in APPLIES if "reaction" in when
    )
    ace = records.DrugOfNote(drug="ramipril", drug_class=DrugClass.ACE_INHIBITOR)
    assert given(with_session(facts, drugs_of_note=(ace,)), "ace-inhibitor")
    assert not given(facts, "ace-inhibitor")


@pytest.mark.parametrize(
    ("site", "when"),
    [
        ("femoral", "line-in-leg"),
        ("common-femoral-vein", "line-in-leg"),
        ("internal-jugular", "line-above"),
        ("subclavian", "line-above"),
        ("port", "line-somewhere"),
        (None, "line-somewhere"),
    ],
)
def test_what_may_swell_goes_by_the_site_of_the_line(
    facts: SummaryInput, site: str | None, when: str
) -> None:
    devices = tuple(
        replace(one, site=site, removed_on=None) for one in facts.course.access_devices or ()
    )
    placed = replace(facts, course=replace(facts.course, access_devices=devices))

    sites = ("line-in-leg", "line-above", "line-somewhere")
    assert [one for one in sites if given(placed, one)] == [when]


@pytest.mark.parametrize(
    ("actions", "effect", "when"),
    [
        (("observe", "antihistamine"), None, "reaction-treated"),
        (("observe",), ProcedureEffect.SLOWED, "reaction-treated"),
        (("observe", "other"), ProcedureEffect.CONTINUED, "reaction-watched"),
        (("other",), None, "reaction-untold"),
        ((), None, "reaction-untold"),
    ],
)
def test_treated_is_said_only_of_what_was_treated(
    facts: SummaryInput, actions: tuple[str, ...], effect: ProcedureEffect | None, when: str
) -> None:
    reaction = replace(
        (facts.session.reactions or ())[0],
        actions=tuple(records.ActionTaken(action=one) for one in actions),
        procedure=effect,
    )

    had = with_session(facts, reactions=(reaction,))

    assert [one for one in APPLIES if "reaction" in one and APPLIES[one](had)] == [when]


def test_drugs_to_take_after_and_an_early_end_are_told(facts: SummaryInput) -> None:
    after = records.DrugAfter(drug="rituximab", dose="500 mg", hold_until=at("13:00"))
    close = replace(facts.session.close or records.Close(), end_reason=EndReason.REACTION)

    text = text_of(with_session(facts, drugs_after=(after,), close=close))

    assert "After this exchange: rituximab 500 mg: hold until 13:00." in text
    assert "The treatment ended earlier than planned." in text


def test_what_is_not_finished_says_so_across_the_page(facts: SummaryInput) -> None:
    running = with_session(facts, ended_at=None, close=None)
    planned = with_session(facts, started_at=None, ended_at=None, close=None)

    assert letter(facts).draft_mark == "DRAFT – not signed"
    assert letter(running).draft_mark.startswith("UNFINISHED")
    assert "It has not ended yet." in text_of(running)
    assert letter(planned).draft_mark.startswith("UNFINISHED")
    assert "has not been started" in text_of(planned)
    assert letter(replace(facts, signatures=(SIGNED,))).draft_mark == ""


def test_without_a_telephone_there_are_lines_for_a_pen(facts: SummaryInput) -> None:
    def pens(report: model.Report) -> int:
        return sum(
            isinstance(block, model.WritingLines)
            for section in report.sections
            for block in section.blocks
        )

    assert (pens(letter(facts)), pens(letter(facts, *CALL))) == (1, 0)


@pytest.mark.parametrize("paper", list(PaperSize))
@pytest.mark.parametrize("family_name", ["Musterwald", "سلمى كوثر", "כהן־לוי", "अनन्या", "Łukasz"])
def test_it_stands_on_one_page_whoever_it_is_for(
    facts: SummaryInput, paper: PaperSize, family_name: str
) -> None:
    fullest = with_session(
        with_patient(facts, family_name=family_name),
        drugs_of_note=(records.DrugOfNote(drug="ramipril", drug_class=DrugClass.ACE_INHIBITOR),),
        bags=(
            *(facts.session.bags or ()),
            records.Bag(
                id="b",
                fluid=Fluid.PLASMA_FRESH_FROZEN,
                volume_ml=Decimal(250),
                given_ml=Decimal(250),
            ),
        ),
    )

    reader = PdfReader(io.BytesIO(render(letter(fullest, *CALL), paper)))

    (page,) = reader.pages
    width, height = paper.points
    assert (page.mediabox.width, page.mediabox.height) == pytest.approx((width, height), abs=1)
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts_of(reader).values())
    titles = [str(one["/Title"]) for one in reader.outline if not isinstance(one, list)]
    assert titles == [section.title for section in letter(fullest).sections]
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en"


def test_large_type_shrinks_only_as_far_as_it_has_to(facts: SummaryInput) -> None:
    many = tuple(
        records.DrugAfter(drug=f"drug {number} with quite a long name", hold_until=at("13:00"))
        for number in range(12)
    )
    short, full = (
        PdfReader(io.BytesIO(render(letter(one))))
        for one in (facts, with_session(facts, drugs_after=many))
    )

    def size(reader: PdfReader) -> float:
        found: list[float] = []
        reader.pages[0].extract_text(
            visitor_text=lambda text, _cm, _tm, _font, points: (
                found.append(points) if "Stand up slowly" in text else None
            )
        )
        return found[0]

    assert size(short) == LARGE_SIZES[0]
    assert LARGE_SIZES[-1] <= size(full) < LARGE_SIZES[0]


def test_more_than_a_page_of_the_smallest_type_goes_on(facts: SummaryInput) -> None:
    many = tuple(
        records.DrugAfter(drug=f"drug {number}", hold_until=at("13:00")) for number in range(90)
    )

    pages = PdfReader(io.BytesIO(render(letter(with_session(facts, drugs_after=many))))).pages

    assert len(pages) > 1  # nothing is left out
