"""Titres: read and written as a laboratory does, compared in two-fold steps."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plexlog.clinical.titres import titre_steps, titre_words
from plexlog.domain import wording
from plexlog.domain.catalogue import ISOAGGLUTININ_IGG
from plexlog.domain.entry import read_entry
from plexlog.domain.errors import UnreadableError
from plexlog.domain.fields import Severity
from plexlog.domain.shapes import Measured


@pytest.mark.parametrize(
    ("typed", "value", "written"),
    [
        ("1:256", 256, "1:256"),
        ("1 : 256", 256, "1:256"),
        (" 256 ", 256, "1:256"),
        ("1/32", 32, "1:32"),
        ("1", 1, "1:1"),
        ("1:1", 1, "1:1"),
        ("0", 0, "negative"),
        ("Negative", 0, "negative"),
        ("1:4096", 4096, "1:4096"),
    ],
)
def test_a_titre_is_read_and_written(typed: str, value: int, written: str) -> None:
    read = ISOAGGLUTININ_IGG.parse(typed)

    assert read == value
    assert wording.quantity_with_unit(ISOAGGLUTININ_IGG, Measured(value=read)) == written


@pytest.mark.parametrize("typed", ["1:", "2:256", "1:2:4", "256.5", "positive", "1:1,024"])
def test_what_is_no_titre_is_not_guessed(typed: str) -> None:
    with pytest.raises(UnreadableError):
        ISOAGGLUTININ_IGG.parse(typed)


def test_an_unlikely_titre_is_asked_about() -> None:
    assert read_entry(ISOAGGLUTININ_IGG, "1:65536").severity is Severity.ASK
    assert read_entry(ISOAGGLUTININ_IGG, "1:9999999").is_refused


@pytest.mark.parametrize(("value", "steps"), [(1, 0), (2, 1), (256, 8), (1024, 10), (0, -1)])
def test_steps_are_two_fold(value: int, steps: float) -> None:
    assert titre_steps(value) == steps


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ((512, 32), "1:512 to 1:32, 4 two-fold steps lower."),
        ((8, 64), "1:8 to 1:64, 3 two-fold steps higher."),
        ((10, 160), "1:10 to 1:160, 4 two-fold steps higher."),
        ((100, 16), "1:100 to 1:16, 2.6 two-fold steps lower."),
        ((64, 32), "1:64 to 1:32, no change beyond one two-fold step."),
        ((4, 0), "1:4 to negative, 3 two-fold steps lower."),
    ],
)
def test_a_change_is_told_in_steps(values: tuple[int, ...], told: str) -> None:
    words = titre_words(ISOAGGLUTININ_IGG, [Decimal(value) for value in values])

    assert words == f"Isoagglutinin titre, IgG: {told}"


def test_one_titre_has_nothing_to_differ_from() -> None:
    assert titre_words(ISOAGGLUTININ_IGG, [Decimal(8)]) == ""
