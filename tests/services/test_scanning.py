"""A scan of any pack or bag: named, wanted or refused, and filled in."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plexlog.clinical.donation import check_character
from plexlog.services import gs1
from plexlog.services.scanning import (
    Kind,
    ScanError,
    bag_from_scan,
    expect,
    looks_scanned,
    read_scan,
)

FNC1 = "\x1d"
ALBUMIN = "0107032069804988172805001010A"
DONATION = "=G12341765432170"
DIGITS = "1234117654321"  # 13 digits that are a donation number, and no article number


def refusal(text: str) -> str:
    """What is said of a scan that is refused."""
    with pytest.raises(ScanError) as refused:
        read_scan(text)
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (DONATION, "donation number G1234 17 654321"),
        (f"]C0{DONATION}\r\n", "donation number G1234 17 654321"),
        (f"]d1{DONATION}=%5100", "donation number G1234 17 654321 and blood group O RhD positive"),
        (f"\t{DONATION.lower()}", "donation number G1234 17 654321"),
        ("G1234 17 654321 A", "donation number G1234 17 654321"),
        ("g123417654321a", "donation number G1234 17 654321"),
        (ALBUMIN, "article number 07032069804988, expiry 2028-05-31 and lot 10A"),
        (f"]d2{ALBUMIN}", "article number 07032069804988, expiry 2028-05-31 and lot 10A"),
        (f"]C1{ALBUMIN}", "article number 07032069804988, expiry 2028-05-31 and lot 10A"),
        (f"{FNC1}10a7{FNC1}17280229", "lot a7 and expiry 2028-02-29"),
        (f"]d210A7{FNC1}21S9", "lot A7 and serial number S9"),
        ("(01)07032069804988(10)17x", "article number 07032069804988 and lot 17x"),
        ("]d270032805312330", "expiry 2028-05-31 23:30"),
        ("]d211240131", "Production date (YYMMDD)"),
        ("]d20107032069804988", "article number 07032069804988"),
        ("0107032069804988", "article number 07032069804988"),
        ("]E07032069804988", "article number 07032069804988"),
        ("7032069804988", "article number 07032069804988"),
        ("07032069804988", "article number 07032069804988"),
    ],
)
def test_a_scan_says_what_it_is(text: str, words: str) -> None:
    assert read_scan(text).words == words


@pytest.mark.parametrize("month", ["0100", "0131"])
def test_the_day_00_is_the_last_day_of_the_month(month: str) -> None:
    assert bag_from_scan([read_scan(f"]d21728{month}")]) == {"expires_on": "2028-01-31"}


def test_the_day_00_of_february_knows_leap_years() -> None:
    scans = [read_scan(f"(17){year}0200") for year in ("28", "27")]

    assert [bag_from_scan([scan])["expires_on"] for scan in scans] == ["2028-02-29", "2027-02-28"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Nothing was scanned"),
        (" \r\n", "Nothing was scanned"),
        ("Albumin 5 %", "no bar code that is known here"),
        ("G1234é", "no bar code that is known here"),
        ("(" * 501, "no bar code that is known here"),
        ("(" * 500, "not as printed"),
        ("=G12341765432180", "do not fit"),
        ("G1234 17 654312 A", "do not fit"),
        ("G1234 17 654321", "without its check character"),
        ("\N{ACUTE ACCENT}G12341765432170", "in place of ="),
        ("-G12341765432170", "begins with - in place of ="),
        ("7032069804989", "7032069804989 is no article number, since its last digit"),
        ("00000000000001", "its last digit does not fit"),
        (DIGITS, "nor a donation number with its check character"),
        (f"{DIGITS}9", "nor a donation number with its check character"),
        ("(01)07032069804989", "article number 07032069804989 does not fit"),
        ("(01)0703206980498", "no GS1 code that is known"),
        ("(99", "not as printed"),
        ("(10)A(1", "not as printed"),
        ("(98765)1", "not as printed"),
        ("(9876)1", "no GS1 code that is known"),
        ("]d2010703206980498", "no GS1 code that is known"),
        ("]d217281301", "no GS1 code that is known"),
        (f"]d2{FNC1}", "says nothing"),
        ("]C1", "says nothing"),
        (f"{FNC1}10A{FNC1}10B", "states lot twice"),
        (f"{FNC1}11240101{FNC1}11240102", "states (11) twice"),
        (f"]d210{'A' * 20}17280531", "cannot be told apart"),
        (f"]d2{DONATION}", "no GS1 code that is known"),
        ("]E0=%5100", "does not fit"),
        ("010703206980498810A717280531", "seems to hold the expiry too"),
        ("010703206980498821S717280531", "seems to hold the expiry too"),
        ("010703206980498810A71728053121S9", "seems to hold the expiry too"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(text: str, said: str) -> None:
    assert said in refusal(text)


def test_digits_that_are_both_a_donation_and_an_article_are_refused() -> None:
    both = next(text for text in _typed_numbers() if _is_article(text))

    assert "may be a donation number or an article number" in refusal(both)


def test_digits_with_their_check_are_a_donation() -> None:
    typed = next(text for text in _typed_numbers() if not _is_article(text))

    assert read_scan(typed).of(Kind.DONATION_NUMBER) is not None


def test_a_lot_may_look_like_a_date_where_nothing_was_swallowed() -> None:
    whole = f"010703206980498810A717280531{FNC1}17290101"

    dated = "01070320698049881729010110A717280531"

    assert bag_from_scan([read_scan(whole)])["lot"] == "A717280531"
    assert bag_from_scan([read_scan(dated)])["lot"] == "A717280531"
    assert bag_from_scan([read_scan("(10)A717280531")])["lot"] == "A717280531"
    assert bag_from_scan([read_scan("]d210A717280531")])["lot"] == "A717280531"


@pytest.mark.parametrize(
    ("text", "wanted", "said"),
    [
        (ALBUMIN, Kind.DONATION_NUMBER, "(GS1), not a donation number"),
        (DONATION, Kind.LOT, "This is a donation number G1234 17 654321 (ISBT 128), not a lot."),
        ("7032069804988", Kind.EXPIRY, "This is an article number 07032069804988 (GS1), not an "),
    ],
)
def test_a_valid_scan_of_the_wrong_kind_is_named(text: str, wanted: Kind, said: str) -> None:
    with pytest.raises(ScanError) as refused:
        expect(read_scan(text), wanted)

    assert said in str(refused.value)


def test_the_labels_of_a_plasma_bag_fill_the_bag() -> None:
    texts = [DONATION, "=%0600", "=<E0701V00", "&>0263652359"]

    assert bag_from_scan([read_scan(text) for text in texts]) == {
        "din": "G123417654321",
        "din_flag": "70",
        "abo": "A",
        "rhd": "negative",
        "product": "E0701V00",
        "expires_on": "2026-12-31",
    }


def test_a_typed_number_brings_its_check_and_an_unstated_rhd_stays_open() -> None:
    scans = [read_scan("G1234 17 654321 A"), read_scan("=%6600")]

    assert bag_from_scan(scans) == {"din": "G123417654321", "din_check": "A", "abo": "A"}


def test_a_bottle_fills_product_lot_and_expiry() -> None:
    assert bag_from_scan([read_scan(f"]d2{ALBUMIN}{FNC1}21S9")]) == {
        "product": "07032069804988",
        "expires_on": "2028-05-31",
        "lot": "10A",
        "x_plexlog_serial": "S9",
    }


def test_the_flag_may_differ_between_the_labels_of_one_bag() -> None:
    scans = [read_scan(DONATION), read_scan("=G12341765432100")]

    assert bag_from_scan(scans)["din_flag"] == "70"


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([DONATION, "=W00012612345665"], "two donation numbers, G123417654321 and W000126123456"),
        (["=%5100", "=%6200"], "two blood groups, O and A"),
        (["=<E0701V00", ALBUMIN], "two products"),
        (["&#12345"], "This is the number of a patient; it says nothing of a bag"),
    ],
)
def test_scans_that_are_not_of_one_bag_are_refused(texts: list[str], said: str) -> None:
    with pytest.raises(ScanError, match=said):
        bag_from_scan([read_scan(text) for text in texts])


def test_nothing_scanned_fills_nothing() -> None:
    assert bag_from_scan([]) == {}


@pytest.mark.parametrize(
    ("text", "is_scan"),
    [
        (DONATION, True),
        ("]d2x", True),
        ("(01)x", True),
        (ALBUMIN, True),
        ("A717", False),
        ("", False),
    ],
)
def test_a_field_can_tell_a_scan_from_typing(text: str, is_scan: bool) -> None:
    assert looks_scanned(text) is is_scan


def test_the_tables_of_gs1_are_not_loaded_before_they_are_needed() -> None:
    script = (
        "import sys; from plexlog.services.scanning import read_scan;"
        f"read_scan({DONATION!r}); sys.exit('biip' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@given(st.text(max_size=80) | st.text("01789]Cd2()=&%<>\x1dAa", max_size=40))
def test_no_scan_breaks_the_program(text: str) -> None:
    for read in (read_scan, gs1.read, gs1.read_printed, gs1.read_article):
        try:
            assert read(text).elements
        except ScanError:
            continue


@given(st.from_regex(r"(01|10|17|21|392\d|8008|7003|414|00)[0-9A-Z]{0,30}", fullmatch=True))
def test_no_element_of_gs1_breaks_the_program(text: str) -> None:
    try:
        scan = read_scan(f"]d2{text}")
    except ScanError:
        return
    assert scan.standard == "GS1"


def _typed_numbers() -> list[str]:
    dins = [f"{10**12 + number}" for number in range(2000)]
    checks = [check_character(din) for din in dins]
    return [din + check for din, check in zip(dins, checks, strict=True) if check.isdigit()]


def _is_article(text: str) -> bool:
    weights = [3, 1] * 7
    total = sum(int(sign) * weight for sign, weight in zip(text, weights, strict=True))
    return total % 10 == 0
