"""ISBT 128 as a scanner types it: ICCBBA ST-001, ISBT 128 Standard Technical Specification.

Read are the donation number [001], ABO and RhD [002], the product code [003], expiry [004, 005]
and compound messages [023]; several labels read in one go follow each other without a gap.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from plexlog.clinical.barcodes.elements import (
    BloodGroup,
    DonationNumber,
    Element,
    Expiry,
    Kind,
    Other,
    ProductCode,
)
from plexlog.clinical.barcodes.scan import Scan, ScanError
from plexlog.clinical.barcodes.structures import (
    BLOOD_GROUP,
    COMPOUND,
    COMPOUND_LENGTH,
    DONATION_LENGTH,
    EXPIRY_DAY,
    EXPIRY_TIME,
    PRODUCT_CODE,
    STRUCTURES,
)
from plexlog.clinical.donation import check_character, flag_fits, is_donation_number, normalised
from plexlog.domain.words import Abo, RhD

STANDARD = "ISBT 128"
GROUPS: dict[str, tuple[Abo, RhD | None]] = {  # ST-001, ABO/RhD without a stated use
    "51": (Abo.O, RhD.POSITIVE),
    "95": (Abo.O, RhD.NEGATIVE),
    "62": (Abo.A, RhD.POSITIVE),
    "06": (Abo.A, RhD.NEGATIVE),
    "73": (Abo.B, RhD.POSITIVE),
    "17": (Abo.B, RhD.NEGATIVE),
    "84": (Abo.AB, RhD.POSITIVE),
    "28": (Abo.AB, RhD.NEGATIVE),
    "55": (Abo.O, None),
    "66": (Abo.A, None),
    "77": (Abo.B, None),
    "88": (Abo.AB, None),
}
CENTURIES = {"9": 1900, "0": 2000, "1": 2100}
_AGAIN = "Scan it again, or type what the label says."
_DONATION = re.compile(r"=[A-NP-Za-np-z1-9]")
_LOCAL = re.compile(r"&[a-z]")
_GROUP = re.compile(r"([0-9]{2})([0-9A-Z])0")
_PRODUCT = re.compile(r"[A-Z][A-Z0-9]{4}[A-Za-z0-9][A-Z0-9][a-z0-9]")
_DAY = re.compile(r"([019])([0-9]{2})([0-9]{3})")
_TIME = re.compile(r"([01][0-9]|2[0-3])([0-5][0-9])")


def is_isbt128(text: str) -> bool:
    """Whether a text begins as a bar code of this standard does."""
    return text[:1] in ("=", "&")


def read(text: str) -> Scan:
    """All that an ISBT 128 scan says. Raises ScanError with a sentence for the nurse."""
    if text.startswith(COMPOUND):
        return _read_compound(text)
    return Scan(STANDARD, _of_one_bag(tuple(_elements(text))))


def read_typed(text: str) -> DonationNumber:
    """A donation number typed with the check character in the box behind it.

    Raises ScanError.
    """
    typed = normalised(text)
    din, check = typed[:-1], typed[-1:]
    if is_donation_number(typed):
        raise ScanError(
            f"The donation number {typed} is without its check character. Type the character in "
            "the box behind it too."
        )
    if not is_donation_number(din):
        raise ScanError(
            f"{text!r} is no donation number; possible are 13 letters and digits, and the "
            "character in the box behind them."
        )
    if check_character(din) != check:
        raise ScanError(
            f"The donation number {din} and its check character {check} do not fit. Read the "
            "label again, character by character."
        )
    return DonationNumber(din, check=check)


def written(element: DonationNumber | BloodGroup | ProductCode | Expiry | Other) -> str:
    """An element as its bar code has it. A donation number without a flag has the flag 00."""
    match element:
        case DonationNumber():
            return f"={element.din}{element.flag or '00'}"
        case BloodGroup():
            groups = {group: code for code, group in GROUPS.items()}
            return f"{BLOOD_GROUP}{groups[element.abo, element.rhd]}{element.phenotype}0"
        case ProductCode():
            return f"{PRODUCT_CODE}{element.code}"
        case Expiry():
            return _written_expiry(element)
        case _:
            return f"{element.identifier}{element.content}"


def _written_expiry(expiry: Expiry) -> str:
    signs = {first: sign for sign, first in CENTURIES.items()}
    day = f"{signs[expiry.day.year // 100 * 100]}{expiry.day:%y%j}"
    return f"{EXPIRY_TIME}{day}{expiry.time.replace(':', '')}" if expiry.time else EXPIRY_DAY + day


def _read_compound(text: str) -> Scan:
    head, rest = text[2 : 2 + COMPOUND_LENGTH], text[2 + COMPOUND_LENGTH :]
    if not (len(head) == COMPOUND_LENGTH and head.isascii() and head.isdigit()):
        raise ScanError(f"The compound bar code is cut short. {_AGAIN}")
    stated, found = int(head[:2]), tuple(_elements(rest))
    if stated != len(found):
        raise ScanError(
            f"The compound bar code states {stated} parts and holds {len(found)}. {_AGAIN}"
        )
    return Scan(STANDARD, _of_one_bag(found), is_compound=True)


def _of_one_bag(found: tuple[Element, ...]) -> tuple[Element, ...]:
    if not found:
        raise ScanError(f"The bar code says nothing. {_AGAIN}")
    asked = [element.kind for element in found if element.kind is not Kind.OTHER]
    if twice := next((kind for kind in asked if asked.count(kind) > 1), None):
        raise ScanError(f"The scan holds the {twice} twice. Scan the labels of one bag only.")
    return found


def _elements(text: str) -> Iterator[Element]:
    rest = text
    while rest:
        identifier, length = _identified(rest)
        end = len(rest) if length is None else len(identifier) + length
        content = rest[len(identifier) : end]
        if length is not None and len(content) < length:
            raise ScanError(f"The bar code is cut short: {text}. {_AGAIN}")
        yield _READERS.get(identifier, _named)(identifier, content)
        rest = rest[end:]


def _identified(text: str) -> tuple[str, int | None]:
    if _DONATION.match(text):
        return "=", DONATION_LENGTH
    if structure := STRUCTURES.get(text[:2]):
        return text[:2], structure.length
    if _LOCAL.match(text):
        return text[:2], None
    raise ScanError(f"{text!r} is no bar code of {STANDARD} that is known here. {_AGAIN}")


def _donation(_identifier: str, content: str) -> Element:
    din, flag = content[:13].upper(), content[13:]
    if not (is_donation_number(din) and flag.isascii() and flag.isdigit()):
        raise ScanError(f"The donation number {content} is not possible. {_AGAIN}")
    if not flag_fits(din, flag):
        raise ScanError(
            f"The donation number {din} and the flag {flag} of its bar code do not fit. {_AGAIN}"
        )
    return DonationNumber(din, flag=flag)


def _group(_identifier: str, content: str) -> Element:
    coded = _GROUP.fullmatch(content.upper())
    group = GROUPS.get(coded[1]) if coded else None
    if coded is None or group is None:
        raise ScanError(
            f"The blood group label {content} states a special use, or no group. Read what stands "
            "on the label, and ask the blood bank before hanging it."
        )
    return BloodGroup(*group, phenotype=coded[2])


def _product(_identifier: str, content: str) -> Element:
    collection = content[5].swapcase() if content[0].islower() else content[5]  # Caps Lock is on
    code = content[:5].upper() + collection + content[6].upper() + content[7].lower()
    if not _PRODUCT.fullmatch(code):
        raise ScanError(f"The product code {content} is not possible. {_AGAIN}")
    return ProductCode(code)


def _expiry(_identifier: str, content: str) -> Element:
    day, time = _day(content[:6]), _TIME.fullmatch(content[6:])
    if day is None or (content[6:] and time is None):
        raise ScanError(f"The expiry {content} is not possible. {_AGAIN}")
    return Expiry(day, f"{time[1]}:{time[2]}" if time else "")


def _day(text: str) -> date | None:
    """A day as century, year and number within the year, 001 to 366."""
    ordinal = _DAY.fullmatch(text)
    if ordinal is None:
        return None
    first = date(CENTURIES[ordinal[1]] + int(ordinal[2]), 1, 1)
    day = first + timedelta(days=int(ordinal[3]) - 1)
    return day if day.year == first.year else None


def _named(identifier: str, content: str) -> Element:
    known = STRUCTURES.get(identifier)
    return Other(known.name if known else "local code of a blood bank", identifier, content)


_READERS: dict[str, Callable[[str, str], Element]] = {
    "=": _donation,
    BLOOD_GROUP: _group,
    PRODUCT_CODE: _product,
    EXPIRY_DAY: _expiry,
    EXPIRY_TIME: _expiry,
}
