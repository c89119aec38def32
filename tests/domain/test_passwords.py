"""A new password is long enough and not among the first that are guessed; both said in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plexlog.domain.passwords import (
    PasswordRefusedError,
    see_that_it_is_safe,
    strength,
    why_not,
)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("", "A password is needed"),
        ("seven swa", "At least 10 characters"),
        ("s" * 257, "At most 256"),
        ("ababababababab", "Too few different signs"),
        ("Password2026", "first that are guessed"),
        ("P4$$word 1234", "first that are guessed"),
        ("plasmaexchange", "first that are guessed"),
        ("apheresis unit 1", "first that are guessed"),
        ("qwertzuiop", "first that are guessed"),
        ("1234567890", "first that are guessed"),
        ("9876543210!", "first that are guessed"),
        ("anna.birke1", "hardly more than the login or the name"),
        ("Birke-Anna-26", "hardly more than the login or the name"),
    ],
)
def test_what_is_easily_guessed_is_refused_with_the_reason(password: str, why: str) -> None:
    assert why in why_not(password, "anna.birke", "Anna Birke")
    with pytest.raises(PasswordRefusedError, match=why):
        see_that_it_is_safe(password, "anna.birke", "Anna Birke")


@pytest.mark.parametrize(
    "password", ["Ben Cole 1234", "ben2026cole!", "Cole-Bén-0815", "Cole-Be\u0301n-0815"]
)
def test_a_name_and_a_number_are_refused_however_short_the_name(password: str) -> None:
    assert "hardly more than the login or the name" in why_not(password, "bc", "Ben Cole Bén")


def test_a_short_name_may_stand_in_a_sentence_and_a_number_without_it() -> None:
    see_that_it_is_safe("ten benches of oak", "ben", "Ben Oak")
    see_that_it_is_safe("4719 0288 31", "ben", "Ben Cole")


@pytest.mark.parametrize(
    "password",
    ["seven swans", "nine herons", "invented and long enough", "4719 0288 31", "Ö Öl äße 9"],
)
def test_a_short_sentence_is_taken(password: str) -> None:
    see_that_it_is_safe(password, "bo", "Anna Birke")
    see_that_it_is_safe(password)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", ""),
        ("seven", "Too short: 5 more"),
        ("password12", "Easily guessed"),
        ("seven swans", "Enough; longer is better"),
        ("seven swans swim", "Good"),
        ("seven swans swim on the lake", "Strong"),
    ],
)
def test_strength_is_said_in_words(typed: str, said: str) -> None:
    assert strength(typed, "anna") == said


@given(st.text(max_size=300), st.text(max_size=20))
def test_any_text_gets_an_answer(password: str, person: str) -> None:
    assert bool(why_not(password, person)) == (
        strength(password, person) in ("", "Easily guessed")
        or strength(password, person).startswith("Too short")
    )
