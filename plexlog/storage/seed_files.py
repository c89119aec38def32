"""Reads the facts a unit starts with from the files in `seeds/`.

CSV and TOML become facts, nothing is kept and nothing is filled in: a row that is broken or
incomplete is refused with its file, its place and what is wrong with it.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any, get_type_hints

from plexlog.domain.errors import StoreError, UnreadableError
from plexlog.domain.facts import (
    ActionFact,
    AnticoagulantFact,
    CalciumFact,
    ChecklistItem,
    DrugFact,
    Fact,
    FluidFact,
    FollowUpFact,
    GradeFact,
    Indication,
    LetterFact,
    LockFact,
    MachineFact,
    PlasmaGroupFact,
    ReactionFact,
    RowTemplateFact,
    RunDrugFact,
    ScaleFact,
    StopRuleFact,
)

INDICATIONS = "indications.csv"
TABLES: dict[str, tuple[str, type[Fact]]] = {
    "fluids.toml": ("fluid", FluidFact),
    "checklists.toml": ("item", ChecklistItem),
    "reactions.toml": ("reaction", ReactionFact),
    "grades.toml": ("grade", GradeFact),
    "actions.toml": ("action", ActionFact),
    "machines.toml": ("machine", MachineFact),
    "plasma_groups.toml": ("group", PlasmaGroupFact),
    "anticoagulants.toml": ("anticoagulant", AnticoagulantFact),
    "calcium.toml": ("calcium", CalciumFact),
    "locks.toml": ("lock", LockFact),
    "drugs.toml": ("drug", DrugFact),
    "scales.toml": ("scale", ScaleFact),
    "stop_rules.toml": ("stop_rule", StopRuleFact),
    "follow_up.toml": ("follow_up", FollowUpFact),
    "run_drugs.toml": ("run_drug", RunDrugFact),
    "row_templates.toml": ("row_template", RowTemplateFact),
    "letter.toml": ("letter", LetterFact),
}
ALWAYS_REQUIRED = frozenset({"date"})  # a seed without a date cannot be reviewed


def read_seeds(folder: Path) -> list[Fact]:
    """All facts of a folder of seed files, in the order of the files. Raises StoreError."""
    facts = [row.fact(Indication) for row in _csv_rows(folder / INDICATIONS)]
    for name, (table, kind) in TABLES.items():
        facts.extend(row.fact(kind) for row in _toml_rows(folder / name, table))
    return facts


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of one row as they stand in the file, with the place to name when one is wrong."""

    place: str
    cells: Mapping[str, Any]

    def fact(self, kind: type[Fact]) -> Fact:
        """The row as a fact of its kind."""
        hints = get_type_hints(kind)
        given = {key: cell for key, cell in self.cells.items() if not _is_blank(cell)}
        if unknown := sorted(self.cells.keys() - hints.keys()):
            raise self.refused(f"{', '.join(unknown)} is not known here")
        if missing := [name for name in _required(kind) if name not in given]:
            raise self.refused(f"{', '.join(missing)} is missing")
        return kind(**{key: self._read(hints[key], key, cell) for key, cell in given.items()})

    def _read(self, hint: Any, key: str, cell: Any) -> Any:
        try:
            return _READERS[hint](cell)
        except UnreadableError as unreadable:
            raise self.refused(f"{key} {unreadable}") from unreadable

    def refused(self, what: str) -> StoreError:
        """The error that names the row and what is wrong with it."""
        code = self.cells.get("code") or "without code"
        return StoreError(f"Seed file {self.place} ({code}): {what}. No seeds were read.")


def _required(kind: type[Fact]) -> list[str]:
    return [
        declared.name
        for declared in fields(kind)
        if declared.name in ALWAYS_REQUIRED
        or (declared.default, declared.default_factory) == (MISSING, MISSING)
    ]


def _is_blank(cell: Any) -> bool:
    return isinstance(cell, str) and not cell.strip()


def _csv_rows(path: Path) -> Iterator[_Row]:
    reader = csv.DictReader(io.StringIO(_text_of(path)), strict=True)
    try:
        for cells in reader:
            row = _Row(f"{path.name}, row {reader.line_num}", cells)
            if None in cells or None in cells.values():
                raise row.refused("its cells do not fit the heading")
            yield row
    except csv.Error as broken:
        raise StoreError(f"Seed file {path.name} cannot be read: {broken}.") from broken


def _toml_rows(path: Path, table: str) -> Iterator[_Row]:
    try:
        content = tomllib.loads(_text_of(path))
    except tomllib.TOMLDecodeError as broken:
        raise StoreError(f"Seed file {path.name} cannot be read: {broken}.") from broken
    rows = content.get(table)
    if set(content) != {table} or not isinstance(rows, list):
        raise StoreError(f"Seed file {path.name} must hold [[{table}]] rows and nothing else.")
    for number, cells in enumerate(rows, start=1):
        yield _Row(f"{path.name}, row {number}", cells if isinstance(cells, dict) else {})


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as broken:
        raise StoreError(f"Seed file {path.name} cannot be read: {broken}.") from broken


def _text(cell: Any) -> str:
    if not isinstance(cell, str):
        raise UnreadableError("must be a text")
    return cell.strip()


def _yes_or_no(cell: Any) -> bool:
    if isinstance(cell, bool):
        return cell
    if cell not in ("yes", "no"):
        raise UnreadableError("must be yes or no")
    return bool(cell == "yes")


def _whole(cell: Any) -> int:
    if isinstance(cell, str) and cell.isascii() and cell.isdigit():
        return int(cell)
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    raise UnreadableError("must be a whole number")


def _list_of(read: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    def read_list(cell: Any) -> tuple[Any, ...]:
        if not isinstance(cell, list):
            raise UnreadableError("must be a list")
        return tuple(read(member) for member in cell)

    return read_list


_READERS: dict[Any, Callable[[Any], Any]] = {
    str: _text,
    bool: _yes_or_no,
    int | None: _whole,
    tuple[str, ...]: _list_of(_text),
    tuple[int, ...]: _list_of(_whole),
}
