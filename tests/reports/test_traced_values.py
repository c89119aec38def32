"""Every number of a report comes from its record, or from a figure that is made of it elsewhere.

And no report module calculates, rounds or types one: formulas stand in `clinical`, rounding is
done once, in `wording`. What draws a page or a chart measures that, not the patient.
"""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from plexlog import reports
from plexlog.clinical.counters import given_ml
from plexlog.clinical.gap_words import MODEL_WORDS
from plexlog.clinical.plans import share_percent
from plexlog.clinical.scale_change import ScaleChange
from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.facts import LetterFact
from plexlog.domain.moments import Moment
from plexlog.domain.records import Bag, FluidShare
from plexlog.reports import model
from plexlog.reports.course_report import CourseInput, course_report
from plexlog.reports.patient_letter import LetterInput, patient_letter
from plexlog.reports.session_summary import SummaryInput, session_summary
from plexlog.storage.seed_files import read_seeds
from plexlog.storage.seeds import FOLDER as SEEDS
from tests.reports.cases import summary_of
from tests.reports.courses import report_of

NUMBER = re.compile(r"\d+(?:\.\d+)?")
TIME = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?|\b\d\d:\d\d\b")
LENGTH = re.compile(r"\b\d+:\d\d\b")
FOLDER = Path(reports.__file__).parent
NAMES = ("gbs-albumin-five", "ttp-plasma-daily", "ms-relapse-steroids")
SESSIONS = (("gbs-albumin-five", "s2"), ("ttp-plasma-daily", "s1"), ("ms-relapse-steroids", "s4"))
TYPED = {"256"}  # of SHA-256, which is a name


def recorded(part: Any) -> Iterator[Decimal | float | str]:
    """Every value that stands anywhere in a record or among figures."""
    if isinstance(part, str | Decimal | float | int) and not isinstance(part, bool):
        yield part
    for one in inner(part):
        yield from recorded(one)


def inner(part: Any) -> Iterator[Any]:
    """The parts of a record, with what its class makes of them."""
    if isinstance(part, FluidShare):
        yield share_percent(part)
    if isinstance(part, ScaleChange):
        yield from (part.size, part.least_change)
    if dataclasses.is_dataclass(part) and not isinstance(part, Moment):
        yield from (getattr(part, field.name) for field in dataclasses.fields(part))
    elif isinstance(part, Mapping):
        yield from part.values()
    elif isinstance(part, tuple | list):
        yield from part


def written(value: Decimal | float | str) -> Iterator[str]:
    """The forms in which a value may be printed."""
    if isinstance(value, str):
        yield from numbers(value)
        return
    for decimals in range(4):
        yield bare(wording.number(value, decimals)).lstrip("+\u2212")
    yield bare(wording.plain(value)).lstrip("\u2212")
    yield wording.hours_minutes(value)


def bare(text: str) -> str:
    return text.replace("\u202f", "").replace("\u00a0", " ")


def numbers(text: str) -> list[str]:
    """The numbers of a text; dates and times are told by their own words."""
    left = TIME.sub(" ", bare(text))
    return [*LENGTH.findall(left), *NUMBER.findall(LENGTH.sub(" ", left))]


def of_bags(bags: tuple[Bag, ...]) -> Iterator[Decimal]:
    """What bags gave, added up as ledgers do: by fluid, and by lot and donation number."""
    for key in (lambda bag: bag.fluid, lambda bag: (bag.fluid, bag.lot, bag.din)):
        groups: dict[Any, list[Bag]] = {}
        for bag in bags:
            groups.setdefault(key(bag), []).append(bag)
        yield from (given_ml(same) or Decimal(0) for same in groups.values())


def known_of_session(facts: SummaryInput) -> set[str]:
    """All that a summary may state."""
    values = [*recorded(facts), *of_bags(facts.session.bags or ())]
    session = facts.session
    lengths = [
        session.started_at.hours_since(drug.last_dose_at)
        for drug in session.drugs_of_note or ()
        if drug.last_dose_at is not None and session.started_at is not None
    ]
    items = [facts.session.checklist or (), facts.findings, facts.session.pauses or ()]
    counts = range(max([len(one) for one in items] + [len(session.bags or ())]) + 1)
    limits = (text for field in CATALOGUE for text in numbers(f"{field.label} {field.shown_unit}"))
    found = {text for one in (*values, *lengths, *counts) for text in written(one)}
    return found | set(limits) | TYPED | {str(session.number + 1)}


def known_of_course(facts: CourseInput) -> set[str]:
    """All that a course report may state."""
    made = (
        facts.counters,
        facts.mean_plasma_volumes,
        facts.session_counters,
        facts.levels,
        facts.changes,
        facts.outlook.sentences,
        facts.catheter_days,
        MODEL_WORDS,
    )
    bags = tuple(bag for one in facts.sessions for bag in one.session.bags or ())
    values = (*recorded(facts), *recorded(made), *of_bags(bags), *range(len(bags) + 1))
    found = {text for one in values for text in written(one)}
    return found.union(*(known_of_session(one) for one in facts.sessions))


def texts(report: model.Report) -> Iterator[tuple[str, str]]:
    """Every text of a report with where it stands."""
    yield from (("title line", line.text) for line in report.bottom_line)
    yield "head", f"{report.title} {report.patient} {report.identity} {report.occasion}"
    yield from (("footer", line) for line in report.footer)
    for section in report.sections:
        for block in section.blocks:
            yield from ((section.title, text) for text in block_texts(block))


def block_texts(block: model.Block) -> Iterator[str]:
    """The texts of a block; of charts their words, and the values that they draw."""
    match block:
        case model.Panels():
            for panel in block.panels:
                yield from (panel.title, panel.unit, *(one.label for one in panel.ticks))
        case model.Chart():
            yield block.described
        case _:
            yield from (one for one in recorded(block) if isinstance(one, str))


def strangers(report: model.Report, known: set[str]) -> list[tuple[str, str, str]]:
    return [
        (where, text, number)
        for where, text in texts(report)
        for number in numbers(text)
        if number not in known
    ]


@cache
def course(name: str) -> CourseInput:
    return report_of(name)


@pytest.mark.parametrize("name", NAMES)
def test_every_number_of_a_course_report_is_recorded_or_a_figure(name: str) -> None:
    assert strangers(course_report(course(name)), known_of_course(course(name))) == []


@pytest.mark.parametrize(("name", "session"), SESSIONS)
def test_every_number_of_a_summary_is_recorded_or_a_figure(name: str, session: str) -> None:
    facts = summary_of(name, session)

    assert strangers(session_summary(facts), known_of_session(facts)) == []


@pytest.mark.parametrize(("name", "session"), SESSIONS)
def test_every_number_of_a_letter_is_recorded_or_of_the_units_sentences(
    name: str, session: str
) -> None:
    sentences = tuple(one for one in read_seeds(SEEDS) if isinstance(one, LetterFact))
    facts = LetterInput(
        summary=summary_of(name, session), sentences=sentences, telephones=("0123 45",)
    )
    known = known_of_session(facts.summary) | {
        text for one in recorded((sentences, facts.telephones)) for text in written(one)
    }

    assert strangers(patient_letter(facts), known) == []


def test_a_number_that_nobody_recorded_is_found() -> None:
    report = course_report(course(NAMES[0]))
    line = model.Statement(text="Given 4321.5\u00a0mL")

    found = strangers(
        dataclasses.replace(report, bottom_line=(line,)), known_of_course(course(NAMES[0]))
    )

    assert [number for *_, number in found] == ["4321.5"]


def heights(report: model.Report) -> Iterator[float]:
    """Every value that a chart draws."""
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, model.Panels):
                for panel in block.panels:
                    spots = [*panel.band, *(spot for one in panel.series for spot in one.spots)]
                    yield from (spot.value for spot in spots)
                    yield from (spot.low for spot in spots if spot.low is not None)
            if isinstance(block, model.Chart):
                chart = block.chart
                yield from (one.value for one in (*chart.pulses, *chart.removed))
                yield from (one.systolic for one in chart.pressures)
                yield from (one.diastolic for one in chart.pressures if one.diastolic is not None)


def floats(*parts: Any) -> set[float]:
    return {float(one) for part in parts for one in recorded(part) if not isinstance(one, str)}


@pytest.mark.parametrize("name", NAMES)
def test_every_value_of_a_chart_is_recorded_or_a_figure(name: str) -> None:
    facts = course(name)
    drawn = set(heights(course_report(facts)))

    assert drawn
    assert drawn <= floats(facts, facts.levels)


@pytest.mark.parametrize(("name", "session"), SESSIONS)
def test_every_value_of_a_run_chart_is_recorded_or_a_figure(name: str, session: str) -> None:
    facts = summary_of(name, session)
    drawn = set(heights(session_summary(facts)))

    assert drawn
    assert drawn <= floats(facts) | {0.0}  # where the area of what was removed begins


DRAWING = frozenset(  # these measure pages and charts
    {
        *("bidi", "chart_scales", "charts", "fonts", "panel_drawing", "paper", "pdf"),
        *("pdf_blocks", "pdf_flow", "pdf_text", "pdf_writing", "qr"),
    }
)
TELLS = sorted(path for path in FOLDER.glob("*.py") if path.stem not in DRAWING)
ALLOWED = {  # what is counted or placed there is no value of a patient
    ("course_charts", "_day"): "where a time stands on the axis",
    ("course_charts", "_day_ticks"): "the ticks of the axis",
    ("course_charts", "level_panel"): "where the estimate stands on the axis",
    ("course_input", "number_words"): "whether two sessions follow each other",
    ("course_opening", "_amended"): "how many amendments are not named",
    ("course_opening", "few"): "how many findings are not named",
    ("course_opening", "_of_grade"): "how many reactions",
    ("course_narrative", "_of_grade"): "how many reactions",
    ("flow_sheet", "_run"): "columns of a table, twice",
    ("flow_sheet", "_fluids"): "columns of a table, twice",
    ("run_chart", "_vitals"): "how near in time vital signs were taken",
    ("summary_opening", "_checklist"): "how many items",
    ("summary_opening", "_signed_with_gaps"): "how many gaps are not named",
    ("summary_opening", "_still_open"): "how many values are not named",
    ("summary_tables", "given_words"): "how many bags",
}
CALCULATES = (ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)
ROUNDS = {"round", "format", "sum", "abs", "divmod", "pow"}


def calculations(path: Path) -> Iterator[tuple[str, str]]:
    """The functions of a module in which something is calculated or rounded, and what."""
    for function in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if _calculates(node):
                    yield function.name, ast.unparse(node)


def _calculates(node: ast.AST) -> bool:
    if isinstance(node, ast.BinOp):
        is_number = any(
            isinstance(side, ast.Constant) and isinstance(side.value, int | float)
            for side in (node.left, node.right)
        )
        return isinstance(node.op, CALCULATES) or (isinstance(node.op, ast.Add) and is_number)
    if isinstance(node, ast.Call):
        return getattr(node.func, "id", "") in ROUNDS
    return isinstance(node, ast.FormattedValue) and node.format_spec is not None


@pytest.mark.parametrize("path", TELLS, ids=lambda path: path.name)
def test_no_report_module_calculates_or_rounds_a_value(path: Path) -> None:
    found = [one for one in calculations(path) if (path.stem, one[0]) not in ALLOWED]

    assert found == []


def test_what_is_allowed_is_there() -> None:
    found = {(path.stem, function) for path in TELLS for function, _ in calculations(path)}

    assert set(ALLOWED) <= found
    assert len(TELLS) > 20


def test_a_mean_or_a_rounding_in_a_report_module_is_found(tmp_path: Path) -> None:
    module = tmp_path / "course_new.py"
    module.write_text(
        "def told(a, b):\n    return f'{a / b:.1f} {round(a)} {a + 1}'\n", encoding="utf-8"
    )

    assert len(list(calculations(module))) == 4
