"""A box that was drawn once is copied; what is copied is what would be drawn now."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication

from ui.widgets.painting import Box, paint_box
from ui.widgets.theme import Theme, wear, worn_theme

BOXES = (
    Box(),
    Box(radius=8),
    Box("surface", "strong", 1, 6),
    Box("askTint", "askLine", 2, 8),
    Box("", "focus", 3, 4),
    Box("primary", ""),
)
SIZES = (
    QSize(75, 36),
    QSize(204, 104),
    QSize(36, 75),
    QSize(20, 20),
    QSize(0, 9),
    QSize(1262, 52),
)


def painted(box: Box, size: QSize, ratio: float) -> QImage:
    image, painter = begun(size, ratio)
    paint_box(painter, QRect(4, 4, size.width(), size.height()), box)
    painter.end()
    return image


def drawn(box: Box, size: QSize, ratio: float) -> QImage:
    """The same by the strokes of a pen alone."""
    image, painter = begun(size, ratio)
    theme = worn_theme()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if box.line:
        painter.setPen(QPen(theme.colour(box.line), box.width))
    if box.fill:
        painter.setBrush(theme.colour(box.fill))
    inset = box.width / 2 if box.line else 0
    shape = QRectF(4, 4, size.width(), size.height()).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(shape, box.radius - inset, box.radius - inset)
    painter.end()
    return image


def begun(size: QSize, ratio: float) -> tuple[QImage, QPainter]:
    image = QImage((size + QSize(8, 8)) * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(worn_theme().colour("page"))
    return image, QPainter(image)


def most_apart(one: QImage, other: QImage) -> int:
    """The largest difference of a colour in a pixel."""
    assert one.size() == other.size()
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return max(abs(here - there) for here, there in pairs)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_copied_box_is_the_one_that_would_be_drawn(qapp: QApplication, ratio: float) -> None:
    for theme in (Theme.light(), Theme.dark(), Theme.light()):
        wear(qapp, theme)
        for size in SIZES:
            for box in BOXES:
                told = (theme.name, size, box)
                assert most_apart(painted(box, size, ratio), drawn(box, size, ratio)) <= 1, told
