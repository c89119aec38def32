"""The bundled fonts for reportlab, and which of them writes which part of a text.

reportlab has no fallback, so a text is cut into runs, each in a font that has its letters. Only
scripts that need it are shaped, since shaping costs time. Fonts are read once, when first used.
Words of a right-to-left passage are turned as a whole: right for names and phrases of one line; a
longer passage that wraps would read from its last line up.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FOLDER = Path(__file__).parents[2] / "resources" / "fonts"
REGULAR = "Noto Sans"
BOLD = "Noto Sans Bold"
UNKNOWN = "\ufffd"  # stands for a sign that no bundled font has

FILES = {
    REGULAR: "NotoSans-Regular",
    BOLD: "NotoSans-Bold",
    "Noto Sans Devanagari": "NotoSansDevanagari-Regular",
    "Noto Sans Devanagari Bold": "NotoSansDevanagari-Bold",
    "Noto Sans Hebrew": "NotoSansHebrew-Regular",
    "Noto Sans Hebrew Bold": "NotoSansHebrew-Bold",
    "Noto Sans Arabic": "NotoSansArabic-Regular",
    "Noto Sans Arabic Bold": "NotoSansArabic-Bold",
    "Noto Sans Math": "NotoSansMath-Regular",
    "Noto Sans Symbols": "NotoSansSymbols-Regular",
    "Noto Sans Symbols2": "NotoSansSymbols2-Regular",
    "Droid Sans Fallback": "DroidSansFallback",
}
SCRIPTS = (  # first and last code point, font, whether it runs right to left
    (0x0590, 0x05FF, "Noto Sans Hebrew", True),
    (0x0600, 0x06FF, "Noto Sans Arabic", True),
    (0x0750, 0x077F, "Noto Sans Arabic", True),
    (0x08A0, 0x08FF, "Noto Sans Arabic", True),
    (0x0900, 0x097F, "Noto Sans Devanagari", False),
    (0xA8E0, 0xA8FF, "Noto Sans Devanagari", False),
    (0xFB1D, 0xFB4F, "Noto Sans Hebrew", True),
    (0xFB50, 0xFDFF, "Noto Sans Arabic", True),
    (0xFE70, 0xFEFC, "Noto Sans Arabic", True),
)
# Tried in this order; the last one has Chinese, Japanese and Korean, and takes longest to read.
SIGN_FONTS = ("Noto Sans Math", "Noto Sans Symbols", "Noto Sans Symbols2", "Droid Sans Fallback")
JOINERS = "\u200c\u200d"  # belong to the script around them
INVISIBLE = "\u200b\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff"  # direction and width marks


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a text in one font."""

    text: str
    font: str
    is_shaped: bool = False
    is_right_to_left: bool = False


@cache
def letters(font: str) -> frozenset[int]:
    """Read a bundled font and make it known to reportlab; the code points it can write."""
    made = TTFont(font, str(FOLDER / f"{FILES[font]}.ttf"))
    pdfmetrics.registerFont(made)
    return frozenset(made.face.charToGlyph)


def width(text: str, font: str, size: float) -> float:
    """How wide a text of one font stands, in points."""
    letters(font)
    return float(pdfmetrics.stringWidth(text, font, size))


def prepared(text: str) -> str:
    """The text as it is set: composed letters; every space that must not break in one form.

    reportlab breaks lines at the narrow no-break space, so the common one takes its place.
    """
    text = text.replace("\t", " ")
    if text.isascii():
        return text
    composed = unicodedata.normalize("NFC", text).replace("\u202f", "\u00a0")
    return composed.translate(dict.fromkeys(map(ord, INVISIBLE)))


def is_plain(text: str, font: str) -> bool:
    """Whether one Latin, Greek or Cyrillic font writes all of a prepared text without shaping."""
    known = letters(font)
    return text.isascii() or not any(
        ord(sign) not in known or unicodedata.combining(sign) for sign in text
    )


def runs(text: str, *, is_bold: bool = False) -> list[Run]:
    """The prepared text in runs, in the order in which they stand on the line."""
    base = BOLD if is_bold else REGULAR
    if is_plain(text, base):
        return [Run(text, base)]
    return list(_joined(_by_sign(text, base)))


def _by_sign(text: str, base: str) -> Iterator[Run]:
    last = Run("", base)
    for sign in text:
        own = _font_of(sign, base)
        stays = last.is_shaped and (sign in JOINERS or unicodedata.combining(sign))
        last = replace(last, text=sign) if stays else own
        yield last


def _font_of(sign: str, base: str) -> Run:
    point = ord(sign)
    for first, end, font, is_right_to_left in SCRIPTS:
        if first <= point <= end:
            named = f"{font} Bold" if base == BOLD else font
            if point in letters(named):
                return Run(sign, named, True, is_right_to_left)
    if point in letters(base):
        return Run(sign, base, bool(unicodedata.combining(sign)))
    for font in SIGN_FONTS:
        if point in letters(font):
            return Run(sign, font)
    return Run("" if sign in JOINERS else UNKNOWN, base)


def _joined(signs: Iterator[Run]) -> Iterator[Run]:
    """Neighbours of one font together; words of a right-to-left passage in reading order."""
    parts: list[Run] = []
    for sign in signs:
        last = parts[-1] if parts else None
        if last is not None and last.font == sign.font:
            is_shaped = last.is_shaped or sign.is_shaped
            parts[-1] = replace(last, text=last.text + sign.text, is_shaped=is_shaped)
        else:
            parts.append(sign)
    return iter(_in_visual_order(parts))


def _in_visual_order(parts: list[Run]) -> Iterator[Run]:
    """Turn each passage of right-to-left words around; the shaper turns the letters of a word."""
    passage: list[Run] = []
    for part in parts:
        is_gap = bool(passage) and not part.text.strip()
        if part.is_right_to_left or is_gap:
            passage.append(part)
            continue
        yield from _turned(passage)
        passage = []
        yield part
    yield from _turned(passage)


def _turned(passage: list[Run]) -> Iterator[Run]:
    trailing: list[Run] = []
    while passage and not passage[-1].is_right_to_left:
        trailing.append(passage.pop())
    yield from reversed(passage)
    yield from trailing
