"""Every number in the tables of a course report comes from its record or from a figure of it.

And no report module rounds or types one: rounding is done once, in `wording`.
"""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from plexlog import reports
from plexlog.domain import wording
from plexlog.domain.moments import Moment
from plexlog.reports import model
from plexlog.reports.course_report import CourseInput, course_report
from tests.reports.courses import report_of

NUMBER = re.compile(r"\d+(?:\.\d+)?")
TIME = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?|\b\d\d:\d\d\b")
FOLDER = Path(reports.__file__).parent
TELLS = sorted((*FOLDER.glob("summary_*.py"), *FOLDER.glob("course_*.py")))
SECTIONS = (
    "Sessions",
    "Delivered volumes and vital signs",
    "Response",
    "Laboratory",
    "Expected and measured (estimate)",
    "Counters",
    "Annex: products by lot and donation number",
)


def recorded(part: Any) -> Iterator[Decimal | float | str]:
    """Every value that stands anywhere in a record or among figures."""
    if dataclasses.is_dataclass(part) and not isinstance(part, Moment):
        for field in dataclasses.fields(part):
            yield from recorded(getattr(part, field.name))
    elif isinstance(part, Mapping):
        for value in part.values():
            yield from recorded(value)
    elif isinstance(part, tuple | list):
        for value in part:
            yield from recorded(value)
    elif isinstance(part, str | Decimal | float | int) and not isinstance(part, bool):
        yield part


def written(value: Decimal | float | str) -> Iterator[str]:
    """The forms in which a value may be printed."""
    if isinstance(value, str):
        yield from NUMBER.findall(value)
        return
    for decimals in range(4):
        yield bare(wording.number(value, decimals)).lstrip("+\u2212")
    yield bare(wording.plain(value))
    yield wording.hours_minutes(value)


def bare(text: str) -> str:
    return text.replace("\u202f", "").replace("\u00a0", " ")


def permitted(facts: CourseInput) -> set[str]:
    """Everything that may stand in a table."""
    sources = (facts.course, facts.figures, facts.counters, facts.session_counters, facts.levels)
    found = {text for source in sources for one in recorded(source) for text in written(one)}
    bags = [bag for one in facts.sessions for bag in one.session.bags or ()]
    by_fluid = [_given(one.session.bags or ()) for one in facts.sessions]
    sums = [*_given(bags, by_lot=True).values(), *(v for one in by_fluid for v in one.values())]
    counts = range(len(bags) + 1)
    return found | {text for one in (*sums, *counts) for text in written(Decimal(one))}


def _given(bags: Any, *, by_lot: bool = False) -> dict[Any, Decimal]:
    """What bags gave, added up as a ledger does."""
    sums: dict[Any, Decimal] = {}
    for bag in bags:
        key = (bag.fluid, bag.lot, bag.din) if by_lot else bag.fluid
        sums[key] = sums.get(key, Decimal(0)) + (bag.given_ml or 0)
    return sums


@pytest.mark.parametrize("name", ["gbs-albumin-five", "ttp-plasma-daily", "ms-relapse-steroids"])
def test_every_number_of_a_table_is_recorded_or_a_figure(name: str) -> None:
    facts = report_of(name)
    known = permitted(facts)

    strangers = [
        (section.title, cell.text, number)
        for section in course_report(facts).sections
        if section.title in SECTIONS
        for block in section.blocks
        if isinstance(block, model.Table)
        for row in block.rows
        for cell in row
        for number in _numbers(cell.text)
        if number not in known
    ]

    assert strangers == []


def _numbers(text: str) -> list[str]:
    """The numbers of a cell; dates and times are told by their own words."""
    if re.fullmatch(r"\d+:\d\d", text):
        return [text]
    return NUMBER.findall(TIME.sub("", bare(text)))


@pytest.mark.parametrize("path", TELLS, ids=lambda path: path.name)
def test_no_report_module_rounds_or_types_a_number(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))

    rounded = [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("round", "format"))
        or (isinstance(node, ast.FormattedValue) and node.format_spec is not None)
    ]

    assert rounded == []


def test_there_are_report_modules_to_look_at() -> None:
    assert len(TELLS) > 10
