"""The look: every token in both themes, contrast as promised, one sheet, switching at run time."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from ui.widgets.painting import Words
from ui.widgets.theme import RESOURCES, Look, Theme, read_tokens, worn_theme

THEMES = [Theme.light(), Theme.dark()]
RUN_PAGE = [
    ("ink", "surface"), ("ink", "page"), ("ink", "primaryTint"), ("ink", "sunken"),
    ("ink2", "surface"), ("ink2", "sunken"), ("ink2", "primaryTint"), ("ink2", "page"),
    ("primary", "surface"), ("primary", "primaryTint"), ("onPrimary", "primary"),
    ("onPrimary", "primaryHover"), ("railInk", "rail"), ("railOn", "railActive"),
    ("onAllergy", "allergy"), ("danger", "surface"), ("onDanger", "danger"),
    ("stopInk", "stopTint"), ("stopInk", "surface"), ("askInk", "askTint"),
    ("askInk", "surface"), ("noticeInk", "noticeTint"), ("noticeInk", "surface"),
    ("okInk", "okTint"), ("okInk", "surface"), ("okInk", "sunken"), ("ink", "stopTint"),
    ("ink", "askTint"), ("ink", "noticeTint"),
]  # fmt: skip
ELSEWHERE = [
    ("ink3", "surface"), ("ink3", "sunken"), ("chartPressure", "surface"),
    ("chartPulse", "surface"), ("chartRemoved", "surface"), ("chartAxis", "surface"),
]  # fmt: skip
LINES = [
    ("strong", "surface"), ("strong", "page"), ("focus", "surface"), ("focus", "primaryTint"),
    ("stopLine", "surface"), ("askLine", "surface"), ("noticeLine", "surface"),
    ("okLine", "surface"),
]  # fmt: skip


def luminance(colour: QColor) -> float:
    """The relative luminance of WCAG 2."""
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(theme: Theme, over: str, under: str) -> float:
    """The contrast of two tokens by WCAG 2."""
    pair = sorted((luminance(theme.colour(over)), luminance(theme.colour(under))))
    return (pair[1] + 0.05) / (pair[0] + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])
@pytest.mark.parametrize(
    ("pairs", "least"), [(RUN_PAGE, 7.0), (ELSEWHERE, 4.5), (LINES, 3.0)], ids=["7", "4.5", "3"]
)
def test_what_must_be_read_stands_out(
    theme: Theme, pairs: list[tuple[str, str]], least: float
) -> None:
    weak = {pair: contrast(theme, *pair) for pair in pairs if contrast(theme, *pair) < least}

    assert weak == {}


def test_the_tokens_are_read_as_toml_reads_them() -> None:
    text = (RESOURCES / "style" / "tokens.toml").read_text(encoding="utf-8")

    assert read_tokens(text) == tomllib.loads(text)


def test_no_colour_is_written_outside_the_tokens() -> None:
    root = RESOURCES.parent / "ui"
    colour = re.compile(r"#[0-9A-Fa-f]{6}\b|QColor\(\d")
    places = [path for path in root.rglob("*.py") if colour.search(path.read_text("utf-8"))]
    sheet = (RESOURCES / "style" / "plexlog.qss").read_text("utf-8")

    assert [path for path in places if path.parent.name in {"widgets", "shell"}] == []
    assert colour.search(sheet) is None


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])
def test_the_sheet_is_filled_whole(theme: Theme) -> None:
    assert "$" not in theme.sheet()


def test_a_token_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError):
        Theme.light().colour("beige")


def test_every_bundled_icon_is_free_of_colour() -> None:
    icons = list((RESOURCES / "icons").glob("*.svg"))

    assert icons
    assert all("currentColor" in path.read_text("utf-8") for path in icons)
    assert Path(RESOURCES / "icons" / "LICENSE").is_file()


def test_the_window_changes_look_while_it_stands(qapp: QApplication) -> None:
    look = Look(qapp, "light")
    seen: list[str] = []
    look.changed.connect(seen.append)
    label = Words("text")
    label.ensurePolished()
    by_day = label.palette().color(label.foregroundRole()).name()

    look.toggle()
    label.ensurePolished()
    by_night = label.palette().color(label.foregroundRole()).name()

    assert seen == ["dark"]
    assert worn_theme().is_dark
    assert look.theme is Theme.dark()
    assert (by_day, by_night) == ("#10202b", "#e8eff2")
    look.toggle()
    look.deleteLater()
    label.deleteLater()


def test_the_look_follows_the_system_until_it_is_fixed(qapp: QApplication) -> None:
    look = Look(qapp)
    look.fix("dark")
    fixed = (look.fixed, worn_theme().name)

    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    still = worn_theme().name
    look.follow_system()
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)

    assert fixed == ("dark", "dark")
    assert still == "dark"
    assert look.fixed == ""
    assert worn_theme() is Theme.light()
    look.deleteLater()


def test_a_program_that_wears_nothing_is_light() -> None:
    asked = "from ui.widgets.theme import worn_theme; print(worn_theme().name)"

    told = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )

    assert told.stdout.strip() == "light"


def test_measures_come_from_the_tokens() -> None:
    assert Theme.light().size("touch") == 44
    assert Theme.dark().sizes == Theme.light().sizes
