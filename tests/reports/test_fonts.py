"""Which font writes which part of a text."""

from __future__ import annotations

import pytest

from plexlog.reports import fonts


def parts(text: str) -> list[tuple[str, str]]:
    return [(run.text, run.font) for run in fonts.runs(fonts.prepared(text))]


@pytest.mark.parametrize("name", list(fonts.FILES))
def test_every_bundled_font_can_be_read(name: str) -> None:
    assert len(fonts.letters(name)) > 50


@pytest.mark.parametrize(
    "text", ["Ada", "Łukasz Ñandú", "Ngô Thị Ánh", "Ωμέγα", "Жанна", "1\u202f460 ×10⁹/L"]
)
def test_latin_greek_and_cyrillic_stay_in_one_font_without_shaping(text: str) -> None:
    (run,) = fonts.runs(fonts.prepared(text))

    assert run.font == fonts.REGULAR
    assert not run.is_shaped


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("अनन्या", "Noto Sans Devanagari"),
        ("ליאור", "Noto Sans Hebrew"),
        ("سلمى", "Noto Sans Arabic"),
        ("สมชาย", "Noto Sans Thai"),
        ("გიორგი", "Noto Sans Georgian"),
        ("ᲒᲘᲝᲠᲒᲘ", "Noto Sans Georgian"),
        ("Արամ", "Noto Sans Armenian"),
        ("தமிழ்", "Noto Sans Tamil"),
    ],
)
def test_scripts_that_need_it_are_shaped_in_their_own_font(text: str, font: str) -> None:
    assert fonts.runs(text) == [fonts.Run(text, font, is_shaped=True)]
    (bold,) = fonts.runs(text, is_bold=True)
    assert bold.font == f"{font} Bold"


def test_a_script_in_one_weight_stands_for_bold_too() -> None:
    text = "አበበ"

    assert fonts.runs(text, is_bold=True) == fonts.runs(text)
    assert fonts.runs(text) == [fonts.Run(text, "Noto Sans Ethiopic", is_shaped=True)]


@pytest.mark.parametrize(
    ("sign", "font"),
    [("≥", "Math"), ("→", "Math"), ("\u2212", "Math"), ("♀", "Symbols"), ("◆", "Symbols2")],
)
def test_signs_come_from_the_sign_fonts(sign: str, font: str) -> None:
    assert parts(f"a {sign}5") == [
        ("a ", fonts.REGULAR),
        (sign, f"Noto Sans {font}"),
        ("5", fonts.REGULAR),
    ]


def test_words_from_right_to_left_stand_in_reading_order() -> None:
    runs = parts("כהן לוי, Ada")

    assert [text for text, _ in runs] == ["Ada", " ", ",", "לוי", " ", "כהן"]


def test_a_sign_in_a_right_to_left_text_is_mirrored_as_it_is_read() -> None:
    runs = parts("כהן ≥ 5")

    assert [text for text, _ in runs] == ["5", " ", "≤", " ", "כהן"]


def test_a_passage_at_the_end_is_turned_too() -> None:
    assert [text for text, _ in parts("MRN כהן לוי")] == ["MRN ", "לוי", " ", "כהן"]


def test_a_sign_that_no_font_has_is_seen_to_be_missing() -> None:
    assert parts("x\U00013000") == [("x\ufffd", fonts.REGULAR)]


def test_chinese_japanese_and_korean_have_a_font() -> None:
    assert parts("x漢かな김") == [("x", fonts.REGULAR), ("漢かな김", "Droid Sans Fallback")]


def test_letters_are_composed_and_invisible_marks_dropped() -> None:
    assert fonts.prepared("a\u0302\u0323\u200fb\tc") == "\u1eadb c"
    assert fonts.prepared("1\u202f460") == "1\u00a0460"


def test_a_mark_that_cannot_be_composed_is_shaped_with_its_letter() -> None:
    (run,) = fonts.runs("x\u0323y")

    assert run == fonts.Run("x\u0323y", fonts.REGULAR, is_shaped=True)


def test_a_joiner_belongs_to_its_script() -> None:
    (run,) = fonts.runs("क्\u200dष")
    assert run.font == "Noto Sans Devanagari"
    assert fonts.runs("x\u200dé")[0].text.endswith("é")


def test_a_letter_that_its_script_font_lacks_is_looked_for_elsewhere() -> None:
    lacking = next(chr(point) for point in range(0x0590, 0x0600) if not _in_hebrew(point))

    (run,) = fonts.runs(lacking)

    assert run.text == fonts.UNKNOWN


def _in_hebrew(point: int) -> bool:
    return point in fonts.letters("Noto Sans Hebrew")


@pytest.mark.parametrize(
    ("name", "is_writable"),
    [
        ("Łukasz Ngô", True),
        ("अनन्या", True),
        ("ליאור", True),
        ("สมชาย", True),
        ("জয়া", False),
        ("မောင်", False),
    ],
)
def test_a_name_that_cannot_be_written_is_known(name: str, is_writable: bool) -> None:
    assert fonts.can_write(name) is is_writable
