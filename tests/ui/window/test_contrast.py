"""Contrast as it is drawn: every text of every page, light and dark, on the fill below it."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from plexlog.domain.steps import Step
from tests.ui.pages.everywhere import places
from tests.ui.widgets.test_theme import luminance
from ui.shell.window import Window
from ui.widgets.theme import Theme, wear

AT_THE_BEDSIDE = 7.0
ELSEWHERE = 4.5


def between(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def words_of(part: QWidget) -> str:
    if isinstance(part, QLabel | QAbstractButton):
        return part.text()
    return ""


def pixels(image: QImage, at: QRect) -> Counter[int]:
    """How often each colour stands in a part of a picture."""
    wide = image.bytesPerLine() // 4
    rows = memoryview(image.constBits()).cast("B").cast("I")
    found: Counter[int] = Counter()
    for y in range(max(at.top(), 0), min(at.bottom() + 1, image.height())):
        left, right = max(at.left(), 0), min(at.right() + 1, image.width())
        found.update(rows[y * wide + left : y * wide + right].tolist())
    return found


def drawn_contrast(window: Window, part: QWidget, image: QImage) -> float:
    """The contrast of the fill of a part with what stands out most on it."""
    at = QRect(part.mapTo(window.frame, QPoint(0, 0)), part.size()).adjusted(4, 4, -4, -4)
    found = pixels(image, at)
    if not found:
        return 99.0
    fill = QColor.fromRgb(found.most_common(1)[0][0])
    if isinstance(part, QLabel):
        return between(fill, part.palette().color(part.foregroundRole()))
    return max(between(fill, QColor.fromRgb(colour)) for colour in found)


def is_whole_in_sight(part: QWidget) -> bool:
    return part.isVisible() and part.visibleRegion().boundingRect() == part.rect()


@pytest.mark.parametrize("theme", [Theme.light(), Theme.dark()], ids=["light", "dark"])
def test_every_text_stands_out_from_what_is_under_it(
    window: Window, dressed: QApplication, theme: Theme
) -> None:
    wear(dressed, theme)
    weak: dict[str, list[tuple[str, float]]] = {}
    for place in places(window):
        QApplication.processEvents()
        image = window.frame.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        least = AT_THE_BEDSIDE if place == Step.RUN.value else ELSEWHERE
        for part in window.frame.findChildren(QWidget):
            if not words_of(part).strip() or not is_whole_in_sight(part):
                continue
            found = drawn_contrast(window, part, image)
            if found < (least if part.isEnabled() else ELSEWHERE):
                weak.setdefault(place, []).append((words_of(part), round(found, 1)))

    assert weak == {}
