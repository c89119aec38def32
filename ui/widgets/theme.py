"""The look the window wears: colours by name, type roles, measures, and the one style sheet.

Everything comes from `resources/style/tokens.toml`. A part that paints itself asks `worn_theme()`
while it paints, so that a change of theme is a repaint and nothing else.
"""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Template
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
FAMILIES = (
    "Noto Sans",
    "Noto Sans Math",
    "Noto Sans Symbols",
    "Noto Sans Symbols2",
    "Noto Sans Hebrew",
    "Noto Sans Arabic",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "Noto Sans Georgian",
    "Noto Sans Armenian",
    "Noto Sans Tamil",
    "Noto Sans Ethiopic",
)
BODY_PIXELS = 14
_WORN = "plexlog_theme"
_BOLD = 600


@dataclass(frozen=True, slots=True)
class TypeRole:
    """The size and weight of one kind of text."""

    pixels: int
    weight: int

    @property
    def declarations(self) -> str:
        """The role as a style sheet writes it."""
        return f"font-size: {self.pixels}px; font-weight: {self.weight};"


@dataclass(frozen=True)
class Theme:
    """One look: `Theme.light()` or `Theme.dark()`."""

    name: str
    colours: Mapping[str, str]
    types: Mapping[str, TypeRole]
    sizes: Mapping[str, int]
    _fonts: dict[str, QFont] = field(default_factory=dict, repr=False, compare=False)
    _read: dict[str, QColor] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def light(cls) -> Theme:
        """The look by day."""
        return _theme("light")

    @classmethod
    def dark(cls) -> Theme:
        """The look for night shifts."""
        return _theme("dark")

    @property
    def is_dark(self) -> bool:
        """Whether this is the look for night shifts."""
        return self.name == "dark"

    def colour(self, token: str) -> QColor:
        """The colour a token names, to paint with. Raises KeyError for one not in the table."""
        if token not in self._read:
            self._read[token] = QColor(self.colours[token])
        return self._read[token]

    def font(self, role: str) -> QFont:
        """The font of a type role."""
        if role not in self._fonts:
            self._fonts[role] = _font(self.types[role].pixels, self.types[role].weight)
        return self._fonts[role]

    def size(self, name: str) -> int:
        """A measure in pixels."""
        return self.sizes[name]

    def sheet(self) -> str:
        """The style sheet, every placeholder filled."""
        template = (RESOURCES / "style" / "plexlog.qss").read_text(encoding="utf-8")
        return Template(template).substitute(self._placeholders())

    def palette(self) -> QPalette:
        """The colours of parts the style sheet does not reach."""
        palette = QPalette()
        for group_role, token in _PALETTE.items():
            palette.setColor(group_role, self.colour(token))
        for muted in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, muted, self.colour("ink3"))
        return palette

    def _placeholders(self) -> dict[str, str]:
        words = dict(self.colours)
        words |= {name: str(pixels) for name, pixels in self.sizes.items() if name not in words}
        words |= {f"type_{name}": role.declarations for name, role in self.types.items()}
        return words


_PALETTE = {
    QPalette.ColorRole.Window: "page",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "surface",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.Highlight: "primary",
    QPalette.ColorRole.HighlightedText: "onPrimary",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Accent: "focus",
}


class Look(QObject):
    """Dresses the application: follows the system until somebody fixes light or dark.

    `Look(app)` once at the start; then `toggle()`, `fix("dark")` or `follow_system()`.
    """

    changed = Signal(str)  # "light" or "dark", after the window wears it

    def __init__(self, app: QApplication, fixed: str = "") -> None:
        """`fixed` is "light", "dark" or "" to follow the system."""
        super().__init__(app)
        self._app = app
        self._fixed = fixed
        app.setStyle("Fusion")
        self._wear()
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def theme(self) -> Theme:
        """What the window wears now."""
        return worn_theme()

    @property
    def fixed(self) -> str:
        """What the user chose: "light", "dark", or "" to follow the system."""
        return self._fixed

    def fix(self, name: str) -> None:
        """Wear light or dark whatever the system does."""
        self._fixed = name
        self._wear()

    def follow_system(self) -> None:
        """Wear what the system wears."""
        self.fix("")

    @Slot()
    def toggle(self) -> None:
        """Fix the other of light and dark."""
        self.fix("light" if self.theme.is_dark else "dark")

    def _on_system_changed(self, _scheme: Qt.ColorScheme) -> None:
        if not self._fixed:
            self._wear()

    def _wear(self) -> None:
        system_dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        dark = self._fixed == "dark" if self._fixed else system_dark
        theme = Theme.dark() if dark else Theme.light()
        before = self._app.property(_WORN)
        if before is not theme:
            wear(self._app, theme)
            self.changed.emit(theme.name)


_worn: list[Theme] = []  # the last one; each stroke asks for it, and Qt would take long to say


def wear(app: QApplication, theme: Theme) -> None:
    """Put a theme on the application: palette, font, style sheet, and what painted parts read."""
    _worn[:] = [theme]
    app.setProperty(_WORN, theme)
    app.setPalette(theme.palette())
    app.setFont(_font(BODY_PIXELS, QFont.Weight.Normal))
    app.setStyleSheet(theme.sheet())


def worn_theme() -> Theme:
    """The theme the application wears; light before it wears any."""
    return _worn[0] if _worn else Theme.light()


def restyle(widget: QWidget) -> None:
    """Let the style sheet see that a property of the widget has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def is_restyled(event: QEvent) -> bool:
    """Whether the event tells a widget that the look has changed."""
    return event.type() == QEvent.Type.StyleChange


def _font(pixels: int, weight: int) -> QFont:
    font = QFont(list(FAMILIES))
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.Bold if weight >= _BOLD else QFont.Weight.Normal)
    return font


def read_tokens(text: str) -> dict[str, dict[str, Any]]:
    """Read the plain part of TOML the tokens are written in: tables of numbers and short lists.

    tomllib reads the same (a test compares them) but takes longer to load than the first window
    should wait.
    """
    tables: dict[str, dict[str, Any]] = {}
    table: dict[str, Any] = {}
    for line in text.splitlines():
        name, sign, value = line.partition(" = ")
        if line.startswith("["):
            table = tables.setdefault(line.strip("[]"), {})
        elif sign and not line.startswith("#"):
            table[name] = literal_eval(value)  # a comment behind the value is Python's as well
    return tables


@cache
def _tokens() -> Mapping[str, dict[str, Any]]:
    return read_tokens((RESOURCES / "style" / "tokens.toml").read_text(encoding="utf-8"))


@cache
def _theme(name: str) -> Theme:
    tokens = _tokens()
    which = ("light", "dark").index(name)
    colours = {token: pair[which] for token, pair in tokens["colour"].items()}
    types = {role: TypeRole(*pair) for role, pair in tokens["type"].items()}
    return Theme(
        name, MappingProxyType(colours), MappingProxyType(types), MappingProxyType(tokens["size"])
    )
