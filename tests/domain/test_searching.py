"""Names are found however they are typed."""

from __future__ import annotations

import pytest

from plexlog.domain.searching import are_alike, folded, letters, resembling, words_sought


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("O\u2019Brien", "obrien"),
        ("O'Brien-\u015eahin", "OBRIEN-SAHIN"),
        ("Zo\u00eb S\u00f8rensen", "zoe sorensen"),
        ("Wa\u0142\u0119sa", "walesa"),
    ],
)
def test_case_accents_and_apostrophes_do_not_tell_names_apart(name: str, typed: str) -> None:
    assert folded(name) == folded(typed)


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        ("O'Brien-Sahin Zoe", "O\u2019Brien-\u015eahin Zo\u00eb", True),
        ("Okafor Ngozi", "Ngozi Okafor", True),
        ("Okafor Ngozi", "Okafer Ngozi", True),
        ("Okafor Ngozi", "Zweig Albert", False),
    ],
)
def test_a_slip_of_the_pen_makes_nobody_another(one: str, other: str, is_alike: bool) -> None:
    assert are_alike(one, other) is is_alike


def test_what_is_typed_is_taken_apart_as_lists_show_it() -> None:
    assert words_sought(" Nádelbaum, Zoë,1961 ") == ["nadelbaum", "zoe", "1961"]
    assert words_sought(" , ") == []


def test_letters_are_what_is_left_without_signs_and_blanks() -> None:
    assert letters("van der \u00d8l-O\u2019Meer") == "vanderolomeer"


def test_names_that_could_be_taken_for_another_are_found() -> None:
    others = ("nadelbaum", "nadelbaumer", "nadlbaum", "mubaldean", "quittenberg", "nadel", "")

    assert resembling("nadelbaum", others) == ["nadelbaum", "nadelbaumer", "nadlbaum"]
    assert resembling("", others[:2]) == []
