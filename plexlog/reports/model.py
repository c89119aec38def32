"""A report as plain sections, before anything is drawn.

Every text here is final: numbers are rounded, codes are words, what is missing is said. `pdf` lays
it out and adds nothing of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from plexlog.domain.fields import Severity
from plexlog.reports.panel import Panel
from plexlog.reports.run_chart import RunChart


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One line of the bottom line; a strong one is what the reader must not miss."""

    text: str
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what is known under it."""

    label: str
    text: str
    is_typed: bool = False  # somebody's own words: they run as their first letter does


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Labelled values in a few columns."""

    facts: tuple[Fact, ...]
    columns: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table. Numbers stand right."""

    heading: str
    unit: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A written value; a marked one is outside its limits, an override or late."""

    text: str
    is_marked: bool = False
    is_typed: bool = False  # somebody's own words, as in `Fact`


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under headings."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A passage of text. A small one explains what is above it, a strong one heads the next."""

    text: str
    is_small: bool = False
    is_strong: bool = False
    leads: bool = False  # stands on one page with what comes next
    is_typed: bool = False  # somebody's own words: they run as their first letter does


@dataclass(frozen=True, slots=True, kw_only=True)
class LargeText:
    """A passage for a patient, as large as its page allows; one of several has a dot."""

    text: str
    has_dot: bool = False
    is_strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawn chart; the table of its numbers follows it in the same section."""

    chart: RunChart
    described: str  # what it shows, in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Panels:
    """Small charts, two in a row; the table of their numbers stands in the same section."""

    panels: tuple[Panel, ...]
    described: str  # what they show, in words


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingLines:
    """Empty lines for a pen under a label."""

    label: str
    count: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCode:
    """A square code for a scanner, with what it holds in words beside it."""

    code: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingNote:
    """A finding as it was shown, with the answer to it."""

    severity: Severity
    heading: str  # severity in words, whether open or overridden
    what: str
    details: tuple[str, ...] = ()  # why, what to do, source
    answer: str = ""  # who overrode it, when and why


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureLine:
    """A signature given, or a line left open for one."""

    role: str
    name: str = ""
    meaning: str = ""
    at: str = ""
    key: str = ""  # short form of the signer's key


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteBox:
    """A box to write a value in."""

    label: str
    unit: str = ""
    hint: str = ""  # the usual range, the last value


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteBoxes:
    """Boxes to write in, so many side by side."""

    boxes: tuple[WriteBox, ...]
    columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteTable:
    """Empty rows under headings; the columns share the width by their weights."""

    columns: tuple[Column, ...]
    weights: tuple[float, ...]
    rows: int
    height: float  # of a row, in points


@dataclass(frozen=True, slots=True, kw_only=True)
class TickList:
    """Items, each with a square for every answer and room for a reason."""

    options: tuple[str, ...]
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TickBoxes:
    """Words under a label, each with its square; questions have one for yes and one for no."""

    label: str
    options: tuple[str, ...]
    is_yes_no: bool = False


Block = (
    Facts
    | Table
    | Paragraph
    | LargeText
    | Chart
    | Panels
    | WritingLines
    | PrintedCode
    | FindingNote
    | SignatureLine
    | WriteBoxes
    | WriteTable
    | TickList
    | TickBoxes
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with what stands under it."""

    title: str
    blocks: tuple[Block, ...]
    part: str = ""  # sections of one part stand under it in the outline
    starts_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file carried inside the report."""

    name: str
    content: bytes
    described: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole report."""

    title: str
    patient: str  # FAMILY, Given; the unit where it tells of no patient
    identity: str  # birth date and record number, or that there is no patient
    occasion: str  # course and session
    bottom_line: tuple[Statement, ...]
    sections: tuple[Section, ...]
    footer: tuple[str, ...]  # unit, program, printed at, fingerprint
    author: str
    draft_mark: str = ""  # across each page until signed
    on_one_page: bool = False  # its large texts shrink until it is
    language: str = "en"
    attachment: Attachment | None = None
    empty: tuple[str, ...] = ()  # titles of sections left out whose lists were asked and are empty
    label_box: str = ""  # words of an empty box for the label of a patient, on each page
    paper: str = "a4"  # the size it is printed on, where no other is asked for
