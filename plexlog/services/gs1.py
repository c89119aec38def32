"""GS1 bar codes of albumin, drugs and sets, read by biip; the one place that names it.

Read are the article number (01), lot (10), expiry (17, 7003) and serial number (21); the others
are named by their title. Only the first GS1 scan loads this module: its tables take a while.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from biip import ParseError
from biip.gs1_element_strings import GS1ElementString
from biip.gs1_messages import GS1Message
from biip.gtin import Gtin

from plexlog.clinical.barcodes import (
    Element,
    Expiry,
    Kind,
    Lot,
    Other,
    Scan,
    ScanError,
    Serial,
    TradeItem,
)

STANDARD = "GS1"
SEPARATOR = "\x1d"  # FNC1 as a scanner types it: ASCII 29
ARTICLE, LOT, SERIAL = "01", "10", "21"
EXPIRIES = ("17", "7003")
_AGAIN = "Scan it again, or type what the pack says."
_PRINTED = re.compile(r"(\([0-9]{2,4}\)[^()]+)+")
# An expiry, 17 and a date with a month of 01 to 12, behind a lot that nothing ended.
_SWALLOWED = re.compile(r".+17[0-9]{2}(0[1-9]|1[0-2])([0-2][0-9]|3[01])((10|21).+)?")


def read(text: str) -> Scan:
    """A scan as the scanner types it, with or without the group separator before it.

    Raises ScanError.
    """
    found: list[GS1ElementString] = []
    for segment in filter(None, text.split(SEPARATOR)):
        parts = _parsed(segment)
        if any(part.ai.separator_required for part in parts[:-1]):
            raise ScanError(f"The bar code {segment!r} cannot be told apart. {_AGAIN}")
        found.extend(parts)
    scan = _scan(found)
    if SEPARATOR not in text:
        _refuse_swallowed(scan)
    return scan


def read_printed(text: str) -> Scan:
    """A code as it is printed below the bars, with its identifiers in parentheses.

    Raises ScanError.
    """
    if not _PRINTED.fullmatch(text):
        raise ScanError(f"{text!r} is not as printed below a bar code: (01)…(17)…(10)….")
    try:
        return _scan(GS1Message.parse_hri(text).element_strings)
    except ParseError as broken:
        raise ScanError(f"{text!r} is no GS1 code that is known here. {_AGAIN}") from broken


def read_article(text: str) -> Scan:
    """The plain article number of a pack: 8, 12, 13 or 14 digits. Raises ScanError."""
    try:
        return Scan(STANDARD, (TradeItem(Gtin.parse(text).as_gtin_14()),))
    except ParseError as broken:
        raise ScanError(
            f"The article number {text} does not fit its last digit. {_AGAIN}"
        ) from broken


def _parsed(segment: str) -> Sequence[GS1ElementString]:
    try:
        return GS1Message.parse(segment).element_strings
    except ParseError as broken:
        raise ScanError(f"{segment!r} is no GS1 code that is known here. {_AGAIN}") from broken


def _scan(parts: Sequence[GS1ElementString]) -> Scan:
    if not parts:
        raise ScanError(f"The bar code says nothing. {_AGAIN}")
    elements = tuple(dict.fromkeys(_elements(parts)))
    named = [_name(element) for element in elements]
    if twice := next((name for name in named if named.count(name) > 1), None):
        raise ScanError(f"The bar code states {twice} twice, and not the same. {_AGAIN}")
    return Scan(STANDARD, elements)


def _name(element: Element) -> str:
    return element.identifier if isinstance(element, Other) else element.kind


def _elements(parts: Sequence[GS1ElementString]) -> Iterator[Element]:
    for part in parts:
        if part.gtin_error:
            raise ScanError(
                f"The article number {part.value} does not fit its last digit. {_AGAIN}"
            )
        yield _element(part)


def _element(part: GS1ElementString) -> Element:
    code = part.ai.ai
    if code == ARTICLE:
        return TradeItem(part.value)
    if code == LOT:
        return Lot(part.value)
    if code == SERIAL:
        return Serial(part.value)
    if code in EXPIRIES and part.date is not None:
        return Expiry(part.date, f"{part.datetime:%H:%M}" if part.datetime else "")
    return Other(part.ai.description, f"({code})", part.value)


def _refuse_swallowed(scan: Scan) -> None:
    """A scanner that drops the group separator glues what follows to the lot."""
    lot = scan.of(Kind.LOT) or scan.of(Kind.SERIAL)
    if not isinstance(lot, Lot | Serial) or scan.of(Kind.EXPIRY) is not None:
        return
    if scan.of(Kind.TRADE_ITEM) is not None and _SWALLOWED.fullmatch(lot.number):
        raise ScanError(
            f"The {lot.words} seems to hold the expiry too: the scanner leaves out the sign "
            "between them (group separator, ASCII 29). Type lot and expiry as the pack says."
        )
