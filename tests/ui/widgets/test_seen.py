"""Severities and chairs as they are seen by those who see fewer colours.

The matrices are those of Machado, Oliveira and Fernandes (2009) for complete protanopia,
deuteranopia and tritanopia, on linear light.
"""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtGui import QColor

from tests.ui.widgets.test_theme import THEMES, luminance
from ui.shell.chair import LETTERS, Chair, next_chair
from ui.widgets.severity import LOOKS, severity_word
from ui.widgets.theme import Theme

MATRICES = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}  # fmt: skip
CHAIRS = [Chair(letter) for letter in (*LETTERS, "E")]


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def curved(part: float) -> float:
    held = min(max(part, 0.0), 1.0)
    return held * 12.92 if held <= 0.0031308 else 1.055 * held ** (1 / 2.4) - 0.055


def seen_as(colour: QColor, sight: str) -> QColor:
    """A colour as it is seen."""
    given = [linear(one) for one in (colour.redF(), colour.greenF(), colour.blueF())]
    mixed = (sum(m * g for m, g in zip(row, given, strict=True)) for row in MATRICES[sight])
    return QColor.fromRgbF(*(curved(one) for one in mixed))


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_every_severity_has_a_shape_and_a_word_of_its_own() -> None:
    for one, other in combinations(LOOKS, 2):
        assert LOOKS[one].icon != LOOKS[other].icon
        assert severity_word(one) != severity_word(other)


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])
@pytest.mark.parametrize("sight", MATRICES)
def test_a_severity_can_be_read_however_its_colours_are_seen(theme: Theme, sight: str) -> None:
    for look in LOOKS.values():
        ink, tint = (seen_as(theme.colour(one), sight) for one in (look.ink, look.tint))
        assert contrast(ink, tint) >= 7.0, look


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])
def test_the_letter_of_a_chair_stands_out_from_its_colour(theme: Theme) -> None:
    for chair in CHAIRS:
        assert contrast(theme.colour("onChair"), theme.colour(chair.fill)) >= 7.0
        for sight in MATRICES:
            seen = (seen_as(theme.colour(one), sight) for one in ("onChair", chair.fill))
            assert contrast(*seen) >= 7.0


def test_no_two_chairs_have_one_letter() -> None:
    taken: set[Chair] = set()
    for _chair in range(6):
        taken.add(next_chair(taken))

    assert {chair.letter for chair in taken} == set("ABCDEF")


def test_a_letter_that_was_worn_comes_again_only_when_all_colours_were() -> None:
    a, b, c, d = (Chair(letter) for letter in LETTERS)

    assert next_chair({b}, [a]) == c
    assert next_chair({b, d}, [c, a]) == c
