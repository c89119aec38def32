"""Texts as reportlab flowables: styles, and paragraphs whose runs each stand in their own font.

User text never passes a mark-up parser: a paragraph is made of its runs directly.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.ttfonts import makeShapedFragWord, shapeFragWord
from reportlab.platypus import Paragraph
from reportlab.platypus import paragraph as paragraphs
from reportlab.platypus.paraparser import ParaFrag

from plexlog.reports import fonts
from plexlog.reports.palette import PAPER

INK = HexColor(PAPER.ink)
SOFT = HexColor(PAPER.soft)
RULE = HexColor(PAPER.rule)
HEADING = HexColor(PAPER.heading)
LEADING = 1.22  # of the size: the height of a line
SHAPED = {"kern": True, "liga": True}
TINT = HexColor(PAPER.tint)

words_of = vars(paragraphs)["_getFragWords"]  # how reportlab cuts a text into words


@cache
def style(
    size: float, *, is_bold: bool = False, is_right: bool = False, colour: Color = INK
) -> ParagraphStyle:
    """A paragraph style; equal ones are made once."""
    name = fonts.BOLD if is_bold else fonts.REGULAR
    fonts.letters(name)
    return ParagraphStyle(
        f"{name} {size} {is_right} {colour}",
        fontName=name,
        bulletFontName=name,
        fontSize=size,
        leading=round(size * LEADING, 1),
        textColor=colour,
        alignment=TA_RIGHT if is_right else TA_LEFT,
        splitLongWords=1,
    )


def paragraph(text: str, wanted: ParagraphStyle) -> Any:
    """A paragraph of plain text; line ends in it stay, nothing in it is mark-up."""
    return joined([(text, wanted)])


def joined(parts: list[tuple[str, ParagraphStyle]]) -> Any:
    """A paragraph of several texts, each in its own style; the first one's rules the lines."""
    frags: list[ParaFrag] = []
    for text, wanted in parts:
        for number, line in enumerate(fonts.prepared(text).split("\n")):
            if number:
                frags.append(_frag(fonts.Run("", wanted.fontName), wanted))
                frags[-1].lineBreak = True
            runs = fonts.runs(line, is_bold=wanted.fontName == fonts.BOLD)
            frags += [_frag(run, wanted) for run in runs]
    if any(frag.needs_shaping for frag in frags):
        return Paragraph("", parts[0][1], frags=_shaped_words(frags))
    return Paragraph("", parts[0][1], frags=frags)


def _frag(run: fonts.Run, wanted: ParagraphStyle) -> ParaFrag:
    fonts.letters(run.font)
    return ParaFrag(
        rise=0,
        greek=0,
        link=[],
        fontName=run.font,
        bold=0,
        italic=0,
        fontSize=wanted.fontSize,
        textColor=wanted.textColor,
        us_lines=[],
        text=run.text,
        needs_shaping=run.is_shaped,
    )


def _shaped_words(frags: list[ParaFrag]) -> list[Any]:
    """The words as reportlab keeps them, each part that needs it shaped by its own font.

    With `shaping=1` reportlab 5.1 shapes a whole word by the font of its first part, which draws
    wrong letters where a word holds two fonts (a sign with digits, a name with a comma).
    """
    return [_shaped_word(word) for word in words_of(frags)]


def _shaped_word(word: Any) -> Any:
    if not any(frag.needs_shaping for frag, _ in word[1:]):
        return word
    total = 0.0
    parts: list[Any] = []
    for frag, text in word[1:]:
        piece: list[Any] = [fonts.width(text, frag.fontName, frag.fontSize), (frag, text)]
        if frag.needs_shaping:
            piece = shapeFragWord(piece, SHAPED, force=True)
        total += piece[0]
        parts += piece[1:]
    return makeShapedFragWord(word)([total, *parts])


def fits(text: str, wanted: ParagraphStyle, room: float) -> bool:
    """Whether a text stands on one line of one font, so that it needs no paragraph."""
    return (
        "\n" not in text
        and fonts.is_plain(text, wanted.fontName)
        and fonts.width(text, wanted.fontName, wanted.fontSize) <= room
    )
