"""What a scan says, whether a field waits for it, and what it fills in of a bag.

A scanner types like a keyboard. ISBT 128 stands on donor plasma, GS1 on albumin, drugs and sets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plexlog.clinical.barcodes import (
    BloodGroup,
    DonationNumber,
    Element,
    Expiry,
    Kind,
    Lot,
    ProductCode,
    Scan,
    ScanError,
    Serial,
    TradeItem,
    expect,
    isbt128,
)
from plexlog.clinical.donation import check_character, is_donation_number, normalised

__all__ = [
    "Kind",
    "Scan",
    "ScanError",
    "bag_from_scan",
    "begins_a_scan",
    "expect",
    "looks_scanned",
    "pack_from_scan",
    "read_scan",
]

LONGEST = 500  # more than any label holds
SEPARATOR = "\x1d"
GS1_SYMBOLS = ("]C1", "]d2", "]Q3", "]e0", "]J1")
ARTICLE_SYMBOLS = ("]E0", "]E4", "]I1")
BAG_WORDS = {
    "din": "donation numbers",  # its flag may differ from label to label of one bag
    "abo": "blood groups",
    "rhd": "RhD groups",
    "product": "products",
    "expires_on": "expiries",
    "lot": "lots",
    "x_plexlog_serial": "serial numbers",
}
PACK_WORDS = ("lot", "expires_on")  # what a pack of a drug or lock says that is recorded
MARKS = ("=", "&", "]", "(", SEPARATOR)
_OTHER_BEGIN = re.compile(r"[^A-Za-z0-9&=\] ][A-NP-Z1-9][A-Z0-9]{4}[0-9]{3,}.*")
_SHORTEST_BEGIN = 4
_SHORTEST_ARTICLE = 8
_SYMBOL = re.compile(r"\][A-Za-z][0-9]")
_ARTICLE = re.compile(r"[0-9]{8}|[0-9]{12,14}")
_MESSAGE = re.compile(r"01[0-9]{14}.*")
_OTHER_KEYBOARD = re.compile(r"[^A-Za-z0-9&=\]][A-NP-Za-np-z1-9][A-Za-z0-9]{4}[0-9]{10}")


def looks_scanned(text: str) -> bool:
    """Whether a text in a field came from a scanner, by how it begins."""
    begun = text.lstrip(" \t")
    return begun[:1] in MARKS or _MESSAGE.fullmatch(begun) is not None


def begins_a_scan(keys: str) -> bool:
    """Whether keys that came faster than by hand are the beginning of a bar code.

    No field of a run takes eight digits, or begins with a mark of a bar code.
    """
    if len(keys) < _SHORTEST_BEGIN:
        return False
    is_number = len(keys) >= _SHORTEST_ARTICLE and keys.isascii() and keys.isdigit()
    return keys[0] in MARKS or is_number or _OTHER_BEGIN.fullmatch(keys) is not None


def read_scan(text: str) -> Scan:
    """What a scan says. Raises ScanError with what is wrong with it and what to do."""
    scanned = text.strip(" \t\r\n")  # not the group separator, which strip() would take for space
    if not scanned:
        raise ScanError("Nothing was scanned.")
    if _OTHER_KEYBOARD.fullmatch(scanned):
        raise ScanError(
            f"This looks like a donation number that begins with {scanned[0]} in place of =. The "
            "scanner is set to another keyboard than this computer; type the number."
        )
    if len(scanned) > LONGEST or not scanned.isascii():
        raise ScanError("This is no bar code that is known here. Type what the label says.")
    symbol = _SYMBOL.match(scanned)
    return _read(symbol[0] if symbol else "", scanned[3:] if symbol else scanned)


def bag_from_scan(scans: Sequence[Scan]) -> dict[str, str]:
    """What the scans of one bag fill in, as texts by the keys of a bag; only what they say.

    Raises ScanError when they are not of one bag, or say nothing of a bag.
    """
    texts: dict[str, str] = {}
    for scan in scans:
        said = {key: text for element in scan.elements for key, text in _texts(element)}
        if not said:
            raise ScanError(f"This is the {scan.words}; it says nothing of a bag.")
        for key, text in said.items():
            if texts.setdefault(key, text) != text and key in BAG_WORDS:
                raise ScanError(
                    f"These are two {BAG_WORDS[key]}, {texts[key]} and {text}: not of one bag. "
                    "Begin again with one bag."
                )
    return texts


def pack_from_scan(text: str) -> dict[str, str]:
    """Lot and expiry of a pack of a drug or a lock, as texts by their keys.

    Raises ScanError for what stands on no pack.
    """
    scan = read_scan(text)
    if scan.of(Kind.DONATION_NUMBER) is not None or scan.of(Kind.BLOOD_GROUP) is not None:
        raise ScanError(f"This is the {scan.words} ({scan.standard}): of plasma, not of a pack.")
    said = {key: words for element in scan.elements for key, words in _texts(element)}
    found = {key: said[key] for key in PACK_WORDS if key in said}
    if not found:
        raise ScanError(f"This is the {scan.words}; it says neither lot nor expiry. Type them.")
    return found


def _read(symbol: str, text: str) -> Scan:
    if symbol in GS1_SYMBOLS or (not symbol and SEPARATOR in text):
        return _gs1(text)
    if symbol in ARTICLE_SYMBOLS:
        return _article(text)
    if isbt128.is_isbt128(text):
        return isbt128.read(text)
    if text.startswith("("):
        return _printed(text)
    return _without_mark(text)


def _without_mark(text: str) -> Scan:
    """What begins with no mark of its own: a typed donation number, or digits of a pack."""
    if _ARTICLE.fullmatch(text):
        return _digits(text)
    if _MESSAGE.fullmatch(text):
        return _gs1(text)
    return _typed(text)


def _digits(text: str) -> Scan:
    """Digits alone: an article number, or a donation number of digits with its check."""
    is_donation = is_donation_number(text[:-1]) and check_character(text[:-1]) == text[-1]
    try:
        article = _article(text)
    except ScanError as unfit:
        if is_donation:
            return _typed(text)
        raise ScanError(
            f"{text} is no article number, since its last digit does not fit, nor a donation "
            "number with its check character. Scan it again, or type what the label says."
        ) from unfit
    if is_donation:
        raise ScanError(
            f"{text} may be a donation number or an article number. Scan the bar code, or type "
            "the donation number into its field."
        )
    return article


def _typed(text: str) -> Scan:
    if not re.fullmatch(r"[A-Za-z0-9]{13}[A-Za-z0-9*]?", normalised(text)):
        raise ScanError("This is no bar code that is known here. Type what the label says.")
    return Scan("keyboard", (isbt128.read_typed(text),))


def _gs1(text: str) -> Scan:
    from plexlog.services import gs1  # noqa: PLC0415 - its tables load at the first GS1 scan

    return gs1.read(text)


def _printed(text: str) -> Scan:
    from plexlog.services import gs1  # noqa: PLC0415 - as above

    return gs1.read_printed(text)


def _article(text: str) -> Scan:
    from plexlog.services import gs1  # noqa: PLC0415 - as above

    return gs1.read_article(text)


def _texts(element: Element) -> Iterator[tuple[str, str]]:
    match element:
        case DonationNumber():
            yield "din", element.din
            yield from [("din_flag", element.flag)] if element.flag else []
            yield from [("din_check", element.check)] if element.check else []
        case BloodGroup():
            yield "abo", str(element.abo)
            yield from [("rhd", str(element.rhd))] if element.rhd else []
        case ProductCode():
            yield "product", element.code
        case TradeItem():
            yield "product", element.gtin
        case Expiry():
            yield "expires_on", element.day.isoformat()
        case Lot():
            yield "lot", element.number
        case Serial():
            yield "x_plexlog_serial", element.number
        case _:
            pass
