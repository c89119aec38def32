"""Texts as reportlab flowables: styles, and paragraphs whose runs each stand in their own font.

User text never passes a mark-up parser: a paragraph is made of its runs directly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.ttfonts import makeShapedFragWord, shapeFragWord
from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus import paragraph as paragraphs
from reportlab.platypus.paraparser import ParaFrag

from plexlog.reports import bidi, fonts
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
        allowWidows=0,  # two lines at least on either side
        allowOrphans=0,
    )


def paragraph(text: str, wanted: ParagraphStyle, base: int | None = None) -> Any:
    """A paragraph of plain text; line ends in it stay, nothing in it is mark-up."""
    return joined([(text, wanted)], base)


def sentence(text: str, wanted: ParagraphStyle) -> Any:
    """A paragraph of the program's own words: from left to right, whatever name it begins with."""
    return paragraph(text, wanted, 0)


def joined(parts: list[tuple[str, ParagraphStyle]], base: int | None = None) -> Any:
    """A paragraph of several texts, each in its own style; the first one's rules the lines.

    Without a base it runs as its first letter does.
    """
    ready = [(fonts.prepared(text), wanted) for text, wanted in parts]
    if any(bidi.holds_right_to_left(text) for text, _ in ready):
        return Passage(ready, base)
    frags: list[ParaFrag] = []
    for text, wanted in ready:
        for number, line in enumerate(text.split("\n")):
            if number:
                frags.append(_line_end(wanted))
            frags += [_frag(run, wanted) for run in fonts.runs(line, is_bold=_is_bold(wanted))]
    return _made(frags, parts[0][1])


def _made(frags: list[ParaFrag], wanted: ParagraphStyle) -> Any:
    if any(frag.needs_shaping for frag in frags):
        return Paragraph("", wanted, frags=_shaped_words(frags))
    return Paragraph("", wanted, frags=frags)


def _is_bold(wanted: ParagraphStyle) -> bool:
    return bool(wanted.fontName == fonts.BOLD)


def _line_end(wanted: ParagraphStyle) -> ParaFrag:
    frag = _frag(fonts.Run("", wanted.fontName), wanted)
    frag.lineBreak = True
    return frag


Part = tuple[str, ParagraphStyle]


class Passage(Flowable):
    """A text with right-to-left words: first broken into lines as it is read, then each turned."""

    def __init__(self, parts: list[Part], base: int | None = None) -> None:
        super().__init__()
        self._parts = parts
        first = bidi.base_level("".join(text for text, _ in parts))
        self._base = first if base is None else base
        self._is_told = base is not None  # the program's words, with somebody's in them
        self._made: Any = None

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab names them so
        lines = list(self._lines(aW - SAFE))
        frags: list[ParaFrag] = []
        for number, line in enumerate(lines):
            if number:
                frags.append(_line_end(self._parts[0][1]))
            frags += _line_frags(line, self._base, is_told=self._is_told)
        first = self._parts[0][1]
        turned = style(
            first.fontSize,
            is_bold=_is_bold(first),
            is_right=first.alignment == TA_RIGHT or (self._base == 1 and len(lines) > 1),
            colour=first.textColor,
        )
        self._made = _made(frags, turned)
        _, height = self._made.wrap(aW, aH)
        return aW, height

    def split(self, aW: float, aH: float) -> list[Any]:  # noqa: N803 - as above
        """The lines that fit, and those that do not."""
        self.wrap(aW, aH)
        parts: list[Any] = self._made.split(aW, aH)
        return parts

    def draw(self) -> None:
        """Put the lines."""
        self._made.drawOn(self.canv, 0, 0)

    def _lines(self, room: float) -> Iterator[list[Part]]:
        """The text in lines that have room, each as it is read."""
        line: list[Part] = []
        used = 0.0
        for word, wanted in self._words():
            if word == "\n":
                yield line
                line, used = [], 0.0
                continue
            for piece in _fitting(word, wanted, room):
                wide = _width(piece, wanted)
                if line and used + wide > room and piece.strip():
                    yield line
                    line, used = [], 0.0
                line.append((piece, wanted))
                used += wide
        yield line

    def _words(self) -> Iterator[Part]:
        for text, wanted in self._parts:
            for word in _WORDS.findall(text):
                yield word, wanted


_WORDS = re.compile(r"\n| +|[^ \n]+")
SAFE = 3.0  # points kept free, so that no line is broken twice


def _fitting(word: str, wanted: ParagraphStyle, room: float) -> Iterator[str]:
    """A word, cut where it is longer than a whole line."""
    if not word.strip() or _width(word, wanted) <= room:
        yield word
        return
    part = ""
    for sign in word:
        if part and _width(part + sign, wanted) > room:
            yield part
            part = ""
        part += sign
    yield part


@lru_cache(maxsize=4096)
def _width(text: str, wanted: ParagraphStyle) -> float:
    frags = [_frag(run, wanted) for run in fonts.runs(text, is_bold=_is_bold(wanted))]
    if not text.strip():
        return sum(fonts.width(frag.text, frag.fontName, frag.fontSize) for frag in frags)
    return float(sum(word[0] for word in _shaped_words(frags)))


def _line_frags(line: list[Part], base: int, *, is_told: bool) -> list[ParaFrag]:
    """One line in the order in which it stands, each run in the style of its part."""
    together = [
        ("".join(text for text, _ in same), wanted)
        for wanted, same in groupby(line, key=lambda part: part[1])
    ]
    runs = fonts.runs_of(
        [(text, _is_bold(wanted)) for text, wanted in together], base, is_told=is_told
    )
    return [_frag(run, together[run.part][1]) for run in runs]


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
