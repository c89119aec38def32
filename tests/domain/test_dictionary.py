"""The data dictionary says of each quantity what was declared."""

from __future__ import annotations

from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.dictionary import fields_markdown
from plexlog.domain.fields import Catalogue, Limits, NumberField, Place

MADE_UP = NumberField(
    code="zinc_umol_l",
    label="Zinc",
    help="Fasting sample",
    unit="umol/L",
    shown_unit="µmol/L",
    places=(Place.BEFORE, Place.LABORATORY),
    possible=Limits.of("1", "100"),
    usual=Limits.of("10", "20"),
    source="invented",
    loinc="0-0",
)


def test_each_quantity_has_its_row() -> None:
    text = fields_markdown(CATALOGUE)

    assert [
        declared.code for declared in CATALOGUE if f"\n| `{declared.code}` |" not in text
    ] == []


def test_a_row_says_what_was_declared() -> None:
    text = fields_markdown(Catalogue([MADE_UP]))

    assert (
        "| `zinc_umol_l` | Zinc | µmol/L (`umol/L`) | 0 | before, laboratory "
        "| 1 to 100 |  | 10 to 20 | 0-0 |" in text
    )
    assert "- `zinc_umol_l`: Fasting sample" in text


def test_what_nothing_is_said_of_has_no_heading() -> None:
    text = fields_markdown(Catalogue([MADE_UP]))

    assert "## Why there is no LOINC code" not in text


def test_a_short_name_stands_beside_the_label() -> None:
    assert "| Haematocrit (Hct) |" in fields_markdown(CATALOGUE)
