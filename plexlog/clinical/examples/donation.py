"""Worked examples of the check character of donation numbers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plexlog.clinical.donation import check_character, check_fits, checksum
from plexlog.clinical.examples.example import REFUSED, Example

ISBT = "ISBT 128 Standard Technical Specification (ST-001), appendix A"
RED_BOOK = "Guidelines for the Blood Transfusion Services in the UK, annex 2"
OWN = "worked by hand after ST-001, appendix A"
NUMBERS = (
    ("G123417654321", "A", 10, ISBT),
    ("G123498654321", "H", 17, RED_BOOK),
    ("W000126123456", "5", 5, OWN),
    ("W000126123465", "3", 3, OWN),
    ("W000126000028", "*", 36, OWN),
)


def _numbers() -> Iterator[Example]:
    for number, character, value, source in NUMBERS:
        yield Example(
            formula="Check character",
            inputs=number,
            expected=character,
            compute=partial(check_character, number),
            source=source,
        )
        yield Example(
            formula="Checksum of the flag",
            inputs=number,
            expected=value,
            compute=partial(checksum, number),
            source=source,
        )
    yield Example(
        formula="Check character",
        inputs="G123417654312 typed with A",
        expected="does not fit",
        compute=lambda: "fits" if check_fits("G123417654312", "A") else "does not fit",
        source=ISBT,
    )
    yield Example(
        formula="Check character",
        inputs="G12341765432, 12 characters",
        expected=REFUSED,
        compute=partial(check_character, "G12341765432"),
        source=ISBT,
    )


DONATION_EXAMPLES = tuple(_numbers())
