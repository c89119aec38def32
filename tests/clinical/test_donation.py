"""Donation numbers: published check characters, and slips that must not pass."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plexlog.clinical.domain_errors import ImpossibleValueError
from plexlog.clinical.donation import (
    check_character,
    check_fits,
    checksum,
    flag_fits,
    is_donation_number,
)

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NUMBERS = st.from_regex(r"[A-NP-Z1-9][A-Z0-9]{4}[0-9]{8}", fullmatch=True)


@pytest.mark.parametrize(
    ("din", "check", "flag"),
    [
        ("G123417654321", "A", "70"),
        ("G123498654321", "H", "77"),
        ("W000126123456", "5", "65"),
        ("W000126123465", "3", "63"),
        ("W000126000028", "*", "96"),
    ],
)
def test_published_donation_numbers(din: str, check: str, flag: str) -> None:
    assert check_character(din) == check
    assert check_fits(din, check)
    assert flag_fits(din, flag)


def test_small_letters_and_spaces_are_read_as_the_label() -> None:
    assert check_fits("g1234 17 654321", "a")


@pytest.mark.parametrize("din", ["G12341765432", "G1234176543210", "O123417654321", "", "G1234"])
def test_what_is_no_donation_number(din: str) -> None:
    assert not is_donation_number(din)
    assert not check_fits(din, "A")
    assert not flag_fits(din, "70")
    with pytest.raises(ImpossibleValueError, match="13 characters"):
        checksum(din)


@pytest.mark.parametrize("flag", ["00", "12", "59", "97", "A1", "²²"])
def test_flags_that_carry_no_checksum_pass(flag: str) -> None:
    assert flag_fits("G123417654321", flag)


@given(NUMBERS, st.integers(0, 12), st.sampled_from(LETTERS + "0123456789"))
def test_any_single_wrong_character_is_caught(din: str, place: int, wrong: str) -> None:
    slipped = din[:place] + wrong + din[place + 1 :]
    assume(slipped != din)

    assert not check_fits(slipped, check_character(din))


@given(NUMBERS, st.integers(0, 12), st.integers(0, 12))
def test_any_two_swapped_characters_are_caught(din: str, one: int, other: int) -> None:
    swapped = list(din)
    swapped[one], swapped[other] = din[other], din[one]
    slipped = "".join(swapped)
    assume(slipped != din)

    assert not check_fits(slipped, check_character(din))


@given(NUMBERS, st.integers(60, 96))
def test_only_one_checked_flag_fits(din: str, flag: int) -> None:
    assert flag_fits(din, str(flag)) is (flag - 60 == checksum(din))
