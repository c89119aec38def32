"""The examples of the self-test as a table; what differs stands first."""

from __future__ import annotations

from PySide6.QtCore import Qt

from plexlog.domain.language import gettext as _
from plexlog.services.selftest import ExampleLine
from ui.forms.line_model import LineModel
from ui.widgets.icons import icon_pixmap
from ui.widgets.severity import LOOKS
from ui.widgets.theme import worn_theme

_VERDICT = 2
_ICON = 16


class SelfTestTable(LineModel[ExampleLine]):
    """One row an example: formula, inputs, verdict, expected, got, tolerance, unit, source."""

    HEADINGS = (
        _("Formula"),
        _("Inputs"),
        _("Verdict"),
        _("Expected"),
        _("Got"),
        "±",
        _("Unit"),
        _("Source"),
    )
    NUMBERS = (3, 4, 5)

    def words(self, line: ExampleLine) -> tuple[str, ...]:
        return (
            line.formula,
            line.inputs,
            _("agrees") if line.passed else _("DIFFERS"),
            line.expected,
            line.got,
            line.tolerance,
            line.unit,
            line.source,
        )

    def look(self, line: ExampleLine, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.words(line)[column]
        return _verdict(line, role) if column == _VERDICT else None


def _verdict(line: ExampleLine, role: int) -> object:
    """Shape, weight and colour of the verdict."""
    look = LOOKS["ok" if line.passed else "stop"]
    if role == Qt.ItemDataRole.DecorationRole:
        return icon_pixmap(look.icon, look.ink, _ICON)
    if role == Qt.ItemDataRole.ForegroundRole:
        return worn_theme().colour(look.ink)
    if role == Qt.ItemDataRole.FontRole:
        return worn_theme().font("body" if line.passed else "strong")
    return None
