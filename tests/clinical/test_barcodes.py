"""ISBT 128 as a scanner types it: what is read, what is named, what is refused."""

from __future__ import annotations

import string
from datetime import date, time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plexlog.clinical.barcodes import (
    BloodGroup,
    DonationNumber,
    Expiry,
    Kind,
    Lot,
    Other,
    ProductCode,
    Scan,
    ScanError,
    Serial,
    TradeItem,
    expect,
    isbt128,
)
from plexlog.clinical.barcodes.structures import STRUCTURES
from plexlog.clinical.donation import check_character, checksum
from plexlog.domain.words import Abo, RhD

DONATION = "=G12341765432170"  # the example of ST-001, appendix A
LABEL = f"{DONATION}=%5100=<E0701V00&>0263652359"

DINS = st.from_regex(r"[A-NP-Z1-9][A-Z0-9]{4}[0-9]{8}", fullmatch=True)
GROUPS = st.sampled_from(sorted(set(isbt128.GROUPS.values()), key=str))
TIMES = st.one_of(st.just(""), st.times().map(lambda at: f"{at:%H:%M}"))
WRITTEN = st.one_of(
    st.builds(DonationNumber, DINS, st.integers(0, 59).map("{:02}".format)),
    DINS.map(lambda din: DonationNumber(din, str(60 + checksum(din)))),
    st.tuples(GROUPS, st.sampled_from(string.digits + string.ascii_uppercase)).map(
        lambda drawn: BloodGroup(*drawn[0], drawn[1])
    ),
    st.from_regex(r"[A-Z][A-Z0-9]{4}[A-Za-z0-9][A-Z0-9][a-z0-9]", fullmatch=True).map(ProductCode),
    st.builds(Expiry, st.dates(date(1900, 1, 1), date(2199, 12, 31)), TIMES),
    st.builds(Other, st.just("special testing"), st.just("&("), st.just("N0008")),
)


def refusal(text: str) -> str:
    """What is said of a scan that is refused."""
    with pytest.raises(ScanError) as refused:
        isbt128.read(text)
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "element", "words"),
    [
        (
            DONATION,
            DonationNumber("G123417654321", "70"),
            "donation number G1234 17 654321",
        ),
        ("=%8400", BloodGroup(Abo.AB, RhD.POSITIVE), "blood group AB RhD positive"),
        ("=%6600", BloodGroup(Abo.A, None), "blood group A"),
        ("=<E0701V00", ProductCode("E0701V00"), "product code E0701V00"),
        ("=>026365", Expiry(date(2026, 12, 31)), "expiry 2026-12-31"),
        ("&>0280602359", Expiry(date(2028, 2, 29), "23:59"), "expiry 2028-02-29 23:59"),
        ("=>999365", Expiry(date(1999, 12, 31)), "expiry 1999-12-31"),
        ("&)1234567890", Other("lot of the empty container", "&)", "1234567890"), None),
        ("='A9999123456", Other("number of a member of staff", "='", "A9999123456"), None),
        ("&a12", Other("local code of a blood bank", "&a", "12"), None),
    ],
)
def test_what_a_label_says_is_read(text: str, element: object, words: str | None) -> None:
    scan = isbt128.read(text)

    assert scan == Scan("ISBT 128", (element,))  # type: ignore[arg-type] # one of the elements
    assert words in (None, scan.words)


def test_a_bar_code_of_the_standard_is_known_by_its_beginning() -> None:
    begun = [isbt128.is_isbt128(text) for text in (DONATION, "&>0263652359", "(01)", "")]

    assert begun == [True, True, False, False]


@pytest.mark.parametrize("code", isbt128.GROUPS)
def test_every_group_is_read_from_its_code(code: str) -> None:
    (found,) = isbt128.read(f"=%{code}00").elements

    assert isinstance(found, BloodGroup)
    assert (found.abo, found.rhd) == isbt128.GROUPS[code]


def test_the_codes_of_the_groups_are_those_of_the_standard() -> None:
    codes = {
        "51": "O positive", "95": "O negative", "62": "A positive", "06": "A negative",
        "73": "B positive", "17": "B negative", "84": "AB positive", "28": "AB negative",
        "55": "O", "66": "A", "77": "B", "88": "AB",
    }  # fmt: skip

    assert {
        code: f"{abo} {rhd or ''}".strip() for code, (abo, rhd) in isbt128.GROUPS.items()
    } == codes


def test_labels_read_in_one_go_are_told_apart() -> None:
    scan = isbt128.read(LABEL)

    assert [element.kind for element in scan.elements] == [
        Kind.DONATION_NUMBER,
        Kind.BLOOD_GROUP,
        Kind.PRODUCT_CODE,
        Kind.EXPIRY,
    ]
    assert not scan.is_compound
    assert scan.words == (
        "donation number G1234 17 654321, blood group O RhD positive, product code E0701V00 "
        "and expiry 2026-12-31 23:59"
    )


def test_a_compound_message_is_one_scan() -> None:
    scan = isbt128.read(f"=+04000{LABEL}")

    assert scan.is_compound
    assert scan.elements == isbt128.read(LABEL).elements


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("=+0300", "compound bar code is cut short"),
        (f"=+03000{LABEL}", "states 3 parts and holds 4"),
        ("=+00000", "The bar code says nothing"),
        (f"=+AB000{LABEL}", "cut short"),
        ("=G123417654321", "cut short"),
        ("=G12341765432171", "do not fit"),
        ("=G12341765431270", "do not fit"),
        ("=G123417654321A0", "not possible"),
        ("=G1234I7654321²²", "not possible"),
        ("=%510", "cut short"),
        ("=%4700", "special use"),
        ("=%Mq00", "special use"),
        ("=%5101", "special use"),
        ("=<E0701V0", "cut short"),
        ("=<E0701V0?", "product code E0701V0? is not possible"),
        ("=>026000", "not possible"),
        ("=>026366", "not possible"),
        ("=>226001", "not possible"),
        ("&>0263652460", "not possible"),
        ("=O12341765432170", "no bar code of ISBT 128"),
        ("&X1", "no bar code of ISBT 128"),
        (f"{DONATION}{DONATION}", "donation number twice"),
        (f"{DONATION}rubbish", "no bar code"),
    ],
)
def test_what_is_broken_is_refused_in_words(text: str, said: str) -> None:
    assert said in refusal(text)


def test_small_letters_are_read_as_the_label() -> None:
    scan = isbt128.read(LABEL.lower())

    assert scan == isbt128.read(LABEL)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("E0701dAa", "E0701dAa"), ("e0701DaA", "E0701dAa"), ("e0701v00", "E0701V00")],
)
def test_the_division_of_a_product_keeps_its_small_letter(typed: str, code: str) -> None:
    assert isbt128.read(f"=<{typed}").elements == (ProductCode(code),)


def test_a_flag_tells_whether_it_carries_a_check() -> None:
    assert DonationNumber("G123417654321", "70").is_checked
    assert DonationNumber("G123417654321", check="A").is_checked
    flags = [f"{flag:02}" for flag in range(100)]
    checked = [flag for flag in flags if DonationNumber("G123417654321", flag).is_checked]
    assert checked == [str(flag) for flag in range(60, 97)]
    assert not DonationNumber("G123417654321").is_checked


@pytest.mark.parametrize("typed", ["G1234 17 654321 A", "g123417654321a"])
def test_a_typed_number_is_read_with_its_check(typed: str) -> None:
    assert isbt128.read_typed(typed) == DonationNumber("G123417654321", check="A")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("G1234 17 654321", "without its check character"),
        ("G1234 17 65432 A", "is no donation number"),
        ("G1234 17 654321 B", "do not fit"),
        ("", "is no donation number"),
    ],
)
def test_a_typed_number_without_a_fitting_check_is_refused(typed: str, said: str) -> None:
    with pytest.raises(ScanError, match=said):
        isbt128.read_typed(typed)


@pytest.mark.parametrize(
    ("text", "wanted", "said"),
    [
        ("=<E0701V00", Kind.DONATION_NUMBER, "This is a product code E0701V00 (ISBT 128), not a "),
        ("=>026365", Kind.LOT, "This is an expiry 2026-12-31 (ISBT 128), not a lot."),
        (DONATION, Kind.EXPIRY, "Scan the bar code of the expiry."),
        ("&#12345", Kind.LOT, "This is a number of a patient (ISBT 128), not a lot."),
    ],
)
def test_a_scan_of_the_wrong_kind_is_named_and_refused(text: str, wanted: Kind, said: str) -> None:
    with pytest.raises(ScanError) as refused:
        expect(isbt128.read(text), wanted)

    assert said in str(refused.value)


def test_a_scan_of_the_right_kind_is_given() -> None:
    assert expect(isbt128.read(LABEL), Kind.BLOOD_GROUP) == BloodGroup(Abo.O, RhD.POSITIVE)


@pytest.mark.parametrize(
    ("element", "words"),
    [
        (Lot("A1"), "lot A1"),
        (TradeItem("07032069804988"), "article number 07032069804988"),
        (Serial("S1"), "serial number S1"),
    ],
)
def test_what_a_pack_says_has_words_too(element: Lot | TradeItem | Serial, words: str) -> None:
    assert Scan("GS1", (element,)).words == words


def test_every_structure_that_is_known_has_a_name_and_a_length_it_can_have() -> None:
    for identifier, structure in STRUCTURES.items():
        assert len(identifier) == 2
        assert identifier[0] in "=&"
        assert structure.name
        assert structure.length is None or 4 <= structure.length <= 10


@given(WRITTEN)
def test_reading_and_writing_are_inverse(
    element: DonationNumber | BloodGroup | ProductCode | Expiry | Other,
) -> None:
    (read,) = isbt128.read(isbt128.written(element)).elements

    assert read == element


def test_a_typed_number_is_written_without_flag() -> None:
    assert isbt128.written(DonationNumber("G123417654321", check="A")) == "=G12341765432100"


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.times())
def test_the_time_of_an_expiry_is_kept(day: date, at: time) -> None:
    expiry = Expiry(day, f"{at:%H:%M}")

    assert isbt128.read(isbt128.written(expiry)).elements == (expiry,)


@given(DINS, st.integers(0, 13), st.sampled_from(string.ascii_uppercase + string.digits + "*"))
def test_any_single_wrong_character_of_a_typed_number_is_caught(
    din: str, place: int, wrong: str
) -> None:
    typed = din + check_character(din)
    slipped = typed[:place] + wrong + typed[place + 1 :]
    assume(slipped != typed)

    with pytest.raises(ScanError):
        isbt128.read_typed(slipped)


@given(DINS, st.integers(0, 13), st.integers(0, 13))
def test_any_two_swapped_characters_of_a_typed_number_are_caught(
    din: str, one: int, other: int
) -> None:
    typed = din + check_character(din)
    signs = list(typed)
    signs[one], signs[other] = signs[other], signs[one]
    assume("".join(signs) != typed)

    with pytest.raises(ScanError):
        isbt128.read_typed("".join(signs))


@given(DINS, st.integers(1, 13), st.sampled_from(string.ascii_letters + string.digits + "=&%<"))
def test_any_single_wrong_character_of_a_scanned_number_is_caught(
    din: str, place: int, wrong: str
) -> None:
    scanned = f"={din}{60 + checksum(din)}"
    slipped = scanned[:place] + wrong + scanned[place + 1 :]
    assume(slipped.upper() != scanned)

    with pytest.raises(ScanError):
        expect(isbt128.read(slipped), Kind.DONATION_NUMBER)


@given(DINS, st.integers(0, 15))
def test_a_scanned_number_that_is_cut_short_is_caught(din: str, length: int) -> None:
    with pytest.raises(ScanError):
        isbt128.read(f"={din}{60 + checksum(din)}"[:length])


@given(st.text(max_size=60).map("={}".format) | st.text(max_size=60).map("&{}".format))
def test_no_scan_breaks_the_program(text: str) -> None:
    try:
        scan = isbt128.read(text)
    except ScanError:
        return
    assert scan.elements


@given(st.text(max_size=20))
def test_no_typed_text_breaks_the_program(text: str) -> None:
    try:
        isbt128.read_typed(text)
    except ScanError:
        return
