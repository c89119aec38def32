"""Texts as reportlab flowables: styles, and paragraphs whose runs each stand in their own font.

User text never passes a mark-up parser: a paragraph is made of its runs directly.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph
from reportlab.platypus.paraparser import ParaFrag

from plexlog.reports import fonts

INK = HexColor("#10202B")
SOFT = HexColor("#36444F")
RULE = HexColor("#C3CCD3")
HEADING = HexColor("#0B5063")
TINT = HexColor("#EEF2F4")


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
        leading=round(size * 1.32, 1),
        textColor=colour,
        alignment=TA_RIGHT if is_right else TA_LEFT,
        splitLongWords=1,
    )


@cache
def _shaped(plain: ParagraphStyle) -> ParagraphStyle:
    return ParagraphStyle(f"{plain.name} shaped", parent=plain, shaping=1)


def paragraph(text: str, wanted: ParagraphStyle) -> Any:
    """A paragraph of plain text; line ends in it stay, nothing in it is mark-up."""
    return joined([(text, wanted)])


def joined(parts: list[tuple[str, ParagraphStyle]]) -> Any:
    """A paragraph of several texts, each in its own style; the first one's rules the lines."""
    frags: list[ParaFrag] = []
    is_shaped = False
    for text, wanted in parts:
        for number, line in enumerate(fonts.prepared(text).split("\n")):
            if number:
                frags.append(_frag("", wanted.fontName, wanted, is_break=True))
            for run in fonts.runs(line, is_bold=wanted.fontName == fonts.BOLD):
                is_shaped = is_shaped or run.is_shaped
                frags.append(_frag(run.text, run.font, wanted))
    ruling = _shaped(parts[0][1]) if is_shaped else parts[0][1]
    return Paragraph("", ruling, frags=frags)


def _frag(text: str, font: str, wanted: ParagraphStyle, *, is_break: bool = False) -> ParaFrag:
    fonts.letters(font)
    frag = ParaFrag(
        rise=0,
        greek=0,
        link=[],
        fontName=font,
        bold=0,
        italic=0,
        fontSize=wanted.fontSize,
        textColor=wanted.textColor,
        us_lines=[],
        text=text,
    )
    if is_break:
        frag.lineBreak = True
    return frag


def fits(text: str, wanted: ParagraphStyle, room: float) -> bool:
    """Whether a text stands on one line of one font, so that it needs no paragraph."""
    return (
        "\n" not in text
        and fonts.is_plain(text, wanted.fontName)
        and fonts.width(text, wanted.fontName, wanted.fontSize) <= room
    )
