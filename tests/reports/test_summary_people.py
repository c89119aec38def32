"""A session that was handed over says so in print, with the card that both signed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from plexlog.domain.records import Bag, DrugGiven, HandedOn, HandOver, HandSigned
from plexlog.domain.words import Fluid
from plexlog.reports.session_summary import SummaryInput, session_summary
from tests.reports.cases import as_text, at, told, with_session

CARD = (HandedOn(about="Bags", words="3 bags, last albumin L7, 120 mL left"),)


def signed(name: str) -> HandSigned:
    return HandSigned(name=name, staff_key=name, public_key="a1", signature="b2")


def handed(**changes: str) -> HandOver:
    return HandOver(
        at=at("10:42"),
        given_by="Ada N.",
        taken_by="Cem Dogan",
        told=CARD,
        note=changes.get("note"),
        signed=(signed("Ada N."), signed("Cem Dogan")),
    )


def test_who_gave_and_who_took_is_printed_with_the_card(facts: SummaryInput) -> None:
    changed = with_session(facts, hand_overs=(handed(note="daughter waits"), handed()))

    text = told(changed, "Handed over")

    assert text.count("10:42 Ada N. to Cem Dogan, signed by both") == 2
    assert "3 bags, last albumin L7, 120 mL left" in text
    assert text.count("daughter waits") == 1


def test_one_that_nobody_signed_does_not_say_so(facts: SummaryInput) -> None:
    changed = with_session(facts, hand_overs=(replace(handed(), signed=None),))

    text = told(changed, "Handed over")

    assert "10:42 Ada N. to Cem Dogan, with the passwords of both" in text


def test_a_session_in_one_hand_has_no_such_section(facts: SummaryInput) -> None:
    assert "Handed over" not in as_text(session_summary(facts))


def test_what_two_checked_is_printed_with_both_names(facts: SummaryInput) -> None:
    bag = Bag(
        id="p",
        fluid=Fluid.PLASMA_FRESH_FROZEN,
        volume_ml=Decimal(250),
        lot="P1",
        started_at=at("10:10"),
        by="Ada N.",
        cosigned_by="Cem Dogan",
        cosigned_at=at("10:12"),
    )
    drug = DrugGiven(
        at=at("10:20"), drug="calcium gluconate", dose="10 mL", cosigned_by="Cem Dogan"
    )
    changed = with_session(facts, bags=(bag,), drugs_given=(drug,))

    text = told(changed, "Checked by two")

    assert "fresh frozen plasma P1" in text
    assert "10:12" in text
    assert "calcium gluconate, 10 mL" in text
    assert text.count("Cem Dogan") == 2
