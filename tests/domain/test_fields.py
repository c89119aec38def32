"""Fields: reading what was typed, writing it, and saying how far out it is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plexlog.domain.catalogue import (
    ACCESS_PRESSURE,
    CATALOGUE,
    INR,
    REMOVED,
    SYSTOLIC,
    TEMPERATURE,
)
from plexlog.domain.entry import read_entry
from plexlog.domain.errors import UnreadableError
from plexlog.domain.fields import (
    Catalogue,
    ChoiceField,
    FieldLike,
    Limits,
    NumberField,
    Place,
    Severity,
    TextField,
)

SIDE = ChoiceField(code="side", label="Side", choices={"left": "Left side", "right": "Right side"})
NOTE = TextField(code="note", label="Note", longest=10)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("36.7", "36.7"),
        ("36,7", "36.7"),
        (" 36.70 ", "36.70"),
        ("37", "37"),
        ("37.", "37"),
        ("+36.7", "36.7"),
    ],
)
def test_a_number_is_read_with_point_or_comma(text: str, value: str) -> None:
    assert TEMPERATURE.parse(text) == Decimal(value)


@pytest.mark.parametrize("text", ["1 460", "1\u202f460", "1\u00a0460", "1460"])
def test_thousands_may_stand_apart_as_screens_write_them(text: str) -> None:
    assert REMOVED.parse(text) == 1460


@pytest.mark.parametrize("text", ["-120", "\u2212120"])
def test_a_minus_is_read_as_typed_and_as_printed(text: str) -> None:
    assert ACCESS_PRESSURE.parse(text) == -120


@pytest.mark.parametrize(
    "text", ["", "abc", "12 0", "1_0", "1e2", "nan", "Infinity", "1.2.3", "--1", "٣٦", "."]
)
def test_what_is_no_plain_number_is_not_guessed_at(text: str) -> None:
    with pytest.raises(UnreadableError, match="must be a number, 40 to 280 mmHg"):
        SYSTOLIC.parse(text)


@pytest.mark.parametrize("text", ["1,000", "1.000", "118.5"])
def test_a_whole_number_takes_no_decimals_and_a_thousand_is_never_one(text: str) -> None:
    with pytest.raises(UnreadableError, match="takes no decimals"):
        REMOVED.parse(text)


def test_decimals_beyond_the_field_are_refused_not_rounded() -> None:
    with pytest.raises(UnreadableError, match=r"at most 1 decimal, .* °C"):
        TEMPERATURE.parse("36.75")


def test_a_number_of_forty_digits_is_read_and_then_impossible() -> None:
    entry = read_entry(SYSTOLIC, "1" * 40)

    assert entry.is_refused


def test_a_unit_without_a_sign_leaves_no_space_behind() -> None:
    assert INR.refusal() == "possible 0.5 to 20"
    with pytest.raises(UnreadableError, match=r"0\.5 to 20$"):
        INR.parse("x")


@pytest.mark.parametrize(
    ("value", "text"), [("36.7", "36.7"), ("37", "37.0"), ("36.75", "36.75"), ("1E+1", "10.0")]
)
def test_a_number_is_written_with_its_decimals_and_never_rounded(value: str, text: str) -> None:
    assert TEMPERATURE.format(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "severity"),
    [
        ("39", Severity.REFUSE),
        ("40", Severity.ASK),
        ("69", Severity.ASK),
        ("70", Severity.NOTICE),
        ("89", Severity.NOTICE),
        ("90", None),
        ("180", None),
        ("181", Severity.NOTICE),
        ("221", Severity.ASK),
        ("281", Severity.REFUSE),
    ],
)
def test_bounds_are_inside_their_range(value: str, severity: Severity | None) -> None:
    assert SYSTOLIC.check(Decimal(value)) is severity


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (None, None, "any"),
        ("1", None, "from 1"),
        (None, "2", "up to 2"),
        ("1", "2", "1 to 2"),
    ],
)
def test_limits_are_said_in_words(low: str | None, high: str | None, words: str) -> None:
    assert str(Limits.of(low, high)) == words


@pytest.mark.parametrize(
    ("outer", "inner", "encloses"),
    [
        (Limits(), Limits.of("1", "2"), True),
        (Limits.of("1", "2"), Limits.of("1", "2"), True),
        (Limits.of("1", "2"), Limits.of("0", "2"), False),
        (Limits.of("1", "2"), Limits.of("1", "3"), False),
        (Limits.of("1", "2"), Limits(), False),
    ],
)
def test_limits_nest(outer: Limits, inner: Limits, encloses: bool) -> None:
    assert outer.enclose(inner) is encloses


@pytest.mark.parametrize("text", ["left", "Left side", " left "])
def test_a_choice_is_read_by_code_or_label(text: str) -> None:
    assert SIDE.parse(text) == "left"
    assert SIDE.format("left") == "Left side"


def test_a_choice_that_is_none_names_those_there_are() -> None:
    with pytest.raises(UnreadableError, match="one of Left side, Right side"):
        SIDE.parse("middle")


def test_a_text_is_kept_character_for_character() -> None:
    assert NOTE.format(NOTE.parse(" Ñandú\n")) == " Ñandú\n"


@pytest.mark.parametrize(
    ("text", "reason"), [("x" * 11, "at most 10 characters"), ("a\x07", "no control characters")]
)
def test_a_text_too_long_or_with_control_characters_is_refused(text: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        NOTE.parse(text)


@pytest.mark.parametrize(("field", "value"), [(SIDE, "left"), (NOTE, "x")])
def test_choices_and_texts_ask_nothing(field: FieldLike, value: str) -> None:
    assert field.check(value) is None


def test_a_code_is_declared_only_once() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        Catalogue([SYSTOLIC, SYSTOLIC])


def test_the_catalogue_knows_what_is_taken_where() -> None:
    assert CATALOGUE["systolic_mmhg"] is SYSTOLIC
    assert "systolic_mmhg" in CATALOGUE
    assert SYSTOLIC in CATALOGUE.at(Place.READING)
    assert CATALOGUE.takes("systolic_mmhg", Place.BEFORE)
    assert not CATALOGUE.takes("systolic_mmhg", Place.LABORATORY)
    assert not CATALOGUE.takes("height_of_bed", Place.BEFORE)


def test_a_column_is_headed_by_the_short_name_if_there_is_one() -> None:
    assert SYSTOLIC.heading == "systolic"
    assert CATALOGUE["weight_kg"].heading == "Weight"


def test_a_severity_has_its_word() -> None:
    assert [one.word for one in Severity] == ["notice", "ask", "stop", "refuse"]


def test_a_blank_entry_takes_back_and_refuses_nothing() -> None:
    entry = read_entry(SYSTOLIC, "  ")

    assert entry.is_blank
    assert not entry.is_refused
    assert entry.value is None


@pytest.mark.parametrize(
    ("text", "severity", "message"),
    [
        ("abc", Severity.REFUSE, "Systolic pressure must be a number, 40 to 280 mmHg"),
        ("400", Severity.REFUSE, "possible 40 to 280 mmHg"),
        ("65", Severity.ASK, "65 mmHg is below what is plausible, 70 to 220"),
        ("230", Severity.ASK, "230 mmHg is above what is plausible, 70 to 220"),
        ("185", Severity.NOTICE, "185 mmHg is above what is usual, 90 to 180"),
        ("120", None, ""),
    ],
)
def test_an_entry_says_what_the_text_asks_of_the_person(
    text: str, severity: Severity | None, message: str
) -> None:
    entry = read_entry(SYSTOLIC, text)

    assert (entry.severity, entry.message) == (severity, message)
    assert entry.text == text
    assert not entry.is_blank
    assert entry.is_refused == (entry.value is None)
    assert entry.is_question == (severity is Severity.ASK)


def test_a_remark_on_a_quantity_without_unit_leaves_no_space() -> None:
    declared = NumberField(
        code="ratio",
        label="Ratio",
        unit="1",
        shown_unit="",
        places=(Place.SESSION,),
        possible=Limits.of("0", "9"),
        usual=Limits.of("0", "1"),
        source="invented",
    )

    assert read_entry(declared, "2").message == "2 is above what is usual, 0 to 1"
