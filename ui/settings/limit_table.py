"""The unit's limits as a table, under the phase in which each is looked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from plexlog.domain import wording
from plexlog.domain.findings import Phase
from plexlog.domain.language import gettext as _
from plexlog.services.limits import LimitLine
from ui.forms.line_model import Index, LineModel
from ui.widgets.theme import worn_theme

_VALUE = 1
Row = LimitLine | Phase


class LimitTable(LineModel[Row]):
    """A row for each limit, and one for each phase, which cannot be picked."""

    HEADINGS = (
        _("Limit"),
        _("Value"),
        _("Unit"),
        _("Default"),
        _("Rules that go by it"),
        _("Last change"),
    )
    NUMBERS = (_VALUE, 3)

    def show_limits(self, limits: Sequence[LimitLine]) -> None:
        """Hold these limits."""
        rows: list[Row] = []
        for phase in Phase:
            of_it = [line for line in limits if line.phase is phase]
            rows += [phase, *of_it] if of_it else []
        self.show_lines(rows)

    def limit(self, row: int) -> LimitLine | None:
        """The limit of a row; None for a phase, and beyond the last row."""
        found = self.line(row)
        return found if isinstance(found, LimitLine) else None

    def row_of(self, name: str) -> int:
        """The row of a limit; the first one where it is not listed."""
        limits = [(n, row.name) for n, row in enumerate(self.lines) if isinstance(row, LimitLine)]
        return next((n for n, known in limits if known == name), limits[0][0] if limits else -1)

    def phase_rows(self) -> list[int]:
        """The rows of the phases."""
        return [number for number, row in enumerate(self.lines) if isinstance(row, Phase)]

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.limit(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def words(self, line: Row) -> tuple[str, ...]:
        if isinstance(line, Phase):
            return (phase_words(line), "", "", "", "", "")
        last = line.last
        return (
            line.label,
            line.value if line.is_default else _("changed {value}").format(value=line.value),
            line.unit,
            line.default,
            _rules(line.rules),
            wording.MISSING if last is None else f"{wording.day(last.at.day)} {last.by}",
        )

    def look(self, line: Row, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.ForegroundRole and isinstance(line, Phase):
            return worn_theme().colour("primary")
        if role == Qt.ItemDataRole.FontRole and _is_bold(line, column):
            return worn_theme().font("strong")
        return None


def _rules(codes: Sequence[str]) -> str:
    """The first rule, and how many more there are: the foot of the page names them all."""
    first, *others = codes
    return f"{first} +{len(others)}" if others else first


def _is_bold(row: Row, column: int) -> bool:
    return isinstance(row, Phase) or (column == _VALUE and not row.is_default)


def phase_words(phase: Phase) -> str:
    """A phase as a heading."""
    return {
        Phase.ORDER: _("The order"),
        Phase.BEFORE: _("Before the session"),
        Phase.RUN: _("The run"),
        Phase.CLOSE: _("The close"),
    }[phase]
