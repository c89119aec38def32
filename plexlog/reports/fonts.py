"""The bundled fonts for reportlab, and which of them writes which part of a text.

reportlab has no fallback, so a text is cut into runs, each in a font that has its letters. Only
scripts that need it are shaped, since shaping costs time. Fonts are read once, when first used.
A line that holds right-to-left words comes in the order in which they stand; `pdf_text` breaks
longer passages into lines first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from plexlog.reports import bidi

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
    "Noto Sans Thai": "NotoSansThai-Regular",
    "Noto Sans Thai Bold": "NotoSansThai-Bold",
    "Noto Sans Georgian": "NotoSansGeorgian-Regular",
    "Noto Sans Georgian Bold": "NotoSansGeorgian-Bold",
    "Noto Sans Armenian": "NotoSansArmenian-Regular",
    "Noto Sans Armenian Bold": "NotoSansArmenian-Bold",
    "Noto Sans Tamil": "NotoSansTamil-Regular",
    "Noto Sans Tamil Bold": "NotoSansTamil-Bold",
    "Noto Sans Ethiopic": "NotoSansEthiopic-Regular",  # in one weight: it is large
    "Noto Sans Math": "NotoSansMath-Regular",
    "Noto Sans Symbols": "NotoSansSymbols-Regular",
    "Noto Sans Symbols2": "NotoSansSymbols2-Regular",
    "Droid Sans Fallback": "DroidSansFallback",
}
SCRIPTS = (  # first and last code point, font
    (0x0530, 0x058F, "Noto Sans Armenian"),
    (0x0590, 0x05FF, "Noto Sans Hebrew"),
    (0x0600, 0x06FF, "Noto Sans Arabic"),
    (0x0750, 0x077F, "Noto Sans Arabic"),
    (0x08A0, 0x08FF, "Noto Sans Arabic"),
    (0x0900, 0x097F, "Noto Sans Devanagari"),
    (0x0B80, 0x0BFF, "Noto Sans Tamil"),
    (0x0E00, 0x0E7F, "Noto Sans Thai"),
    (0x10A0, 0x10FF, "Noto Sans Georgian"),
    (0x1200, 0x139F, "Noto Sans Ethiopic"),
    (0x1C90, 0x1CBF, "Noto Sans Georgian"),
    (0x2D00, 0x2D2F, "Noto Sans Georgian"),
    (0x2D80, 0x2DDF, "Noto Sans Ethiopic"),
    (0xA8E0, 0xA8FF, "Noto Sans Devanagari"),
    (0xAB00, 0xAB2F, "Noto Sans Ethiopic"),
    (0xFB13, 0xFB17, "Noto Sans Armenian"),
    (0xFB1D, 0xFB4F, "Noto Sans Hebrew"),
    (0xFB50, 0xFDFF, "Noto Sans Arabic"),
    (0xFE70, 0xFEFC, "Noto Sans Arabic"),
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
    part: int = 0  # of several texts of one line, which it is of


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


def can_write(text: str) -> bool:
    """Whether the bundled fonts have every sign of a text."""
    return not any(UNKNOWN in run.text for run in runs(prepared(text)))


def runs(text: str, *, is_bold: bool = False, base: int | None = None) -> list[Run]:
    """A prepared line in runs, in the order in which they stand on it.

    `base` is 1 where the whole text runs right to left, 0 where the program tells it; without it
    the line says so itself.
    """
    font = BOLD if is_bold else REGULAR
    if is_plain(text, font):
        return [Run(text, font)]
    level = base if base is not None else bidi.base_level(text)
    return runs_of([(text, is_bold)], level, is_told=base == 0)


def runs_of(parts: Sequence[tuple[str, bool]], base: int, *, is_told: bool = False) -> list[Run]:
    """A line of regular and bold parts in runs, in the order in which they stand."""
    signs = [
        replace(sign, part=number)
        for number, (text, is_bold) in enumerate(parts)
        for sign in _by_sign(text, _base(is_bold))
    ]
    text = "".join(text for text, _ in parts)
    if not bidi.holds_right_to_left(text):
        return list(_joined(signs))
    levels = bidi.levels_of(text, base, is_told=is_told)
    pieces = _pieces(signs, levels)
    return [replace(piece.mark, text=piece.text) for piece in bidi.in_visual_order(pieces)]


def _base(is_bold: bool) -> str:  # noqa: FBT001 - of a pair
    return BOLD if is_bold else REGULAR


def _by_sign(text: str, base: str) -> Iterator[Run]:
    last = Run("", base)
    for sign in text:
        own = _font_of(sign, base)
        stays = last.is_shaped and (sign in JOINERS or unicodedata.combining(sign))
        last = replace(last, text=sign) if stays else own
        yield last


def _font_of(sign: str, base: str) -> Run:
    point = ord(sign)
    for first, end, font in SCRIPTS:
        if first <= point <= end:
            named = f"{font} Bold" if base == BOLD and f"{font} Bold" in FILES else font
            if point in letters(named):
                return Run(sign, named, is_shaped=True)
    if point in letters(base):
        return Run(sign, base, bool(unicodedata.combining(sign)))
    for font in SIGN_FONTS:
        if point in letters(font):
            return Run(sign, font)
    return Run("" if sign in JOINERS else UNKNOWN, base)


def _joined(signs: Sequence[Run]) -> Iterator[Run]:
    """Neighbours of one font together."""
    for (font, part), same in groupby(signs, key=lambda sign: (sign.font, sign.part)):
        group = list(same)
        text = "".join(sign.text for sign in group)
        yield Run(text, font, any(sign.is_shaped for sign in group), part)


def _pieces(signs: Sequence[Run], levels: Sequence[int]) -> list[bidi.Piece[Run]]:
    """Words of one font and level; where they run right to left, each sign between by itself."""
    pieces: list[bidi.Piece[Run]] = []
    for sign, level in zip(signs, levels, strict=True):
        last = pieces[-1] if pieces else None
        is_alone = level % 2 == 1 and not sign.is_shaped
        text = sign.text.translate(bidi.MIRRORED) if is_alone else sign.text
        if last is not None and not is_alone and _go_together(last, sign, level):
            pieces[-1] = bidi.Piece(last.text + text, level, last.mark)
        else:
            pieces.append(bidi.Piece(text, level, sign))
    return pieces


def _go_together(last: bidi.Piece[Run], sign: Run, level: int) -> bool:
    return last.level == level and replace(last.mark, text="") == replace(sign, text="")
